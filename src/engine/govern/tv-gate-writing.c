/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the items of a run as they come and writes review_item; at the end the ledger's RUN and
 * GATE events. A policy that asks for no person approves what passes, and the ledger says so. Rows
 * name the GATE event, which comes after them: in the one transaction of a writer its number is
 * known before. What is known only at the end, whether enough customers are covered, is taken to be
 * well; where it is not, the rows are written anew. */
#include "govern/tv-gate-writing.h"

#include <inttypes.h>

#include "base/tv-parallel.h"
#include "base/tv-text.h"
#include "govern/tv-gate-private.h"
#include "ledger/tv-ledger.h"

#define MANY_ITEMS (8 * TV_PARALLEL_CHUNK) /* of which each thread judges some */

struct _TvGateWriting
{
  TvJob *job; /* this and all up to the policy: borrowed */
  const TvFrame *frame;
  const TvFactsTable *facts;
  const TvRunItems *run;
  const TvPolicyRow *policy;
  gint64 run_id, first_item_id;
  gint64 gate_seq; /* of the GATE event */
  guint first;     /* the first item that is being judged */
  GArray *issues;  /* of guint, of the items so far */
  TvDigest *digest;
  gint64 passed_count;
};

/**
 * tv_gate_writing_new:
 * @job: the writer's job, inside the bulk transaction that writes the run; nobody else appends to
 * the ledger until the writing is finished
 * @run_id: the run
 * @first_item_id: the id of its first item; the others follow
 * @frame: the base that the run is calculated on
 * @facts: its customers' figures
 * @run: the items, in the order of their ids; more may come
 * @policy: the policy; all are borrowed for the writing's life
 * @error: return location for an error
 *
 * Begins to judge a run.
 *
 * Returns: (transfer full) (nullable): the writing
 */
TvGateWriting *
tv_gate_writing_new (TvJob *job,
                     gint64 run_id,
                     gint64 first_item_id,
                     const TvFrame *frame,
                     const TvFactsTable *facts,
                     const TvRunItems *run,
                     const TvPolicyRow *policy,
                     GError **error)
{
  TvGateWriting *writing;
  gint64 next_seq;

  if (!tv_ledger_get_next_seq (job, &next_seq, error))
    return NULL;
  writing = g_new0 (TvGateWriting, 1);
  writing->job = job;
  writing->frame = frame;
  writing->facts = facts;
  writing->run = run;
  writing->policy = policy;
  writing->run_id = run_id;
  writing->first_item_id = first_item_id;
  writing->gate_seq = next_seq + 1; /* after the RUN event */
  writing->issues = g_array_new (FALSE, FALSE, sizeof (guint));
  writing->digest = tv_digest_new ();
  return writing;
}

/**
 * tv_gate_writing_free:
 * @writing: (transfer full): a writing
 *
 * Frees it.
 */
void
tv_gate_writing_free (TvGateWriting *writing)
{
  g_array_unref (writing->issues);
  tv_digest_free (writing->digest);
  g_free (writing);
}

static void
judge_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  TvGateWriting *writing = data;
  const TvRunItem *items = (const TvRunItem *) (void *) writing->run->items->data;
  guint32 first = begin += writing->first;

  end += writing->first;
  while (first > 0 && items[first - 1].customer == items[begin].customer)
    first--;
  for (guint32 i = begin; i < end; i++)
    {
      if (items[i].customer != items[first].customer)
        first = i;
      g_array_index (writing->issues, guint, i) = tv_gate_check_item (writing->frame,
                                                                      writing->facts,
                                                                      writing->run,
                                                                      writing->policy,
                                                                      first,
                                                                      i);
    }
}

