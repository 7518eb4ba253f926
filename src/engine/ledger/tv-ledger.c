/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appending to the ledger: one event with its items and its text, chained to the last one. Runs in
 * the transaction of the fact that it records, so there is never one without the other. Writes
 * ledger_event, ledger_item and ledger_text; verifying is in tv-ledger-walk.c. */
#include "ledger/tv-ledger.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "ledger/tv-ledger-format.h"

/**
 * tv_ledger_finding_free:
 * @finding: (transfer full): a finding
 *
 * Frees a finding.
 */
void
tv_ledger_finding_free (TvLedgerFinding *finding)
{
  g_free (finding->message);
  g_free (finding);
}

/* Where the chain stands: the next number, and the hash of the last event or noughts. */
static gboolean
read_head (TvConnection *db, gint64 *out_seq, guint8 out_hash[TV_DIGEST_LENGTH], GError **error)
{
  TvStatement *statement = tv_connection_prepare (db, TV_SQL_LEDGER_GET_LAST_EVENT, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  *out_seq = 1;
  memset (out_hash, 0, TV_DIGEST_LENGTH);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      gsize length;
      const void *hash = tv_statement_get_blob (statement, 1, &length);

      *out_seq = tv_statement_get_int64 (statement, 0) + 1;
      memcpy (out_hash, hash, MIN (length, TV_DIGEST_LENGTH));
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/**
 * tv_ledger_get_next_seq:
 * @job: the writer's job, inside a transaction
 * @out_seq: (out): the number
 * @error: return location for an error
 *
 * Tells the number of the event that the transaction appends next, for rows that are written before
 * it and name it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ledger_get_next_seq (TvJob *job, gint64 *out_seq, GError **error)
{
  guint8 hash[TV_DIGEST_LENGTH];

  return read_head (job->db, out_seq, hash, error);
}

static void
hash_items (TvDigest *digest, const TvLedgerEvent *event, guint8 out_hash[TV_DIGEST_LENGTH])
{
  tv_digest_reset (digest);
  for (gsize i = 0; i < event->item_count; i++)
    tv_ledger_add_item (digest, (gint64) i, &event->items[i]);
  tv_digest_finish (digest, out_hash);
}

static gboolean
insert_items (TvJob *job, const TvLedgerEvent *event, gint64 seq, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_LEDGER_INSERT_ITEM, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, seq);
  for (gsize i = 0; i < event->item_count; i++)
    {
      tv_statement_bind_int64 (statement, 2, (gint64) i);
      tv_statement_bind_int64 (statement, 3, event->items[i].recommendation_id);
      tv_statement_bind_int64 (statement, 4, event->items[i].from_status);
      tv_statement_bind_int64 (statement, 5, event->items[i].to_status);
      if (!tv_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
bind_integer (TvStatement *statement, int parameter, TvLedgerInteger integer)
{
  if (integer.is_null)
    tv_statement_bind_null (statement, parameter);
  else
    tv_statement_bind_int64 (statement, parameter, integer.value);
}

static gboolean
insert_event (TvJob *job,
              const TvLedgerFields *fields,
              const guint8 hash[TV_DIGEST_LENGTH],
              GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_LEDGER_INSERT_EVENT, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, fields->seq);
  tv_statement_bind_text (statement, 2, fields->stream_id.bytes);
  tv_statement_bind_int64 (statement, 3, fields->time_usec);
  tv_statement_bind_text (statement, 4, fields->kind.bytes);
  tv_statement_bind_text (statement, 5, fields->actor.bytes);
  tv_statement_bind_text (statement, 6, fields->machine.bytes);
  bind_integer (statement, 7, fields->batch_id);
  bind_integer (statement, 8, fields->run_id);
  bind_integer (statement, 9, fields->status);
  tv_statement_bind_int64 (statement, 10, fields->item_count);
  tv_statement_bind_blob (statement, 11, fields->item_digest.bytes, fields->item_digest.length);
  tv_statement_bind_blob (statement, 12, fields->text_digest.bytes, fields->text_digest.length);
  tv_statement_bind_text (statement, 13, fields->detail.bytes);
  tv_statement_bind_blob (statement, 14, fields->prev_hash.bytes, fields->prev_hash.length);
  tv_statement_bind_blob (statement, 15, hash, TV_DIGEST_LENGTH);
  return tv_statement_run (statement, error);
}

/* Salts and hashes what the person wrote. */
static gboolean
hash_text (TvDigest *digest,
           const char *text,
           guint8 out_salt[TV_LEDGER_SALT_LENGTH],
           guint8 out_hash[TV_DIGEST_LENGTH],
           GError **error)
{
  if (getrandom (out_salt, TV_LEDGER_SALT_LENGTH, 0) != TV_LEDGER_SALT_LENGTH)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_IO,
                   _ ("Could not write the ledger: %s."),
                   g_strerror (errno));
      return FALSE;
    }
  tv_ledger_hash_text (digest,
                       out_salt,
                       TV_LEDGER_SALT_LENGTH,
                       tv_ledger_bytes_from_text (text),
                       out_hash);
  return TRUE;
}

