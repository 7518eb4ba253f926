/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that a program wrote as decimal numbers lose the ending where all of a column have it,
 * which is said, kept with the mapping, and taken back by a person. */
#include "rows/tv-import-columns.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-import-notes.h"
#include "tv-test-import.h"

#define HEADER "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID\n"

static const char written[] = HEADER "489434.0,85048,Bag,12,2009-12-01,6.95,13085.0\n"
                                     "489435.0,79323P,Mug,2,2009-12-02,6.75,\n"
                                     "489436.0,22041,Cup,1,2009-12-03,2.10,13078.0\n";

static void
test_told (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_auto (GStrv) notes = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, written);
  notes = tv_import_file_list_notes (file);
  g_assert_true (
      g_strv_contains ((const char *const *) notes,
                       "“Invoice” is written as decimal numbers: “.0” at the end is taken off."));
  g_assert_true (g_strv_contains (
      (const char *const *) notes,
      "“Customer ID” is written as decimal numbers: “.0” at the end is taken off."));
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code || ' ' || doc_ref || ' ' || "
                         "amount_ht_cents, ', ') FROM sales_line JOIN customer_ref AS c ON c.id = "
                         "customer_ref_id",
                         "13085 489434 8340, 13078 489436 210");
}

/* What the mapping says is what counts: written and read again it is the same, and it can say that
 * codes stay as they are. */
static void
test_taken_back (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mapping = NULL, *taken_back = NULL;
  const TvColumnTransform *transform;
  guint customer;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, written);
  mapping = tv_import_mapping_write (file);
  customer = (guint) tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);
  tv_import_file_set_transform (file, customer, NULL);
  taken_back = tv_import_mapping_write (file);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (DISTINCT customer_code) FROM customer_ref",
                         "13085.0,13078.0");
  g_assert_true (tv_import_mapping_apply ("mapping", mapping, file, &error));
  g_assert_no_error (error);
  transform = g_ptr_array_index (file->transforms, customer);
  g_assert_cmpstr (transform->suffix, ==, ".0");
  g_assert_true (tv_import_mapping_apply ("mapping", taken_back, file, &error));
  g_assert_true (file->transforms->len <= customer
                 || g_ptr_array_index (file->transforms, customer) == NULL);
}

/* One code that is no whole number says that they are texts. */
static void
test_texts (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import,
                               HEADER "A1,1.0,Bag,12,2009-12-01,6.95,13085.0\n"
                                      "A2,1.1,Mug,2,2009-12-02,6.75,13085.1\n"
                                      "A3,2.0,Cup,1,2009-12-03,2.10,13078.0\n");
  g_assert_null (file->transforms);
}

/* Texts of a sheet are no other. */
static void
test_sheet (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  tv_test_import_init (&import);
  path = tv_test_import_write (
      &import,
      "lines.xls",
      "<html><table><tr><td>Customer ID</td><td>Date</td><td>Invoice</td><td>Article</td>"
      "<td>Qty</td><td>Amount</td></tr><tr><td>13085.0</td><td>2009-12-01</td><td>A7</td>"
      "<td>Bag</td><td>2</td><td>12.50</td></tr><tr><td>13078.0</td><td>2009-12-02</td>"
      "<td>A8</td><td>Mug</td><td>1</td><td>6.00</td></tr></table></html>",
      -1);
  file = tv_ingest_sniff_book (path, NULL, NULL, &error);
  g_assert_no_error (error);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code) FROM customer_ref",
                         "13085,13078");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/float-codes/told", test_told);
  g_test_add_func ("/float-codes/taken-back", test_taken_back);
  g_test_add_func ("/float-codes/texts", test_texts);
  g_test_add_func ("/float-codes/sheet", test_sheet);
  return g_test_run ();
}
