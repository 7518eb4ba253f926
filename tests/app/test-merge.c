/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers beside each other: what is chosen by default, what a click changes, what goes with a
 * customer who is left out, and what the preview says. */
#include "pages/data/tva-merge-grid.h"

static TvCustomerSide *
make_side (gint64 id, const char *code, const char *email, const char *phone, gint64 line_count)
{
  TvCustomerSide *side = g_new0 (TvCustomerSide, 1);

  side->id = id;
  side->customer_code = g_strdup (code);
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    side->values[i] = g_strdup (i == TV_CUSTOMER_LAST_NAME ? "Dupont"
                                : i == TV_CUSTOMER_EMAIL   ? email
                                : i == TV_CUSTOMER_PHONE   ? phone
                                                           : "");
  side->linked_codes = g_new0 (char *, 1);
  side->line_count = line_count;
  side->spent_cents = line_count * 1000;
  side->last_order_day = TV_DAY_NONE;
  return side;
}

static GPtrArray *
make_sides (void)
{
  GPtrArray *sides = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_customer_side_free);

  g_ptr_array_add (sides, make_side (1, "A", "a@x.org", "", 1));
  g_ptr_array_add (sides, make_side (2, "B", "b@x.org", "", 5));
  g_ptr_array_add (sides, make_side (3, "C", "", "+33612345670", 2));
  return sides;
}

/* The n-th check button with that text. */
static GtkWidget *
find_check (GtkWidget *widget, const char *label, guint *n)
{
  if (GTK_IS_CHECK_BUTTON (widget)
      && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0
      && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child, label, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_check (GtkWidget *grid, const char *label, guint n, gboolean is_active)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (grid, label, &n)), is_active);
}

static void
test_choice (void)
{
  g_autoptr (GPtrArray) sides = make_sides ();
  GtkWidget *grid = g_object_ref_sink (tva_merge_grid_new (sides, "EUR"));
  TvCustomerLink link;
  g_autofree char *preview = NULL;
  guint n = 0;

  tva_merge_grid_get_choice (TVA_MERGE_GRID (grid), &link);
  g_assert_cmpint (link.customer_count, ==, 3);
  g_assert_cmpint (link.customers[0], ==, 2); /* most sales lines */
  g_assert_cmpint (link.choices[TV_CUSTOMER_EMAIL], ==, 2);
  g_assert_cmpint (link.choices[TV_CUSTOMER_PHONE], ==, 3);
  g_assert_cmpint (link.choices[TV_CUSTOMER_CITY], ==, 0);
  /* Nothing to choose where all say the same, or one alone knows. */
  g_assert_null (find_check (grid, "Dupont", &n));
  g_assert_null (find_check (grid, "+33612345670", &n));

  set_check (grid, "a@x.org", 0, TRUE);
  set_check (grid, "A", 1, TRUE); /* the code that stays; the first one is who takes part */
  tva_merge_grid_get_choice (TVA_MERGE_GRID (grid), &link);
  g_assert_cmpint (link.customers[0], ==, 1);
  g_assert_cmpint (link.choices[TV_CUSTOMER_EMAIL], ==, 1);
  preview = tva_merge_grid_dup_preview (TVA_MERGE_GRID (grid));
  g_assert_true (g_str_has_prefix (preview, "A stays, with 8 sales lines worth €80.00.\n"));
  g_assert_nonnull (strstr (preview, "From B move: sales lines 5, contacts 0."));
  g_object_unref (grid);
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* Words stay whole in a small window, those of titles with two customers as well; an address may
 * break. */
static void
test_words (void)
{
  g_autoptr (GPtrArray) sides = make_sides ();
  GtkWidget *grid = g_object_ref_sink (tva_merge_grid_new (sides, NULL));
  guint n = 0;
  GtkWidget *check = find_check (grid, "a@x.org", &n);
  GtkWidget *label = gtk_widget_get_last_child (check);

  g_assert_cmpint (gtk_label_get_width_chars (GTK_LABEL (label)), ==, 7);
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (label)));
  g_assert_cmpint (gtk_label_get_wrap_mode (GTK_LABEL (label)), ==, PANGO_WRAP_WORD_CHAR);
  label = find_label (grid, "≠ E-mail");
  g_assert_cmpint (gtk_label_get_wrap_mode (GTK_LABEL (label)), ==, PANGO_WRAP_WORD);
  g_object_unref (grid);
}

/* Whoever is left out takes code and values along. */
static void
test_left_out (void)
{
  g_autoptr (GPtrArray) sides = make_sides ();
  GtkWidget *grid = g_object_ref_sink (tva_merge_grid_new (sides, "EUR"));
  TvCustomerLink link;

  set_check (grid, "B", 0, FALSE);
  tva_merge_grid_get_choice (TVA_MERGE_GRID (grid), &link);
  g_assert_cmpint (link.customer_count, ==, 2);
  g_assert_cmpint (link.customers[0], ==, 1);
  g_assert_cmpint (link.choices[TV_CUSTOMER_EMAIL], ==, 1);
  set_check (grid, "C", 0, FALSE);
  tva_merge_grid_get_choice (TVA_MERGE_GRID (grid), &link);
  g_assert_cmpint (link.customer_count, ==, 1);
  g_assert_cmpint (link.choices[TV_CUSTOMER_PHONE], ==, 0);
  /* One has to stay. */
  set_check (grid, "A", 0, FALSE);
  tva_merge_grid_get_choice (TVA_MERGE_GRID (grid), &link);
  g_assert_cmpint (link.customer_count, ==, 1);
  g_object_unref (grid);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/merge/choice", test_choice);
  g_test_add_func ("/merge/words", test_words);
  g_test_add_func ("/merge/left-out", test_left_out);
  return g_test_run ();
}