static TvLedgerFields
make_fields (TvJob *job,
             const TvLedgerEvent *event,
             gint64 seq,
             const char *stream_id,
             const guint8 *prev_hash)
{
  return (TvLedgerFields){
    .stream_id = tv_ledger_bytes_from_text (stream_id),
    .seq = seq,
    .prev_hash = { prev_hash, TV_DIGEST_LENGTH },
    .time_usec = job->now_usec,
    .kind = tv_ledger_bytes_from_text (event->kind),
    .actor = tv_ledger_bytes_from_text (job->actor != NULL ? job->actor : ""),
    .machine = tv_ledger_bytes_from_text (job->machine != NULL ? job->machine : ""),
    .batch_id = { event->batch_id, event->batch_id == 0 },
    .run_id = { event->run_id, event->run_id == 0 },
    .status = { event->status, event->status == G_MININT },
    .item_count = (gint64) event->item_count,
    .detail = tv_ledger_bytes_from_text (event->detail != NULL ? event->detail : "{}"),
  };
}

/**
 * tv_ledger_append:
 * @job: the writer inside a transaction, the time, who and where
 * @event: what happened
 * @error: return location
 *
 * Appends an event. It becomes durable with the caller's transaction.
 *
 * Returns: its number in the chain, 0 on an error
 */
gint64
tv_ledger_append (TvJob *job, const TvLedgerEvent *event, GError **error)
{
  g_autoptr (TvDigest) digest = tv_digest_new ();
  g_autofree char *stream_id = NULL;
  guint8 prev_hash[TV_DIGEST_LENGTH], hash[TV_DIGEST_LENGTH];
  guint8 item_hash[TV_DIGEST_LENGTH], text_hash[TV_DIGEST_LENGTH], salt[TV_LEDGER_SALT_LENGTH];
  g_autoptr (GError) local = NULL;
  TvLedgerFields fields;
  gint64 seq;

  stream_id = tv_connection_dup_setting (job->db, "stream_id", &local);
  if (stream_id == NULL && local == NULL)
    local = g_error_new_literal (TV_ERROR,
                                 TV_ERROR_CORRUPT,
                                 _ ("Could not write the ledger: the workspace has no stream."));
  if (local != NULL || !read_head (job->db, &seq, prev_hash, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  fields = make_fields (job, event, seq, stream_id, prev_hash);
  if (event->item_count > 0)
    {
      hash_items (digest, event, item_hash);
      fields.item_digest = (TvLedgerBytes){ item_hash, TV_DIGEST_LENGTH };
    }
  if (event->text != NULL)
    {
      if (!hash_text (digest, event->text, salt, text_hash, error))
        return 0;
      fields.text_digest = (TvLedgerBytes){ text_hash, TV_DIGEST_LENGTH };
    }
  tv_ledger_hash_event (digest, &fields, hash);
  if (!insert_event (job, &fields, hash, error) || !insert_items (job, event, seq, error))
    return 0;
  if (event->text != NULL
      && !tv_connection_execute (job->db,
                                 TV_SQL_LEDGER_INSERT_TEXT,
                                 error,
                                 "ibt",
                                 seq,
                                 salt,
                                 (gsize) sizeof salt,
                                 event->text))
    return 0;
  return seq;
}
