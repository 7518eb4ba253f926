/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of six or eight digits with nothing between their parts: when a column is one of them, and
 * what becomes of it. */
#include "ingest/tv-sniff.h"
#include "rows/tv-import-mapping.h"
#include "tv-test-import.h"

/* Days without marks between their parts, as the column as a whole says. */
static const struct
{
  const char *rows; /* of dates */
  gboolean is_bare;
  TvDateOrder order;
  gboolean is_sure;
} bare_dates[] = {
  { "020324\n150324\n310324", TRUE, TV_DATE_ORDER_DMY, TRUE },
  { "02032024\n15032024\n\n03042024", TRUE, TV_DATE_ORDER_DMY, TRUE },
  { "03022024\n03152024", TRUE, TV_DATE_ORDER_MDY, TRUE },
  { "030224\n031524\n022999", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "030224\n031524\n022924", TRUE, TV_DATE_ORDER_MDY, TRUE },
  { "020324\n060324\n070424", TRUE, TV_DATE_ORDER_DMY, FALSE },
  { "240302\n240315\n240401", TRUE, TV_DATE_ORDER_YMD, TRUE },
  { "020304\n050607", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "020324\n020324", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "020324\n02032024", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "020324\n450324", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "020324\n2024-03-15", FALSE, TV_DATE_ORDER_YMD, TRUE },
  { "20240302\n20240315", FALSE, TV_DATE_ORDER_YMD, TRUE },
};

static void
test_columns (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (bare_dates); i++)
    {
      g_auto (GStrv) rows = g_strsplit (bare_dates[i].rows, "\n", -1);
      g_autoptr (TvImportFile) file = tv_test_import_sniff_days (&import, rows);

      if (file->has_bare_days != bare_dates[i].is_bare || file->date_order != bare_dates[i].order
          || file->is_date_order_sure != bare_dates[i].is_sure)
        g_error ("“%s”: %d %s %d",
                 bare_dates[i].rows,
                 file->has_bare_days,
                 tv_date_order_get_code (file->date_order),
                 file->is_date_order_sure);
    }
}

/* A column that nobody would take for days is looked at once a person says that it is. */
static void
test_by_hand (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  guint count, column = 0;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import,
                               "customer_code,channel,wobble\nC1,EMAIL,020324\nC2,EMAIL,060324\n"
                               "C3,EMAIL,070424\n");
  tv_import_file_set_kind (file, TV_KIND_CONTACTS);
  while (!g_str_equal (tv_import_kind_get_columns (TV_KIND_CONTACTS, &count)[column].name,
                       "contact_date"))
    column++;
  g_assert_cmpint (file->columns[column], ==, -1);
  tv_import_file_set_column (file, column, 2);
  tv_sniff_look_at_days (file);
  g_assert_true (file->has_bare_days);
  g_assert_false (file->is_date_order_sure);
}

/* What the first rows leave open the whole column decides; a wrong cell is a reject as any other,
 * and mended alone it is read as the file was. */
static void
test_import (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,contact_date,channel\n");
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *rejects = NULL;
  g_autoptr (TvImportFile) single = NULL;
  g_autoptr (GError) error = NULL;
  TvDay day = TV_DAY_NONE;

  tv_test_import_init (&import);
  for (int i = 0; i < 6000; i++)
    g_string_append_printf (text, "C1,0%d0324,SMS\n", 1 + i % 9);
  g_string_append (text, "C1,310324,SMS\nC1,310224,SMS\n");
  result = tv_test_import_take (&import, text->str);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, "6003|contact_date|BAD_DATE|310224\n");
  tv_test_import_expect (&import,
                         "SELECT date (min (contact_day) * 86400, 'unixepoch') || ' ' || "
                         "date (max (contact_day) * 86400, 'unixepoch') FROM contact_event",
                         "2024-03-01 2024-03-31");
  tv_test_import_expect (&import,
                         "SELECT json_extract (mapping, '$.date_order') || "
                         "json_extract (mapping, '$.bare_days') FROM import_batch",
                         "DMY1");
  single = tv_test_import_sniff (&import, "customer_code,contact_date,channel\nC1,290224,SMS\n");
  g_assert_false (single->has_bare_days);
  g_assert_true (tv_import_mapping_apply ("batch",
                                          "{\"date_order\": \"DMY\", \"bare_days\": true}",
                                          single,
                                          &error));
  g_assert_no_error (error);
  g_assert_true (tv_import_file_parse_day (single, "290224", -1, single->date_order, &day));
  g_assert_cmpint (day, ==, tv_day_from_ymd (2024, 2, 29));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bare-days/columns", test_columns);
  g_test_add_func ("/bare-days/by-hand", test_by_hand);
  g_test_add_func ("/bare-days/import", test_import);
  return g_test_run ();
}
