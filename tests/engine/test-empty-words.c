/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells that say NULL, N/A or a dash: which of them are empty by the column that they stand in, and
 * how a person says otherwise. */
#include <string.h>

#include "base/tv-empty-word.h"
#include "rows/tv-empty-rule.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-import-notes.h"
#include "tv-test-import.h"

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    TvEmptyWord word;
  } cells[] = {
    { "NULL", TV_EMPTY_WORD_SURE },       { "null", TV_EMPTY_WORD_SURE },
    { " Null ", TV_EMPTY_WORD_SURE },     { "(null)", TV_EMPTY_WORD_SURE },
    { "\\N", TV_EMPTY_WORD_SURE },        { "N/A", TV_EMPTY_WORD_SURE },
    { "#N/A", TV_EMPTY_WORD_SURE },       { "-", TV_EMPTY_WORD_SURE },
    { "—", TV_EMPTY_WORD_SURE },          { "-.-", TV_EMPTY_WORD_SURE },
    { " -- ", TV_EMPTY_WORD_SURE },       { ".", TV_EMPTY_WORD_NONE },
    { "None", TV_EMPTY_WORD_DOUBTFUL },   { "NA", TV_EMPTY_WORD_DOUBTFUL },
    { "nan", TV_EMPTY_WORD_DOUBTFUL },    { "", TV_EMPTY_WORD_NONE },
    { "   ", TV_EMPTY_WORD_NONE },        { "Nullarbor", TV_EMPTY_WORD_NONE },
    { "-5", TV_EMPTY_WORD_NONE },         { "0", TV_EMPTY_WORD_NONE },
    { "Nantes", TV_EMPTY_WORD_NONE },     { "#REF!", TV_EMPTY_WORD_SURE },
    { "#WERT!", TV_EMPTY_WORD_DOUBTFUL }, { "#¡REF!", TV_EMPTY_WORD_DOUBTFUL },
    { "#REF", TV_EMPTY_WORD_NONE },       { "#wert!", TV_EMPTY_WORD_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpint (tv_empty_word_read (cells[i].text, strlen (cells[i].text)), ==, cells[i].word);
}

static char *
list_empties (const TvImportResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->empties->len; i++)
    {
      const TvImportEmpty *empty = g_ptr_array_index (result->empties, i);
      g_autofree char *words = g_strjoinv ("|", empty->words);

      g_string_append_printf (text,
                              "%s%s %s=%d%s",
                              text->len > 0 ? ", " : "",
                              empty->column_name,
                              words,
                              (int) empty->count,
                              empty->is_taken ? "" : " kept");
    }
  return g_string_free (text, FALSE);
}

static void
expect_empties (const TvImportResult *result, const char *expected)
{
  g_autofree char *text = list_empties (result);

  g_assert_cmpstr (text, ==, expected);
}

/* A dump: no cell that says NULL is a mail, a place, a name or a reason to reject the row. */
static void
test_dump (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take (&import,
                                "customer_code,last_name,first_name,email,city,is_optout\n"
                                "C1,Durand,Anne,NULL,Lyon,0\n"
                                "C2,NULL,NULL,b@example.org,NULL,NULL\n"
                                "C3,Null,Zoé,c@example.org,N/A,1\n"
                                "NULL,Petit,Luc,d@example.org,Nice,0\n");
  g_assert_cmpint (result->accepted_count, ==, 3);
  g_assert_cmpint (result->rejected_count, ==, 1);
  expect_empties (result,
                  "customer_code NULL=1, last_name NULL=1, last_name Null=1 kept, first_name "
                  "NULL=1, email NULL=1, city NULL|N/A=2, is_optout NULL=1");
  tv_test_import_expect (&import,
                         "SELECT group_concat(coalesce(last_name, '') || '/' || coalesce(city, '') "
                         "|| '/' || coalesce(email, ''), ' ') FROM (SELECT * FROM customer "
                         "ORDER BY id)",
                         "Durand/Lyon/ //b@example.org Null//c@example.org");
}

/* One who is called Null among many, and a family that is called None, are what they say. */
static void
test_kept (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,last_name,city\n");
  g_autoptr (TvImportResult) people = NULL, products = NULL;

  tv_test_import_init (&import);
  for (int i = 0; i < 120; i++)
    g_string_append_printf (text, "C%d,%s,Lyon\n", i, i == 7 ? "NULL" : "Durand");
  people = tv_test_import_take (&import, text->str);
  expect_empties (people, "");
  tv_test_import_expect (&import, "SELECT count(*) FROM customer WHERE last_name = 'NULL'", "1");
  products = tv_test_import_take (&import,
                                  "product_key,product_label,family,price\n"
                                  "P1,Bag,None,10\nP2,Mug,Kitchen,NA\n");
  expect_empties (products, "family None=1 kept, price NA=1");
  g_assert_cmpint (products->rejected_count, ==, 0);
}

/* A doubtful word that the file writes in other columns as well means nothing; so does one name
 * that stands again and again. */
