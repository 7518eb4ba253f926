/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many programs write what is said of an order once, in its first line, and leave it out in the
 * lines below; so do those that write a product with its variants and pictures. A line goes on from
 * the row above where it names the same document, or neither document nor customer nor day. That
 * the file is of this kind has to show in its first rows: elsewhere an empty cell is a mistake. */
#include "ingest/tv-row-head.h"

#include <string.h>

#define SHARE_THAT_LACKS .9 /* of the rows that go on */
#define MANY_LEFT_OUT 3

static const char *
get_cell (const TvImportFile *file, guint row, TvColumn column)
{
  char **cells = g_ptr_array_index (file->preview, row);
  int index = tv_import_file_get_index (file, column);

  return index >= 0 && (guint) index < g_strv_length (cells) ? cells[index] : "";
}

static gboolean
is_filled (const TvImportFile *file, guint row, TvColumn column)
{
  return *get_cell (file, row, column) != '\0';
}

static gboolean
goes_on (const TvImportFile *file, guint row, TvColumn column)
{
  return is_filled (file, row, column)
         && g_str_equal (get_cell (file, row, column), get_cell (file, row - 1, column));
}

/* A line of something that is sold, and of no order by itself. */
static gboolean
is_bare_line (const TvImportFile *file, guint row)
{
  const char *product = get_cell (file, row, TV_COLUMN_PRODUCT_LABEL);

  if (*product == '\0')
    product = get_cell (file, row, TV_COLUMN_PRODUCT_KEY);
  return *product != '\0' && !tv_cell_names_total (product)
         && !is_filled (file, row, TV_COLUMN_DOC_REF)
         && !is_filled (file, row, TV_COLUMN_CUSTOMER_CODE)
         && !is_filled (file, row, TV_COLUMN_ORDER_DATE);
}

/* How much of what the row above says of its order and customer a row does not say again. */
static guint
count_left_out (const TvImportFile *file, guint row)
{
  static const TvColumn columns[]
      = { TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_ORDER_DATE, TV_COLUMN_ORDER_STATUS,
          TV_COLUMN_LAST_NAME,     TV_COLUMN_FIRST_NAME, TV_COLUMN_EMAIL,
          TV_COLUMN_ADDRESS,       TV_COLUMN_CITY,       TV_COLUMN_COUNTRY };
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    count += is_filled (file, row - 1, columns[i]) && !is_filled (file, row, columns[i]);
  return count;
}

/* Whether the first rows that go on from the one above lack what that one has. */
static gboolean
has_heads (const TvImportFile *file)
{
  gboolean has_lines = tv_import_kind_has_lines (file->kind);
  guint following = 0, lacking = 0;
  gboolean is_plain = FALSE; /* one row leaves out so much that it is no mistake */

  for (guint i = 1; file->preview != NULL && i < file->preview->len; i++)
    {
      gboolean is_bare = has_lines && is_bare_line (file, i);

      if (has_lines ? !is_bare && !goes_on (file, i, TV_COLUMN_DOC_REF)
                    : !goes_on (file, i, TV_COLUMN_PRODUCT_KEY))
        continue;
      following++;
      if (has_lines)
        lacking += is_bare || !is_filled (file, i, TV_COLUMN_CUSTOMER_CODE)
                   || !is_filled (file, i, TV_COLUMN_ORDER_DATE);
      else
        lacking += !is_filled (file, i, TV_COLUMN_PRODUCT_LABEL);
      is_plain |= !has_lines || (!is_bare && count_left_out (file, i) >= MANY_LEFT_OUT);
    }
  return lacking > (is_plain ? 0u : 1u) && lacking >= SHARE_THAT_LACKS * following;
}

/**
 * tv_row_head_init:
 * @head: (out caller-allocates): the head
 * @plan: how the rows are read
 *
 * Begins without a row.
 */
void
tv_row_head_init (TvRowHead *head, const TvRowPlan *plan)
{
  memset (head, 0, sizeof *head);
  head->doc = G_MININT64;
  head->kept.cells = g_new0 (TvCell, MAX (plan->slot_count, 1));
  tv_arena_init (&head->arena);
  head->is_used
      = (plan->file->kind == TV_KIND_PRODUCTS || tv_import_kind_has_lines (plan->file->kind))
        && has_heads (plan->file);
}

/**
 * tv_row_head_clear:
 * @head: the head
 *
 * Frees what it keeps.
 */
void
tv_row_head_clear (TvRowHead *head)
{
  g_clear_pointer (&head->kept.cells, g_free);
  tv_arena_clear (&head->arena);
}

static gboolean
is_empty (const TvRowPlan *plan, const TvRow *row, TvColumn column)
{
  return tv_row_get_value (plan, row, column) == G_MININT64;
}

static gboolean
is_same (const TvRowPlan *plan, const TvRow *a, const TvRow *b, TvColumn column)
{
  return g_strcmp0 (tv_row_get_text (plan, a, column), tv_row_get_text (plan, b, column)) == 0;
}

/* Whether a line leaves out what the head has; one that names nothing of its order has to be a line
 * for all that: something that is sold, and how much of it. */
