/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine handle: one open workspace. All its functions are synchronous and may be called from
 * any thread, several at once; the window calls them through tv_engine_call_async (). After a
 * commit "changed" is emitted on the main context of the thread that opened it. */
#pragma once

#include <gio/gio.h>
#include "base/tv-progress.h"
#include "store/tv-store.h"

G_BEGIN_DECLS

#define TV_TYPE_ENGINE (tv_engine_get_type ())
G_DECLARE_FINAL_TYPE (TvEngine, tv_engine, TV, ENGINE, GObject)

/* What a commit touched; argument of "changed". */
typedef enum
{
  TV_CHANGED_SOURCES = 1 << 0, /* batches, rejects; customers, products and profiles follow */
  TV_CHANGED_PROFILES = 1 << 1,
  TV_CHANGED_RUNS = 1 << 2,
  TV_CHANGED_DECISIONS = 1 << 3,
  TV_CHANGED_EXPORTS = 1 << 4,
  TV_CHANGED_BACKTESTS = 1 << 5, /* backtests, or what new runs take from one */
} TvChanged;

typedef struct
{
  gint64 customer_count; /* master customers */
  gint64 product_count;
  gint64 line_count;
  gint64 contact_count;
  gint64 batch_count;
  gint64 reject_count;
  gint64 pending_count; /* rows that wait for their customer or product */
  gint64 run_count;
  gint64 latest_run_id;        /* 0 = none */
  gint64 event_count;          /* of the ledger */
  gint64 pending_review_count; /* PENDING items of the latest run */
  gint64 flagged_review_count;
  gint64 approved_count;                  /* of the latest run */
  gint64 approved_unexported_count;       /* approved and in no export since */
  gint32 first_order_day, last_order_day; /* TV_DAY_NONE without lines */
  gint32 profile_as_of_day;
  gint32 proposed_as_of_day;
  gint64 sources_usec; /* when a batch last came in, was undone or redone; 0 = never */
  gboolean is_sample;  /* the sample merchant was loaded */
  char currency[4];
  char country[3]; /* in which numbers without a country code are dialled */
} TvSummary;

/* tv_engine_open: flags as for tv_store_open; also finishes or gives up exports that a kill left
 * PREPARED (not when read-only). */
TvEngine *tv_engine_open (const char *path, TvOpenFlags flags, GError **error);
/* The same with progress and cancel of the check after an unclean end. */
TvEngine *
tv_engine_open_watched (const char *path, TvOpenFlags flags, TvProgress *progress, GError **error);
const char *tv_engine_get_path (TvEngine *engine);
gboolean tv_engine_is_read_only (TvEngine *engine);
gboolean tv_engine_get_summary (TvEngine *engine, TvSummary *out_summary, GError **error);
void tv_engine_close (TvEngine *engine);
void
tv_engine_set_actor (TvEngine *engine,
                     const char *actor); /* whose name the ledger bears; before the first call */

/* Any engine function on a worker: func runs in a thread with input and gives a result that
 * free_result frees. input is freed by free_input afterwards. The callback comes on the caller's
 * main context. */
typedef gpointer (*TvEngineCall) (TvEngine *engine,
                                  gpointer input,
                                  TvProgress *progress,
                                  GError **error);
void tv_engine_call_async (TvEngine *engine,
                           TvEngineCall func,
                           gpointer input,
                           GDestroyNotify free_input,
                           GDestroyNotify free_result,
                           TvProgress *progress,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer tv_engine_call_finish (
    TvEngine *engine,
    GAsyncResult *result,
    GError **error); /* (transfer full) (nullable); NULL may be a good result: look at error */

G_END_DECLS
