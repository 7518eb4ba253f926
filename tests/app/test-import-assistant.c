/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant in process: the merchant's exports go in as a person would bring them, the
 * check writes nothing, a bad file or one that goes says so, and a closed assistant leaves
 * the workspace as it was. */
#include <glib/gstdio.h>

#include "pages/import/tva-import-assistant.h"
#include "tv-test-archive.h"
#include "tv-test-merchant.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"
#include "widgets/tva-operation-bar.h"

typedef struct
{
  TvTestMerchant merchant; /* whose exports are imported; its own workspace is not used */
  char *path;
  TvaWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tv_test_merchant_init (&fixture->merchant);
  fixture->path = g_build_filename (fixture->merchant.folder, "fresh.tastevin", NULL);
  fixture->window = tva_test_window_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  g_free (fixture->path);
  tv_test_merchant_clear (&fixture->merchant);
}

static GtkWindow *
find_assistant (TvaWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (TVA_IS_IMPORT_ASSISTANT (l->data))
      return l->data;
  return NULL;
}

static GtkWindow *
open_assistant (Fixture *fixture, const char *extra)
{
  g_autoptr (GPtrArray) files = tv_test_merchant_sniff (fixture->merchant.folder);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, ((TvImportFile *) g_ptr_array_index (files, i))->path);
  if (extra != NULL)
    g_ptr_array_add (paths, (gpointer) extra);
  g_ptr_array_add (paths, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                              "win.import-paths",
                              "^as",
                              paths->pdata);
  return find_assistant (fixture->window);
}

static gboolean
is_filled (gpointer data)
{
  return tva_window_get_summary (data)->customer_count > 0;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  GtkWindow *assistant = open_assistant (fixture, NULL);

  tva_test_check_names (assistant);
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Form of the file");
  tva_test_check_names (assistant);
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Which column of the file holds what.");
  tva_test_check_names (assistant);
  tva_test_click (assistant, "Check");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_check_names (assistant);
  g_assert_cmpint (tva_window_get_summary (fixture->window)->batch_count, ==, 0);
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "What would change");
  tva_test_click (assistant, "Back");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Run recommendations now");
  tva_test_click (assistant, "Finish");
  tva_test_wait (is_filled, fixture->window);
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "odd.csv", NULL);
  GtkWindow *assistant;
  GtkWidget *check;

  g_assert_true (g_file_set_contents (path, "foo,bar\n1,2\n", -1, NULL));
  assistant = open_assistant (fixture, path);
  tva_test_wait_text (assistant, "Its header does not tell what it holds: choose a kind.");
  check = tva_test_find_text (assistant, "Continue");
  g_assert_false (gtk_widget_is_sensitive (check));
  tva_test_click (assistant, "Cancel");
  tva_test_settle ();
  g_assert_cmpint (tva_window_get_summary (fixture->window)->batch_count, ==, 0);
}

/* A file that is gone when it is checked is named, with what is safe and what to do. */
static void
test_gone_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "gone.csv", NULL);
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (path, "customer_code,last_name\nC1,Dupont\n", -1, NULL));
  assistant = open_assistant (fixture, path);
  tva_test_wait_text (assistant, "Check now");
  g_assert_cmpint (g_unlink (path), ==, 0);
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant,
                      "Could not read “gone.csv”: No such file or directory. Nothing was imported. "
                      "Check the name and try again.");
}

/* Amounts can come from unit prices; what is not there at all is named, and its file can be left
 * out so that the others go on. What rows would wait for is named too. */
