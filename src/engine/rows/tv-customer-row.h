/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer as lists and the customer pane show it: code, name and the profile's figures, read
 * from one statement. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"
#include "rows/tv-rfm.h"
#include "store/tv-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *customer_code;
  char *name; /* "Last First", '' where neither is known */
  TvSegment segment;
  int recency_score, frequency_score, monetary_score; /* 0-5 */
  TvDay first_order_day;                              /* TV_DAY_NONE without an order */
  TvDay last_order_day;
  gint64 order_count;
  gint64 spent_cents;
  gint64 average_order_cents;
  double average_gap_days; /* < 0 = below two orders */
  char *top_family;        /* '' = none */
  double top_family_share; /* 0-1 */
  double diversity_ratio;  /* 0-1 */
  gint64 product_count, family_count;
  TvBudgetLevel budget_level;
  TvDay last_contact_day;
  gint64 contacts_30, contacts_90, contacts_365;
  gboolean is_silent, is_contactable, is_optout, is_bounced;
  double expected_orders; /* days with an order in the next 90; < 0 = not known */
  gint64 expected_cents;  /* what they are worth; < 0 = not known */
  double alive_ratio;     /* probability that the customer still buys, 0-1; < 0 = not known */
} TvCustomerRow;

typedef enum
{
  TV_CUSTOMER_COLUMN_CODE,
  TV_CUSTOMER_COLUMN_NAME,
  TV_CUSTOMER_COLUMN_SEGMENT,
  TV_CUSTOMER_COLUMN_RECENCY,
  TV_CUSTOMER_COLUMN_FREQUENCY,
  TV_CUSTOMER_COLUMN_MONETARY,
  TV_CUSTOMER_COLUMN_ORDERS,
  TV_CUSTOMER_COLUMN_SPENT,
  TV_CUSTOMER_COLUMN_AVERAGE_ORDER,
  TV_CUSTOMER_COLUMN_EXPECTED_ORDERS,
  TV_CUSTOMER_COLUMN_EXPECTED_VALUE,
  TV_CUSTOMER_COLUMN_TOP_FAMILY,
  TV_CUSTOMER_COLUMN_BUDGET,
  TV_CUSTOMER_COLUMN_LAST_ORDER,
  TV_CUSTOMER_COLUMN_LAST_CONTACT,
  TV_N_CUSTOMER_COLUMNS,
} TvCustomerColumn;

typedef struct
{
  TvCustomerColumn sort;
  gboolean is_descending;
  const char *search; /* (nullable) words, all must be found in code, name, e-mail or city; case and
                         accents ignored */
  int segment;        /* -1 = any */
  int recency_score, frequency_score; /* 1-5, 0 = any; of those with an order */
  gint64
      batch_id; /* only those that this import names, 0 = any; with found_by: found in its rows */
  int found_by; /* 1 + a TvCheck: only those whose rows this check finds; 0 = any */
  int moved_from, moved_to; /* 1 + a TvSegment each: only those who went from the one to the other,
                               two different ones; 0 = any */
  TvDay moved_from_day, moved_to_day; /* between these days */
} TvCustomerQuery;

typedef struct
{
  TvDay day;
  char *doc_ref;
  char *doc_type;
  gint64 line_count;
  gint64 amount_cents; /* excluding tax; negative for a return */
} TvOrderRow;

typedef struct
{
  char *family;
  gint64 spent_cents;
  double share; /* 0-1 */
} TvFamilyShare;

/* Everything the customer pane shows. */
typedef struct
{
  TvCustomerRow *row;
  char *email, *phone, *address, *postal_code, *city, *country;
  char **linked_codes; /* duplicates that were linked to this customer */
  GPtrArray *orders;   /* of TvOrderRow, newest first */
  GPtrArray *families; /* of TvFamilyShare, largest first */
  GPtrArray *items;    /* of TvReviewItem, this customer's in the latest run */
  gint64 run_id;       /* the latest run, 0 = none */
  int exclusion;       /* TvExclusion in that run, -1 = none */
  TvDay profile_as_of_day;
  TvRfmBounds bounds; /* that the scores were given by */
} TvCustomerDetail;

TvCustomerRow *tv_customer_row_new (TvStatement *statement); /* of the block "views/get-customer" */
void tv_customer_row_free (TvCustomerRow *row);
void tv_order_row_free (TvOrderRow *row);
void tv_family_share_free (TvFamilyShare *share);
void tv_customer_detail_free (TvCustomerDetail *detail);
const char *tv_customer_column_get_code (TvCustomerColumn column);
const char *tv_customer_column_get_title (TvCustomerColumn column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerRow, tv_customer_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerDetail, tv_customer_detail_free)

G_END_DECLS
