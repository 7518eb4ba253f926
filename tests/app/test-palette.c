/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: shows what can be done now, narrows as one types, finds customers and products on a
 * worker, says so where there is nothing, and is gone when something was chosen. */
#include "palette/tva-palette.h"
#include "tv-test-merchant.h"
#include "tva-test-window.h"

typedef struct
{
  TvTestMerchant merchant;
  TvaWindow *window;
  TvaPalette *palette;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tv_test_merchant_init (&fixture->merchant);
  if (data != NULL)
    tv_test_merchant_run (&fixture->merchant, 1);
  fixture->window = tva_test_window_new (fixture->merchant.path);
  fixture->palette = tva_palette_present (fixture->window);
  g_object_add_weak_pointer (G_OBJECT (fixture->palette), (gpointer *) &fixture->palette);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->palette != NULL)
    gtk_window_close (GTK_WINDOW (fixture->palette));
  tva_test_window_close (fixture->window);
  g_assert_null (fixture->palette);
  tv_test_merchant_clear (&fixture->merchant);
}

static GtkWidget *
find_type (gpointer root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
type_words (Fixture *fixture, const char *words)
{
  GtkWidget *search = find_type (fixture->palette, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), words);
  return search;
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->palette == NULL;
}

/* What cannot be done is not shown; what can be is, with the pages. */
static void
test_commands (Fixture *fixture, gconstpointer data)
{
  tva_test_wait_text (fixture->palette, "Data quality");
  tva_test_wait_text (fixture->palette, "New run");
  g_assert_null (tva_test_find_text (fixture->palette, "Export approved"));
  type_words (fixture, "QUAL");
  tva_test_wait_text (fixture->palette, "Quality");
  tva_test_wait_text (fixture->palette, "Data quality");
  g_assert_null (tva_test_find_text (fixture->palette, "New run"));
  tva_test_check_names (fixture->palette);
  type_words (fixture, "nothing is called this");
  tva_test_wait_text (fixture->palette, "No match");
  type_words (fixture, "");
  tva_test_wait_text (fixture->palette, "New run");
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (type_words (fixture, "data q"), "activate");
  tva_test_wait (is_gone, fixture);
  tva_test_wait_text (fixture->window, "Data quality");
}

/* Enter right behind the last letter waits for the answer, and a code that is typed whole comes
 * first. The pane opens, in a narrow window too. */
static void
check_customer (Fixture *fixture, int width)
{
  g_autoptr (GError) error = NULL;
  gint64 id = tv_engine_find_customer (fixture->merchant.engine, "C0007", &error);
  g_autoptr (GPtrArray) rows = tv_engine_get_customers (fixture->merchant.engine, &id, 1, &error);
  const TvCustomerRow *row = rows->pdata[0];

  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  g_signal_emit_by_name (type_words (fixture, "C0007"), "activate");
  tva_test_wait (is_gone, fixture);
  tva_test_wait_text (fixture->window, "Key figures");
  tva_test_wait_text (fixture->window, *row->name != '\0' ? row->name : row->customer_code);
}

typedef struct
{
  gpointer root;
  const char *words;
} Sought;

static gboolean
is_sought (gpointer data)
{
  const Sought *sought = data;
  GtkWidget *search = find_type (sought->root, GTK_TYPE_SEARCH_ENTRY);

  return search != NULL
         && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (search)), sought->words);
}

static void
test_customer (Fixture *fixture, gconstpointer data)
{
  check_customer (fixture, 1200);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  check_customer (fixture, 400);
}

/* Its recommendations are one step away once there is a run. */
static void
test_product (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) products
      = tv_engine_find_products (fixture->merchant.engine, "", 1, &error);
  Sought sought = { fixture->window, ((TvProductMatch *) products->pdata[0])->label };
  GtkWidget *search = type_words (fixture, sought.words);

  g_assert_no_error (error);
  tva_test_wait_text (fixture->palette, sought.words);
  g_signal_emit_by_name (search, "activate");
  tva_test_wait (is_gone, fixture);
  tva_test_wait (is_sought, &sought);
}

/* A search that is under way when the palette goes is dropped. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  type_words (fixture, "C");
  gtk_window_close (GTK_WINDOW (fixture->palette));
  tva_test_wait (is_gone, fixture);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/palette/commands", Fixture, NULL, set_up, test_commands, tear_down);
  g_test_add ("/palette/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/palette/customer", Fixture, NULL, set_up, test_customer, tear_down);
  g_test_add ("/palette/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/palette/product", Fixture, "run", set_up, test_product, tear_down);
  g_test_add ("/palette/close", Fixture, NULL, set_up, test_close, tear_down);
  return g_test_run ();
}
