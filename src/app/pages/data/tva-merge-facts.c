/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers who are put beside each other have brought, in words, and what a merge of them
 * comes to. Pure: sides in, texts out. */
#include "pages/data/tva-merge-facts.h"

#include <glib/gi18n.h>

static char *
count_to_text (gint64 count)
{
  return count > 0 ? tv_count_to_display (count) : NULL;
}

static char *
orders_to_text (const TvCustomerSide *side, const char *currency)
{
  return count_to_text (side->order_count);
}

static char *
lines_to_text (const TvCustomerSide *side, const char *currency)
{
  return count_to_text (side->line_count);
}

static char *
spent_to_text (const TvCustomerSide *side, const char *currency)
{
  gint64 cents = side->spent_cents;

  return cents != 0 ? tv_money_to_display (cents, currency) : NULL;
}

static char *
last_order_to_text (const TvCustomerSide *side, const char *currency)
{
  TvDay day = side->last_order_day;

  return day != TV_DAY_NONE ? tv_day_to_display (day) : NULL;
}

static char *
contacts_to_text (const TvCustomerSide *side, const char *currency)
{
  return count_to_text (side->contact_count);
}

static char *
items_to_text (const TvCustomerSide *side, const char *currency)
{
  return count_to_text (side->item_count);
}

static char *
objection_to_text (const TvCustomerSide *side, const char *currency)
{
  return side->is_optout    ? g_strdup (_ ("Opted out"))
         : side->is_bounced ? g_strdup (_ ("Bounced"))
                            : NULL;
}

static char *
links_to_text (const TvCustomerSide *side, const char *currency)
{
  char **codes = side->linked_codes;

  return codes[0] != NULL ? g_strjoinv (", ", codes) : NULL;
}

static const struct
{
  const char *title;
  char *(*to_text) (const TvCustomerSide *side, const char *currency);
} facts[TVA_N_MERGE_FACTS] = {
  { N_ ("Objection"), objection_to_text },
  { N_ ("Linked codes"), links_to_text },
  { N_ ("Orders"), orders_to_text },
  { N_ ("Sales lines"), lines_to_text },
  { N_ ("Spent, excluding tax"), spent_to_text },
  { N_ ("Last order"), last_order_to_text },
  { N_ ("Contacts"), contacts_to_text },
  { N_ ("Recommendations"), items_to_text },
};

/**
 * tva_merge_fact_get_title:
 * @fact: below TVA_N_MERGE_FACTS
 *
 * Returns: (transfer none): what it is about, translated
 */
const char *
tva_merge_fact_get_title (guint fact)
{
  return _ (facts[fact].title);
}

/**
 * tva_merge_fact_dup_text:
 * @fact: below TVA_N_MERGE_FACTS
 * @side: a customer
 * @currency: (nullable): of the workspace
 *
 * Returns: (transfer full) (nullable): it of this customer; %NULL where there is nothing
 */
char *
tva_merge_fact_dup_text (guint fact, const TvCustomerSide *side, const char *currency)
{
  return facts[fact].to_text (side, currency);
}

static const TvCustomerSide *
get_side (GPtrArray *sides, guint index)
{
  return g_ptr_array_index (sides, index);
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
add_moved (GString *text, const TvCustomerSide *side)
{
  g_autofree char *lines = tv_count_to_display (side->line_count);
  g_autofree char *contacts = tv_count_to_display (side->contact_count);
  g_autofree char *items = tv_count_to_display (side->item_count);

  /* Translators: a customer's code, a count of sales lines, one of contacts */
  add_sentence (text,
                g_strdup_printf (_ ("From %s move: sales lines %s, contacts %s."),
                                 side->customer_code,
                                 lines,
                                 contacts));
  if (side->item_count > 0)
    /* Translators: a count of recommendations, a customer's code */
    add_sentence (text,
                  g_strdup_printf (ngettext ("%s recommendation of a run that is done stays with "
                                             "%s; the next run knows the merge.",
                                             "%s recommendations of runs that are done stay with "
                                             "%s; the next run knows the merge.",
                                             (gulong) side->item_count),
                                   items,
                                   side->customer_code));
}

/**
 * tva_merge_facts_dup_preview:
 * @sides: (element-type TvCustomerSide): customers
 * @is_in: whether each of them takes part
 * @master: index of the one that stays
 * @currency: (nullable): of the workspace
 *
 * Returns: (transfer full): what the merge comes to: who stays with how much, what moves, what
 * holds
 */
char *
tva_merge_facts_dup_preview (GPtrArray *sides,
                             const gboolean *is_in,
                             guint master,
                             const char *currency)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 lines = 0, cents = 0;
  gboolean is_optout = FALSE;
  g_autofree char *line_text = NULL, *money = NULL;

  for (guint i = 0; i < sides->len; i++)
    if (is_in[i])
      {
        lines += get_side (sides, i)->line_count;
        cents += get_side (sides, i)->spent_cents;
        is_optout |= get_side (sides, i)->is_optout;
      }
  line_text = tv_count_to_display (lines);
  money = tv_money_to_display (cents, currency);
  /* Translators: a customer's code, a count of sales lines, an amount of money */
  add_sentence (text,
                g_strdup_printf (ngettext ("%s stays, with %s sales line worth %s.",
                                           "%s stays, with %s sales lines worth %s.",
                                           (gulong) lines),
                                 get_side (sides, master)->customer_code,
                                 line_text,
                                 money));
  for (guint i = 0; i < sides->len; i++)
    if (is_in[i] && i != master)
      add_moved (text, get_side (sides, i));
  if (is_optout)
    add_sentence (text, g_strdup (_ ("One of them opted out: that holds for all.")));
  return g_strdup (text->str);
}
