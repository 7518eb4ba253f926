/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares on a worker, chooses the changes that are asked for and puts them in order. */
#include "pages/runs/tva-compare-data.h"

#include <math.h>

typedef struct
{
  TvaCompareQuestion asked;
  char *words; /* what asked.words is */
  char *path;  /* NULL = no file */
} Request;

/* A change with what orders it. */
typedef struct
{
  TvRunChange change;
  guint place; /* of the customer, by code */
  TvaCompareOrder order;
} Choice;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->words);
  g_free (request->path);
  g_free (request);
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

/* The places by code of the customers with these words. */
static GHashTable *
find_customers (TvEngine *engine, const char *words, TvProgress *progress, GError **error)
{
  const TvCustomerQuery query = { .sort = TV_CUSTOMER_COLUMN_CODE, .search = words, .segment = -1 };
  g_autoptr (GArray) ids = tv_engine_list_customer_ids (engine, &query, progress, error);
  GHashTable *places;

  if (ids == NULL)
    return NULL;
  places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (places,
                         g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)),
                         GUINT_TO_POINTER (i));
  return places;
}

static int
choice_compare (gconstpointer a, gconstpointer b)
{
  const Choice *first = a, *second = b;
  float first_by = fabsf (first->change.score_change),
        second_by = fabsf (second->change.score_change);

  if (first->order == TVA_COMPARE_BY_SCORE && first_by != second_by)
    return first_by > second_by ? -1 : 1;
  if (first->order == TVA_COMPARE_BY_REASON
      && first->change.difference != second->change.difference)
    return first->change.difference < second->change.difference ? -1 : 1;
  if (first->order == TVA_COMPARE_BY_REASON && first->change.cause != second->change.cause)
    return first->change.cause < second->change.cause ? -1 : 1;
  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return first->change.customer_id < second->change.customer_id ? -1 : 1;
}

/* Of TvRunChange: what is asked for, in its order. A customer who has become part of another since
 * then stands at the end. */
static GArray *
choose (const GArray *changes, const Request *request, GHashTable *places)
{
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (TvRunChange));

  for (guint i = 0; i < changes->len; i++)
    {
      const TvRunChange *change = &g_array_index (changes, TvRunChange, i);
      Choice choice = { .change = *change, .place = G_MAXUINT, .order = request->asked.order };
      gpointer place;

      if (request->asked.difference >= 0 && change->difference != request->asked.difference)
        continue;
      if (g_hash_table_lookup_extended (places, &change->customer_id, NULL, &place))
        choice.place = GPOINTER_TO_UINT (place);
      else if (*request->words != '\0')
        continue;
      g_array_append_val (choices, choice);
    }
  g_array_sort (choices, choice_compare);
  for (guint i = 0; i < choices->len; i++)
    g_array_append_val (chosen, g_array_index (choices, Choice, i).change);
  return chosen;
}

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Request *request = input;
  g_autoptr (TvaCompareData) data = g_new0 (TvaCompareData, 1);
  g_autoptr (GHashTable) places = find_customers (engine, request->words, progress, error);
  g_autoptr (GArray) chosen = NULL;
  const TvRunChange *first;

  if (places == NULL)
    return NULL;
  data->comparison = tv_engine_compare_runs (engine,
                                             request->asked.before_id,
                                             request->asked.after_id,
                                             progress,
                                             error);
  if (data->comparison == NULL)
    return NULL;
  chosen = choose (data->comparison->changes, request, places);
  first = (const TvRunChange *) (const void *) chosen->data;
  data->row_count = chosen->len;
  if (request->path != NULL
      && !tv_engine_write_run_changes (engine, first, chosen->len, request->path, progress, error))
    return NULL;
  data->rows
      = tv_engine_get_run_changes (engine, first, MIN (chosen->len, request->asked.limit), error);
  return data->rows != NULL ? g_steal_pointer (&data) : NULL;
}

static void
start (TvEngine *engine,
       const TvaCompareQuestion *question,
       const char *path,
       TvProgress *progress,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->asked = *question;
  request->words = g_strdup (question->words);
  request->asked.words = request->words;
  request->path = g_strdup (path);
  tv_engine_call_async (engine,
                        load_call,
                        request,
                        request_free,
                        (GDestroyNotify) tva_compare_data_free,
                        progress,
                        callback,
                        user_data);
}

/**
 * tva_compare_data_load:
 * @engine: the engine
 * @question: which runs, and which customers
 * @progress: (nullable): cancel
 * @callback: gets a #TvaCompareData from tv_engine_call_finish()
 * @user_data: for the callback
 *
 * Compares two runs.
 */
void
tva_compare_data_load (TvEngine *engine,
                       const TvaCompareQuestion *question,
                       TvProgress *progress,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  start (engine, question, NULL, progress, callback, user_data);
}

/**
 * tva_compare_data_save:
 * @engine: the engine
 * @question: which runs, and which customers
 * @path: (type filename): the CSV to write
 * @progress: (nullable): cancel
 * @callback: gets a #TvaCompareData from tv_engine_call_finish()
 * @user_data: for the callback
 *
 * Compares two runs and writes all rows to a file.
 */
void
tva_compare_data_save (TvEngine *engine,
                       const TvaCompareQuestion *question,
                       const char *path,
                       TvProgress *progress,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  start (engine, question, path, progress, callback, user_data);
}
