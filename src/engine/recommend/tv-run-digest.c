/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of a run: SHA-256 over settings, reference date, every item with its parts and
 * explanation, and every exclusion, by numbers of customers and products and never by names.
 * Computed from memory when a run is written, item by item as they come, and from the rows when it
 * is verified. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "base/tv-digest.h"
#include "base/tv-error.h"
#include "recommend/tv-recommend.h"

struct _TvRunDigest
{
  const TvFrame *frame;
  const TvRunItems *run;
  TvDigest *digest;
  guint item_count; /* that are in it */
};

static void
add_head (TvDigest *digest, TvDay as_of_day, const char *settings)
{
  tv_digest_add_text (digest, "tastevin run 1");
  tv_digest_add_int64 (digest, as_of_day);
  tv_digest_add_text (digest, settings);
}

/* figures: customer, rank, product, scenario, then score and parts in hundredths. */
static void
add_item (TvDigest *digest, const gint64 figures[9], const char *explanation)
{
  for (int i = 0; i < 9; i++)
    tv_digest_add_int64 (digest, figures[i]);
  tv_digest_add_text (digest, explanation);
}

static void
add_exclusion (TvDigest *digest, gint64 customer_id, gint64 reason)
{
  tv_digest_add_null (digest);
  tv_digest_add_int64 (digest, customer_id);
  tv_digest_add_int64 (digest, reason);
}

/**
 * tv_run_digest_new:
 * @frame: the frame of the run; borrowed for the digest's life, as the run is
 * @run: its items, more of which may come
 *
 * Returns: (transfer full): a digest without any item yet
 */
TvRunDigest *
tv_run_digest_new (const TvFrame *frame, const TvRunItems *run)
{
  TvRunDigest *self = g_new0 (TvRunDigest, 1);
  g_autofree char *settings = tv_settings_to_json (&run->settings);

  self->frame = frame;
  self->run = run;
  self->digest = tv_digest_new ();
  add_head (self->digest, run->as_of_day, settings);
  return self;
}

/**
 * tv_run_digest_free:
 * @self: (transfer full): a digest
 *
 * Frees it.
 */
void
tv_run_digest_free (TvRunDigest *self)
{
  tv_digest_free (self->digest);
  g_free (self);
}

/**
 * tv_run_digest_add:
 * @self: (inout): a digest
 *
 * Takes in the items of the run that came since the last time.
 */
void
tv_run_digest_add (TvRunDigest *self)
{
  const TvRunItems *run = self->run;

  for (; self->item_count < run->items->len; self->item_count++)
    {
      const TvRunItem *item = &g_array_index (run->items, TvRunItem, self->item_count);
      const gint64 figures[9] = { self->frame->customer_id[item->customer],
                                  item->rank,
                                  self->frame->product_id[item->product],
                                  item->scenario,
                                  item->score,
                                  item->affinity,
                                  item->popularity,
                                  item->profit,
                                  item->base };

      add_item (self->digest, figures, (const char *) run->explanations->data + item->explanation);
    }
}

/**
 * tv_run_digest_finish:
 * @self: (inout): a digest; nothing may be added any more
 * @out: (out caller-allocates) (array fixed-size=32): the digest
 *
 * Takes in what is left of the whole run, and who got nothing and why.
 */
void
tv_run_digest_finish (TvRunDigest *self, guint8 out[32])
{
  const TvRunItems *run = self->run;

  tv_run_digest_add (self);
  for (guint32 i = 0; i < run->customer_count; i++)
    if (run->exclusion[i] != TV_RUN_SERVED)
      add_exclusion (self->digest, self->frame->customer_id[i], run->exclusion[i]);
  tv_digest_finish (self->digest, out);
}

/**
 * tv_recommend_digest:
 * @frame: the frame of the run
 * @run: its items
 * @out: (out caller-allocates) (array fixed-size=32): the digest
 *
 * Computes the digest of a run in memory. The same bytes for the same workspace, settings and date.
 */
void
tv_recommend_digest (const TvFrame *frame, const TvRunItems *run, guint8 out[32])
{
  g_autoptr (TvRunDigest) digest = tv_run_digest_new (frame, run);

  tv_run_digest_finish (digest, out);
}

/* A stored figure as it was in memory; no number of a run where it was changed by less than that.
 */
static gint64
get_hundredths (double value)
{
  gint64 hundredths = value >= 0 && value <= 100 ? llround (value * 100) : G_MININT64;

  return hundredths / 100.0 == value ? hundredths : G_MININT64;
}

static gboolean
digest_items (TvJob *job,
              TvDigest *digest,
              gint64 run_id,
              gint64 first,
              gint64 count,
              GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_LIST_ITEMS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, first);
  tv_statement_bind_int64 (statement, 2, first + count - 1);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 figures[9];

      for (int i = 0; i < 4; i++)
        figures[i] = tv_statement_get_int64 (statement, i + 1);
      for (int i = 4; i < 9; i++)
        figures[i] = get_hundredths (tv_statement_get_double (statement, i + 1));
      /* A row moved to another run is not this run's any more. */
      if (tv_statement_get_int64 (statement, 0) == run_id)
        add_item (digest, figures, tv_statement_get_text (statement, 10));
    }
  return step == TV_STEP_DONE;
}

static gboolean
digest_exclusions (TvJob *job, TvDigest *digest, gint64 run_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_LIST_EXCLUSIONS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    add_exclusion (digest,
                   tv_statement_get_int64 (statement, 0),
                   tv_statement_get_int64 (statement, 1));
  return step == TV_STEP_DONE;
}

/**
 * tv_recommend_verify_run:
 * @job: a job with a reader
 * @run_id: a run
 * @out: (out caller-allocates) (array fixed-size=32): the digest of what is stored
 * @error: return location for an error
 *
 * Computes a run's digest again from its rows, for comparing with the one that the ledger holds.
 *
 * Returns: %FALSE if it could not be read
 */
gboolean
tv_recommend_verify_run (TvJob *job, gint64 run_id, guint8 out[32], GError **error)
{
  g_autoptr (TvDigest) digest = tv_digest_new ();
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_GET_RUN, error);
  gint64 first, count;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find run %" PRId64 " in this workspace."),
                 run_id);
  if (step != TV_STEP_ROW)
    return FALSE;
  add_head (digest,
            (TvDay) tv_statement_get_int64 (statement, 0),
            tv_statement_get_text (statement, 1));
  first = tv_statement_get_int64 (statement, 2);
  count = tv_statement_get_int64 (statement, 3);
  tv_statement_reset (statement);
  if (!digest_items (job, digest, run_id, first, count, error)
      || !digest_exclusions (job, digest, run_id, error))
    return FALSE;
  tv_digest_finish (digest, out);
  return TRUE;
}
