/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: judges every item of a run by the policy (SPEC section 8). Reads frame, facts and items
 * in memory; writes review_item and the ledger's RUN and GATE events. A policy that asks for no
 * person approves what passes, and the ledger says so. */
#include "govern/tv-gate.h"

#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "base/tv-parallel.h"
#include "base/tv-text.h"
#include "govern/tv-gate-private.h"
#include "ledger/tv-ledger.h"

/**
 * tv_gate_is_passed:
 * @issues: bits of TvGateIssue
 *
 * Returns: TRUE if none of the issues holds an item; warnings do not
 */
gboolean
tv_gate_is_passed (guint issues)
{
  return (issues & ~(guint) TV_GATE_WARNINGS) == 0;
}

static guint
check_score (const TvRunItem *item, const TvPolicyRow *policy)
{
  if (item->score < lround (policy->minimum_score * 100))
    return TV_GATE_SCORE_LOW;
  if (item->score > lround (policy->maximum_score * 100))
    return TV_GATE_SCORE_HIGH;
  return 0;
}

/* Products without a family share the family named "", which says nothing of likeness. */
static guint
check_repeats (const TvFrame *frame,
               const TvRunItems *run,
               const TvPolicyRow *policy,
               guint first,
               guint index)
{
  const TvRunItem *items = (const TvRunItem *) (void *) run->items->data;
  guint32 family = frame->product_family[items[index].product];
  guint same_family_count = 0;
  guint issues = 0;

  for (guint i = first; i < index; i++)
    {
      if (items[i].product == items[index].product)
        issues |= TV_GATE_PRODUCT_REPEATED;
      if (frame->product_family[items[i].product] == family)
        same_family_count++;
    }
  if (same_family_count > policy->family_extra_count && frame->family_name[family][0] != '\0')
    issues |= TV_GATE_FAMILY_REPEATED;
  return issues;
}

