/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group after the other: its customers side by side, what a merge would come to, and three ways
 * on: merge, different people, later. Whatever is done can be undone from the toast. The list is
 * read anew after each change, so that it never offers what is settled. */
#include "pages/data/tva-merge-dialog.h"

#include <glib/gi18n.h>

#include "pages/data/tva-merge-grid.h"
#include "widgets/tva-name.h"

struct _TvaMergeDialog
{
  AdwWindow parent_instance;

  TvaWindow *window; /* borrowed: it is above this one */
  TvEngine *engine;
  gint64 batch_id;
  GPtrArray *groups; /* (nullable) of TvCustomerDouble */
  guint position;
  gint64 last_seq; /* what the toast takes back */

  GtkWidget *title, *stack, *place, *grade, *reason, *preview, *buttons;
  GtkWidget *back, *next, *apart, *merge;
  GtkWidget *toasts;
  AdwToast *toast;    /* (nullable): the one that is shown */
  TvaMergeGrid *grid; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TvaMergeDialog, tva_merge_dialog, ADW_TYPE_WINDOW)

/* A change on its way to a worker. */
typedef struct
{
  TvCustomerLink link; /* kind UNDO: undone_seq */
} Change;

static void load (TvaMergeDialog *self);
static void show_group (TvaMergeDialog *self);

static void
add_toast (TvaMergeDialog *self, const char *text, gboolean can_undo)
{
  AdwToast *toast = adw_toast_new (text);

  /* The latest is what counts. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  if (can_undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "merge.undo");
      adw_toast_set_timeout (toast, 10);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
show_failure (TvaMergeDialog *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_toast (self, error->message, FALSE);
}

static void
show_preview (TvaMergeDialog *self)
{
  g_autofree char *text = tva_merge_grid_dup_preview (self->grid);
  TvCustomerLink link;

  tva_merge_grid_get_choice (self->grid, &link);
  gtk_label_set_text (GTK_LABEL (self->preview), text);
  gtk_widget_set_sensitive (self->merge, link.customer_count > 1);
  gtk_widget_set_sensitive (self->apart, link.customer_count > 1);
}

static const TvCustomerDouble *
get_group (TvaMergeDialog *self)
{
  return self->groups != NULL && self->position < self->groups->len
             ? g_ptr_array_index (self->groups, self->position)
             : NULL;
}

static void
read_sides_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sides = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  const TvCustomerDouble *group = get_group (self);
  g_autofree char *reason = NULL;

  if (self->window == NULL)
    return;
  if (sides == NULL || group == NULL || sides->len != group->customer_count
      || ((const TvCustomerSide *) g_ptr_array_index (sides, 0))->id != group->customers[0])
    {
      if (error != NULL)
        show_failure (self, error);
      return;
    }
  self->grid = TVA_MERGE_GRID (
      tva_merge_grid_new (sides, tva_window_get_summary (self->window)->currency));
  adw_bin_set_child (ADW_BIN (self->place), GTK_WIDGET (self->grid));
  g_signal_connect_object (self->grid,
                           "changed",
                           G_CALLBACK (show_preview),
                           self,
                           G_CONNECT_SWAPPED);
  reason = tv_customer_double_to_sentence (group);
  gtk_label_set_text (GTK_LABEL (self->grade),
                      tv_double_grade_get_title (tv_customer_double_get_grade (group)));
  gtk_label_set_text (GTK_LABEL (self->reason), reason);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "group");
  gtk_widget_set_sensitive (self->buttons, TRUE);
  show_preview (self);
  gtk_widget_grab_focus (self->merge);
}

static gpointer
read_sides_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const TvCustomerDouble *group = input;

  return tv_engine_get_sides (engine, group->customers, group->customer_count, error);
}

static void
show_group (TvaMergeDialog *self)
{
  const TvCustomerDouble *group = get_group (self);
  g_autofree char *place = NULL, *count = NULL, *text = NULL;

  gtk_widget_set_visible (self->buttons, group != NULL);
  gtk_widget_set_sensitive (self->back, group != NULL && self->position > 0);
  gtk_widget_set_sensitive (self->next, group != NULL && self->position + 1 < self->groups->len);
  if (group == NULL)
    {
      adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), "");
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nothing");
      return;
    }
  place = tv_count_to_display (self->position + 1);
  count = tv_count_to_display (self->groups->len);
  /* Translators: a place in a list and its length */
  text = g_strdup_printf (_ ("%s of %s"), place, count);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), text);
  tv_engine_call_async (self->engine,
                        read_sides_in_worker,
                        g_memdup2 (group, sizeof *group),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        read_sides_cb,
                        g_object_ref (self));
}

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_doubles (engine, *(gint64 *) input, progress, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (groups == NULL && self->window != NULL)
    show_failure (self, error);
  if (groups == NULL)
    return;
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  if (self->position >= groups->len)
    self->position = groups->len > 0 ? groups->len - 1 : 0;
  if (self->window != NULL)
    show_group (self);
}

static void
load (TvaMergeDialog *self)
{
  tv_engine_call_async (self->engine,
                        list_in_worker,
                        g_memdup2 (&self->batch_id, sizeof self->batch_id),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        g_object_ref (self));
}

