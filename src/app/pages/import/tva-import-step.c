/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the assistant's steps: keeps the draft, and says which file a step still has a
 * question about. */
#include "pages/import/tva-import-step.h"

typedef struct
{
  TvaImportDraft *draft;
  gulong changed_id;
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

static void
tva_import_step_dispose (GObject *object)
{
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
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (content, 18);
  gtk_widget_set_margin_bottom (content, 24);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
