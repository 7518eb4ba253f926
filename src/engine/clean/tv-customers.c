/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: the newest value of each field of each code, with e-mail and phone in normal form, and
 * the values that duplicates share. Reads source_customer, contact_event and the ledger; writes
 * customer, and a setting that tells from which sources it was made. */
#include <inttypes.h>

#include "base/tv-text.h"
#include "clean/tv-clean-private.h"
#include "clean/tv-customer-private.h"
#include "ledger/tv-link-events.h"

#define CANCEL_ROWS 0xfff /* customers between two looks at the cancel */
#define TEXTS (1 << 20)   /* bytes of texts that are kept together */
#define STAMP_SETTING "clean_customers"
#define METHOD_VERSION                                                                             \
  2 /* counts changes of this file that make the same sources give other rows */

static void
take_flag (gint8 *flag, TvStatement *statement, int column)
{
  if (*flag < 0 && !tv_statement_is_null (statement, column))
    *flag = tv_statement_get_int64 (statement, column) != 0;
}

/* One cell of a source row as it is kept; NULL where it says nothing that can be used. Texts of a
 * million customers end together, so that a cancel does not have to wait for millions of small
 * pieces of memory. */
static const char *
keep_field (GStringChunk *texts, TvStatement *statement, Field field, const char *country)
{
  int column = (int) field + 1;
  g_autofree char *normal = NULL;

  if (tv_statement_is_null (statement, column))
    return NULL;
  switch (field)
    {
    case FIELD_EMAIL:
      normal = tv_email_normalise (tv_statement_get_text (statement, column));
      break;
    case FIELD_PHONE:
      normal = tv_phone_normalise (tv_statement_get_text (statement, column), country);
      break;
    default:
      return g_string_chunk_insert (texts, tv_statement_get_text (statement, column));
    }
  return normal != NULL ? g_string_chunk_insert (texts, normal) : NULL;
}

