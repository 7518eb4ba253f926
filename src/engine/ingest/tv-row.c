/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a record's cells to a row's values: transforms, cleaning, parsing. Works on memory only, in
 * whatever thread reads; what cannot be used makes the row a reject, the first reason stands. */
#include "ingest/tv-row.h"

#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-number.h"
#include "base/tv-text.h"
#include "base/tv-words.h"
#include "ingest/tv-clean-text.h"
#include "ingest/tv-row-flag.h"
#include "ingest/tv-row-head.h"
#include "rows/tv-text-layout.h"

#define LONGEST_TEXT (1 << 16) /* of a reject's value and raw text, in bytes */

/* ---- the plan ---- */

typedef enum
{
  FORM_TEXT,
  FORM_NUMBER,
  FORM_RATE, /* a number with a per cent sign behind it, where the column is one of per cents */
  FORM_DAY,
  FORM_BOOL,
} Form;

typedef struct
{
  Form form;
  int scale; /* decimals that are kept */
} ColumnForm;

static const ColumnForm forms[TV_N_COLUMNS] = {
  [TV_COLUMN_IS_OPTOUT] = { FORM_BOOL, 0 },      [TV_COLUMN_IS_BOUNCED] = { FORM_BOOL, 0 },
  [TV_COLUMN_VINTAGE] = { FORM_NUMBER, 0 },      [TV_COLUMN_PRICE] = { FORM_NUMBER, 2 },
  [TV_COLUMN_COST] = { FORM_NUMBER, 2 },         [TV_COLUMN_MARGIN] = { FORM_NUMBER, 2 },
  [TV_COLUMN_PREMIUM_TIER] = { FORM_NUMBER, 0 }, [TV_COLUMN_IS_ACTIVE] = { FORM_BOOL, 0 },
  [TV_COLUMN_STOCK] = { FORM_NUMBER, 0 },        [TV_COLUMN_ORDER_DATE] = { FORM_DAY, 0 },
  [TV_COLUMN_QTY] = { FORM_NUMBER, 3 },          [TV_COLUMN_AMOUNT_HT] = { FORM_NUMBER, 2 },
  [TV_COLUMN_UNIT_PRICE] = { FORM_NUMBER, 4 },   [TV_COLUMN_AMOUNT_TTC] = { FORM_NUMBER, 2 },
  [TV_COLUMN_CONTACT_DATE] = { FORM_DAY, 0 },    [TV_COLUMN_DISCOUNT] = { FORM_RATE, 4 },
};

/**
 * tv_column_is_number:
 * @column: a canonical column
 *
 * Returns: whether its cells are numbers
 */
gboolean
tv_column_is_number (TvColumn column)
{
  return forms[column].form == FORM_NUMBER || forms[column].form == FORM_RATE;
}

/* Whether another column may stand in for an empty cell, not only for a column that is not there.
 */
static gboolean
is_alternative (TvColumn column)
{
  return column == TV_COLUMN_PRODUCT_LABEL || column == TV_COLUMN_AMOUNT_HT;
}

/* The mapped columns that must not be empty, unless another may stand in. */
static void
list_required (TvRowPlan *plan)
{
  TvImportKind kind = plan->file->kind;
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (kind, &count);
  const TvImportColumn *table = tv_import_kind_get_columns (kind, &count);

  for (guint i = 0; i < count; i++)
    if (table[i].is_required && plan->slots[columns[i]] >= 0
        && (!is_alternative (columns[i])
            || tv_column_get_stand_in (kind, columns[i]) == TV_N_COLUMNS))
      plan->required[plan->required_count++] = columns[i];
}

/**
 * tv_row_plan_init:
 * @plan: (out caller-allocates): the plan; borrows @file
 * @file: a file with a kind
 * @date_order: how days are read
 *
 * Makes the plan by which the rows of a file are read.
 */
