/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over an array of ids. Items are made when they are asked for, with their neighbours,
 * and their rows are fetched by id on a worker, the newest request first; the most recent items are
 * kept. So a million rows cost 8 MB and a few hundred objects. */
#include "models/tva-paged-list.h"

#include "models/tva-item-cache.h"
#include "models/tva-list-steps.h"

#define CACHE_LENGTH (128 * TVA_PAGE_LENGTH)
#define WAITING_LENGTH 16 /* requests; more than the rows that a view binds at once */
#define RELOAD_LENGTH 1024

/* Ids whose rows are to come; what the worker gets. */
typedef struct
{
  TvaPagedFetch fetch;
  guint64 generation;
  gint64 ids[TVA_PAGE_LENGTH];
  gsize id_count;
} Request;

struct _TvaPagedList
{
  GObject parent_instance;

  TvaPagedFetch fetch;
  GDestroyNotify free_row;
  TvEngine *engine;
  GArray *ids;
  TvaItemCache *cache;
  TvaListSteps *steps;
  GQueue waiting; /* of Request, the newest first */
  gboolean is_fetching;
  guint64 generation;
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void dispatch (TvaPagedList *self);
static void tva_paged_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaPagedList,
                               tva_paged_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, tva_paged_list_model_init))

static gint64
id_at (TvaPagedList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

static Request *
request_new (TvaPagedList *self)
{
  Request *request = g_new0 (Request, 1);

  request->fetch = self->fetch;
  request->generation = self->generation;
  return request;
}

/* Splits ids into requests that follow those that wait. */
static void
queue_requests (TvaPagedList *self, const GArray *ids)
{
  Request *request = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      if (request == NULL || request->id_count == TVA_PAGE_LENGTH)
        {
          request = request_new (self);
          g_queue_push_tail (&self->waiting, request);
        }
      request->ids[request->id_count++] = g_array_index (ids, gint64, i);
    }
  dispatch (self);
}

/* The placeholders of a request that will not be answered go, so that they are asked for anew. */
static void
drop_placeholders (TvaPagedList *self, const Request *request)
{
  for (gsize i = 0; i < request->id_count; i++)
    tva_item_cache_drop_placeholder (self->cache, request->ids[i]);
}

static void
push_request (TvaPagedList *self, Request *request)
{
  if (request->id_count == 0)
    {
      g_free (request);
      return;
    }
  g_queue_push_head (&self->waiting, request);
  while (self->waiting.length > WAITING_LENGTH)
    {
      g_autofree Request *oldest = g_queue_pop_tail (&self->waiting);

      drop_placeholders (self, oldest);
    }
  dispatch (self);
}

static void
request_page (TvaPagedList *self, guint position)
{
  Request *request = request_new (self);
  guint from = position - position % TVA_PAGE_LENGTH;
  guint to = MIN (from + TVA_PAGE_LENGTH, self->ids->len);

  for (guint i = from; i < to; i++)
    {
      gint64 id = id_at (self, i);
      gboolean is_new;

      tva_item_cache_touch (self->cache, id, i, &is_new);
      if (is_new)
        request->ids[request->id_count++] = id;
    }
  push_request (self, request);
  tva_item_cache_trim (self->cache, CACHE_LENGTH);
}

static gpointer
fetch_rows (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  Request *request = input;

  return request->fetch (engine, request->ids, request->id_count, error);
}

typedef struct
{
  TvaPagedList *list;
  Request request;
} Pending;

static void
take_rows (TvaPagedList *self, const Request *request, GPtrArray *rows)
{
  gsize count = MIN (request->id_count, rows->len);

  g_ptr_array_set_free_func (rows, NULL); /* the items own them now */
  for (gsize i = 0; i < count; i++)
    {
      TvaItem *item = tva_item_cache_get (self->cache, request->ids[i]);
      gpointer row = g_ptr_array_index (rows, i);

      if (item != NULL && row != NULL)
        tva_item_set_row (item, row, self->free_row);
      else if (row != NULL)
        self->free_row (row);
    }
}

