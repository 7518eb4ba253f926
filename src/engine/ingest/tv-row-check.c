/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from several cells of a row, or from the words in one: the amount of a line, its
 * sign on a credit note, what a contact's channel and status mean, a product's further numbers. */
#include <inttypes.h>
#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-number.h"
#include "base/tv-text.h"
#include "ingest/tv-cell-kind.h"
#include "ingest/tv-row.h"
#include "rows/tv-contact-words.h"

#define ONE_SHARE 10000   /* of a discount: all of the price, or one unit of money */
#define LONGEST_TOTAL 100 /* bytes of a cell that names totals */
#define ONE_PIECE 1000    /* thousandths, of a line that names no quantity */

/* What is left of an amount after the line's discount. The discount is in ten-thousandths: of a
 * share, of a per cent, or of the currency's unit; whichever sign a program gives it. */
static __int128
take_off (const TvRowPlan *plan, TvRow *row, __int128 amount, __int128 unit)
{
  gint64 discount = tv_row_get_value (plan, row, TV_COLUMN_DISCOUNT);
  __int128 off, part = ONE_SHARE;
  TvDiscountForm form = plan->discount_form;

  if (discount == G_MININT64 || discount == 0)
    return amount;
  discount = ABS (discount);
  if (form == TV_DISCOUNT_BY_VALUE)
    form = discount < ONE_SHARE ? TV_DISCOUNT_SHARE : TV_DISCOUNT_AMOUNT;
  if (form == TV_DISCOUNT_PERCENT)
    part *= 100;
  off = form == TV_DISCOUNT_AMOUNT ? discount * unit * (amount < 0 ? -1 : 1)
                                   : amount * discount / part;
  if ((amount < 0) != (amount - off < 0) && amount != off)
    tv_row_reject (plan, row, "OUT_OF_RANGE", TV_COLUMN_DISCOUNT);
  return amount - off;
}

/* quantity in thousandths x price in ten-thousandths, less the discount, as cents rounded half away
 * from zero. */
static gint64
multiply (const TvRowPlan *plan, TvRow *row, gint64 qty, gint64 unit_price)
{
  __int128 product = take_off (plan, row, (__int128) qty * unit_price, ONE_PIECE);
  __int128 cents = (product + (product < 0 ? -50000 : 50000)) / 100000;

  if (cents > TV_ROW_LARGEST_NUMBER || cents < -TV_ROW_LARGEST_NUMBER)
    {
      tv_row_reject (plan, row, "OUT_OF_RANGE", TV_COLUMN_UNIT_PRICE);
      return 0;
    }
  return (gint64) cents;
}

/* Only words for documents: a column "type" may also hold a way of paying, such as credit. */
static gboolean
is_credit_note (const TvCell *doc_type)
{
  static const char *const starts[] = { "avoir",  "credit note",     "credit memo",  "creditnote",
                                        "retour", "note de credit",  "refund",       "return",
                                        "rembou", "facture d avoir", "facture avoir" };
  g_autofree char *folded = NULL;
  char first;

  if (doc_type == NULL || doc_type->text == NULL)
    return FALSE;
  /* The first letters of all of these, whatever their case and accents, are one of a c r n f; what
   * begins with an f is longer than an ordinary invoice's word. */
  first = (char) (doc_type->text[0] | 0x20);
  if (first >= 'a' && first <= 'z'
      && ((first != 'a' && first != 'c' && first != 'r' && first != 'n' && first != 'f')
          || (first == 'f' && doc_type->length < strlen ("facture avoir"))))
    return FALSE;
  folded = tv_text_fold (doc_type->text);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (folded, starts[i]))
      return TRUE;
  return FALSE;
}

static void
turn_negative (TvCell *cell)
{
  if (cell != NULL && cell->value > 0)
    cell->value = -cell->value;
}

/* A credit note takes back, whichever way its program writes the sign. */
static void
turn_line (const TvRowPlan *plan, TvRow *row)
{
  TvCell *margin = tv_row_get_cell (plan, row, TV_COLUMN_MARGIN);

  row->qty = -ABS (row->qty);
  turn_negative (tv_row_get_cell (plan, row, TV_COLUMN_AMOUNT_TTC));
  if (row->amount <= 0)
    return;
  row->amount = -row->amount;
  if (margin != NULL && margin->value != G_MININT64)
    margin->value = -margin->value;
}

