/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That names are numbered says little (addresses, options and taxes are as well), so rows are taken
 * apart on trial: what is sold has to stand in the groups and nowhere else, the customer or the day
 * beside them, and the groups have to be filled from the first one on. */
#include "ingest/tv-item-trial.h"

#include <string.h>

#include "ingest/tv-item-names.h"
#include "ingest/tv-record-split.h"
#include "rows/tv-import-columns.h"

#define MOST_TRIALS 6
#define MOST_CELLS 500 /* of the headers of all trials of a file */
#define MOST_GAPS .1   /* of the first rows */
#define LEAST_KNOWN .3 /* of the products that stand behind the first of a row */

/* ---- how rows are taken apart ---- */

/* Cells without a name at the end of the header are a habit of spreadsheets. */
static guint
count_header (char **header)
{
  guint count = g_strv_length (header);

  while (count > 0 && *header[count - 1] == '\0')
    count--;
  return count;
}

/* Columns of the very same name are told apart by their place among them. */
static char **
tell_apart (char **header)
{
  char **names = g_strdupv (header);

  for (guint i = 0; header[i] != NULL; i++)
    {
      guint before = 0;

      for (guint k = 0; k < i; k++)
        before += g_str_equal (header[k], header[i]);
      if (before == 0 || *header[i] == '\0')
        continue;
      g_free (names[i]);
      names[i] = g_strdup_printf ("%s (%u)", header[i], before + 1);
    }
  return names;
}

/* The part that a header cell is of, -1 = none; and whether it is the first of its part. */
static int
find_part (const GPtrArray *parts, int field, gboolean *out_is_first)
{
  for (guint p = 0; p < parts->len; p++)
    {
      const TvItemName *name = g_ptr_array_index (parts, p);

      for (guint n = name->first; n <= name->last; n++)
        if (name->fields[n] == field)
          {
            *out_is_first = n == name->first;
            return (int) p;
          }
    }
  return -1;
}

static TvImportSplit *
make_split (char **header, const GPtrArray *parts)
{
  TvImportSplit *split = g_new0 (TvImportSplit, 1);
  guint first = TV_ITEM_MOST, last = 0;

  split->header = tell_apart (header);
  split->own_count = count_header (header);
  split->places = g_new0 (int, split->own_count + 1);
  split->part_count = parts->len;
  for (guint p = 0; p < parts->len; p++)
    {
      const TvItemName *name = g_ptr_array_index (parts, p);

      first = MIN (first, name->first);
      last = MAX (last, name->last);
    }
  split->item_count = last - first + 1;
  split->fields = g_new0 (int, split->item_count * split->part_count + 1);
  for (guint i = 0; i < split->item_count * split->part_count; i++)
    split->fields[i] = MAX (((const TvItemName *) g_ptr_array_index (parts, i % parts->len))
                                ->fields[first + i / parts->len],
                            -1);
  for (int h = 0; h < (int) split->own_count; h++)
    {
      gboolean is_first = FALSE;
      int part = find_part (parts, h, &is_first);

      if (part < 0 || is_first)
        split->places[split->count++] = part < 0 ? h : -1 - part;
    }
  return split;
}

static gboolean
is_name_of_order (char **header, const TvImportSplit *split, const char *name)
{
  for (guint i = 0; i < split->count; i++)
    if (split->places[i] >= 0 && g_str_equal (header[split->places[i]], name))
      return TRUE;
  return FALSE;
}

/* A part that is called as a cell of the order is told apart from it: "Total" and "Total …". */
static char **
make_header (char **header, const TvImportSplit *split, char **names)
{
  char **cells = g_new0 (char *, split->count + 1);

  for (guint i = 0; i < split->count; i++)
    if (split->places[i] >= 0)
      cells[i] = g_strdup (header[split->places[i]]);
    else
      {
        const char *name = names[-1 - split->places[i]];

        cells[i] = g_strconcat (name, is_name_of_order (header, split, name) ? " …" : "", NULL);
      }
  return cells;
}

/* ---- rows ---- */

/**
 * tv_item_row_init:
 * @record: (out caller-allocates): the row as a record
 * @cells: (array zero-terminated=1): a row; has to outlive @record
 * @lengths: room for its lengths; has to outlive @record
 *
 * Makes a record of one of the first rows.
 */
void
tv_item_row_init (TvRecord *record, char **cells, gsize *lengths)
{
  memset (record, 0, sizeof *record);
  record->field_count = MIN (g_strv_length (cells), TV_RECORD_MAXIMUM_FIELDS);
  for (guint i = 0; i < record->field_count; i++)
    lengths[i] = strlen (cells[i]);
  record->fields = (const char *const *) cells;
  record->lengths = lengths;
  record->raw = "";
}

/* Whether the first rows have products in their groups from the first one on, and some have more
 * than one, unless @is_plain: the names leave no doubt. */
