/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip that slides up after R or F. The reason chosen last has the focus, so that Enter gives
 * it again; "Other" leads to the entry. It decides nothing itself. */
#include "pages/review/tva-reason-bar.h"

#include <glib/gi18n-lib.h>

#include "widgets/tva-flow.h"

static const char *const reasons[]
    = { N_ ("Too soon"), N_ ("Wrong taste"), N_ ("Price"), N_ ("Stock"), N_ ("Other") };

#define N_REASONS G_N_ELEMENTS (reasons)
#define REASON_OTHER (N_REASONS - 1)

struct _TvaReasonBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *question;
  TvaFlow *chips;
  GtkEntry *entry;
  GtkButton *confirm;
  GtkButton *cancel;
  GtkWidget *chip[N_REASONS];

  TvStatus status;
  guint last; /* the ready reason chosen last */
  gboolean is_other;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaReasonBar, tva_reason_bar, ADW_TYPE_BIN)

static void
give (TvaReasonBar *self, const char *reason)
{
  g_autofree char *copy = g_strdup (reason);

  tva_reason_bar_close (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (int) self->status, copy);
}

static void
chip_clicked_cb (TvaReasonBar *self, GtkWidget *chip)
{
  for (guint i = 0; i < N_REASONS; i++)
    if (self->chip[i] == chip)
      tva_reason_bar_choose (self, i);
}

static void
confirm_cb (TvaReasonBar *self)
{
  g_autofree char *text = tv_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (text != NULL && *text != '\0')
    give (self, text);
  else if (self->is_other)
    give (self, _ (reasons[REASON_OTHER]));
  else
    tva_reason_bar_choose (self, self->last);
}

static void
cancel_cb (TvaReasonBar *self)
{
  tva_reason_bar_close (self);
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!tva_reason_bar_is_open (TVA_REASON_BAR (widget)))
    return FALSE;
  cancel_cb (TVA_REASON_BAR (widget));
  return TRUE;
}

static void
add_chips (TvaReasonBar *self)
{
  for (guint i = 0; i < N_REASONS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u  %s", i + 1, _ (reasons[i]));

      self->chip[i] = gtk_button_new_with_label (text);
      g_signal_connect_swapped (self->chip[i], "clicked", G_CALLBACK (chip_clicked_cb), self);
      tva_flow_append (self->chips, self->chip[i]);
    }
}

static void
tva_reason_bar_class_init (TvaReasonBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = TVA_TYPE_REASON_BAR;

  g_type_ensure (TVA_TYPE_FLOW);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT,
                                         G_TYPE_STRING);
  signals[SIGNAL_CANCELLED]
      = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-reason-bar.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, question);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, chips);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, entry);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, confirm);
  gtk_widget_class_bind_template_child (widget_class, TvaReasonBar, cancel);
}

static void
tva_reason_bar_init (TvaReasonBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (confirm_cb), self);
  g_signal_connect_swapped (self->confirm, "clicked", G_CALLBACK (confirm_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tva_reason_bar_ask:
 * @bar: a reason bar
 * @status: what the reason is for
 *
 * Slides up and takes the focus.
 */
void
tva_reason_bar_ask (TvaReasonBar *bar, TvStatus status)
{
  g_return_if_fail (TVA_IS_REASON_BAR (bar));
  bar->status = status;
  bar->is_other = FALSE;
  gtk_label_set_text (bar->question,
                      status == TV_STATUS_REJECTED ? _ ("Why reject it?") : _ ("Why flag it?"));
  gtk_editable_set_text (GTK_EDITABLE (bar->entry), "");
  gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
  gtk_revealer_set_reveal_child (bar->revealer, TRUE);
  gtk_widget_grab_focus (bar->chip[bar->last]);
}

/**
 * tva_reason_bar_close:
 * @bar: a reason bar
 *
 * Goes away without an answer.
 */
void
tva_reason_bar_close (TvaReasonBar *bar)
{
  g_return_if_fail (TVA_IS_REASON_BAR (bar));
  gtk_revealer_set_reveal_child (bar->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
}

/**
 * tva_reason_bar_is_open:
 * @bar: a reason bar
 *
 * Returns: whether it waits for an answer
 */
gboolean
tva_reason_bar_is_open (TvaReasonBar *bar)
{
  g_return_val_if_fail (TVA_IS_REASON_BAR (bar), FALSE);
  return gtk_revealer_get_reveal_child (bar->revealer);
}

/**
 * tva_reason_bar_choose:
 * @bar: a reason bar
 * @index: of the ready reason, from 0
 *
 * Gives a ready reason, as the keys 1 to 5 do; the last one asks for the person's own words.
 *
 * Returns: %FALSE where the bar is closed or there is no such reason
 */
gboolean
tva_reason_bar_choose (TvaReasonBar *bar, guint index)
{
  g_return_val_if_fail (TVA_IS_REASON_BAR (bar), FALSE);
  if (!tva_reason_bar_is_open (bar) || index >= N_REASONS)
    return FALSE;
  if (index == REASON_OTHER)
    {
      bar->is_other = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (bar->entry));
      return TRUE;
    }
  bar->last = index;
  give (bar, _ (reasons[index]));
  return TRUE;
}
