/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a stored value back to the rows of files that say something about it, in the order in which
 * cleaning asks them, with the one that was heard marked, and to what a person wrote instead. Reads
 * only. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "ingest/tv-trace-factors.h"
#include "ingest/tv-trace-file.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-engine-sources.h"
#include "pipeline/tv-trace-edits.h"
#include "rows/tv-import-mapping.h"

#define MOST_ROWS 1000

/* Which rows make a value. */
typedef enum
{
  USED_FIRST, /* the first that says something */
  USED_ALL,   /* all of them together */
} Use;

typedef struct
{
  const char *table;
  TvSql rows, stored; /* TV_SQL_LAST = none */
  Use use;
  gboolean is_by_line; /* key is BATCH:LINE */
} Source;

static const Source sources[] = {
  { "customer",
    TV_SQL_VIEWS_TRACE_CUSTOMER,
    TV_SQL_VIEWS_TRACE_STORED_CUSTOMER,
    USED_FIRST,
    FALSE },
  { "product", TV_SQL_VIEWS_TRACE_PRODUCT, TV_SQL_VIEWS_TRACE_STORED_PRODUCT, USED_FIRST, FALSE },
  { "sales_line", TV_SQL_VIEWS_TRACE_LINE, TV_SQL_LAST, USED_FIRST, TRUE },
  { "profile",
    TV_SQL_VIEWS_TRACE_LINES_OF_CUSTOMER,
    TV_SQL_VIEWS_TRACE_STORED_PROFILE,
    USED_ALL,
    FALSE },
};

/* What a profile's figure is made from, as a column of the lines. */
static const char *const profile_columns[][2] = {
  { "spent", "amount_ht" },
  { "average_order", "amount_ht" },
  { "order_count", "doc_ref" },
  { "line_count", "doc_ref" },
  { "first_order_date", "order_date" },
  { "last_order_date", "order_date" },
  { "contacts_30", "contact_date" },
  { "contacts_90", "contact_date" },
  { "contacts_365", "contact_date" },
  { "last_contact_date", "contact_date" },
};

typedef struct
{
  const Source *source;
  TvSql rows;
  const char *row_column; /* of the rows; the same as the trace's but for a profile */
  char *country;
  gboolean is_settled; /* a person wrote the stored value */
  /* Of the batch asked about last: rows of one batch come one after another. */
  gint64 batch_id;
  char *header;
  char **factors; /* (nullable) */
  gboolean is_discounted;
} Trace;

static void
trace_clear (Trace *plan)
{
  g_free (plan->country);
  g_free (plan->header);
  g_strfreev (plan->factors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trace, trace_clear)

/* "spent_cents" is asked for as "spent", "order_day" as "order_date". */
static char *
plain_column (const char *column)
{
  static const char *const endings[][2]
      = { { "_cents", "" }, { "_milli", "" }, { "_day", "_date" } };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (column, endings[i][0]))
      return g_strdup_printf ("%.*s%s",
                              (int) (strlen (column) - strlen (endings[i][0])),
                              column,
                              endings[i][1]);
  return g_strdup (column);
}

static int
find_column (TvSql sql, const char *column)
{
  const TvSqlInfo *info = tv_sql_get_info (sql);

  for (int i = 0; info->columns[i] != NULL; i++)
    if (g_str_equal (info->columns[i], column))
      return i;
  return -1;
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_NOT_FOUND,
               _ ("Could not trace “%s”: there is no such table, column or row."),
               what);
  return FALSE;
}

/* Decides which statements answer the question. */
static gboolean
plan_trace (Trace *plan, const TvTrace *trace, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].table, trace->table))
      plan->source = &sources[i];
  if (plan->source == NULL)
    return fail (error, trace->table);
  plan->rows = plan->source->rows;
  plan->row_column = trace->column;
  if (plan->source->use == USED_ALL)
    {
      plan->row_column = NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (profile_columns); i++)
        if (g_str_equal (profile_columns[i][0], trace->column))
          plan->row_column = profile_columns[i][1];
      if (g_strcmp0 (plan->row_column, "contact_date") == 0)
        plan->rows = TV_SQL_VIEWS_TRACE_CONTACTS_OF_CUSTOMER;
    }
  return (plan->row_column != NULL && find_column (plan->rows, plan->row_column) >= 0)
         || fail (error, trace->column);
}

