/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entry rows of libadwaita 1.2 have no place for a sentence. This one stands below its entry while
 * there is something to say, marks it, and makes way as soon as something else is written. A screen
 * reader hears the sentence with the entry. */
#include "widgets/tva-entry-refusal.h"

struct _TvaEntryRefusal
{
  AdwPreferencesRow parent_instance;

  GtkWidget *entry; /* borrowed: it stands in the same list */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (TvaEntryRefusal, tva_entry_refusal, ADW_TYPE_PREFERENCES_ROW)

static void
tva_entry_refusal_class_init (TvaEntryRefusalClass *klass)
{
}

static void
tva_entry_refusal_init (TvaEntryRefusal *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_ALERT,
                              "wrap",
                              TRUE,
                              "xalign",
                              0.0,
                              "margin-start",
                              12,
                              "margin-end",
                              12,
                              "margin-top",
                              6,
                              "margin-bottom",
                              6,
                              NULL);
  gtk_widget_add_css_class (self->label, "error");
  gtk_widget_add_css_class (self->label, "caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
changed_cb (TvaEntryRefusal *self)
{
  tva_entry_refusal_say (self, NULL);
}

/**
 * tva_entry_refusal_new:
 * @entry: an entry row, which is to stand above it
 *
 * Returns: (transfer floating): a row that is not seen, as there is nothing to say yet
 */
GtkWidget *
tva_entry_refusal_new (GtkWidget *entry)
{
  TvaEntryRefusal *self = g_object_new (TVA_TYPE_ENTRY_REFUSAL, NULL);

  self->entry = entry;
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * tva_entry_refusal_say:
 * @refusal: the row
 * @sentence: (nullable): what is wrong, %NULL = nothing
 *
 * Says it below the entry, until something else is written there.
 */
void
tva_entry_refusal_say (TvaEntryRefusal *refusal, const char *sentence)
{
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (refusal->entry)));

  gtk_label_set_label (GTK_LABEL (refusal->label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (refusal), sentence != NULL);
  if (sentence == NULL)
    {
      gtk_widget_remove_css_class (refusal->entry, "error");
      gtk_accessible_reset_state (text, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }
  gtk_widget_add_css_class (refusal->entry, "error");
  gtk_accessible_update_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (text,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  refusal->label,
                                  NULL,
                                  -1);
}

/**
 * tva_entry_refusal_focus:
 * @refusal: the row
 *
 * Brings the person back to the entry, behind what they wrote, to go on from there.
 */
void
tva_entry_refusal_focus (TvaEntryRefusal *refusal)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (refusal->entry));

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (text, -1);
}
