/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: the newest value of each field of each code, with e-mail and phone in normal form, and
 * the values that duplicates share; what people wrote stands above both. Reads source_customer and
 * the ledger; writes customer, and a setting that tells from which sources it was made. */
#include <inttypes.h>
#include <string.h>

#include "base/tv-text.h"
#include "clean/tv-clean-private.h"
#include "clean/tv-customer-private.h"
#include "ledger/tv-edit-events.h"
#include "ledger/tv-link-events.h"
#include "store/tv-bulk.h"

#define CANCEL_ROWS 0xfff /* customers between two looks at the cancel */
#define STAMP_SETTING "clean_customers"
#define METHOD_VERSION                                                                             \
  7 /* counts changes of this file that make the same sources give other rows */

/* What the rows of one customer come to. */
typedef struct
{
  gint64 id; /* 0 = none yet */
  GString *bytes;
  gsize fields[N_FIELDS]; /* where each begins in the bytes, and 1; 0 = none */
  gint8 is_optout, is_bounced;
  gboolean has_objected; /* by an address of before */
} Draft;

/* What the reading of all rows needs and fills. */
typedef struct
{
  Customers *customers;
  CustomerContacts contacts;
  AddressCodes *codes;
  const char *country;
  gboolean has_addresses; /* that stand in the place of codes */
} Reading;