static gboolean
bind_key (const Trace *plan, TvStatement *statement, const char *key, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (!plan->source->is_by_line)
    {
      tv_statement_bind_text (statement, 1, key);
      return TRUE;
    }
  parts = g_strsplit (key, ":", 2);
  if (g_strv_length (parts) != 2)
    return fail (error, key);
  tv_statement_bind_int64 (statement, 1, g_ascii_strtoll (parts[0], NULL, 10));
  tv_statement_bind_int64 (statement, 2, g_ascii_strtoll (parts[1], NULL, 10));
  return TRUE;
}

static gboolean
read_stored (const Trace *plan, TvJob *job, TvTrace *trace, GError **error)
{
  TvSql sql = plan->source->stored;
  int column = sql == TV_SQL_LAST ? -1 : find_column (sql, trace->column);
  TvStatement *statement;
  TvStep step;

  if (column < 0)
    return TRUE;
  statement = tv_connection_prepare (job->db, sql, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_text (statement, 1, trace->key);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      g_free (trace->value);
      trace->value = tv_statement_dup_text (statement, column);
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* The header cell that the batch's mapping gave the column. */
static char *
find_header (TvStatement *statement, const char *column)
{
  const char *mapping = tv_statement_get_text (statement, 5);
  char *header;

  if (!g_str_equal (column, "product"))
    return tv_import_mapping_dup_header (mapping, column);
  header = tv_import_mapping_dup_header (mapping, "product_key");
  if (*header != '\0')
    return header;
  g_free (header);
  return tv_import_mapping_dup_header (mapping, "product_label");
}

/* Which columns of its file the rows of a batch have their values from. */
static void
look_up_batch (Trace *plan, TvStatement *statement)
{
  gint64 batch_id = tv_statement_get_int64 (statement, 0);

  if (plan->header != NULL && plan->batch_id == batch_id)
    return;
  g_free (plan->header);
  g_clear_pointer (&plan->factors, g_strfreev);
  plan->batch_id = batch_id;
  plan->header = find_header (statement, plan->row_column);
  if (*plan->header == '\0' && g_str_equal (plan->row_column, "amount_ht"))
    plan->factors
        = tv_trace_factors_find (tv_statement_get_text (statement, 5), &plan->is_discounted);
}

static TvTraceRow *
read_row (Trace *plan, TvStatement *statement)
{
  TvTraceRow *row = g_new0 (TvTraceRow, 1);

  row->batch_id = tv_statement_get_int64 (statement, 0);
  row->line = tv_statement_get_int64 (statement, 1);
  row->file_name = tv_statement_dup_text (statement, 2);
  row->is_undone = g_strcmp0 (tv_statement_get_text (statement, 3), "UNDONE") == 0;
  row->imported_usec = tv_statement_get_int64 (statement, 4);
  look_up_batch (plan, statement);
  row->header = g_strdup (plan->header);
  row->factors = g_strdupv (plan->factors);
  row->is_discounted = plan->factors != NULL && plan->is_discounted;
  row->folder = tv_statement_dup_text (statement, 6);
  row->entry = tv_statement_dup_text (statement, 7);
  row->code = tv_statement_dup_text (statement, 8);
  row->value = tv_statement_dup_text (statement, find_column (plan->rows, plan->row_column));
  if (find_column (plan->rows, "product") >= 0)
    row->product = tv_statement_dup_text (statement, find_column (plan->rows, "product"));
  else if (plan->rows == TV_SQL_VIEWS_TRACE_PRODUCT)
    row->product = g_strdup (row->code);
  return row;
}

/* Whether cleaning could use what the row says. */
static gboolean
is_usable (const Trace *plan, const TvTraceRow *row, TvStatement *statement, const char *stored)
{
  int country = find_column (plan->rows, "country");
  g_autofree char *form = NULL;

  if (row->is_undone || *row->value == '\0')
    return FALSE;
  if (g_str_equal (plan->row_column, "email"))
    form = tv_email_normalise (row->value);
  else if (g_str_equal (plan->row_column, "phone"))
    form = tv_phone_normalise_stated (row->value,
                                      country >= 0 ? tv_statement_get_text (statement, country)
                                                   : NULL,
                                      plan->country);
  else
    form = g_strdup (row->value);
  /* Where customers were merged, the value may be another code's than the first one's. */
  return form != NULL && (plan->rows != TV_SQL_VIEWS_TRACE_CUSTOMER || g_str_equal (form, stored));
}

/* An objection or a bounce of any code holds for the person. */
static gboolean
is_flag (const Trace *plan)
{
  return g_str_equal (plan->row_column, "is_optout")
         || g_str_equal (plan->row_column, "is_bounced");
}

/* Whether a profile is made with the row, where some are not. */
static gboolean
counts (const Trace *plan, TvStatement *statement)
{
  int column = find_column (plan->rows, "counts");

  return column < 0 || tv_statement_get_int64 (statement, column) != 0;
}

static gboolean
list_rows (Trace *plan, TvJob *job, TvTrace *trace, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, plan->rows, error);
  gboolean is_found = plan->is_settled;
  TvStep step;

  if (statement == NULL || !bind_key (plan, statement, trace->key, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autoptr (TvTraceRow) row = read_row (plan, statement);

      if (plan->source->use == USED_ALL)
        row->is_used = !row->is_undone && counts (plan, statement);
      else if (is_flag (plan) && g_str_equal (trace->value, "1"))
        row->is_used = !row->is_undone && g_str_equal (row->value, "1");
      else
        row->is_used = !is_found && is_usable (plan, row, statement, trace->value);
      is_found |= row->is_used;
      trace->count++;
      if (trace->rows->len < MOST_ROWS)
        g_ptr_array_add (trace->rows, g_steal_pointer (&row));
    }
  return step == TV_STEP_DONE && (trace->count > 0 || fail (error, trace->key));
}

/* The rows that were heard first, the others in their order behind them. */
static void
put_used_first (TvTrace *trace)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  guint kept = 0;

  for (guint i = 0; i < trace->rows->len; i++)
    {
      TvTraceRow *row = g_ptr_array_index (trace->rows, i);

      if (row->is_used)
        trace->rows->pdata[kept++] = row;
      else
        g_ptr_array_add (others, row);
    }
  for (guint i = 0; i < others->len; i++)
    trace->rows->pdata[kept++] = g_ptr_array_index (others, i);
}

/**
 * tv_engine_trace:
 * @engine: the engine
 * @table: customer, product, sales_line or profile
 * @key: a customer code or product key; of a sales line, its batch and line with a colon between
 * @column: a column of the table, "email" or "spent"
 * @progress: (nullable): progress and cancel
 * @error: return location: %TV_ERROR_NOT_FOUND where there is no such table, column or row
 *
 * Finds where a stored value comes from: the rows of all imports that say something about it, with
 * the text of the file where that is still the one that was imported, and what people wrote by
 * hand.
 *
 * Returns: (transfer full) (nullable): the trace
 */
TvTrace *
tv_engine_trace (TvEngine *engine,
                 const char *table,
                 const char *key,
                 const char *column,
                 TvProgress *progress,
                 GError **error)
{
  g_autoptr (TvTrace) trace = g_new0 (TvTrace, 1);
  g_autoptr (GPtrArray) edits = NULL;
  g_auto (TvRead) read = { 0 };
  g_auto (Trace) plan = { 0 };

  trace->table = g_strdup (table);
  trace->key = g_strdup (key);
  trace->column = plain_column (column);
  trace->value = g_strdup ("");
  trace->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_trace_row_free);
  if (!plan_trace (&plan, trace, error) || !tv_read_begin (&read, engine, progress, error))
    return NULL;
  plan.country = tv_job_dup_setting (&read.job, "country");
  if (!read_stored (&plan, &read.job, trace, error))
    return NULL;
  edits = tv_trace_edits_find (&read.job, trace, &plan.is_settled, error);
  if (edits == NULL || !list_rows (&plan, &read.job, trace, error))
    return NULL;
  if (plan.source->stored == TV_SQL_LAST)
    {
      g_free (trace->value);
      trace->value = g_strdup (((const TvTraceRow *) g_ptr_array_index (trace->rows, 0))->value);
    }
  put_used_first (trace);
  if (!tv_trace_read_originals (&read.job, trace->rows, error))
    return NULL;
  tv_trace_edits_insert (trace, g_steal_pointer (&edits));
  return g_steal_pointer (&trace);
}
