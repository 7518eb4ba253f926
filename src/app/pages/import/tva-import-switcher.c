/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down of the draft's files; choosing one makes it the draft's current file. */
#include "pages/import/tva-import-switcher.h"

#include <glib/gi18n.h>

#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"

struct _TvaImportSwitcher
{
  AdwBin parent_instance;

  GtkWidget *choice;
  GtkWidget *count;
  TvaImportDraft *draft;
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (TvaImportSwitcher, tva_import_switcher, ADW_TYPE_BIN)

static void
show_place (TvaImportSwitcher *self, guint current)
{
  /* Translators: place of the shown file, number of files */
  g_autofree char *text
      = g_strdup_printf (_ ("File %u of %u"), current + 1, tva_import_draft_count (self->draft));

  gtk_label_set_label (GTK_LABEL (self->count), text);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer user_data)
{
  TvaImportSwitcher *self = TVA_IMPORT_SWITCHER (user_data);
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->is_quiet || self->draft == NULL || selected >= tva_import_draft_count (self->draft))
    return;
  show_place (self, selected);
  tva_import_draft_set_current (self->draft, tva_import_draft_peek (self->draft, selected));
}

static void
tva_import_switcher_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_SWITCHER (object)->draft);
  G_OBJECT_CLASS (tva_import_switcher_parent_class)->dispose (object);
}

static void
tva_import_switcher_class_init (TvaImportSwitcherClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_switcher_dispose;
}

static void
tva_import_switcher_init (TvaImportSwitcher *self)
{
  GtkWidget *box = tva_flow_new (0, 12);

  self->choice = gtk_drop_down_new (NULL, NULL);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (box, "toolbar-row");
  gtk_widget_add_css_class (self->count, "dim-label");
  tva_name_set_choice (GTK_DROP_DOWN (self->choice), _ ("File"));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  tva_one_line_set_choice (GTK_DROP_DOWN (self->choice));
  tva_flow_append (TVA_FLOW (box), self->choice);
  tva_flow_append (TVA_FLOW (box), self->count);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_import_switcher_new:
 *
 * Returns: (transfer floating): a switcher of no files
 */
GtkWidget *
tva_import_switcher_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_SWITCHER, NULL);
}

/**
 * tva_import_switcher_show:
 * @switcher: the switcher
 * @draft: whose files it names
 *
 * Lists the files as they are now.
 */
void
tva_import_switcher_show (TvaImportSwitcher *switcher, TvaImportDraft *draft)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint count = tva_import_draft_count (draft), current = 0;

  g_set_object (&switcher->draft, draft);
  for (guint i = 0; i < count; i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);

      gtk_string_list_append (names, tva_import_source_get_name (source));
      if (source == tva_import_draft_get_current (draft))
        current = i;
    }
  switcher->is_quiet = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (switcher->choice), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (switcher->choice), current);
  switcher->is_quiet = FALSE;
  show_place (switcher, current);
  gtk_widget_set_visible (GTK_WIDGET (switcher), count > 1);
}
