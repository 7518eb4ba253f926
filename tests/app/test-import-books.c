/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel files in the import assistant, as a till writes them: which sheets are taken, that
 * codes keep their zeros and days are days, and what is said of a file with a password. */
#include "pages/import/tva-import-assistant.h"
#include "tv-test-workspace.h"
#include "tv-test-xls.h"
#include "tva-test-window.h"

#define FILEPASS 0x2f
#define XF 0xe0
#define NUMBER 0x203
#define LABEL 0x204

typedef struct
{
  char *folder;
  char *book;
  TvaWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = tv_test_folder_new ();
  fixture->book = g_build_filename (fixture->folder, "caisse.xls", NULL);
  path = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
  fixture->window = tva_test_window_new (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_folder_free (fixture->folder);
  g_free (fixture->book);
}

static GtkWindow *
open_book (Fixture *fixture)
{
  const char *paths[] = { fixture->book, NULL };
  g_autoptr (GList) all = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  all = gtk_window_list_toplevels ();
  for (GList *l = all; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), "Import files") == 0)
      return l->data;
  g_assert_not_reached ();
}

static void
add_texts (GByteArray *cells, guint row, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    tv_test_biff_add (cells, LABEL, "hhht", row, i, 0, texts[i]);
}

/* A sheet of totals, one that is hidden, and two tables. */
static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  static const char *const header[] = { "customer_code", "last_name", NULL };
  static const char *const customer[] = { "00123", "Désiré", NULL };
  static const char *const sales_header[]
      = { "customer_code", "order_date", "doc_ref", "product_label", "qty", "amount_ht", NULL };
  static const char *const sale[] = { "00123", NULL };
  g_autoptr (GByteArray) globals = g_byte_array_new ();
  g_autoptr (GByteArray) totals = g_byte_array_new ();
  g_autoptr (GByteArray) customers = g_byte_array_new ();
  g_autoptr (GByteArray) sales = g_byte_array_new ();
  const TvTestXlsSheet sheets[] = { { "Totaux", 0, 0, totals },
                                    { "Anciens", 1, 0, customers },
                                    { "Clients", 0, 0, customers },
                                    { "Ventes", 0, 0, sales } };
  GtkWindow *assistant;

  tv_test_biff_add (globals, XF, "hhhwwww", 0, 0, 1, 0, 0, 0, 0);
  tv_test_biff_add (globals, XF, "hhhwwww", 0, 14, 1, 0, 0, 0, 0);
  tv_test_biff_add (totals, LABEL, "hhht", 0, 0, 0, "Total");
  tv_test_biff_add (totals, NUMBER, "hhhd", 0, 1, 0, 12.5);
  add_texts (customers, 0, header);
  add_texts (customers, 1, customer);
  add_texts (sales, 0, sales_header);
  add_texts (sales, 1, sale);
  tv_test_biff_add (sales, NUMBER, "hhhd", 1, 1, 1, 45352.0);
  tv_test_biff_add (sales, LABEL, "hhht", 1, 2, 0, "T1");
  tv_test_biff_add (sales, LABEL, "hhht", 1, 3, 0, "Crème");
  tv_test_biff_add (sales, NUMBER, "hhhd", 1, 4, 0, 1.0);
  tv_test_biff_add (sales, NUMBER, "hhhd", 1, 5, 0, 12.5);
  tv_test_xls_write (fixture->book, globals, sheets, G_N_ELEMENTS (sheets), 0);
  assistant = open_book (fixture);
  tva_test_wait_text (assistant, "caisse.xls · Clients");
  tva_test_wait_text (assistant, "caisse.xls · Ventes");
  g_assert_null (tva_test_find_text (assistant, "caisse.xls · Anciens"));
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (
      assistant,
      "Hidden sheet left out: Anciens\nLeft out, as nothing was recognised there: Totaux");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) globals = g_byte_array_new ();
  const TvTestXlsSheet sheet = { "Ventes", 0, 0, NULL };

  tv_test_biff_add (globals, FILEPASS, "hhh", 0, 0x4711, 0x4711);
  tv_test_xls_write (fixture->book, globals, &sheet, 1, 0);
  tva_test_wait_text (
      open_book (fixture),
      "Could not read “caisse.xls”: it is protected by a password; save it without one.");
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/import-books/sheets", Fixture, NULL, set_up, test_sheets, tear_down);
  g_test_add ("/import-books/password", Fixture, NULL, set_up, test_password, tear_down);
  return g_test_run ();
}
