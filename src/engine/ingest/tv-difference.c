/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row would change, compared with what is derived from all imports so far: new, changed or
 * unchanged. Only cells that say something count: an empty one changes nothing. A customer or a
 * product counts once, in however many rows and files of an import it stands. What a person wrote
 * by hand is no row's to change, and is counted apart. Reads tables, writes none. */
#include <inttypes.h>

#include "base/tv-hash.h"
#include "base/tv-number.h"
#include "base/tv-text.h"
#include "ingest/tv-ingest-private.h"
#include "ledger/tv-edit-events.h"

#define SHOWN_CHANGES 100
#define CANCEL_ROWS 0xfff

/* The texts of a customer, in the order of TvCustomerField, and what is said beside them. */
static const TvColumn customer_texts[TV_N_CUSTOMER_FIELDS]
    = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL, TV_COLUMN_PHONE,
        TV_COLUMN_ADDRESS,   TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,  TV_COLUMN_COUNTRY };
static const TvColumn customer_flags[TV_N_CUSTOMER_FLAGS]
    = { TV_COLUMN_IS_OPTOUT, TV_COLUMN_IS_BOUNCED };

/* Notes a change of one cell. */
static void
add_change (GPtrArray *changes,
            const char *key,
            TvColumn column,
            const char *before,
            const char *after)
{
  TvImportChange *change;

  if (changes->len == SHOWN_CHANGES)
    return;
  change = g_new0 (TvImportChange, 1);
  change->key = g_strdup (key);
  change->column = g_strdup (tv_column_get_name (column));
  change->before = g_strdup (before != NULL ? before : "");
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

/* A cell of a row as cleaning would keep it; NULL where it says nothing that can be used. */
static char *
dup_usable (const TvIngest *ingest, const TvRow *row, TvColumn column)
{
  const char *text = tv_row_get_text (ingest->plan, row, column);

  if (column == TV_COLUMN_EMAIL && text != NULL)
    return tv_email_normalise (text);
  if (column == TV_COLUMN_PHONE && text != NULL)
    return tv_phone_normalise_stated (text,
                                      tv_row_get_text (ingest->plan, row, TV_COLUMN_COUNTRY),
                                      ingest->session->country);
  return g_strdup (text);
}

/* after: (nullable): what the row says, in the form that is kept */
static gboolean
compare_text (TvImportDifference *difference,
              TvStatement *statement,
              int result_column,
              const char *key,
              TvColumn column,
              const char *after)
{
  const char *before = tv_statement_get_text (statement, result_column);

  if (after == NULL || g_str_equal (after, before != NULL ? before : ""))
    return FALSE;
  add_change (difference->changes, key, column, before, after);
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
  add_change (difference->changes, key, column, before_text, after_text);
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

/* Adds what an edit says to the bits of its customer; only a yes holds against files. */
static void
hold (GHashTable *held, const TvCustomerEdit *edit)
{
  guint bits
      = GPOINTER_TO_UINT (g_hash_table_lookup (held, GSIZE_TO_POINTER ((gsize) edit->customer)));

  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (edit->values[i] != NULL)
      bits |= 1u << i;
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] > 0)
      bits |= 1u << (TV_N_CUSTOMER_FIELDS + f);
    else if (edit->flags[f] == 0)
      bits &= ~(1u << (TV_N_CUSTOMER_FIELDS + f));
  g_hash_table_insert (held, GSIZE_TO_POINTER ((gsize) edit->customer), GUINT_TO_POINTER (bits));
}

/**
 * tv_difference_load_held:
 * @job: a job
 * @error: return location for an error
 *
 * Looks up which values people wrote by hand: files do not change those.
 *
 * Returns: (transfer full) (nullable): by customer one bit for each
 */
GHashTable *
tv_difference_load_held (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) edits = tv_edit_list (job, error);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);

      if (!edit->is_undo && !edit->is_undone)
        hold (held, edit);
    }
  return edits != NULL ? g_steal_pointer (&held) : NULL;
}

/* A value that stays as a person wrote it, where the row says something else; told once. */
static void
keep (TvIngest *ingest, const TvRef *ref, TvColumn column, const char *written, const char *said)
{
  TvImportDifference *difference = ingest->customers;

  if (ref->effect != TV_EFFECT_NONE || said == NULL || g_strcmp0 (said, written) == 0)
    return;
  difference->kept_count++;
  add_change (difference->kept, ref->text, column, written, said);
}

static gboolean
compare_customer (TvIngest *ingest,
                  const TvRow *row,
                  const TvRef *ref,
                  TvStatement *statement,
                  guint held)
{
  gboolean is_changed = FALSE;

  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    {
      g_autofree char *said = dup_usable (ingest, row, customer_texts[i]);

      if ((held & 1u << i) == 0)
        is_changed
            |= compare_text (ingest->customers, statement, i, ref->text, customer_texts[i], said);
      else
        keep (ingest, ref, customer_texts[i], tv_statement_get_text (statement, i), said);
    }
  /* A contact may have found out more than the file says: only a new yes is a change. */
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    {
      gint64 said = tv_row_get_value (ingest->plan, row, customer_flags[f]);
      int column = TV_N_CUSTOMER_FIELDS + f;

      if (said == 1)
        is_changed |= compare_number (ingest,
                                      ingest->customers,
                                      statement,
                                      column,
                                      row,
                                      ref->text,
                                      customer_flags[f]);
      else if (said == 0 && (held & 1u << column) != 0)
        keep (ingest, ref, customer_flags[f], "1", "0");
    }
  return is_changed;
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
      guint held = GPOINTER_TO_UINT (
          g_hash_table_lookup (ingest->session->held, GSIZE_TO_POINTER ((gsize) ref->id)));

      is_changed = compare_customer (ingest, row, ref, statement, held);
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
        is_changed |= compare_text (ingest->products,
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
 * tv_difference_count_line:
 * @ingest: (inout): a file of lines
 * @row: one of them that is taken
 * @customer: whose it is
 * @product: what was sold
 *
 * Counts the line as a new one, for now, with its day and what it comes to.
 */
void
tv_difference_count_line (TvIngest *ingest,
                          const TvRow *row,
                          const TvRef *customer,
                          const TvRef *product)
{
  gint32 day = (gint32) tv_row_get_value (ingest->plan, row, TV_COLUMN_ORDER_DATE);

  ingest->first_day = MIN (ingest->first_day, day);
  ingest->last_day = MAX (ingest->last_day, day);
  if (row->qty > 0 && row->amount >= 0)
    {
      ingest->first_sale_day = MIN (ingest->first_sale_day, day);
      ingest->last_sale_day = MAX (ingest->last_sale_day, day);
    }
  ingest->amount_sum += row->amount;
  ingest->qty_sum += row->qty;
  ingest->lines->new_count++;
  if (customer->was_there && product->was_there)
    tv_line_set_add (ingest->seen_lines,
                     tv_line_key (customer->id, product->id, day, (guint64) row->doc.value),
                     tv_hash_mix ((guint64) row->qty, (guint64) row->amount));
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
