/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question behind the customer table: search words, segment, order. Every question runs on a
 * worker; answers that a newer question has overtaken are thrown away. */
#include "pages/customers/tva-customer-query.h"

struct _TvaCustomerQuery
{
  GObject parent_instance;

  TvEngine *engine;
  char *search;
  TvCustomerQuery query;
  TvProgress *progress; /* of the question that is being answered */
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaCustomerQuery, tva_customer_query, G_TYPE_OBJECT)

typedef struct
{
  TvCustomerQuery query;
  char *search;
} Input;

typedef struct
{
  TvaCustomerQuery *self;
  TvProgress *progress;
} Pending;

static void
input_free (gpointer data)
{
  g_free (((Input *) data)->search);
  g_free (data);
}

static void
cancel (TvaCustomerQuery *self)
{
  if (self->progress != NULL)
    g_cancellable_cancel (tv_progress_get_cancellable (self->progress));
  g_clear_pointer (&self->progress, tv_progress_unref);
}

static void
tva_customer_query_dispose (GObject *object)
{
  TvaCustomerQuery *self = TVA_CUSTOMER_QUERY (object);

  cancel (self);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->search, g_free);
  G_OBJECT_CLASS (tva_customer_query_parent_class)->dispose (object);
}

static void
tva_customer_query_class_init (TvaCustomerQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_customer_query_dispose;
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           TVA_TYPE_CUSTOMER_QUERY,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_ARRAY);
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         TVA_TYPE_CUSTOMER_QUERY,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
tva_customer_query_init (TvaCustomerQuery *self)
{
  self->search = g_strdup ("");
  self->query.segment = -1;
  self->query.sort = TV_CUSTOMER_COLUMN_SPENT;
  self->query.is_descending = TRUE;
}

/**
 * tva_customer_query_new:
 *
 * Makes the question for all customers, those who spent most first.
 *
 * Returns: (transfer full): the question
 */
TvaCustomerQuery *
tva_customer_query_new (void)
{
  return g_object_new (TVA_TYPE_CUSTOMER_QUERY, NULL);
}

/**
 * tva_customer_query_set_engine:
 * @query: the question
 * @engine: (nullable): who answers
 *
 * Asks this workspace from now on.
 */
void
tva_customer_query_set_engine (TvaCustomerQuery *query, TvEngine *engine)
{
  cancel (query);
  g_set_object (&query->engine, engine);
}

/**
 * tva_customer_query_set_search:
 * @query: the question
 * @search: words
 *
 * Changes the words, without asking yet.
 */
void
tva_customer_query_set_search (TvaCustomerQuery *query, const char *search)
{
  g_free (query->search);
  query->search = g_strdup (search);
}

/**
 * tva_customer_query_set_segment:
 * @query: the question
 * @segment: a TvSegment, -1 = any
 *
 * Changes the segment, without asking yet.
 */
void
tva_customer_query_set_segment (TvaCustomerQuery *query, int segment)
{
  query->query.segment = segment;
}

/**
 * tva_customer_query_set_scores:
 * @query: the question
 * @recency_score: 1-5, 0 = any
 * @frequency_score: 1-5, 0 = any
 *
 * Changes the scores, without asking yet.
 */
void
tva_customer_query_set_scores (TvaCustomerQuery *query, int recency_score, int frequency_score)
{
  query->query.recency_score = recency_score;
  query->query.frequency_score = frequency_score;
}

/**
 * tva_customer_query_set_origin:
 * @query: the question
 * @batch_id: an import, 0 = any
 * @check: a TvCheck, -1 = any
 *
 * Leaves only the customers that the import names, or those that the check finds something in; with
 * both, in the rows of that import. Does not ask yet.
 */
void
tva_customer_query_set_origin (TvaCustomerQuery *query, gint64 batch_id, int check)
{
  query->query.batch_id = batch_id;
  query->query.found_by = check + 1;
}

/**
 * tva_customer_query_set_move:
 * @query: the question
 * @from: a TvSegment, -1 = anybody
 * @to: another one
 * @from_day: when they were in @from
 * @to_day: when they were in @to
 *
 * Leaves only the customers who changed segment like this. Does not ask yet.
 */
void
tva_customer_query_set_move (TvaCustomerQuery *query,
                             int from,
                             int to,
                             gint32 from_day,
                             gint32 to_day)
{
  query->query.moved_from = from + 1;
  query->query.moved_to = to + 1;
  query->query.moved_from_day = from_day;
  query->query.moved_to_day = to_day;
}

/**
 * tva_customer_query_set_sort:
 * @query: the question
 * @column: what to sort by
 * @is_descending: which way
 *
 * Changes the order, without asking yet.
 */
void
tva_customer_query_set_sort (TvaCustomerQuery *query,
                             TvCustomerColumn column,
                             gboolean is_descending)
{
  query->query.sort = column;
  query->query.is_descending = is_descending;
}

/**
 * tva_customer_query_get_sort:
 * @query: the question
 * @out_is_descending: (out): which way
 *
 * Returns: what it sorts by
 */
TvCustomerColumn
tva_customer_query_get_sort (TvaCustomerQuery *query, gboolean *out_is_descending)
{
  *out_is_descending = query->query.is_descending;
  return query->query.sort;
}

/**
 * tva_customer_query_is_filtered:
 * @query: the question
 *
 * Returns: whether it leaves customers out
 */
gboolean
tva_customer_query_is_filtered (TvaCustomerQuery *query)
{
  return *query->search != '\0' || query->query.segment >= 0 || query->query.recency_score > 0
         || query->query.frequency_score > 0 || query->query.batch_id != 0
         || query->query.found_by != 0 || query->query.moved_from != 0;
}

static gpointer
list_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;

  input->query.search = input->search;
  return tv_engine_list_customer_ids (engine, &input->query, progress, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Pending *pending = user_data;
  g_autoptr (TvaCustomerQuery) self = pending->self;
  g_autoptr (TvProgress) progress = pending->progress;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (self->progress != progress)
    return;
  g_clear_pointer (&self->progress, tv_progress_unref);
  if (ids != NULL)
    g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, ids);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/**
 * tva_customer_query_ask:
 * @query: the question
 *
 * Asks; "answered" or "failed" follows, unless a newer question comes first.
 */
void
tva_customer_query_ask (TvaCustomerQuery *query)
{
  Input *input;
  Pending *pending;

  cancel (query);
  if (query->engine == NULL)
    return;
  query->progress = tv_progress_new (NULL);
  input = g_new0 (Input, 1);
  input->query = query->query;
  input->search = *query->search != '\0' ? g_strdup (query->search) : NULL;
  pending = g_new0 (Pending, 1);
  pending->self = g_object_ref (query);
  pending->progress = tv_progress_ref (query->progress);
  tv_engine_call_async (query->engine,
                        list_in_worker,
                        input,
                        input_free,
                        (GDestroyNotify) g_array_unref,
                        query->progress,
                        listed_cb,
                        pending);
}
