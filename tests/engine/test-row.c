/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a large import rests on, against plain definitions: the fast way through clean text, the
 * flat table of codes, the comparison of lines by hash, transforms, names of sources. Random; the
 * seed is printed. */
#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "ingest/tv-line-set.h"
#include "ingest/tv-ref-tables.h"
#include "ingest/tv-row.h"

static char *
make_text (void)
{
  static const char *const pieces[] = { "a",
                                        "B",
                                        "z",
                                        "7",
                                        "!",
                                        " ",
                                        " ",
                                        "  ",
                                        "\t",
                                        "é",
                                        "ß",
                                        "Œ",
                                        "\xc2\xa0",
                                        "e\xcc\x81",
                                        "\xe2\x80\xaf",
                                        "\xf0\x9f\x8d\xb7",
                                        "\x7f",
                                        "\n",
                                        "~",
                                        "long word" };
  GString *text = g_string_new (NULL);
  int count = g_test_rand_int_range (0, 30);

  for (int i = 0; i < count; i++)
    {
      /* Mostly plain, so that the fast way is gone some of the distance. */
      int piece = g_test_rand_int_range (0, 10) < 8
                      ? g_test_rand_int_range (0, 7)
                      : g_test_rand_int_range (0, G_N_ELEMENTS (pieces));

      g_string_append (text, pieces[piece]);
    }
  return g_string_free (text, FALSE);
}

/* A cell that ends where its memory does, so that what reads behind it is found out. */
static char *
dup_exact (const char *text)
{
  return g_memdup2 (text, strlen (text) > 0 ? strlen (text) : 1);
}

static void
test_clean (void)
{
  char *header[] = { (char *) "product_label", (char *) "product_key", NULL };
  TvImportFile file = { .header = header, .decimal_mark = '.' };
  TvArena arena;
  TvRowPlan plan;
  TvCell cells[8], cells_before[8];
  TvRow row = { .cells = cells }, before = { .cells = cells_before };

  tv_import_file_set_kind (&file, TV_KIND_PRODUCTS);
  tv_row_plan_init (&plan, &file, TV_DATE_ORDER_YMD);
  tv_arena_init (&arena);
  for (int round = 0; round < 20000; round++)
    {
      g_autofree char *text = make_text ();
      g_autofree char *expected = tv_text_clean (text);
      g_autofree char *exact = dup_exact (text);
      const char *fields[] = { exact, "P1" };
      const gsize lengths[] = { strlen (text), 2 };
      TvRecord record
          = { .line = 2, .field_count = 2, .fields = fields, .lengths = lengths, .raw = "" };

      tv_arena_reset (&arena);
      if (g_test_rand_bit ())
        {
          g_autofree char *other = make_text ();
          const char *texts[] = { g_test_rand_bit () ? text : other, "P1" };
          const gsize sizes[] = { strlen (texts[0]), 2 };
          TvRecord first
              = { .line = 1, .field_count = 2, .fields = texts, .lengths = sizes, .raw = "" };

          tv_row_read (&plan, &first, &arena, NULL, NULL, &before);
          tv_row_read (&plan, &record, &arena, &before, NULL, &row);
        }
      else
        tv_row_read (&plan, &record, &arena, NULL, NULL, &row);
      if (*expected == '\0')
        g_assert_cmpstr (row.reject_code, ==, "REQUIRED");
      else
        g_assert_cmpstr (tv_row_get_text (&plan, &row, TV_COLUMN_PRODUCT_LABEL), ==, expected);
    }
  tv_arena_clear (&arena);
  g_free (file.columns);
  g_free (file.column_scores);
}

static TvCell
make_cell (TvArena *arena, const char *prefix, int range)
{
  g_autofree char *text = g_strdup_printf ("%s%d", prefix, g_test_rand_int_range (0, range));
  gsize length = strlen (text);

  if (g_test_rand_int_range (0, 20) == 0)
    return (TvCell){ NULL, 0, G_MININT64 };
  return (TvCell){ tv_arena_copy (arena, text, length),
                   (guint32) length,
                   (gint64) tv_hash_bytes (text, length) };
}

static void
assert_ref (const TvRef *ref, const TvCell *cell, TvRefs *refs)
{
  if (cell->text == NULL)
    g_assert_null (ref);
  else
    {
      g_assert_true (ref == tv_refs_find (refs, cell->text, cell->length, (guint64) cell->value));
      g_assert_cmpmem (ref->text, ref->length, cell->text, cell->length);
    }
}

/* Blocks of all sizes; each row finds the entries of its own texts, one for each. */
static void
test_ref_tables (void)
{
  char *header[] = { (char *) "customer_code", (char *) "product_label", NULL };
  TvImportFile file = { .header = header, .decimal_mark = '.' };
  TvRefTables tables = { .customers = tv_refs_new (), .products[0] = tv_refs_new () };
  TvArena arena;
  TvRowPlan plan;
  TvCell cells[2 * 80];
  g_autofree TvRow *rows = g_new0 (TvRow, 80);

  tables.products[1] = tv_refs_new ();
  tv_import_file_set_kind (&file, TV_KIND_SALES_LINES);
  tv_row_plan_init (&plan, &file, TV_DATE_ORDER_YMD);
  g_assert_cmpuint (plan.slot_count, ==, 2);
  tv_arena_init (&arena);
  for (guint round = 0; round < 400; round++)
    {
      guint count = round % 80;

      tv_arena_reset (&arena);
      for (guint i = 0; i < count; i++)
        {
          rows[i].cells = cells + 2 * (gsize) i;
          rows[i].cells[plan.slots[TV_COLUMN_CUSTOMER_CODE]] = make_cell (&arena, "C", 9000);
          rows[i].cells[plan.slots[TV_COLUMN_PRODUCT_LABEL]]
              = make_cell (&arena, "a label that has no room in an entry ", 3000);
          rows[i].reject_code = g_test_rand_int_range (0, 10) == 0 ? "REQUIRED" : NULL;
        }
      tv_ref_tables_find (&tables, &plan, rows, count);
      for (guint i = 0; i < count; i++)
        if (rows[i].reject_code != NULL)
          g_assert_true (rows[i].customer == NULL && rows[i].product == NULL);
        else
          {
            assert_ref (rows[i].customer,
                        tv_row_get_cell (&plan, &rows[i], TV_COLUMN_CUSTOMER_CODE),
                        tables.customers);
            assert_ref (rows[i].product,
                        tv_row_get_cell (&plan, &rows[i], TV_COLUMN_PRODUCT_LABEL),
                        tables.products[0]);
          }
    }
  tv_refs_free (tables.customers);
  tv_refs_free (tables.products[0]);
  tv_refs_free (tables.products[1]);
  tv_arena_clear (&arena);
  g_free (file.columns);
  g_free (file.column_scores);
}