static gboolean
has_items (const GPtrArray *rows, const TvImportSplit *split, gboolean is_plain)
{
  g_autofree TvRecordSplit *apart = g_new0 (TvRecordSplit, 1);
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  guint gaps = 0, several = 0;

  if (split->form != TV_LIST_NONE)
    return TRUE; /* the rows have been looked at for that */
  tv_record_split_init (apart, split);
  for (guint i = 0; i < rows->len; i++)
    {
      TvRecord record;
      gboolean has_gap;

      tv_item_row_init (&record, g_ptr_array_index (rows, i), lengths);
      several += tv_record_split_count (apart, &record, &has_gap) > 1;
      gaps += has_gap;
    }
  tv_record_split_clear (apart);
  return gaps <= MOST_GAPS * rows->len && (is_plain || several > 0);
}

/* ---- trials ---- */

static TvImportFile *
make_trial_file (const TvItemTrial *trial, const GPtrArray *rows)
{
  TvImportFile *file = g_new0 (TvImportFile, 1);

  file->header = g_strdupv (trial->header);
  file->preview = tv_item_trial_make_preview (trial->split, rows);
  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  return file;
}

static gboolean
is_of_order (const TvImportFile *file, const TvImportSplit *split, TvColumn column)
{
  int index = tv_import_file_get_index (file, column);

  return index >= 0 && !tv_import_split_is_part (split, (guint) index);
}

/* Whether the row itself names a product, or says how many pieces it is about, so that the groups
 * are about something else. What may as well be the number of the order is no product. */
static gboolean
is_line_itself (const TvImportFile *file, const TvImportSplit *split)
{
  int key = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);

  return is_of_order (file, split, TV_COLUMN_PRODUCT_LABEL)
         || is_of_order (file, split, TV_COLUMN_QTY)
         || (is_of_order (file, split, TV_COLUMN_PRODUCT_KEY)
             && tv_import_match_score (file, (guint) key, TV_COLUMN_PRODUCT_KEY)
                    > tv_import_match_score (file, (guint) key, TV_COLUMN_DOC_REF));
}

/* The texts of a cell of the lines, by product of their rows: those of the first, or the others. */
static guint
count_known (const GPtrArray *rows, const TvImportSplit *split, guint cell, guint *out_others)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  guint known = 0;

  *out_others = 0;
  for (guint item = 0; item < split->item_count; item++)
    for (guint i = 0; i < rows->len; i++)
      {
        char **cells = g_ptr_array_index (rows, i);
        int field = tv_import_split_get_field (split, item, cell);

        if (field < 0 || (guint) field >= g_strv_length (cells) || *cells[field] == '\0')
          continue;
        if (item == 0)
          g_hash_table_add (first, cells[field]);
        else
          {
            (*out_others)++;
            known += g_hash_table_contains (first, cells[field]);
          }
      }
  return known;
}

static gboolean
is_each_once (const GPtrArray *rows, int field)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      if (field < 0 || (guint) field >= g_strv_length (cells)
          || !g_hash_table_add (seen, cells[field]))
        return FALSE;
    }
  return TRUE;
}

/* Where nothing is said of pieces or prices, what is listed may be what a customer likes, or lines
 * of a long label. Of orders each has a number of its own and a day. */
static gboolean
are_orders (const TvImportFile *file, const GPtrArray *rows, const TvImportSplit *split)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int customer = tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE);

  return doc >= 0 && doc != customer && customer >= 0
         && tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) >= 0
         && is_each_once (rows, tv_import_split_get_field (split, 0, (guint) doc));
}

/* Products of orders: what stands second in one stands first in another. The look for lists of
 * names has made sure of that. */
static gboolean
are_bare_products (const TvImportFile *file, const GPtrArray *rows, const TvImportSplit *split)
{
  int label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL);
  guint others, known;

  if (split->form == TV_LIST_NAMES)
    return are_orders (file, rows, split);
  if (split->form != TV_LIST_NONE || !are_orders (file, rows, split))
    return FALSE;
  if (label < 0)
    label = tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY);
  known = count_known (rows, split, (guint) label, &others);
  return known > LEAST_KNOWN * others;
}

/**
 * tv_item_trial_judge:
 * @trial: (inout): a way to take rows apart
 * @rows: (element-type GStrv): the first rows of the file
 *
 * Finds out how much speaks for it.
 */
void
tv_item_trial_judge (TvItemTrial *trial, const GPtrArray *rows)
{
  static const TvColumn figures[]
      = { TV_COLUMN_QTY, TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC, TV_COLUMN_UNIT_PRICE };
  g_autoptr (TvImportFile) file = make_trial_file (trial, rows);
  guint count = 0;

  if (is_line_itself (file, trial->split))
    return;
  file->split = tv_import_split_copy (trial->split);
  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    count += tv_import_file_get_index (file, figures[i]) >= 0;
  if ((tv_import_file_get_index (file, TV_COLUMN_PRODUCT_LABEL) < 0
       && tv_import_file_get_index (file, TV_COLUMN_PRODUCT_KEY) < 0)
      || (tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE) < 0
          && tv_import_file_get_index (file, TV_COLUMN_ORDER_DATE) < 0)
      || !has_items (rows, trial->split, count > 0)
      || (count == 0 && !are_bare_products (file, rows, trial->split)))
    return;
  /* Taxes and coupons have keys, values and totals as well, and no pieces. */
  if (trial->split->form != TV_LIST_NONE && trial->split->form != TV_LIST_PARALLEL
      && trial->split->form != TV_LIST_NAMES && tv_import_file_get_index (file, TV_COLUMN_QTY) < 0)
    return;
  trial->score = 1 + count;
}