static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *priced = g_build_filename (fixture->merchant.folder, "priced.csv", NULL);
  g_autofree char *bare = g_build_filename (fixture->merchant.folder, "bare.csv", NULL);
  const char *paths[] = { priced, bare, NULL };
  GtkWindow *assistant;

  g_assert_true (
      g_file_set_contents (priced,
                           "customer_code;order_date;doc_ref;product_key;qty;unit_price\n"
                           "C77;2023-01-02;F1;P77;1;10,00\n",
                           -1,
                           NULL));
  g_assert_true (g_file_set_contents (bare,
                                      "customer_code;order_date;doc_ref;product_key;qty\n"
                                      "C1;2023-01-02;F1;P1;1\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_wait_text (
      assistant,
      "No column for “Amount excluding tax” was found: choose the file and match it.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Check");
  tva_test_wait_text (assistant,
                      "“Amount excluding tax” is required: choose the column that holds it.");
  tva_test_click (assistant, "Leave this file out");
  tva_test_click (assistant, "Back");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "Rows that would wait");
  tva_test_wait_text (assistant, "1 unknown customer");
}

/* Each table of one text is a file of its own in the list. */
static void
test_tables_of_one_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "journal.csv", NULL);
  const char *paths[] = { path, NULL };
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (path,
                                      "customer_code;last_name;city\nC1;Dupont;Colmar\n"
                                      "C2;Martin;Lyon\n\nproduct_key;product_label;price\n"
                                      "P1;Riesling;9,60\nP2;Chinon;8,10\n\n"
                                      "customer_code;order_date;doc_ref;product_key;qty;amount_ht\n"
                                      "C1;2023-01-02;F1;P1;1;9,60\nC2;2023-01-03;F2;P2;1;8,10\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_wait_text (assistant, "journal.csv · Customers");
  tva_test_wait_text (assistant, "journal.csv · Products");
  tva_test_wait_text (assistant, "journal.csv · Sales lines");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "All 6 rows can be imported");
}

/* A sheet has neither an encoding nor a separator that could be chosen. */
static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "book.xlsx", NULL);
  const char *paths[] = { path, NULL };
  GtkWindow *assistant;

  tv_test_xlsx_write (path,
                      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer_code</t></is></c>"
                      "<c r=\"B1\" t=\"inlineStr\"><is><t>last_name</t></is></c></row>"
                      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>00123</t></is></c>"
                      "<c r=\"B2\" t=\"inlineStr\"><is><t>Durand</t></is></c></row>",
                      NULL,
                      NULL,
                      "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Form of the file");
  tva_test_wait_text (assistant, "Lines above the table");
  g_assert_null (tva_test_find_text (assistant, "Characters"));
  g_assert_null (tva_test_find_text (assistant, "Between columns"));
  g_assert_null (tva_test_find_text (assistant, "Around texts"));
}

/* Two sheets of customers in the XML of a spreadsheet, of which the first is hidden. */
#define SHEET_ROWS                                                                                 \
  "<table:table-row>"                                                                              \
  "<table:table-cell "                                                                             \
  "office:value-type=\"string\"><text:p>customer_code</text:p></table:table-cell>"                 \
  "<table:table-cell office:value-type=\"string\"><text:p>last_name</text:p></table:table-cell>"   \
  "</table:table-row><table:table-row>"                                                            \
  "<table:table-cell office:value-type=\"string\"><text:p>C1</text:p></table:table-cell>"          \
  "<table:table-cell office:value-type=\"string\"><text:p>Durand</text:p></table:table-cell>"      \
  "</table:table-row>"
#define HIDDEN_TABLES                                                                              \
  "<table:table table:name=\"Old\" table:style-name=\"ta2\">" SHEET_ROWS "</table:table>"          \
  "<table:table table:name=\"Now\">" SHEET_ROWS "</table:table>"

#define LEFT_OUT_TABLES                                                                            \
  "<table:table table:name=\"Now\">" SHEET_ROWS "</table:table>"                                   \
  "<table:table table:name=\"Notes\"><table:table-row>"                                            \
  "<table:table-cell office:value-type=\"string\"><text:p>Thoughts</text:p></table:table-cell>"    \
  "<table:table-cell office:value-type=\"string\"><text:p>Colour</text:p></table:table-cell>"      \
  "</table:table-row><table:table-row>"                                                            \
  "<table:table-cell office:value-type=\"string\"><text:p>What a day</text:p></table:table-cell>"  \
  "<table:table-cell office:value-type=\"string\"><text:p>red</text:p></table:table-cell>"         \
  "</table:table-row></table:table>"