static gboolean
is_recently_bought (const TvFrame *frame, const TvRunItem *item, guint days)
{
  guint32 first = frame->line_offset[item->customer];

  for (guint32 line = frame->line_offset[item->customer + 1]; line > first; line--)
    {
      if ((gint64) frame->as_of_day - frame->line_day[line - 1] >= days)
        return FALSE;
      if (frame->line_product[line - 1] == item->product)
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_gate_check_item:
 * @frame: the base
 * @facts: its customers' figures
 * @run: the items
 * @policy: the policy
 * @first: index of the first item of the same customer
 * @item: index of the item
 *
 * Judges one item; the order of the customer's items (by rank) tells which of two of a family is
 * the extra one. What concerns the run as a whole comes from tv_gate_check_run().
 *
 * Returns: bits of TvGateIssue
 */
guint
tv_gate_check_item (const TvFrame *frame,
                    const TvFactsTable *facts,
                    const TvRunItems *run,
                    const TvPolicyRow *policy,
                    guint first,
                    guint item)
{
  const TvRunItem *judged = &g_array_index (run->items, TvRunItem, item);
  gint64 price = frame->price_cents[judged->product];
  guint issues = check_score (judged, policy) | check_repeats (frame, run, policy, first, item);
  TvExclusion exclusion;

  if (policy->recent_purchase_days > 0
      && is_recently_bought (frame, judged, policy->recent_purchase_days))
    issues |= TV_GATE_RECENTLY_BOUGHT;
  if (price >= 0
      && tv_facts_get_budget_level (&run->settings, price, TRUE)
             > (TvBudgetLevel) facts->facts[judged->customer].budget_level)
    issues |= TV_GATE_BUDGET_MISFIT;
  if (!frame->has_address[judged->customer])
    issues |= TV_GATE_NOT_CONTACTABLE;
  if (!tv_frame_is_eligible (frame, judged->customer, run->settings.silence_days, &exclusion))
    issues |= exclusion == TV_EXCLUSION_SILENT ? TV_GATE_SILENT : TV_GATE_NOT_CONTACTABLE;
  if (!frame->is_sellable[judged->product])
    issues |= TV_GATE_NOT_SOLD;
  return issues;
}

/**
 * tv_gate_check_run:
 * @run: the items
 * @policy: the policy
 *
 * Judges the run as a whole: its coverage of the eligible customers.
 *
 * Returns: bits of TvGateIssue that every item gets
 */
guint
tv_gate_check_run (const TvRunItems *run, const TvPolicyRow *policy)
{
  double coverage = run->eligible_count > 0 ? (double) run->served_count / run->eligible_count : 0;

  return coverage < policy->minimum_coverage ? TV_GATE_COVERAGE_LOW : 0;
}

/**
 * tv_gate_digest_item:
 * @digest: the digest of a GATE event
 * @id: the item
 * @is_passed: whether the policy lets it through
 * @issues: bits of TvGateIssue
 *
 * Adds one verdict. The gate and the verification digest all items of a run by ascending id.
 */
void
tv_gate_digest_item (TvDigest *digest, gint64 id, gboolean is_passed, guint issues)
{
  tv_digest_add_int64 (digest, id);
  tv_digest_add_int64 (digest, is_passed ? 1 : 0);
  tv_digest_add_int64 (digest, issues);
}

static gboolean
append_run_event (TvJob *job, gint64 run_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_RUN, error);
  g_autofree char *as_of = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *detail = NULL;
  TvLedgerEvent event = { .kind = "RUN", .run_id = run_id, .status = G_MININT };
  const void *bytes;
  gsize length = 0;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  as_of = tv_day_to_iso (tv_statement_get_int64 (statement, 0));
  bytes = tv_statement_get_blob (statement, 4, &length);
  digest = tv_hex_encode (bytes, length);
  /* The settings are JSON of our own making already; they go in as they are. */
  detail = g_strdup_printf ("{\"digest\":\"%s\",\"as_of\":\"%s\",\"top_n\":%" PRId64
                            ",\"items\":%" PRId64 ",\"settings\":%s}",
                            digest,
                            as_of,
                            tv_statement_get_int64 (statement, 1),
                            tv_statement_get_int64 (statement, 2),
                            tv_statement_get_text (statement, 5));
  tv_statement_reset (statement);
  event.detail = detail;
  return tv_ledger_append (job, &event, error) > 0;
}

static void
add_member (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static char *
make_gate_detail (const TvPolicyRow *policy,
                  const guint *issues,
                  guint count,
                  gint64 first_item_id,
                  gint64 passed_count,
                  gint64 approved_count)
{
  g_autoptr (TvDigest) digest = tv_digest_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *hex = NULL;
  guint8 hash[TV_DIGEST_LENGTH];

  for (guint i = 0; i < count; i++)
    tv_gate_digest_item (digest, first_item_id + i, tv_gate_is_passed (issues[i]), issues[i]);
  tv_digest_finish (digest, hash);
  hex = tv_hex_encode (hash, sizeof hash);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "policy");
  json_builder_add_string_value (builder, policy->name);
  add_member (builder, "version", policy->version);
  add_member (builder, "approval_required", policy->is_approval_required ? 1 : 0);
  add_member (builder, "items", count);
  add_member (builder, "passed", passed_count);
  add_member (builder, "approved", approved_count);
  json_builder_set_member_name (builder, "digest");
  json_builder_add_string_value (builder, hex);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Appends the event that covers all verdicts by their digest. */
gint64
tv_gate_append_event (TvJob *job,
                      gint64 run_id,
                      const TvPolicyRow *policy,
                      const guint *issues,
                      guint count,
                      gint64 first_item_id,
                      gint64 passed_count,
                      gint64 approved_count,
                      GError **error)
{
  g_autofree char *detail
      = make_gate_detail (policy, issues, count, first_item_id, passed_count, approved_count);
  TvLedgerEvent event = { .kind = "GATE", .run_id = run_id, .status = G_MININT, .detail = detail };

  return tv_ledger_append (job, &event, error);
}

static gboolean
write_items (TvJob *job,
             gint64 run_id,
             gint64 first_item_id,
             const guint *issues,
             guint count,
             gint64 gate_seq,
             gboolean is_automatic,
             GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_INSERT_ITEM, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      gboolean is_passed = tv_gate_is_passed (issues[i]);
      gboolean is_approved = is_passed && is_automatic;

      if ((i & 4095) == 0)
        {
          tv_progress_set (job->progress, i, count);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
      tv_statement_bind_int64 (statement, 1, first_item_id + i);
      tv_statement_bind_int64 (statement, 2, run_id);
      tv_statement_bind_int64 (statement, 3, is_passed);
      tv_statement_bind_int64 (statement, 4, issues[i]);
      tv_statement_bind_int64 (statement, 5, is_approved ? TV_STATUS_APPROVED : TV_STATUS_PENDING);
      tv_statement_bind_int64 (statement, 6, is_approved ? 1 : 0);
      if (is_approved)
        tv_statement_bind_int64 (statement, 7, gate_seq);
      else
        tv_statement_bind_null (statement, 7);
      if (!tv_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const TvFrame *frame;
  const TvFactsTable *facts;
  const TvRunItems *run;
  const TvPolicyRow *policy;
  guint run_issues;
  guint *issues;
} Judging;

static void
judge_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Judging *judging = data;
  const TvRunItem *items = (const TvRunItem *) (void *) judging->run->items->data;
  guint32 first = begin;

  while (first > 0 && items[first - 1].customer == items[begin].customer)
    first--;
  for (guint32 i = begin; i < end; i++)
    {
      if (items[i].customer != items[first].customer)
        first = i;
      judging->issues[i] = judging->run_issues
                           | tv_gate_check_item (judging->frame,
                                                 judging->facts,
                                                 judging->run,
                                                 judging->policy,
                                                 first,
                                                 i);
    }
}

/**
 * tv_gate_judge:
 * @job: the writer's job, inside the transaction that wrote the run
 * @run_id: the run
 * @first_item_id: the id of its first item; the others follow
 * @frame: the base that the run was calculated on
 * @facts: its customers' figures
 * @run: the items, in the order of their ids
 * @policy: the policy
 * @out_pass_rate: (out): items that the policy lets through / items, 0 without items
 * @error: return location for an error
 *
 * Judges all items, writes review_item, and appends the RUN and the GATE event to the ledger.
 *
 * Returns: TRUE on success
 */
gboolean
tv_gate_judge (TvJob *job,
               gint64 run_id,
               gint64 first_item_id,
               const TvFrame *frame,
               const TvFactsTable *facts,
               const TvRunItems *run,
               const TvPolicyRow *policy,
               double *out_pass_rate,
               GError **error)
{
  guint count = run->items->len;
  g_autofree guint *issues = g_new (guint, MAX (count, 1));
  Judging judging = { frame, facts, run, policy, tv_gate_check_run (run, policy), issues };
  gint64 passed_count = 0;
  gint64 seq;

  if (!tv_parallel_run (count,
                        MAX (job->thread_count, 1),
                        judge_chunk,
                        &judging,
                        NULL,
                        NULL,
                        job->progress,
                        error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    passed_count += tv_gate_is_passed (issues[i]);
  *out_pass_rate = count > 0 ? (double) passed_count / count : 0;
  if (!append_run_event (job, run_id, error))
    return FALSE;
  seq = tv_gate_append_event (job,
                              run_id,
                              policy,
                              issues,
                              count,
                              first_item_id,
                              passed_count,
                              policy->is_approval_required ? 0 : passed_count,
                              error);
  return seq > 0
         && write_items (job,
                         run_id,
                         first_item_id,
                         issues,
                         count,
                         seq,
                         !policy->is_approval_required,
                         error);
}
