/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares on a worker and reads the rows that are shown. */
#include "pages/runs/tva-compare-data.h"

typedef struct
{
  gint64 before_id, after_id;
  int difference; /* TvDifference, -1 = all */
  char *words;    /* of customers; "" = all */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->words);
  g_free (question);
}

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

/* The ids of the customers with these words, as a set. */
static GHashTable *
find_customers (TvEngine *engine, const char *words, TvProgress *progress, GError **error)
{
  const TvCustomerQuery query = { .sort = TV_CUSTOMER_COLUMN_CODE, .search = words, .segment = -1 };
  g_autoptr (GArray) ids = tv_engine_list_customer_ids (engine, &query, progress, error);
  GHashTable *found;

  if (ids == NULL)
    return NULL;
  found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (found, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return found;
}

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Question *question = input;
  g_autoptr (TvaCompareData) data = g_new0 (TvaCompareData, 1);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (TvRunChange));
  g_autoptr (GHashTable) customers = NULL;
  const GArray *changes;

  if (*question->words != '\0')
    {
      customers = find_customers (engine, question->words, progress, error);
      if (customers == NULL)
        return NULL;
    }
  data->comparison
      = tv_engine_compare_runs (engine, question->before_id, question->after_id, progress, error);
  if (data->comparison == NULL)
    return NULL;
  changes = data->comparison->changes;
  for (guint i = 0; i < changes->len; i++)
    {
      const TvRunChange *change = &g_array_index (changes, TvRunChange, i);

      if ((question->difference >= 0 && change->difference != question->difference)
          || (customers != NULL && !g_hash_table_contains (customers, &change->customer_id)))
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
 * @words: of code, name, e-mail or city of the customers that are wanted; "" = all
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
                       const char *words,
                       TvProgress *progress,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->before_id = before_id;
  question->after_id = after_id;
  question->difference = difference;
  question->words = g_strdup (words);

  tv_engine_call_async (engine,
                        load_call,
                        question,
                        question_free,
                        (GDestroyNotify) tva_compare_data_free,
                        progress,
                        callback,
                        user_data);
}
