/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a change of the sources, be it an import or an undo: the profiles of the day that is
 * proposed. Writes nothing itself but two settings, the first and the last day of the orders. */
#include "pipeline/tv-import-derive.h"

#include "base/tv-far-array.h"
#include "base/tv-memory.h"
#include "frame/tv-facts.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-stages.h"
#include "profile/tv-outlook.h"
#include "profile/tv-profile.h"

#define A_PART (1 << 16) /* lines, 4 MB; customers, 8 MB */

/* @sql: of the two statements that tell the days of the orders; either leaves a day of the future
 * out, as a mistyped year must not move the reference date. */
static gboolean
find_order_days (TvJob *job,
                 TvSql sql,
                 TvDay *out_first_day,
                 TvDay *out_last_day,
                 gboolean *out_is_in_doubt,
                 GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);

  *out_first_day = *out_last_day = TV_DAY_NONE;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, tv_day_today ());
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  if (!tv_statement_is_null (statement, 0))
    {
      *out_first_day = tv_statement_get_int64 (statement, 0);
      *out_last_day = tv_statement_get_int64 (statement, 1);
    }
  *out_is_in_doubt = tv_statement_get_int64 (statement, 2) != 0;
  tv_statement_reset (statement);
  return TRUE;
}

/* The days of the orders are kept as settings: where the batches do not tell, to find them takes a
 * look at every line. */
static gboolean
write_order_days (TvJob *job, TvDay *out_last_day, GError **error)
{
  gboolean is_in_doubt;
  TvDay first_day;

  if (!find_order_days (job,
                        TV_SQL_VIEWS_GET_NOTED_DAYS,
                        &first_day,
                        out_last_day,
                        &is_in_doubt,
                        error)
      || (is_in_doubt
          && !find_order_days (job,
                               TV_SQL_VIEWS_GET_ORDER_DAYS,
                               &first_day,
                               out_last_day,
                               &is_in_doubt,
                               error)))
    return FALSE;
  return tv_job_set_day_setting (job, "first_order_day", first_day, error)
         && tv_job_set_day_setting (job, "last_order_day", *out_last_day, error);
}

/* What the lines of a customer come to. */
typedef struct
{
  TvFacts facts;
  TvBuyer buyer;
} History;

/* Of all customers, a part behind the other. */
typedef struct
{
  TvJob *job;
  TvSettings settings;
  gboolean is_judged_anew; /* the bounds of the scores changed after the facts were found */
  TvFarArray *array;       /* of History */
  GArray *begins;          /* of guint32: where each part begins */
  const TvFrame *frame;
  TvOutlook *outlook;
  TvFacts *facts; /* scratch: of the customers that are written */
  TvBuyer *buyers;
  TvExpected *expected;
  guint32 scratch_count;
} Histories;

static void
histories_clear (Histories *histories)
{
  tv_far_array_free (histories->array);
  g_array_unref (histories->begins);
  g_clear_pointer (&histories->outlook, tv_outlook_free);
  g_free (histories->facts);
  g_free (histories->buyers);
  g_free (histories->expected);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Histories, histories_clear)

static gboolean
take_part_cb (const TvFrame *frame,
              const TvFrame *part,
              guint32 first,
              guint32 step,
              gpointer data,
              GError **error)
{
  Histories *histories = data;
  TvJob *job = histories->job;
  guint32 begin = tv_far_array_get_count (histories->array);
  g_autoptr (TvFactsTable) facts
      = tv_facts_table_new (part, &histories->settings, job->thread_count, NULL, error);
  g_autoptr (GArray) buyers = NULL;

  if (facts == NULL)
    return FALSE;
  buyers = tv_buyers_new (part, part->as_of_day);
  g_array_append_val (histories->begins, begin);
  for (guint32 c = 0; c < part->customer_count; c++)
    {
      History *history = tv_far_array_add (histories->array);

      history->facts = facts->facts[c];
      history->buyer = g_array_index (buyers, TvBuyer, c);
    }
  return tv_progress_check (job->progress, error);
}