static void
test_evidence (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) products = NULL, people = NULL;

  tv_test_import_init (&import);
  products = tv_test_import_take (&import,
                                  "product_key,product_label,family,brand,price\n"
                                  "P1,Bag,None,X,10\nP2,Mug,Kitchen,None,None\n");
  expect_empties (products, "family None=1, brand None=1, price None=1");
  people = tv_test_import_take (&import,
                                "customer_code,last_name\n"
                                "C1,n/a\nC2,n/a\nC3,n/a\nC4,Durand\nC5,Petit\n");
  expect_empties (people, "last_name n/a=3");
}

/* What a person says goes first, is written into the mapping and comes back from it. */
static void
test_said (void)
{
  static const char text[] = "product_key,product_label,family,price\n"
                             "P1,Bag,NULL,10\nP2,Mug,None,11\nP3,Cup,None,NULL\n";
  static char *const none[] = { NULL };
  static char *const words[] = { (char *) "None", NULL };
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL, again = NULL;
  g_autoptr (TvImportResult) kept = NULL, taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mapping = NULL, *cell = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, text);
  cell = tv_import_file_dup_cell (file, 2, "NULL");
  g_assert_cmpstr (cell, ==, "");
  tv_import_file_set_empties (file, 2, none);
  mapping = tv_import_mapping_write (file);
  g_assert_nonnull (strstr (mapping, "\"null\":[]"));
  again = tv_test_import_sniff (&import, text);
  g_assert_true (tv_import_mapping_apply ("it", mapping, again, &error));
  kept = tv_test_import_take_file (&import, again);
  expect_empties (kept, "family NULL|None=3 kept, price NULL=1");
  tv_test_import_expect (&import, "SELECT count(*) FROM family WHERE name = 'NULL'", "1");
  tv_import_file_set_empties (file, 2, words);
  tv_test_import_clear (&import);
  tv_test_import_init (&import);
  g_free (file->path);
  file->path = tv_test_import_write (&import, "file.csv", text, -1);
  taken = tv_test_import_take_file (&import, file);
  expect_empties (taken, "family NULL|None=3, price NULL=1");
  tv_import_file_set_empties (file, 2, NULL);
  g_assert_null (g_ptr_array_index (file->transforms, 2));
}

#define LINES "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"

/* A spreadsheet's format for accounts shows nought as a dash; where noughts are written in digits,
 * a dash says that there is no amount. */
static void
test_dashes (void)
{
  static const struct
  {
    const char *text, *amounts;
    gint64 rejected;
    gboolean is_told;
  } files[] = {
    { LINES "C1,2024-01-05,D1,Bag,2,12.50\nC1,2024-01-05,D2,Card,1,-\n", "1250,0", 0, TRUE },
    { LINES "C1,2024-01-05,D1,Bag,2, 12.50 \nC1,2024-01-05,D2,Card,1, -   \n"
            "C1,2024-01-05,D3,Cup,1,-.-\n",
      "1250,0,0",
      0,
      TRUE },
    { LINES "C1,2024-01-05,D1,Bag,2,$12.50\nC1,2024-01-05,D2,Card,1,$ -   \n", "1250,0", 0, FALSE },
    { LINES "C1,2024-01-05,D1,Bag,2,12.50\nC1,2024-01-05,D2,Card,1,0.00\n"
            "C1,2024-01-05,D3,Cup,1,-\n",
      "1250,0",
      1,
      FALSE },
    { LINES "C1,2024-01-05,D1,Bag,2,12.50\nC1,2024-01-05,D2,Card,1,NULL\n", "1250", 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (TvImportResult) result = NULL;
      g_auto (GStrv) notes = NULL;

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, files[i].text);
      notes = tv_import_file_list_notes (file);
      g_assert_cmpint (
          g_strv_contains ((const char *const *) notes, "A dash in “amount_ht” is read as 0."),
          ==,
          files[i].is_told);
      result = tv_test_import_take_file (&import, file);
      g_assert_cmpint (result->rejected_count, ==, files[i].rejected);
      tv_test_import_expect (&import,
                             "SELECT group_concat (amount_ht_cents) FROM sales_line",
                             files[i].amounts);
    }
}

/* Of a product a dash is no price, and a person's word for nothing stays one. */
static void
test_dashes_of_nothing (void)
{
  static char *const dash[] = { (char *) "-", NULL };
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) products = NULL, lines = NULL;
  g_autoptr (TvImportResult) result = NULL, second = NULL;

  tv_test_import_init (&import);
  products
      = tv_test_import_sniff (&import, "product_key,product_label,price\nP1,Bag,-\nP2,Cup,3\n");
  result = tv_test_import_take_file (&import, products);
  expect_empties (result, "price -=1");
  lines = tv_test_import_sniff (&import,
                                LINES "C1,2024-01-05,D1,Bag,2,12.50\n"
                                      "C1,2024-01-05,D2,Card,1,-\n");
  tv_import_file_set_empties (lines, 5, dash);
  second = tv_test_import_take_file (&import, lines);
  g_assert_cmpint (second->rejected_count, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/empty-words/words", test_words);
  g_test_add_func ("/empty-words/dump", test_dump);
  g_test_add_func ("/empty-words/kept", test_kept);
  g_test_add_func ("/empty-words/evidence", test_evidence);
  g_test_add_func ("/empty-words/said", test_said);
  g_test_add_func ("/empty-words/dashes", test_dashes);
  g_test_add_func ("/empty-words/dashes-of-nothing", test_dashes_of_nothing);
  return g_test_run ();
}
