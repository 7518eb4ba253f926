/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: judges an item by the policy (SPEC section 8). Reads frame, facts and items in memory;
 * appends the ledger's GATE event. */
#include "govern/tv-gate.h"

#include <json-glib/json-glib.h>
#include <math.h>

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

static void
add_member (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_figure (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static char *
make_gate_detail (const TvPolicyRow *policy,
                  const guint8 hash[TV_DIGEST_LENGTH],
                  guint count,
                  gint64 passed_count,
                  gint64 approved_count)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *hex = tv_hex_encode (hash, TV_DIGEST_LENGTH);

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
  add_figure (builder, "minimum_score", policy->minimum_score);
  add_figure (builder, "maximum_score", policy->maximum_score);
  add_figure (builder, "minimum_coverage", policy->minimum_coverage);
  add_member (builder, "family_extra_count", policy->family_extra_count);
  add_member (builder, "recent_purchase_days", policy->recent_purchase_days);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Appends the event that covers all verdicts by their digest. */
gint64
tv_gate_append_event (TvJob *job,
                      gint64 run_id,
                      const TvPolicyRow *policy,
                      const guint8 hash[TV_DIGEST_LENGTH],
                      guint count,
                      gint64 passed_count,
                      gint64 approved_count,
                      GError **error)
{
  g_autofree char *detail = make_gate_detail (policy, hash, count, passed_count, approved_count);
  TvLedgerEvent event = { .kind = "GATE", .run_id = run_id, .status = G_MININT, .detail = detail };

  return tv_ledger_append (job, &event, error);
}
