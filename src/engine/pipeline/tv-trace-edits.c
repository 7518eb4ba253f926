/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value of a customer may come from a person instead of from a file: who wrote it, and when.
 * Reads only. */
#include "pipeline/tv-trace-edits.h"

#include "ledger/tv-edit-events.h"

/* Whom the key names; FALSE in *out_is_master where another code speaks for it. */
static gboolean
find_customer (TvJob *job,
               const char *code,
               gint64 *out_id,
               gboolean *out_is_master,
               GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_FIND_LINKED, error);
  TvStep step;

  *out_id = 0;
  *out_is_master = FALSE;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_text (statement, 1, code);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      *out_id = tv_statement_get_int64 (statement, 0);
      *out_is_master = tv_statement_get_int64 (statement, 1) == *out_id;
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* The codes that are one with a master. */
static GHashTable *
load_group (TvJob *job, gint64 master, GError **error)
{
  g_autoptr (GHashTable) group = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_GROUP, error);
  TvStep step = TV_STEP_ERROR;

  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, master);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_hash_table_add (group, g_memdup2 (&id, sizeof id));
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&group) : NULL;
}

static TvTraceRow *
make_row (const TvTrace *trace, const TvCustomerEdit *edit)
{
  TvTraceRow *row = g_new0 (TvTraceRow, 1);

  row->edit_seq = edit->seq;
  row->actor = g_strdup (edit->actor);
  row->beside = tv_customer_edit_dup_titles (edit, trace->column);
  row->imported_usec = edit->time_usec;
  row->file_name = g_strdup ("");
  row->folder = g_strdup ("");
  row->entry = g_strdup ("");
  row->header = g_strdup ("");
  row->code = g_strdup (trace->key);
  row->value = g_strdup (tv_customer_edit_get_said (edit, trace->column));
  return row;
}

/**
 * tv_trace_edits_find:
 * @job: a job
 * @trace: a trace whose stored value is known
 * @out_is_used: (out): whether the stored value is one of them
 * @error: return location for an error
 *
 * Finds what people wrote in the place of the value, as far as it holds.
 *
 * Returns: (transfer full) (nullable) (element-type TvTraceRow): the latest first
 */
GPtrArray *
tv_trace_edits_find (TvJob *job, const TvTrace *trace, gboolean *out_is_used, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_trace_row_free);
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GHashTable) group = NULL;
  gboolean is_master;
  gint64 id;

  *out_is_used = FALSE;
  if (!g_str_equal (trace->table, "customer") || tv_edit_get_count (job) == 0)
    return g_steal_pointer (&found);
  if (!find_customer (job, trace->key, &id, &is_master, error))
    return NULL;
  if (!is_master)
    return g_steal_pointer (&found);
  group = load_group (job, id, error);
  edits = group != NULL ? tv_edit_list (job, error) : NULL;
  for (guint i = edits != NULL ? edits->len : 0; i-- > 0;)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);
      TvTraceRow *row;

      if (!tv_customer_edit_says (edit, trace->column)
          || !g_hash_table_contains (group, &edit->customer))
        continue;
      row = make_row (trace, edit);
      row->is_used = !*out_is_used && g_str_equal (row->value, trace->value);
      *out_is_used |= row->is_used;
      g_ptr_array_add (found, row);
    }
  return edits != NULL ? g_steal_pointer (&found) : NULL;
}

/**
 * tv_trace_edits_insert:
 * @trace: (inout): a trace, its used rows first
 * @found: (transfer full) (element-type TvTraceRow): what people wrote
 *
 * Puts these before the rows of files, but behind those that the value comes from.
 */
void
tv_trace_edits_insert (TvTrace *trace, GPtrArray *found)
{
  guint used = 0, place = 0;

  while (used < trace->rows->len
         && ((const TvTraceRow *) g_ptr_array_index (trace->rows, used))->is_used)
    used++;
  for (guint i = 0; i < found->len; i++)
    {
      TvTraceRow *row = g_ptr_array_index (found, i);

      g_ptr_array_insert (trace->rows, row->is_used ? 0 : (int) (used + place), row);
      place++;
    }
  trace->count += found->len;
  g_ptr_array_set_free_func (found, NULL);
  g_ptr_array_unref (found);
}
