/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one chosen file. An error of the file stands in the row itself, beside what it is
 * about. */
#include "pages/import/tva-import-file-row.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-joiner.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"

#define MENU_HEIGHT 320

struct _TvaImportFileRow
{
  AdwActionRow parent_instance;

  GtkWidget *icon;
  GtkWidget *kind;
  GtkWidget *separate; /* takes it apart from the file of its orders */
  GtkWidget *more;     /* lists what the file holds besides */
  GtkWidget *join;     /* lists the files that may hold them */
  GtkWidget *remove;
  GtkWidget *next;
  TvaImportDraft *draft; /* unowned: it owns the source */
  TvaImportSource *source;
  gboolean is_quiet;
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportFileRow, tva_import_file_row, ADW_TYPE_ACTION_ROW)

static void
show_icon (TvaImportFileRow *self)
{
  gboolean is_ready
      = tva_import_source_is_ready (self->source) && tva_import_source_has_rows (self->source);
  gboolean is_bad = tva_import_source_get_error (self->source) != NULL;
  const char *name = is_ready ? "emblem-ok-symbolic"
                              : (is_bad ? "dialog-error-symbolic" : "dialog-question-symbolic");
  const char *label = is_ready ? _ ("Ready") : (is_bad ? _ ("Cannot be read") : _ ("Not ready"));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_remove_css_class (self->icon, "success");
  gtk_widget_remove_css_class (self->icon, "error");
  gtk_widget_remove_css_class (self->icon, "warning");
  gtk_widget_add_css_class (self->icon, is_ready ? "success" : (is_bad ? "error" : "warning"));
}

/* The name of a table is known once its file was looked at. */
static void
show_name (TvaImportFileRow *self)
{
  const char *name = tva_import_source_get_name (self->source);
  /* Translators: %s is the name of a file */
  g_autofree char *kind_name = g_strdup_printf (_ ("Kind of %s"), name);
  /* Translators: %s is the name of a file */
  g_autofree char *remove_name = g_strdup_printf (_ ("Remove %s"), name);
  /* Translators: %s is the name of a file */
  g_autofree char *separate_name = g_strdup_printf (_ ("Separate %s from its orders"), name);
  /* Translators: %s is the name of a file */
  g_autofree char *more_name = g_strdup_printf (_ ("Take what was left out of %s"), name);
  /* Translators: %s is the name of a file */
  g_autofree char *join_name = g_strdup_printf (_ ("Join %s with the file of its orders"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  tva_name_set_choice (GTK_DROP_DOWN (self->kind), kind_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove_name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->separate),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  separate_name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->join),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  join_name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more_name,
                                  -1);
}

/* What two files hold together is no question any more. */
static void
show_ways (TvaImportFileRow *self, const TvImportFile *file)
{
  gboolean is_pair = file != NULL && file->join != NULL;
  g_auto (GStrv) left_out = tva_import_draft_list_entries (self->draft, self->source);

  gtk_widget_set_visible (self->kind, file != NULL && !is_pair);
  gtk_widget_set_visible (self->separate, is_pair);
  gtk_widget_set_visible (self->more, left_out[0] != NULL);
  gtk_widget_set_visible (self->join,
                          tva_import_joiner_can_ask (self->source)
                              && tva_import_draft_count (self->draft) > 1);
}

static void
update (TvaImportFileRow *self)
{
  g_autofree char *status = tva_import_source_dup_status (self->source);
  TvImportFile *file = tva_import_source_get_file (self->source);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), status);
  show_name (self);
  show_icon (self);
  show_ways (self, file);
  gtk_widget_set_visible (self->next, file != NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), file != NULL);
  if (file == NULL)
    return;
  self->is_quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind),
                              file->kind == TV_KIND_UNKNOWN ? 0 : (guint) file->kind + 1);
  self->is_quiet = FALSE;
}

static void
source_changed_cb (TvaImportSource *source, gpointer user_data)
{
  update (TVA_IMPORT_FILE_ROW (user_data));
}

/* Whether there is another file to be joined with, and what is left out no more. */
static void
sources_changed_cb (GListModel *sources, guint position, guint removed, guint added, gpointer self)
{
  update (TVA_IMPORT_FILE_ROW (self));
}

static void
kind_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  TvaImportFileRow *self = TVA_IMPORT_FILE_ROW (user_data);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!self->is_quiet && selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    tva_import_source_set_kind (self->source, (TvImportKind) (selected - 1));
}

static void
remove_clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_REMOVED], 0);
}

static void
separate_clicked_cb (TvaImportFileRow *self)
{
  tva_import_draft_separate (self->draft, self->source);
}

static void
partner_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportFileRow *self = TVA_IMPORT_FILE_ROW (user_data);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->join));
  tva_import_draft_ask_join (self->draft,
                             self->source,
                             g_object_get_data (G_OBJECT (button), "tva-partner"));
}