/* A hidden sheet is not taken, and the file says so. Customers alone are nothing to calculate with:
 * the last page asks for sales. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "book.ods", NULL);
  const char *paths[] = { path, NULL };
  GtkWindow *assistant;

  tv_test_ods_write (path, HIDDEN_TABLES);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_wait_text (assistant, "book.ods · Now");
  g_assert_null (tva_test_find_text (assistant, "book.ods · Old"));
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Hidden sheet left out: Old");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "1 row can be imported");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Import more files…");
  g_assert_null (tva_test_find_text (assistant, "Run recommendations now"));
}

static GtkWidget *
find_menu (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Take what was left out") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu (child);
  return found;
}

#define LEFT_OUT "\nLeft out, as nothing was recognised there: Notes"

static gboolean
tells_left_out (gpointer widget)
{
  if (GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_label (widget), LEFT_OUT))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tells_left_out (child))
      return TRUE;
  return FALSE;
}

/* A sheet in which nothing is recognised is left out, which is said, and can be taken after all. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "book.ods", NULL);
  const char *paths[] = { path, NULL };
  GtkWindow *assistant;
  GtkWidget *menu;

  tv_test_ods_write (path, LEFT_OUT_TABLES);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_wait_text (assistant, "book.ods · Now");
  tva_test_wait (tells_left_out, assistant);
  menu = find_menu (GTK_WIDGET (assistant));
  g_assert_nonnull (menu);
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  tva_test_click (menu, "Notes");
  tva_test_wait_text (assistant, "book.ods · Notes");
  tva_test_wait_text (assistant, "Its header does not tell what it holds: choose a kind.");
  g_assert_false (tells_left_out (assistant));
  g_assert_null (find_menu (GTK_WIDGET (assistant)));
}

/* While it works, the one Cancel stands beside the progress. */
static void
test_close_while_checking (Fixture *fixture, gconstpointer data)
{
  GtkWindow *assistant = open_assistant (fixture, NULL);
  GtkWidget *cancel;

  tva_test_click (assistant, "Check now");
  cancel = tva_test_find_text (assistant, "Cancel");
  g_assert_nonnull (cancel);
  g_assert_nonnull (gtk_widget_get_ancestor (cancel, TVA_TYPE_OPERATION_BAR));
  gtk_window_close (assistant);
  tva_test_wait_text (fixture->window, "Draft kept: Import goes on from here");
  tva_test_settle ();
  g_assert_cmpint (tva_window_get_summary (fixture->window)->batch_count, ==, 0);
}