/**
 * tv_item_trial_get_most:
 * @header_count: header cells of a file
 *
 * Returns: how many ways to take its rows apart are tried; each costs as much as a mapping does
 */
guint
tv_item_trial_get_most (guint header_count)
{
  return CLAMP (MOST_CELLS / MAX (header_count, 1), 2, MOST_TRIALS);
}

/**
 * tv_item_trial_new:
 * @header: (array zero-terminated=1): the header cells of a file
 * @parts: (element-type TvItemName): names of the cells that each product of a row has
 *
 * Returns: (transfer full): how rows are taken apart by these names; not judged yet
 */
TvItemTrial *
tv_item_trial_new (char **header, const GPtrArray *parts)
{
  TvItemTrial *trial = g_new0 (TvItemTrial, 1);
  g_autofree char **names = g_new0 (char *, parts->len + 1);

  trial->split = make_split (header, parts);
  for (guint i = 0; i < parts->len; i++)
    names[i] = ((const TvItemName *) g_ptr_array_index (parts, i))->name;
  trial->header = make_header (header, trial->split, names);
  return trial;
}

/**
 * tv_item_trial_new_lists:
 * @header: (array zero-terminated=1): the header cells of a file
 * @split: (transfer full): the form of lists, and in which cells they stand
 * @names: what the parts of each product are called
 *
 * Returns: (transfer full): how rows are taken apart by these lists; not judged yet
 */
TvItemTrial *
tv_item_trial_new_lists (char **header, TvImportSplit *split, char **names)
{
  TvItemTrial *trial = g_new0 (TvItemTrial, 1);

  trial->split = split;
  split->header = tell_apart (header);
  split->own_count = count_header (header);
  split->places = g_new0 (int, split->own_count + split->part_count + 1);
  for (int h = 0; h < (int) split->own_count; h++)
    {
      gsize fields = tv_import_split_count_fields (split);
      gboolean is_list = FALSE;

      /* The lists of the first product stand for those of all. */
      for (gsize i = 0; i < fields; i++)
        if (split->fields[i] == h)
          {
            if (i < split->part_count)
              split->places[split->count++] = -1 - (int) i;
            is_list = TRUE;
          }
      if (!is_list)
        split->places[split->count++] = h;
    }
  trial->header = make_header (header, split, names);
  return trial;
}

/**
 * tv_item_trial_is_better:
 * @trial: a trial that was judged
 * @best: (nullable): another one
 *
 * Returns: whether more speaks for it; what more parts add nothing to is none of theirs
 */
gboolean
tv_item_trial_is_better (const TvItemTrial *trial, const TvItemTrial *best)
{
  if (best == NULL || trial->score != best->score)
    return trial->score > (best != NULL ? best->score : 0);
  return trial->split->part_count < best->split->part_count;
}

/**
 * tv_item_trial_take:
 * @trial: (inout): a trial; what it says goes to the file
 * @file: (inout): the file that it was made for
 *
 * Has the rows of a file taken apart: its header and first rows become those of the lines.
 */
void
tv_item_trial_take (TvItemTrial *trial, TvImportFile *file)
{
  GPtrArray *lines = tv_item_trial_make_preview (trial->split, file->preview);

  g_strfreev (file->header);
  file->header = g_steal_pointer (&trial->header);
  g_ptr_array_unref (file->preview);
  file->preview = lines;
  file->split = g_steal_pointer (&trial->split);
}

/**
 * tv_item_trial_free:
 * @trial: (transfer full) (nullable): a trial
 *
 * Frees it.
 */
void
tv_item_trial_free (TvItemTrial *trial)
{
  if (trial == NULL)
    return;
  g_clear_pointer (&trial->split, tv_import_split_free);
  g_strfreev (trial->header);
  g_free (trial);
}

/**
 * tv_item_trial_make_preview:
 * @split: how rows are taken apart
 * @rows: (element-type GStrv): rows of the file
 *
 * Returns: (transfer full) (element-type GStrv): their lines
 */
GPtrArray *
tv_item_trial_make_preview (const TvImportSplit *split, const GPtrArray *rows)
{
  g_autofree TvRecordSplit *apart = g_new0 (TvRecordSplit, 1);
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  TvRecord record, line;
  guint item;

  tv_record_split_init (apart, split);
  for (guint i = 0; i < rows->len; i++)
    {
      tv_item_row_init (&record, g_ptr_array_index (rows, i), lengths);
      tv_record_split_begin (apart, &record);
      while (tv_record_split_next (apart, &line, &item))
        if (line.field_count > 0)
          g_ptr_array_add (lines, tv_record_dup_cells (&line));
    }
  tv_record_split_clear (apart);
  return lines;
}
