/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In a column of numbers or days any word for nothing means nothing. In one of text the sure ones
 * do, and the doubtful ones where the file shows that it writes them so: the same spelling stands
 * in another column. Names of people are asked more: a dump that writes NULL does so in other
 * columns, or in many cells of this one, while somebody called Null is in few. A dash among the
 * amounts of lines is nought, as spreadsheets show it there, unless the column writes its noughts
 * in digits. */
#include "rows/tv-empty-rule.h"

#include <string.h>

#include "base/tv-empty-word.h"
#include "base/tv-number.h"
#include "rows/tv-import-cells.h"

#define NEVER (TV_EMPTY_WORD_SURE + 1)
#define MANY_NAMES .2 /* of the first rows' names that are one word for nothing */
#define FEWEST_NAMES 3

static gboolean
is_typed (TvColumn column)
{
  switch (column)
    {
    case TV_COLUMN_IS_OPTOUT:
    case TV_COLUMN_IS_BOUNCED:
    case TV_COLUMN_VINTAGE:
    case TV_COLUMN_PRICE:
    case TV_COLUMN_COST:
    case TV_COLUMN_MARGIN:
    case TV_COLUMN_PREMIUM_TIER:
    case TV_COLUMN_IS_ACTIVE:
    case TV_COLUMN_STOCK:
    case TV_COLUMN_ORDER_DATE:
    case TV_COLUMN_CONTACT_DATE:
    case TV_COLUMN_QTY:
    case TV_COLUMN_AMOUNT_HT:
    case TV_COLUMN_AMOUNT_TTC:
    case TV_COLUMN_UNIT_PRICE:
    case TV_COLUMN_DISCOUNT:
    case TV_COLUMN_EMAIL:
    case TV_COLUMN_PHONE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Amounts of lines: what somebody pays. Of a product, a dash as well says that there is no price.
 */
static gboolean
is_paid (const TvImportFile *file, TvColumn column)
{
  return tv_import_kind_has_lines (file->kind)
         && (column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC
             || column == TV_COLUMN_UNIT_PRICE || column == TV_COLUMN_MARGIN);
}

/* Whether the first rows have amounts in a column and nothing else but dashes, and no nought in
 * digits: a spreadsheet's format for accounts writes every one of them as a dash. */
static gboolean
has_no_digit_noughts (const TvImportFile *file, guint header_index)
{
  guint amounts = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, (int) header_index);
      gint64 value;

      if (*cell == '\0' || tv_empty_word_is_dash (cell, strlen (cell)))
        continue;
      if ((!tv_number_parse (cell, -1, '.', 4, &value)
           && !tv_number_parse (cell, -1, ',', 4, &value))
          || value == 0)
        return FALSE;
      amounts++;
    }
  return amounts > 0;
}

/* What the columns that take a header cell say of it. */
static void
look_at_columns (TvEmptyRule *rule, const TvImportFile *file, guint header_index)
{
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);
  gboolean has_typed = FALSE, is_amount = FALSE;

  for (guint i = 0; i < count; i++)
    if (file->columns[i] == (int) header_index)
      {
        is_amount |= is_paid (file, columns[i]);
        has_typed |= is_typed (columns[i]);
        rule->is_name |= columns[i] == TV_COLUMN_LAST_NAME || columns[i] == TV_COLUMN_FIRST_NAME;
      }
  rule->is_open = !has_typed;
  rule->least = has_typed ? TV_EMPTY_WORD_DOUBTFUL : TV_EMPTY_WORD_SURE;
  if (rule->is_name)
    rule->least = NEVER;
  rule->is_dash_zero = is_amount && has_no_digit_noughts (file, header_index);
}

static gboolean
stands_elsewhere (const TvImportFile *file, guint header_index, const char *word)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    for (guint i = 0; h != header_index && i < tv_cells_count_rows (file); i++)
      if (g_str_equal (tv_cells_get (file, i, (int) h), word))
        return TRUE;
  return FALSE;
}

static gboolean
is_in_many (const TvImportFile *file, guint header_index, const char *word)
{
  guint filled = 0, same = 0;

  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, (int) header_index);

      filled += *cell != '\0';
      same += g_str_equal (cell, word);
    }
  return same >= FEWEST_NAMES && same >= MANY_NAMES * filled;
}

/* The spellings in the first rows of a column that its rule does not take yet. */
static void
find_spellings (TvEmptyRule *rule, const TvImportFile *file, guint header_index)
{
  for (guint i = 0; i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, (int) header_index);

      if (tv_empty_word_read (cell, strlen (cell)) == TV_EMPTY_WORD_NONE
          || tv_empty_rule_takes (rule, cell, strlen (cell))
          || (!stands_elsewhere (file, header_index, cell)
              && !(rule->is_name && is_in_many (file, header_index, cell))))
        continue;
      if (rule->spellings == NULL)
        rule->spellings = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (rule->spellings, g_strdup (cell));
    }
}

