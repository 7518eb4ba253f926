/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: the newest value of each field of each code, normal forms of e-mail and phone, and
 * duplicates linked to one master where an exact e-mail or phone and the name agree. Reads
 * source_customer and contact_event; writes customer. */
#include "clean/tv-clean-private.h"

#include <string.h>

#include "base/tv-text.h"

typedef enum
{
  FIELD_CODE,
  FIELD_LAST_NAME,
  FIELD_FIRST_NAME,
  FIELD_EMAIL,
  FIELD_PHONE,
  FIELD_ADDRESS,
  FIELD_POSTAL_CODE,
  FIELD_CITY,
  FIELD_COUNTRY,
  N_FIELDS,
} Field;

typedef struct
{
  gint64 id;
  char *fields[N_FIELDS]; /* NULL = none */
  char *last_fold, *first_fold;
  gint8 is_optout, is_bounced; /* -1 = not said */
  guint32 master;              /* index, union-find */
  const char *rule;            /* NULL for a master */
} Customer;

static void
customer_clear (gpointer data)
{
  Customer *customer = data;

  for (int i = 0; i < N_FIELDS; i++)
    g_free (customer->fields[i]);
  g_free (customer->last_fold);
  g_free (customer->first_fold);
}

static void
take_flag (gint8 *flag, TvStatement *statement, int column)
{
  if (*flag < 0 && !tv_statement_is_null (statement, column))
    *flag = tv_statement_get_int64 (statement, column) != 0;
}

static gboolean
load_customers (TvJob *job, GArray *customers, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_SOURCE_CUSTOMERS, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      Customer *customer;

      if ((++count & 0xfff) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (customers->len == 0 || g_array_index (customers, Customer, customers->len - 1).id != id)
        {
          Customer fresh
              = { .id = id, .is_optout = -1, .is_bounced = -1, .master = customers->len };

          g_array_append_val (customers, fresh);
        }
      customer = &g_array_index (customers, Customer, customers->len - 1);
      for (int i = 0; i < N_FIELDS; i++)
        if (customer->fields[i] == NULL && !tv_statement_is_null (statement, i + 1))
          customer->fields[i] = tv_statement_dup_text (statement, i + 1);
      take_flag (&customer->is_optout, statement, N_FIELDS + 1);
      take_flag (&customer->is_bounced, statement, N_FIELDS + 2);
    }
  return step == TV_STEP_DONE;
}

static Customer *
find_customer (GArray *customers, gint64 id)
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
      Customer *customer = find_customer (customers, tv_statement_get_int64 (statement, 0));

      if (customer != NULL && tv_statement_get_int64 (statement, 1) != 0)
        customer->is_optout = 1;
      else if (customer != NULL)
        customer->is_bounced = 1;
    }
  return step == TV_STEP_DONE;
}

static void
replace (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

static void
normalise (Customer *customer, const char *country)
{
  if (customer->fields[FIELD_EMAIL] != NULL)
    replace (&customer->fields[FIELD_EMAIL], tv_email_normalise (customer->fields[FIELD_EMAIL]));
  if (customer->fields[FIELD_PHONE] != NULL)
    replace (&customer->fields[FIELD_PHONE],
             tv_phone_normalise (customer->fields[FIELD_PHONE], country));
  customer->last_fold = tv_text_fold (
      customer->fields[FIELD_LAST_NAME] != NULL ? customer->fields[FIELD_LAST_NAME] : "");
  customer->first_fold = tv_text_fold (
      customer->fields[FIELD_FIRST_NAME] != NULL ? customer->fields[FIELD_FIRST_NAME] : "");
}

static guint32
find_master (GArray *customers, guint32 index)
{
  while (g_array_index (customers, Customer, index).master != index)
    {
      Customer *customer = &g_array_index (customers, Customer, index);

      customer->master = g_array_index (customers, Customer, customer->master).master;
      index = customer->master;
    }
  return index;
}

static gboolean
agree (const char *a, const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

/* Customers come by ascending id, so the master of a group is its smallest id. */
static void
link_by (GArray *customers, Field field, const char *rule)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < customers->len; i++)
    {
      Customer *customer = &g_array_index (customers, Customer, i);
      const Customer *other;
      gpointer found;
      guint32 mine, theirs;

      if (customer->fields[field] == NULL)
        continue;
      if (!g_hash_table_lookup_extended (seen, customer->fields[field], NULL, &found))
        {
          g_hash_table_insert (seen, customer->fields[field], GUINT_TO_POINTER (i));
          continue;
        }
      other = &g_array_index (customers, Customer, GPOINTER_TO_UINT (found));
      if (!agree (customer->last_fold, other->last_fold)
          || (field == FIELD_PHONE && !agree (customer->first_fold, other->first_fold)))
        continue;
      mine = find_master (customers, i);
      theirs = find_master (customers, GPOINTER_TO_UINT (found));
      if (mine == theirs)
        continue;
      g_array_index (customers, Customer, MAX (mine, theirs)).master = MIN (mine, theirs);
      g_array_index (customers, Customer, MAX (mine, theirs)).rule = rule;
    }
}

