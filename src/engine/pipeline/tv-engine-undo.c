/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of batches as one transaction: their state, what is derived from the sources, and
 * for each a report that lists what went back, what stays and why, and what cannot be called back.
 * What people did since is theirs: decisions, edits by hand, confirmed links and exports are never
 * touched. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-far-pieces.h"
#include "clean/tv-clean.h"
#include "ingest/tv-ingest.h"
#include "ledger/tv-edit-events.h"
#include "pipeline/tv-customer-change.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-engine-sources.h"
#include "pipeline/tv-import-derive.h"
#include "pipeline/tv-stages.h"
#include "pipeline/tv-undo-groups.h"
#include "profile/tv-profile.h"
#include "store/tv-bulk.h"

typedef struct
{
  gint64 batch_id;
  gboolean is_redo;
  TvUndoReport *report;
  TvFarPieces *customers, *products; /* (nullable) what was derived about them before */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_pointer (&undo->report, tv_undo_report_free);
  g_clear_pointer (&undo->customers, tv_far_pieces_free);
  g_clear_pointer (&undo->products, tv_far_pieces_free);
  g_free (undo);
}

static TvStatement *
list_entities (TvJob *job, TvSql sql, gint64 batch_id, TvStep *out_step, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);

  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, batch_id);
  *out_step = tv_bulk_step_first (job->db, statement, error);
  return statement;
}

/* Customers or products of the batch with what is derived about them now, in the order of their
 * numbers, which is the same whenever it is asked for: whether each is known, and its values. */
static TvFarPieces *
load_entities (TvJob *job, TvSql sql, gint64 batch_id, GError **error)
{
  TvFarPieces *entities = tv_far_pieces_new ();
  g_autoptr (GString) bytes = g_string_new (NULL);
  TvStep step;
  TvStatement *statement = list_entities (job, sql, batch_id, &step, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    {
      g_string_truncate (bytes, 0);
      g_string_append_c (bytes, tv_statement_get_int64 (statement, 2) != 0 ? '1' : '0');
      g_string_append (bytes, tv_statement_get_text (statement, 3));
      if (tv_far_pieces_add (entities, bytes->str, (guint32) bytes->len + 1) == TV_FAR_PIECES_NONE)
        {
          g_set_error_literal (error,
                               TV_ERROR,
                               TV_ERROR_NO_SPACE,
                               _ ("Could not undo: neither disk nor memory has room for what was "
                                  "there before."));
          step = TV_STEP_ERROR;
          break;
        }
    }
  if (step != TV_STEP_DONE)
    g_clear_pointer (&entities, tv_far_pieces_free);
  return entities;
}

/* The customers of whom a person wrote what holds. */
static GHashTable *
load_edited (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) edited = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) edits = tv_edit_list (job, error);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);

      if (!edit->is_undo && !edit->is_undone)
        g_hash_table_add (edited, g_memdup2 (&edit->customer, sizeof edit->customer));
    }
  return edits != NULL ? g_steal_pointer (&edited) : NULL;
}

/* Those among the customers of the batch. */
static gboolean
report_edits (TvJob *job, Undo *undo, GError **error)
{
  TvUndoGroup *group = tv_undo_group_begin (TV_UNDO_KEPT, "EDITS");
  g_autoptr (GHashTable) edited = load_edited (job, error);
  TvStep step = edited != NULL ? TV_STEP_DONE : TV_STEP_ERROR;

  if (edited != NULL && g_hash_table_size (edited) > 0)
    {
      TvStatement *statement
          = list_entities (job, TV_SQL_VIEWS_LIST_BATCH_CUSTOMERS, undo->batch_id, &step, error);

      for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
        {
          gint64 id = tv_statement_get_int64 (statement, 0);

          if (g_hash_table_contains (edited, &id))
            tv_undo_group_add_sorted (group, tv_statement_get_text (statement, 1));
        }
    }
  tv_undo_group_end (undo->report, group);
  return step == TV_STEP_DONE;
}

