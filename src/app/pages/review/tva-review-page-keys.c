/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The single keys of the Review page and the buttons that bear them; no key without a button. The
 * keys work wherever the focus is in the window while the page is shown, except in text, which
 * takes its letters first. */
#include "pages/review/tva-review-page-private.h"
#include "pages/review/tva-why-dialog.h"

typedef void (*KeyFunc) (TvaReviewPage *self);

static void
approve (TvaReviewPage *self)
{
  tva_review_page_decide (self, TV_STATUS_APPROVED, NULL);
}

static void
reject (TvaReviewPage *self)
{
  tva_review_page_ask (self, TV_STATUS_REJECTED);
}

static void
flag (TvaReviewPage *self)
{
  tva_review_page_ask (self, TV_STATUS_FLAGGED);
}

static void
move (TvaReviewPage *self, int step)
{
  guint length = tva_paged_list_get_length (self->list);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (length > 0 && position != GTK_INVALID_LIST_POSITION)
    tva_review_page_select (self, (guint) CLAMP ((gint64) position + step, 0, (gint64) length - 1));
}

static void
next (TvaReviewPage *self)
{
  move (self, 1);
}

static void
previous (TvaReviewPage *self)
{
  move (self, -1);
}

static void
search (TvaReviewPage *self)
{
  tva_review_filter_start_search (self->filter);
}

static void
ask_why (TvaReviewPage *self, gboolean is_about_item)
{
  const TvReviewItem *item = self->shown != NULL ? tva_item_get_row (self->shown) : NULL;
  TvaWindow *window = tva_window_of (self);

  if (item != NULL && window != NULL)
    tva_why_dialog_present (window, item, is_about_item);
}

static void
ask_change (TvaReviewPage *self)
{
  ask_why (self, TRUE);
}

static void
ask_why_not (TvaReviewPage *self)
{
  ask_why (self, FALSE);
}

static const struct
{
  guint keyval;
  GdkModifierType modifiers;
  KeyFunc func;
} keys[] = {
  { GDK_KEY_a, 0, approve },
  { GDK_KEY_a, GDK_SHIFT_MASK, tva_review_page_approve_all },
  { GDK_KEY_r, 0, reject },
  { GDK_KEY_f, 0, flag },
  { GDK_KEY_z, 0, tva_review_page_undo },
  { GDK_KEY_z, GDK_SHIFT_MASK, tva_review_page_redo },
  { GDK_KEY_j, 0, next },
  { GDK_KEY_k, 0, previous },
  { GDK_KEY_w, 0, ask_change },
  { GDK_KEY_n, 0, ask_why_not },
  { GDK_KEY_slash, 0, search },
};

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  guint index = GPOINTER_TO_UINT (user_data);
  TvaReviewPage *self = TVA_REVIEW_PAGE (widget);

  if (!gtk_widget_get_mapped (self->content))
    return FALSE;
  keys[index].func (self);
  return TRUE;
}

static gboolean
digit_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TvaReviewPage *self = TVA_REVIEW_PAGE (widget);

  return gtk_widget_get_mapped (self->content)
         && tva_reason_bar_choose (self->reason, GPOINTER_TO_UINT (user_data));
}

static void
chosen_cb (TvaReviewPage *self, int status, const char *reason)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  tva_review_page_decide (self, (TvStatus) status, reason);
}

static void
cancelled_cb (TvaReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
add_shortcut (GtkEventController *controller,
              guint keyval,
              GdkModifierType modifiers,
              GtkShortcutFunc func,
              guint data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                        gtk_callback_action_new (func, GUINT_TO_POINTER (data), NULL)));
}

/**
 * tva_review_page_add_keys:
 * @self: the page
 *
 * Connects keys and buttons.
 */
void
tva_review_page_add_keys (TvaReviewPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_shortcut (controller, keys[i].keyval, keys[i].modifiers, key_cb, i);
  for (guint i = 0; i < 5; i++)
    {
      add_shortcut (controller, GDK_KEY_1 + i, 0, digit_cb, i);
      add_shortcut (controller, GDK_KEY_KP_1 + i, 0, digit_cb, i);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  g_signal_connect_swapped (self->approve, "clicked", G_CALLBACK (approve), self);
  g_signal_connect_swapped (self->reject, "clicked", G_CALLBACK (reject), self);
  g_signal_connect_swapped (self->flag, "clicked", G_CALLBACK (flag), self);
  g_signal_connect_swapped (self->undo, "clicked", G_CALLBACK (tva_review_page_undo), self);
  g_signal_connect_swapped (self->redo, "clicked", G_CALLBACK (tva_review_page_redo), self);
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next), self);
  g_signal_connect_swapped (self->approve_all,
                            "clicked",
                            G_CALLBACK (tva_review_page_approve_all),
                            self);
  g_signal_connect_swapped (self->card, "change", G_CALLBACK (ask_change), self);
  g_signal_connect_swapped (self->card, "why-not", G_CALLBACK (ask_why_not), self);
  g_signal_connect_swapped (self->reason, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->reason, "cancelled", G_CALLBACK (cancelled_cb), self);
}
