/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name, kind and folder of a source; opened, a row per batch, newest first, with undo or redo and a
 * menu. The batches' rows are made when the source is opened for the first time. */
#include "pages/import/tva-source-row.h"

#include <glib/gi18n.h>

#include "widgets/tva-focus-key.h"
#include "widgets/tva-in-steps.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"
#include "widgets/tva-run-charts.h"

#define MOST_BATCHES 100

struct _TvaSourceRow
{
  AdwExpanderRow parent_instance;

  TvSourceRow *source;
  gboolean can_write;
  guint row_count; /* batches that have a row */
  guint most;      /* that get one */
};

G_DEFINE_FINAL_TYPE (TvaSourceRow, tva_source_row, ADW_TYPE_EXPANDER_ROW)

/* Who waits is said while the batch counts, and how many of the rejected rows came back. */
static char *
dup_counts (const TvBatchRow *batch)
{
  g_autofree char *text = NULL;
  g_autofree char *time = tva_run_dup_time (batch->created_usec);
  gint64 counts[TV_N_ROW_FATES]
      = { [TV_ROW_ACCEPTED] = batch->accepted_count, [TV_ROW_REJECTED] = batch->rejected_count,
          [TV_ROW_LEFT_OUT] = batch->left_out_count, [TV_ROW_TOTALS] = batch->total_count,
          [TV_ROW_DROPPED] = batch->dropped_count,   [TV_ROW_SETTLED] = batch->settled_count };

  if (!batch->is_undone)
    counts[TV_ROW_WAITING] = batch->pending_count;
  text = tv_row_fate_dup_counts (counts, " · ");
  return g_strdup_printf ("%s · %s", time, text);
}

static void
set_key (GtkWidget *widget, const char *what, const TvBatchRow *batch)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, batch->id);

  tva_focus_key_set (widget, what, id);
}

static void
add_item (GMenu *menu, const char *label, const char *action, gint64 batch_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", batch_id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu_model (const TvBatchRow *batch)
{
  GMenu *menu = g_menu_new ();

  if (tv_batch_row_has_rejects (batch))
    {
      add_item (menu, _ ("Rejected rows"), "batch.rejects", batch->id);
      add_item (menu, _ ("Save rejected rows…"), "batch.save-rejects", batch->id);
    }
  if (batch->kind != TV_KIND_PRODUCTS && !batch->is_undone)
    add_item (menu, _ ("Show customers"), "batch.customers", batch->id);
  add_item (menu, _ ("How it was read"), "batch.details", batch->id);
  return G_MENU_MODEL (menu);
}

/* Few of the menus are ever opened. */
static void
create_popup_cb (GtkMenuButton *button, gpointer batch)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    {
      g_autoptr (GMenuModel) menu = make_menu_model (batch);

      gtk_menu_button_set_menu_model (button, menu);
    }
}

static GtkWidget *
make_menu (const TvBatchRow *batch)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is the name of a file */
  g_autofree char *name = g_strdup_printf (_ ("More about %s"), batch->file_name);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button),
                                         create_popup_cb,
                                         (gpointer) batch,
                                         NULL);
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_key (button, "menu", batch);
  return button;
}

static GtkWidget *
make_undo (const TvBatchRow *batch)
{
  GtkWidget *button = gtk_button_new_with_label (batch->is_undone ? _ ("Redo") : _ ("Undo"));
  /* Translators: %s is the name of a file */
  g_autofree char *name = g_strdup_printf (batch->is_undone ? _ ("Redo the import of %s")
                                                            : _ ("Undo the import of %s"),
                                           batch->file_name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  batch->is_undone ? "batch.redo" : "batch.undo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", batch->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_key (button, "undo", batch);
  return button;
}

static GtkWidget *
make_batch (TvaSourceRow *self, const TvBatchRow *batch)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *counts = dup_counts (batch);

  tva_one_line_set_title (ADW_ACTION_ROW (row), batch->file_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), counts);
  if (batch->is_undone)
    {
      GtkWidget *badge = gtk_label_new (_ ("undone"));

      gtk_widget_add_css_class (badge, "badge");
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
    }
  if (self->can_write)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_undo (batch));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (batch));
  set_key (row, TVA_SOURCE_BATCH, batch);
  return row;
}

/* Laying out one takes half of a frame's time. */
static gboolean
add_batch (GtkWidget *widget)
{
  TvaSourceRow *self = TVA_SOURCE_ROW (widget);
  GPtrArray *batches = self->source->batches;

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                            make_batch (self, g_ptr_array_index (batches, self->row_count)));
  self->row_count++;
  return self->row_count < MIN (batches->len, self->most);
}

