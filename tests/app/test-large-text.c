/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of one and three quarters of the usual size, as the desktop's setting for large text and a
 * bit more: every page and dialog still fits into a window as narrow as a telephone's, and no word
 * is cut where a line ends. What is too wide or cut is named. "fr" as an argument looks at French,
 * whose words are longer. Titles of cards are never cut. */
#include <locale.h>

#include <glib/gi18n.h>

#include "tv-test-merchant.h"
#include "tva-pages.h"
#include "tva-test-window.h"

#define PERCENT 175
#define NARROW 400 /* pixels */
#define HIGH 780

/* What a page says once it has loaded. */
static const struct
{
  const char *page;
  const char *text;
} signs[] = {
  { "today", "Last run" },          { "imports", "Import files" },
  { "customers", "All segments" },  { "data", "What to do first" },
  { "runs", "What if?" },           { "review", "What the score is made of" },
  { "quality", "Coverage of all" },
};

typedef struct
{
  TvTestMerchant merchant;
  TvaWindow *window;
  char *font;
  int dpi;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_get (settings, "gtk-font-name", &fixture->font, "gtk-xft-dpi", &fixture->dpi, NULL);
  g_object_set (settings,
                "gtk-font-name",
                "Cantarell 11",
                "gtk-xft-dpi",
                PERCENT * 96 * 1024 / 100,
                NULL);
  tv_test_merchant_init (&fixture->merchant);
  tv_test_merchant_run (&fixture->merchant, 1);
  tv_test_merchant_run (&fixture->merchant, 1);
  fixture->window = tva_test_window_new (fixture->merchant.path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_merchant_clear (&fixture->merchant);
  g_object_set (gtk_settings_get_default (),
                "gtk-font-name",
                fixture->font,
                "gtk-xft-dpi",
                fixture->dpi,
                NULL);
  g_free (fixture->font);
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The innermost widgets that ask for too much, with what they say. */
static gboolean
name_wide (GtkWidget *widget, const char *where)
{
  gboolean is_named = FALSE;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget)
      || get_minimum (widget) <= NARROW - 36)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    is_named |= name_wide (child, where);
  if (!is_named)
    {
      g_autoptr (GString) chain = g_string_new (NULL);

      for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
        g_string_append_printf (chain, " in %s", G_OBJECT_TYPE_NAME (w));
      g_test_message ("%s: %d pixels “%s”%s",
                      where,
                      get_minimum (widget),
                      GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
                      chain->str);
    }
  return TRUE;
}

static gboolean
is_letter (PangoLayout *layout, int index)
{
  return g_unichar_isalpha (g_utf8_get_char (pango_layout_get_text (layout) + index));
}

/* Whether a word of letters goes on in the next line. Names of files and codes have to be cut. */
static gboolean
is_cut (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  int count;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &count);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      int start = pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, i));
      glong offset = g_utf8_pointer_to_offset (text, text + start);

      if (start > 0 && !attributes[offset].is_line_break && is_letter (layout, start)
          && is_letter (layout, (int) (g_utf8_prev_char (text + start) - text)))
        return TRUE;
    }
  return FALSE;
}

/* What stands above something else has room for a second line. */
static gboolean
is_cut_title (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading")
         && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static void
check_words (GtkWidget *widget, const char *where)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_cut_title (widget))
    g_test_fail_printf ("%s cuts the title “%s”", where, gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_LABEL (widget) && is_cut (gtk_label_get_layout (GTK_LABEL (widget))))
    g_test_fail_printf ("%s cuts a word of “%s” in %d pixels of a %s",
                        where,
                        gtk_label_get_text (GTK_LABEL (widget)),
                        gtk_widget_get_width (widget),
                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_words (child, where);
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= MAX (NARROW, get_minimum (window));
}

static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) > NARROW + 100;
}

/* Between two looks the window is wide, so that what a test waits for is in sight. */
static void
check_narrow (gpointer window, const char *where)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, NARROW, HIGH);
  tva_test_wait (is_narrow, window);
  tva_test_settle ();
  check_words (window, where);
  gtk_window_set_default_size (window, MAX (width, NARROW + 101), height);
  tva_test_wait (is_wide, window);
}

static void
check_width (gpointer window, const char *where)
{
  int minimum = get_minimum (window);

  if (minimum > NARROW)
    name_wide (window, where);
  if (minimum > NARROW)
    g_test_fail_printf ("%s wants %d pixels", where, minimum);
  check_narrow (window, where);
}

