/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares what a run says of itself with the event that recorded it, the policy that it names with
 * the one that judged it last, and what policies ask for with what they asked for when they judged.
 * The items themselves are under the run's digest. Reads run, policy and the ledger; what it finds
 * are findings, never errors. */
#include "govern/tv-run-check.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "govern/tv-policy.h"
#include "ledger/tv-ledger.h"
#include "rows/tv-detail.h"

static void
add_finding (GPtrArray *findings, const char *table, gint64 row, char *message)
{
  TvLedgerFinding *finding = g_new0 (TvLedgerFinding, 1);

  finding->code = "RUN";
  finding->table = table;
  finding->row = row;
  finding->message = message;
  g_ptr_array_add (findings, finding);
}

/* What an event of an earlier version does not say cannot be compared. */
static gboolean
is_as_recorded (TvStatement *statement)
{
  static const char *const names[]
      = { "top_n", "items", "customers", "eligible", "served", "margin_known", "created_usec" };
  const char *detail = tv_statement_get_text (statement, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 value = tv_statement_get_int64 (statement, 3 + (int) i);

      if (tv_detail_get_int64 (detail, names[i], value) != value)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_runs (TvJob *job, GPtrArray *findings, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_RECORDED_RUNS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    if (!is_as_recorded (statement))
      add_finding (findings,
                   "run",
                   tv_statement_get_int64 (statement, 2),
                   g_strdup_printf (_ ("The figures of run %" PRId64
                                       " are not those that event %" PRId64 " recorded."),
                                    tv_statement_get_int64 (statement, 2),
                                    tv_statement_get_int64 (statement, 0)));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
asks_as_recorded (const TvPolicyRow *policy, const char *detail)
{
  return tv_detail_get_double (detail, "minimum_score", policy->minimum_score)
             == policy->minimum_score
         && tv_detail_get_double (detail, "maximum_score", policy->maximum_score)
                == policy->maximum_score
         && tv_detail_get_double (detail, "minimum_coverage", policy->minimum_coverage)
                == policy->minimum_coverage
         && tv_detail_get_int64 (detail, "approval_required", policy->is_approval_required)
                == policy->is_approval_required
         && tv_detail_get_int64 (detail, "family_extra_count", policy->family_extra_count)
                == policy->family_extra_count
         && tv_detail_get_int64 (detail, "recent_purchase_days", policy->recent_purchase_days)
                == policy->recent_purchase_days;
}

/* policies: (element-type TvPolicyRow): all versions */
static const TvPolicyRow *
find_policy (GPtrArray *policies, const char *name, gint64 version)
{
  for (guint i = 0; i < policies->len; i++)
    {
      const TvPolicyRow *policy = g_ptr_array_index (policies, i);

      if (policy->version == version && g_str_equal (policy->name, name))
        return policy;
    }
  return NULL;
}

/* told: (element-type utf8): versions of policies of which it was said already */
static void
check_judgement (TvStatement *statement, GPtrArray *policies, GHashTable *told, GPtrArray *findings)
{
  gint64 seq = tv_statement_get_int64 (statement, 0);
  const char *detail = tv_statement_get_text (statement, 1);
  g_autofree char *name = tv_detail_dup_text (detail, "policy");
  gint64 version = tv_detail_get_int64 (detail, "version", 0);
  const TvPolicyRow *policy = find_policy (policies, name, version);

  if ((policy == NULL || !asks_as_recorded (policy, detail))
      && g_hash_table_add (told, g_strdup_printf ("%s %" PRId64, name, version)))
    add_finding (findings,
                 "policy",
                 policy != NULL ? policy->id : 0,
                 g_strdup_printf (_ ("The policy “%s”, version %" PRId64
                                     ", is not the one that event %" PRId64 " recorded."),
                                  name,
                                  version,
                                  seq));
  if (!tv_statement_is_null (statement, 2)
      && (tv_statement_get_int64 (statement, 4) != version
          || g_strcmp0 (tv_statement_get_text (statement, 3), name) != 0))
    add_finding (findings,
                 "run",
                 tv_statement_get_int64 (statement, 2),
                 g_strdup_printf (
                     _ ("Run %" PRId64 " names another policy than event %" PRId64 " recorded."),
                     tv_statement_get_int64 (statement, 2),
                     seq));
}

static gboolean
check_policies (TvJob *job, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) policies = tv_policy_list_versions (job, error);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TvStatement *statement
      = policies != NULL
            ? tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_RECORDED_POLICIES, error)
            : NULL;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    check_judgement (statement, policies, told, findings);
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

/**
 * tv_run_check:
 * @job: a reader's job
 * @findings: (element-type TvLedgerFinding): what does not fit is added here
 * @error: return location for an error
 *
 * Compares the figures of runs and the policies with the RUN and GATE events. That a run is missing
 * or has no event is not looked for here.
 *
 * Returns: TRUE if everything could be read, whatever was found
 */
gboolean
tv_run_check (TvJob *job, GPtrArray *findings, GError **error)
{
  return check_runs (job, findings, error) && check_policies (job, findings, error);
}
