/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presets keep what a person said of a file, and what was only found gives way where the next file
 * is written otherwise. */
#include <string.h>

#include "tv-test-shop.h"

#define HEADER "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"

/* A file as it is looked at with what a person says of it. */
static TvImportFile *
look (TvTestShop *shop, const char *name, const char *text, gssize length, TvImportHints *hints)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  TvImportFile *file;

  g_assert_true (g_file_set_contents (path, text, length, &error));
  file = tv_import_sniff_with (path, NULL, hints, &error);
  g_assert_no_error (error);
  return file;
}

static void
save (TvTestShop *shop, const char *name, const TvImportFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tv_engine_save_preset (shop->engine, name, file, &error));
  g_assert_no_error (error);
}

static void
expect_recognised (TvTestShop *shop, TvImportFile *file, const char *name)
{
  g_autoptr (GError) error = NULL;
  gboolean is_known;

  g_assert_true (tv_engine_recognise (shop->engine, file, &is_known, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (file->preset_name, ==, name);
}

static void
map (TvImportFile *file, const char *const *names)
{
  guint count;
  const TvImportColumn *columns;

  tv_import_file_set_kind (file, TV_KIND_SALES_LINES);
  columns = tv_import_kind_get_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    tv_import_file_set_column (file, i, -1);
  for (int h = 0; names[h] != NULL; h++)
    for (guint i = 0; i < count; i++)
      if (g_str_equal (columns[i].name, names[h]))
        tv_import_file_set_column (file, i, h);
}

static const char *const columns[]
    = { "customer_code", "order_date", "doc_ref", "product_label", "qty", "amount_ht", NULL };

/* That there is no header cannot be found: it was said, and is known of the next file. */
static void
test_no_header (void)
{
  g_auto (TvTestShop) shop = { 0 };
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) file = NULL, other = NULL;
  g_autoptr (GPtrArray) results = NULL;
  TvImportFile *next;

  tv_test_shop_init (&shop);
  hints.header_rows = 0;
  file = look (&shop,
               "one.csv",
               "C1;2024-01-02;F1;Red;1;10,50\nC2;2024-01-03;F2;Red;2;21,00\n",
               -1,
               &hints);
  map (file, columns);
  save (&shop, "Till", file);

  next = tv_test_shop_sniff (
      &shop,
      "two.csv",
      "C3;2024-02-02;F3;Red;1;10,50\nC4;2024-02-03;F4;Red;2;21,00\nC4;2024-02-04;F5;Red;1;9,00\n");
  expect_recognised (&shop, next, "Till");
  g_assert_cmpuint (next->dialect->header_rows, ==, 0);
  results = tv_test_shop_import (&shop, next, FALSE);
  g_assert_cmpint (((TvImportResult *) g_ptr_array_index (results, 0))->accepted_count, ==, 3);

  other = tv_test_shop_sniff (&shop, "three.csv", "name;town\nDuval;Lyon\n");
  expect_recognised (&shop, other, NULL);
  g_assert_cmpuint (other->dialect->header_rows, ==, 1);
}

/* Characters and quotes change no header; where the file cannot be as was said, it is read as it
 * was found. */
static void
test_characters (void)
{
  static const char text[] = HEADER "C1;2024-01-02;F1;Ros\202;1;10,50\n"
                                    "C1;2024-01-03;F2;'Cr\202mant;2;21,00\n";
  g_auto (TvTestShop) shop = { 0 };
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) file = NULL, next = NULL, plain = NULL;

  tv_test_shop_init (&shop);
  hints.encoding = "IBM850";
  hints.quote = 0;
  file = look (&shop, "one.csv", text, sizeof text - 1, &hints);
  save (&shop, "Till", file);

  hints = (TvImportHints) TV_IMPORT_HINTS_INIT;
  next = look (&shop, "two.csv", text, sizeof text - 1, &hints);
  expect_recognised (&shop, next, "Till");
  g_assert_cmpstr (next->dialect->encoding, ==, "IBM850");
  g_assert_cmpuint (next->dialect->quote, ==, 0);
  g_assert_cmpstr (((char **) g_ptr_array_index (next->preview, 0))[3], ==, "Ros\303\251");

  /* What is said now counts more than what was said then. */
  hints.encoding = "WINDOWS-1252";
  plain = look (&shop, "three.csv", text, sizeof text - 1, &hints);
  expect_recognised (&shop, plain, "Till");
  g_assert_cmpstr (plain->dialect->encoding, ==, "WINDOWS-1252");
  g_assert_cmpuint (plain->dialect->quote, ==, 0);
}

