/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run is made for customers as they were then. Where some of them are one person by now, their
 * items stand together in an export, the best first, however far apart the run has them. */
#include "exchange/tv-export-people.h"

/**
 * tv_export_list_merged:
 * @job: a job
 * @run_id: a run
 * @error: return location for an error
 *
 * Lists the approved items of those customers of the run who are one person with another customer
 * by now. The others' items stand in the order of an export already.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids of items, person by person
 */
GArray *
tv_export_list_merged (TvJob *job, gint64 run_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_LIST_MERGED, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}
