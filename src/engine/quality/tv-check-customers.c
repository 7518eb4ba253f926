/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the customers' rows, the latest one of each code, in one pass over source_customer. */
#include <string.h>

#include "base/tv-country.h"
#include "base/tv-text.h"
#include "quality/tv-check-private.h"
#include "quality/tv-check-text.h"

#define POSTCODE_LENGTH 5 /* of France and most of its neighbours */
#define PHONE_LENGTH 9    /* digits of a French number without its zero */
#define SIRET_LENGTH 14

enum
{
  TEXT_LAST_NAME,
  TEXT_FIRST_NAME,
  TEXT_EMAIL,
  TEXT_PHONE,
  TEXT_ADDRESS,
  TEXT_POSTAL_CODE,
  TEXT_CITY,
  TEXT_COUNTRY,
  N_TEXTS,
};

static const struct
{
  const char *name;
  gboolean is_name;
} texts[N_TEXTS] = {
  [TEXT_LAST_NAME] = { "last_name", FALSE },
  [TEXT_FIRST_NAME] = { "first_name", FALSE },
  [TEXT_EMAIL] = { "email", FALSE },
  [TEXT_PHONE] = { "phone", FALSE },
  [TEXT_ADDRESS] = { "address", FALSE },
  [TEXT_POSTAL_CODE] = { "postal_code", FALSE },
  [TEXT_CITY] = { "city", TRUE },
  [TEXT_COUNTRY] = { "country", TRUE },
};

typedef struct
{
  TvCheckScan *scan;
  TvCheckColumn columns[N_TEXTS];
  TvCheckColumn codes;
  char *country; /* the workspace's */
} Customers;

typedef struct
{
  TvCheckPlace place;
  gint64 cents;
  const char *text[N_TEXTS];
  gboolean has_consent;
  gboolean is_optout, is_bounced;
} Customer;

static void
customers_clear (Customers *customers)
{
  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_clear (&customers->columns[i]);
  tv_check_column_clear (&customers->codes);
  g_free (customers->country);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Customers, customers_clear)

static const char *
get_text (TvStatement *statement, int column)
{
  const char *text = tv_statement_get_text (statement, column);

  return text != NULL ? text : "";
}

static void
read_customer (const TvCheckScan *scan, TvStatement *statement, Customer *customer)
{
  gint64 ref = tv_statement_get_int64 (statement, 3);
  gboolean is_within = ref >= 0 && ref <= scan->customer_ref_count;

  customer->place = (TvCheckPlace){ .table = "source_customer",
                                    .id = tv_statement_get_int64 (statement, 0),
                                    .batch_id = tv_statement_get_int64 (statement, 1),
                                    .line = tv_statement_get_int64 (statement, 2),
                                    .key = get_text (statement, 4),
                                    .counted = is_within ? &scan->customer_counted[ref] : NULL };
  customer->cents = is_within ? scan->customer_cents[ref] : 0;
  for (int i = 0; i < N_TEXTS; i++)
    customer->text[i] = get_text (statement, 5 + i);
  customer->has_consent = !tv_statement_is_null (statement, 5 + N_TEXTS);
  customer->is_optout = tv_statement_get_int64 (statement, 5 + N_TEXTS) != 0;
  customer->is_bounced = tv_statement_get_int64 (statement, 6 + N_TEXTS) != 0;
}

static void
count_cell (Customers *customers,
            const Customer *customer,
            TvCheck check,
            gboolean is_bad,
            const char *column,
            const char *value)
{
  tv_check_count (customers->scan, check, is_bad, customer->cents, &customer->place, column, value);
}

/* Addresses of the two kinds that a campaign can use. */
static void
judge_contact (Customers *customers, const Customer *customer)
{
  const char *email = customer->text[TEXT_EMAIL], *phone = customer->text[TEXT_PHONE];
  g_autofree char *usable_email = *email != '\0' ? tv_email_normalise (email) : NULL;
  g_autofree char *usable_phone
      = *phone != '\0'
            ? tv_phone_normalise_stated (phone, customer->text[TEXT_COUNTRY], customers->country)
            : NULL;
  TvCheckHeadline *headline = &customers->scan->report->headline;

  if (customers->scan->batch_id != 0)
    {
      headline->customer_count++;
      headline->contactable_count += !customer->is_optout && !customer->is_bounced
                                     && (usable_email != NULL || usable_phone != NULL);
    }
  if (*email != '\0')
    {
      count_cell (customers, customer, TV_CHECK_FORMAT, usable_email == NULL, "email", email);
      count_cell (customers,
                  customer,
                  TV_CHECK_ROLE_ADDRESS,
                  tv_check_is_role_address (email),
                  "email",
                  email);
    }
  if (*phone != '\0')
    count_cell (customers, customer, TV_CHECK_FORMAT, usable_phone == NULL, "phone", phone);
  count_cell (customers,
              customer,
              TV_CHECK_CONSENT_MISSING,
              !customer->has_consent,
              "is_optout",
              "");
}