static GtkWidget *
make_partner (TvaImportFileRow *self, TvaImportSource *partner)
{
  GtkWidget *button = gtk_button_new_with_label (tva_import_source_get_name (partner));

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "tva-partner", g_object_ref (partner), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (partner_clicked_cb), self);
  return button;
}

/* The other files that stand alone. */
static void
partners_cb (GtkMenuButton *button, gpointer user_data)
{
  TvaImportFileRow *self = TVA_IMPORT_FILE_ROW (user_data);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Its orders are in"));

  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < tva_import_draft_count (self->draft); i++)
    {
      TvaImportSource *partner = tva_import_draft_peek (self->draft, i);

      if (partner != self->source && tva_import_source_get_file (partner) != NULL
          && tva_import_source_get_orders (partner) == NULL)
        gtk_box_append (GTK_BOX (box), make_partner (self, partner));
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
entry_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportFileRow *self = TVA_IMPORT_FILE_ROW (user_data);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  tva_import_draft_add_entry (self->draft, self->source, gtk_button_get_label (button));
}

/* What was left out of the file, each to be taken after all. */
static void
entries_cb (GtkMenuButton *button, gpointer user_data)
{
  TvaImportFileRow *self = TVA_IMPORT_FILE_ROW (user_data);
  g_auto (GStrv) entries = tva_import_draft_list_entries (self->draft, self->source);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Take as well"));

  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      GtkWidget *entry = gtk_button_new_with_label (entries[i]);

      gtk_widget_add_css_class (entry, "flat");
      g_signal_connect (entry, "clicked", G_CALLBACK (entry_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), entry);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MENU_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
make_kinds (void)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("Choose a kind"));
  for (int kind = 0; kind < TV_N_KINDS; kind++)
    gtk_string_list_append (titles, tv_import_kind_get_title ((TvImportKind) kind));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
}

static void
tva_import_file_row_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_FILE_ROW (object)->source);
  G_OBJECT_CLASS (tva_import_file_row_parent_class)->dispose (object);
}

static void
tva_import_file_row_class_init (TvaImportFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_file_row_dispose;
  signals[SIGNAL_REMOVED] = g_signal_new ("removed",
                                          TVA_TYPE_IMPORT_FILE_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
add_ways (TvaImportFileRow *self, TvaFlow *flow)
{
  self->separate = gtk_button_new_with_label (_ ("Separate"));
  self->join = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->join), "insert-link-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->join), partners_cb, self, NULL);
  gtk_widget_add_css_class (self->join, "flat");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), entries_cb, self, NULL);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_tooltip_text (self->more, _ ("Take what was left out"));
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->join, _ ("Join with the file of its orders"));
  gtk_widget_set_tooltip_text (self->separate, _ ("Make two files of it again"));
  gtk_widget_set_valign (self->separate, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->join, GTK_ALIGN_CENTER);
  tva_flow_append (flow, self->separate);
  tva_flow_append (flow, self->more);
  tva_flow_append (flow, self->join);
  g_signal_connect_swapped (self->separate, "clicked", G_CALLBACK (separate_clicked_cb), self);
}

static void
tva_import_file_row_init (TvaImportFileRow *self)
{
  TvaFlow *flow = TVA_FLOW (tva_flow_new (0, 6));

  self->icon = gtk_image_new ();
  self->kind = make_kinds ();
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  self->next = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"),
                                  -1);
  gtk_widget_set_valign (self->kind, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  /* Where text is large they have no room beside each other. */
  tva_flow_append (flow, self->kind);
  add_ways (self, flow);
  tva_flow_append (flow, self->remove);
  gtk_widget_set_valign (GTK_WIDGET (flow), GTK_ALIGN_CENTER);
  tva_flow_set_at_end (flow, TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (flow));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->next);
  g_signal_connect (self->kind, "notify::selected", G_CALLBACK (kind_selected_cb), self);
  g_signal_connect (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
}

/**
 * tva_import_file_row_new:
 * @draft: the draft; has to outlive the row
 * @source: one of its files
 *
 * Makes the row that follows it.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
tva_import_file_row_new (TvaImportDraft *draft, TvaImportSource *source)
{
  TvaImportFileRow *self = g_object_new (TVA_TYPE_IMPORT_FILE_ROW, "use-markup", FALSE, NULL);

  self->draft = draft;
  self->source = g_object_ref (source);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  gtk_widget_set_tooltip_text (self->remove, _ ("Remove from the list"));
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed_cb), self, 0);
  g_signal_connect_object (tva_import_draft_get_sources (draft),
                           "items-changed",
                           G_CALLBACK (sources_changed_cb),
                           self,
                           0);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * tva_import_file_row_get_source:
 * @row: a row
 *
 * Returns: (transfer none): the file that it shows
 */
TvaImportSource *
tva_import_file_row_get_source (TvaImportFileRow *row)
{
  return row->source;
}
