/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several tables below each other in one text: where each begins and ends, and which one is read.
 */
#include "ingest/tv-sniffer.h"
#include "tv-test-import.h"

static TvImportFile *
sniff_with (TvTestImport *import, const char *text, const TvImportHints *hints)
{
  g_autofree char *path = tv_test_import_write (import, "hinted.csv", text, -1);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_ingest_sniff (path, NULL, hints, &error);

  g_assert_no_error (error);
  return file;
}

static void
expect_tables (TvTestImport *import, const char *text, TvImportKind kind, const char *expected)
{
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  hints.kind = kind;
  file = sniff_with (import, text, &hints);
  for (guint i = 0; file->tables != NULL && i < file->tables->len; i++)
    {
      const TvSniffTable *table = &g_array_index (file->tables, TvSniffTable, i);

      g_string_append_printf (told,
                              "%s %d-%d, ",
                              tv_import_kind_get_code (table->kind),
                              (int) table->first_line,
                              (int) table->last_line);
    }
  g_string_append_printf (told,
                          "%s from %u, %u rows",
                          tv_import_kind_get_code (file->kind),
                          file->dialect->preamble_rows,
                          file->preview->len);
  g_assert_cmpstr (told->str, ==, expected);
}

/* Of tables below each other the first is read, or the first of the kind that is asked for. */
static void
test_tables (void)
{
  static const char two[] = "Clients\nCode client;Nom;Email\nC1;Dupont;a@b.fr\n\nC2;Martin;m@b.fr\n"
                            "\nProduits\nRéf;Désignation;Famille;Prix;Millésime;Marque;Stock\n"
                            "P1;Chablis;Blanc;12,50;2020;Dom;3\nP2;Morgon;Rouge;9,50;2021;Dom;4\n"
                            "P3;Brouilly;Rouge;9,00;2021;Dom;4\n";
  static const char padded[] = "Code client;Nom;Email;;\nC1;Dupont;a@b.fr;;\n;;;;\n"
                               "Réf;Désignation;Famille;Prix;Stock\nP1;Chablis;Blanc;12,50;3\n";
  static const char unknown[] = "Code client;Nom;Email\nC1;Dupont;a@b.fr\n\nMagasin;Directeur\n"
                                "Lyon;Durand\nParis;Petit\n";
  static const char whole[] = "Code client;Nom;Email\nC1;Dupont;a@b.fr\n\nnote;of one\n"
                              "C2;Martin;m@b.fr\n\nCode client;Nom;Email\nC3;Petit;p@b.fr\n\n\n"
                              "C4;Durand;d@b.fr\n";
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_tables (&import,
                 two,
                 TV_KIND_UNKNOWN,
                 "CUSTOMERS 2-5, PRODUCTS 8-0, CUSTOMERS from 1, 2 rows");
  expect_tables (&import,
                 two,
                 TV_KIND_PRODUCTS,
                 "CUSTOMERS 2-5, PRODUCTS 8-0, PRODUCTS from 7, 3 rows");
  expect_tables (&import,
                 padded,
                 TV_KIND_UNKNOWN,
                 "CUSTOMERS 1-2, PRODUCTS 4-0, CUSTOMERS from 0, 1 rows");
  expect_tables (&import,
                 unknown,
                 TV_KIND_UNKNOWN,
                 "CUSTOMERS 1-2, UNKNOWN 4-0, CUSTOMERS from 0, 1 rows");
  expect_tables (&import, whole, TV_KIND_UNKNOWN, "CUSTOMERS from 0, 6 rows");
}

/* Each table may have a delimiter of its own, and the first one counts though another is wider. */
static void
test_delimiters (void)
{
  static const char mixed[]
      = "Code client;Nom;Email\nC1;Dupont;a@b.fr\nC2;Martin;m@b.fr\n\nProduits\n"
        "product_key,product_label,family,price,stock\nP1,\"Pin, noir\",Rouge,12.50,3\n"
        "P2,Morgon,Rouge,9.50,4\nP3,Brouilly,Rouge,9.00,4\nP4,Fleurie,Rouge,9.00,4\n"
        "\nCode client|Date d'envoi|Canal|Statut\nC1|2024-01-02|SMS|SENT\n";
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) products = NULL;
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autofree char *path = NULL;
  g_autoptr (TvSniff) sniff = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  expect_tables (&import,
                 mixed,
                 TV_KIND_UNKNOWN,
                 "CUSTOMERS 1-3, PRODUCTS 6-10, CONTACTS 12-0, CUSTOMERS from 0, 2 rows");
  expect_tables (&import,
                 mixed,
                 TV_KIND_CONTACTS,
                 "CUSTOMERS 1-3, PRODUCTS 6-10, CONTACTS 12-0, CONTACTS from 11, 1 rows");
  path = tv_test_import_write (&import, "hinted.csv", mixed, -1);
  sniff = tv_sniff_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sniff->dialect->delimiter, ==, ";");
  g_assert_cmpuint (sniff->dialect->preamble_rows, ==, 0);
  g_assert_cmpuint (sniff->columns->len, ==, 3);
  g_assert_cmpuint (sniff->rows->len, ==, 2);
  hints.kind = TV_KIND_PRODUCTS;
  products = sniff_with (&import, mixed, &hints);
  g_assert_cmpstr (products->dialect->delimiter, ==, ",");
  result = tv_test_import_take_file (&import, products);
  g_assert_cmpint (result->accepted_count, ==, 4);
  g_assert_cmpint (result->rejected_count, ==, 0);
  g_assert_cmpint (result->next_table_line, ==, 0);
}

/* A table that begins beyond what a look takes in ends the one that is read, and is found where its
 * kind is asked for. */
static void
test_far (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) customers = NULL, products = NULL;
  g_autoptr (TvImportResult) result = NULL, taken = NULL;
  g_autoptr (GString) text = g_string_new ("Code client;Nom;Email\n");
  TvImportHints hints = TV_IMPORT_HINTS_INIT;

  tv_test_import_init (&import);
  for (guint i = 1; i <= 60000; i++)
    g_string_append_printf (text,
                            "C%u;Dupont%s;c%u@example.org\n%s",
                            i,
                            i % 7 == 0 ? " Ville" : "",
                            i,
                            i == 30000 ? "\n" : "");
  g_string_append (
      text,
      ";;\nProduits;;\nproduct_key,product_label,family\nP1,Chablis,Blanc\nP2,Morgon,Rouge\n");
  customers = sniff_with (&import, text->str, NULL);
  g_assert_null (customers->tables);
  result = tv_test_import_take_file (&import, customers);
  g_assert_cmpint (result->accepted_count, ==, 60000);
  g_assert_cmpint (result->rejected_count, ==, 0);
  g_assert_cmpint (result->next_table_line, ==, 60005);
  g_assert_cmpint (result->next_table_kind, ==, TV_KIND_PRODUCTS);
  hints.kind = TV_KIND_PRODUCTS;
  products = sniff_with (&import, text->str, &hints);
  g_assert_cmpint (products->kind, ==, TV_KIND_PRODUCTS);
  g_assert_cmpuint (products->tables->len, ==, 2);
  taken = tv_test_import_take_file (&import, products);
  g_assert_cmpint (taken->accepted_count, ==, 2);
  g_assert_cmpint (taken->next_table_line, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/sniff", test_tables);
  g_test_add_func ("/tables/delimiters", test_delimiters);
  g_test_add_func ("/tables/far", test_far);
  return g_test_run ();
}
