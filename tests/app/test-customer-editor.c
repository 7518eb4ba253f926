/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing about a customer in the window: what cannot be used is said below each field that it is
 * about, the first one has the focus again, and Enter saves. And the Customers page where nothing
 * matches: the way out of it is to be seen. */
#include "pages/customers/tva-customer-editor.h"

#include "tv-test-merchant.h"
#include "tva-test-window.h"

#define CODE "C0001"
#define EMAIL "“marie@” is no e-mail address."
#define PHONE "“12” is no phone number."

typedef struct
{
  TvTestMerchant merchant;
  TvaWindow *window;
  TvaCustomerEditor *editor;
  TvEngine *engine; /* of the window */
  gint64 customer_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tv_test_merchant_init (&fixture->merchant);
  fixture->window = tva_test_window_new (fixture->merchant.path);
  fixture->engine = tva_window_get_engine (fixture->window);
  fixture->customer_id = tv_engine_find_customer (fixture->engine, CODE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->editor != NULL)
    gtk_window_close (GTK_WINDOW (fixture->editor));
  tva_test_window_close (fixture->window);
  g_assert_null (fixture->editor);
  tv_test_merchant_clear (&fixture->merchant);
}

static GtkWidget *
find_entry (gpointer root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);
  return found;
}

static gboolean
has_focus (gpointer entry)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (entry));

  return focus != NULL && gtk_widget_is_ancestor (focus, entry);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->editor == NULL;
}

static void
open_editor (Fixture *fixture)
{
  fixture->editor
      = tva_customer_editor_show (fixture->window, fixture->engine, fixture->customer_id);
  g_object_add_weak_pointer (G_OBJECT (fixture->editor), (gpointer *) &fixture->editor);
  tva_test_wait (has_focus, find_entry (fixture->editor, "Last name"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *email, *phone;

  open_editor (fixture);
  email = find_entry (fixture->editor, "E-mail");
  phone = find_entry (fixture->editor, "Phone");
  gtk_editable_set_text (GTK_EDITABLE (email), "marie@");
  gtk_editable_set_text (GTK_EDITABLE (phone), "12");
  g_signal_emit_by_name (email, "entry-activated");
  tva_test_wait_text (fixture->editor, EMAIL);
  g_assert_nonnull (tva_test_find_text (fixture->editor, PHONE));
  g_assert_true (has_focus (email));
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (email), NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (email)), ==, 6);

  /* What is wrong with a value is said until another one is written. */
  gtk_editable_set_text (GTK_EDITABLE (email), "marie@new.example");
  tva_test_settle ();
  g_assert_null (tva_test_find_text (fixture->editor, EMAIL));
  g_assert_nonnull (tva_test_find_text (fixture->editor, PHONE));
  tva_test_click (fixture->editor, "_Save");
  tva_test_wait (has_focus, phone);
  g_assert_nonnull (tva_test_find_text (fixture->editor, PHONE));
  gtk_editable_set_text (GTK_EDITABLE (phone), "");
  g_signal_emit_by_name (phone, "entry-activated");
  tva_test_wait (is_closed, fixture);
  tva_test_wait_text (fixture->window, "Customer changed");
}

/* Whom an undo of an import took away meanwhile: the whole sentence stands there, and what was
 * written can still be copied. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *sentence = CODE " is no customer any more.";
  g_autoptr (TvUndoReport) report = NULL;
  GtkWidget *city;

  open_editor (fixture);
  city = find_entry (fixture->editor, "City");
  gtk_editable_set_text (GTK_EDITABLE (city), "Metz");
  gtk_widget_grab_focus (city);
  report = tv_engine_undo_batch (fixture->engine, 1, NULL, &error);
  g_assert_no_error (error);
  g_signal_emit_by_name (city, "entry-activated");
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (tva_test_wait_text (fixture->editor, sentence))));
  g_assert_true (has_focus (city));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (city)), ==, "Metz");
}

static GtkWidget *
find_search (gpointer root)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (root) && gtk_widget_get_mapped (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

/* With the overview above it and the pane beside it, where the cards stand below each other. */
static void
test_nothing_matches (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;
  graphene_rect_t bounds;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 760);
  tva_window_go (fixture->window, "customers", "customer:" CODE);
  tva_test_wait_text (fixture->window, "Edit…");
  tva_test_wait_text (fixture->window, "Recency and frequency");
  gtk_editable_set_text (GTK_EDITABLE (find_search (fixture->window)), "nobody is called this");
  button = tva_test_wait_text (fixture->window, "Clear filters");
  tva_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (button, GTK_WIDGET (fixture->window), &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height,
                     <,
                     gtk_widget_get_height (GTK_WIDGET (fixture->window)));
  tva_test_click (fixture->window, "Clear filters");
  tva_test_wait_text (fixture->window, CODE);
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/customer-editor/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("refused", test_refused);
  ADD ("gone", test_gone);
  ADD ("nothing-matches", test_nothing_matches);
  return g_test_run ();
}
