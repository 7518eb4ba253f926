/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down of things with an id: only what the person chooses is told, by its id; filling it
 * anew is not, whatever comes to be selected. */
#include <adwaita.h>

#include "widgets/tva-id-choice.h"

typedef struct
{
  GtkDropDown *drop_down;
  TvaIdChoice *choice;
  gint64 told; /* the latest id; 0 = none */
} Fixture;

static void
chosen_cb (gpointer owner, gint64 id)
{
  ((Fixture *) owner)->told = id;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->drop_down = GTK_DROP_DOWN (g_object_ref_sink (gtk_drop_down_new (NULL, NULL)));
  fixture->choice = tva_id_choice_new (fixture->drop_down, chosen_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  tva_id_choice_free (fixture->choice);
  g_object_unref (fixture->drop_down);
}

static void
fill (Fixture *fixture, const gint64 *ids, guint n, gint64 selected)
{
  tva_id_choice_clear (fixture->choice);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Run %" G_GINT64_FORMAT, ids[i]);

      tva_id_choice_add (fixture->choice, ids[i], text);
    }
  tva_id_choice_show (fixture->choice, selected);
}

static const char *
get_text (Fixture *fixture)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (fixture->drop_down));
}

static void
test_choosing (Fixture *fixture, gconstpointer user_data)
{
  const gint64 ids[] = { 30, 20, 10 };

  fill (fixture, ids, G_N_ELEMENTS (ids), 20);
  g_assert_cmpstr (get_text (fixture), ==, "Run 20");
  g_assert_cmpint (fixture->told, ==, 0);
  gtk_drop_down_set_selected (fixture->drop_down, 2);
  g_assert_cmpint (fixture->told, ==, 10);
}

static void
test_filling (Fixture *fixture, gconstpointer user_data)
{
  const gint64 before[] = { 30, 20, 10 }, after[] = { 40, 30 };

  fill (fixture, before, G_N_ELEMENTS (before), 10);
  fill (fixture, after, G_N_ELEMENTS (after), 30);
  g_assert_cmpstr (get_text (fixture), ==, "Run 30");
  fill (fixture, after, G_N_ELEMENTS (after), 10);
  g_assert_cmpstr (get_text (fixture), ==, "Run 40");
  fill (fixture, NULL, 0, 10);
  g_assert_null (gtk_drop_down_get_selected_item (fixture->drop_down));
  g_assert_cmpint (fixture->told, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/id-choice/choosing", Fixture, NULL, set_up, test_choosing, tear_down);
  g_test_add ("/id-choice/filling", Fixture, NULL, set_up, test_filling, tear_down);
  return g_test_run ();
}