void
tv_row_plan_init (TvRowPlan *plan, const TvImportFile *file, TvDateOrder date_order)
{
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);

  memset (plan, 0, sizeof *plan);
  plan->file = file;
  plan->date_order = date_order;
  /* Cells without a name at the end of the header are a habit of spreadsheets. */
  plan->header_count = g_strv_length (file->header);
  while (plan->header_count > 0 && *file->header[plan->header_count - 1] == '\0')
    plan->header_count--;
  for (guint i = 0; i < TV_N_COLUMNS; i++)
    plan->slots[i] = -1;
  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0)
      {
        plan->columns[plan->slot_count] = columns[i];
        plan->indices[plan->slot_count] = file->columns[i];
        plan->slots[columns[i]] = (int) plan->slot_count++;
        plan->is_mapped[MIN (file->columns[i], TV_RECORD_MAXIMUM_FIELDS - 1)] = TRUE;
      }
  plan->first_day = tv_day_from_ymd (1900, 1, 1);
  plan->last_day = tv_day_from_ymd (2199, 12, 31);
  plan->has_lines = tv_import_kind_has_lines (file->kind);
  plan->has_catalogue_prices = file->has_catalogue_prices && plan->has_lines
                               && plan->slots[TV_COLUMN_AMOUNT_HT] < 0
                               && plan->slots[TV_COLUMN_UNIT_PRICE] < 0;
  plan->discount_form = tv_discount_find_form (file);
  plan->is_consent = tv_consent_is_given (file);
  plan->is_list_state = file->kind == TV_KIND_CONTACTS ? tv_consent_is_list_history (file)
                                                       : tv_consent_is_list_state (file);
  list_required (plan);
  plan->is_mended = tv_mended_has_header (file);
  for (guint i = 0; plan->is_mended && tv_mended_list_headers ()[i] != NULL; i++)
    plan->is_mapped[i] = TRUE;
  for (guint i = 0; file->transforms != NULL && i < file->transforms->len; i++)
    plan->has_transforms |= !tv_column_transform_is_plain (g_ptr_array_index (file->transforms, i));
}

/* ---- cells ---- */

/**
 * tv_row_reject:
 * @plan: the plan
 * @row: (inout): a row
 * @code: why, static
 * @column: which cell, TV_N_COLUMNS for the whole row
 *
 * Makes a row a reject. The first reason stands.
 */
void
tv_row_reject (const TvRowPlan *plan, TvRow *row, const char *code, TvColumn column)
{
  if (row->reject_code != NULL)
    return;
  row->reject_code = code;
  row->reject_index
      = column == TV_N_COLUMNS || plan->slots[column] < 0 ? -1 : plan->indices[plan->slots[column]];
}

/* Many cells stand in the row before just so: a document's number, its date, a kind of document. */
static inline gboolean
is_repeated (const TvCell *before, const char *text, gsize length)
{
  return before != NULL && before->text != NULL && before->length == length
         && tv_words_are_equal (before->text, text, length);
}

/* The hash is of what was read, not of the copy that is just being written. */
static inline void
keep_text (TvCell *cell, const char *text, gsize length, TvArena *arena)
{
  cell->text = tv_arena_copy (arena, text, length);
  cell->length = (guint32) length;
  cell->value = (gint64) tv_hash_bytes (text, length);
}

static G_GNUC_NO_INLINE void
clean_text (TvCell *cell, const char *text, gsize length, TvArena *arena)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autofree char *cleaned = tv_text_clean (valid);

  if (*cleaned != '\0')
    keep_text (cell, cleaned, strlen (cleaned), arena);
}

static inline void
read_text (TvCell *cell, const TvCell *before, const char *text, gsize length, TvArena *arena)
{
  if (is_repeated (before, text, length))
    *cell = *before;
  else if (G_LIKELY (tv_clean_text_check (text, length)))
    keep_text (cell, text, length, arena);
  else
    clean_text (cell, text, length, arena);
}

static gboolean
is_blank (const char *text, gsize length)
{
  g_autofree char *valid = NULL;
  g_autofree char *cleaned = NULL;

  if (length > 0 && (guchar) text[0] > ' ' && (guchar) text[0] < 0x7f)
    return FALSE;
  valid = g_utf8_make_valid (text, (gssize) length);
  cleaned = tv_text_clean (valid);
  return *cleaned == '\0';
}

/* A number, day or yes/no; the code of a reject where it is none. */
static const char *
read_value (const TvRowPlan *plan, TvColumn column, TvCell *cell, const char *text, gsize length)
{
  const ColumnForm *form = &forms[column];
  TvDay day;

  switch (form->form)
    {
    case FORM_RATE:
      if (plan->discount_form == TV_DISCOUNT_PERCENT)
        length = tv_discount_strip (text, length);
      G_GNUC_FALLTHROUGH;
    case FORM_NUMBER:
      if (!tv_number_parse (text,
                            (gssize) length,
                            plan->file->decimal_mark,
                            form->scale,
                            &cell->value))
        return "BAD_NUMBER";
      return cell->value > TV_ROW_LARGEST_NUMBER || cell->value < -TV_ROW_LARGEST_NUMBER
                 ? "OUT_OF_RANGE"
                 : NULL;
    case FORM_DAY:
      if (!tv_import_file_parse_day (plan->file, text, (gssize) length, plan->date_order, &day))
        return "BAD_DATE";
      cell->value = day;
      return day < plan->first_day || day > plan->last_day ? "OUT_OF_RANGE" : NULL;
    default:
      cell->value = tv_row_flag_read (plan, column, text, length);
      return cell->value == -1 ? "BAD_VALUE" : NULL;
    }
}

