/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes sentences of a backtest's figures: shares as so many in a hundred, differences as better,
 * worse or not to be told apart. */
#include "pages/runs/tva-backtest-words.h"

#include <glib/gi18n-lib.h>

/* The first window, all products. */
static const TvBacktestResult *
find (const TvBacktest *backtest, TvRanker ranker, int way)
{
  return tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, ranker, way);
}

/* The ranker that the first window speaks for, on its own. */
static const TvBacktestResult *
find_best (const TvBacktest *backtest)
{
  return find (backtest, backtest->best[TV_PROTOCOL_ALL], TV_BACKTEST_ALONE);
}

/**
 * tva_backtest_dup_in_hundred:
 * @ratio: 0-1
 *
 * Returns: (transfer full): "17 in 100", with a decimal below ten
 */
char *
tva_backtest_dup_in_hundred (double ratio)
{
  g_autofree char *number = tv_number_to_display (100. * ratio, ratio < .0995 ? 1 : 0);

  /* Translators: a share: 17 in 100 */
  return g_strdup_printf (_ ("%s in 100"), number);
}

/**
 * tva_backtest_dup_way:
 * @ranker: how is ranked
 * @way: the way of a run, or %TV_BACKTEST_ALONE
 *
 * Returns: (transfer full): the name of a way of choosing
 */
char *
tva_backtest_dup_way (TvRanker ranker, int way)
{
  const char *title = tv_ranker_get_title (ranker);
  const char *weights = tv_preset_get_title (tv_backtest_way_get_preset (way));

  if (!tv_backtest_way_is_run (way))
    return g_strdup (title);
  if (tv_backtest_way_is_calibrated (way))
    return g_strdup_printf ("%s · %s · %s", title, weights, _ ("Customer’s mix"));
  return g_strdup_printf ("%s · %s", title, weights);
}

/**
 * tva_backtest_dup_title:
 * @backtest: a backtest, with or without figures
 *
 * Returns: (transfer full): "30 days from 10 Nov 2011 on"
 */
char *
tva_backtest_dup_title (const TvBacktest *backtest)
{
  g_autofree char *days = tv_count_to_display (backtest->options.windows[0]);
  g_autofree char *from = tv_day_to_display (backtest->options.as_of_day);

  /* Translators: a number of days, a date */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s day from %s on",
                                       "%s days from %s on",
                                       (gulong) backtest->options.windows[0]),
                          days,
                          from);
}

/**
 * tva_backtest_dup_headline:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what share of the hidden purchases the best ranker would have foreseen
 */
char *
tva_backtest_dup_headline (const TvBacktest *backtest)
{
  const TvBacktestResult *best = find_best (backtest);
  g_autofree char *days = tv_count_to_display (backtest->options.windows[0]);
  g_autofree char *share = tva_backtest_dup_in_hundred (best->recall.mean);

  if (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL))
    /* Translators: a number of days; "17 in 100" */
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "Of what a customer bought on the %s hidden day, every way of "
                     "choosing would have foreseen %s.",
                     "Of what a customer bought in the %s hidden days, every way of "
                     "choosing would have foreseen %s.",
                     (gulong) backtest->options.windows[0]),
        days,
        share);
  /* Translators: a number of days; a way of choosing; "17 in 100" */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Of what a customer bought on the %s hidden day, “%s” would have "
                   "foreseen %s.",
                   "Of what a customer bought in the %s hidden days, “%s” would have "
                   "foreseen %s.",
                   (gulong) backtest->options.windows[0]),
      days,
      tv_ranker_get_title (best->ranker),
      share);
}

/* The chart below may have a longer bar than the way that is named: that has to be explained. NULL
 * where it has none. */
