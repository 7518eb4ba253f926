/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads backtests and what new runs take, through the engine. Writes nothing. */
#include "pages/runs/tva-backtest-data.h"

/**
 * tva_backtest_data_load:
 * @engine: an engine
 * @id: the backtest to show, 0 = the latest
 * @error: return location
 *
 * Reads all that the page shows. Call it on a worker.
 *
 * Returns: (transfer full) (nullable): the data
 */
TvaBacktestData *
tva_backtest_data_load (TvEngine *engine, gint64 id, GError **error)
{
  g_autoptr (TvaBacktestData) data = g_new0 (TvaBacktestData, 1);

  if (!tv_engine_get_summary (engine, &data->summary, error)
      || !tv_engine_get_run_choice (engine, &data->choice, error))
    return NULL;
  data->backtests = tv_engine_list_backtests (engine, error);
  if (data->backtests == NULL)
    return NULL;
  if (data->backtests->len == 0)
    return g_steal_pointer (&data);
  data->backtest = tv_engine_get_backtest (engine, id, error);
  return data->backtest != NULL ? g_steal_pointer (&data) : NULL;
}

/**
 * tva_backtest_data_free:
 * @data: (transfer full): data
 *
 * Frees it.
 */
void
tva_backtest_data_free (TvaBacktestData *data)
{
  g_clear_pointer (&data->backtests, g_ptr_array_unref);
  g_clear_pointer (&data->backtest, tv_backtest_free);
  g_free (data);
}

/**
 * tva_backtest_data_is_taken:
 * @data: data with a backtest
 * @ranker: a way of choosing
 * @way: and the way of its runs
 *
 * Returns: whether new runs take it, and because of this backtest
 */
gboolean
tva_backtest_data_is_taken (const TvaBacktestData *data, TvRanker ranker, int way)
{
  return data->choice.backtest_id == data->backtest->id && data->choice.ranker == (int) ranker
         && data->choice.way == way;
}
