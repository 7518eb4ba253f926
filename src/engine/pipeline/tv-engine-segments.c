/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments over time: the base is loaded as it was on a day, so that returns, contacts and orders
 * of later are not known yet, and each customer judged. Writes nothing but the choice of the bins,
 * with the profiles that follow from it. */
#include "pipeline/tv-engine-segments.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-day.h"
#include "base/tv-error.h"
#include "frame/tv-facts.h"
#include "pipeline/tv-customer-origin.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-import-derive.h"

/* The segment of each master customer on a day, by ascending id; and these ids where they are asked
 * for. */
static guint8 *
list_segments (TvJob *job, TvDay day, guint32 *out_count, gint64 **out_ids, GError **error)
{
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvFactsTable) facts = NULL;
  guint8 *segments;
  TvSettings settings;

  tv_settings_init_default (&settings);
  settings.rfm_bins = tv_job_get_rfm_bins (job);
  frame = tv_frame_load (job, day, error);
  if (frame == NULL)
    return NULL;
  facts = tv_facts_table_new_fitted (frame, &settings, job->thread_count, job->progress, error);
  if (facts == NULL)
    return NULL;
  *out_count = frame->customer_count;
  if (out_ids != NULL)
    *out_ids = g_memdup2 (frame->customer_id,
                          MAX (frame->customer_count, 1) * sizeof *frame->customer_id);
  segments = g_new (guint8, MAX (frame->customer_count, 1));
  for (guint32 c = 0; c < frame->customer_count; c++)
    segments[c] = facts->facts[c].segment;
  return segments;
}

/* The same for the day of the profiles, which hold it. */
static guint8 *
list_stored_segments (TvJob *job, guint32 *out_count, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_SEGMENTS, error);
  g_autoptr (GByteArray) segments = g_byte_array_new ();
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint8 segment = (guint8) tv_statement_get_int64 (statement, 1);

      g_byte_array_append (segments, &segment, 1);
    }
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return NULL;
  *out_count = segments->len;
  g_byte_array_append (segments, (const guint8 *) "", 1);
  return g_byte_array_free (g_steal_pointer (&segments), FALSE);
}

static gboolean
count_moves (TvJob *job, const TvStamp *stamp, TvMovement *movement, GArray *movers, GError **error)
{
  g_autofree guint8 *before = NULL, *after = NULL;
  g_autofree gint64 *ids = NULL;
  guint32 before_count = 0, after_count = 0;

  tv_progress_begin_step (job->progress, _ ("Reading the earlier day"), 0, .5);
  before = list_segments (job, movement->from_day, &before_count, &ids, error);
  if (before == NULL)
    return FALSE;
  tv_progress_begin_step (job->progress, _ ("Reading the later day"), .5, 1);
  if (movement->to_day == stamp->profile_day)
    after = list_stored_segments (job, &after_count, error);
  if (after != NULL && after_count != before_count)
    g_clear_pointer (&after, g_free);
  if (after == NULL)
    after = list_segments (job, movement->to_day, &after_count, NULL, error);
  if (after == NULL)
    return FALSE;
  movement->customer_count = after_count;
  for (guint32 c = 0; c < MIN (before_count, after_count); c++)
    if (before[c] < TV_N_SEGMENTS && after[c] < TV_N_SEGMENTS)
      {
        const TvMover mover = { ids[c], before[c], after[c] };

        movement->moves[before[c]][after[c]]++;
        if (before[c] != after[c])
          g_array_append_val (movers, mover);
      }
  return TRUE;
}

static gboolean
find_cached (TvEngine *engine, const TvStamp *stamp, guint8 bins, TvMovement *movement)
{
  const TvMovementCache *cache = &engine->movement;
  gboolean is_found;

  g_mutex_lock (&engine->lock);
  is_found = cache->movement.customer_count > 0 && cache->batch_id == stamp->batch_id
             && cache->profile_bins == stamp->profile_bins && cache->rfm_bins == bins
             && cache->movement.from_day == movement->from_day
             && cache->movement.to_day == movement->to_day;
  if (is_found)
    *movement = cache->movement;
  g_mutex_unlock (&engine->lock);
  return is_found;
}

