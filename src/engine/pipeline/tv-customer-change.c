/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people say of customers is an event of the ledger; the customers are made anew from it, and
 * the profiles, all in one transaction. */
#include "pipeline/tv-customer-change.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "clean/tv-clean.h"
#include "pipeline/tv-import-derive.h"
#include "pipeline/tv-warm.h"

static char *
dup_name (TvStatement *statement, int code, int last_name, int first_name)
{
  const char *last = tv_statement_get_text (statement, last_name);
  const char *first = tv_statement_get_text (statement, first_name);
  g_autofree char *name
      = g_strstrip (g_strjoin (" ", last != NULL ? last : "", first != NULL ? first : "", NULL));
  const char *shown = tv_statement_get_text (statement, code);

  /* Translators: a customer's name and code */
  return *name != '\0' ? g_strdup_printf (_ ("%s (%s)"), name, shown) : g_strdup (shown);
}

/**
 * tv_customer_set_gone_error:
 * @job: a job
 * @customer_id: a customer who is not there, or a code of another one
 * @error: return location for %TV_ERROR_CONFLICT
 *
 * Says by name who is gone, and whom he was merged with.
 */
void
tv_customer_set_gone_error (TvJob *job, gint64 customer_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_IDENTITY, error);
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *sentence = NULL;
  TvStep step;

  if (statement == NULL)
    return;
  tv_statement_bind_int64 (statement, 1, customer_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      name = dup_name (statement, 0, 1, 2);
      if (!tv_statement_is_null (statement, 3)
          && tv_statement_get_int64 (statement, 3) != customer_id)
        kept = dup_name (statement, 4, 5, 6);
    }
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return;
  if (kept != NULL)
    /* Translators: two customers, each with name and code */
    sentence = g_strdup_printf (_ ("%s was merged with %s by now."), name, kept);
  else if (name != NULL)
    /* Translators: a customer's name and code */
    sentence = g_strdup_printf (_ ("%s is no customer any more."), name);
  else
    sentence = g_strdup (_ ("That customer is not there any more."));
  g_set_error_literal (error, TV_ERROR, TV_ERROR_CONFLICT, sentence);
}

/**
 * tv_customer_check_master:
 * @job: a job
 * @customer_id: a customer
 * @error: return location for %TV_ERROR_CONFLICT
 *
 * Returns: whether the customer is there, and no code of another one by now
 */
gboolean
tv_customer_check_master (TvJob *job, gint64 customer_id, GError **error)
{
  gint64 master = 0;

  if (tv_connection_get_int64 (job->db, TV_SQL_QUALITY_GET_MASTER, &master, NULL, "i", customer_id)
      && master == customer_id)
    return TRUE;
  tv_customer_set_gone_error (job, customer_id, error);
  return FALSE;
}

/**
 * tv_customer_derive:
 * @job: the writer inside a transaction
 * @error: return location for an error
 *
 * Makes customers and profiles anew from the sources and the ledger.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_customer_derive (TvJob *job, GError **error)
{
  return tv_clean_rebuild (job, error) && tv_profiles_write_again (job, error);
}

/**
 * tv_engine_change_customers:
 * @engine: the engine
 * @func: what to write
 * @data: for @func
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Writes what changes customers and their profiles; a warm base is of no use any more.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_change_customers (TvEngine *engine,
                            TvWriteFunc func,
                            gpointer data,
                            TvProgress *progress,
                            GError **error)
{
  tv_engine_drop_warm (engine);
  return tv_engine_write (engine,
                          func,
                          data,
                          TV_CHANGED_SOURCES | TV_CHANGED_PROFILES,
                          progress,
                          error);
}