/* Parts come in their order; of n parts each has every n-th customer. */
static const History *
get_history (Histories *histories, guint32 customer)
{
  guint32 count = histories->begins->len;

  return tv_far_array_get (histories->array,
                           g_array_index (histories->begins, guint32, customer % count)
                               + customer / count);
}

static const TvFacts *
get_facts_cb (guint32 customer, gpointer data)
{
  return &get_history (data, customer)->facts;
}

static const TvBuyer *
get_buyer_cb (guint32 customer, gpointer data)
{
  return &get_history (data, customer)->buyer;
}

static gboolean
list_profiles_cb (guint32 first, guint32 count, gpointer data, TvProfilePart *out, GError **error)
{
  Histories *histories = data;

  if (count > histories->scratch_count)
    {
      histories->facts = g_renew (TvFacts, histories->facts, count);
      histories->buyers = g_renew (TvBuyer, histories->buyers, count);
      histories->expected = g_renew (TvExpected, histories->expected, count);
      histories->scratch_count = count;
    }
  tv_frame_rest (histories->frame);
  for (guint32 i = 0; i < count; i++)
    {
      const History *history = get_history (histories, first + i);

      histories->facts[i] = history->facts;
      histories->buyers[i] = history->buyer;
      if (histories->is_judged_anew)
        tv_facts_judge (histories->frame, &histories->settings, &histories->facts[i]);
    }
  out->facts = histories->facts;
  out->expected = histories->expected;
  return tv_outlook_list (histories->outlook,
                          histories->buyers,
                          count,
                          histories->job->thread_count,
                          histories->expected,
                          NULL,
                          error);
}

static gboolean
write_as_of (TvJob *job, const char *const *stages, TvDay as_of_day, GError **error)
{
  g_auto (Histories) histories = { .job = job,
                                   .array = tv_far_array_new (sizeof (History)),
                                   .begins = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  g_autoptr (TvFrame) frame = NULL;

  tv_settings_init_default (&histories.settings);
  histories.settings.rfm_bins = tv_job_get_rfm_bins (job);
  frame = tv_frame_load_in_parts (job, as_of_day, A_PART, take_part_cb, &histories, error);
  if (frame == NULL)
    return FALSE;
  tv_memory_give_back ();
  tv_frame_rest (frame);
  histories.frame = frame;
  tv_stages_begin (job->progress, stages, "profile", .5, .6);
  histories.is_judged_anew
      = tv_facts_fit_bounds (frame, get_facts_cb, &histories, &histories.settings);
  if (!tv_progress_check (job->progress, error))
    return FALSE;
  histories.outlook = tv_outlook_new_fitted (frame->customer_count, get_buyer_cb, &histories);
  if (!tv_progress_check (job->progress, error))
    return FALSE;
  tv_stages_begin (job->progress, stages, "profile", .6, 1);
  return tv_profile_write_of (job, frame, &histories.settings, list_profiles_cb, &histories, error);
}

/**
 * tv_import_write_profiles:
 * @job: a job with the writer, inside the transaction of an import or an undo, after cleaning
 * @error: return location for an error
 *
 * Brings the profiles up to date, and the days of the first and the last order.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_import_write_profiles (TvJob *job, GError **error)
{
  TvDay last_day;

  tv_stages_begin (job->progress, tv_stages_of_import, "profile", 0, .5);
  return write_order_days (job, &last_day, error)
         && write_as_of (job, tv_stages_of_import, tv_propose_as_of (last_day), error);
}

/**
 * tv_profiles_write_again:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error
 *
 * Writes the profiles of the same day again, after a setting changed that they depend on.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_profiles_write_again (TvJob *job, GError **error)
{
  TvDay day = tv_job_get_day_setting (job, "profile_as_of_day");

  tv_stages_begin (job->progress, tv_stages_of_profile, "profile", 0, .5);
  if (day == TV_DAY_NONE)
    day = tv_propose_as_of (tv_job_get_day_setting (job, "last_order_day"));
  return write_as_of (job, tv_stages_of_profile, day, error);
}
