/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list beside a naive twin: after any mixture of snapshots, removals, insertions, reloads
 * and look-ups the list has the twin's ids, tells every change rightly, and fills every
 * placeholder. The rows come from a function of the test on the engine's workers. */
#include "models/tva-paged-list.h"
#include "tv-test-merchant.h"
#include "tva-test-window.h"

#define STEPS 400
#define FACTOR 7
#define VIEW_ROWS 205 /* what a view of GTK holds at its top */

typedef struct
{
  TvTestMerchant merchant;
  TvaPagedList *list;
  GArray *twin;    /* what the list should hold */
  guint told_size; /* by items-changed */
} Fixture;

static int fetch_count; /* atomic */

static GPtrArray *
fetch (TvEngine *engine, const gint64 *ids, gsize id_count, GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  g_atomic_int_inc (&fetch_count);
  for (gsize i = 0; i < id_count; i++)
    {
      gint64 *row = g_new (gint64, 1);

      *row = ids[i] * FACTOR;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (position + removed, <=, fixture->told_size);
  fixture->told_size = fixture->told_size - removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->told_size);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tv_test_merchant_init (&fixture->merchant);
  fixture->list = tva_paged_list_new (fetch, g_free);
  fixture->twin = g_array_new (FALSE, FALSE, sizeof (gint64));
  tva_paged_list_set_engine (fixture->list, fixture->merchant.engine);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_wait (is_alone, fixture->list);
  g_clear_object (&fixture->list);
  g_array_unref (fixture->twin);
  tva_test_settle ();
  tv_test_merchant_clear (&fixture->merchant);
}

static gboolean
has_row (gpointer item)
{
  return tva_item_get_row (item) != NULL;
}

static void
look_up (Fixture *fixture, gboolean is_waiting)
{
  guint position = (guint) g_test_rand_int_range (0, (gint32) fixture->twin->len);
  g_autoptr (TvaItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_assert_cmpint (tva_item_get_id (item), ==, g_array_index (fixture->twin, gint64, position));
  if (!is_waiting)
    return;
  tva_test_wait (has_row, item);
  g_assert_cmpint (*(gint64 *) tva_item_get_row (item), ==, tva_item_get_id (item) * FACTOR);
}

/* Gives the twin other ids in any order. */
static void
new_ids (Fixture *fixture)
{
  guint length = (guint) g_test_rand_int_range (0, 3000);
  gint64 step = g_test_rand_int_range (1, 5);

  g_array_set_size (fixture->twin, 0);
  for (guint i = 0; i < length; i++)
    {
      gint64 id = 1 + i * step;

      g_array_append_val (fixture->twin, id);
    }
  for (guint i = length; i > 1; i--)
    {
      guint other = (guint) g_test_rand_int_range (0, (gint32) i);
      gint64 id = g_array_index (fixture->twin, gint64, other);

      g_array_index (fixture->twin, gint64, other) = g_array_index (fixture->twin, gint64, i - 1);
      g_array_index (fixture->twin, gint64, i - 1) = id;
    }
}

static gboolean
knows_all (gpointer list)
{
  return g_list_model_get_n_items (list) == tva_paged_list_get_length (list);
}

static void
new_snapshot (Fixture *fixture)
{
  new_ids (fixture);
  tva_paged_list_set_ids (fixture->list, g_array_copy (fixture->twin));
}

/* Takes an id out, not that at one place, and says where. */
static guint
remove_one (Fixture *fixture, guint but)
{
  guint position;

  do
    position = (guint) g_test_rand_int_range (0, (gint32) fixture->twin->len);
  while (position == but);
  g_array_remove_index (fixture->twin, position);
  tva_paged_list_remove (fixture->list, position);
  return position;
}

/* Puts an id in and says where. */
static guint
insert_one (Fixture *fixture)
{
  guint position = (guint) g_test_rand_int_range (0, (gint32) fixture->twin->len + 1);
  gint64 id = 1000000 + (gint64) g_test_rand_int_range (0, G_MAXINT32 - 1000000);

  if (tva_paged_list_find (fixture->list, id, NULL))
    return position;
  g_array_insert_val (fixture->twin, position, id);
  tva_paged_list_insert (fixture->list, position, id);
  return position;
}

/* Another order in place: what is held stays at its place and becomes the row that is there now,
 * whatever came and went in front of it meanwhile. */
static void
turn_snapshot (Fixture *fixture)
{
  guint held = (guint) g_test_rand_int_range (0, (gint32) fixture->twin->len);
  g_autoptr (TvaItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), held);
  g_autoptr (TvaItem) same = NULL;

  for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      guint length = fixture->twin->len;
      guint place
          = g_test_rand_bit () && length > 1 ? remove_one (fixture, held) : insert_one (fixture);

      if (place <= held)
        held += fixture->twin->len - length;
    }
  new_ids (fixture);
  tva_paged_list_turn_ids (fixture->list, g_array_copy (fixture->twin));
  tva_test_wait (knows_all, fixture->list);
  if (held >= fixture->twin->len)
    return;
  same = g_list_model_get_item (G_LIST_MODEL (fixture->list), held);
  g_assert_true (same == item);
  g_assert_cmpint (tva_item_get_id (item), ==, g_array_index (fixture->twin, gint64, held));
  tva_test_wait (has_row, item);
  g_assert_cmpint (*(gint64 *) tva_item_get_row (item), ==, tva_item_get_id (item) * FACTOR);
}

