/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging customers, keeping two apart, taking either back: an event of the ledger, the customers
 * made anew from it, and the profiles, all in one transaction. The rows of the files stay as they
 * are, so whatever was merged can be told apart again. */
#include "pipeline/tv-engine-links.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-error.h"
#include "ledger/tv-link-events.h"
#include "pipeline/tv-customer-change.h"

typedef struct
{
  TvCustomerLink link;
  const char *customer_code; /* whom to separate */
  gint64 seq;                /* of the event that was written last */
} Change;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, TV_ERROR, TV_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/* Two or more different customers, all of them masters, and choices among them. */
static gboolean
check_link (TvJob *job, const TvCustomerLink *link, GError **error)
{
  if (link->customer_count < 2 || link->customer_count > TV_MAX_MERGED)
    return refuse (error, _ ("Could not merge: that takes two to sixteen customers."));
  for (guint i = 0; i < link->customer_count; i++)
    {
      for (guint j = 0; j < i; j++)
        if (link->customers[i] == link->customers[j])
          return refuse (error, _ ("Could not merge: a customer is named twice."));
      if (!tv_customer_check_master (job, link->customers[i], error))
        return FALSE;
    }
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (link->choices[i] != 0 && !tv_customer_link_has (link, link->choices[i]))
      return refuse (error, _ ("Could not merge: a value is to come from somebody else."));
  return TRUE;
}

static gboolean
link_cb (TvJob *job, gpointer data, GError **error)
{
  Change *change = data;

  if (!check_link (job, &change->link, error))
    return FALSE;
  change->seq = tv_link_append (job, &change->link, error);
  return change->seq != 0 && tv_customer_derive (job, error);
}

/**
 * tv_engine_merge_customers:
 * @engine: the engine
 * @merge: two or more masters, the first of which stays; and whose values stay
 * @progress: (nullable): progress and cancel
 * @error: return location: INVALID_INPUT, or CONFLICT where one is a master no more
 *
 * Makes one customer of several: orders, contacts and codes of all belong to the first one, who has
 * the chosen values, else its own, else those of the others. Who objected in one of them has
 * objected.
 *
 * Returns: the number of the event, 0 on an error
 */
gint64
tv_engine_merge_customers (TvEngine *engine,
                           const TvCustomerLink *merge,
                           TvProgress *progress,
                           GError **error)
{
  Change change = { .link = *merge };

  change.link.kind = TV_LINK_MERGE;
  change.link.actor = NULL;
  return tv_engine_change_customers (engine, link_cb, &change, progress, error) ? change.seq : 0;
}

/**
 * tv_engine_keep_apart:
 * @engine: the engine
 * @ids: (array length=count): masters
 * @count: their number
 * @progress: (nullable): progress and cancel
 * @error: return location: INVALID_INPUT, or CONFLICT where one is a master no more
 *
 * Remembers that these are different people: they are neither linked nor suspected any more.
 *
 * Returns: the number of the event, 0 on an error
 */
gint64
tv_engine_keep_apart (TvEngine *engine,
                      const gint64 *ids,
                      guint count,
                      TvProgress *progress,
                      GError **error)
{
  Change change = { .link = { .kind = TV_LINK_APART, .customer_count = count } };

  memcpy (change.link.customers, ids, MIN (count, TV_MAX_MERGED) * sizeof *ids);
  return tv_engine_change_customers (engine, link_cb, &change, progress, error) ? change.seq : 0;
}

static gboolean
undo_cb (TvJob *job, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (GPtrArray) links = tv_link_list (job, error);

  change->link.kind = TV_LINK_UNDO;
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);

      if (link->seq != change->link.undone_seq || link->is_undone)
        continue;
      change->seq = tv_link_append (job, &change->link, error);
      return change->seq != 0 && tv_customer_derive (job, error);
    }
  if (links != NULL)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_REFUSED,
                 _ ("Could not undo: number %" PRId64 " is no merge that holds."),
                 change->link.undone_seq);
  return FALSE;
}

/**
 * tv_engine_undo_link:
 * @engine: the engine
 * @seq: the number of a merge, of some who are kept apart, or of an undo of these
 * @progress: (nullable): progress and cancel
 * @error: return location: REFUSED where that does not hold
 *
 * Takes it back.
 *
 * Returns: the number of the event of the undo, by which that can be taken back; 0 on an error
 */
gint64
tv_engine_undo_link (TvEngine *engine, gint64 seq, TvProgress *progress, GError **error)
{
  Change change = { .link = { .undone_seq = seq } };

  return tv_engine_change_customers (engine, undo_cb, &change, progress, error) ? change.seq : 0;
}

/* Whom it leaves: who merged it by hand, or, by e-mail or phone, each of the group, so that no
 * third one brings them together. */
static gboolean
list_left (TvJob *job, gint64 master, gboolean is_linked, TvCustomerLink *link, GError **error)
{
  TvStatement *statement;
  TvStep step = TV_STEP_ERROR;

  if (!is_linked)
    {
      link->customers[link->customer_count++] = master;
      return TRUE;
    }
  statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_GROUP, error);
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, master);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 other = tv_statement_get_int64 (statement, 0);

      if (other != link->customers[0] && link->customer_count < TV_MAX_MERGED)
        link->customers[link->customer_count++] = other;
    }
  return step == TV_STEP_DONE;
}

static gboolean
separate_cb (TvJob *job, gpointer data, GError **error)
{
  Change *change = data;
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_FIND_LINKED, error);
  gint64 id, master;
  gboolean is_linked;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_text (statement, 1, change->customer_code);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  id = step == TV_STEP_ROW ? tv_statement_get_int64 (statement, 0) : 0;
  master = step == TV_STEP_ROW ? tv_statement_get_int64 (statement, 1) : 0;
  is_linked = step == TV_STEP_ROW && *tv_statement_get_text (statement, 2) != '\0';
  tv_statement_reset (statement);
  if (id == master)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_REFUSED,
                   _ ("Customer “%s” is linked to no other one."),
                   change->customer_code);
      return FALSE;
    }
  change->link
      = (TvCustomerLink){ .kind = TV_LINK_LEAVE, .customers = { id }, .customer_count = 1 };
  if (!list_left (job, master, is_linked, &change->link, error))
    return FALSE;
  change->seq = tv_link_append (job, &change->link, error);
  return change->seq != 0 && tv_customer_derive (job, error);
}

/**
 * tv_engine_separate:
 * @engine: the engine
 * @customer_code: a code that is linked to another customer, by a person or by itself
 * @progress: (nullable): progress and cancel
 * @error: return location: REFUSED where it is linked to none
 *
 * Makes the code a customer of its own again, and remembers it: what was linked by e-mail or phone
 * is not linked anew.
 *
 * Returns: the number of the event, 0 on an error
 */
gint64
tv_engine_separate (TvEngine *engine,
                    const char *customer_code,
                    TvProgress *progress,
                    GError **error)
{
  Change change = { .customer_code = customer_code };

  return tv_engine_change_customers (engine, separate_cb, &change, progress, error) ? change.seq
                                                                                    : 0;
}
