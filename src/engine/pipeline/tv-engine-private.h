/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the pipeline share: the engine's insides, one way to read and one way to write.
 * Only for the pipeline. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-rfm.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct _TvWarm TvWarm;
typedef struct _TvCustomerIndex TvCustomerIndex;

/* What the sources hold, counted once for each state of them. */
typedef struct
{
  gint64 batch_id; /* of the state; -1 = not counted yet */
  gint64 pending_count;
  GHashTable *pending; /* batch id -> rows that wait */
} TvPendingCounts;

/* A customer who was in one segment and is in another one. */
typedef struct
{
  gint64 id;
  guint8 from, to; /* TvSegment */
} TvMover;

/* The last movement between two days that was asked for. */
typedef struct
{
  gint64 batch_id; /* of the state */
  guint profile_bins;
  guint8 rfm_bins;
  TvMovement movement; /* customer_count 0 = none */
  GArray *movers;      /* (nullable) of TvMover */
} TvMovementCache;

/* The customers that the last question about an import or a check came to. */
typedef struct
{
  gint64 stamp_id; /* batch_id of the state */
  gint64 batch_id;
  int found_by;
  GHashTable *ids; /* (nullable) set of ids of masters */
} TvOriginCache;

struct _TvEngine
{
  GObject parent_instance;

  TvStore *store;
  GMainContext *context; /* where "changed" is emitted */
  char *actor;
  char *machine;

  GMutex lock; /* of all below */
  guint64 generation;
  TvWarm *warm;
  TvCustomerIndex *index;
  TvPendingCounts pending;
  TvMovementCache movement;
  TvOriginCache origin;
};

/* A read: a leased connection with its one snapshot, and the job that rooms work with. Clear gives
 * the connection back. */
typedef struct
{
  TvEngine *engine;
  TvJob job;
} TvRead;

/* The state of sources and profiles that a cache is good for. */
typedef struct
{
  gint64 batch_id;
  gint64 run_id;
  gint32 profile_day; /* TV_DAY_NONE = no profiles yet */
  guint profile_bins; /* hash of the bounds of the scores */
} TvStamp;

typedef gboolean (*TvWriteFunc) (TvJob *job, gpointer data, GError **error);

gboolean tv_read_begin (TvRead *read, TvEngine *engine, TvProgress *progress, GError **error);
void tv_read_clear (TvRead *read);
gboolean tv_engine_write (TvEngine *engine,
                          TvWriteFunc func,
                          gpointer data,
                          TvChanged changed,
                          TvProgress *progress,
                          GError **error);
gboolean tv_engine_write_bulk (TvEngine *engine,
                               TvWriteFunc func,
                               gpointer data,
                               TvChanged changed,
                               TvProgress *progress,
                               GError **error);
gboolean tv_stamp_read (TvStamp *stamp, TvJob *job, GError **error);
gint32 tv_job_get_day_setting (TvJob *job, const char *key);
gboolean tv_job_set_day_setting (TvJob *job, const char *key, gint32 day, GError **error);
char *tv_job_dup_setting (TvJob *job, const char *key);
char *tv_job_dup_currency (TvJob *job);
guint8 tv_job_get_rfm_bins (TvJob *job);
gint32 tv_propose_as_of (gint32 last_order_day);
GHashTable *tv_engine_ref_pending (TvEngine *engine, TvJob *job, gint64 *out_count, GError **error);
gboolean tv_pending_count (TvJob *job, GHashTable *counts, gint64 *out_count, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvRead, tv_read_clear)

G_END_DECLS
