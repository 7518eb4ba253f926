/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying the ledger: the three tables are read side by side in order, every hash is made anew,
 * and each row that does not fit becomes a finding that names it. Nothing is repaired. A cut off
 * end cannot be seen from the chain alone; whoever calls compares the other tables. */
#include "ledger/tv-ledger.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "ledger/tv-ledger-format.h"

#define FINDING_LIMIT 1000
#define CHECK_INTERVAL 4096

enum
{
  EVENT_SEQ,
  EVENT_STREAM_ID,
  EVENT_TIME_USEC,
  EVENT_KIND,
  EVENT_ACTOR,
  EVENT_MACHINE,
  EVENT_BATCH_ID,
  EVENT_RUN_ID,
  EVENT_STATUS,
  EVENT_ITEM_COUNT,
  EVENT_ITEM_DIGEST,
  EVENT_TEXT_DIGEST,
  EVENT_DETAIL,
  EVENT_PREV_HASH,
  EVENT_HASH,
};

/* One of the two tables that go along with the events, at its next row. */
typedef struct
{
  TvStatement *statement;
  TvStep step;
  gint64 seq; /* of that row */
} Side;

typedef struct
{
  TvDigest *digest;
  GPtrArray *findings;
  TvStatement *events;
  Side items, texts;
  gint64 next_seq;                    /* that should come */
  guint8 last_hash[TV_DIGEST_LENGTH]; /* as stored in the event before */
} Walk;

static void G_GNUC_PRINTF (5, 6) add_finding (Walk *walk,
                                              const char *code,
                                              const char *table,
                                              gint64 row,
                                              const char *format,
                                              ...)
{
  TvLedgerFinding *finding;
  va_list list;

  if (walk->findings->len >= FINDING_LIMIT)
    return;
  finding = g_new0 (TvLedgerFinding, 1);
  finding->code = code;
  finding->table = table;
  finding->row = row;
  va_start (list, format);
  finding->message = g_strdup_vprintf (format, list);
  va_end (list);
  g_ptr_array_add (walk->findings, finding);
}

static gboolean
side_step (Side *side, GError **error)
{
  side->step = tv_statement_step (side->statement, error);
  side->seq = side->step == TV_STEP_ROW ? tv_statement_get_int64 (side->statement, 0) : G_MAXINT64;
  return side->step != TV_STEP_ERROR;
}

static gboolean
side_begin (Side *side, TvConnection *db, TvSql sql, GError **error)
{
  side->statement = tv_connection_prepare (db, sql, error);
  return side->statement != NULL && side_step (side, error);
}

static TvLedgerBytes
get_bytes (TvStatement *statement, int column)
{
  TvLedgerBytes bytes;

  bytes.bytes = tv_statement_get_blob (statement, column, &bytes.length);
  return bytes;
}

static TvLedgerInteger
get_integer (TvStatement *statement, int column)
{
  return (TvLedgerInteger){ tv_statement_get_int64 (statement, column),
                            tv_statement_is_null (statement, column) };
}

static gboolean
is_hash (TvLedgerBytes bytes, const guint8 hash[TV_DIGEST_LENGTH])
{
  return bytes.length == TV_DIGEST_LENGTH && memcmp (bytes.bytes, hash, TV_DIGEST_LENGTH) == 0;
}

/* The event's own hash, which it gives back whether it is right, and that it goes on from the one
 * before. */
