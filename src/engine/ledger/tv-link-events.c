/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges of customers, who is kept apart, who left, and what was taken back: appended to the
 * ledger, and read from it again with what still holds. Writes the ledger. */
#include "ledger/tv-link-events.h"

#include "ledger/tv-counted-events.h"

#define COUNT_SETTING "customer_links"

/**
 * tv_link_get_count:
 * @job: a job
 *
 * Returns: how many such events there are, those that were taken back with them; it only grows
 */
gint64
tv_link_get_count (TvJob *job)
{
  return tv_counted_events_get_count (job, COUNT_SETTING);
}

/**
 * tv_link_append:
 * @job: the writer inside a transaction
 * @link: what a person said
 * @error: return location for an error
 *
 * Appends it to the ledger.
 *
 * Returns: the number of its event, 0 on an error
 */
gint64
tv_link_append (TvJob *job, const TvCustomerLink *link, GError **error)
{
  g_autofree char *detail = tv_customer_link_to_json (link);
  TvLedgerEvent event
      = { .kind = tv_link_kind_get_code (link->kind), .status = G_MININT, .detail = detail };

  return tv_counted_events_append (job, COUNT_SETTING, &event, error);
}

/* The latest word holds: an undo that was taken back itself takes nothing back. */
static void
resolve_undone (GPtrArray *links)
{
  g_autoptr (GHashTable) undone = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = links->len; i > 0; i--)
    {
      TvCustomerLink *link = g_ptr_array_index (links, i - 1);

      link->is_undone = g_hash_table_contains (undone, &link->seq);
      if (link->kind == TV_LINK_UNDO && !link->is_undone)
        g_hash_table_add (undone, &link->undone_seq);
    }
}

/**
 * tv_link_list:
 * @job: a job
 * @error: return location for an error
 *
 * Lists all that people said, whether it still holds or not.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerLink): the oldest first
 */
GPtrArray *
tv_link_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) links
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_customer_link_free);
  TvStatement *statement;
  TvStep step = TV_STEP_ERROR;

  if (tv_link_get_count (job) == 0)
    return g_steal_pointer (&links);
  statement = tv_connection_prepare (job->db, TV_SQL_LEDGER_LIST_LINK_EVENTS, error);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autoptr (TvCustomerLink) link = g_new0 (TvCustomerLink, 1);

      link->seq = tv_statement_get_int64 (statement, 0);
      link->kind = (TvLinkKind) tv_link_kind_from_code (tv_statement_get_text (statement, 1));
      link->time_usec = tv_statement_get_int64 (statement, 2);
      link->actor = tv_statement_dup_text (statement, 3);
      if (tv_customer_link_read_json (link, tv_statement_get_text (statement, 4)))
        g_ptr_array_add (links, g_steal_pointer (&link));
    }
  if (step != TV_STEP_DONE)
    return NULL;
  resolve_undone (links);
  return g_steal_pointer (&links);
}