/**
 * tv_engine_get_movement:
 * @engine: the engine
 * @from_day: the earlier reference date
 * @to_day: the later one; the day of the profiles is read off them
 * @out_movement: (out caller-allocates): who was in which segment, and is now
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; INVALID_INPUT where the days are not in order
 *
 * Judges every customer as of two days. A customer whose first order came later was a prospect
 * before. With quintiles the bounds of each day are those of the base as it was then.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_engine_get_movement (TvEngine *engine,
                        gint32 from_day,
                        gint32 to_day,
                        TvMovement *out_movement,
                        TvProgress *progress,
                        GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GArray) movers = g_array_new (FALSE, FALSE, sizeof (TvMover));
  TvStamp stamp;
  guint8 bins;

  memset (out_movement, 0, sizeof *out_movement);
  out_movement->from_day = from_day;
  out_movement->to_day = to_day;
  if (from_day == TV_DAY_NONE || to_day == TV_DAY_NONE || from_day > to_day)
    {
      g_set_error_literal (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not compare segments: the first day has to come before the second."));
      return FALSE;
    }
  if (!tv_read_begin (&read, engine, progress, error) || !tv_stamp_read (&stamp, &read.job, error))
    return FALSE;
  bins = tv_job_get_rfm_bins (&read.job);
  if (find_cached (engine, &stamp, bins, out_movement))
    return TRUE;
  if (!count_moves (&read.job, &stamp, out_movement, movers, error))
    return FALSE;
  g_mutex_lock (&engine->lock);
  g_clear_pointer (&engine->movement.movers, g_array_unref);
  engine->movement = (TvMovementCache){ stamp.batch_id,
                                        stamp.profile_bins,
                                        bins,
                                        *out_movement,
                                        g_steal_pointer (&movers) };
  g_mutex_unlock (&engine->lock);
  return TRUE;
}

/**
 * tv_movement_ref_movers:
 * @engine: the engine
 * @query: from which segment to which, and between which days
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Finds who went from one segment to another. The days of the last movement are remembered, others
 * are read first.
 *
 * Returns: (transfer full) (nullable): the set of the ids of these customers
 */
GHashTable *
tv_movement_ref_movers (TvEngine *engine,
                        const TvCustomerQuery *query,
                        TvProgress *progress,
                        GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) movers = NULL;
  TvMovement movement;

  if (!tv_engine_get_movement (engine,
                               query->moved_from_day,
                               query->moved_to_day,
                               &movement,
                               progress,
                               error))
    return NULL;
  g_mutex_lock (&engine->lock);
  movers = engine->movement.movers != NULL ? g_array_ref (engine->movement.movers) : NULL;
  g_mutex_unlock (&engine->lock);
  for (guint i = 0; movers != NULL && i < movers->len; i++)
    {
      const TvMover *mover = &g_array_index (movers, TvMover, i);

      if (mover->from + 1 == query->moved_from && mover->to + 1 == query->moved_to)
        g_hash_table_add (ids, GSIZE_TO_POINTER (mover->id));
    }
  return g_steal_pointer (&ids);
}

/**
 * tv_engine_get_rfm_bins:
 * @engine: the engine
 *
 * Returns: what the workspace's scores go by
 */
TvRfmBins
tv_engine_get_rfm_bins (TvEngine *engine)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, NULL) ? tv_job_get_rfm_bins (&read.job)
                                                   : TV_RFM_BINS_FIXED;
}

static gboolean
set_bins_cb (TvJob *job, gpointer data, GError **error)
{
  const TvRfmBins *bins = data;

  return tv_connection_set_setting (job->db, "rfm_bins", tv_rfm_bins_get_code (*bins), error)
         && tv_profiles_write_again (job, error);
}

/**
 * tv_engine_set_rfm_bins:
 * @engine: the engine
 * @bins: what the scores go by from now on
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Chooses how recency, frequency and money are scored, and writes the profiles anew. Runs of before
 * keep what they ran with.
 *
 * Returns: %FALSE on an error or a cancel; then all is as before
 */
gboolean
tv_engine_set_rfm_bins (TvEngine *engine, TvRfmBins bins, TvProgress *progress, GError **error)
{
  return tv_engine_write (engine, set_bins_cb, &bins, TV_CHANGED_PROFILES, progress, error);
}
