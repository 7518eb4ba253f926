/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that lack the customer or the day may have them in another file, by the number of their
 * order. That file has each number once, which is seen by reading it through, and the numbers of
 * the first lines. Both become one file, whose header is that of the lines with that of the orders
 * behind it, so that all that follows goes as with any file. */
#include "ingest/tv-join.h"

#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-text.h"
#include "ingest/tv-float-codes.h"
#include "ingest/tv-record-source.h"
#include "ingest/tv-sniff.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-text-layout.h"

#define SHARE_FOUND .5 /* of the first lines, whose orders have to be in the other file */
#define MOST_KEYS 4    /* pairs of columns that are tried */
#define MOST_ASKED 16  /* where a person says that two files belong together */
#define CHECK_EVERY 0xfff

/* Columns of both files that may hold the number of the order. */
typedef struct
{
  guint own, other;
} KeyPair;

/* What reading the orders through tells. */
typedef struct
{
  GHashTable *wanted; /* of the first lines' numbers: char * to char ** of cells, NULL = not met */
  gboolean is_unique;
  double share; /* of the numbers that are met; 0 where one comes twice */
} Scan;

static gboolean
has (const TvImportFile *file, TvColumn column)
{
  return tv_import_file_get_index (file, column) >= 0;
}

/* A file is joined once. */
static gboolean
can_join (const TvImportFile *file)
{
  return file->join == NULL && file->split == NULL;
}

static TvImportFile *
copy_as (const TvImportFile *file, TvImportKind kind)
{
  TvImportFile *copy = tv_import_file_copy (file);

  tv_import_file_set_kind (copy, kind);
  return copy;
}

/* Lines of something sold, by a number that another file has to explain. */
static gboolean
are_lines (const TvImportFile *file)
{
  return has (file, TV_COLUMN_DOC_REF)
         && (has (file, TV_COLUMN_PRODUCT_LABEL) || has (file, TV_COLUMN_PRODUCT_KEY))
         && (!has (file, TV_COLUMN_CUSTOMER_CODE) || !has (file, TV_COLUMN_ORDER_DATE));
}

/* Orders name a customer and a day, and nothing that is sold. */
static gboolean
name_nothing_sold (const TvImportFile *file)
{
  return has (file, TV_COLUMN_CUSTOMER_CODE) && has (file, TV_COLUMN_ORDER_DATE)
         && !has (file, TV_COLUMN_PRODUCT_LABEL) && !has (file, TV_COLUMN_PRODUCT_KEY);
}

/* A column called “Name” is a product's in lines of codes, and a customer's where a file may say
 * who that is. */
static gboolean
are_orders (const TvImportFile *file)
{
  g_autoptr (TvImportFile) with_customers = copy_as (file, TV_KIND_INVOICE_LINES);

  return name_nothing_sold (file) || name_nothing_sold (with_customers);
}

static guint
count_header (const TvImportFile *file)
{
  guint count = g_strv_length (file->header);

  while (count > 0 && *file->header[count - 1] == '\0')
    count--;
  return count;
}

static void
add_pair (GArray *pairs, guint most, guint own, guint other)
{
  KeyPair pair = { own, other };

  for (guint i = 0; i < pairs->len; i++)
    if (memcmp (&g_array_index (pairs, KeyPair, i), &pair, sizeof pair) == 0)
      return;
  if (pairs->len < most)
    g_array_append_val (pairs, pair);
}

static void
add_namesakes (GArray *pairs,
               guint most,
               const TvImportFile *lines,
               const TvImportFile *orders,
               guint own)
{
  g_autofree char *name = tv_header_fold (lines->header[own]);

  for (guint k = 0; *name != '\0' && k < count_header (orders); k++)
    {
      g_autofree char *other = tv_header_fold (orders->header[k]);

      if (g_str_equal (name, other))
        add_pair (pairs, most, own, k);
    }
}

/* The pairs of columns to try, the surest first: the lines' document under the same name, the
 * documents of both, any other that is called like one in both. */
