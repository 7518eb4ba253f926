/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a change of the sources, be it an import or an undo: the profiles of the day that is
 * proposed. Writes nothing itself but two settings, the first and the last day of the orders. */
#include "pipeline/tv-import-derive.h"

#include "frame/tv-facts.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-stages.h"
#include "profile/tv-outlook.h"
#include "profile/tv-profile.h"

#define LINES_A_PART (1 << 17) /* 8 MB */

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

/* What each customer's lines come to. */
typedef struct
{
  TvJob *job;
  const TvSettings *settings;
  TvFactsTable *facts; /* (nullable) owned, of all customers */
  GArray *buyers;      /* (nullable) owned, of TvBuyer, of all customers */
} Histories;

static void
histories_clear (Histories *histories)
{
  g_clear_pointer (&histories->facts, tv_facts_table_free);
  g_clear_pointer (&histories->buyers, g_array_unref);
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
  g_autoptr (TvFactsTable) facts
      = tv_facts_table_new (part, histories->settings, job->thread_count, NULL, error);
  g_autoptr (GArray) buyers = tv_buyers_new (part, part->as_of_day);

  if (facts == NULL)
    return FALSE;
  if (step == 1)
    {
      histories->facts = g_steal_pointer (&facts);
      histories->buyers = g_steal_pointer (&buyers);
      return tv_progress_check (job->progress, error);
    }
  if (histories->facts == NULL)
    {
      histories->facts = g_new0 (TvFactsTable, 1);
      histories->facts->customer_count = frame->customer_count;
      histories->facts->facts = g_new0 (TvFacts, frame->customer_count);
      histories->buyers = g_array_new (FALSE, FALSE, sizeof (TvBuyer));
      g_array_set_size (histories->buyers, frame->customer_count);
    }
  for (guint32 c = 0; c < part->customer_count; c++)
    {
      histories->facts->facts[first + c * step] = facts->facts[c];
      g_array_index (histories->buyers, TvBuyer, first + c * step)
          = g_array_index (buyers, TvBuyer, c);
    }
  return tv_progress_check (job->progress, error);
}

static gboolean
write_as_of (TvJob *job, const char *const *stages, TvDay as_of_day, GError **error)
{
  TvSettings settings;
  g_auto (Histories) histories = { .job = job, .settings = &settings };
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvOutlook) outlook = NULL;

  tv_settings_init_default (&settings);
  settings.rfm_bins = tv_job_get_rfm_bins (job);
  frame = tv_frame_load_in_parts (job, as_of_day, LINES_A_PART, take_part_cb, &histories, error);
  if (frame == NULL)
    return FALSE;
  tv_stages_begin (job->progress, stages, "profile", .5, .6);
  tv_facts_table_fit (histories.facts, frame, &settings);
  outlook = tv_outlook_new_of_buyers (histories.buyers, job->thread_count, job->progress, error);
  if (outlook == NULL)
    return FALSE;
  tv_stages_begin (job->progress, stages, "profile", .6, 1);
  return tv_profile_write (job, frame, histories.facts, &settings, outlook, error);
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
