/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One workspace file: opening, schema check, the writer gate, leasing of connections. The only
 * place where SQLite opens a database. */
#pragma once

#include "store/tv-connection.h"
#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef enum
{
  TV_OPEN_DEFAULT = 0,
  TV_OPEN_CREATE = 1 << 0, /* make a fresh workspace where there is none */
  TV_OPEN_READ_ONLY = 1 << 1,
  TV_OPEN_FORENSIC
  = 1 << 2, /* read-only, and a strange schema is no reason to refuse: for verify */
} TvOpenFlags;

typedef struct _TvStore TvStore;
typedef struct _TvTransaction TvTransaction;

TvStore *tv_store_open (const char *path, TvOpenFlags flags, GError **error);
TvStore *
tv_store_open_watched (const char *path, TvOpenFlags flags, TvProgress *progress, GError **error);
void tv_store_close (TvStore *store);
const char *tv_store_get_path (TvStore *store);
gboolean tv_store_is_read_only (TvStore *store);
char *tv_store_dup_schema_finding (TvStore *store);

TvConnection *tv_store_lease_reader (TvStore *store, TvProgress *progress, GError **error);
TvConnection *tv_store_try_reader (TvStore *store, TvProgress *progress);
void tv_store_return_reader (TvStore *store, TvConnection *connection);
gboolean tv_store_settle (TvStore *store);

TvTransaction *tv_store_begin (TvStore *store, TvProgress *progress, GError **error);
TvTransaction *tv_store_begin_bulk (TvStore *store, TvProgress *progress, GError **error);
TvConnection *tv_transaction_get_connection (TvTransaction *transaction);
gboolean tv_transaction_commit (TvTransaction *transaction, GError **error);
void tv_transaction_free (TvTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvStore, tv_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTransaction, tv_transaction_free)

G_END_DECLS