static GArray *
list_pairs (const TvImportFile *lines, const TvImportFile *orders)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (KeyPair));
  guint own = (guint) tv_import_file_get_index (lines, TV_COLUMN_DOC_REF);

  add_namesakes (pairs, MOST_KEYS, lines, orders, own);
  if (has (orders, TV_COLUMN_DOC_REF))
    add_pair (pairs, MOST_KEYS, own, (guint) tv_import_file_get_index (orders, TV_COLUMN_DOC_REF));
  for (guint h = 0; h < count_header (lines); h++)
    if (tv_import_match_score (lines, h, TV_COLUMN_DOC_REF) > 0)
      add_namesakes (pairs, MOST_KEYS, lines, orders, h);
  return pairs;
}

/* The pairs to try where a person has chosen the two files: columns of one name, then the documents
 * of one with any column of the other. */
static GArray *
list_all_pairs (const TvImportFile *lines, const TvImportFile *orders)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (KeyPair));
  int own = tv_import_file_get_index (lines, TV_COLUMN_DOC_REF);
  int other = tv_import_file_get_index (orders, TV_COLUMN_DOC_REF);

  for (guint h = 0; h < count_header (lines); h++)
    add_namesakes (pairs, MOST_ASKED, lines, orders, h);
  for (guint k = 0; own >= 0 && k < count_header (orders); k++)
    add_pair (pairs, MOST_ASKED, (guint) own, k);
  for (guint h = 0; other >= 0 && h < count_header (lines); h++)
    add_pair (pairs, MOST_ASKED, h, (guint) other);
  return pairs;
}

