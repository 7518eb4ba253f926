/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewrites the table of profiles (SPEC section 4) as of the frame's day. Reads the frame and its
 * facts; writes profile and the settings that say as of which day it is and by which bounds its
 * scores were given. */
#include "profile/tv-profile.h"

#include "rows/tv-rfm.h"

static void
bind_day (TvStatement *statement, int parameter, TvDay day)
{
  if (day == TV_DAY_NONE)
    tv_statement_bind_null (statement, parameter);
  else
    tv_statement_bind_int64 (statement, parameter, day);
}

static void
bind_orders (TvStatement *statement, const TvFrame *frame, const TvFacts *facts)
{
  gboolean has_order = facts->order_count > 0;

  bind_day (statement, 2, facts->first_order_day);
  bind_day (statement, 3, facts->last_order_day);
  bind_day (statement, 4, has_order ? frame->as_of_day - facts->last_order_day : TV_DAY_NONE);
  tv_statement_bind_int64 (statement, 5, facts->order_count);
  tv_statement_bind_int64 (statement, 6, facts->spent_cents);
  tv_statement_bind_int64 (statement, 7, facts->average_order_cents);
  if (facts->average_gap_days < 0)
    tv_statement_bind_null (statement, 8);
  else
    tv_statement_bind_double (statement, 8, facts->average_gap_days);
  tv_statement_bind_int64 (statement, 9, facts->line_count);
  tv_statement_bind_int64 (statement, 10, facts->product_count);
  tv_statement_bind_int64 (statement, 11, facts->family_count);
  tv_statement_bind_int64 (statement, 12, facts->recency_score);
  tv_statement_bind_int64 (statement, 13, facts->frequency_score);
  tv_statement_bind_int64 (statement, 14, facts->monetary_score);
  tv_statement_bind_int64 (statement, 15, facts->segment);
  if (facts->top_family < 0)
    tv_statement_bind_null (statement, 16);
  else
    tv_statement_bind_int64 (statement, 16, frame->family_id[facts->top_family]);
  tv_statement_bind_double (statement, 17, facts->top_family_share);
  tv_statement_bind_double (statement, 18, facts->diversity_ratio);
  tv_statement_bind_int64 (statement, 19, facts->budget_level);
}

static void
bind_contacts (TvStatement *statement, const TvFrame *frame, guint32 customer, guint silence_days)
{
  TvExclusion exclusion = TV_N_EXCLUSIONS;
  gboolean is_eligible = tv_frame_is_eligible (frame, customer, silence_days, &exclusion);
  gboolean is_reachable
      = frame->has_address[customer] && !frame->is_optout[customer] && !frame->is_bounced[customer];

  bind_day (statement, 20, frame->last_contact_day[customer]);
  tv_statement_bind_int64 (statement, 21, frame->contacts_30[customer]);
  tv_statement_bind_int64 (statement, 22, frame->contacts_90[customer]);
  tv_statement_bind_int64 (statement, 23, frame->contacts_365[customer]);
  tv_statement_bind_int64 (statement, 24, !is_eligible && exclusion == TV_EXCLUSION_SILENT);
  tv_statement_bind_int64 (statement, 25, is_reachable);
}

static void
bind_expected (TvStatement *statement, const TvExpected *expected)
{
  if (expected != NULL && expected->orders >= 0)
    tv_statement_bind_double (statement, 26, expected->orders);
  else
    tv_statement_bind_null (statement, 26);
  if (expected != NULL && expected->cents >= 0)
    tv_statement_bind_int64 (statement, 27, expected->cents);
  else
    tv_statement_bind_null (statement, 27);
  if (expected != NULL && expected->alive >= 0)
    tv_statement_bind_double (statement, 28, expected->alive);
  else
    tv_statement_bind_null (statement, 28);
}

/**
 * tv_profile_write:
 * @job: a job with the writer, inside a transaction
 * @frame: the frame
 * @facts: its facts
 * @settings: for the silence window, and the bounds that the facts were scored by
 * @outlook: (nullable): what is to be expected of each customer
 * @error: return location for an error
 *
 * Replaces all profiles by those of the frame's day.
 *
 * Returns: %FALSE on an error or a cancel; then the transaction has to be rolled back
 */
gboolean
tv_profile_write (TvJob *job,
                  const TvFrame *frame,
                  const TvFactsTable *facts,
                  const TvSettings *settings,
                  const TvOutlook *outlook,
                  GError **error)
{
  g_autofree char *day = g_strdup_printf ("%d", frame->as_of_day);
  g_autofree char *bounds = tv_rfm_bounds_to_text (settings);
  TvStatement *statement;

  if (!tv_connection_execute (job->db, TV_SQL_PROFILE_DELETE_ALL, error, ""))
    return FALSE;
  statement = tv_connection_prepare (job->db, TV_SQL_PROFILE_INSERT, error);
  if (statement == NULL)
    return FALSE;
  for (guint32 customer = 0; customer < frame->customer_count; customer++)
    {
      tv_statement_bind_int64 (statement, 1, frame->customer_id[customer]);
      bind_orders (statement, frame, &facts->facts[customer]);
      bind_contacts (statement, frame, customer, settings->silence_days);
      bind_expected (statement, outlook != NULL ? &outlook->expected[customer] : NULL);
      if (!tv_statement_run (statement, error))
        return FALSE;
      if ((customer & 0xfff) == 0)
        {
          tv_progress_set (job->progress, customer, frame->customer_count);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return tv_connection_set_setting (job->db, "profile_as_of_day", day, error)
         && tv_connection_set_setting (job->db, "profile_bins", bounds, error);
}
