/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many shops export one row an order, with the products in it side by side: "Item 1", "Qty 1",
 * "Item 2", "Qty 2". Which numbered names belong together is tried. */
#include "ingest/tv-item-groups.h"

#include "ingest/tv-item-names.h"
#include "ingest/tv-item-trial.h"
#include "rows/tv-import-columns.h"

/* ---- which names belong together ---- */

/* A file that has nothing but the names, for asking what they mean. */
static TvImportFile *
make_name_file (const GPtrArray *names)
{
  TvImportFile *file = g_new0 (TvImportFile, 1);

  file->kind = TV_KIND_INVOICE_LINES;
  file->header = g_new0 (char *, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    file->header[i] = g_strdup (((const TvItemName *) g_ptr_array_index (names, i))->name);
  return file;
}

static double
get_best (const TvImportFile *file, guint name, gboolean is_of_item)
{
  double best = 0;

  for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
    if (tv_column_is_of_item (column) == is_of_item && column < TV_COLUMN_CONTACT_DATE)
      best = MAX (best, tv_import_match_score (file, name, column));
  return best;
}

/* Whether a name may be what is sold, or how much of it: where to begin. */
static gboolean
is_seed (const TvImportFile *file, guint name)
{
  static const TvColumn columns[] = { TV_COLUMN_PRODUCT_LABEL,
                                      TV_COLUMN_PRODUCT_KEY,
                                      TV_COLUMN_QTY,
                                      TV_COLUMN_AMOUNT_HT,
                                      TV_COLUMN_UNIT_PRICE };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (tv_import_match_score (file, name, columns[i]) > 0)
      return TRUE;
  return FALSE;
}

/* "Product Item 1 Name" and "Product Item 1 Total" are of one group by what stands before the
 * number, "Item 1" and "Qty 1" by their numbers; with the latter go an order's numbered addresses,
 * unless what they are called is said of the order. */
static gboolean
belongs (const TvItemName *seed,
         const TvItemName *name,
         double of_item,
         double of_order,
         gboolean is_wide)
{
  if (*seed->before != '\0' && !seed->is_last && g_str_equal (seed->before, name->before))
    return TRUE;
  if (!is_wide)
    return seed == name || (*seed->before != '\0' && g_str_equal (seed->before, name->before));
  return seed->first == name->first && seed->last == name->last && of_order <= of_item;
}

static GPtrArray *
gather (const GPtrArray *names, const TvImportFile *meanings, guint seed, gboolean is_wide)
{
  GPtrArray *parts = g_ptr_array_new ();
  const TvItemName *first = g_ptr_array_index (names, seed);

  for (guint i = 0; i < names->len; i++)
    if (i == seed
        || belongs (first,
                    g_ptr_array_index (names, i),
                    get_best (meanings, i, TRUE),
                    get_best (meanings, i, FALSE),
                    is_wide))
      g_ptr_array_add (parts, g_ptr_array_index (names, i));
  return parts;
}

/* ---- trials ---- */

/* A set of names as a text; most of its names lead to the same one. */
static char *
dup_set (const GPtrArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%p ", g_ptr_array_index (parts, i));
  return g_string_free (text, FALSE);
}

static void
try_seed (TvItemTrial **best,
          const TvImportFile *file,
          const GPtrArray *names,
          const TvImportFile *meanings,
          GHashTable *tried,
          guint seed)
{
  for (int is_wide = 0; is_wide < 2; is_wide++)
    {
      g_autoptr (GPtrArray) parts = gather (names, meanings, seed, is_wide);
      g_autoptr (TvItemTrial) trial = NULL;

      if (!g_hash_table_add (tried, dup_set (parts)))
        continue;
      trial = tv_item_trial_new (file->header, parts);
      tv_item_trial_judge (trial, file->preview);
      if (!tv_item_trial_is_better (trial, *best))
        continue;
      g_clear_pointer (best, tv_item_trial_free);
      *best = g_steal_pointer (&trial);
    }
}

/**
 * tv_item_groups_find:
 * @file: (inout): a file with a header and its first rows
 *
 * Finds out whether each row is an order with several products in numbered groups of columns. Then
 * the file's header and first rows become those of its lines.
 *
 * Returns: whether it is
 */
gboolean
tv_item_groups_find (TvImportFile *file)
{
  g_autoptr (GPtrArray) names = tv_item_names_find (file->header);
  g_autoptr (TvImportFile) meanings = NULL;
  g_autoptr (TvItemTrial) best = NULL;
  g_autoptr (GHashTable) tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint trials = 0, most = tv_item_trial_get_most (g_strv_length (file->header));

  if (names->len == 0)
    return FALSE;
  meanings = make_name_file (names);
  for (guint i = 0; i < names->len && trials < most; i++)
    if (is_seed (meanings, i))
      {
        try_seed (&best, file, names, meanings, tried, i);
        trials++;
      }
  if (best == NULL)
    return FALSE;
  tv_item_trial_take (best, file);
  return TRUE;
}

/* FALSE where rows are to be kept as they are, or are no sales. */
static gboolean
are_asked (const TvImportHints *hints)
{
  return hints == NULL
         || (hints->keeps_rows <= 0
             && (hints->kind == TV_KIND_UNKNOWN || tv_import_kind_has_lines (hints->kind)));
}

/**
 * tv_item_rows_find:
 * @file: (inout): a file with a header and its first rows
 * @hints: (nullable): what is known about it
 *
 * Finds out whether each row is an order with several products, however they are written. Then the
 * file's header and first rows become those of its lines.
 *
 * Returns: whether it is
 */
gboolean
tv_item_rows_find (TvImportFile *file, const TvImportHints *hints)
{
  return file->dialect->header_rows > 0 && are_asked (hints)
         && (tv_item_keyed_find (file) || tv_item_groups_find (file) || tv_item_lists_find (file));
}