static gboolean
is_french (const Customers *customers, const Customer *customer)
{
  const char *country = customer->text[TEXT_COUNTRY];

  return g_strcmp0 (tv_country_find (*country != '\0' ? country : customers->country), "FR") == 0;
}

static void
judge_numbers (Customers *customers, const Customer *customer)
{
  const char *code = customer->place.key;
  const char *postcode = customer->text[TEXT_POSTAL_CODE], *phone = customer->text[TEXT_PHONE];
  gboolean is_in_france = is_french (customers, customer);

  if (is_in_france && *postcode != '\0')
    {
      gboolean is_short = tv_check_is_digits (postcode, POSTCODE_LENGTH - 1);

      count_cell (customers, customer, TV_CHECK_LOST_ZERO, is_short, "postal_code", postcode);
      count_cell (customers,
                  customer,
                  TV_CHECK_FORMAT,
                  !is_short && !tv_check_is_digits (postcode, POSTCODE_LENGTH),
                  "postal_code",
                  postcode);
    }
  if (is_in_france && *phone != '\0')
    count_cell (customers,
                customer,
                TV_CHECK_LOST_ZERO,
                tv_check_is_digits (phone, PHONE_LENGTH) && *phone != '0',
                "phone",
                phone);
  if (tv_check_is_digits (code, SIRET_LENGTH))
    count_cell (customers,
                customer,
                TV_CHECK_FORMAT,
                !tv_check_has_luhn_digit (code),
                "customer_code",
                code);
  if (tv_check_is_french_vat (code))
    count_cell (customers,
                customer,
                TV_CHECK_FORMAT,
                !tv_check_has_vat_key (code),
                "customer_code",
                code);
}

static void
judge_customer (Customers *customers, const Customer *customer)
{
  gboolean has_name
      = *customer->text[TEXT_LAST_NAME] != '\0' || *customer->text[TEXT_FIRST_NAME] != '\0';

  for (int i = 0; i < N_TEXTS; i++)
    tv_check_cell (customers->scan,
                   &customers->columns[i],
                   customer->cents,
                   &customer->place,
                   customer->text[i]);
  tv_check_cell (customers->scan,
                 &customers->codes,
                 customer->cents,
                 &customer->place,
                 customer->place.key);
  count_cell (customers, customer, TV_CHECK_REQUIRED_EMPTY, !has_name, "last_name", "");
  judge_contact (customers, customer);
  judge_numbers (customers, customer);
}

/* Of the workspace people count, whatever codes they have, and what was heard of them since their
 * row came: contacts that were objections or came back, edits by hand. */
static gboolean
count_people (TvCheckScan *scan, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_COUNT_CONTACTABLE, error);

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  scan->report->headline.customer_count = tv_statement_get_int64 (statement, 0);
  scan->report->headline.contactable_count = tv_statement_get_int64 (statement, 1);
  tv_statement_reset (statement);
  return TRUE;
}

/**
 * tv_check_scan_customers:
 * @scan: (inout): the scan, after the sales
 * @error: return location for an error or a cancel
 *
 * Checks the customers.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_customers (TvCheckScan *scan, GError **error)
{
  g_auto (Customers) customers = { .scan = scan };
  TvStatement *statement;
  gint64 seen = 0;
  TvStep step;

  customers.country = tv_connection_dup_setting (scan->job->db, "country", NULL);
  if (customers.country == NULL)
    customers.country = g_strdup ("FR");
  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_init (&customers.columns[i],
                          "source_customer",
                          texts[i].name,
                          texts[i].is_name);
  tv_check_column_init (&customers.codes, "source_customer", "customer_code", FALSE);
  customers.codes.is_code = customers.columns[TEXT_PHONE].is_code
      = customers.columns[TEXT_POSTAL_CODE].is_code = TRUE;
  if (!tv_check_prepare (scan, &statement, TV_SQL_QUALITY_LIST_CUSTOMERS, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Customer customer;

      if (!tv_check_tick (scan, ++seen, error))
        return FALSE;
      read_customer (scan, statement, &customer);
      judge_customer (&customers, &customer);
    }
  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_judge (&customers.columns[i], scan);
  tv_check_column_judge (&customers.codes, scan);
  return step == TV_STEP_DONE && (scan->batch_id != 0 || count_people (scan, error));
}
