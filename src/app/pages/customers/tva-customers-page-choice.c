/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customer of the table is selected after another answer. The table is told its rows in
 * steps, so a row may have to wait until the table knows of it. */
#include <glib/gi18n.h>

#include "pages/customers/tva-customers-page-private.h"
#include "tva-window.h"

static gpointer
find_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  gint64 *id = g_new0 (gint64, 1);

  *id = tv_engine_find_customer (engine, input, error);
  return id;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaCustomersPage) self = TVA_CUSTOMERS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (error != NULL && tva_window_of (self) != NULL)
    tva_window_show_page_error (tva_window_of (self), _ ("Could not find the customer"), error);
  if (error != NULL || id == NULL || *id == 0 || self->engine != TV_ENGINE (source))
    return;
  tva_customers_page_clear_filters (self);
  self->wanted_id = *id;
  self->is_sought = TRUE;
  tva_customers_page_ask (self);
}

/**
 * tva_customers_page_seek:
 * @self: the page, with a workspace
 * @code: a customer's code
 *
 * Shows all customers, and opens the pane of this one.
 */
void
tva_customers_page_seek (TvaCustomersPage *self, const char *code)
{
  tv_engine_call_async (self->engine,
                        find_in_worker,
                        g_strdup (code),
                        g_free,
                        g_free,
                        NULL,
                        found_cb,
                        g_object_ref (self));
}

/**
 * tva_customers_page_get_wanted:
 * @self: the page
 *
 * One who was asked for may still wait for the row when a newer answer comes.
 *
 * Returns: whom an answer is to select, 0 = nobody
 */
gint64
tva_customers_page_get_wanted (TvaCustomersPage *self)
{
  if (self->wanted_id != 0)
    return self->wanted_id;
  return self->late_id != 0 ? self->late_id : tva_customer_pane_get_id (self->pane);
}

/**
 * tva_customers_page_choose:
 * @self: the page
 * @id: a customer, 0 = nobody
 *
 * Selects a customer where the list has it, or nobody. A row that the table does not know of yet is
 * selected as soon as it does.
 */
void
tva_customers_page_choose (TvaCustomersPage *self, gint64 id)
{
  guint position = GTK_INVALID_LIST_POSITION;
  gboolean is_found = id != 0 && tva_paged_list_find (self->list, id, &position);
  gboolean is_early = is_found && position >= g_list_model_get_n_items (G_LIST_MODEL (self->list));

  self->late_id = is_early ? id : 0;
  gtk_single_selection_set_selected (self->selection,
                                     is_early ? GTK_INVALID_LIST_POSITION : position);
  if (is_found && !is_early)
    tva_table_scroll_to (self->table, position);
  else if (!is_found)
    tva_table_scroll_to_top (self->table);
}

/**
 * tva_customers_page_choose_late:
 * @self: the page
 *
 * Selects the customer who waits for it, now that the table knows of more rows.
 */
void
tva_customers_page_choose_late (TvaCustomersPage *self)
{
  if (self->late_id != 0 && !self->is_quiet)
    tva_customers_page_choose (self, self->late_id);
}

/**
 * tva_customers_page_enter_table:
 * @self: the page
 *
 * Goes from the search to the first customer that it found.
 */
void
tva_customers_page_enter_table (TvaCustomersPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  tva_customers_page_choose (self, tva_paged_list_get_id (self->list, 0));
  gtk_widget_grab_focus (tva_table_get_view (self->table));
}
