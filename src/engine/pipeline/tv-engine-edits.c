/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing about a customer by hand, and taking it back: an event of the ledger, the customers made
 * anew from it, and the profiles, all in one transaction. The rows of the files stay as they are.
 */
#include "pipeline/tv-engine-edits.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "ledger/tv-edit-events.h"
#include "pipeline/tv-customer-change.h"

#define MOST_BYTES 500 /* of one value */

typedef struct
{
  const TvCustomerEdit *asked; /* (nullable) what to write */
  gint64 undone_seq;           /* what to take back */
  gint64 seq;                  /* of the event that was written */
} Change;

/* Where the customer is going to live, and where the shop is: what phone numbers go by. */
typedef struct
{
  char *stated, *home; /* (nullable) */
} Countries;

static void
countries_clear (Countries *countries)
{
  g_free (countries->stated);
  g_free (countries->home);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Countries, countries_clear)

static gboolean
load_countries (TvJob *job, const TvCustomerEdit *asked, Countries *countries, GError **error)
{
  TvStatement *statement;
  TvStep step;

  countries->home = tv_job_dup_setting (job, "country");
  countries->stated = g_strdup (asked->values[TV_CUSTOMER_COUNTRY]);
  if (countries->stated != NULL)
    return TRUE;
  statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_CUSTOMER, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, asked->customer);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    countries->stated = tv_statement_dup_text (statement, TV_CUSTOMER_COUNTRY);
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* A value in the form in which cleaning keeps those of files, NULL where it cannot be used. */
static char *
dup_usable (int field, const char *text, const Countries *countries)
{
  if (strlen (text) > MOST_BYTES)
    return NULL;
  if (*text != '\0' && field == TV_CUSTOMER_EMAIL)
    return tv_email_normalise (text);
  if (*text != '\0' && field == TV_CUSTOMER_PHONE)
    return tv_phone_normalise_stated (text, countries->stated, countries->home);
  return g_strdup (text);
}

static gboolean
take_value (TvCustomerEdit *edit,
            int field,
            const char *value,
            const Countries *countries,
            GError **error)
{
  g_autofree char *text = tv_text_clean (value);

  edit->values[field] = dup_usable (field, text, countries);
  if (edit->values[field] != NULL)
    return TRUE;
  if (strlen (text) > MOST_BYTES)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("%s: that is too long for one value."),
                 tv_customer_field_get_title ((TvCustomerField) field));
  else if (field == TV_CUSTOMER_EMAIL)
    g_set_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT, _ ("“%s” is no e-mail address."), text);
  else
    g_set_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT, _ ("“%s” is no phone number."), text);
  return FALSE;
}

/* The codes that are one with the customer now, and the newest rows of files. */
static gboolean
look_around (TvJob *job, TvCustomerEdit *edit, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_GROUP, error);
  TvStep step = TV_STEP_ERROR;

  edit->group = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, edit->customer);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_array_append_val (edit->group, id);
    }
  if (step != TV_STEP_DONE)
    return FALSE;
  statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_GET_CUSTOMER_STAMP, error);
  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  edit->last_row = tv_statement_get_int64 (statement, 0);
  edit->last_contact = tv_statement_get_int64 (statement, 1);
  tv_statement_reset (statement);
  return TRUE;
}

/* Mail came back from another address. */
static gboolean
lift_bounce (TvJob *job, TvCustomerEdit *edit, GError **error)
{
  const char *email = edit->values[TV_CUSTOMER_EMAIL];
  gint64 is_bounced;

  if (email == NULL || *email == '\0' || edit->flags[TV_FLAG_BOUNCED] >= 0)
    return TRUE;
  if (!tv_connection_get_int64 (job->db,
                                TV_SQL_CLEAN_IS_BOUNCED,
                                &is_bounced,
                                error,
                                "i",
                                edit->customer))
    return FALSE;
  if (is_bounced)
    edit->flags[TV_FLAG_BOUNCED] = 0;
  return TRUE;
}

static gboolean
append (TvJob *job, Change *change, const TvCustomerEdit *edit, GError **error)
{
  change->seq = tv_edit_append (job, edit, error);
  return change->seq != 0 && tv_customer_derive (job, error);
}