/**
 * tv_empty_rule_init:
 * @rule: (out caller-allocates): the rule
 * @file: a file with a kind; its first rows are looked at where they are there
 * @header_index: a header cell
 *
 * Finds out which words mean an empty cell in a column. What a person has said of the column goes
 * first: a list of no words means that none does.
 */
void
tv_empty_rule_init (TvEmptyRule *rule, const TvImportFile *file, guint header_index)
{
  const TvColumnTransform *transform
      = file->transforms != NULL && header_index < file->transforms->len
            ? g_ptr_array_index (file->transforms, header_index)
            : NULL;

  memset (rule, 0, sizeof *rule);
  look_at_columns (rule, file, header_index);
  rule->said = transform != NULL ? transform->null_words : NULL;
  if (rule->is_open && rule->said != NULL && rule->said[0] == NULL)
    rule->least = NEVER;
  else if (rule->is_open)
    find_spellings (rule, file, header_index);
}

/**
 * tv_empty_rule_clear:
 * @rule: a rule
 *
 * Frees what it keeps.
 */
void
tv_empty_rule_clear (TvEmptyRule *rule)
{
  g_clear_pointer (&rule->spellings, g_ptr_array_unref);
}

static gboolean
is_spelled (const char *word, const char *text, gsize length)
{
  return strlen (word) == length && memcmp (word, text, length) == 0;
}

/**
 * tv_empty_rule_takes:
 * @rule: a rule
 * @text: a cell that is a word for nothing
 * @length: its bytes
 *
 * Returns: whether it means that the cell is empty
 */
gboolean
tv_empty_rule_takes (const TvEmptyRule *rule, const char *text, gsize length)
{
  if (tv_empty_word_read (text, length) >= MAX (rule->least, TV_EMPTY_WORD_DOUBTFUL))
    return TRUE;
  for (guint i = 0; rule->spellings != NULL && i < rule->spellings->len; i++)
    if (is_spelled (g_ptr_array_index (rule->spellings, i), text, length))
      return TRUE;
  for (guint i = 0; rule->said != NULL && rule->said[i] != NULL; i++)
    if (is_spelled (rule->said[i], text, length))
      return TRUE;
  return FALSE;
}

/**
 * tv_empty_rule_is_zero:
 * @rule: a rule
 * @text: a cell
 * @length: its bytes
 *
 * Returns: whether it is a dash that stands for 0, and nobody has said that it is empty
 */
gboolean
tv_empty_rule_is_zero (const TvEmptyRule *rule, const char *text, gsize length)
{
  if (!rule->is_dash_zero || !tv_empty_word_is_dash (text, length))
    return FALSE;
  for (guint i = 0; rule->said != NULL && rule->said[i] != NULL; i++)
    if (is_spelled (rule->said[i], text, length))
      return FALSE;
  return TRUE;
}

/**
 * tv_import_file_dup_cell:
 * @file: a file with a kind
 * @header_index: a header cell
 * @text: a cell below it
 *
 * Gives what a cell means: nothing where it is a word for that, 0 where it is a dash for that, else
 * what the column's transform makes of it.
 *
 * Returns: (transfer full): the cell
 */
char *
tv_import_file_dup_cell (const TvImportFile *file, guint header_index, const char *text)
{
  const TvColumnTransform *transform
      = file->transforms != NULL && header_index < file->transforms->len
            ? g_ptr_array_index (file->transforms, header_index)
            : NULL;
  g_auto (TvEmptyRule) rule = { 0 };

  if (file->kind != TV_KIND_UNKNOWN)
    {
      tv_empty_rule_init (&rule, file, header_index);
      if (tv_empty_rule_is_zero (&rule, text, strlen (text)))
        text = "0";
      else if (tv_empty_rule_takes (&rule, text, strlen (text)))
        text = "";
    }
  return tv_column_transform_apply (transform, text, strlen (text));
}

/**
 * tv_import_file_set_empties:
 * @file: (inout): a file
 * @header_index: a header cell
 * @words: (nullable) (array zero-terminated=1): words that mean an empty cell; none of them = no
 * word does, %NULL = as the file is found to be
 *
 * Says which words mean an empty cell of a column, beside whatever else is done to its cells.
 */
void
tv_import_file_set_empties (TvImportFile *file, guint header_index, char *const *words)
{
  const TvColumnTransform *before = file->transforms != NULL && header_index < file->transforms->len
                                        ? g_ptr_array_index (file->transforms, header_index)
                                        : NULL;
  g_autoptr (TvColumnTransform) transform
      = before != NULL ? tv_column_transform_copy (before) : tv_column_transform_new ();

  g_strfreev (transform->null_words);
  transform->null_words = g_strdupv ((char **) words);
  tv_import_file_set_transform (file,
                                header_index,
                                tv_column_transform_is_plain (transform) ? NULL : transform);
}
