/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of customers and what was taken back of them: appended to the ledger, the values as text
 * that can be erased, and read from it again with what still holds. Writes the ledger. */
#include "ledger/tv-edit-events.h"

#include "ledger/tv-counted-events.h"

#define COUNT_SETTING "customer_edits"

/**
 * tv_edit_get_count:
 * @job: a job
 *
 * Returns: how many such events there are, those that were taken back with them; it only grows
 */
gint64
tv_edit_get_count (TvJob *job)
{
  return tv_counted_events_get_count (job, COUNT_SETTING);
}

/**
 * tv_edit_append:
 * @job: the writer inside a transaction
 * @edit: what a person wrote
 * @error: return location for an error
 *
 * Appends it to the ledger.
 *
 * Returns: the number of its event, 0 on an error
 */
gint64
tv_edit_append (TvJob *job, const TvCustomerEdit *edit, GError **error)
{
  g_autofree char *detail = tv_customer_edit_to_json (edit);
  g_autofree char *text = tv_customer_edit_to_text (edit);
  TvLedgerEvent event = { .kind = tv_customer_edit_get_kind (edit),
                          .status = G_MININT,
                          .text = text,
                          .detail = detail };

  return tv_counted_events_append (job, COUNT_SETTING, &event, error);
}

/* From the latest back: an undo that was taken back itself takes nothing back. */
static void
note_undone (GPtrArray *edits)
{
  g_autoptr (GHashTable) undone = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = edits->len; i-- > 0;)
    {
      TvCustomerEdit *edit = g_ptr_array_index (edits, i);

      edit->is_undone = g_hash_table_contains (undone, &edit->seq);
      if (edit->is_undo && !edit->is_undone)
        g_hash_table_add (undone, &edit->undone_seq);
    }
}

/**
 * tv_edit_list:
 * @job: a job
 * @error: return location for an error
 *
 * Lists all that people wrote, whether it still holds or not.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerEdit): the oldest first
 */
GPtrArray *
tv_edit_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_customer_edit_free);
  TvStatement *statement;
  TvStep step = TV_STEP_ERROR;

  if (tv_edit_get_count (job) == 0)
    return g_steal_pointer (&edits);
  statement = tv_connection_prepare (job->db, TV_SQL_LEDGER_LIST_EDIT_EVENTS, error);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autoptr (TvCustomerEdit) edit = tv_customer_edit_new (0);

      edit->seq = tv_statement_get_int64 (statement, 0);
      edit->time_usec = tv_statement_get_int64 (statement, 2);
      edit->actor = tv_statement_dup_text (statement, 3);
      if (tv_customer_edit_read (
              edit,
              tv_statement_get_text (statement, 1),
              tv_statement_get_text (statement, 4),
              tv_statement_is_null (statement, 5) ? NULL : tv_statement_get_text (statement, 5)))
        g_ptr_array_add (edits, g_steal_pointer (&edit));
    }
  if (step != TV_STEP_DONE)
    return NULL;
  note_undone (edits);
  return g_steal_pointer (&edits);
}