static gboolean
edit_cb (TvJob *job, gpointer data, GError **error)
{
  Change *change = data;
  const TvCustomerEdit *asked = change->asked;
  g_autoptr (TvCustomerEdit) edit = tv_customer_edit_new (asked->customer);
  g_auto (Countries) countries = { NULL, NULL };

  if (!tv_customer_check_master (job, asked->customer, error)
      || !load_countries (job, asked, &countries, error))
    return FALSE;
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (asked->values[i] != NULL && !take_value (edit, i, asked->values[i], &countries, error))
      return FALSE;
  memcpy (edit->flags, asked->flags, sizeof edit->flags);
  if (tv_customer_edit_is_empty (edit))
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("There is nothing to change about the customer."));
      return FALSE;
    }
  return lift_bounce (job, edit, error) && look_around (job, edit, error)
         && append (job, change, edit, error);
}

/**
 * tv_engine_list_refusals:
 * @engine: the engine
 * @edit: what is to be written; values as people type them
 * @error: return location for an error
 *
 * Says of each field whether tv_engine_edit_customer() would refuse its value, and why, so that a
 * person who filled in several hears of all of them at once.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): TV_N_CUSTOMER_FIELDS sentences, %NULL in
 *          the place of each value that can be used or is not given
 */
GPtrArray *
tv_engine_list_refusals (TvEngine *engine, const TvCustomerEdit *edit, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvCustomerEdit) usable = tv_customer_edit_new (edit->customer);
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func (g_free);
  g_auto (Countries) countries = { NULL, NULL };

  if (!tv_read_begin (&read, engine, NULL, error)
      || !load_countries (&read.job, edit, &countries, error))
    return NULL;
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (edit->values[i] != NULL)
        take_value (usable, i, edit->values[i], &countries, &refusal);
      g_ptr_array_add (refusals, refusal != NULL ? g_strdup (refusal->message) : NULL);
    }
  return g_steal_pointer (&refusals);
}

/**
 * tv_engine_edit_customer:
 * @engine: the engine
 * @edit: the customer, a master, and what to write; values as people type them
 * @progress: (nullable): progress and cancel
 * @error: return location: INVALID_INPUT where a value cannot be used or none is given, CONFLICT
 *         where the customer is a master no more
 *
 * Writes about a customer by hand. It stands in the place of what files say, whichever come and go
 * later, until it is taken back or something else is written. An objection counts at once, also for
 * what is exported of earlier runs. That mail is wanted again holds until a later row says
 * otherwise. Who gets another e-mail address has none any more that mail came back from.
 *
 * Returns: the number of the event, 0 on an error
 */
gint64
tv_engine_edit_customer (TvEngine *engine,
                         const TvCustomerEdit *edit,
                         TvProgress *progress,
                         GError **error)
{
  Change change = { .asked = edit };

  return tv_engine_change_customers (engine, edit_cb, &change, progress, error) ? change.seq : 0;
}

static gboolean
undo_cb (TvJob *job, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (GPtrArray) edits = tv_edit_list (job, error);

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);

      if (edit->seq == change->undone_seq && !edit->is_undone)
        {
          TvCustomerEdit undo = { .is_undo = TRUE, .undone_seq = change->undone_seq };

          return append (job, change, &undo, error);
        }
    }
  if (edits != NULL)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_REFUSED,
                 _ ("Could not undo: number %" PRId64 " is no edit that holds."),
                 change->undone_seq);
  return FALSE;
}

/**
 * tv_engine_undo_edit:
 * @engine: the engine
 * @seq: the number of what was written, or of an undo of it
 * @progress: (nullable): progress and cancel
 * @error: return location: REFUSED where that does not hold
 *
 * Takes it back: what was written before holds again, else what files say.
 *
 * Returns: the number of the event of the undo, by which that can be taken back; 0 on an error
 */
gint64
tv_engine_undo_edit (TvEngine *engine, gint64 seq, TvProgress *progress, GError **error)
{
  Change change = { .undone_seq = seq };

  return tv_engine_change_customers (engine, undo_cb, &change, progress, error) ? change.seq : 0;
}

/**
 * tv_engine_list_edits:
 * @engine: the engine
 * @customer_id: a customer, 0 = all
 * @error: return location for an error
 *
 * Lists what people wrote by hand, and what they took back.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerEdit): the oldest first
 */
GPtrArray *
tv_engine_list_edits (TvEngine *engine, gint64 customer_id, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GPtrArray) edits
      = tv_read_begin (&read, engine, NULL, error) ? tv_edit_list (&read.job, error) : NULL;

  for (guint i = edits != NULL && customer_id != 0 ? edits->len : 0; i-- > 0;)
    if (((const TvCustomerEdit *) g_ptr_array_index (edits, i))->customer != customer_id)
      g_ptr_array_remove_index (edits, i);
  return g_steal_pointer (&edits);
}
