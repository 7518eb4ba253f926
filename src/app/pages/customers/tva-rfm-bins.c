/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of other bounds for the scores: an operation of the window, as every customer is
 * scored anew. Shows nothing itself. */
#include "pages/customers/tva-rfm-bins.h"

#include <glib/gi18n.h>

#include "tva-window.h"

typedef struct
{
  TvaCustomerOverview *self;
  TvaOperation *operation;
} Choosing;

static gpointer
set_bins_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  tv_engine_set_rfm_bins (engine, *(TvRfmBins *) input, progress, error);
  return NULL;
}

/* Where it worked, "changed" has everything read again; else the map still says what holds. */
static void
bins_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choosing *choosing = user_data;
  g_autoptr (TvaCustomerOverview) self = choosing->self;
  g_autoptr (TvaOperation) operation = choosing->operation;
  g_autoptr (GError) error = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  tva_operation_finish (operation);
  if (error == NULL)
    return;
  if (tva_window_of (self) != NULL)
    tva_window_show_error (tva_window_of (self), _ ("Could not change the scores"), error);
  tva_customer_overview_refresh (self);
}

/**
 * tva_rfm_bins_choose:
 * @overview: the overview that shows the scores, in a window
 * @engine: the workspace
 * @bins: what the scores go by from now on
 *
 * Scores the customers anew.
 */
void
tva_rfm_bins_choose (TvaCustomerOverview *overview, TvEngine *engine, TvRfmBins bins)
{
  TvaWindow *window = tva_window_of (overview);
  Choosing *choosing;
  TvRfmBins *input;

  if (window == NULL)
    return;
  choosing = g_new0 (Choosing, 1);
  choosing->self = g_object_ref (overview);
  choosing->operation = tva_window_start_operation (window, _ ("Scoring the customers anew"));
  input = g_new0 (TvRfmBins, 1);
  *input = bins;
  tv_engine_call_async (engine,
                        set_bins_in_worker,
                        input,
                        g_free,
                        NULL,
                        tva_operation_get_progress (choosing->operation),
                        bins_set_cb,
                        choosing);
}

/**
 * tva_rfm_menu_new:
 *
 * Returns: (transfer full): what the cells of the map show and what the scores go by, as actions
 * "map.show" and "map.bins"
 */
GMenuModel *
tva_rfm_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  g_autoptr (GMenu) bins = g_menu_new ();

  g_menu_append (show, _ ("Number of customers"), "map.show::count");
  g_menu_append (show, _ ("Mean spend"), "map.show::mean");
  for (int i = 0; i < TV_N_RFM_BINS; i++)
    {
      g_autofree char *action = g_strconcat ("map.bins::", tv_rfm_bins_get_code (i), NULL);

      g_menu_append (bins, tv_rfm_bins_get_title (i), action);
    }
  g_menu_append_section (menu, _ ("Cells show"), G_MENU_MODEL (show));
  g_menu_append_section (menu, _ ("Scores go by"), G_MENU_MODEL (bins));
  return G_MENU_MODEL (menu);
}
