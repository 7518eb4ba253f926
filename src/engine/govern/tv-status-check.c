/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the statuses that people see with what the gate and the ledger say of them. Reads
 * review_item and the ledger's RUN, GATE and DECISION rows; writes nothing. What it finds are
 * findings, never errors. */
#include "govern/tv-status-check.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-text.h"
#include "govern/tv-gate.h"
#include "ledger/tv-ledger.h"
#include "rows/tv-detail.h"

/* A file of which every status was changed gives this many findings, and one more that says so. */
#define MAXIMUM_FINDINGS 1000

/* What the GATE event of a run said. */
typedef struct
{
  gint64 seq;
  gint64 item_count;
  gboolean is_automatic;
  char *digest;
  TvDigest *found; /* over the verdicts that stand in the table */
  gint64 found_count;
} Gate;

/* A step of an item's decisions in force; undo takes the last one off. */
typedef struct
{
  gint64 seq;
  guint previous; /* index + 1, 0 = none */
} Decision;

/* What the ledger says of an item. */
typedef struct
{
  int to_status;
  guint in_force; /* index + 1 of a Decision, 0 = none */
} Expected;

typedef struct
{
  TvJob *job;
  GPtrArray *findings;
  GHashTable *gates;    /* run id -> Gate */
  GHashTable *expected; /* item id -> index + 1 into states */
  GArray *states;       /* of Expected */
  GArray *decisions;    /* of Decision */
  gint64 item_count;
  guint finding_count;
} Check;

static void
gate_free (Gate *gate)
{
  g_free (gate->digest);
  g_clear_pointer (&gate->found, tv_digest_free);
  g_free (gate);
}

static void
check_clear (Check *check)
{
  g_clear_pointer (&check->gates, g_hash_table_unref);
  g_clear_pointer (&check->expected, g_hash_table_unref);
  g_clear_pointer (&check->states, g_array_unref);
  g_clear_pointer (&check->decisions, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static void
add_finding (Check *check, const char *code, gint64 row, char *message)
{
  TvLedgerFinding *finding;

  if (check->finding_count++ >= MAXIMUM_FINDINGS)
    {
      g_free (message);
      return;
    }
  finding = g_new0 (TvLedgerFinding, 1);
  finding->code = code;
  finding->table = "review_item";
  finding->row = row;
  finding->message = message;
  g_ptr_array_add (check->findings, finding);
}

static gboolean
load_gates (Check *check, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (check->job->db, TV_SQL_GOVERN_LIST_RUN_EVENTS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *detail = tv_statement_get_text (statement, 3);
      Gate *gate;

      if (g_strcmp0 (tv_statement_get_text (statement, 1), "GATE") != 0)
        continue;
      gate = g_new0 (Gate, 1);
      gate->seq = tv_statement_get_int64 (statement, 0);
      gate->is_automatic = tv_detail_get_int64 (detail, "approval_required", 1) == 0;
      gate->item_count = tv_detail_get_int64 (detail, "items", 0);
      gate->digest = tv_detail_dup_text (detail, "digest");
      gate->found = tv_digest_new ();
      g_hash_table_replace (check->gates,
                            GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 2)),
                            gate);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static void
follow_item (Check *check, gint64 seq, gint64 id, int to_status, gboolean is_undo)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (check->expected, GSIZE_TO_POINTER (id)));
  Expected *state;

  if (index == 0)
    {
      g_array_set_size (check->states, check->states->len + 1);
      index = check->states->len;
      g_hash_table_insert (check->expected, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (index));
    }
  state = &g_array_index (check->states, Expected, index - 1);
  state->to_status = to_status;
  if (!is_undo)
    {
      Decision decision = { .seq = seq, .previous = state->in_force };

      g_array_append_val (check->decisions, decision);
      state->in_force = check->decisions->len;
    }
  else if (state->in_force > 0)
    state->in_force = g_array_index (check->decisions, Decision, state->in_force - 1).previous;
}