/* Without numbers of documents a customer's lines of one day are one document. */
static void
name_document (const TvRowPlan *plan, TvRow *row, TvArena *arena)
{
  const TvCell *doc = tv_row_get_cell (plan, row, TV_COLUMN_DOC_REF);
  g_autofree char *day = NULL;

  if (doc != NULL)
    {
      row->doc = *doc;
      return;
    }
  day = tv_day_to_iso ((TvDay) tv_row_get_value (plan, row, TV_COLUMN_ORDER_DATE));
  row->doc.length = (guint32) strlen (day);
  row->doc.text = tv_arena_copy (arena, day, row->doc.length);
  row->doc.value = (gint64) tv_hash_bytes (day, row->doc.length);
}

static void
check_line (const TvRowPlan *plan, TvArena *arena, TvRow *row)
{
  gint64 unit_price = tv_row_get_value (plan, row, TV_COLUMN_UNIT_PRICE);
  const TvCell *amount = tv_row_get_cell (plan, row, TV_COLUMN_AMOUNT_HT);
  gboolean has_qty = plan->slots[TV_COLUMN_QTY] >= 0;

  if (tv_row_get_text (plan, row, TV_COLUMN_PRODUCT_KEY) == NULL
      && tv_row_get_text (plan, row, TV_COLUMN_PRODUCT_LABEL) == NULL)
    tv_row_reject (plan,
                   row,
                   "REQUIRED",
                   plan->slots[TV_COLUMN_PRODUCT_LABEL] >= 0 ? TV_COLUMN_PRODUCT_LABEL
                                                             : TV_COLUMN_PRODUCT_KEY);
  if (amount != NULL && amount->value == G_MININT64)
    tv_row_reject (plan, row, "REQUIRED", TV_COLUMN_AMOUNT_HT);
  else if (amount == NULL && unit_price == G_MININT64 && !plan->has_catalogue_prices)
    tv_row_reject (plan, row, "REQUIRED", TV_COLUMN_UNIT_PRICE);
  if (row->reject_code != NULL)
    return;
  row->qty = has_qty ? tv_row_get_value (plan, row, TV_COLUMN_QTY) : ONE_PIECE;
  if (plan->has_catalogue_prices)
    row->amount = G_MININT64;
  else
    row->amount = amount != NULL ? amount->value : multiply (plan, row, row->qty, unit_price);
  if (!has_qty && row->amount < 0 && !plan->has_catalogue_prices)
    row->qty = -row->qty;
  if (is_credit_note (tv_row_get_cell (plan, row, TV_COLUMN_DOC_TYPE)))
    turn_line (plan, row);
  name_document (plan, row, arena);
}

/* Further numeric columns of a product, as one JSON object; NULL where it has none. */
static const char *
dup_attributes (const TvRowPlan *plan, const TvRecord *record, TvArena *arena)
{
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint h = 0; h < plan->header_count && h < record->field_count; h++)
    {
      g_autofree char *name = NULL;
      gint64 value;

      if (plan->is_mapped[h]
          || !tv_number_parse (record->fields[h],
                               (gssize) record->lengths[h],
                               plan->file->decimal_mark,
                               3,
                               &value))
        continue;
      name = g_strescape (plan->file->header[h], plan->file->header[h]);
      g_string_append_printf (json,
                              "%s\"%s\":%s%" PRId64 ".%03d",
                              json->len == 0 ? "{" : ",",
                              g_strdelimit (name, "\"\\", '_'),
                              value < 0 && value > -1000 ? "-" : "",
                              value / 1000,
                              (int) ABS (value % 1000));
    }
  if (json->len == 0)
    return NULL;
  g_string_append_c (json, '}');
  return tv_arena_copy (arena, json->str, json->len);
}

static void
check_product (const TvRowPlan *plan, const TvRecord *record, TvArena *arena, TvRow *row)
{
  gint64 tier = tv_row_get_value (plan, row, TV_COLUMN_PREMIUM_TIER);

  if (tier != G_MININT64 && (tier < 0 || tier > 3))
    tv_row_reject (plan, row, "OUT_OF_RANGE", TV_COLUMN_PREMIUM_TIER);
  row->hash = tv_hash_bytes (record->raw, record->raw_length) | 1;
  row->attributes = dup_attributes (plan, record, arena);
}

static void
match_word (const TvRowPlan *plan, TvRow *row, TvColumn column, const char *(*find) (const char *) )
{
  TvCell *cell = tv_row_get_cell (plan, row, column);
  const char *code;

  if (cell == NULL || cell->text == NULL)
    return;
  code = find (cell->text);
  if (code == NULL)
    {
      tv_row_reject (plan, row, "BAD_VALUE", column);
      return;
    }
  cell->text = code;
  cell->length = (guint32) strlen (code);
}