/* Compares what was derived before with what is now. */
static gboolean
compare (TvJob *job,
         Undo *undo,
         TvSql sql,
         TvFarPieces *before,
         const char *const codes[3],
         GError **error)
{
  TvUndoGroup *gone = tv_undo_group_begin (TV_UNDO_REVERSED, codes[0]);
  TvUndoGroup *changed = tv_undo_group_begin (TV_UNDO_REVERSED, codes[1]);
  TvUndoGroup *kept = tv_undo_group_begin (TV_UNDO_KEPT, codes[2]);
  TvStep step;
  TvStatement *statement = list_entities (job, sql, undo->batch_id, &step, error);

  for (guint64 place = 0; step == TV_STEP_ROW && place != TV_FAR_PIECES_NONE;
       step = tv_statement_step (statement, error), place = tv_far_pieces_get_next (before, place))
    {
      const char *name = tv_statement_get_text (statement, 1);
      gboolean is_known = tv_statement_get_int64 (statement, 2) != 0;
      guint32 length;
      const char *was = tv_far_pieces_get (before, place, &length);

      if ((*was == '1') != is_known)
        tv_undo_group_add_sorted (gone, name);
      else if (is_known && !g_str_equal (was + 1, tv_statement_get_text (statement, 3)))
        tv_undo_group_add_sorted (changed, name);
      else if (is_known)
        tv_undo_group_add_sorted (kept, name);
    }
  tv_undo_group_end (undo->report, gone);
  tv_undo_group_end (undo->report, changed);
  tv_undo_group_end (undo->report, kept);
  if (step == TV_STEP_ROW)
    tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* Whatever one statement lists about the batch, by the text of one column. */
static gboolean
list_group (TvJob *job,
            Undo *undo,
            TvSql sql,
            int column,
            TvUndoOutcome outcome,
            const char *code,
            GError **error)
{
  TvUndoGroup *group = tv_undo_group_begin (outcome, code);
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, undo->batch_id);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *name = tv_statement_dup_text (statement, column);

      tv_undo_group_add (group, name);
    }
  tv_undo_group_end (undo->report, group);
  return step == TV_STEP_DONE;
}

/* What the rows themselves come to, from the batch's own counts. */
static gboolean
report_rows (TvJob *job, Undo *undo, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_BATCH, error);
  TvImportKind kind;
  TvUndoGroup *group;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, undo->batch_id);
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  undo->report->file_name = tv_statement_dup_text (statement, 0);
  kind = tv_import_kind_from_code (tv_statement_get_text (statement, 1));
  group = tv_undo_group_begin (TV_UNDO_REVERSED,
                               kind == TV_KIND_CONTACTS ? "CONTACTS" : "SALES_LINES");
  if (kind != TV_KIND_CUSTOMERS && kind != TV_KIND_PRODUCTS)
    group->count = tv_statement_get_int64 (statement, 3);
  tv_statement_reset (statement);
  tv_undo_group_end (undo->report, group);
  return TRUE;
}

static gboolean
report_people (TvJob *job, Undo *undo, GError **error)
{
  return report_edits (job, undo, error)
         && list_group (job, undo, TV_SQL_VIEWS_LIST_BATCH_LINKS, 0, TV_UNDO_KEPT, "LINKS", error)
         && list_group (job,
                        undo,
                        TV_SQL_VIEWS_LIST_LATER_DECISIONS,
                        0,
                        TV_UNDO_KEPT,
                        "DECISIONS",
                        error)
         && list_group (job,
                        undo,
                        TV_SQL_VIEWS_LIST_LATER_RUNS,
                        0,
                        TV_UNDO_COULD_NOT,
                        "RUNS",
                        error)
         && list_group (job,
                        undo,
                        TV_SQL_VIEWS_LIST_LATER_EXPORTS,
                        0,
                        TV_UNDO_COULD_NOT,
                        "EXPORTS",
                        error);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const TvUndoGroup *const *first = a, *const *second = b;

  return (int) (*first)->outcome - (int) (*second)->outcome;
}

/* The state of a batch, beside what is derived while it still has the old one. */
static gboolean
change_state (TvJob *job, Undo *undo, GError **error)
{
  undo->customers = load_entities (job, TV_SQL_VIEWS_LIST_BATCH_CUSTOMERS, undo->batch_id, error);
  if (undo->customers == NULL)
    return FALSE;
  undo->products = load_entities (job, TV_SQL_VIEWS_LIST_BATCH_PRODUCTS, undo->batch_id, error);
  return undo->products != NULL
         && tv_ingest_change_batch (job, undo->batch_id, undo->is_redo, error)
         && report_rows (job, undo, error);
}

