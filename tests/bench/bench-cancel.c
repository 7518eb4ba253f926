/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints how soon the import assistant is free again after Cancel was pressed while it checks or
 * imports a large file, and that nothing of it is left: bench-cancel FILE.csv. Needs a display. */
#include <glib/gstdio.h>

#include "pages/import/tva-import-assistant.h"
#include "tva-test-window.h"

static const guint delays_ms[] = { 20, 100, 300, 700, 1200 }; /* after the start of the work */

static GtkWindow *
find_assistant (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (TVA_IS_IMPORT_ASSISTANT (l->data))
      return l->data;
  return NULL;
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Presses the button that starts the work, Cancel after a while, and waits for the first again. */
static double
measure (GtkWindow *assistant, const char *start, guint delay_ms)
{
  gint64 begin;

  tva_test_click (assistant, start);
  wait_ms (delay_ms);
  begin = g_get_monotonic_time ();
  tva_test_click (assistant, "Cancel");
  for (;;)
    {
      GtkWidget *button = tva_test_find_text (assistant, start);

      if (button != NULL && gtk_widget_get_mapped (button))
        break;
      g_main_context_iteration (NULL, FALSE);
    }
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static void
print_times (GtkWindow *assistant, const char *start)
{
  g_print ("%s:", start);
  for (guint i = 0; i < G_N_ELEMENTS (delays_ms); i++)
    g_print ("  after %u ms %.1f ms", delays_ms[i], measure (assistant, start, delays_ms[i]));
  g_print ("\n");
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("tastevin-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.tastevin", NULL);
  const char *paths[] = { NULL, NULL };
  TvaWindow *window;
  GtkWindow *assistant;
  GStatBuf status;

  tva_test_init (&argc, &argv);
  if (argc != 2)
    g_error ("bench-cancel FILE.csv");
  paths[0] = argv[1];
  window = tva_test_window_new (path);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  print_times (assistant, "Check now");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_click (assistant, "Continue");
  print_times (assistant, "Import");
  g_print ("batches left: %" G_GINT64_FORMAT "\n", tva_window_get_summary (window)->batch_count);
  tva_test_window_close (window);
  if (g_stat (path, &status) == 0)
    g_print ("size of the workspace: %" G_GINT64_FORMAT " bytes\n", (gint64) status.st_size);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
