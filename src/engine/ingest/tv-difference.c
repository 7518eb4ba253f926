/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row would change, compared with what is derived from all imports so far: new, changed or
 * unchanged. Only cells that say something count: an empty one changes nothing. A customer or a
 * product counts once, in however many rows and files of an import it stands. Reads tables, writes
 * none. */
#include <inttypes.h>

#include "base/tv-number.h"
#include "base/tv-text.h"
#include "ingest/tv-ingest-private.h"

#define SHOWN_CHANGES 100
#define CANCEL_ROWS 0xfff

/* Notes a change of one cell; takes @after. */
static void
add_change (TvImportDifference *difference,
            const char *key,
            TvColumn column,
            const char *before,
            const char *after)
{
  TvImportChange *change;

  if (difference->changes->len == SHOWN_CHANGES)
    return;
  change = g_new0 (TvImportChange, 1);
  change->key = g_strdup (key);
  change->column = g_strdup (tv_column_get_name (column));
  change->before = g_strdup (before != NULL ? before : "");
  change->after = g_strdup (after);
  g_ptr_array_add (difference->changes, change);
}

/* A cell as cleaning would keep it; NULL where it says nothing that can be used. */
static char *
dup_usable (const TvIngest *ingest, TvColumn column, const char *text)
{
  if (column == TV_COLUMN_EMAIL)
    return tv_email_normalise (text);
  if (column == TV_COLUMN_PHONE)
    return tv_phone_normalise (text, ingest->session->country);
  return g_strdup (text);
}

static gboolean
compare_text (TvIngest *ingest,
              TvImportDifference *difference,
              TvStatement *statement,
              int result_column,
              const char *key,
              TvColumn column,
              const char *text)
{
  const char *before = tv_statement_get_text (statement, result_column);
  g_autofree char *after = text != NULL ? dup_usable (ingest, column, text) : NULL;

  if (after == NULL || g_str_equal (after, before != NULL ? before : ""))
    return FALSE;
  add_change (difference, key, column, before, after);
  return TRUE;
}

/* Prints a number as files write it, by the decimals that its column keeps. */
static char *
print_number (TvColumn column, gint64 value)
{
  gboolean is_money
      = column == TV_COLUMN_PRICE || column == TV_COLUMN_COST || column == TV_COLUMN_MARGIN;

  return is_money ? tv_money_to_file (value) : g_strdup_printf ("%" PRId64, value);
}

static gboolean
compare_number (const TvIngest *ingest,
                TvImportDifference *difference,
                TvStatement *statement,
                int result_column,
                const TvRow *row,
                const char *key,
                TvColumn column)
{
  gint64 after = tv_row_get_value (ingest->plan, row, column);
  g_autofree char *before_text = NULL, *after_text = NULL;

  if (after == G_MININT64
      || (!tv_statement_is_null (statement, result_column)
          && tv_statement_get_int64 (statement, result_column) == after))
    return FALSE;
  if (!tv_statement_is_null (statement, result_column))
    before_text = print_number (column, tv_statement_get_int64 (statement, result_column));
  after_text = print_number (column, after);
  add_change (difference, key, column, before_text, after_text);
  return TRUE;
}

/* The row that is derived today; DONE where there is none. */
static TvStep
find_derived (TvIngest *ingest, TvSql sql, gint64 id, TvStatement **out_statement, GError **error)
{
  *out_statement = tv_connection_prepare (ingest->job->db, sql, error);
  if (*out_statement == NULL)
    return TV_STEP_ERROR;
  tv_statement_bind_int64 (*out_statement, 1, id);
  return tv_statement_step (*out_statement, error);
}

/* What one file leaves as it was may be changed by the next. */
static void
count (TvImportDifference *difference, TvRef *ref, gboolean is_new, gboolean is_changed)
{
  if (is_new)
    difference->new_count++;
  else if (is_changed)
    difference->changed_count++;
  else if (ref->effect == TV_EFFECT_NONE)
    difference->unchanged_count++;
  ref->effect = is_new || is_changed ? TV_EFFECT_CHANGED : TV_EFFECT_UNCHANGED;
}