/* What has become of all that the batch names. */
static gboolean
report_changes (TvJob *job, Undo *undo, GError **error)
{
  static const char *const customer_codes[]
      = { "CUSTOMERS_GONE", "CUSTOMERS_CHANGED", "CUSTOMERS_KEPT" };
  static const char *const product_codes[]
      = { "PRODUCTS_GONE", "PRODUCTS_CHANGED", "PRODUCTS_KEPT" };

  if (!compare (job,
                undo,
                TV_SQL_VIEWS_LIST_BATCH_CUSTOMERS,
                undo->customers,
                customer_codes,
                error)
      || !compare (job,
                   undo,
                   TV_SQL_VIEWS_LIST_BATCH_PRODUCTS,
                   undo->products,
                   product_codes,
                   error))
    return FALSE;
  if (!report_people (job, undo, error))
    return FALSE;
  g_ptr_array_sort (undo->report->groups, compare_groups);
  return TRUE;
}

static gboolean
undo_cb (TvJob *job, gpointer data, GError **error)
{
  GPtrArray *undos = data;

  if (!tv_bulk_narrow_cache (job->db, error))
    return FALSE;
  for (guint i = 0; i < undos->len; i++)
    if (!change_state (job, g_ptr_array_index (undos, i), error))
      return FALSE;
  if (!tv_profile_delete_all (job, error))
    return FALSE;
  tv_stages_begin (job->progress, tv_stages_of_import, "clean", 0, 1);
  if (!tv_clean_rebuild (job, error) || !tv_import_write_profiles (job, error))
    return FALSE;
  for (guint i = 0; i < undos->len; i++)
    if (!report_changes (job, g_ptr_array_index (undos, i), error))
      return FALSE;
  return tv_bulk_fit_cache (job->db, error);
}

static Undo *
undo_new (gint64 batch_id, gboolean is_redo)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->batch_id = batch_id;
  undo->is_redo = is_redo;
  undo->report = g_new0 (TvUndoReport, 1);
  undo->report->batch_id = batch_id;
  undo->report->is_redo = is_redo;
  undo->report->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_undo_group_free);
  return undo;
}

/**
 * tv_engine_change_batches:
 * @engine: the engine
 * @batch_ids: (array length=count): batches that count, or were undone
 * @count: how many
 * @is_redo: whether an undo is taken back
 * @progress: (nullable): progress and cancel
 * @error: return location: %TV_ERROR_NOT_FOUND, %TV_ERROR_REFUSED; nothing was changed then
 *
 * Undoes or redoes batches, such as all files of an import, in one transaction: as
 * tv_engine_undo_batch() and tv_engine_redo_batch() do one.
 *
 * Returns: (transfer full) (nullable) (element-type TvUndoReport): what that did, batch by batch
 */
GPtrArray *
tv_engine_change_batches (TvEngine *engine,
                          const gint64 *batch_ids,
                          guint count,
                          gboolean is_redo,
                          TvProgress *progress,
                          GError **error)
{
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func (undo_free);
  g_autoptr (GPtrArray) reports = NULL;

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (undos, undo_new (batch_ids[i], is_redo));
  if (!tv_engine_change_customers (engine, undo_cb, undos, progress, error))
    return NULL;
  reports = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_undo_report_free);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (reports, g_steal_pointer (&((Undo *) g_ptr_array_index (undos, i))->report));
  return g_steal_pointer (&reports);
}

static TvUndoReport *
change (TvEngine *engine, gint64 batch_id, gboolean is_redo, TvProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) reports
      = tv_engine_change_batches (engine, &batch_id, 1, is_redo, progress, error);

  return reports != NULL ? g_ptr_array_steal_index (reports, 0) : NULL;
}

/**
 * tv_engine_undo_batch:
 * @engine: the engine
 * @batch_id: a batch that counts
 * @progress: (nullable): progress and cancel
 * @error: return location: %TV_ERROR_NOT_FOUND, %TV_ERROR_REFUSED; nothing was changed then
 *
 * Takes an import back: its rows stay in the file but count no more, customers and products that no
 * other import names leave, the values of others come back. What people did since is kept.
 *
 * Returns: (transfer full) (nullable): what was reversed, what was kept, what could not be reversed
 */
TvUndoReport *
tv_engine_undo_batch (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error)
{
  return change (engine, batch_id, FALSE, progress, error);
}

/**
 * tv_engine_redo_batch:
 * @engine: the engine
 * @batch_id: a batch that was undone
 * @progress: (nullable): progress and cancel
 * @error: return location: %TV_ERROR_NOT_FOUND, %TV_ERROR_REFUSED; nothing was changed then
 *
 * Takes an undo back.
 *
 * Returns: (transfer full) (nullable): what came back
 */
TvUndoReport *
tv_engine_redo_batch (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error)
{
  return change (engine, batch_id, TRUE, progress, error);
}