static gpointer
change_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Change *change = input;
  gint64 seq = 0;

  if (change->link.kind == TV_LINK_MERGE)
    seq = tv_engine_merge_customers (engine, &change->link, progress, error);
  else if (change->link.kind == TV_LINK_APART)
    seq = tv_engine_keep_apart (engine,
                                change->link.customers,
                                change->link.customer_count,
                                progress,
                                error);
  else
    seq = tv_engine_undo_link (engine, change->link.undone_seq, progress, error);
  return GSIZE_TO_POINTER (seq);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TvLinkKind kind = (TvLinkKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self), "tva-kind"));
  gint64 seq
      = (gint64) GPOINTER_TO_SIZE (tv_engine_call_finish (TV_ENGINE (source), result, &error));

  if (self->window == NULL)
    return;
  gtk_widget_set_sensitive (self->buttons, TRUE);
  if (seq == 0)
    {
      show_failure (self, error);
      return;
    }
  self->last_seq = kind != TV_LINK_UNDO ? seq : 0;
  add_toast (self,
             kind == TV_LINK_MERGE   ? _ ("Merged")
             : kind == TV_LINK_APART ? _ ("Remembered as different people")
                                     : _ ("Undone"),
             kind != TV_LINK_UNDO);
  load (self);
}

static void
start (TvaMergeDialog *self, const TvCustomerLink *link)
{
  Change *change = g_new0 (Change, 1);

  change->link = *link;
  gtk_widget_set_sensitive (self->buttons, FALSE);
  g_object_set_data (G_OBJECT (self), "tva-kind", GINT_TO_POINTER (link->kind));
  tv_engine_call_async (self->engine,
                        change_in_worker,
                        change,
                        g_free,
                        NULL,
                        NULL,
                        changed_cb,
                        g_object_ref (self));
}

static void
settle (TvaMergeDialog *self, TvLinkKind kind)
{
  TvCustomerLink link;

  tva_merge_grid_get_choice (self->grid, &link);
  link.kind = kind;
  start (self, &link);
}

static void
merge_clicked_cb (TvaMergeDialog *self)
{
  settle (self, TV_LINK_MERGE);
}

static void
apart_clicked_cb (TvaMergeDialog *self)
{
  settle (self, TV_LINK_APART);
}

static void
move (TvaMergeDialog *self, int step)
{
  self->position = (guint) ((int) self->position + step);
  show_group (self);
}

static void
back_clicked_cb (TvaMergeDialog *self)
{
  move (self, -1);
}

static void
next_clicked_cb (TvaMergeDialog *self)
{
  move (self, 1);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TvaMergeDialog *self = TVA_MERGE_DIALOG (widget);
  TvCustomerLink link = { .kind = TV_LINK_UNDO, .undone_seq = self->last_seq };

  if (self->last_seq == 0)
    return;
  self->last_seq = 0;
  start (self, &link);
}

static void
tva_merge_dialog_dispose (GObject *object)
{
  TvaMergeDialog *self = TVA_MERGE_DIALOG (object);

  self->window = NULL;
  g_clear_object (&self->engine);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_merge_dialog_parent_class)->dispose (object);
}

static void
tva_merge_dialog_class_init (TvaMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_merge_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "merge.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "merge.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_button (TvaMergeDialog *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *name = g_strdup (label);

  /* Named as it reads, without the mark of the key. */
  if (strchr (name, '_') != NULL)
    memmove (strchr (name, '_'), strchr (name, '_') + 1, strlen (strchr (name, '_')));
  tva_name_set (button, name);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_icon_button (TvaMergeDialog *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_text (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_group_page (TvaMergeDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_label_new (_ ("After the merge"));

  self->grade = make_text ("title-3");
  self->reason = make_text ("dim-label");
  self->place = adw_bin_new ();
  self->preview = make_text ("body");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "heading");
  gtk_box_append (GTK_BOX (box), self->grade);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->preview);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_stack (TvaMergeDialog *self)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *nothing = adw_status_page_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _ ("Nobody left to look at"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing),
                                   _ ("No customer looks like another one."));
  gtk_stack_add_named (GTK_STACK (stack), spinner, "loading");
  gtk_stack_add_named (GTK_STACK (stack), make_group_page (self), "group");
  gtk_stack_add_named (GTK_STACK (stack), nothing, "nothing");
  return stack;
}

static void
tva_merge_dialog_init (TvaMergeDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new (_ ("Same Person?"), NULL);
  self->stack = make_stack (self);
  self->toasts = adw_toast_overlay_new ();
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->apart = make_button (self, _ ("_Different People"), G_CALLBACK (apart_clicked_cb));
  self->merge = make_button (self, _ ("_Merge"), G_CALLBACK (merge_clicked_cb));
  self->back = make_icon_button (self,
                                 "go-previous-symbolic",
                                 _ ("The ones before"),
                                 G_CALLBACK (back_clicked_cb));
  self->next = make_icon_button (self,
                                 "go-next-symbolic",
                                 _ ("Later: on to the next"),
                                 G_CALLBACK (next_clicked_cb));
  gtk_widget_add_css_class (self->merge, "suggested-action");
  gtk_widget_set_hexpand (self->apart, TRUE);
  gtk_widget_set_halign (self->apart, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->buttons, "operation-bar");
  gtk_box_append (GTK_BOX (self->buttons), self->apart);
  gtk_box_append (GTK_BOX (self->buttons), self->merge);
  gtk_widget_set_visible (self->buttons, FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->next);
  gtk_box_append (GTK_BOX (box), header);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->stack);
  gtk_box_append (GTK_BOX (box), self->toasts);
  gtk_box_append (GTK_BOX (box), self->buttons);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Same Person?"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 740);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * tva_merge_dialog_show:
 * @window: the window
 * @engine: the workspace
 * @batch_id: a batch, 0 = all
 *
 * Goes through the customers who may be one person.
 *
 * Returns: (transfer none): the window, which closes by itself
 */
TvaMergeDialog *
tva_merge_dialog_show (TvaWindow *window, TvEngine *engine, gint64 batch_id)
{
  TvaMergeDialog *self = g_object_new (TVA_TYPE_MERGE_DIALOG, "transient-for", window, NULL);

  self->window = window;
  self->engine = g_object_ref (engine);
  self->batch_id = batch_id;
  load (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