/* A cell that holds something and is none of text. */
static void
read_other (const TvRowPlan *plan,
            guint slot,
            const char *text,
            gsize length,
            TvArena *arena,
            const TvCell *above,
            TvRow *row)
{
  TvCell *cell = &row->cells[slot];
  TvColumn column = plan->columns[slot];
  const char *code;

  if (forms[column].form == FORM_DAY && is_repeated (above, text, length))
    {
      *cell = *above;
      return;
    }
  code = read_value (plan, column, cell, text, length);
  if (code == NULL)
    {
      if (column == TV_COLUMN_IS_OPTOUT && plan->is_consent && cell->value != G_MININT64)
        cell->value = !cell->value;
      if (forms[column].form == FORM_DAY)
        {
          cell->text = tv_arena_copy (arena, text, length);
          cell->length = (guint32) length;
        }
      return;
    }
  cell->value = G_MININT64;
  if (!is_blank (text, length))
    tv_row_reject (plan, row, code, column);
}

static inline void
read_cell (const TvRowPlan *plan,
           guint slot,
           const char *text,
           gsize length,
           TvArena *arena,
           const TvRow *before,
           TvRow *row)
{
  const TvCell *above = before != NULL ? &before->cells[slot] : NULL;

  row->cells[slot] = (TvCell){ NULL, 0, G_MININT64 };
  if (length == 0)
    return;
  if (forms[plan->columns[slot]].form == FORM_TEXT)
    read_text (&row->cells[slot], above, text, length, arena);
  else
    read_other (plan, slot, text, length, arena, above, row);
}

/* The cells of a record as they stand. */
static void
read_plain_cells (const TvRowPlan *plan,
                  const TvRecord *record,
                  TvArena *arena,
                  const TvRow *before,
                  TvRow *row)
{
  for (guint slot = 0; slot < plan->slot_count; slot++)
    {
      guint index = (guint) plan->indices[slot];
      gsize length = index < record->field_count ? record->lengths[index] : 0;

      read_cell (plan, slot, length > 0 ? record->fields[index] : "", length, arena, before, row);
    }
}

/* What this program puts an apostrophe before when it writes CSV. */
static gboolean
is_defused (const char *text)
{
  return strchr ("=+-@\t\r\n", *text) != NULL || (guchar) *text == 0xef;
}

/* The same where cells are changed before they are read. */
static void
read_cells (const TvRowPlan *plan,
            const TvRecord *record,
            TvArena *arena,
            const TvRow *before,
            TvRow *row)
{
  for (guint slot = 0; slot < plan->slot_count; slot++)
    {
      guint index = (guint) plan->indices[slot];
      const char *text = NULL;
      gsize length = 0;

      if (index < record->field_count)
        {
          text = record->fields[index];
          length = record->lengths[index];
        }
      if (plan->is_mended && length >= 2 && *text == '\'' && is_defused (text + 1))
        {
          text++;
          length--;
        }
      if (plan->has_transforms && index < plan->file->transforms->len
          && !tv_column_transform_is_plain (g_ptr_array_index (plan->file->transforms, index)))
        {
          g_autofree char *cell
              = tv_column_transform_apply (g_ptr_array_index (plan->file->transforms, index),
                                           text != NULL ? text : "",
                                           length);

          read_cell (plan, slot, cell, strlen (cell), arena, before, row);
        }
      else
        read_cell (plan, slot, text, length, arena, before, row);
    }
}

/* ---- rows ---- */

/* Cells beyond the header that hold nothing do no harm. In a sheet all cells have their places:
 * what stands beside the table was written there by hand, and moves none of its cells. */
static gboolean
has_surplus (const TvRowPlan *plan, const TvRecord *record)
{
  for (guint i = plan->header_count; i < record->field_count && !plan->file->is_book; i++)
    if (record->lengths[i] > 0)
      return TRUE;
  return FALSE;
}