/* Writes the verdicts from one item on, and takes them into the digest. */
static gboolean
write_items (TvGateWriting *writing, guint from, GError **error)
{
  TvJob *job = writing->job;
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_INSERT_ITEM, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 2, writing->run_id);
  for (guint i = from; i < writing->issues->len; i++)
    {
      guint issues = g_array_index (writing->issues, guint, i);
      gboolean is_passed = tv_gate_is_passed (issues);
      gboolean is_approved = is_passed && !writing->policy->is_approval_required;
      gint64 id = writing->first_item_id + i;

      if ((i & 4095) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      tv_gate_digest_item (writing->digest, id, is_passed, issues);
      writing->passed_count += is_passed;
      tv_statement_bind_int64 (statement, 1, id);
      tv_statement_bind_int64 (statement, 3, is_passed);
      tv_statement_bind_int64 (statement, 4, issues);
      tv_statement_bind_int64 (statement, 5, is_approved ? TV_STATUS_APPROVED : TV_STATUS_PENDING);
      tv_statement_bind_int64 (statement, 6, is_approved ? 1 : 0);
      if (is_approved)
        tv_statement_bind_int64 (statement, 7, writing->gate_seq);
      else
        tv_statement_bind_null (statement, 7);
      if (!tv_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_gate_writing_add:
 * @writing: (inout): a writing
 * @error: return location for an error
 *
 * Judges and writes the items of the run that came since the last time; all items of a customer
 * come at once.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_gate_writing_add (TvGateWriting *writing, GError **error)
{
  guint count = writing->run->items->len - writing->issues->len;

  writing->first = writing->issues->len;
  g_array_set_size (writing->issues, writing->run->items->len);
  return tv_parallel_run (count,
                          count < MANY_ITEMS ? 1 : MAX (writing->job->thread_count, 1),
                          judge_chunk,
                          writing,
                          NULL,
                          NULL,
                          NULL,
                          error)
         && write_items (writing, writing->first, error);
}

static gboolean
append_run_event (TvJob *job, gint64 run_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_RUN, error);
  g_autofree char *as_of = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *detail = NULL;
  TvLedgerEvent event = { .kind = "RUN", .run_id = run_id, .status = G_MININT };
  const void *bytes;
  gsize length = 0;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  as_of = tv_day_to_iso (tv_statement_get_int64 (statement, 0));
  bytes = tv_statement_get_blob (statement, 4, &length);
  digest = tv_hex_encode (bytes, length);
  /* The settings are JSON of our own making already; they go in as they are. */
  detail = g_strdup_printf ("{\"digest\":\"%s\",\"as_of\":\"%s\",\"top_n\":%" PRId64
                            ",\"items\":%" PRId64 ",\"customers\":%" PRId64 ",\"eligible\":%" PRId64
                            ",\"served\":%" PRId64 ",\"margin_known\":%" PRId64
                            ",\"created_usec\":%" PRId64 ",\"settings\":%s}",
                            digest,
                            as_of,
                            tv_statement_get_int64 (statement, 1),
                            tv_statement_get_int64 (statement, 2),
                            tv_statement_get_int64 (statement, 6),
                            tv_statement_get_int64 (statement, 7),
                            tv_statement_get_int64 (statement, 8),
                            tv_statement_get_int64 (statement, 9),
                            tv_statement_get_int64 (statement, 10),
                            tv_statement_get_text (statement, 5));
  tv_statement_reset (statement);
  event.detail = detail;
  return tv_ledger_append (job, &event, error) > 0;
}

/* Judges all items again with what holds for the run as a whole. */
static gboolean
write_anew (TvGateWriting *writing, guint run_issues, GError **error)
{
  if (!tv_connection_execute (writing->job->db,
                              TV_SQL_GOVERN_DELETE_ITEMS,
                              error,
                              "ii",
                              writing->first_item_id,
                              writing->first_item_id + writing->issues->len - 1))
    return FALSE;
  for (guint i = 0; i < writing->issues->len; i++)
    g_array_index (writing->issues, guint, i) |= run_issues;
  tv_digest_free (writing->digest);
  writing->digest = tv_digest_new ();
  writing->passed_count = 0;
  return write_items (writing, 0, error);
}

/**
 * tv_gate_writing_finish:
 * @writing: (inout): a writing, all items of the run added and the run itself written
 * @out_pass_rate: (out): items that the policy lets through / items, 0 without items
 * @error: return location for an error
 *
 * Judges the run as a whole, and appends the RUN and the GATE event to the ledger.
 *
 * Returns: TRUE on success
 */
gboolean
tv_gate_writing_finish (TvGateWriting *writing, double *out_pass_rate, GError **error)
{
  guint count = writing->issues->len;
  guint run_issues = tv_gate_check_run (writing->run, writing->policy);
  guint8 hash[TV_DIGEST_LENGTH];
  gint64 seq;

  if ((run_issues != 0 && !write_anew (writing, run_issues, error))
      || !append_run_event (writing->job, writing->run_id, error))
    return FALSE;
  *out_pass_rate = count > 0 ? (double) writing->passed_count / count : 0;
  tv_digest_finish (writing->digest, hash);
  seq = tv_gate_append_event (writing->job,
                              writing->run_id,
                              writing->policy,
                              hash,
                              count,
                              writing->passed_count,
                              writing->policy->is_approval_required ? 0 : writing->passed_count,
                              error);
  g_return_val_if_fail (seq == 0 || seq == writing->gate_seq, FALSE);
  return seq > 0;
}
