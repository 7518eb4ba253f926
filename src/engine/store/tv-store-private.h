/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an open workspace, shared by the file that opens it and the file that lends its
 * connections. Inside the store only. */
#pragma once

#include "store/tv-connection-private.h"
#include "store/tv-writer-gate.h"
#include "store/tv-store.h"

G_BEGIN_DECLS

#define TV_READER_LIMIT 4

struct _TvStore
{
  char *path;
  char *finding; /* (nullable): how the schema differs; only in a forensic opening */
  gboolean is_read_only;
  gboolean is_in_doubt; /* the log of an unclean end stays: the file was not found to be whole */
  TvConnectMode reader_mode; /* how further readers are opened */
  TvWriterGate *gate;        /* NULL when read-only */
  TvConnection *writer;      /* NULL when read-only; used by whoever holds the gate */
  GMutex lock;               /* guards all below */
  GCond returned;
  TvConnection *idle[TV_READER_LIMIT]; /* the last one returned is the first one lent */
  guint idle_count;
  guint leased_count;
};

gint64 tv_store_get_wal_size (const char *path);

G_END_DECLS