/* Whoever has not confirmed yet may not be written to; of a message, to wait says nothing. */
static void
settle_unconfirmed (const TvRowPlan *plan, TvRow *row)
{
  TvCell *cell = tv_row_get_cell (plan, row, TV_COLUMN_STATUS);

  if (cell == NULL || g_strcmp0 (cell->text, "UNCONFIRMED") != 0)
    return;
  if (!plan->is_list_state)
    tv_row_reject (plan, row, "BAD_VALUE", TV_COLUMN_STATUS);
  cell->text = "OPTOUT";
  cell->length = (guint32) strlen (cell->text);
}

/* A row of somebody on a list tells of no message, and so needs no day of one. */
static void
check_contact (const TvRowPlan *plan, TvRow *row)
{
  int day = plan->slots[TV_COLUMN_CONTACT_DATE];

  match_word (plan, row, TV_COLUMN_CHANNEL, tv_contact_words_find_channel);
  match_word (plan, row, TV_COLUMN_STATUS, tv_contact_words_find_status);
  settle_unconfirmed (plan, row);
  if (row->reject_code == NULL || !tv_row_is_subscriber (plan, row) || day < 0
      || row->reject_index != plan->indices[day])
    return;
  row->reject_code = NULL;
  row->reject_index = -1;
}

/**
 * tv_cell_names_total:
 * @cell: a cell, valid UTF-8
 *
 * Returns: whether it calls its row totals or a count of rows, in three dozen languages
 */
gboolean
tv_cell_names_total (const char *cell)
{
  static const char *const starts[] = { "total",        "totals",
                                        "totaux",       "sous total",
                                        "sub total",    "subtotal",
                                        "grand total",  "somme",
                                        "nombre de",    "nombre d",
                                        "row count",    "number of rows",
                                        "record count", "number of records",
                                        "summe",        "gesamt",
                                        "gesamtsumme",  "zwischensumme",
                                        "suma",         "totale",
                                        "totaal",       "soma",
                                        "razem",        "celkem",
                                        "summa",        "i alt",
                                        "toplam",       "osszesen",
                                        "yhteensa",     "spolu",
                                        "ukupno",       "skupaj",
                                        "kokku",        "kopa",
                                        "is viso",      "συνολο",
                                        "итого",        "всего",
                                        "всього",       "разом",
                                        "общо",         "合計",
                                        "小計",         "総計",
                                        "总计",         "合计",
                                        "總計",         "小计" };
  g_autofree char *folded = NULL;

  if (g_ascii_isdigit (*cell))
    return FALSE;
  folded = tv_text_fold (cell);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (folded, starts[i])
        && (folded[strlen (starts[i])] == '\0' || folded[strlen (starts[i])] == ' '))
      return TRUE;
  return FALSE;
}

/* The first cell that holds something, or one past the last. */
static guint
find_first_cell (const TvRecord *record)
{
  guint i = 0;

  while (i < record->field_count && record->lengths[i] == 0)
    i++;
  return i;
}

/**
 * tv_row_names_total:
 * @record: a record
 *
 * Returns: whether its first cell that holds something calls it totals
 */
gboolean
tv_row_names_total (const TvRecord *record)
{
  g_autofree char *cell = NULL;
  guint i = find_first_cell (record);

  if (i == record->field_count || record->lengths[i] > LONGEST_TOTAL)
    return FALSE;
  cell = tv_record_dup_cell (record, i);
  return tv_cell_names_total (cell);
}

/**
 * tv_row_reject_record:
 * @plan: how the rows are read
 * @record: a record with a problem
 * @row: (inout): its row
 *
 * Makes the row a reject. A cell that is too long for its place is named.
 */
void
tv_row_reject_record (const TvRowPlan *plan, const TvRecord *record, TvRow *row)
{
  tv_row_reject (plan, row, record->problem, TV_N_COLUMNS);
  if (record->problem_column > 0 && record->problem_column <= plan->header_count)
    row->reject_index = (int) record->problem_column - 1;
}

/**
 * tv_row_is_sum:
 * @plan: how the rows are read
 * @record: a record with a quirk
 *
 * Returns: whether an ERP marked it as a sum, and it lacks half of a row's cells, as sums do
 */