static void
scan_clear (Scan *scan)
{
  g_clear_pointer (&scan->wanted, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

/* The number of an order as it is compared. */
static char *
dup_key (const char *text, gsize length)
{
  return g_strndup (text, tv_float_code_get_length (text, length));
}

static void
want_keys (Scan *scan, const TvImportFile *lines, guint own)
{
  scan->wanted
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  for (guint i = 0; i < tv_cells_count_rows (lines); i++)
    {
      const char *key = tv_cells_get (lines, i, (int) own);

      if (*key != '\0')
        g_hash_table_insert (scan->wanted, dup_key (key, strlen (key)), NULL);
    }
}

static void
note_order (Scan *scan, GHashTable *seen, const TvRecord *record, guint other)
{
  g_autofree char *key = dup_key (record->fields[other], record->lengths[other]);
  gsize hash = tv_hash_bytes (key, strlen (key));

  scan->is_unique &= g_hash_table_add (seen, GSIZE_TO_POINTER (hash));
  if (g_hash_table_contains (scan->wanted, key))
    g_hash_table_insert (scan->wanted, g_steal_pointer (&key), tv_record_dup_cells (record));
}

/* Reads the orders through, as long as no number comes twice. */
static gboolean
scan_orders (Scan *scan,
             const TvImportFile *orders,
             guint other,
             TvProgress *progress,
             GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) cause = NULL;
  g_autoptr (TvRecordSource) source
      = tv_record_source_open (orders->path, orders->entry, orders->dialect, error);
  guint count = 0;

  if (source == NULL)
    return FALSE;
  scan->is_unique = TRUE;
  for (guint i = 0; i < orders->dialect->header_rows; i++)
    tv_record_source_read (source, record, NULL);
  while (scan->is_unique && tv_record_source_read (source, record, &cause)
         && (orders->last_line == 0 || record->line <= orders->last_line))
    {
      if ((++count & CHECK_EVERY) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      if (record->problem == NULL && other < record->field_count && record->lengths[other] > 0)
        note_order (scan, seen, record, other);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static double
get_share (const Scan *scan)
{
  GHashTableIter iter;
  gpointer cells;
  guint found = 0, wanted = g_hash_table_size (scan->wanted);

  g_hash_table_iter_init (&iter, scan->wanted);
  while (g_hash_table_iter_next (&iter, NULL, &cells))
    found += cells != NULL;
  return scan->is_unique && wanted > 0 ? (double) found / wanted : 0;
}

/* ---- both as one file ---- */

static TvImportJoin *
make_join (const TvImportFile *lines, const TvImportFile *orders, const KeyPair *pair)
{
  TvImportJoin *join = g_new0 (TvImportJoin, 1);

  join->path = g_strdup (orders->path);
  join->spool = tv_import_spool_ref (orders->spool);
  join->entry = g_strdup (orders->entry);
  join->dialect = tv_dialect_copy (orders->dialect);
  join->last_line = orders->last_line;
  join->header_count = count_header (orders);
  join->own_count = count_header (lines);
  join->key = pair->own;
  join->order_key = pair->other;
  join->order_fields = g_new0 (guint, join->header_count + 1);
  join->is_written_anew
      = !lines->is_book
        && (tv_text_layout_get_kind (lines->dialect->delimiter) != TV_LAYOUT_DELIMITED
            || !tv_dialect_has_common_cells (lines->dialect));
  join->delimiter
      = g_strdup (lines->is_book ? "," : tv_text_layout_get_plain (lines->dialect->delimiter));
  for (guint k = 0; k < join->header_count; k++)
    if (k != pair->other && *orders->header[k] != '\0')
      join->order_fields[join->count++] = k;
  return join;
}

/* A name that stands in both files is told apart by the name of the orders' file. */
static char **
join_headers (const TvImportFile *lines, const TvImportFile *orders, const TvImportJoin *join)
{
  char **header = g_new0 (char *, join->own_count + join->count + 1);
  g_autofree char *file_name = g_path_get_basename (orders->path);

  for (guint h = 0; h < join->own_count; h++)
    header[h] = g_strdup (lines->header[h]);
  for (guint i = 0; i < join->count; i++)
    {
      const char *name = orders->header[join->order_fields[i]];

      header[join->own_count + i] = g_strv_contains ((const char *const *) lines->header, name)
                                        ? g_strdup_printf ("%s (%s)", name, file_name)
                                        : g_strdup (name);
    }
  return header;
}

static GPtrArray *
join_previews (const TvImportFile *lines, const TvImportJoin *join, const Scan *scan)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < tv_cells_count_rows (lines); i++)
    {
      const char *cell = tv_cells_get (lines, i, (int) join->key);
      g_autofree char *key = dup_key (cell, strlen (cell));
      char **order = g_hash_table_lookup (scan->wanted, key);
      guint order_count = order != NULL ? g_strv_length (order) : 0;
      char **cells = g_new0 (char *, join->own_count + join->count + 1);

      for (guint h = 0; h < join->own_count; h++)
        cells[h] = g_strdup (tv_cells_get (lines, i, (int) h));
      for (guint k = 0; k < join->count; k++)
        cells[join->own_count + k]
            = g_strdup (join->order_fields[k] < order_count ? order[join->order_fields[k]] : "");
      g_ptr_array_add (rows, cells);
    }
  return rows;
}

/* The day comes from the orders, and with it what is known of its order. */
static void
take_dates (TvImportFile *file, const TvImportFile *orders)
{
  int day = tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE);
  gboolean is_same = day >= (int) file->join->own_count && orders->kind != TV_KIND_UNKNOWN
                     && tv_import_file_get_index (orders, TV_COLUMN_ORDER_DATE)
                            == (int) file->join->order_fields[day - (int) file->join->own_count];

  if (day < (int) file->join->own_count)
    return;
  file->date_order = orders->date_order;
  file->has_bare_days = is_same && orders->has_bare_days;
  file->is_date_order_sure = is_same && orders->is_date_order_sure;
}

static TvImportFile *
make_file (const TvImportFile *lines,
           const TvImportFile *orders,
           const KeyPair *pair,
           const Scan *scan)
{
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportJoin) join = make_join (lines, orders, pair);

  if (join->own_count + join->count > TV_RECORD_MAXIMUM_FIELDS)
    return NULL;
  file = tv_import_file_copy (lines);
  g_strfreev (file->header);
  file->header = join_headers (lines, orders, join);
  g_clear_pointer (&file->preview, g_ptr_array_unref);
  file->preview = join_previews (lines, join, scan);
  g_clear_pointer (&file->transforms, g_ptr_array_unref);
  g_clear_pointer (&file->repairs, g_hash_table_unref);
  g_clear_pointer (&file->dropped, g_hash_table_unref);
  g_clear_pointer (&file->preset_name, g_free);
  file->join = g_steal_pointer (&join);
  tv_sniff_find_kind (file);
  if (!tv_import_kind_has_lines (file->kind))
    return NULL;
  take_dates (file, orders);
  tv_float_codes_look (file);
  return g_steal_pointer (&file);
}