static gboolean
load_decisions (Check *check, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (check->job->db, TV_SQL_GOVERN_LIST_LEDGER_ITEMS, error);
  guint64 count = 0;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if ((count++ & 4095) == 0 && !tv_progress_check (check->job->progress, error))
        return FALSE;
      follow_item (check,
                   tv_statement_get_int64 (statement, 0),
                   tv_statement_get_int64 (statement, 1),
                   tv_statement_get_int64 (statement, 2),
                   tv_statement_get_int64 (statement, 3) < 0);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static char *
dup_customer_code (Check *check, gint64 id)
{
  TvStatement *statement
      = tv_connection_prepare (check->job->db, TV_SQL_GOVERN_GET_ITEM_CUSTOMER, NULL);
  char *code = NULL;

  if (statement == NULL)
    return g_strdup ("?");
  tv_statement_bind_int64 (statement, 1, id);
  if (tv_statement_step (statement, NULL) == TV_STEP_ROW)
    code = tv_statement_dup_text (statement, 0);
  tv_statement_reset (statement);
  return code != NULL ? code : g_strdup ("?");
}

static const char *
get_status_title (int status)
{
  return status >= 0 && status < TV_N_STATUSES ? tv_status_get_title (status) : "?";
}

static void
compare_item (Check *check, TvStatement *statement, const Gate *gate)
{
  gint64 id = tv_statement_get_int64 (statement, 0);
  int status = tv_statement_get_int64 (statement, 4);
  gint64 decided_seq = tv_statement_get_int64 (statement, 5);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (check->expected, GSIZE_TO_POINTER (id)));
  gboolean is_approved_by_gate
      = gate != NULL && gate->is_automatic && tv_statement_get_int64 (statement, 2) != 0;
  int expected_status = is_approved_by_gate ? TV_STATUS_APPROVED : TV_STATUS_PENDING;
  gint64 expected_seq = is_approved_by_gate ? gate->seq : 0;

  if (index > 0)
    {
      const Expected *state = &g_array_index (check->states, Expected, index - 1);

      /* Where all decisions were undone the gate's verdict counts, the latest one. */
      if (state->in_force > 0)
        {
          expected_status = state->to_status;
          expected_seq = g_array_index (check->decisions, Decision, state->in_force - 1).seq;
        }
    }
  if (status != expected_status)
    {
      g_autofree char *code = dup_customer_code (check, id);

      add_finding (check,
                   "STATUS",
                   id,
                   g_strdup_printf (_ ("Recommendation %" PRId64
                                       " for customer %s says “%s”, but the ledger says “%s”."),
                                    id,
                                    code,
                                    get_status_title (status),
                                    get_status_title (expected_status)));
    }
  else if (decided_seq != expected_seq)
    add_finding (
        check,
        "STATUS",
        id,
        g_strdup_printf (_ ("Recommendation %" PRId64 " names event %" PRId64
                            " as its decision, but by the ledger it is event %" PRId64 "."),
                         id,
                         decided_seq,
                         expected_seq));
}

static gboolean
compare_items (Check *check, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (check->job->db, TV_SQL_GOVERN_LIST_STATUSES, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      Gate *gate = g_hash_table_lookup (check->gates,
                                        GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 1)));

      if ((check->item_count++ & 4095) == 0 && !tv_progress_check (check->job->progress, error))
        return FALSE;
      if (tv_statement_is_null (statement, 6))
        add_finding (
            check,
            "STATUS",
            id,
            g_strdup_printf (_ ("Review item %" PRId64 " belongs to no recommendation."), id));
      if (gate != NULL)
        {
          tv_gate_digest_item (gate->found,
                               id,
                               tv_statement_get_int64 (statement, 2) != 0,
                               tv_statement_get_int64 (statement, 3));
          gate->found_count++;
        }
      compare_item (check, statement, gate);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static void
compare_gates (Check *check)
{
  GHashTableIter iter;
  gpointer run_id, value;

  g_hash_table_iter_init (&iter, check->gates);
  while (g_hash_table_iter_next (&iter, &run_id, &value))
    {
      Gate *gate = value;
      guint8 hash[TV_DIGEST_LENGTH];
      g_autofree char *hex = NULL;

      tv_digest_finish (gate->found, hash);
      hex = tv_hex_encode (hash, sizeof hash);
      if (gate->found_count != gate->item_count)
        add_finding (check,
                     "RUN",
                     0,
                     g_strdup_printf (_ ("Run %" PRId64 " has %" PRId64
                                         " review items, but the ledger says %" PRId64 "."),
                                      (gint64) GPOINTER_TO_SIZE (run_id),
                                      gate->found_count,
                                      gate->item_count));
      else if (!g_str_equal (hex, gate->digest))
        add_finding (check,
                     "RUN",
                     0,
                     g_strdup_printf (_ ("The gate's verdicts on run %" PRId64
                                         " are not those that the ledger recorded."),
                                      (gint64) GPOINTER_TO_SIZE (run_id)));
    }
}

/**
 * tv_status_check:
 * @job: a reader's job
 * @findings: (element-type TvLedgerFinding): what does not fit is added here
 * @out_item_count: (out): how many items were compared
 * @error: return location for an error
 *
 * The expected status of an item is that of its last ledger row where a decision is in force, else
 * APPROVED where an automatic policy let it through, else PENDING. The gate's verdicts are covered
 * by the digest in the GATE event.
 *
 * Returns: TRUE if everything could be read, whatever was found
 */
gboolean
tv_status_check (TvJob *job, GPtrArray *findings, gint64 *out_item_count, GError **error)
{
  g_auto (Check) check = { .job = job, .findings = findings };

  check.gates = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gate_free);
  check.expected = g_hash_table_new (NULL, NULL);
  check.states = g_array_new (FALSE, TRUE, sizeof (Expected));
  check.decisions = g_array_new (FALSE, FALSE, sizeof (Decision));
  if (!load_gates (&check, error) || !load_decisions (&check, error)
      || !compare_items (&check, error))
    return FALSE;
  compare_gates (&check);
  if (check.finding_count > MAXIMUM_FINDINGS)
    {
      guint more = check.finding_count - MAXIMUM_FINDINGS;

      check.finding_count = 0;
      add_finding (&check,
                   "STATUS",
                   0,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                 "%u more status does not fit.",
                                                 "%u more statuses do not fit.",
                                                 more),
                                    more));
    }
  *out_item_count = check.item_count;
  return TRUE;
}