static void
rows_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;
  g_autoptr (TvaPagedList) self = pending->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  self->is_fetching = FALSE;
  rows = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  if (rows != NULL && pending->request.generation == self->generation)
    take_rows (self, &pending->request, rows);
  else if (error != NULL && pending->request.generation == self->generation)
    {
      drop_placeholders (self, &pending->request);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
  g_free (pending);
  dispatch (self);
}

static void
dispatch (TvaPagedList *self)
{
  Request *request;
  Pending *pending;

  if (self->is_fetching || self->engine == NULL)
    return;
  request = g_queue_pop_head (&self->waiting);
  if (request == NULL)
    return;
  pending = g_new0 (Pending, 1);
  pending->list = g_object_ref (self);
  pending->request = *request;
  self->is_fetching = TRUE;
  tv_engine_call_async (self->engine,
                        fetch_rows,
                        request,
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        rows_fetched_cb,
                        pending);
}

static void
forget_rows (TvaPagedList *self)
{
  self->generation++;
  g_queue_clear_full (&self->waiting, g_free);
  tva_item_cache_trim (self->cache, 0);
}

static GType
get_item_type (GListModel *model)
{
  return TVA_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return tva_list_steps_get_shown (TVA_PAGED_LIST (model)->steps);
}

static gpointer
get_item (GListModel *model, guint position)
{
  TvaPagedList *self = TVA_PAGED_LIST (model);
  gboolean is_new;

  if (position >= tva_list_steps_get_shown (self->steps))
    return NULL;
  if (position >= self->ids->len)
    return tva_item_new (0, NULL, NULL); /* it goes in one of the next steps */
  if (tva_item_cache_get (self->cache, id_at (self, position)) == NULL)
    request_page (self, position);
  return g_object_ref (
      tva_item_cache_touch (self->cache, id_at (self, position), position, &is_new));
}

static void
tva_paged_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell (guint position, guint removed, guint added, gpointer user_data)
{
  g_list_model_items_changed (G_LIST_MODEL (user_data), position, removed, added);
}

static void
tva_paged_list_finalize (GObject *object)
{
  TvaPagedList *self = TVA_PAGED_LIST (object);

  forget_rows (self);
  tva_list_steps_free (self->steps);
  tva_item_cache_free (self->cache);
  g_array_unref (self->ids);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_paged_list_parent_class)->finalize (object);
}