static gboolean
is_line_of (const TvRowPlan *plan, const TvRow *head, const TvRecord *record, const TvRow *row)
{
  gboolean lacks_customer = is_empty (plan, row, TV_COLUMN_CUSTOMER_CODE);
  gboolean lacks_day = is_empty (plan, row, TV_COLUMN_ORDER_DATE);

  if (!lacks_customer && !lacks_day)
    return FALSE;
  if (!is_empty (plan, row, TV_COLUMN_DOC_REF))
    return is_same (plan, row, head, TV_COLUMN_DOC_REF);
  if (!lacks_customer || !lacks_day
      || (is_empty (plan, row, TV_COLUMN_PRODUCT_KEY)
          && is_empty (plan, row, TV_COLUMN_PRODUCT_LABEL))
      || (is_empty (plan, row, TV_COLUMN_QTY) && is_empty (plan, row, TV_COLUMN_AMOUNT_HT)))
    return FALSE;
  return !tv_row_names_total (record) && !tv_row_is_bare_sum (plan, record);
}

static void
take_over (const TvRowHead *head, TvArena *arena, const TvCell *from, TvCell *to)
{
  *to = *from;
  /* The copy is made anew while this row is still read by who writes it. */
  if (head->row == &head->kept && from->text != NULL)
    to->text = tv_arena_copy (arena, from->text, from->length);
}

/**
 * tv_row_head_fill:
 * @head: the head
 * @plan: how the rows are read
 * @record: the record that @row was read from
 * @arena: where the texts of @row are kept
 * @row: (inout): a row, its cells read
 *
 * Gives a row that goes on from the head what it leaves out: a line of an order the customer, day
 * and document, a further row of a product (a variant, a picture) all that the product has.
 *
 * Returns: whether the row goes on from the head
 */
gboolean
tv_row_head_fill (const TvRowHead *head,
                  const TvRowPlan *plan,
                  const TvRecord *record,
                  TvArena *arena,
                  TvRow *row)
{
  static const TvColumn columns[]
      = { TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_ORDER_DATE,  TV_COLUMN_DOC_REF, TV_COLUMN_DOC_TYPE,
          TV_COLUMN_LAST_NAME,     TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL,   TV_COLUMN_PHONE,
          TV_COLUMN_ADDRESS,       TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,    TV_COLUMN_COUNTRY };

  if (!head->is_used || head->row == NULL)
    return FALSE;
  if (plan->file->kind == TV_KIND_PRODUCTS)
    {
      if (plan->slots[TV_COLUMN_PRODUCT_LABEL] < 0 || !is_empty (plan, row, TV_COLUMN_PRODUCT_LABEL)
          || is_empty (plan, row, TV_COLUMN_PRODUCT_KEY)
          || !is_same (plan, row, head->row, TV_COLUMN_PRODUCT_KEY))
        return FALSE;
      for (guint slot = 0; slot < plan->slot_count; slot++)
        take_over (head, arena, &head->row->cells[slot], &row->cells[slot]);
      return TRUE;
    }
  if (!is_line_of (plan, head->row, record, row))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int slot = plan->slots[columns[i]];

      if (slot >= 0 && row->cells[slot].value == G_MININT64)
        take_over (head, arena, &head->row->cells[slot], &row->cells[slot]);
    }
  return TRUE;
}

/**
 * tv_row_head_note:
 * @head: the head
 * @plan: how the rows are read
 * @row: a row that was read, kept until the next one is
 *
 * Notes a row. One that cannot be used heads nothing, but for what is no sale, whose cells were all
 * read, and ends what the head began unless only a cell of a line of it is wrong.
 */
void
tv_row_head_note (TvRowHead *head, const TvRowPlan *plan, const TvRow *row)
{
  tv_row_status_note (head, plan, row);
  if (!head->is_used)
    return;
  if (row->reject_code == NULL || g_str_equal (row->reject_code, TV_REJECT_NOT_A_SALE))
    head->row = row;
  else if (head->row == NULL || row->reject_index < 0
           || (!is_empty (plan, row, TV_COLUMN_DOC_REF)
               && !is_same (plan, row, head->row, TV_COLUMN_DOC_REF))
           || (!is_empty (plan, row, TV_COLUMN_CUSTOMER_CODE)
               && !is_same (plan, row, head->row, TV_COLUMN_CUSTOMER_CODE)))
    head->row = NULL;
}

/**
 * tv_row_head_keep:
 * @head: the head
 * @plan: how the rows are read
 *
 * Copies the head's row, before the block that it is in is given away.
 */
void
tv_row_head_keep (TvRowHead *head, const TvRowPlan *plan)
{
  if (head->row == NULL || head->row == &head->kept)
    return;
  tv_arena_reset (&head->arena);
  for (guint slot = 0; slot < plan->slot_count; slot++)
    {
      const TvCell *cell = &head->row->cells[slot];

      head->kept.cells[slot] = *cell;
      if (cell->text != NULL)
        head->kept.cells[slot].text = tv_arena_copy (&head->arena, cell->text, cell->length);
    }
  head->kept.hash = head->row->hash;
  head->row = &head->kept;
}
