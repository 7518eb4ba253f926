/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widgets that are shown a few a frame: never two parts in one frame, and all of them in the end.
 */
#include "widgets/tva-in-steps.h"
#include "tva-test-window.h"

#define N_PARTS 7
#define PARTS_A_FRAME 2
#define MOST_STEPS 10

static struct
{
  GPtrArray *parts;
  gint64 frames[MOST_STEPS];
  guint step_count;
  gboolean is_over;
} told;

static gboolean
step (GtkWidget *owner)
{
  g_assert_cmpuint (told.step_count, <, MOST_STEPS);
  told.frames[told.step_count++]
      = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (owner));
  told.is_over = !tva_show_some (told.parts, PARTS_A_FRAME);
  return !told.is_over;
}

static gboolean
is_over (gpointer data)
{
  return told.is_over;
}

static void
test_frames (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  told.parts = g_ptr_array_new ();
  gtk_window_set_child (GTK_WINDOW (window), box);
  for (guint i = 0; i < N_PARTS; i++)
    {
      GtkWidget *label = gtk_label_new ("part");

      gtk_widget_set_visible (label, FALSE);
      gtk_box_append (GTK_BOX (box), label);
      g_ptr_array_add (told.parts, label);
    }
  gtk_window_present (GTK_WINDOW (window));
  tva_test_settle ();
  tva_in_steps (box, step);
  g_assert_true (gtk_widget_get_visible (g_ptr_array_index (told.parts, 1)));
  g_assert_false (gtk_widget_get_visible (g_ptr_array_index (told.parts, 2)));
  tva_test_wait (is_over, NULL);
  tva_test_settle ();
  for (guint i = 0; i < N_PARTS; i++)
    g_assert_true (gtk_widget_get_visible (g_ptr_array_index (told.parts, i)));
  g_assert_cmpuint (told.step_count, ==, (N_PARTS + PARTS_A_FRAME - 1) / PARTS_A_FRAME);
  for (guint i = 2; i < told.step_count; i++)
    g_assert_cmpint (told.frames[i], >, told.frames[i - 1]);
  /* The frame in which the work began shows the first part alone. */
  g_assert_cmpint (told.frames[1], >, told.frames[0] + 1);
  g_ptr_array_unref (told.parts);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is filled in parts is hidden with its children at first, and whole in the end. */
static void
test_parts (void)
{
  GtkWidget *panel = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_button_new_with_label ("row");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  gtk_box_append (GTK_BOX (panel), card);
  gtk_box_append (GTK_BOX (card), row);
  tva_add_parts (parts, panel, 2);
  g_assert_cmpuint (parts->len, ==, 3);
  g_assert_true (tva_show_some (parts, 2));
  g_assert_true (gtk_widget_get_visible (panel) && gtk_widget_get_visible (card));
  g_assert_false (gtk_widget_get_visible (row));
  g_assert_false (tva_show_some (parts, 2));
  g_assert_true (gtk_widget_get_visible (row));
  g_object_unref (panel);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/in-steps/frames", test_frames);
  g_test_add_func ("/in-steps/parts", test_parts);
  return g_test_run ();
}