static void
tva_paged_list_class_init (TvaPagedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_paged_list_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         TVA_TYPE_PAGED_LIST,
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
tva_paged_list_init (TvaPagedList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cache = tva_item_cache_new ();
  self->steps = tva_list_steps_new (tell, self);
  g_queue_init (&self->waiting);
}

/**
 * tva_paged_list_new:
 * @fetch: gets rows by id, on a worker
 * @free_row: frees one row
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
TvaPagedList *
tva_paged_list_new (TvaPagedFetch fetch, GDestroyNotify free_row)
{
  TvaPagedList *self = g_object_new (TVA_TYPE_PAGED_LIST, NULL);

  self->fetch = fetch;
  self->free_row = free_row;
  return self;
}

/**
 * tva_paged_list_set_engine:
 * @list: a list
 * @engine: (nullable): where the rows come from
 *
 * Empties the list and fetches from this workspace from now on.
 */
void
tva_paged_list_set_engine (TvaPagedList *list, TvEngine *engine)
{
  tva_paged_list_set_ids (list, NULL);
  g_set_object (&list->engine, engine);
}

/**
 * tva_paged_list_set_ids:
 * @list: a list
 * @ids: (transfer full) (nullable) (element-type gint64): the new order; NULL empties the list
 *
 * Shows another snapshot. It is announced as a removal and an addition, because GTK 4.8 would fetch
 * every row after a replacement.
 */
void
tva_paged_list_set_ids (TvaPagedList *list, GArray *ids)
{
  forget_rows (list);
  g_array_unref (list->ids);
  list->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  tva_list_steps_set_length (list->steps, 0);
  tva_list_steps_finish (list->steps);
  if (ids == NULL)
    return;
  g_array_unref (list->ids);
  list->ids = ids;
  tva_list_steps_set_length (list->steps, ids->len);
}

/**
 * tva_paged_list_turn_ids:
 * @list: a list
 * @ids: (transfer full) (element-type gint64): the new order
 *
 * Shows another snapshot in place: an item that somebody holds stays where it is and becomes the
 * row that comes there, its text staying until then; only what the list is longer or shorter by is
 * announced. So a view keeps its widgets, where a new snapshot makes it build some thousands anew.
 * A selection is by place, and has to be set again.
 */
void
tva_paged_list_turn_ids (TvaPagedList *list, GArray *ids)
{
  g_autoptr (GArray) old = list->ids;
  g_autoptr (GArray) wanted = NULL;

  list->generation++;
  g_queue_clear_full (&list->waiting, g_free);
  wanted = tva_item_cache_turn (list->cache,
                                (const gint64 *) (gpointer) old->data,
                                old->len,
                                (const gint64 *) (gpointer) ids->data,
                                ids->len);
  list->ids = ids;
  queue_requests (list, wanted);
  tva_list_steps_set_length (list->steps, ids->len);
}

/**
 * tva_paged_list_reload:
 * @list: a list
 *
 * Fetches the rows of the latest items anew and forgets the others; the order stays. Items keep
 * their old row until the new one comes.
 */
void
tva_paged_list_reload (TvaPagedList *list)
{
  g_autoptr (GArray) ids = NULL;

  list->generation++;
  g_queue_clear_full (&list->waiting, g_free);
  tva_item_cache_trim (list->cache, RELOAD_LENGTH);
  ids = tva_item_cache_list (list->cache);
  queue_requests (list, ids);
}

/**
 * tva_paged_list_get_length:
 * @list: a list
 *
 * Returns: how many ids the snapshot has
 */
guint
tva_paged_list_get_length (TvaPagedList *list)
{
  return list->ids->len;
}

/**
 * tva_paged_list_get_id:
 * @list: a list
 * @position: a position
 *
 * Returns: the id there, 0 beyond the end
 */
gint64
tva_paged_list_get_id (TvaPagedList *list, guint position)
{
  return position < list->ids->len ? id_at (list, position) : 0;
}

/**
 * tva_paged_list_find:
 * @list: a list
 * @id: an id
 * @out_position: (out) (optional): where it stands
 *
 * Looks for an id from the front: a million take about a millisecond.
 *
 * Returns: FALSE where it is not in the snapshot
 */
gboolean
tva_paged_list_find (TvaPagedList *list, gint64 id, guint *out_position)
{
  for (guint i = 0; i < list->ids->len; i++)
    if (id_at (list, i) == id)
      {
        if (out_position != NULL)
          *out_position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * tva_paged_list_reach:
 * @list: a list
 * @position: a position
 *
 * Has the views know of a place that is to be selected or shown now.
 */
void
tva_paged_list_reach (TvaPagedList *list, guint position)
{
  tva_list_steps_reach (list->steps, position + 1);
}

/**
 * tva_paged_list_remove:
 * @list: a list
 * @position: a position within the list
 *
 * Takes one id out of the snapshot.
 */
void
tva_paged_list_remove (TvaPagedList *list, guint position)
{
  g_return_if_fail (position < list->ids->len);
  tva_list_steps_finish (list->steps);
  g_array_remove_index (list->ids, position);
  tva_item_cache_shift (list->cache, position, 1, 0);
  tva_list_steps_replace (list->steps, position, 1, 0);
}

/**
 * tva_paged_list_insert:
 * @list: a list
 * @position: where, at most the length
 * @id: an id that is not in the list
 *
 * Puts one id into the snapshot; its row is fetched when it is asked for.
 */
void
tva_paged_list_insert (TvaPagedList *list, guint position, gint64 id)
{
  g_return_if_fail (position <= list->ids->len);
  tva_list_steps_finish (list->steps);
  g_array_insert_val (list->ids, position, id);
  tva_item_cache_shift (list->cache, position, 0, 1);
  tva_list_steps_replace (list->steps, position, 0, 1);
}
