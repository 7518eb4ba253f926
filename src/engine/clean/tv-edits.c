/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote about customers, in the place of what files say. It holds whatever files come
 * and go, but for one thing: that mail is wanted again, or reaches its reader again, holds against
 * what was there by then; a later row or contact that says otherwise is heard. Reads
 * source_customer and contact_event; writes no table. */
#include "base/tv-text.h"
#include "clean/tv-customer-private.h"

#define NOBODY G_MAXUINT32

/* The latest rows by which somebody objected, or mail came back. */
typedef struct
{
  guint32 index; /* of the customer; NOBODY = the code is none's */
  char *address; /* (nullable) that a contact knows its customers by */
  TvCustomerFlag flag;
  gint64 row, contact;
} Later;

static void
later_clear (gpointer data)
{
  Later *later = data;

  g_free (later->address);
}

struct _CustomerEdits
{
  GPtrArray *edits; /* of TvCustomerEdit, the oldest first */
  guint next;       /* the first one that is not done yet */
  GArray *later;    /* of Later */
  const AddressCodes *codes;
};

/**
 * tv_edits_free:
 * @edits: (transfer full): edits
 *
 * Frees them.
 */
void
tv_edits_free (CustomerEdits *edits)
{
  g_ptr_array_unref (edits->edits);
  g_array_unref (edits->later);
  g_free (edits);
}

/* From which rows on it matters that somebody objects; FALSE where it never does. */
static gboolean
find_first (GPtrArray *edits, gint64 *out_row, gint64 *out_contact)
{
  *out_row = *out_contact = G_MAXINT64;
  for (guint i = 0; i < edits->len; i++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);
      gboolean lifts = edit->flags[TV_FLAG_OPTOUT] == 0 || edit->flags[TV_FLAG_BOUNCED] == 0;

      if (!lifts || edit->is_undo || edit->is_undone)
        continue;
      *out_row = MIN (*out_row, edit->last_row);
      *out_contact = MIN (*out_contact, edit->last_contact);
    }
  return *out_row != G_MAXINT64;
}

/**
 * tv_edits_load:
 * @job: a job
 * @customers: customers as files have them
 * @codes: codes that are addresses, which have to outlive the edits
 * @list: (transfer full) (element-type TvCustomerEdit): what people wrote, oldest first
 * @error: return location for an error
 *
 * Looks up what has to be known before edits are done.
 *
 * Returns: (transfer full) (nullable): the edits, none of them done
 */
CustomerEdits *
tv_edits_load (TvJob *job,
               Customers *customers,
               const AddressCodes *codes,
               GPtrArray *list,
               GError **error)
{
  g_autoptr (CustomerEdits) edits = g_new0 (CustomerEdits, 1);
  TvStatement *statement;
  TvStep step = TV_STEP_ERROR;
  gint64 row, contact;

  edits->edits = list;
  edits->codes = codes;
  edits->later = g_array_new (FALSE, FALSE, sizeof (Later));
  g_array_set_clear_func (edits->later, later_clear);
  if (!find_first (list, &row, &contact))
    return g_steal_pointer (&edits);
  statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_LATER_FLAGS, error);
  if (statement != NULL)
    {
      tv_statement_bind_int64 (statement, 1, row);
      tv_statement_bind_int64 (statement, 2, contact);
    }
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Later later = { .flag = (TvCustomerFlag) tv_statement_get_int64 (statement, 1),
                      .row = tv_statement_get_int64 (statement, 2),
                      .contact = tv_statement_get_int64 (statement, 3) };

      if (!tv_statement_is_null (statement, 4))
        later.address = tv_email_normalise (tv_statement_get_text (statement, 4));
      if (!tv_customers_find (customers, tv_statement_get_int64 (statement, 0), &later.index))
        later.index = NOBODY;
      if (later.index != NOBODY || later.address != NULL)
        g_array_append_val (edits->later, later);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&edits) : NULL;
}

/* Whether it is said of the customer by any of the codes, or of the address; an objection by one of
 * before counts as well. */