static gboolean
load_customers (TvJob *job,
                GArray *customers,
                GStringChunk *texts,
                const char *country,
                GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_SOURCE_CUSTOMERS, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      Customer *customer;

      if ((++count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (customers->len == 0 || g_array_index (customers, Customer, customers->len - 1).id != id)
        {
          Customer fresh
              = { .id = id, .is_optout = -1, .is_bounced = -1, .master = customers->len };

          g_array_append_val (customers, fresh);
        }
      customer = &g_array_index (customers, Customer, customers->len - 1);
      for (Field f = 0; f < N_FIELDS; f++)
        if (customer->fields[f] == NULL)
          customer->fields[f] = keep_field (texts, statement, f, country);
      take_flag (&customer->is_optout, statement, N_FIELDS + 1);
      take_flag (&customer->is_bounced, statement, N_FIELDS + 2);
    }
  return step == TV_STEP_DONE;
}

static const char *
keep_fold (GStringChunk *texts, const char *name)
{
  g_autofree char *folded = name != NULL ? tv_text_fold (name) : NULL;

  return folded != NULL && *folded != '\0' ? g_string_chunk_insert (texts, folded) : "";
}

static gboolean
fold_names (TvJob *job, GArray *customers, GStringChunk *texts, GError **error)
{
  for (guint i = 0; i < customers->len; i++)
    {
      Customer *customer = &g_array_index (customers, Customer, i);

      customer->last_fold = keep_fold (texts, customer->fields[FIELD_LAST_NAME]);
      customer->first_fold = keep_fold (texts, customer->fields[FIELD_FIRST_NAME]);
      customer->group_name = customer->last_fold;
      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_customers_find:
 * @customers: (element-type Customer): by ascending id
 * @id: a customer's number
 *
 * Returns: (nullable) (transfer none): the customer, where a file that counts names it
 */
Customer *
tv_customers_find (GArray *customers, gint64 id)
{
  guint low = 0, high = customers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (customers, Customer, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < customers->len && g_array_index (customers, Customer, low).id == id
             ? &g_array_index (customers, Customer, low)
             : NULL;
}

/* What a contact found out stands beside what the files say: an objection once made holds. */
static gboolean
load_contact_flags (TvJob *job, GArray *customers, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_CONTACT_FLAGS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Customer *customer = tv_customers_find (customers, tv_statement_get_int64 (statement, 0));

      if (customer != NULL && tv_statement_get_int64 (statement, 1) != 0)
        customer->is_optout = 1;
      else if (customer != NULL)
        customer->is_bounced = 1;
    }
  return step == TV_STEP_DONE;
}

static void
take_fold (const char **fold, const char *other)
{
  if (**fold == '\0')
    *fold = other;
}

/**
 * tv_duplicates_complete:
 * @master: (inout): a master
 * @customer: one of its group
 *
 * The master takes the value of each field that it lacks; opting out and bouncing hold for all.
 */
void
tv_duplicates_complete (Customer *master, const Customer *customer)
{
  for (int f = FIELD_LAST_NAME; f < N_FIELDS; f++)
    if (master->fields[f] == NULL)
      master->fields[f] = customer->fields[f];
  take_fold (&master->last_fold, customer->last_fold);
  take_fold (&master->first_fold, customer->first_fold);
  master->is_optout = MAX (master->is_optout, customer->is_optout);
  master->is_bounced = MAX (master->is_bounced, customer->is_bounced);
}

static gboolean
complete_masters (TvJob *job, GArray *customers, GError **error)
{
  for (guint i = 0; i < customers->len; i++)
    {
      Customer *customer = &g_array_index (customers, Customer, i);
      Customer *master
          = &g_array_index (customers, Customer, tv_duplicates_find_master (customers, i));

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (master != customer)
        tv_duplicates_complete (master, customer);
    }
  return TRUE;
}

/* Opting out and bouncing hold for all codes of a person. */
static void
spread_flags (GArray *customers)
{
  for (guint i = 0; i < customers->len; i++)
    {
      Customer *customer = &g_array_index (customers, Customer, i);
      const Customer *master
          = &g_array_index (customers, Customer, tv_duplicates_find_master (customers, i));

      customer->is_optout = master->is_optout;
      customer->is_bounced = master->is_bounced;
    }
}

static char *
make_search_text (const Customer *customer)
{
  static const Field others[] = { FIELD_CODE, FIELD_EMAIL, FIELD_CITY };
  g_autoptr (GString) text = g_string_sized_new (96);

  g_string_append (text, customer->last_fold);
  g_string_append_printf (text,
                          "%s%s",
                          *customer->first_fold != '\0' ? " " : "",
                          customer->first_fold);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (customer->fields[others[i]] != NULL)
      {
        g_autofree char *folded = tv_text_fold (customer->fields[others[i]]);

        g_string_append_c (text, ' ');
        g_string_append (text, folded);
      }
  return g_strdup (g_strchug (text->str));
}

static gboolean
write_customers (TvJob *job, GArray *customers, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_CUSTOMER, error);

  for (guint i = 0; statement != NULL && i < customers->len; i++)
    {
      const Customer *customer = &g_array_index (customers, Customer, i);
      guint32 master = tv_duplicates_find_master (customers, i);
      g_autofree char *search_text = make_search_text (customer);

      tv_statement_bind_int64 (statement, 1, customer->id);
      tv_statement_bind_int64 (statement, 2, g_array_index (customers, Customer, master).id);
      tv_statement_bind_text (statement, 3, customer->rule);
      for (int f = FIELD_LAST_NAME; f < N_FIELDS; f++)
        tv_statement_bind_text (statement,
                                3 + f,
                                customer->fields[f] != NULL ? customer->fields[f] : "");
      tv_statement_bind_int64 (statement, 12, customer->is_optout == 1);
      tv_statement_bind_int64 (statement, 13, customer->is_bounced == 1);
      tv_statement_bind_text (statement, 14, search_text);
      if (!tv_statement_run (statement, error))
        return FALSE;
      if ((i & CANCEL_ROWS) == 0)
        {
          tv_progress_set (job->progress, i, customers->len);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return statement != NULL;
}

/* What the rows depend on, in one word; source rows never change and ids only grow. */
static char *
make_stamp (TvJob *job, const char *country, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_GET_CUSTOMER_STAMP, error);
  char *stamp;

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return NULL;
  stamp = g_strdup_printf ("%d %s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64,
                           METHOD_VERSION,
                           country != NULL ? country : "-",
                           tv_statement_get_int64 (statement, 0),
                           tv_statement_get_int64 (statement, 1),
                           tv_statement_get_int64 (statement, 2),
                           tv_link_get_count (job));
  tv_statement_reset (statement);
  return stamp;
}

static void
clear_customer (gpointer data)
{
  g_clear_pointer (&((Customer *) data)->apart, g_array_unref);
}

static gboolean
rebuild (TvJob *job, const char *country, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (Customer));
  g_autoptr (GStringChunk) texts = g_string_chunk_new (TEXTS);
  g_autoptr (GPtrArray) links = NULL;
  gint64 has_changes;

  g_array_set_clear_func (customers, clear_customer);
  /* Only an undo takes customers away. */
  if (!tv_connection_get_int64 (job->db, TV_SQL_CLEAN_HAS_CHANGES, &has_changes, error, "")
      || (has_changes
          && !tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_LOST_CUSTOMERS, error, "")))
    return FALSE;
  links = tv_link_list (job, error);
  if (links == NULL || !load_customers (job, customers, texts, country, error)
      || !load_contact_flags (job, customers, error) || !fold_names (job, customers, texts, error))
    return FALSE;
  tv_links_keep_apart (customers, links);
  if (!tv_duplicates_link (customers, FIELD_EMAIL, "EMAIL", job->progress, error)
      || !tv_duplicates_link (customers, FIELD_PHONE, "PHONE", job->progress, error)
      || !complete_masters (job, customers, error))
    return FALSE;
  tv_links_merge (customers, links);
  spread_flags (customers);
  return write_customers (job, customers, error);
}

/**
 * tv_clean_customers:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error
 *
 * Brings the customers up to date; where no source of theirs has changed, they are left alone.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_customers (TvJob *job, GError **error)
{
  g_autofree char *country = tv_connection_dup_setting (job->db, "country", NULL);
  g_autofree char *before = tv_connection_dup_setting (job->db, STAMP_SETTING, NULL);
  g_autofree char *stamp = make_stamp (job, country, error);

  if (stamp == NULL)
    return FALSE;
  if (g_strcmp0 (before, stamp) == 0)
    return TRUE;
  return rebuild (job, country, error)
         && tv_connection_set_setting (job->db, STAMP_SETTING, stamp, error);
}