/* Valid UTF-8 that is not cut within a character. */
static const char *
shorten (TvArena *arena, const char *text, gsize length)
{
  gsize kept = MIN (length, LONGEST_TEXT);
  g_autofree char *valid = NULL;

  while (kept < length && kept > 0 && ((guchar) text[kept] & 0xc0) == 0x80)
    kept--;
  valid = g_utf8_make_valid (text, (gssize) kept);
  return tv_arena_copy (arena, valid, strlen (valid));
}

/* A line that was one of several in its record stands for itself, and one that is written otherwise
 * than the others as they are, so that it can be cut like them once it is mended. Of a sheet's row
 * the table's cells are kept, as the file of rejects has their columns alone. */
static const char *
copy_raw (const TvRowPlan *plan, const TvRecord *record, TvArena *arena)
{
  g_autofree char *raw = NULL;
  TvRecord own = *record;

  if (plan->file->is_book && record->problem == NULL && record->field_count > plan->header_count)
    {
      own.field_count = plan->header_count;
      raw = tv_record_dup_raw (&own, ",");
      return shorten (arena, raw, strlen (raw));
    }
  if (record->raw != NULL && !record->is_recut)
    return shorten (arena, record->raw, record->raw_length);
  raw = tv_record_dup_raw (record, tv_text_layout_get_plain (plan->file->dialect->delimiter));
  return shorten (arena, raw, strlen (raw));
}

static void
check_required (const TvRowPlan *plan, TvRow *row)
{
  for (guint i = 0; i < plan->required_count; i++)
    if (row->cells[plan->slots[plan->required[i]]].value == G_MININT64)
      tv_row_reject (plan, row, "REQUIRED", plan->required[i]);
}

/**
 * tv_row_read:
 * @plan: the plan
 * @record: a record of the file
 * @arena: where texts are kept
 * @before: (nullable): the row read before it into the same arena
 * @head: (nullable): the row that it may go on from
 * @row: (inout): the row, with room for cells
 *
 * Reads a row: every mapped cell cleaned and parsed; for a line of sales also what follows from
 * several cells. A row that cannot be used has a reject_code, and what is kept of it.
 */
void
tv_row_read (const TvRowPlan *plan,
             const TvRecord *record,
             TvArena *arena,
             const TvRow *before,
             const TvRowHead *head,
             TvRow *row)
{
  if (before != NULL && before->reject_code != NULL)
    before = NULL; /* its cells may not have been read */
  row->line = record->line;
  row->reject_code = NULL;
  row->reject_index = -1;
  row->attributes = NULL;
  row->hash = 0;
  if (record->problem != NULL)
    tv_row_reject_record (plan, record, row);
  else if (G_UNLIKELY (record->quirk != NULL) && tv_row_is_sum (plan, record))
    tv_row_reject (plan, row, TV_REJECT_TOTAL_ROW, TV_N_COLUMNS);
  else if (record->field_count < plan->header_count)
    tv_row_reject (plan, row, "TOO_FEW_FIELDS", TV_N_COLUMNS);
  else if (has_surplus (plan, record))
    tv_row_reject (plan, row, "TOO_MANY_FIELDS", TV_N_COLUMNS);
  else
    {
      gboolean goes_on;

      if (G_LIKELY (!plan->has_transforms && !plan->is_mended))
        read_plain_cells (plan, record, arena, before, row);
      else
        read_cells (plan, record, arena, before, row);
      goes_on = head != NULL && tv_row_head_fill (head, plan, record, arena, row);
      if (plan->has_lines)
        tv_row_status_read (plan, head, before, row);
      check_required (plan, row);
      tv_row_check (plan, record, arena, row);
      if (plan->has_lines)
        tv_row_status_apply (plan, row);
      if (goes_on && plan->file->kind == TV_KIND_PRODUCTS)
        row->hash = head->row->hash; /* what it says itself is no contradiction */
    }
  tv_row_pass_over (plan, record, row);
  /* That a key stands twice, or has no price, is found by who writes the row; what such a reject
   * needs is kept. */
  if (row->reject_code == NULL && plan->file->kind != TV_KIND_CUSTOMERS
      && plan->file->kind != TV_KIND_PRODUCTS && !plan->has_catalogue_prices)
    return;
  row->raw = copy_raw (plan, record, arena);
  row->reject_value = "";
  if (row->reject_index >= 0 && (guint) row->reject_index < record->field_count)
    row->reject_value
        = shorten (arena, record->fields[row->reject_index], record->lengths[row->reject_index]);
}
