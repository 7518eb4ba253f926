/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file differs from the one before of the same source: rows, columns, forms, totals, rejects,
 * days. Thresholds are for what a person would want to look at before a commit, not for every
 * change: a month that sells a third more is no news. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/tv-number.h"
#include "ingest/tv-batch.h"
#include "ingest/tv-column-form.h"
#include "ingest/tv-drift-words.h"
#include "ingest/tv-ingest-private.h"
#include "rows/tv-text-layout.h"

#define JUMP 2.0         /* a count or total this many times as large, or as small, is a jump */
#define REJECT_RISE .02  /* of the share of rejects */
#define FILLED_CHANGE .2 /* of the share of filled cells */
#define GAP_DAYS 45      /* days without any line between two files */

typedef struct
{
  gint64 records, rejects, left_out, totals, dropped, amount, qty, first_day, last_day,
      first_sale_day, last_sale_day;
} Figures;

typedef struct
{
  char *header, *column_name, *form;
  gint64 filled_count;
} Column;

typedef struct
{
  gint64 batch_id;
  char *encoding, *delimiter;
  Figures figures;
  GArray *columns;
} Previous;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->header);
  g_free (column->column_name);
  g_free (column->form);
}

static void
previous_clear (Previous *previous)
{
  g_free (previous->encoding);
  g_free (previous->delimiter);
  g_clear_pointer (&previous->columns, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Previous, previous_clear)

static const struct
{
  const char *name;
  gsize offset;
} figure_names[] = {
  { "records", G_STRUCT_OFFSET (Figures, records) },
  { "rejects", G_STRUCT_OFFSET (Figures, rejects) },
  { "not_sales", G_STRUCT_OFFSET (Figures, left_out) },
  { "totals", G_STRUCT_OFFSET (Figures, totals) },
  { "dropped", G_STRUCT_OFFSET (Figures, dropped) },
  { "amount_cents", G_STRUCT_OFFSET (Figures, amount) },
  { "qty_milli", G_STRUCT_OFFSET (Figures, qty) },
  { "first_day", G_STRUCT_OFFSET (Figures, first_day) },
  { "last_day", G_STRUCT_OFFSET (Figures, last_day) },
  { "first_sale_day", G_STRUCT_OFFSET (Figures, first_sale_day) },
  { "last_sale_day", G_STRUCT_OFFSET (Figures, last_sale_day) },
};

static void
get_figures (const TvIngest *ingest, const TvRowTally *tally, Figures *figures)
{
  *figures = (Figures){ .records = (gint64) tally->record_count,
                        .rejects = ingest->result->rejected_count,
                        .left_out = ingest->result->left_out_count,
                        .totals = ingest->result->total_count,
                        .dropped = ingest->result->dropped_count,
                        .amount = ingest->amount_sum,
                        .qty = ingest->qty_sum,
                        .first_day = ingest->first_day,
                        .last_day = ingest->last_day,
                        .first_sale_day = ingest->first_sale_day,
                        .last_sale_day = ingest->last_sale_day };
}

static const char *
get_column_name (const TvIngest *ingest, guint header_index)
{
  for (guint slot = 0; slot < ingest->plan->slot_count; slot++)
    if (ingest->plan->indices[slot] == (int) header_index)
      return tv_column_get_name (ingest->plan->columns[slot]);
  return "";
}

/**
 * tv_batch_write_figures:
 * @ingest: a file that is taken in
 * @tally: what its reading counted
 * @error: return location for an error
 *
 * Keeps what the next file of the source will be compared with.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_batch_write_figures (TvIngest *ingest, const TvRowTally *tally, GError **error)
{
  Figures figures;

  if (!tv_settled_write (ingest, tally, error))
    return FALSE;
  get_figures (ingest, tally, &figures);
  for (gsize i = 0; i < G_N_ELEMENTS (figure_names); i++)
    if (!tv_connection_execute (ingest->job->db,
                                TV_SQL_INGEST_INSERT_FIGURE,
                                error,
                                "iti",
                                ingest->batch_id,
                                figure_names[i].name,
                                G_STRUCT_MEMBER (gint64, &figures, figure_names[i].offset)))
      return FALSE;
  for (guint i = 0; i < ingest->plan->header_count; i++)
    {
      g_autofree char *form = tv_column_form_describe (ingest, tally, i);

      if (!tv_connection_execute (ingest->job->db,
                                  TV_SQL_INGEST_INSERT_COLUMN,
                                  error,
                                  "iittti",
                                  ingest->batch_id,
                                  (gint64) i,
                                  ingest->file->header[i],
                                  get_column_name (ingest, i),
                                  form,
                                  (gint64) tally->filled_counts[i]))
        return FALSE;
    }
  return TRUE;
}

/* ---- the batch before ---- */

static gboolean
find_previous (const TvIngest *ingest, Previous *previous, GError **error)
{
  g_autofree char *source_name = tv_batch_dup_source_name (ingest->file);
  TvStatement *statement
      = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_FIND_PREVIOUS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_text (statement, 1, source_name);
  tv_statement_bind_text (statement, 2, tv_import_kind_get_code (ingest->file->kind));
  tv_statement_bind_int64 (statement, 3, ingest->batch_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      previous->batch_id = tv_statement_get_int64 (statement, 0);
      previous->encoding = tv_statement_dup_text (statement, 1);
      previous->delimiter = tv_statement_dup_text (statement, 2);
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

static gboolean
load_previous (const TvIngest *ingest, Previous *previous, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_LIST_FIGURES, error);
  TvStep step = TV_STEP_ERROR;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, previous->batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    for (gsize i = 0; i < G_N_ELEMENTS (figure_names); i++)
      if (g_strcmp0 (figure_names[i].name, tv_statement_get_text (statement, 0)) == 0)
        G_STRUCT_MEMBER (gint64, &previous->figures, figure_names[i].offset)
            = tv_statement_get_int64 (statement, 1);
  if (step == TV_STEP_ERROR)
    return FALSE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_LIST_COLUMNS, error);
  if (statement == NULL)
    return FALSE;
  previous->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (previous->columns, column_clear);
  tv_statement_bind_int64 (statement, 1, previous->batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Column column = { .header = tv_statement_dup_text (statement, 1),
                        .column_name = tv_statement_dup_text (statement, 2),
                        .form = tv_statement_dup_text (statement, 3),
                        .filled_count = tv_statement_get_int64 (statement, 4) };

      g_array_append_val (previous->columns, column);
    }
  return step == TV_STEP_DONE;
}

/* ---- findings ---- */

static void
add (TvIngest *ingest,
     TvDriftKind kind,
     gboolean is_serious,
     const char *subject,
     const char *before,
     const char *after,
     const char *sentence)
{
  TvDriftFinding *finding = g_new0 (TvDriftFinding, 1);

  finding->kind = kind;
  finding->is_serious = is_serious;
  finding->subject = g_strdup (subject);
  finding->before = g_strdup (before);
  finding->after = g_strdup (after);
  finding->message = tv_drift_words_make (ingest->file->kind, finding, sentence);
  g_ptr_array_add (ingest->result->drift, finding);
}

static gboolean
is_jump (gint64 before, gint64 after)
{
  double a = fabs ((double) before), b = fabs ((double) after);

  if (before == after || (a < 1 && b < 1))
    return FALSE;
  return (before < 0) != (after < 0) || b > a * JUMP || a > b * JUMP;
}

/* Whether so many more or fewer rows are all that changed the total: those of ten months have ten
 * times the money, and not a hundred times, as with a decimal mark that was lost. */
static gboolean
is_total_by_rows (const Figures *before, const Figures *after)
{
  return is_jump (before->records, after->records)
         && (after->amount > before->amount) == (after->records > before->records)
         && !is_jump (before->amount / MAX (before->records, 1),
                      after->amount / MAX (after->records, 1));
}

static void
compare_figures (TvIngest *ingest, const Figures *before, const Figures *after)
{
  g_autofree char *was = tv_count_to_display (before->records);
  g_autofree char *is = tv_count_to_display (after->records);
  double reject_before = (double) before->rejects / (double) MAX (before->records, 1);
  double reject_after = (double) after->rejects / (double) MAX (after->records, 1);

  if (is_jump (before->records, after->records))
    add (ingest,
         TV_DRIFT_ROWS,
         after->records < before->records,
         "",
         was,
         is,
         after->records < before->records ? _ ("Far fewer rows") : _ ("Far more rows"));
  if (is_jump (before->amount, after->amount) && !is_total_by_rows (before, after))
    {
      g_autofree char *amount_before = tv_money_to_display (before->amount, NULL);
      g_autofree char *amount_after = tv_money_to_display (after->amount, NULL);

      add (ingest,
           TV_DRIFT_TOTAL,
           TRUE,
           "amount_ht",
           amount_before,
           amount_after,
           _ ("The total jumped"));
    }
  if (reject_after > reject_before + REJECT_RISE)
    {
      g_autofree char *share_before = tv_ratio_to_display (reject_before, 1);
      g_autofree char *share_after = tv_ratio_to_display (reject_after, 1);

      add (ingest,
           TV_DRIFT_REJECTS,
           TRUE,
           "",
           share_before,
           share_after,
           _ ("More rows cannot be used"));
    }
}

static void
compare_days (TvIngest *ingest, const Figures *before, const Figures *after)
{
  g_autofree char *last_before = NULL;
  g_autofree char *first_after = NULL;

  if (before->first_day > before->last_day || after->first_day > after->last_day)
    return;
  last_before = tv_day_to_display ((TvDay) before->last_day);
  first_after = tv_day_to_display ((TvDay) after->first_day);
  if (after->first_day - before->last_day > GAP_DAYS)
    add (ingest,
         TV_DRIFT_DAYS,
         FALSE,
         "",
         last_before,
         first_after,
         _ ("Days are missing since the file before"));
}

static const Column *
find_column (const Previous *previous, const char *header)
{
  for (guint i = 0; i < previous->columns->len; i++)
    if (g_str_equal (g_array_index (previous->columns, Column, i).header, header))
      return &g_array_index (previous->columns, Column, i);
  return NULL;
}

static void
compare_filled (TvIngest *ingest, const char *header, double before, double after)
{
  g_autofree char *was = tv_ratio_to_display (before, 0);
  g_autofree char *is = tv_ratio_to_display (after, 0);

  if (fabs (before - after) > FILLED_CHANGE)
    add (ingest,
         TV_DRIFT_FILLED,
         after < before,
         header,
         was,
         is,
         after < before ? _ ("Filled in less often") : _ ("Filled in more often"));
}

static void
compare_column (TvIngest *ingest,
                const Previous *previous,
                const TvRowTally *tally,
                guint header_index)
{
  const char *header = ingest->file->header[header_index];
  const char *name = get_column_name (ingest, header_index);
  g_autofree char *form = tv_column_form_describe (ingest, tally, header_index);
  const Column *before = find_column (previous, header);

  if (before == NULL)
    {
      add (ingest, TV_DRIFT_NEW_COLUMN, FALSE, header, "", "", _ ("A new column"));
      return;
    }
  if (!g_str_equal (before->column_name, name))
    add (ingest,
         TV_DRIFT_COLUMN_MAPPED,
         TRUE,
         header,
         before->column_name,
         name,
         _ ("Matched to another column"));
  else if (!g_str_equal (before->form, form))
    add (ingest, TV_DRIFT_FORMAT, TRUE, header, before->form, form, _ ("Written in another way"));
  compare_filled (ingest,
                  header,
                  (double) before->filled_count / (double) MAX (previous->figures.records, 1),
                  (double) tally->filled_counts[header_index]
                      / (double) MAX (tally->record_count, 1));
}

static void
compare_columns (TvIngest *ingest, const Previous *previous, const TvRowTally *tally)
{
  for (guint i = 0; i < ingest->plan->header_count; i++)
    compare_column (ingest, previous, tally, i);
  for (guint i = 0; i < previous->columns->len; i++)
    {
      const Column *before = &g_array_index (previous->columns, Column, i);

      if (!g_strv_contains ((const char *const *) ingest->file->header, before->header))
        add (ingest,
             TV_DRIFT_LOST_COLUMN,
             *before->column_name != '\0',
             before->header,
             "",
             "",
             _ ("A column is gone"));
    }
}

static void
compare_dialect (TvIngest *ingest, const Previous *previous)
{
  const TvDialect *dialect = ingest->file->dialect;
  const char *delimiter = dialect->delimiter != NULL ? dialect->delimiter : "";

  if (g_ascii_strcasecmp (previous->encoding, dialect->encoding) != 0)
    add (ingest,
         TV_DRIFT_FORMAT,
         FALSE,
         "",
         previous->encoding,
         dialect->encoding,
         _ ("Another encoding"));
  /* Places are found anew in each file, and move with its longest cells. */
  if (!g_str_equal (previous->delimiter, delimiter)
      && (tv_text_layout_get_kind (delimiter) == TV_LAYOUT_DELIMITED
          || tv_text_layout_get_kind (delimiter) != tv_text_layout_get_kind (previous->delimiter)))
    add (ingest,
         TV_DRIFT_FORMAT,
         FALSE,
         "",
         tv_text_layout_get_title (previous->delimiter),
         tv_text_layout_get_title (delimiter),
         _ ("Another separator"));
}

/* Lines that other imports brought already count twice once this file is in. */
static void
find_repeated (TvIngest *ingest)
{
  gint64 repeated = ingest->lines->unchanged_count + ingest->lines->changed_count;
  g_autofree char *count = NULL;

  if (repeated == 0
      || (ingest->file->kind != TV_KIND_SALES_LINES && ingest->file->kind != TV_KIND_INVOICE_LINES))
    return;
  count = tv_count_to_display (repeated);
  add (ingest,
       TV_DRIFT_REPEATED,
       TRUE,
       "",
       "",
       count,
       _ ("Lines that other imports brought already, and that would count twice"));
}

/**
 * tv_drift_find:
 * @ingest: a file, all rows taken
 * @tally: what its reading counted
 * @error: return location for an error
 *
 * Compares a file with the one before of the same source.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_drift_find (TvIngest *ingest, const TvRowTally *tally, GError **error)
{
  g_auto (Previous) previous = { 0 };
  Figures figures;

  find_repeated (ingest);
  if (!find_previous (ingest, &previous, error))
    return FALSE;
  ingest->result->previous_batch_id = previous.batch_id;
  if (previous.batch_id == 0)
    return TRUE;
  if (!load_previous (ingest, &previous, error))
    return FALSE;
  get_figures (ingest, tally, &figures);
  compare_figures (ingest, &previous.figures, &figures);
  compare_days (ingest, &previous.figures, &figures);
  compare_columns (ingest, &previous, tally);
  compare_dialect (ingest, &previous);
  return TRUE;
}
