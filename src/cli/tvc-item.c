/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommendations in lines and JSON. */
#include "tvc-item.h"

#include "tvc-cell.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static const char *const part_names[] = { "affinity", "popularity", "profit", "base" };
static const char *const part_titles[]
    = { N_ ("Fit with the customer"), N_ ("Popularity"), N_ ("Profit"), N_ ("Scenario") };

static void
answer_gate (TvcContext *context, const TvReviewItem *item, gboolean is_long)
{
  tvc_json_begin_list (context, "issues");
  for (guint bit = 0; bit < TV_N_GATE_ISSUES; bit++)
    {
      if ((item->issues & (1u << bit)) == 0)
        continue;
      tvc_json_text (context, NULL, tv_gate_issue_get_code (1u << bit));
      if (is_long)
        tvc_print (context,
                   "      %s %s\n",
                   (TV_GATE_WARNINGS & (1u << bit)) != 0 ? _ ("note:") : _ ("held:"),
                   tv_gate_issue_get_title (1u << bit));
    }
  tvc_json_end_list (context);
}

/* Only what the label says. */
static void
answer_unit (TvcContext *context, const char *label)
{
  TvUnit unit;

  tv_unit_parse (label, &unit);
  if (unit.pack_count > 1)
    tvc_json_int (context, "pack_count", unit.pack_count);
  if (unit.volume_ml > 0)
    {
      tvc_json_int (context, "volume_ml", unit.volume_ml);
      tvc_json_double (context, "bottles_75cl", tv_unit_get_bottles (&unit));
    }
}

/**
 * tvc_answer_item:
 * @context: the context
 * @item: the recommendation
 * @is_long: with parts and explanation on screen; JSON always has them
 *
 * Answers one recommendation, as an element of the list begun last.
 */
void
tvc_answer_item (TvcContext *context, const TvReviewItem *item, gboolean is_long)
{
  double parts[] = { item->affinity, item->popularity, item->profit, item->base };
  g_autofree char *code = tvc_cell (item->customer_code, 12);
  g_autofree char *label = tvc_cell (item->product_label, 32);

  tvc_json_begin (context, NULL);
  tvc_json_int (context, "id", item->id);
  tvc_json_int (context, "run", item->run_id);
  tvc_json_text (context, "customer_code", item->customer_code);
  tvc_json_text (context, "customer_name", item->customer_name);
  if (*item->kept_code != '\0')
    tvc_json_text (context, "merged_with", item->kept_code);
  tvc_json_int (context, "rank", item->rank);
  tvc_json_text (context, "product_key", item->product_key);
  tvc_json_text (context, "product_label", item->product_label);
  answer_unit (context, item->product_label);
  tvc_json_text (context, "family", item->family);
  tvc_json_text (context, "scenario", tv_scenario_get_code (item->scenario));
  tvc_json_double (context, "score", item->score);
  tvc_json_text (context, "status", tv_status_get_code (item->status));
  tvc_json_bool (context, "passed", item->is_passed);
  if (item->bar != TV_BAR_NONE)
    tvc_json_text (context, "barred", tv_item_bar_get_code (item->bar));
  tvc_json_text (context, "decided_by", item->decided_by);
  tvc_json_text (context, "decided_reason", item->decided_reason);
  tvc_json_text (context, "explanation", item->explanation);
  tvc_json_text (context, "title", item->title);
  tvc_print (context,
             "%8" PRId64 "  %s %s %-12s %6.2f  %s\n",
             item->id,
             code,
             label,
             tv_scenario_get_code (item->scenario),
             item->score,
             tv_status_get_title (item->status));
  if (is_long)
    tvc_print (context, "      %s\n", item->title);
  tvc_json_begin_list (context, "reasons");
  for (guint i = 0; item->sentences != NULL && item->sentences[i] != NULL; i++)
    {
      tvc_json_text (context, NULL, item->sentences[i]);
      if (is_long)
        tvc_print (context, "      %s\n", item->sentences[i]);
    }
  tvc_json_end_list (context);
  tvc_json_begin (context, "parts");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *title = tvc_cell (_ (part_titles[i]), 24);

      tvc_json_begin (context, part_names[i]);
      tvc_json_double (context, "value", parts[i]);
      tvc_json_double (context, "contribution", item->contributions[i]);
      tvc_json_end (context);
      if (is_long)
        tvc_print (context, "      %s %6.2f  +%5.2f\n", title, parts[i], item->contributions[i]);
    }
  tvc_json_end (context);
  answer_gate (context, item, is_long);
  tvc_json_end (context);
}

/**
 * tvc_answer_items:
 * @context: the context
 * @name: the member that holds the list
 * @items: (element-type TvReviewItem): the recommendations
 *
 * Answers a list of recommendations with all that explains them.
 */
void
tvc_answer_items (TvcContext *context, const char *name, GPtrArray *items)
{
  tvc_json_begin_list (context, name);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (g_ptr_array_index (items, i) != NULL)
      tvc_answer_item (context, g_ptr_array_index (items, i), TRUE);
  tvc_json_end_list (context);
}