/* A reject is mended where it is shown, tried again, and taken. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "mend.csv", NULL);
  const char *paths[] = { path, NULL };
  GtkWindow *assistant;
  GtkWidget *row;

  g_assert_true (
      g_file_set_contents (path,
                           "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                           "C1;2023-01-02;F1;Red;1;10,00\nC2;2023-99-03;F2;White;1;20\n",
                           -1,
                           NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant (fixture->window);
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "1 row can be imported, 1 cannot");
  row = tva_test_wait_text (assistant, "Not a date of the calendar");
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW)),
      TRUE);
  row = gtk_widget_get_ancestor (tva_test_wait_text (assistant, "Line 3, order_date"),
                                 ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "2023-01-03");
  g_signal_emit_by_name (row, "apply");
  tva_test_click (assistant, "Check again");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
  gtk_window_close (assistant);
  tva_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import", NULL);
  assistant = find_assistant (fixture->window);
  tva_test_wait_text (assistant, "All 2 rows can be imported");
  tva_test_click (assistant, "Start over");
  tva_test_wait_text (assistant, "Choose files…");
}

static void
import_all (Fixture *fixture)
{
  GtkWindow *assistant = open_assistant (fixture, NULL);

  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Run recommendations now");
}

static gboolean
is_empty (gpointer data)
{
  return tva_window_get_summary (data)->customer_count == 0;
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GtkWindow *assistant;

  import_all (fixture);
  assistant = find_assistant (fixture->window);
  tva_test_wait (is_filled, fixture->window);
  tva_test_click (assistant, "Undo this import");
  tva_test_wait_text (assistant, "The import was undone");
  tva_test_wait (is_empty, fixture->window);
  tva_test_click (assistant, "Redo this import");
  tva_test_wait (is_filled, fixture->window);
  tva_test_click (assistant, "Finish");
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  import_all (fixture);
  tva_test_click (find_assistant (fixture->window), "Finish");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-imports", NULL);
  tva_test_wait_text (fixture->window, "Undo");
  tva_test_check_names (fixture->window);
  tva_test_click (fixture->window, "Undo");
  tva_test_wait_text (fixture->window, "undone");
  tva_test_click (fixture->window, "Redo");
  tva_test_wait_text (fixture->window, "Undo");
}

static GtkWindow *
open_sales (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, name, NULL);
  const char *paths[] = { path, NULL };

  g_assert_true (g_file_set_contents (path,
                                      "customer_code,order_date,doc_ref,product_key,qty,amount_ht\n"
                                      "X1,2025-03-04,F1,Y1,1,10.00\nX2,2025-03-14,F2,Y1,2,20.00\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  return find_assistant (fixture->window);
}

/* Sales whose customers are not known are nothing to calculate with: the page says what to bring.
 * The next time, what is chosen already is not offered once more. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  GtkWindow *assistant = open_sales (fixture, "till-2024.csv");
  g_autofree char *other = g_build_filename (fixture->merchant.folder, "till-2025.csv", NULL);

  tva_test_wait_text (assistant, "Sales lines");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Form of the file");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Check");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Import more files…");
  g_assert_null (tva_test_find_text (assistant, "Run recommendations now"));
  tva_test_click (assistant, "Finish");
  tva_test_settle ();

  g_assert_true (
      g_file_set_contents (other, "customer_code,order_date,doc_ref,product_key\n", -1, NULL));
  assistant = open_sales (fixture, "till-2026.csv");
  tva_test_wait_text (assistant, "New where you imported from before");
  g_assert_nonnull (tva_test_find_text (assistant, "till-2025.csv"));
  g_assert_null (tva_test_find_text (assistant, "till-2025.csv and 1 more"));
  tva_test_click (assistant, "Add");
  tva_test_settle ();
  g_assert_null (tva_test_find_text (assistant, "New where you imported from before"));
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/import-assistant/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/import-assistant/bad-file", Fixture, NULL, set_up, test_bad_file, tear_down);
  g_test_add ("/import-assistant/gone-file", Fixture, NULL, set_up, test_gone_file, tear_down);
  g_test_add ("/import-assistant/incomplete", Fixture, NULL, set_up, test_incomplete, tear_down);
  g_test_add ("/import-assistant/tables",
              Fixture,
              NULL,
              set_up,
              test_tables_of_one_text,
              tear_down);
  g_test_add ("/import-assistant/workbook", Fixture, NULL, set_up, test_workbook, tear_down);
  g_test_add ("/import-assistant/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/import-assistant/left-out", Fixture, NULL, set_up, test_left_out, tear_down);
  g_test_add ("/import-assistant/repair", Fixture, NULL, set_up, test_repair, tear_down);
  g_test_add ("/import-assistant/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/import-assistant/sources", Fixture, NULL, set_up, test_sources, tear_down);
  g_test_add ("/import-assistant/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/import-assistant/close",
              Fixture,
              NULL,
              set_up,
              test_close_while_checking,
              tear_down);
  return g_test_run ();
}