static void
draft_clear (Draft *draft)
{
  g_string_free (draft->bytes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static void
draft_begin (Draft *draft, gint64 id)
{
  draft->id = id;
  g_string_truncate (draft->bytes, 0);
  memset (draft->fields, 0, sizeof draft->fields);
  draft->is_optout = draft->is_bounced = -1;
  draft->has_objected = FALSE;
}

static void
take_flag (gint8 *flag, TvStatement *statement, int column)
{
  if (*flag < 0 && !tv_statement_is_null (statement, column))
    *flag = tv_statement_get_int64 (statement, column) != 0;
}

/* An address that the customer had before; codes and contacts may know the customer by it. */
static gboolean
take_former (Draft *draft, const char *address, Reading *reading, GError **error)
{
  if (g_str_equal (address, draft->bytes->str + draft->fields[FIELD_EMAIL] - 1))
    return TRUE;
  draft->has_objected |= tv_customer_contacts_has_objected (&reading->contacts, address);
  /* Where the customer is going to be. */
  return tv_address_codes_note_former (reading->codes,
                                       tv_address_hash (address),
                                       tv_customers_get_count (reading->customers),
                                       error);
}

/* One cell of a source row as it is kept, unless it says nothing that can be used. */
static gboolean
draft_take (Draft *draft, TvStatement *statement, Field field, Reading *reading, GError **error)
{
  int column = (int) field + 1;
  gboolean is_former = field == FIELD_EMAIL && draft->fields[field] != 0 && reading->has_addresses;
  g_autofree char *normal = NULL;
  const char *text;

  if ((draft->fields[field] != 0 && !is_former) || tv_statement_is_null (statement, column))
    return TRUE;
  text = tv_statement_get_text (statement, column);
  if (field == FIELD_EMAIL)
    text = normal = tv_email_normalise (text);
  else if (field == FIELD_PHONE)
    text = normal
        = tv_phone_normalise_stated (text,
                                     tv_statement_get_text (statement, (int) FIELD_COUNTRY + 1),
                                     reading->country);
  if (text == NULL)
    return TRUE;
  if (is_former)
    return take_former (draft, text, reading, error);
  draft->fields[field] = draft->bytes->len + 1;
  g_string_append_len (draft->bytes, text, (gssize) strlen (text) + 1);
  return TRUE;
}

/* The newest row may have the whole name in one column, and an older one of the same code tell last
 * and first name. TRUE = what the row says of the first name is dealt with. */
static gboolean
draft_take_split (Draft *draft, TvStatement *statement)
{
  const char *last = tv_statement_get_text (statement, (int) FIELD_LAST_NAME + 1);
  const char *first = tv_statement_get_text (statement, (int) FIELD_FIRST_NAME + 1);
  g_autofree char *whole = NULL, *last_fold = NULL, *first_fold = NULL;
  Texts mine = { 0 }, others = { 0 };

  if (draft->fields[FIELD_LAST_NAME] == 0 || draft->fields[FIELD_FIRST_NAME] != 0 || last == NULL
      || first == NULL)
    return FALSE;
  whole = tv_text_fold (draft->bytes->str + draft->fields[FIELD_LAST_NAME] - 1);
  mine.texts[FIELD_LAST_FOLD] = whole;
  mine.texts[FIELD_FIRST_FOLD] = "";
  others.texts[FIELD_LAST_FOLD] = last_fold = tv_text_fold (last);
  others.texts[FIELD_FIRST_FOLD] = first_fold = tv_text_fold (first);
  if (!tv_whole_name_is_split (&others, &mine))
    return tv_whole_name_has_last (&mine, &others);
  draft->fields[FIELD_LAST_NAME] = draft->bytes->len + 1;
  g_string_append_len (draft->bytes, last, (gssize) strlen (last) + 1);
  draft->fields[FIELD_FIRST_NAME] = draft->bytes->len + 1;
  g_string_append_len (draft->bytes, first, (gssize) strlen (first) + 1);
  return TRUE;
}

static gboolean
draft_end (const Draft *draft, Reading *reading, GError **error)
{
  Customer *customer;
  Texts texts;
  g_autofree char *last_fold = NULL;
  g_autofree char *first_fold = NULL;

  if (draft->id == 0)
    return TRUE;
  customer = tv_customers_add (reading->customers, draft->id);
  customer->is_optout = draft->has_objected ? 1 : draft->is_optout;
  customer->is_bounced = draft->is_bounced;
  for (int f = 0; f < N_FIELDS; f++)
    texts.texts[f] = draft->fields[f] != 0 ? draft->bytes->str + draft->fields[f] - 1 : NULL;
  tv_customer_contacts_take (&reading->contacts, customer, texts.texts[FIELD_EMAIL]);
  customer->email_hash = tv_address_hash (texts.texts[FIELD_EMAIL]);
  customer->phone_hash = tv_address_hash (texts.texts[FIELD_PHONE]);
  texts.texts[FIELD_LAST_FOLD] = last_fold = tv_text_fold (texts.texts[FIELD_LAST_NAME]);
  texts.texts[FIELD_FIRST_FOLD] = first_fold = tv_text_fold (texts.texts[FIELD_FIRST_NAME]);
  return tv_customers_write (reading->customers, customer, &texts, error);
}

static gboolean
read_customers (TvJob *job, Reading *reading, GError **error)
{
  g_auto (Draft) draft = { .bytes = g_string_new (NULL) };
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_SOURCE_CUSTOMERS, error);
  TvStep step = TV_STEP_ERROR;
  guint64 count = 0;
  gboolean is_split;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if ((++count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (draft.id != id)
        {
          if (!draft_end (&draft, reading, error))
            return FALSE;
          draft_begin (&draft, id);
        }
      is_split = draft_take_split (&draft, statement);
      for (Field f = 0; f < N_FIELDS; f++)
        if ((f != FIELD_FIRST_NAME || !is_split)
            && !draft_take (&draft, statement, f, reading, error))
          return FALSE;
      take_flag (&draft.is_optout, statement, N_FIELDS + 1);
      take_flag (&draft.is_bounced, statement, N_FIELDS + 2);
    }
  return step == TV_STEP_DONE && draft_end (&draft, reading, error);
}

static gboolean
load_customers (TvJob *job,
                Customers *customers,
                AddressCodes *codes,
                const char *country,
                GError **error)
{
  Reading reading = { .customers = customers, .codes = codes, .country = country };
  gboolean is_read = FALSE;
  int cache;

  tv_customer_contacts_init (&reading.contacts);
  tv_address_codes_begin (codes);
  if (tv_customer_contacts_load (&reading.contacts, job, error)
      && tv_bulk_begin_sort (job->db, &cache, error))
    {
      reading.has_addresses = tv_address_codes_has_any (codes)
                              || tv_customer_contacts_has_addresses (&reading.contacts);
      is_read = read_customers (job, &reading, error);
      is_read = tv_bulk_end_sort (job->db, cache, is_read ? error : NULL) && is_read;
    }
  tv_customer_contacts_clear (&reading.contacts);
  return is_read && tv_address_codes_end_former (codes, job->progress, error);
}

static gboolean
complete_masters (TvJob *job, Customers *customers, GError **error)
{
  guint32 count = tv_customers_get_count (customers);

  for (guint32 i = 0; i < count; i++)
    {
      guint32 master = tv_duplicates_find_master (customers, i);

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      if (master != i && !tv_customers_complete (customers, master, i, error))
        return FALSE;
    }
  return TRUE;
}

static char *
make_search_text (const Texts *texts)
{
  static const Field others[] = { FIELD_CODE, FIELD_EMAIL, FIELD_CITY };
  const char *first = texts->texts[FIELD_FIRST_FOLD];
  g_autoptr (GString) text = g_string_sized_new (96);

  g_string_append (text, texts->texts[FIELD_LAST_FOLD]);
  if (*first != '\0')
    {
      g_string_append_c (text, ' ');
      g_string_append (text, first);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (texts->texts[others[i]] != NULL)
      {
        g_autofree char *folded = tv_text_fold (texts->texts[others[i]]);

        g_string_append_c (text, ' ');
        g_string_append (text, folded);
      }
  return g_strdup (g_strchug (text->str));
}

static const char *
get_rule_code (const Customer *customer)
{
  return customer->rule == RULE_NONE ? NULL : customer->rule == RULE_EMAIL ? "EMAIL" : "PHONE";
}

/* Opting out and bouncing hold for all codes of a person. */
static gboolean
write_customer (TvStatement *statement, Customers *customers, guint32 index, GError **error)
{
  const Customer *customer = tv_customers_get (customers, index);
  const Customer *master
      = tv_customers_get (customers, tv_duplicates_find_master (customers, index));
  g_autofree char *search_text = NULL;
  Texts texts;

  tv_customers_read (customers, customer, &texts);
  search_text = make_search_text (&texts);
  tv_statement_bind_int64 (statement, 1, customer->id);
  tv_statement_bind_int64 (statement, 2, master->id);
  tv_statement_bind_text (statement, 3, get_rule_code (customer));
  for (int f = FIELD_LAST_NAME; f < N_FIELDS; f++)
    tv_statement_bind_text (statement, 3 + f, texts.texts[f] != NULL ? texts.texts[f] : "");
  tv_statement_bind_int64 (statement, 12, master->is_optout == 1);
  tv_statement_bind_int64 (statement, 13, master->is_bounced == 1);
  tv_statement_bind_text (statement, 14, search_text);
  return tv_statement_run (statement, error);
}

static gboolean
write_customers (TvJob *job, Customers *customers, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_CUSTOMER, error);
  guint32 count = tv_customers_get_count (customers);

  for (guint32 i = 0; statement != NULL && i < count; i++)
    {
      if (!write_customer (statement, customers, i, error))
        return FALSE;
      if ((i & CANCEL_ROWS) == 0)
        {
          tv_progress_set (job->progress, i, count);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return statement != NULL;
}

/* What the rows depend on, in one word; source rows never change and ids only grow. */
static char *
make_stamp (TvJob *job, const char *country, const AddressCodes *codes, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_GET_CUSTOMER_STAMP, error);
  char *stamp;

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return NULL;
  stamp = g_strdup_printf ("%d %s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %016" PRIx64,
                           METHOD_VERSION,
                           country != NULL ? country : "-",
                           tv_statement_get_int64 (statement, 0),
                           tv_statement_get_int64 (statement, 1),
                           tv_statement_get_int64 (statement, 2),
                           tv_link_get_count (job) + tv_edit_get_count (job),
                           tv_address_codes_get_digest (codes));
  tv_statement_reset (statement);
  return stamp;
}

static gboolean
link_by (TvJob *job, Customers *customers, Field field, Rule rule, GError **error)
{
  return tv_duplicates_link (customers, field, rule, TV_DUPLICATES_AT_ONCE, job->progress, error);
}

/* @inout_codes: as they were before; told anew where an undo takes customers away. */
static gboolean
forget_lost (TvJob *job, AddressCodes **inout_codes, GError **error)
{
  gint64 has_changes;

  if (!tv_connection_get_int64 (job->db, TV_SQL_CLEAN_HAS_CHANGES, &has_changes, error, ""))
    return FALSE;
  if (!has_changes)
    return TRUE;
  if (!tv_clean_delete_lost (job,
                             TV_SQL_CLEAN_LIST_NAMED_CUSTOMERS,
                             TV_SQL_CLEAN_LIST_CUSTOMER_IDS,
                             TV_SQL_CLEAN_DELETE_CUSTOMERS,
                             error))
    return FALSE;
  tv_address_codes_free (*inout_codes);
  *inout_codes = tv_address_codes_load (job, error);
  return *inout_codes != NULL;
}

static gboolean
rebuild (TvJob *job, const char *country, AddressCodes **inout_codes, GError **error)
{
  g_autoptr (Customers) customers = tv_customers_new ();
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (CustomerEdits) edits = NULL;
  GPtrArray *written;

  if (!forget_lost (job, inout_codes, error))
    return FALSE;
  links = tv_link_list (job, error);
  if (links == NULL || !load_customers (job, customers, *inout_codes, country, error))
    return FALSE;
  written = tv_edit_list (job, error);
  edits = written != NULL ? tv_edits_load (job, customers, *inout_codes, written, error) : NULL;
  if (edits == NULL)
    return FALSE;
  tv_links_keep_apart (customers, links);
  return link_by (job, customers, FIELD_EMAIL, RULE_EMAIL, error)
         && link_by (job, customers, FIELD_PHONE, RULE_PHONE, error)
         && complete_masters (job, customers, error)
         && tv_links_merge (customers, links, edits, error)
         && write_customers (job, customers, error)
         && tv_address_codes_write (job, *inout_codes, customers, links, error);
}

/* What the next cleaning compares with: codes that files have customers for by now are no more
 * among those that are looked for. */
static gboolean
write_stamp (TvJob *job, const char *country, GError **error)
{
  g_autoptr (AddressCodes) codes = tv_address_codes_load (job, error);
  g_autofree char *stamp = codes != NULL ? make_stamp (job, country, codes, error) : NULL;

  return stamp != NULL && tv_connection_set_setting (job->db, STAMP_SETTING, stamp, error);
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
  g_autoptr (AddressCodes) codes = tv_address_codes_load (job, error);
  g_autofree char *stamp = codes != NULL ? make_stamp (job, country, codes, error) : NULL;

  if (stamp == NULL)
    return FALSE;
  if (g_strcmp0 (before, stamp) == 0)
    return TRUE;
  return rebuild (job, country, &codes, error) && write_stamp (job, country, error);
}