gboolean
tv_row_is_sum (const TvRowPlan *plan, const TvRecord *record)
{
  guint empty = 0;

  if (!g_str_equal (record->quirk, TV_REJECT_TOTAL_ROW))
    return FALSE;
  for (guint i = 0; i < record->field_count; i++)
    empty += record->lengths[i] == 0;
  return record->field_count < plan->header_count || empty * 2 >= record->field_count;
}

/**
 * tv_row_is_bare_sum:
 * @plan: how the rows are read
 * @record: a record
 *
 * Returns: whether it has sums where lines have numbers, and perhaps a word for them somewhere: it
 * names neither a customer nor anything that is sold
 */
gboolean
tv_row_is_bare_sum (const TvRowPlan *plan, const TvRecord *record)
{
  static const TvColumn names[] = { TV_COLUMN_CUSTOMER_CODE,
                                    TV_COLUMN_ORDER_DATE,
                                    TV_COLUMN_DOC_REF,
                                    TV_COLUMN_PRODUCT_KEY,
                                    TV_COLUMN_PRODUCT_LABEL };
  guint numbers = 0;

  if (!plan->has_lines)
    return FALSE;
  for (guint i = 0; i < record->field_count; i++)
    {
      TvCellKind kind = tv_cell_get_kind (record->fields[i], record->lengths[i]);
      g_autofree char *cell = NULL;

      if (kind == TV_CELL_TEXT && record->lengths[i] <= LONGEST_TOTAL
          && tv_cell_names_total (cell = tv_record_dup_cell (record, i)))
        continue;
      if (kind == TV_CELL_TEXT || kind == TV_CELL_DATE)
        return FALSE;
      for (gsize k = 0; kind == TV_CELL_NUMBER && k < G_N_ELEMENTS (names); k++)
        if (plan->slots[names[k]] >= 0 && plan->indices[plan->slots[names[k]]] == (int) i)
          return FALSE;
      numbers += kind == TV_CELL_NUMBER;
    }
  return numbers > 0;
}

/* Whether a row fails because it is none: the totals or the count of rows that programs write below
 * a table. Their word may also stand where a number or a day belongs. */
static gboolean
is_footer (const TvRowPlan *plan, const TvRow *row, const TvRecord *record)
{
  if (record->problem == NULL && tv_row_is_bare_sum (plan, record))
    return TRUE;
  return (g_str_equal (row->reject_code, "REQUIRED")
          || g_str_equal (row->reject_code, "TOO_FEW_FIELDS")
          || g_str_equal (row->reject_code, "NO_ORDER")
          || row->reject_index == (int) find_first_cell (record))
         && tv_row_names_total (record);
}

/* Whether a row of customers has nothing that says who one is. */
static gboolean
is_nobody (const TvRowPlan *plan, const TvRow *row)
{
  static const TvColumn columns[] = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME, TV_COLUMN_EMAIL,
                                      TV_COLUMN_PHONE,     TV_COLUMN_ADDRESS,    TV_COLUMN_CITY };

  if (plan->file->kind != TV_KIND_CUSTOMERS)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (tv_row_get_text (plan, row, columns[i]) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * tv_row_pass_over:
 * @plan: the plan
 * @record: the record that the row was read from
 * @row: (inout): a row that was read
 *
 * Passes a row over that is none, the totals below a table, or that a person leaves out.
 */
void
tv_row_pass_over (const TvRowPlan *plan, const TvRecord *record, TvRow *row)
{
  if (row->reject_code != NULL ? is_footer (plan, row, record)
                               : is_nobody (plan, row) && tv_row_names_total (record))
    row->reject_code = TV_REJECT_TOTAL_ROW;
  else if (G_UNLIKELY (plan->file->dropped != NULL)
           && tv_import_file_drops_line (plan->file, record->line))
    row->reject_code = TV_REJECT_DROPPED;
  else
    return;
  row->reject_index = -1;
}

/**
 * tv_row_check:
 * @plan: the plan
 * @record: the record that the row was read from
 * @arena: where texts are kept
 * @row: (inout): a row whose cells are read
 *
 * Completes a row by what its kind asks for beyond single cells, or makes it a reject.
 */
void
tv_row_check (const TvRowPlan *plan, const TvRecord *record, TvArena *arena, TvRow *row)
{
  switch (plan->file->kind)
    {
    case TV_KIND_SALES_LINES:
    case TV_KIND_INVOICE_LINES:
      check_line (plan, arena, row);
      break;
    case TV_KIND_PRODUCTS:
      check_product (plan, record, arena, row);
      break;
    case TV_KIND_CONTACTS:
      check_contact (plan, row);
      break;
    default:
      break;
    }
}