static void
test_refs (void)
{
  g_autoptr (TvRefs) refs = tv_refs_new ();
  g_autoptr (GHashTable) plain = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 1; i < 60000; i++)
    {
      g_autofree char *text = g_strdup_printf ("C%d", g_test_rand_int_range (0, 20000));
      guint32 length = (guint32) strlen (text);
      /* Few hashes, so that they collide. */
      guint64 hash = tv_hash_bytes (text, length) & 0x3fff;
      TvRef *ref = tv_refs_find (refs, text, length, hash);
      gpointer id = g_hash_table_lookup (plain, text);

      g_assert_cmpint (ref != NULL ? ref->id : 0, ==, GPOINTER_TO_INT (id));
      if (ref != NULL)
        continue;
      ref = tv_refs_add (refs, text, length, hash, i);
      g_assert_true (tv_refs_get (refs, ref->index) == ref);
      g_hash_table_insert (plain, g_steal_pointer (&text), GINT_TO_POINTER (i));
    }
  g_assert_cmpuint (tv_refs_get_count (refs), ==, g_hash_table_size (plain));
}

/* Counted line by line: each that is there accounts for one of the file. */
static void
test_lines (void)
{
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (TvLineSet) set = tv_line_set_new ();
      int wanted[8][4] = { { 0 } }, stored[8][4] = { { 0 } };
      gint64 unchanged, changed, expected_unchanged = 0, expected_changed = 0;

      for (int i = g_test_rand_int_range (1, 40); i > 0; i--)
        {
          int key = g_test_rand_int_range (0, 8), content = g_test_rand_int_range (0, 4);

          wanted[key][content]++;
          tv_line_set_add (set, tv_hash_mix ((guint64) key, 1), (guint64) content);
        }
      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        {
          int key = g_test_rand_int_range (0, 8), content = g_test_rand_int_range (0, 4);

          stored[key][content]++;
          tv_line_set_meet (set, tv_hash_mix ((guint64) key, 1), (guint64) content);
        }
      g_assert_true (tv_line_set_count (set, NULL, &unchanged, &changed, NULL));
      for (int key = 0; key < 8; key++)
        {
          int left_wanted = 0, left_stored = 0;

          for (int content = 0; content < 4; content++)
            {
              int both = MIN (wanted[key][content], stored[key][content]);

              expected_unchanged += both;
              left_wanted += wanted[key][content] - both;
              left_stored += stored[key][content] - both;
            }
          expected_changed += MIN (left_wanted, left_stored);
        }
      g_assert_cmpint (unchanged, ==, expected_unchanged);
      g_assert_cmpint (changed, ==, expected_changed);
    }
}

static void
test_transforms (void)
{
  const char *words[] = { "n/a", "-", NULL };
  TvColumnTransform transform = { .is_trimmed = TRUE,
                                  .text_case = TV_CASE_TITLE,
                                  .prefix = (char *) "KD-",
                                  .characters = (char *) "*é",
                                  .default_text = (char *) "none",
                                  .null_words = (char **) words };
  static const char *const cells[][2] = { { " KD-jean PAUL* ", "Jean Paul" },
                                          { "N/A", "none" },
                                          { "", "none" },
                                          { " - ", "none" },
                                          { "KD-", "none" },
                                          { "élan d'été", "Lan D'T" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *after
          = tv_column_transform_apply (&transform, cells[i][0], strlen (cells[i][0]));

      g_assert_cmpstr (after, ==, cells[i][1]);
    }
  g_assert_false (tv_column_transform_is_plain (&transform));
}

static void
test_source_names (void)
{
  static const char *const names[][2]
      = { { "sales-2024-01.csv", "sales #" },         { "sales-2024-02.csv", "sales #" },
          { "Ventes janvier 2024.xlsx", "ventes #" }, { "Ventes_fevr_2024.xlsx", "ventes #" },
          { "export20240131.csv", "export#" },        { "clients.csv", "clients" },
          { "Q3 report (2).csv", "# report #" },      { "ventes.csv.gz", "ventes" },
          { "Umsatz Oktober 2024.csv", "umsatz #" },  { "vendite_luglio.csv", "vendite #" },
          { "orders_out.csv", "orders out" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = tv_import_source_name (names[i][0], NULL);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row/clean", test_clean);
  g_test_add_func ("/row/refs", test_refs);
  g_test_add_func ("/row/ref-tables", test_ref_tables);
  g_test_add_func ("/row/lines", test_lines);
  g_test_add_func ("/row/transforms", test_transforms);
  g_test_add_func ("/row/source-names", test_source_names);
  return g_test_run ();
}