/**
 * tv_difference_of_customer:
 * @ingest: the file
 * @row: a row of it
 * @ref: its customer
 * @error: return location for an error
 *
 * Counts what the row does to its customer, if the import has not told it yet.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_difference_of_customer (TvIngest *ingest, const TvRow *row, TvRef *ref, GError **error)
{
  static const TvColumn texts[]
      = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL, TV_COLUMN_PHONE,
          TV_COLUMN_ADDRESS,   TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,  TV_COLUMN_COUNTRY };
  TvStatement *statement;
  gboolean is_changed = FALSE;
  TvStep step = TV_STEP_DONE;

  if (ref->effect == TV_EFFECT_CHANGED)
    return TRUE;
  if (ref->was_there && ref->is_known)
    step = find_derived (ingest, TV_SQL_INGEST_GET_CUSTOMER, ref->id, &statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  if (step == TV_STEP_ROW)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        is_changed |= compare_text (ingest,
                                    ingest->customers,
                                    statement,
                                    (int) i,
                                    ref->text,
                                    texts[i],
                                    tv_row_get_text (ingest->plan, row, texts[i]));
      /* A contact may have found out more than the file says: only a new yes is a change. */
      for (int i = 0; i < 2; i++)
        if (tv_row_get_value (ingest->plan,
                              row,
                              i == 0 ? TV_COLUMN_IS_OPTOUT : TV_COLUMN_IS_BOUNCED)
            == 1)
          is_changed |= compare_number (ingest,
                                        ingest->customers,
                                        statement,
                                        8 + i,
                                        row,
                                        ref->text,
                                        i == 0 ? TV_COLUMN_IS_OPTOUT : TV_COLUMN_IS_BOUNCED);
      tv_statement_reset (statement);
    }
  count (ingest->customers, ref, step == TV_STEP_DONE, is_changed);
  return TRUE;
}

/**
 * tv_difference_of_product:
 * @ingest: the file
 * @row: a row of it
 * @label: the product's label in it; its key, which stands in for one, changes none
 * @ref: its product
 * @error: return location for an error
 *
 * Counts what the row does to its product, if the import has not told it yet.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_difference_of_product (TvIngest *ingest,
                          const TvRow *row,
                          const char *label,
                          TvRef *ref,
                          GError **error)
{
  static const TvColumn texts[] = { TV_COLUMN_PRODUCT_LABEL,
                                    TV_COLUMN_FAMILY,
                                    TV_COLUMN_SUB_FAMILY,
                                    TV_COLUMN_BRAND,
                                    TV_COLUMN_GRAPE };
  static const TvColumn numbers[]
      = { TV_COLUMN_VINTAGE,   TV_COLUMN_PRICE, TV_COLUMN_COST,  TV_COLUMN_PREMIUM_TIER,
          TV_COLUMN_IS_ACTIVE, TV_COLUMN_STOCK, TV_COLUMN_MARGIN };
  gboolean is_catalogue = ingest->file->kind == TV_KIND_PRODUCTS, is_changed = FALSE;
  TvStatement *statement;
  TvStep step = TV_STEP_DONE;

  if (ref->effect == TV_EFFECT_CHANGED)
    return TRUE;
  if (ref->was_there && ref->is_known)
    step = find_derived (ingest, TV_SQL_INGEST_GET_PRODUCT, ref->id, &statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  if (step == TV_STEP_ROW)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        is_changed |= compare_text (ingest,
                                    ingest->products,
                                    statement,
                                    (int) i,
                                    ref->text,
                                    texts[i],
                                    i > 0 ? tv_row_get_text (ingest->plan, row, texts[i])
                                    : g_str_equal (label, ref->text) ? NULL
                                                                     : label);
      for (gsize i = 0; i < G_N_ELEMENTS (numbers) - !is_catalogue; i++)
        is_changed |= compare_number (ingest,
                                      ingest->products,
                                      statement,
                                      (int) (G_N_ELEMENTS (texts) + i),
                                      row,
                                      ref->text,
                                      numbers[i]);
      tv_statement_reset (statement);
    }
  count (ingest->products, ref, step == TV_STEP_DONE, is_changed);
  return TRUE;
}

/**
 * tv_difference_of_lines:
 * @ingest: a file of lines, all rows taken
 * @error: return location for an error
 *
 * Compares the lines of the file with those of other imports of the same days: those that stand
 * there just so are unchanged, those that stand there with other figures changed.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_difference_of_lines (TvIngest *ingest, GError **error)
{
  TvStatement *statement;
  gint64 unchanged, changed;
  guint64 seen = 0;
  TvStep step;

  if (ingest->seen_lines == NULL || tv_line_set_is_empty (ingest->seen_lines))
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_LIST_LINES_BETWEEN, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->first_day);
  tv_statement_bind_int64 (statement, 2, ingest->last_day);
  tv_statement_bind_int64 (statement, 3, ingest->batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *doc = tv_statement_get_text (statement, 3);
      guint64 key = tv_line_key (tv_statement_get_int64 (statement, 0),
                                 tv_statement_get_int64 (statement, 1),
                                 tv_statement_get_int64 (statement, 2),
                                 tv_hash_bytes (doc, strlen (doc)));

      tv_line_set_meet (ingest->seen_lines,
                        key,
                        tv_hash_mix ((guint64) tv_statement_get_int64 (statement, 4),
                                     (guint64) tv_statement_get_int64 (statement, 5)));
      if ((++seen & CANCEL_ROWS) == 0 && !tv_progress_check (ingest->job->progress, error))
        return FALSE;
    }
  if (step != TV_STEP_DONE
      || !tv_line_set_count (ingest->seen_lines,
                             ingest->job->progress,
                             &unchanged,
                             &changed,
                             error))
    return FALSE;
  ingest->lines->unchanged_count = unchanged;
  ingest->lines->changed_count = changed;
  ingest->lines->new_count -= unchanged + changed;
  return TRUE;
}