static char *
dup_longer (const TvBacktest *backtest)
{
  const TvBacktestResult *best = find_best (backtest), *longest = best;
  g_autofree char *share = NULL;

  for (int ranker = 0; ranker < TV_N_RANKERS; ranker++)
    {
      const TvBacktestResult *result = find (backtest, ranker, TV_BACKTEST_ALONE);

      if (result != NULL && result->recall.mean > longest->recall.mean)
        longest = result;
    }
  if (longest == best)
    return NULL;
  share = tva_backtest_dup_in_hundred (longest->recall.mean);
  /* Translators: a way of choosing; "88 in 100" */
  return g_strdup_printf (_ ("“%s” comes to %s, which may be chance: of ways that are as good, the "
                             "simplest is named."),
                          tv_ranker_get_title (longest->ranker),
                          share);
}

/**
 * tva_backtest_dup_baseline:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what the simplest way, the same list for everybody, comes to
 */
char *
tva_backtest_dup_baseline (const TvBacktest *backtest)
{
  const TvBacktestResult *popular = find (backtest, TV_RANKER_POPULARITY, TV_BACKTEST_ALONE);
  const TvBacktestResult *best = find_best (backtest);
  g_autofree char *share = tva_backtest_dup_in_hundred (popular->recall.mean);
  g_autofree char *hit = tva_backtest_dup_in_hundred (best->hit_rate.mean);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  if (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL))
    /* Translators: "48 in 100" */
    return g_strdup_printf (_ ("No way is better than another here. %s customers bought at least "
                               "one product of their list."),
                            hit);
  if (best->ranker == TV_RANKER_POPULARITY)
    /* Translators: "48 in 100" */
    return g_strdup_printf (_ ("That is the same list for everybody: no other way was clearly "
                               "better here. %s customers bought at least one product of it."),
                            hit);
  /* Translators: "4 in 100"; "79 in 100" */
  text = g_strdup_printf (_ ("What sells best, the same for everybody, would have foreseen %s. "
                             "With “%s”, %s customers bought at least one product of their list."),
                          share,
                          tv_ranker_get_title (best->ranker),
                          hit);
  longer = dup_longer (backtest);
  return g_strjoin (" ", text, longer, NULL);
}

/**
 * tva_backtest_dup_method:
 * @backtest: a backtest
 *
 * Returns: (transfer full): what was done, in plain words
 */
char *
tva_backtest_dup_method (const TvBacktest *backtest)
{
  g_autofree char *from = tv_day_to_display (backtest->options.as_of_day);
  g_autofree char *k = tv_count_to_display (backtest->options.k);
  g_autofree char *customers
      = tv_count_to_display (backtest->truth[TV_PROTOCOL_ALL][0].customer_count);

  /* Translators: a date; a number of products; a number of customers */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "The program was shown only what had been sold before %s, and named "
                   "up to %s products for the %s customer who came back. Then it "
                   "looked at what was really bought.",
                   "The program was shown only what had been sold before %s, and named "
                   "up to %s products for each of the %s customers who came back. Then it "
                   "looked at what they really bought.",
                   (gulong) backtest->truth[TV_PROTOCOL_ALL][0].customer_count),
      from,
      k,
      customers);
}

/**
 * tva_backtest_dup_money:
 * @backtest: a backtest
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): what the foreseen purchases were worth
 */
char *
tva_backtest_dup_money (const TvBacktest *backtest, const char *currency)
{
  const TvBacktestResult *best = find_best (backtest);
  gint64 amount = backtest->truth[TV_PROTOCOL_ALL][0].amount_cents;
  g_autofree char *found = tv_money_to_display (best->found_cents, currency);
  g_autofree char *all = tv_money_to_display (amount, currency);

  if (amount <= 0)
    return g_strdup (_ ("What was bought in the hidden days has no amounts."));
  /* Translators: a way of choosing, money foreseen, money spent */
  return g_strdup_printf (_ ("“%s” named what brought in %s of %s."),
                          tv_ranker_get_title (best->ranker),
                          found,
                          all);
}

/**
 * tva_backtest_dup_way_figures:
 * @backtest: a backtest
 * @result: one way of choosing
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full): its figures in one line
 */
