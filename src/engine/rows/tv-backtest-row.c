/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backtest's life, and finding the figures of one way of choosing. */
#include "rows/tv-backtest-row.h"

#define SAME_SHARE 1e-9 /* shares that differ by less came out of another order of adding */

/**
 * tv_backtest_free:
 * @backtest: (nullable) (transfer full): figures
 *
 * Frees them.
 */
void
tv_backtest_free (TvBacktest *backtest)
{
  if (backtest == NULL)
    return;
  g_clear_pointer (&backtest->results, g_array_unref);
  g_free (backtest->report);
  g_free (backtest);
}

static TvBacktestResult *
find (const TvBacktest *backtest, TvProtocol protocol, guint window, TvRanker ranker, int way)
{
  for (guint i = 0; backtest->results != NULL && i < backtest->results->len; i++)
    {
      TvBacktestResult *result = &g_array_index (backtest->results, TvBacktestResult, i);

      if (result->protocol == protocol && result->window == window && result->ranker == ranker
          && result->way == way)
        return result;
    }
  return NULL;
}

/**
 * tv_backtest_find:
 * @backtest: a backtest
 * @protocol: which products counted
 * @window: index of its days
 * @ranker: how was chosen
 * @way: and with which weights, or which step; %TV_BACKTEST_ALONE = the ranker's own list
 *
 * Returns: (transfer none) (nullable): the figures, %NULL where this was not measured
 */
const TvBacktestResult *
tv_backtest_find (const TvBacktest *backtest,
                  TvProtocol protocol,
                  guint window,
                  TvRanker ranker,
                  int way)
{
  return find (backtest, protocol, window, ranker, way);
}

/**
 * tv_backtest_add:
 * @backtest: a backtest
 * @protocol: which products counted
 * @window: index of its days
 * @ranker: how was chosen
 * @way: and with which weights, or which step; %TV_BACKTEST_ALONE = the ranker's own list
 *
 * Finds the figures of a way of choosing, or adds them, all 0.
 *
 * Returns: (transfer none): the figures, until the next one is added
 */
TvBacktestResult *
tv_backtest_add (TvBacktest *backtest, TvProtocol protocol, guint window, TvRanker ranker, int way)
{
  TvBacktestResult *found = find (backtest, protocol, window, ranker, way);
  TvBacktestResult added = { .protocol = protocol, .window = window, .ranker = ranker, .way = way };

  if (found != NULL)
    return found;
  if (backtest->results == NULL)
    backtest->results = g_array_new (FALSE, TRUE, sizeof (TvBacktestResult));
  g_array_append_val (backtest->results, added);
  return &g_array_index (backtest->results, TvBacktestResult, backtest->results->len - 1);
}

/**
 * tv_backtest_is_even:
 * @backtest: a backtest with figures
 * @protocol: which products counted
 *
 * Returns: whether all rankers foresaw the same share in the first window, so that none is best
 */
gboolean
tv_backtest_is_even (const TvBacktest *backtest, TvProtocol protocol)
{
  const TvBacktestResult *first = find (backtest, protocol, 0, (TvRanker) 0, TV_BACKTEST_ALONE);

  for (int i = 1; first != NULL && i < TV_N_RANKERS; i++)
    {
      const TvBacktestResult *other = find (backtest, protocol, 0, (TvRanker) i, TV_BACKTEST_ALONE);

      if (other == NULL || ABS (other->recall.mean - first->recall.mean) > SAME_SHARE)
        return FALSE;
    }
  return first != NULL;
}

/**
 * tv_backtest_way_is_run:
 * @way: of a result
 *
 * Returns: whether whole runs choose like this
 */
gboolean
tv_backtest_way_is_run (int way)
{
  return way >= 0;
}

/**
 * tv_backtest_way_is_calibrated:
 * @way: of a result
 *
 * Returns: whether the lists have families in the proportions of the customer's own purchases
 */
gboolean
tv_backtest_way_is_calibrated (int way)
{
  return way >= TV_BACKTEST_CALIBRATED;
}

/**
 * tv_backtest_way_get_preset:
 * @way: of a run
 *
 * Returns: its weights; the first ones for what is no run's way
 */
TvPreset
tv_backtest_way_get_preset (int way)
{
  int preset = tv_backtest_way_is_calibrated (way) ? way - TV_BACKTEST_CALIBRATED : way;

  return preset >= 0 && preset < TV_N_PRESETS ? (TvPreset) preset : TV_PRESET_ORIGINAL;
}
