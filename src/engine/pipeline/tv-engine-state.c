/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a workspace in short: what caches are good for, day settings, the proposed reference
 * date, rows that wait. Reads; the only writes are settings. */
#include "pipeline/tv-engine-private.h"

#include "base/tv-day.h"
#include "frame/tv-address-owners.h"
#include "rows/tv-presets.h"

/* A base whose newest order is older than this is history, and is looked at as of that order. */
#define HISTORIC_DAYS 90

/**
 * tv_stamp_read:
 * @stamp: (out caller-allocates): the state
 * @job: a reader's or writer's job
 * @error: return location for an error
 *
 * Reads which import and which run are the latest, and the day of the profiles: whatever is
 * computed from sources or profiles stays good until these change, whichever program changes them.
 *
 * Returns: TRUE on success
 */
gboolean
tv_stamp_read (TvStamp *stamp, TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_STAMP, error);
  const char *day;

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  stamp->batch_id = tv_statement_get_int64 (statement, 0);
  stamp->run_id = tv_statement_get_int64 (statement, 1);
  day = tv_statement_get_text (statement, 2);
  stamp->profile_day = day != NULL ? (gint32) g_ascii_strtoll (day, NULL, 10) : TV_DAY_NONE;
  stamp->profile_bins
      = tv_statement_is_null (statement, 3) ? 0 : g_str_hash (tv_statement_get_text (statement, 3));
  tv_statement_reset (statement);
  return TRUE;
}

/**
 * tv_job_dup_setting:
 * @job: a reader's or writer's job
 * @key: the setting
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
tv_job_dup_setting (TvJob *job, const char *key)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_STORE_GET_SETTING, NULL);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_text (statement, 1, key);
  if (tv_statement_step (statement, NULL) == TV_STEP_ROW)
    value = tv_statement_dup_text (statement, 0);
  tv_statement_reset (statement);
  return value;
}

/**
 * tv_job_dup_currency:
 * @job: a reader's or writer's job
 *
 * Returns: (transfer full): the ISO 4217 code of the amounts: as the imported files write it, else
 * that of where the workspace was made
 */
char *
tv_job_dup_currency (TvJob *job)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_IMPORTED_CURRENCY, NULL);
  char *currency = NULL;

  if (statement != NULL && tv_statement_step (statement, NULL) == TV_STEP_ROW)
    currency = tv_statement_dup_text (statement, 0);
  if (statement != NULL)
    tv_statement_reset (statement);
  if (currency == NULL)
    currency = tv_job_dup_setting (job, "currency");
  return currency != NULL ? currency : g_strdup ("EUR");
}

/**
 * tv_job_get_day_setting:
 * @job: a reader's or writer's job
 * @key: the setting
 *
 * Returns: the day, TV_DAY_NONE where it is not set
 */
gint32
tv_job_get_day_setting (TvJob *job, const char *key)
{
  g_autofree char *value = tv_job_dup_setting (job, key);

  return value != NULL && value[0] != '\0' ? (gint32) g_ascii_strtoll (value, NULL, 10)
                                           : TV_DAY_NONE;
}

/**
 * tv_job_set_day_setting:
 * @job: the writer's job
 * @key: the setting
 * @day: the day, TV_DAY_NONE to clear it
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_job_set_day_setting (TvJob *job, const char *key, gint32 day, GError **error)
{
  g_autofree char *value = day != TV_DAY_NONE ? g_strdup_printf ("%d", day) : g_strdup ("");

  return tv_connection_execute (job->db, TV_SQL_STORE_SET_SETTING, error, "tt", key, value);
}

/**
 * tv_job_get_rfm_bins:
 * @job: a reader's or writer's job
 *
 * Returns: the workspace's TvRfmBins; FIXED where nothing was chosen
 */
guint8
tv_job_get_rfm_bins (TvJob *job)
{
  g_autofree char *code = tv_job_dup_setting (job, "rfm_bins");

  return (guint8) MAX (tv_rfm_bins_from_code (code), TV_RFM_BINS_FIXED);
}

/**
 * tv_propose_as_of:
 * @last_order_day: the newest order that is not in the future, TV_DAY_NONE without orders
 *
 * Returns: the reference date to propose (SPEC section 1): today, or the day of the newest order
 * where that is over 90 days ago
 */
