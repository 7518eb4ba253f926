/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the ids beside the texts of a drop-down, and tells a choice of the person from the changes
 * that filling it anew makes. */
#include "widgets/tva-id-choice.h"

#include "widgets/tva-one-line.h"

struct _TvaIdChoice
{
  GtkDropDown *drop_down;
  TvaIdChosen chosen;
  gpointer owner;
  gulong handler;

  GArray *ids;           /* of gint64, as in the drop-down */
  GtkStringList *titles; /* (nullable): of what is being filled */
};

static void
selected_cb (TvaIdChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (selected < self->ids->len)
    self->chosen (self->owner, g_array_index (self->ids, gint64, selected));
}

/**
 * tva_id_choice_new:
 * @drop_down: an empty drop-down
 * @chosen: what happens when the person chooses
 * @owner: handed to @chosen; outlives the choice
 *
 * Returns: (transfer full): a choice without anything to choose
 */
TvaIdChoice *
tva_id_choice_new (GtkDropDown *drop_down, TvaIdChosen chosen, gpointer owner)
{
  TvaIdChoice *self;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down) && chosen != NULL, NULL);
  self = g_new0 (TvaIdChoice, 1);
  self->drop_down = g_object_ref (drop_down);
  self->chosen = chosen;
  self->owner = owner;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->handler
      = g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  tva_one_line_set_choice (drop_down);
  return self;
}

/**
 * tva_id_choice_free:
 * @choice: (transfer full) (nullable): a choice
 */
void
tva_id_choice_free (TvaIdChoice *choice)
{
  if (choice == NULL)
    return;
  g_signal_handler_disconnect (choice->drop_down, choice->handler);
  g_object_unref (choice->drop_down);
  g_array_unref (choice->ids);
  g_clear_object (&choice->titles);
  g_free (choice);
}

/**
 * tva_id_choice_clear:
 * @choice: a choice
 *
 * Begins to fill the choice anew; nobody is told of a selection until tva_id_choice_show().
 */
void
tva_id_choice_clear (TvaIdChoice *choice)
{
  g_return_if_fail (choice != NULL);
  g_array_set_size (choice->ids, 0);
  g_clear_object (&choice->titles);
  choice->titles = gtk_string_list_new (NULL);
}

/**
 * tva_id_choice_add:
 * @choice: a choice that is being filled
 * @id: whose id
 * @text: what the person reads
 */
void
tva_id_choice_add (TvaIdChoice *choice, gint64 id, const char *text)
{
  g_return_if_fail (choice != NULL && choice->titles != NULL);
  g_array_append_val (choice->ids, id);
  gtk_string_list_append (choice->titles, text);
}

/**
 * tva_id_choice_show:
 * @choice: a choice that was filled
 * @selected: which is chosen; the first where there is none of this id
 *
 * Shows what was added since tva_id_choice_clear(). The owner is told nothing: it knows.
 */
void
tva_id_choice_show (TvaIdChoice *choice, gint64 selected)
{
  guint position = 0;

  g_return_if_fail (choice != NULL && choice->titles != NULL);
  for (guint i = 0; i < choice->ids->len; i++)
    if (g_array_index (choice->ids, gint64, i) == selected)
      {
        position = i;
        break;
      }
  g_signal_handler_block (choice->drop_down, choice->handler);
  gtk_drop_down_set_model (choice->drop_down, G_LIST_MODEL (choice->titles));
  gtk_drop_down_set_selected (choice->drop_down, position);
  g_signal_handler_unblock (choice->drop_down, choice->handler);
  g_clear_object (&choice->titles);
}