static gboolean
check_event (Walk *walk, gint64 seq)
{
  TvStatement *row = walk->events;
  TvLedgerBytes hash = get_bytes (row, EVENT_HASH);
  guint8 wanted[TV_DIGEST_LENGTH];
  gboolean is_gap = seq != walk->next_seq;
  gboolean is_sound;
  TvLedgerFields fields = {
    .stream_id = get_bytes (row, EVENT_STREAM_ID),
    .seq = seq,
    .prev_hash = get_bytes (row, EVENT_PREV_HASH),
    .time_usec = tv_statement_get_int64 (row, EVENT_TIME_USEC),
    .kind = get_bytes (row, EVENT_KIND),
    .actor = get_bytes (row, EVENT_ACTOR),
    .machine = get_bytes (row, EVENT_MACHINE),
    .batch_id = get_integer (row, EVENT_BATCH_ID),
    .run_id = get_integer (row, EVENT_RUN_ID),
    .status = get_integer (row, EVENT_STATUS),
    .item_count = tv_statement_get_int64 (row, EVENT_ITEM_COUNT),
    .item_digest = get_bytes (row, EVENT_ITEM_DIGEST),
    .text_digest = get_bytes (row, EVENT_TEXT_DIGEST),
    .detail = get_bytes (row, EVENT_DETAIL),
  };

  if (is_gap)
    add_finding (walk,
                 "GAP",
                 "ledger_event",
                 walk->next_seq,
                 _ ("Event %" PRId64 " of the ledger is missing."),
                 walk->next_seq);
  tv_ledger_hash_event (walk->digest, &fields, wanted);
  is_sound = is_hash (hash, wanted);
  if (!is_sound)
    add_finding (walk,
                 "ALTERED",
                 "ledger_event",
                 seq,
                 _ ("Event %" PRId64 " of the ledger was changed after it was written."),
                 seq);
  else if (!is_gap && !is_hash (fields.prev_hash, walk->last_hash))
    /* This one is sound and remembers another event before it than the one that is there. */
    add_finding (walk,
                 "ALTERED",
                 "ledger_event",
                 MAX (seq - 1, 1),
                 _ ("Event %" PRId64 " of the ledger is not the one that the next event "
                    "was appended to."),
                 MAX (seq - 1, 1));
  memset (walk->last_hash, 0, TV_DIGEST_LENGTH);
  memcpy (walk->last_hash,
          hash.bytes != NULL ? hash.bytes : "",
          MIN (hash.length, TV_DIGEST_LENGTH));
  walk->next_seq = seq + 1;
  return is_sound;
}

