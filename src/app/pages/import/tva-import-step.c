/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the assistant's steps: keeps the draft, and says which file a step still has a
 * question about. */
#include "pages/import/tva-import-step.h"

#include "widgets/tva-column.h"

#define ROOM_BELOW 12 /* pixels under the row that is asked about */

typedef struct
{
  TvaImportDraft *draft;
  gulong changed_id;
  guint focus_id; /* where the focus waits for the step to be laid out */
} TvaImportStepPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TvaImportStep, tva_import_step, ADW_TYPE_BIN)

static void
changed_cb (TvaImportDraft *draft, gpointer user_data)
{
  TvaImportStepClass *klass = TVA_IMPORT_STEP_GET_CLASS (user_data);

  if (klass->changed != NULL && gtk_widget_get_mapped (user_data))
    klass->changed (user_data);
}

static void
set_draft (TvaImportStep *self, TvaImportDraft *draft)
{
  TvaImportStepPrivate *priv = tva_import_step_get_instance_private (self);

  if (priv->draft != NULL)
    g_clear_signal_handler (&priv->changed_id, priv->draft);
  g_set_object (&priv->draft, draft);
  if (draft != NULL)
    priv->changed_id = g_signal_connect (draft, "changed", G_CALLBACK (changed_cb), self);
}

/* The page scrolls to the widget that has the focus; what its row says around it is to be seen,
 * too, with a little room. */
static void
show_row (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double hidden;

  if (row == NULL || viewport == NULL
      || !gtk_widget_compute_bounds (row,
                                     gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                     &bounds))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  hidden = bounds.origin.y + bounds.size.height + ROOM_BELOW
           - gtk_adjustment_get_page_size (adjustment) - gtk_adjustment_get_value (adjustment);
  if (hidden > 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + hidden);
}

static gboolean
focus_cb (gpointer user_data)
{
  TvaImportStep *self = TVA_IMPORT_STEP (user_data);
  TvaImportStepPrivate *priv = tva_import_step_get_instance_private (self);
  TvaImportStepClass *klass = TVA_IMPORT_STEP_GET_CLASS (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *question = klass->get_question != NULL ? klass->get_question (self) : NULL;

  priv->focus_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (question == NULL || !gtk_widget_child_focus (question, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  if (question != NULL && gtk_root_get_focus (root) != NULL)
    show_row (gtk_root_get_focus (root));
  gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
  return G_SOURCE_REMOVE;
}

static void
tva_import_step_dispose (GObject *object)
{
  TvaImportStepPrivate *priv = tva_import_step_get_instance_private (TVA_IMPORT_STEP (object));

  g_clear_handle_id (&priv->focus_id, g_source_remove);
  set_draft (TVA_IMPORT_STEP (object), NULL);
  G_OBJECT_CLASS (tva_import_step_parent_class)->dispose (object);
}

static void
tva_import_step_class_init (TvaImportStepClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_step_dispose;
}

static void
tva_import_step_init (TvaImportStep *self)
{
}

/**
 * tva_import_step_set_draft:
 * @step: a step
 * @draft: what it shows
 *
 * Hands the draft to a step; before it is entered.
 */
void
tva_import_step_set_draft (TvaImportStep *step, TvaImportDraft *draft)
{
  set_draft (step, draft);
}

/**
 * tva_import_step_get_draft:
 * @step: a step
 *
 * Returns: (transfer none): the draft
 */
TvaImportDraft *
tva_import_step_get_draft (TvaImportStep *step)
{
  TvaImportStepPrivate *priv = tva_import_step_get_instance_private (step);

  return priv->draft;
}

/**
 * tva_import_step_enter:
 * @step: a step
 *
 * Has it show the draft as it is now.
 */
void
tva_import_step_enter (TvaImportStep *step)
{
  TVA_IMPORT_STEP_GET_CLASS (step)->enter (step);
}

/**
 * tva_import_step_find_incomplete:
 * @step: a step
 *
 * Returns: (transfer none) (nullable): the first file that the step has a question about
 */
TvaImportSource *
tva_import_step_find_incomplete (TvaImportStep *step)
{
  TvaImportStepClass *klass = TVA_IMPORT_STEP_GET_CLASS (step);
  TvaImportDraft *draft = tva_import_step_get_draft (step);

  for (guint i = 0; klass->is_complete != NULL && i < tva_import_draft_count (draft); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);

      if (!klass->is_complete (step, source))
        return source;
    }
  return NULL;
}

/**
 * tva_import_step_focus:
 * @step: a step that is shown
 *
 * Moves the focus to what the step asks about the shown file, or else to its first widget, once it
 * was laid out: a page scrolls only to what has its place.
 */
void
tva_import_step_focus (TvaImportStep *step)
{
  TvaImportStepPrivate *priv = tva_import_step_get_instance_private (step);

  if (priv->focus_id == 0)
    priv->focus_id = g_idle_add (focus_cb, step);
}

/**
 * tva_import_step_settle_focus:
 * @step: a step that is shown
 * @next: the button that leads on
 *
 * The focus is lost with the button that had it: it goes on to what has to be answered, or back to
 * the button once that can be pressed.
 */
void
tva_import_step_settle_focus (TvaImportStep *step, GtkWidget *next)
{
  if (gtk_widget_get_visible (next) && !gtk_widget_is_sensitive (next))
    tva_import_step_focus (step);
  else if (gtk_root_get_focus (gtk_widget_get_root (next)) == NULL)
    gtk_widget_grab_focus (next);
}

/**
 * tva_import_step_make_page:
 * @content: (transfer floating): what a step shows
 *
 * Puts content into the middle of a page that scrolls.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tva_import_step_make_page (GtkWidget *content)
{
  GtkWidget *scrolled = tva_column_new (content, 760);

  gtk_widget_set_margin_top (content, 18);
  gtk_widget_set_margin_bottom (content, 24);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