gint32
tv_propose_as_of (gint32 last_order_day)
{
  TvDay today = tv_day_today ();

  return last_order_day != TV_DAY_NONE && today - last_order_day > HISTORIC_DAYS ? last_order_day
                                                                                 : today;
}

static void
add_pending (GHashTable *counts, gint64 batch_id, gint64 count)
{
  gpointer batch = GSIZE_TO_POINTER (batch_id);

  if (counts != NULL && count > 0)
    g_hash_table_insert (
        counts,
        batch,
        GSIZE_TO_POINTER (count + (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (counts, batch))));
}

/* @owners: (nullable): whose addresses contacts know; what is said of an address that somebody has
 * is heard and does not wait. */
static gboolean
count_rows (TvJob *job,
            TvSql sql,
            const TvAddressOwners *owners,
            GHashTable *counts,
            gint64 *inout_count,
            GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  gint64 batch_id = 0, count = 0;
  TvStep step = TV_STEP_ERROR;

  /* The rows of a batch follow each other. */
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      const GArray *found
          = owners != NULL ? tv_address_owners_get (owners, tv_statement_get_int64 (statement, 1))
                           : NULL;

      if (found != NULL && found->len > 0)
        continue;
      if (id != batch_id)
        add_pending (counts, batch_id, count);
      count = id != batch_id ? 1 : count + 1;
      batch_id = id;
      ++*inout_count;
    }
  add_pending (counts, batch_id, count);
  return step == TV_STEP_DONE;
}

/**
 * tv_pending_count:
 * @job: a reader's or writer's job
 * @counts: (nullable): batch id -> count is added here
 * @out_count: (out): rows of all batches
 * @error: return location for an error
 *
 * Counts the rows that wait for their customer or product. Where every code and label is known, no
 * row is looked at.
 *
 * Returns: TRUE on success
 */
gboolean
tv_pending_count (TvJob *job, GHashTable *counts, gint64 *out_count, GError **error)
{
  g_autoptr (TvAddressOwners) owners = NULL;
  gint64 has_pending = 0;

  *out_count = 0;
  if (!tv_connection_get_int64 (job->db, TV_SQL_VIEWS_HAS_PENDING, &has_pending, error, ""))
    return FALSE;
  if (!has_pending)
    return TRUE;
  owners = tv_address_owners_load (job, error);
  return owners != NULL
         && count_rows (job, TV_SQL_VIEWS_LIST_PENDING, NULL, counts, out_count, error)
         && count_rows (job, TV_SQL_VIEWS_LIST_PENDING_CONTACTS, owners, counts, out_count, error);
}

/**
 * tv_engine_ref_pending:
 * @engine: the engine
 * @job: a read's job
 * @out_count: (out): rows of all batches that wait
 * @error: return location for an error
 *
 * The same, counted once for each state of the sources.
 *
 * Returns: (transfer full) (nullable): batch id -> count
 */
GHashTable *
tv_engine_ref_pending (TvEngine *engine, TvJob *job, gint64 *out_count, GError **error)
{
  g_autoptr (GHashTable) counts = NULL;
  TvStamp stamp;

  if (!tv_stamp_read (&stamp, job, error))
    return NULL;
  g_mutex_lock (&engine->lock);
  if (engine->pending.batch_id == stamp.batch_id)
    {
      counts = g_hash_table_ref (engine->pending.pending);
      *out_count = engine->pending.pending_count;
    }
  g_mutex_unlock (&engine->lock);
  if (counts != NULL)
    return g_steal_pointer (&counts);

  counts = g_hash_table_new (NULL, NULL);
  if (!tv_pending_count (job, counts, out_count, error))
    return NULL;
  g_mutex_lock (&engine->lock);
  g_clear_pointer (&engine->pending.pending, g_hash_table_unref);
  engine->pending.pending = g_hash_table_ref (counts);
  engine->pending.pending_count = *out_count;
  engine->pending.batch_id = stamp.batch_id;
  g_mutex_unlock (&engine->lock);
  return g_steal_pointer (&counts);
}
