/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of orders that came to nothing. Their state is said by a word, by a day or a mark that they
 * were cancelled, or by the kind of document, as with a quote; many programs say it in an order's
 * first line only. What takes something back is a return whatever its state, for the sale that it
 * takes back was one. */
#include "ingest/tv-row-head.h"

/* What a cell of words says. Most rows have the word of the row above, read into the same place. */
static guint8
read_word (const TvCell *cell, const TvCell *before, guint8 word_before)
{
  if (cell == NULL || cell->text == NULL)
    return TV_ORDER_STATUS_UNKNOWN;
  if (before != NULL && before->text == cell->text)
    return word_before;
  return (guint8) tv_order_status_read (cell->text);
}

static gboolean
is_cancelled (const TvRowPlan *plan, const TvRow *row)
{
  const char *text = tv_row_get_text (plan, row, TV_COLUMN_IS_CANCELLED);

  return text != NULL && tv_order_status_is_set (text);
}

static gboolean
says_nothing (const TvRowPlan *plan, const TvRow *row)
{
  return tv_row_get_text (plan, row, TV_COLUMN_ORDER_STATUS) == NULL
         && tv_row_get_text (plan, row, TV_COLUMN_IS_CANCELLED) == NULL;
}

static gboolean
has_status (const TvRowPlan *plan)
{
  return plan->slots[TV_COLUMN_ORDER_STATUS] >= 0 || plan->slots[TV_COLUMN_IS_CANCELLED] >= 0;
}

/**
 * tv_row_status_read:
 * @plan: the plan
 * @head: (nullable): what is known of the rows above
 * @before: (nullable): the row above, read into the same arena
 * @row: (inout): a line of sales, its cells read
 *
 * Finds out whether the line's order came to nothing. A line without a word for it has the state of
 * the line above that is of the same document.
 */
void
tv_row_status_read (const TvRowPlan *plan, const TvRowHead *head, const TvRow *before, TvRow *row)
{
  const TvCell *cells[] = { tv_row_get_cell (plan, row, TV_COLUMN_ORDER_STATUS),
                            tv_row_get_cell (plan, row, TV_COLUMN_DOC_TYPE) };

  row->status = TV_ORDER_STATUS_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const TvCell *above
          = before != NULL && cells[i] != NULL ? before->cells + (cells[i] - row->cells) : NULL;

      row->status_words[i]
          = read_word (cells[i], above, above != NULL ? before->status_words[i] : 0);
      if (row->status_words[i] == TV_ORDER_STATUS_NONE)
        row->status = TV_ORDER_STATUS_NONE;
    }
  if (!has_status (plan))
    return;
  if (is_cancelled (plan, row))
    row->status = TV_ORDER_STATUS_NONE;
  if (head != NULL && head->doc != G_MININT64 && says_nothing (plan, row)
      && tv_row_get_value (plan, row, TV_COLUMN_DOC_REF) == head->doc)
    row->status = head->status;
}

/**
 * tv_row_status_note:
 * @head: (inout): what is known of the rows above
 * @plan: the plan
 * @row: a row that was read
 *
 * Notes the state of the document that the row is of.
 */
void
tv_row_status_note (TvRowHead *head, const TvRowPlan *plan, const TvRow *row)
{
  if (!has_status (plan) || plan->slots[TV_COLUMN_DOC_REF] < 0)
    return;
  /* Of a row that is wrong as a whole no cell may have been read. */
  if (row->reject_code != NULL && row->reject_index < 0
      && !g_str_equal (row->reject_code, TV_REJECT_NOT_A_SALE))
    head->doc = G_MININT64;
  else
    {
      head->doc = tv_row_get_value (plan, row, TV_COLUMN_DOC_REF);
      head->status = row->status;
    }
}

/**
 * tv_row_status_apply:
 * @plan: the plan
 * @row: (inout): a line of sales that was checked
 *
 * Leaves the line out where its order came to nothing, unless it takes something back. Nothing has
 * to be right in a line that does not count.
 */
void
tv_row_status_apply (const TvRowPlan *plan, TvRow *row)
{
  static const TvColumn columns[]
      = { TV_COLUMN_ORDER_STATUS, TV_COLUMN_IS_CANCELLED, TV_COLUMN_DOC_TYPE };
  gboolean takes_back = row->reject_code == NULL
                        && (row->qty < 0 || (row->amount < 0 && !plan->has_catalogue_prices));

  if (row->status != TV_ORDER_STATUS_NONE || takes_back)
    return;
  row->reject_code = NULL;
  for (gsize i = G_N_ELEMENTS (columns); i-- > 0 && row->reject_code == NULL;)
    if (tv_row_get_text (plan, row, columns[i]) != NULL
        && (columns[i] != TV_COLUMN_DOC_TYPE || row->status_words[1] == TV_ORDER_STATUS_NONE)
        && (columns[i] != TV_COLUMN_IS_CANCELLED || is_cancelled (plan, row)))
      tv_row_reject (plan, row, TV_REJECT_NOT_A_SALE, columns[i]);
  tv_row_reject (plan, row, TV_REJECT_NOT_A_SALE, TV_N_COLUMNS);
}