static GtkWidget *
find_search (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (root) && gtk_widget_get_mapped (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

/* Beside a customer the cards of the page are narrow in a wide window, too. */
static void
open_customer (Fixture *fixture)
{
  g_signal_emit_by_name (find_search (GTK_WIDGET (fixture->window)), "activate");
  tva_test_wait_text (fixture->window, _ ("Key figures"));
  tva_test_settle ();
  check_words (GTK_WIDGET (fixture->window), "customer");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      tva_window_go (fixture->window, signs[i].page, NULL);
      tva_test_wait_text (fixture->window, _ (signs[i].text));
      tva_test_settle ();
      check_width (fixture->window, signs[i].page);
      if (g_str_equal (signs[i].page, "customers"))
        open_customer (fixture);
    }
  tva_window_go (fixture->window, "runs", NULL);
  tva_test_click (fixture->window, _ ("Backtest…"));
  tva_test_wait_text (fixture->window, _ ("No backtest yet"));
  check_width (fixture->window, "no backtest");
  tva_test_click (fixture->window, _ ("New backtest"));
  tva_test_wait_text (fixture->window, _ ("How sure this is"));
  tva_test_settle ();
  check_width (fixture->window, "backtest");
}

static gpointer
find_dialog (TvaWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (l->data != window && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window)
        && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
}

static void
check_dialog (Fixture *fixture, const char *where)
{
  gpointer dialog;

  tva_test_wait (has_dialog, fixture->window);
  tva_test_settle ();
  dialog = find_dialog (fixture->window);
  check_width (dialog, where);
  gtk_window_close (GTK_WINDOW (dialog));
  tva_test_settle ();
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.new-run", "win.export", "win.palette" };

  tva_window_go (fixture->window, "runs", NULL);
  tva_test_wait_text (fixture->window, _ ("What if?"));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), actions[i], NULL);
      check_dialog (fixture, actions[i]);
    }
  tva_test_click (fixture->window, _ ("Compare…"));
  check_dialog (fixture, "compare");
}

/* Every step of the assistant; a workbook's row also has the button for its other sheets. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  static const char *const steps[]
      = { "Files", "Form of the file", "Columns", "What would change" };
  g_autofree char *folder = g_path_get_dirname (fixture->merchant.path);
  g_autofree char *path
      = g_build_filename (folder, "people of last year as the till had them.csv", NULL);
  g_autofree char *other = g_build_filename (folder, "products of last year.csv", NULL);
  const char *paths[] = { path, other, NULL };
  gpointer assistant;

  g_assert_true (g_file_set_contents (
      path,
      "customer_code;last_name;first_name;email;the city where the customer lives now\n"
      "X1;Dupont;Léa;x1@example.org;Colmar\n",
      -1,
      NULL));
  g_assert_true (
      g_file_set_contents (other, "product_key;product_label;price\nP1;Red;5\n", -1, NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  tva_test_wait (has_dialog, fixture->window);
  assistant = find_dialog (fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      tva_test_wait_text (assistant, _ (steps[i]));
      tva_test_settle ();
      check_width (assistant, steps[i]);
      if (i == 2)
        {
          tva_test_click (assistant, _ ("Check"));
          tva_test_wait_text (assistant, _ ("Nothing was written yet."));
          check_width (assistant, "Check");
        }
      if (i + 1 < G_N_ELEMENTS (steps))
        tva_test_click (assistant, _ ("Continue"));
    }
  tva_test_click (assistant, _ ("Import"));
  tva_test_wait_text (assistant, _ ("Finish"));
  check_width (assistant, "Done");
  tva_test_click (assistant, _ ("Finish"));
}

/* After GTK has chosen the plain locale for tests. */
static void
speak (const char *language)
{
  const char *folder = g_getenv ("TASTEVIN_LOCALE_DIR");

  g_setenv ("LANGUAGE", language, TRUE);
  g_assert_nonnull (setlocale (LC_MESSAGES, "C.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (_ ("Continue"), ==, "Continuer");
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
  if (argc > 1)
    speak (argv[1]);
  g_test_add ("/large-text/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/large-text/dialogs", Fixture, NULL, set_up, test_dialogs, tear_down);
  g_test_add ("/large-text/import", Fixture, NULL, set_up, test_import, tear_down);
  return g_test_run ();
}