/* The master takes the first value of each field that it lacks; opting out and bouncing hold for
 * all codes of a person. */
static void
complete_masters (GArray *customers)
{
  for (guint i = 0; i < customers->len; i++)
    {
      Customer *customer = &g_array_index (customers, Customer, i);
      Customer *master = &g_array_index (customers, Customer, find_master (customers, i));

      if (master == customer)
        continue;
      for (int f = FIELD_LAST_NAME; f < N_FIELDS; f++)
        if (master->fields[f] == NULL)
          master->fields[f] = g_strdup (customer->fields[f]);
      master->is_optout = MAX (master->is_optout, customer->is_optout);
      master->is_bounced = MAX (master->is_bounced, customer->is_bounced);
    }
}

static char *
make_search_text (const Customer *customer)
{
  static const Field order[]
      = { FIELD_LAST_NAME, FIELD_FIRST_NAME, FIELD_CODE, FIELD_EMAIL, FIELD_CITY };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (customer->fields[order[i]] != NULL)
      {
        g_string_append (text, text->len > 0 ? " " : "");
        g_string_append (text, customer->fields[order[i]]);
      }
  return tv_text_fold (text->str);
}

static gboolean
write_customers (TvJob *job, GArray *customers, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_CUSTOMER, error);

  for (guint i = 0; statement != NULL && i < customers->len; i++)
    {
      const Customer *customer = &g_array_index (customers, Customer, i);
      guint32 master = find_master (customers, i);
      g_autofree char *search_text = make_search_text (customer);

      tv_statement_bind_int64 (statement, 1, customer->id);
      tv_statement_bind_int64 (statement, 2, g_array_index (customers, Customer, master).id);
      tv_statement_bind_text (statement,
                              3,
                              master == i              ? NULL
                              : customer->rule != NULL ? customer->rule
                                                       : "EMAIL");
      for (int f = FIELD_LAST_NAME; f < N_FIELDS; f++)
        tv_statement_bind_text (statement,
                                3 + f,
                                customer->fields[f] != NULL ? customer->fields[f] : "");
      tv_statement_bind_int64 (statement, 12, customer->is_optout == 1);
      tv_statement_bind_int64 (statement, 13, customer->is_bounced == 1);
      tv_statement_bind_text (statement, 14, search_text);
      if (!tv_statement_run (statement, error))
        return FALSE;
      if ((i & 0xfff) == 0)
        {
          tv_progress_set (job->progress, i, customers->len);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return statement != NULL;
}

/**
 * tv_clean_customers:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error
 *
 * Brings the customers up to date.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_customers (TvJob *job, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (Customer));
  g_autofree char *country = tv_connection_dup_setting (job->db, "country", NULL);

  g_array_set_clear_func (customers, customer_clear);
  if (!load_customers (job, customers, error) || !load_contact_flags (job, customers, error))
    return FALSE;
  for (guint i = 0; i < customers->len; i++)
    normalise (&g_array_index (customers, Customer, i), country);
  link_by (customers, FIELD_EMAIL, "EMAIL");
  link_by (customers, FIELD_PHONE, "PHONE");
  complete_masters (customers);
  return write_customers (job, customers, error);
}