/* Joins by the first pair of columns that most lines have an order by. */
static TvImportFile *
join_surely (const TvImportFile *lines,
             const TvImportFile *orders,
             const TvImportFile *own,
             const TvImportFile *other,
             TvProgress *progress,
             GError **error)
{
  g_autoptr (GArray) pairs = NULL;

  if (!are_lines (own) || !are_orders (other))
    return NULL;
  pairs = list_pairs (own, other);
  for (guint i = 0; i < pairs->len; i++)
    {
      const KeyPair *pair = &g_array_index (pairs, KeyPair, i);
      g_auto (Scan) scan = { 0 };

      want_keys (&scan, lines, pair->own);
      if (!scan_orders (&scan, orders, pair->other, progress, error))
        return NULL;
      if (get_share (&scan) >= SHARE_FOUND)
        return make_file (lines, orders, pair, &scan);
    }
  return NULL;
}

/* Joins by the pair of columns that most of the first lines have an order by, however few. */
static TvImportFile *
join_as_asked (const TvImportFile *lines,
               const TvImportFile *orders,
               const TvImportFile *own,
               const TvImportFile *other,
               TvProgress *progress,
               GError **error)
{
  g_autoptr (GArray) pairs = list_all_pairs (own, other);
  g_auto (Scan) best = { 0 };
  guint chosen = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const KeyPair *pair = &g_array_index (pairs, KeyPair, i);
      g_auto (Scan) scan = { 0 };

      want_keys (&scan, lines, pair->own);
      if (!scan_orders (&scan, orders, pair->other, progress, error))
        return NULL;
      scan.share = get_share (&scan);
      if (scan.share <= best.share)
        continue;
      scan_clear (&best);
      best = scan;
      scan.wanted = NULL;
      chosen = i;
    }
  return best.share > 0 ? make_file (lines, orders, &g_array_index (pairs, KeyPair, chosen), &best)
                        : NULL;
}

/**
 * tv_join_lacks_orders:
 * @file: a file that was looked at
 *
 * Lines that name what is sold in full look like a list of products; what tells them apart is the
 * number of an order.
 *
 * Returns: whether it may be lines whose customer or day stands in another file, whatever it was
 * taken for
 */
gboolean
tv_join_lacks_orders (const TvImportFile *file)
{
  g_autoptr (TvImportFile) own = can_join (file) ? copy_as (file, TV_KIND_SALES_LINES) : NULL;

  return own != NULL && are_lines (own);
}

/**
 * tv_join_files:
 * @lines: a file that was looked at
 * @orders: another one
 * @is_asked: whether a person says that they belong together
 * @progress: (nullable): cancel
 * @error: return location for an error that names the file, or a cancel
 *
 * Finds out whether @orders holds the orders of the lines of @lines, and makes one file of both.
 * Where that is asked for, they need no more in common than the number of one order, in columns of
 * any name.
 *
 * Returns: (transfer full) (nullable): the file; %NULL without an error where it does not
 */
TvImportFile *
tv_join_files (const TvImportFile *lines,
               const TvImportFile *orders,
               gboolean is_asked,
               TvProgress *progress,
               GError **error)
{
  g_autoptr (TvImportFile) own = NULL, other = NULL, file = NULL;
  g_autoptr (GError) cause = NULL;

  if (!can_join (lines) || !can_join (orders))
    return NULL;
  own = copy_as (lines, TV_KIND_SALES_LINES);
  other = copy_as (orders, TV_KIND_SALES_LINES);
  file = join_surely (lines, orders, own, other, progress, &cause);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (file == NULL && is_asked)
    file = join_as_asked (lines, orders, own, other, progress, error);
  return g_steal_pointer (&file);
}
