/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several tables below each other in one text: where each begins and ends, and which one is read.
 */
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/sniff", test_tables);
  return g_test_run ();
}