char *
tva_backtest_dup_way_figures (const TvBacktest *backtest,
                              const TvBacktestResult *result,
                              const char *currency)
{
  g_autofree char *share = tva_backtest_dup_in_hundred (result->recall.mean);
  g_autofree char *money = tv_money_to_display (result->found_cents, currency);
  g_autofree char *margin = tv_ratio_to_display (result->margin, 1);
  g_autofree char *coverage = tv_ratio_to_display (result->coverage, 0);

  if (backtest->is_margin_known)
    /* Translators: "17 in 100", money, a share of the margin, a share of the products */
    return g_strdup_printf (_ ("%s foreseen · %s of sales · %s of the margin · %s of the products "
                               "shown"),
                            share,
                            money,
                            margin,
                            coverage);
  /* Translators: "17 in 100", money, a share of the products */
  return g_strdup_printf (_ ("%s foreseen · %s of sales · %s of the products shown"),
                          share,
                          money,
                          coverage);
}

static const char *
say_difference (const TvBacktestFigure *difference)
{
  if (difference->low > 0)
    return _ ("clearly better");
  return difference->high < 0 ? _ ("clearly worse") : _ ("too close to tell");
}

/**
 * tva_backtest_dup_difference:
 * @backtest: a backtest
 *
 * Returns: (transfer full): how sure it is that the learned ranker beats the simple ones
 */
char *
tva_backtest_dup_difference (const TvBacktest *backtest)
{
  const TvBacktestResult *learned = find (backtest, TV_RANKER_LEARNED, TV_BACKTEST_ALONE);

  /* Translators: twice one of "clearly better", "clearly worse", "too close to tell" */
  return g_strdup_printf (_ ("“%s” against “%s”: %s. Against “%s”: %s."),
                          tv_ranker_get_title (TV_RANKER_LEARNED),
                          tv_ranker_get_title (TV_RANKER_POPULARITY),
                          say_difference (&learned->over_popularity),
                          tv_ranker_get_title (TV_RANKER_FREQUENCY),
                          say_difference (&learned->over_frequency));
}

/**
 * tva_backtest_dup_leak:
 * @backtest: a backtest
 *
 * Returns: (transfer full): the verdict of the leak test
 */
char *
tva_backtest_dup_leak (const TvBacktest *backtest)
{
  if (backtest->is_leak_free)
    return g_strdup (_ ("Passed. With the hidden days dealt to other customers, learning knew no "
                        "more of them than what sells: nothing of the hidden days was given "
                        "away."));
  return g_strdup (_ ("Failed. With the hidden days dealt to other customers, learning still knew "
                      "more of them than what sells: these figures are too good to be trusted."));
}

/**
 * tva_backtest_dup_expert:
 * @backtest: a backtest
 *
 * Returns: (transfer full): the measures by their names
 */
char *
tva_backtest_dup_expert (const TvBacktest *backtest)
{
  const TvBacktestResult *best = find_best (backtest);
  g_autofree char *k = tv_count_to_display (backtest->options.k);
  g_autofree char *ndcg = tv_number_to_display (best->ndcg.mean, 3);
  g_autofree char *low = tv_number_to_display (best->ndcg.low, 3);
  g_autofree char *high = tv_number_to_display (best->ndcg.high, 3);
  g_autofree char *gini = tv_number_to_display (best->gini, 2);
  g_autofree char *draws = tv_count_to_display (backtest->options.draws);

  /* Translators: a way of choosing; length of the lists; NDCG and its interval; Gini index; count
   * of draws */
  return g_strdup_printf (_ ("“%s”: NDCG at %s is %s (%s to %s), concentration on few "
                             "products (Gini index) %s. "
                             "Intervals are from %s draws of customers with replacement; the "
                             "command line prints every figure."),
                          tv_ranker_get_title (best->ranker),
                          k,
                          ndcg,
                          low,
                          high,
                          gini,
                          draws);
}