/* Rows that no event stands for. */
static gboolean
skip_strays (Walk *walk,
             Side *side,
             const char *code,
             const char *table,
             gint64 seq,
             GError **error)
{
  gint64 last = -1;

  while (side->step == TV_STEP_ROW && side->seq < seq)
    {
      if (side->seq != last)
        add_finding (walk,
                     code,
                     table,
                     side->seq,
                     _ ("Rows of event %" PRId64 " stand in “%s”, but it has none."),
                     side->seq,
                     table);
      last = side->seq;
      if (!side_step (side, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_items (Walk *walk, gint64 seq, GError **error)
{
  gint64 wanted_count = tv_statement_get_int64 (walk->events, EVENT_ITEM_COUNT);
  TvLedgerBytes wanted = get_bytes (walk->events, EVENT_ITEM_DIGEST);
  guint8 hash[TV_DIGEST_LENGTH];
  gint64 count = 0;

  if (!skip_strays (walk, &walk->items, "ITEMS", "ledger_item", seq, error))
    return FALSE;
  if (walk->items.seq != seq && wanted_count == 0 && wanted.bytes == NULL)
    return TRUE;
  tv_digest_reset (walk->digest);
  for (; walk->items.seq == seq; count++)
    {
      TvStatement *row = walk->items.statement;

      for (int column = 1; column <= 4; column++)
        tv_digest_add_int64 (walk->digest, tv_statement_get_int64 (row, column));
      if (!side_step (&walk->items, error))
        return FALSE;
    }
  tv_digest_finish (walk->digest, hash);
  if (count != wanted_count || (count > 0 ? !is_hash (wanted, hash) : wanted.bytes != NULL))
    add_finding (walk,
                 "ITEMS",
                 "ledger_item",
                 seq,
                 _ ("The recommendations of event %" PRId64
                    " of the ledger were changed after it was written."),
                 seq);
  return TRUE;
}

static gboolean
check_text (Walk *walk, gint64 seq, GError **error)
{
  TvLedgerBytes wanted = get_bytes (walk->events, EVENT_TEXT_DIGEST);
  gboolean is_good = wanted.bytes == NULL;

  if (!skip_strays (walk, &walk->texts, "TEXT", "ledger_text", seq, error))
    return FALSE;
  if (walk->texts.seq == seq)
    {
      TvLedgerBytes salt = get_bytes (walk->texts.statement, 1);
      guint8 hash[TV_DIGEST_LENGTH];

      tv_ledger_hash_text (walk->digest,
                           salt.bytes,
                           salt.length,
                           get_bytes (walk->texts.statement, 2),
                           hash);
      is_good
          = wanted.bytes != NULL && salt.length == TV_LEDGER_SALT_LENGTH && is_hash (wanted, hash);
      if (!side_step (&walk->texts, error))
        return FALSE;
    }
  if (!is_good)
    add_finding (walk,
                 "TEXT",
                 "ledger_text",
                 seq,
                 _ ("The text of event %" PRId64 " of the ledger was changed or taken away."),
                 seq);
  return TRUE;
}

/* The first event, itself unchanged, must be of the stream that the workspace says it is. */
static gboolean
check_stream (Walk *walk, TvConnection *db, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *stream_id = tv_connection_dup_setting (db, "stream_id", &local);
  TvLedgerBytes first = get_bytes (walk->events, EVENT_STREAM_ID);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (stream_id == NULL || strlen (stream_id) != first.length
      || memcmp (stream_id, first.bytes, first.length) != 0)
    add_finding (walk,
                 "ALTERED",
                 "setting",
                 0,
                 _ ("The workspace's stream is not the one that its ledger was written in."));
  return TRUE;
}

static gboolean
walk_events (Walk *walk, TvJob *job, gint64 total, gint64 *out_count, GError **error)
{
  TvStep step;

  while ((step = tv_statement_step (walk->events, error)) == TV_STEP_ROW)
    {
      gint64 seq = tv_statement_get_int64 (walk->events, EVENT_SEQ);

      if (check_event (walk, seq) && *out_count == 0 && !check_stream (walk, job->db, error))
        return FALSE;
      if (!check_items (walk, seq, error) || !check_text (walk, seq, error))
        return FALSE;
      if (++*out_count % CHECK_INTERVAL == 0)
        {
          tv_progress_set (job->progress, (guint64) *out_count, (guint64) total);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return step == TV_STEP_DONE
         && skip_strays (walk, &walk->items, "ITEMS", "ledger_item", G_MAXINT64, error)
         && skip_strays (walk, &walk->texts, "TEXT", "ledger_text", G_MAXINT64, error);
}

/**
 * tv_ledger_walk:
 * @job: a reader
 * @findings: (element-type TvLedgerFinding): what does not fit is added here, in order of the
 * events, at most 1000
 * @out_event_count: (out): how many events there are
 * @error: return location
 *
 * Verifies the whole ledger: each hash, each link, each event's items and text, and that no number
 * is missing before the last one.
 *
 * Returns: %FALSE when it could not be read to its end; %TRUE says nothing about findings
 */
gboolean
tv_ledger_walk (TvJob *job, GPtrArray *findings, gint64 *out_event_count, GError **error)
{
  g_autoptr (TvDigest) digest = tv_digest_new ();
  Walk walk = { .digest = digest, .findings = findings, .next_seq = 1 };
  gboolean is_walked;
  gint64 total;

  *out_event_count = 0;
  if (!tv_connection_get_int64 (job->db, TV_SQL_LEDGER_COUNT_EVENTS, &total, error, ""))
    return FALSE;
  walk.events = tv_connection_prepare (job->db, TV_SQL_LEDGER_LIST_EVENTS, error);
  if (walk.events == NULL || !side_begin (&walk.items, job->db, TV_SQL_LEDGER_LIST_ITEMS, error)
      || !side_begin (&walk.texts, job->db, TV_SQL_LEDGER_LIST_TEXTS, error))
    return FALSE;
  is_walked = walk_events (&walk, job, total, out_event_count, error);
  tv_statement_reset (walk.events);
  tv_statement_reset (walk.items.statement);
  tv_statement_reset (walk.texts.statement);
  return is_walked;
}
