/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares on a worker and reads the rows that are shown. */
#include "pages/runs/tva-compare-data.h"

typedef struct
{
  gint64 before_id, after_id;
  int difference; /* TvDifference, -1 = all */
} Question;

/**
 * tva_compare_data_free:
 * @data: (transfer full): a comparison
 *
 * Frees it.
 */
void
tva_compare_data_free (TvaCompareData *data)
{
  g_clear_pointer (&data->comparison, tv_run_comparison_free);
  g_clear_pointer (&data->rows, g_ptr_array_unref);
  g_free (data);
}

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Question *question = input;
  g_autoptr (TvaCompareData) data = g_new0 (TvaCompareData, 1);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (TvRunChange));
  const GArray *changes;

  data->comparison
      = tv_engine_compare_runs (engine, question->before_id, question->after_id, progress, error);
  if (data->comparison == NULL)
    return NULL;
  changes = data->comparison->changes;
  for (guint i = 0; i < changes->len; i++)
    {
      const TvRunChange *change = &g_array_index (changes, TvRunChange, i);

      if (question->difference >= 0 && change->difference != question->difference)
        continue;
      if (chosen->len < TVA_COMPARE_ROWS)
        g_array_append_val (chosen, *change);
      data->row_count++;
    }
  data->rows = tv_engine_get_run_changes (engine,
                                          (const TvRunChange *) (const void *) chosen->data,
                                          chosen->len,
                                          error);
  return data->rows != NULL ? g_steal_pointer (&data) : NULL;
}

/**
 * tva_compare_data_load:
 * @engine: the engine
 * @before_id: a run
 * @after_id: another run
 * @difference: a #TvDifference whose rows are wanted, -1 = all
 * @progress: (nullable): cancel
 * @callback: gets a #TvaCompareData from tv_engine_call_finish()
 * @user_data: for the callback
 *
 * Compares two runs.
 */
void
tva_compare_data_load (TvEngine *engine,
                       gint64 before_id,
                       gint64 after_id,
                       int difference,
                       TvProgress *progress,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Question question = { before_id, after_id, difference };

  tv_engine_call_async (engine,
                        load_call,
                        g_memdup2 (&question, sizeof question),
                        g_free,
                        (GDestroyNotify) tva_compare_data_free,
                        progress,
                        callback,
                        user_data);
}