/* The delimiter makes the header: without it the preset would not be known at all. */
static void
test_delimiter (void)
{
  const char *text = "Kd:Nr|Tag:Monat|Beleg:Nr|Ware:Art|Stk:Zahl|Wert:Netto\n"
                     "C1:1|02.01.2024:1|F1:1|Rot:a|1:1|8,50:0\n"
                     "C2:1|31.01.2024:1|F2:1|Rot:a|1:1|8,50:0\n";
  static const char *const delimiters[] = { ":", "|" };

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_auto (TvTestShop) shop = { 0 };
      TvImportHints hints = TV_IMPORT_HINTS_INIT;
      g_autoptr (TvImportFile) file = NULL, next = NULL;

      tv_test_shop_init (&shop);
      hints.delimiter = delimiters[i];
      file = look (&shop, "one.txt", text, -1, &hints);
      map (file, columns);
      save (&shop, "Till", file);
      next = tv_test_shop_sniff (&shop, "two.txt", text);
      expect_recognised (&shop, next, "Till");
      g_assert_cmpstr (next->dialect->delimiter, ==, delimiters[i]);
    }
}

/* What was only found of the first file gives way to what the next one says. */
static void
test_found (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvImportFile) file = NULL, next = NULL, open = NULL;
  g_auto (GStrv) notes = NULL;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop, "one.csv", HEADER "C1;31/01/2024;F1;Red;1;10,50\n");
  save (&shop, "Till", file);

  next = tv_test_shop_sniff (&shop, "two.csv", HEADER "C1;01/31/2024;F1;Red;1;10.50\n");
  expect_recognised (&shop, next, "Till");
  g_assert_cmpint (next->date_order, ==, TV_DATE_ORDER_MDY);
  g_assert_cmpint (next->decimal_mark, ==, '.');
  notes = tv_import_file_list_notes (next);
  g_assert_null (notes[0]);

  /* Where it says nothing, the source is read as it was. */
  open = tv_test_shop_sniff (&shop, "three.csv", HEADER "C1;03/04/2024;F1;Red;1;10\n");
  g_assert_false (open->is_date_order_sure);
  expect_recognised (&shop, open, "Till");
  g_assert_true (open->is_date_order_sure);
  g_assert_cmpint (open->date_order, ==, TV_DATE_ORDER_DMY);
  g_assert_cmpint (open->decimal_mark, ==, ',');
}

/* What a person said stays; that the file is written otherwise is told until it is read so. */
static void
test_said (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvImportFile) file = NULL, next = NULL, open = NULL;
  g_auto (GStrv) notes = NULL, later = NULL, none = NULL;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop, "one.csv", HEADER "C1;03/04/2024;F1;Red;1;10\n");
  file->date_order = TV_DATE_ORDER_DMY;
  file->decimal_mark = ',';
  file->is_date_order_said = file->is_decimal_mark_said = TRUE;
  save (&shop, "Till", file);

  next = tv_test_shop_sniff (&shop,
                             "two.csv",
                             HEADER "C1;01/31/2024;F1;Red;1;10.50\nC1;02/28/2024;F2;Red;1;9.25\n");
  expect_recognised (&shop, next, "Till");
  g_assert_cmpint (next->date_order, ==, TV_DATE_ORDER_DMY);
  g_assert_cmpint (next->decimal_mark, ==, ',');
  notes = tv_import_file_list_notes (next);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  g_assert_nonnull (strstr (notes[0], "“Till” has days read as “day, month, year”"));
  g_assert_nonnull (strstr (notes[0], "stand behind “.”"));
  next->date_order = next->own_order;
  next->decimal_mark = next->own_mark;
  later = tv_import_file_list_notes (next);
  g_assert_null (later[0]);

  open = tv_test_shop_sniff (&shop, "three.csv", HEADER "C1;03/04/2024;F1;Red;1;10,50\n");
  expect_recognised (&shop, open, "Till");
  none = tv_import_file_list_notes (open);
  g_assert_null (none[0]);
}

/* A mapping written by hand says it in the same way. */
static void
test_mapping (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop, "one.csv", "Report of May;;\nKd;Ort;Name\nC1;Lyon;'Duval\n");
  g_assert_true (tv_import_apply_mapping (
      "map.json",
      "{\"kind\": \"customers\", \"form\": {\"quote\": \"\", \"preamble_rows\": 1, "
      "\"header_rows\": 1, \"keep_rows\": false}, \"columns\": {\"customer_code\": \"Kd\", "
      "\"last_name\": \"Name\"}}",
      file,
      &error));
  g_assert_no_error (error);
  g_assert_cmpuint (file->dialect->preamble_rows, ==, 1);
  g_assert_cmpuint (file->dialect->quote, ==, 0);
  g_assert_cmpstr (((char **) g_ptr_array_index (file->preview, 0))[2], ==, "'Duval");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presets/no-header", test_no_header);
  g_test_add_func ("/presets/characters", test_characters);
  g_test_add_func ("/presets/delimiter", test_delimiter);
  g_test_add_func ("/presets/found", test_found);
  g_test_add_func ("/presets/said", test_said);
  g_test_add_func ("/presets/mapping", test_mapping);
  return g_test_run ();
}
