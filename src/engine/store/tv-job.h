/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a room's function works with: one connection (a reader, or the writer inside a transaction),
 * progress, the clock and threads. */
#pragma once

#include "store/tv-store.h"

G_BEGIN_DECLS

typedef struct
{
  TvConnection *db;     /* borrowed */
  TvProgress *progress; /* (nullable), borrowed */
  gint64 now_usec;      /* UTC, fixed for the whole job */
  guint thread_count;   /* workers for batch scoring, >= 1 */
  const char *actor;    /* who does it, for the ledger */
  const char *machine;  /* on which machine */
  TvStore *store; /* (nullable) where a reader's job may lease another one; NULL for the writer */
} TvJob;

G_END_DECLS