static gboolean
is_about (const CustomerEdits *edits, const Later *later, Customers *customers, guint32 root)
{
  Texts texts;

  if (later->index != NOBODY && tv_duplicates_find_master (customers, later->index) == root)
    return TRUE;
  if (later->address == NULL)
    return FALSE;
  tv_customers_read (customers, tv_customers_get (customers, root), &texts);
  if (g_strcmp0 (texts.texts[FIELD_EMAIL], later->address) == 0)
    return TRUE;
  return later->flag == TV_FLAG_OPTOUT
         && tv_address_codes_was_of (edits->codes, later->address, customers, root);
}

/* Whether a row of the customer says yes that was not there when a person said no. */
static gboolean
is_said_later (const CustomerEdits *edits,
               Customers *customers,
               guint32 root,
               const TvCustomerEdit *edit,
               TvCustomerFlag flag)
{
  for (guint i = 0; i < edits->later->len; i++)
    {
      const Later *later = &g_array_index (edits->later, Later, i);

      if (later->flag == flag
          && (later->row > edit->last_row || later->contact > edit->last_contact)
          && is_about (edits, later, customers, root))
        return TRUE;
    }
  return FALSE;
}

/* An objection is one of all codes that were one person by then, should they be told apart later.
 */
static void
object_for_group (Customers *customers, const TvCustomerEdit *edit)
{
  for (guint i = 0; edit->group != NULL && i < edit->group->len; i++)
    {
      guint32 index;

      if (!tv_customers_find (customers, g_array_index (edit->group, gint64, i), &index))
        continue;
      index = tv_duplicates_find_master (customers, index);
      tv_customers_get (customers, index)->is_optout = 1;
    }
}

static void
write_flags (const CustomerEdits *edits,
             Customers *customers,
             guint32 root,
             const TvCustomerEdit *edit)
{
  Customer *customer = tv_customers_get (customers, root);
  gint8 *flags[TV_N_CUSTOMER_FLAGS] = { &customer->is_optout, &customer->is_bounced };

  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] > 0
        || (edit->flags[f] == 0
            && !is_said_later (edits, customers, root, edit, (TvCustomerFlag) f)))
      *flags[f] = edit->flags[f];
  if (edit->flags[TV_FLAG_OPTOUT] > 0)
    object_for_group (customers, edit);
}

static gboolean
write_values (Customers *customers, guint32 root, const TvCustomerEdit *edit, GError **error)
{
  Customer *customer = tv_customers_get (customers, root);
  g_autofree char *last_fold = NULL;
  g_autofree char *first_fold = NULL;
  Texts texts;

  tv_customers_read (customers, customer, &texts);
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    if (edit->values[f] != NULL)
      texts.texts[FIELD_LAST_NAME + f] = *edit->values[f] != '\0' ? edit->values[f] : NULL;
  texts.texts[FIELD_LAST_FOLD] = last_fold = tv_text_fold (texts.texts[FIELD_LAST_NAME]);
  texts.texts[FIELD_FIRST_FOLD] = first_fold = tv_text_fold (texts.texts[FIELD_FIRST_NAME]);
  return tv_customers_write (customers, customer, &texts, error);
}

/**
 * tv_edits_apply:
 * @edits: (inout): edits
 * @customers: (inout): customers with masters
 * @until: the number of an event
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Does what people wrote before the event and that is not done yet. A customer whom no file names
 * any more is passed by.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_edits_apply (CustomerEdits *edits, Customers *customers, gint64 until, GError **error)
{
  for (; edits->next < edits->edits->len; edits->next++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits->edits, edits->next);
      guint32 root;

      if (edit->seq >= until)
        break;
      if (edit->is_undo || edit->is_undone || !tv_customers_find (customers, edit->customer, &root))
        continue;
      root = tv_duplicates_find_master (customers, root);
      write_flags (edits, customers, root, edit);
      if (!write_values (customers, root, edit, error))
        return FALSE;
    }
  return TRUE;
}