static void
check_ids (Fixture *fixture)
{
  guint position;

  g_assert_cmpuint (tva_paged_list_get_length (fixture->list), ==, fixture->twin->len);
  for (guint i = 0; i < fixture->twin->len; i++)
    g_assert_cmpint (tva_paged_list_get_id (fixture->list, i),
                     ==,
                     g_array_index (fixture->twin, gint64, i));
  g_assert_cmpint (tva_paged_list_get_id (fixture->list, fixture->twin->len), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), fixture->twin->len));
  if (fixture->twin->len > 0)
    {
      gint64 last = g_array_index (fixture->twin, gint64, fixture->twin->len - 1);

      g_assert_true (tva_paged_list_find (fixture->list, last, &position));
      g_assert_cmpuint (position, ==, fixture->twin->len - 1);
    }
}

static void
test_twin (Fixture *fixture, gconstpointer data)
{
  for (int step = 0; step < STEPS; step++)
    {
      int choice = fixture->twin->len == 0 ? 0 : g_test_rand_int_range (0, 24);

      if (choice == 0)
        {
          new_snapshot (fixture);
          tva_test_wait (knows_all, fixture->list);
        }
      else if (choice == 1)
        tva_paged_list_reload (fixture->list);
      else if (choice == 2)
        turn_snapshot (fixture);
      else if (choice < 5)
        remove_one (fixture, G_MAXUINT);
      else if (choice < 8)
        insert_one (fixture);
      else if (choice < 20)
        look_up (fixture, FALSE);
      else
        look_up (fixture, TRUE);
      if (step % 20 == 0)
        check_ids (fixture);
    }
  check_ids (fixture);
}

/* What a view holds: it asks for the first rows that it was told of, and for nothing else. */
static void
view_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GPtrArray *view = user_data;

  if (removed > 0)
    g_ptr_array_remove_range (view, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view, (int) (position + i), NULL);
  for (guint i = 0; i < MIN (view->len, VIEW_ROWS); i++)
    if (g_ptr_array_index (view, i) == NULL)
      view->pdata[i] = g_list_model_get_item (model, i);
}

static void
check_view (Fixture *fixture, GPtrArray *view)
{
  g_assert_cmpuint (view->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));
  for (guint i = 0; i < MIN (view->len, VIEW_ROWS); i++)
    g_assert_cmpint (tva_item_get_id (g_ptr_array_index (view, i)),
                     ==,
                     i < fixture->twin->len ? g_array_index (fixture->twin, gint64, i) : 0);
}

static void
unref_item (gpointer item)
{
  g_clear_object (&item);
}

static gboolean
view_has_rows (gpointer data)
{
  GPtrArray *view = data;

  for (guint i = 0; i < MIN (view->len, VIEW_ROWS); i++)
    if (tva_item_get_row (g_ptr_array_index (view, i)) == NULL)
      return FALSE;
  return TRUE;
}

/* A list that tells its length in steps: at any time a view holds the rows of the snapshot, and
 * blank ones beyond it that are about to go; no step but the last takes more than a view builds. */
static void
test_gradual (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (unref_item);

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (view_changed_cb), view);
  for (int step = 0; step < STEPS; step++)
    {
      int choice = fixture->twin->len == 0 ? 1 : g_test_rand_int_range (0, 24);

      if (choice == 0)
        new_snapshot (fixture);
      else if (choice < 4)
        {
          new_ids (fixture);
          tva_paged_list_turn_ids (fixture->list, g_array_copy (fixture->twin));
        }
      else if (choice == 4)
        remove_one (fixture, G_MAXUINT);
      else if (choice == 5)
        insert_one (fixture);
      else
        g_main_context_iteration (NULL, FALSE);
      check_view (fixture, view);
    }
  tva_test_wait (knows_all, fixture->list);
  check_view (fixture, view);
  tva_paged_list_reload (fixture->list);
  tva_test_wait (view_has_rows, view);
  g_ptr_array_set_size (view, 0);
}

/* A jump through a million rows asks only for what is looked at last, and what is looked at comes.
 */
static void
test_million (Fixture *fixture, gconstpointer data)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1000000);
  g_autoptr (TvaItem) last = NULL;

  for (gint64 id = 1; id <= 1000000; id++)
    g_array_append_val (ids, id);
  tva_paged_list_set_ids (fixture->list, ids);
  tva_paged_list_reach (fixture->list, ids->len - 1);
  g_atomic_int_set (&fetch_count, 0);
  for (guint jump = 0; jump < 300; jump++)
    {
      g_clear_object (&last);
      last = g_list_model_get_item (G_LIST_MODEL (fixture->list), jump * 3333);
    }
  tva_test_wait (has_row, last);
  g_assert_cmpint (g_atomic_int_get (&fetch_count), <, 40);
}

/* Rows that changed underneath are told to whoever shows them. */
static void
count_cb (TvaItem *item, gpointer user_data)
{
  (*(int *) user_data)++;
}

static gboolean
was_told_twice (gpointer data)
{
  return *(int *) data >= 2;
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TvaItem) item = NULL;
  gint64 id = 5;
  int count = 0;

  g_array_append_val (ids, id);
  tva_paged_list_set_ids (fixture->list, ids);
  tva_paged_list_reach (fixture->list, 0);
  item = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_signal_connect (item, "changed", G_CALLBACK (count_cb), &count);
  tva_test_wait (has_row, item);
  tva_paged_list_reload (fixture->list);
  tva_test_wait (was_told_twice, &count);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/paged-list/twin", Fixture, NULL, set_up, test_twin, tear_down);
  g_test_add ("/paged-list/gradual", Fixture, NULL, set_up, test_gradual, tear_down);
  g_test_add ("/paged-list/million", Fixture, NULL, set_up, test_million, tear_down);
  g_test_add ("/paged-list/reload", Fixture, NULL, set_up, test_reload, tear_down);
  return g_test_run ();
}
