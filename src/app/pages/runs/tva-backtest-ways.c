/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the runs that a backtest measured. The one it speaks for comes first and is marked; each
 * other one can be taken as well. */
#include "pages/runs/tva-backtest-ways.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-words.h"
#include "widgets/tva-whole-words.h"

struct _TvaBacktestWays
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* of GtkWidget, in the group */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaBacktestWays, tva_backtest_ways, ADW_TYPE_BIN)

typedef struct
{
  TvaBacktestWays *self;
  TvRanker ranker;
  int way;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
use_clicked_cb (GtkButton *button, gpointer user_data)
{
  const Choice *choice = user_data;

  g_signal_emit (choice->self, signals[SIGNAL_CHOSEN], 0, (int) choice->ranker, choice->way);
}

static GtkWidget *
make_button (TvaBacktestWays *self, const TvBacktestResult *result, gboolean is_best)
{
  GtkWidget *button = gtk_button_new_with_label (C_ ("way of choosing", "Use"));
  g_autofree char *way = tva_backtest_dup_way (result->ranker, result->way);
  /* Translators: name of the button that takes a way of choosing */
  g_autofree char *name = g_strdup_printf (_ ("Use this for new runs: %s"), way);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ self, result->ranker, result->way };
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (is_best)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (use_clicked_cb), choice, choice_free, 0);
  return button;
}

static GtkWidget *
make_row (TvaBacktestWays *self, const TvaBacktestData *data, const TvBacktestResult *result)
{
  gboolean is_best
      = result->ranker == data->backtest->run_ranker && result->way == data->backtest->run_way;
  g_autofree char *way = tva_backtest_dup_way (result->ranker, result->way);
  /* Translators: a way of choosing */
  g_autofree char *title = is_best ? g_strdup_printf (_ ("%s – recommended"), way) : g_strdup (way);
  g_autofree char *figures
      = tva_backtest_dup_way_figures (data->backtest, result, data->summary.currency);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 NULL);
  GtkWidget *suffix;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), figures);
  suffix = tva_backtest_data_is_taken (data, result->ranker, result->way)
               ? gtk_label_new (_ ("✓ In use"))
               : make_button (self, result, is_best);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  return row;
}

static void
tva_backtest_ways_finalize (GObject *object)
{
  g_clear_pointer (&TVA_BACKTEST_WAYS (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_backtest_ways_parent_class)->finalize (object);
}

static void
tva_backtest_ways_class_init (TvaBacktestWaysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_backtest_ways_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         TVA_TYPE_BACKTEST_WAYS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT,
                                         G_TYPE_INT);
}

static void
tva_backtest_ways_init (TvaBacktestWays *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (tva_whole_group_new ());
  adw_preferences_group_set_title (self->group, _ ("What new runs do"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

static void
add_rows (TvaBacktestWays *self, const TvaBacktestData *data, gboolean is_best_wanted)
{
  for (guint i = 0; i < data->backtest->results->len; i++)
    {
      const TvBacktestResult *result
          = &g_array_index (data->backtest->results, TvBacktestResult, i);
      gboolean is_best
          = result->ranker == data->backtest->run_ranker && result->way == data->backtest->run_way;

      if (result->protocol != TV_PROTOCOL_ALL || result->window != 0
          || !tv_backtest_way_is_run (result->way) || is_best != is_best_wanted)
        continue;
      g_ptr_array_add (self->rows, make_row (self, data, result));
      adw_preferences_group_add (self->group, self->rows->pdata[self->rows->len - 1]);
    }
}

/* Whether no other run foresaw more than the one that the backtest speaks for. */
static gboolean
is_highest (const TvBacktest *backtest)
{
  const TvBacktestResult *best
      = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, backtest->run_way);

  for (guint i = 0; i < backtest->results->len; i++)
    {
      const TvBacktestResult *other = &g_array_index (backtest->results, TvBacktestResult, i);

      if (other->protocol == TV_PROTOCOL_ALL && other->window == 0
          && tv_backtest_way_is_run (other->way) && other->recall.mean > best->recall.mean)
        return FALSE;
    }
  return TRUE;
}

static char *
dup_advice (const TvBacktest *backtest, const char *way)
{
  if (is_highest (backtest))
    /* Translators: a way of choosing */
    return g_strdup_printf (_ ("This backtest speaks for “%s”: no simpler way came close enough. "
                               "New runs take what you choose to use here, and remember this "
                               "backtest."),
                            way);
  /* Translators: a way of choosing */
  return g_strdup_printf (_ ("This backtest speaks for “%s”: it is the simplest of those that "
                             "foresaw most. What is a little more elsewhere may be chance. New "
                             "runs take what you choose to use here, and remember this backtest."),
                          way);
}

/**
 * tva_backtest_ways_set_data:
 * @ways: the list
 * @data: data with a backtest
 *
 * Shows the ways of a backtest.
 */
void
tva_backtest_ways_set_data (TvaBacktestWays *ways, const TvaBacktestData *data)
{
  g_return_if_fail (TVA_IS_BACKTEST_WAYS (ways) && data->backtest != NULL);
  g_autofree char *way = tva_backtest_dup_way (data->backtest->run_ranker, data->backtest->run_way);
  g_autofree char *text = dup_advice (data->backtest, way);

  for (guint i = 0; i < ways->rows->len; i++)
    adw_preferences_group_remove (ways->group, ways->rows->pdata[i]);
  g_ptr_array_set_size (ways->rows, 0);
  adw_preferences_group_set_description (ways->group, text);
  add_rows (ways, data, TRUE);
  add_rows (ways, data, FALSE);
}