static void
expanded_cb (TvaSourceRow *self)
{
  if (self->source == NULL || self->source->batches->len == 0 || self->row_count > 0
      || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  tva_in_steps (GTK_WIDGET (self), add_batch);
}

static void
add_again (TvaSourceRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  /* Translators: %s is the name of a source */
  g_autofree char *name
      = g_strdup_printf (_ ("Import again from the folder of %s"), self->source->name);

  gtk_widget_set_tooltip_text (button, _ ("Import again from the same folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "source.again");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->source->name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tva_focus_key_set (button, "again", self->source->name);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

static void
tva_source_row_finalize (GObject *object)
{
  tv_source_row_free (TVA_SOURCE_ROW (object)->source);
  G_OBJECT_CLASS (tva_source_row_parent_class)->finalize (object);
}

static void
tva_source_row_class_init (TvaSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_source_row_finalize;
}

static void
tva_source_row_init (TvaSourceRow *self)
{
  self->most = MOST_BATCHES;
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

static gboolean
is_undone (const TvSourceRow *source)
{
  for (guint i = 0; i < source->batches->len; i++)
    if (!((const TvBatchRow *) g_ptr_array_index (source->batches, i))->is_undone)
      return FALSE;
  return TRUE;
}

static char *
dup_facts (const TvSourceRow *source)
{
  g_autoptr (GString) facts = g_string_new (tv_import_kind_get_title (source->kind));
  g_autofree char *count = tv_count_to_display (source->batches->len);

  g_string_append (facts, " · ");
  g_string_append_printf (facts, ngettext ("%s import", "%s imports", source->batches->len), count);
  if (is_undone (source))
    g_string_append_printf (facts, " · %s", _ ("undone"));
  if (*source->preset_name != '\0')
    g_string_append_printf (facts, " · %s", source->preset_name);
  if (*source->folder != '\0')
    {
      g_autofree char *folder = g_filename_display_name (source->folder);

      g_string_append_printf (facts, " · %s", folder);
    }
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/* What changes from file to file, dates and numbers, stands as # in the name of a source. */
static char *
dup_shown_name (const TvSourceRow *source)
{
  g_auto (GStrv) parts = g_strsplit (source->name, "#", -1);

  return *source->preset_name != '\0' ? g_strdup (source->name) : g_strjoinv ("…", parts);
}

/**
 * tva_source_row_new:
 * @source: (transfer full): a source with its batches
 * @can_write: whether imports can be undone and made
 *
 * Returns: (transfer floating): the row, closed
 */
GtkWidget *
tva_source_row_new (TvSourceRow *source, gboolean can_write)
{
  TvaSourceRow *self = g_object_new (TVA_TYPE_SOURCE_ROW, "use-markup", FALSE, NULL);
  g_autofree char *facts = dup_facts (source);
  g_autofree char *shown = dup_shown_name (source);

  self->source = source;
  self->can_write = can_write;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), shown);
  tva_name_set_expander (ADW_EXPANDER_ROW (self), shown);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), facts);
  tva_focus_key_set (GTK_WIDGET (self), "source", source->name);
  if (can_write && *source->folder != '\0')
    add_again (self);
  return GTK_WIDGET (self);
}

/**
 * tva_source_row_get_source:
 * @row: a row
 *
 * Returns: (transfer none): its source
 */
const TvSourceRow *
tva_source_row_get_source (TvaSourceRow *row)
{
  return row->source;
}

/**
 * tva_source_row_wants:
 * @row: a row that was not opened yet
 * @batch_id: a batch
 *
 * Makes sure that a batch of the source is shown once it is opened, however old it is.
 *
 * Returns: whether the source has the batch
 */
gboolean
tva_source_row_wants (TvaSourceRow *row, gint64 batch_id)
{
  GPtrArray *batches = row->source->batches;

  for (guint i = 0; i < batches->len; i++)
    if (((const TvBatchRow *) g_ptr_array_index (batches, i))->id == batch_id)
      {
        row->most = MAX (row->most, i + 1);
        return TRUE;
      }
  return FALSE;
}

/**
 * tva_source_row_is_coming:
 * @row: a row
 *
 * Returns: whether it is open and batches that it shows are still to come
 */
gboolean
tva_source_row_is_coming (TvaSourceRow *row)
{
  return adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row))
         && row->row_count < MIN (row->source->batches->len, row->most);
}

/**
 * tva_sources_dup_facts:
 * @sources: (element-type TvSourceRow): all sources
 *
 * Returns: (transfer full): how many files and rows of them count
 */
char *
tva_sources_dup_facts (GPtrArray *sources)
{
  gint64 accepted = 0, rejected = 0;
  guint count = 0;
  g_autofree char *files_text = NULL;
  g_autofree char *files = NULL;
  g_autofree char *accepted_text = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *lost = NULL;

  for (guint i = 0; i < sources->len; i++)
    {
      GPtrArray *batches = ((TvSourceRow *) g_ptr_array_index (sources, i))->batches;

      for (guint k = 0; k < batches->len; k++)
        {
          const TvBatchRow *batch = g_ptr_array_index (batches, k);

          if (batch->is_undone)
            continue;
          accepted += batch->accepted_count;
          rejected += batch->rejected_count - batch->settled_count;
          count++;
        }
    }
  files_text = tv_count_to_display (count);
  files = g_strdup_printf (ngettext ("%s file", "%s files", count), files_text);
  accepted_text = tv_count_to_display (accepted);
  rows = g_strdup_printf (ngettext ("%s row accepted", "%s rows accepted", (gulong) accepted),
                          accepted_text);
  lost = tv_row_fate_dup_count (TV_ROW_REJECTED, rejected);
  return g_strdup_printf ("%s · %s · %s", files, rows, lost);
}
