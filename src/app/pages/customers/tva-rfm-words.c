/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a score of recency or frequency stands for, in the words of the bounds that it was given by.
 */
#include <glib/gi18n.h>

#include "pages/customers/tva-rfm-map.h"

/**
 * tva_rfm_dup_recency:
 * @bounds: the bounds
 * @score: 1-5
 *
 * Returns: (transfer full): such as "31–90 days" or "> 365 days"; "–" for a score that nobody has
 */
char *
tva_rfm_dup_recency (const TvRfmBounds *bounds, int score)
{
  gint64 from = score < 5 ? bounds->recency_days[4 - score] + 1 : 0;
  gint64 to = score > 1 ? bounds->recency_days[5 - score] : G_MAXINT;
  g_autofree char *first = tv_count_to_display (from);
  g_autofree char *last = tv_count_to_display (to);
  g_autofree char *before = tv_count_to_display (from - 1);

  if (score > 1 && to < from)
    return g_strdup ("–");
  if (score == 5)
    /* Translators: the last order was at most so many days ago */
    return g_strdup_printf (_ ("≤ %s days"), last);
  if (score == 1)
    /* Translators: the last order was more than so many days ago */
    return g_strdup_printf (_ ("> %s days"), before);
  /* Translators: the last order was from so many to so many days ago */
  return g_strdup_printf (_ ("%s–%s days"), first, last);
}

/**
 * tva_rfm_dup_frequency:
 * @bounds: the bounds
 * @score: 1-5
 *
 * Returns: (transfer full): such as "3–4" or "10+"; "–" for a score that nobody has
 */
char *
tva_rfm_dup_frequency (const TvRfmBounds *bounds, int score)
{
  gint64 from = score >= 2 ? bounds->frequency_orders[5 - score] : 1;
  gint64 to = G_MAXINT;
  g_autofree char *first = tv_count_to_display (from);
  g_autofree char *last = NULL;

  /* The next score that anybody has ends this one. */
  for (int next = score + 1; next <= 5 && to == G_MAXINT; next++)
    to = bounds->frequency_orders[5 - next];
  if (from >= G_MAXINT || to == from)
    return g_strdup ("–");
  if (to >= G_MAXINT)
    return g_strdup_printf ("%s+", first);
  if (to - 1 == from)
    return g_steal_pointer (&first);
  last = tv_count_to_display (to - 1);
  return g_strdup_printf ("%s–%s", first, last);
}

/**
 * tva_rfm_dup_summary:
 * @grid: customers by scores
 * @bounds: what the scores were given by
 *
 * Returns: (transfer full): a sentence on the largest group
 */
char *
tva_rfm_dup_summary (const TvRfmGrid *grid, const TvRfmBounds *bounds)
{
  gint64 all = 0, best_count = 0;
  int best_recency = 0, best_frequency = 0;
  g_autofree char *count = NULL, *total = NULL, *recency = NULL, *frequency = NULL;

  for (int r = 1; r < TV_RFM_SCORES; r++)
    for (int f = 1; f < TV_RFM_SCORES; f++)
      {
        all += grid->count[r][f];
        if (grid->count[r][f] > best_count)
          {
            best_count = grid->count[r][f];
            best_recency = r;
            best_frequency = f;
          }
      }
  if (all == 0)
    return g_strdup (_ ("No customer has ordered yet."));
  count = tv_count_to_display (best_count);
  total = tv_count_to_display (all);
  recency = tva_rfm_dup_recency (bounds, best_recency);
  frequency = tva_rfm_dup_frequency (bounds, best_frequency);
  /* Translators: customers of how many; then bounds such as "31–90 days" and "3–4" */
  return g_strdup_printf (
      ngettext ("The largest group, %s of %s customer: last order %s ago, orders: %s.",
                "The largest group, %s of %s customers: last order %s ago, orders: %s.",
                (gulong) all),
      count,
      total,
      recency,
      frequency);
}
