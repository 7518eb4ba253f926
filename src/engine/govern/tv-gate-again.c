/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the stored items of a run by another minimum score: everything else that the gate found
 * stands in their issues, for neither the items nor the other rules change. What a person decided
 * stays. Reads recommendation, writes review_item and a GATE event, the one that counts from then
 * on. */
#include "govern/tv-gate-again.h"

#include <math.h>

#include "govern/tv-gate.h"
#include "govern/tv-gate-private.h"
#include "ledger/tv-ledger.h"

/* An item as it stands. */
typedef struct
{
  gint64 id, customer;
  guint score; /* hundredths */
  guint issues;
  gint16 status;
  gint16 scenario;
  gint64 decided_seq; /* 0 = none */
} Judged;

/* Reads the next item; FALSE at the end and on an error. */
static gboolean
next_item (TvStatement *statement, Judged *out, TvStep *out_step, GError **error)
{
  *out_step = tv_statement_step (statement, error);
  if (*out_step != TV_STEP_ROW)
    return FALSE;
  out->id = tv_statement_get_int64 (statement, 0);
  out->customer = tv_statement_get_int64 (statement, 1);
  out->scenario = (gint16) tv_statement_get_int64 (statement, 2);
  out->score = (guint) lround (tv_statement_get_double (statement, 3) * 100);
  out->issues = (guint) tv_statement_get_int64 (statement, 4);
  out->status = (gint16) tv_statement_get_int64 (statement, 5);
  out->decided_seq = tv_statement_get_int64 (statement, 6);
  return TRUE;
}

static TvStatement *
begin (TvJob *job, gint64 run_id, gint64 *out_gate_seq, GError **error)
{
  TvStatement *statement;

  if (!tv_connection_get_int64 (job->db,
                                TV_SQL_GOVERN_GET_GATE_SEQ,
                                out_gate_seq,
                                error,
                                "i",
                                run_id))
    return NULL;
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_JUDGED, error);
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, run_id);
  return statement;
}

static gboolean
is_by_hand (const Judged *item, gint64 gate_seq)
{
  return item->decided_seq != 0 && item->decided_seq != gate_seq;
}

/**
 * tv_gate_read_what_if:
 * @job: a reader's job
 * @run_id: a run that was judged
 * @what_if: (inout): sums of its policy; gets its items and is finished
 * @error: return location for an error
 *
 * Sums up the verdicts of a run.
 *
 * Returns: FALSE on an error
 */
gboolean
tv_gate_read_what_if (TvJob *job, gint64 run_id, TvWhatIf *what_if, GError **error)
{
  gint64 gate_seq = 0;
  TvStatement *statement = begin (job, run_id, &gate_seq, error);
  guint count = 0;
  Judged item;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while (next_item (statement, &item, &step, error))
    {
      if ((count++ & 4095) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      tv_what_if_add (what_if,
                      item.customer,
                      CLAMP (item.scenario, 0, TV_N_SCENARIOS - 1),
                      item.score,
                      item.issues,
                      is_by_hand (&item, gate_seq) ? item.status : -1);
    }
  tv_statement_reset (statement);
  tv_what_if_finish (what_if);
  return step == TV_STEP_DONE;
}

static GArray *
read_items (TvJob *job, gint64 run_id, gint64 *out_gate_seq, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Judged));
  TvStatement *statement = begin (job, run_id, out_gate_seq, error);
  Judged item;
  TvStep step;

  if (statement == NULL)
    return NULL;
  while (next_item (statement, &item, &step, error))
    {
      if ((items->len & 4095) == 0 && !tv_progress_check (job->progress, error))
        return NULL;
      g_array_append_val (items, item);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/* What nobody decided follows the new verdict; of the rest only the verdict is new. */
static gboolean
write_items (TvJob *job,
             const GArray *items,
             const guint *issues,
             gint64 old_seq,
             gint64 seq,
             gboolean is_automatic,
             GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_JUDGE_AGAIN, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const Judged *item = &g_array_index (items, Judged, i);
      gboolean is_passed = tv_gate_is_passed (issues[i]);
      gboolean is_approved = is_passed && is_automatic;
      gint64 decided_seq = is_by_hand (item, old_seq) ? item->decided_seq : is_approved ? seq : 0;

      if ((i & 4095) == 0)
        {
          tv_progress_set (job->progress, i, items->len);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
      if (issues[i] == item->issues && decided_seq == item->decided_seq)
        continue;
      tv_statement_bind_int64 (statement, 1, is_passed);
      tv_statement_bind_int64 (statement, 2, issues[i]);
      tv_statement_bind_int64 (statement,
                               3,
                               is_by_hand (item, old_seq) ? item->status
                               : is_approved              ? TV_STATUS_APPROVED
                                                          : TV_STATUS_PENDING);
      if (decided_seq > 0)
        tv_statement_bind_int64 (statement, 4, decided_seq);
      else
        tv_statement_bind_null (statement, 4);
      tv_statement_bind_int64 (statement, 5, item->id);
      if (!tv_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_gate_judge_again:
 * @job: the writer's job
 * @run_id: a run that was judged
 * @policy: the policy of the workspace that judges from now on: that of the run but for its minimum
 * score
 * @out_pass_rate: (out): items that it lets through / items, 0 without items
 * @error: return location for an error
 *
 * Judges the run again. A GATE event with the digest of all verdicts takes the place of the one
 * before; what people decided stays in force.
 *
 * Returns: TRUE on success
 */
gboolean
tv_gate_judge_again (TvJob *job,
                     gint64 run_id,
                     const TvPolicyRow *policy,
                     double *out_pass_rate,
                     GError **error)
{
  gint64 old_seq = 0, seq, passed_count = 0, approved_count = 0;
  g_autoptr (GArray) items = read_items (job, run_id, &old_seq, error);
  guint count = items != NULL ? items->len : 0;
  g_autofree guint *issues = g_new (guint, count + 1);
  guint minimum = (guint) lround (policy->minimum_score * 100);
  g_autoptr (TvDigest) digest = tv_digest_new ();
  guint8 hash[TV_DIGEST_LENGTH];

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      const Judged *item = &g_array_index (items, Judged, i);
      gboolean is_passed;

      issues[i] = (item->issues & ~(guint) TV_GATE_SCORE_LOW)
                  | (item->score < minimum ? TV_GATE_SCORE_LOW : 0);
      is_passed = tv_gate_is_passed (issues[i]);
      passed_count += is_passed;
      approved_count += is_passed && !is_by_hand (item, old_seq);
      tv_gate_digest_item (digest, item->id, is_passed, issues[i]);
    }
  tv_digest_finish (digest, hash);
  *out_pass_rate = count > 0 ? (double) passed_count / count : 0;
  seq = tv_gate_append_event (job,
                              run_id,
                              policy,
                              hash,
                              count,
                              passed_count,
                              policy->is_approval_required ? 0 : approved_count,
                              error);
  return seq > 0
         && write_items (job, items, issues, old_seq, seq, !policy->is_approval_required, error);
}
