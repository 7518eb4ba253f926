/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said about codes being one customer or not: a merge with the values that stay, some
 * that are different people, one that leaves those it was linked to, or one of these taken back.
 * Names customers by number only, so that it bears no personal data. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a customer can be taken from one code or another, in the order of the columns. */
typedef enum
{
  TV_CUSTOMER_LAST_NAME,
  TV_CUSTOMER_FIRST_NAME,
  TV_CUSTOMER_EMAIL,
  TV_CUSTOMER_PHONE,
  TV_CUSTOMER_ADDRESS,
  TV_CUSTOMER_POSTAL_CODE,
  TV_CUSTOMER_CITY,
  TV_CUSTOMER_COUNTRY,
  TV_N_CUSTOMER_FIELDS,
} TvCustomerField;

typedef enum
{
  TV_LINK_MERGE,
  TV_LINK_APART, /* any two of them */
  TV_LINK_LEAVE, /* the first one is not the others */
  TV_LINK_UNDO,
  TV_N_LINK_KINDS,
} TvLinkKind;

#define TV_MAX_MERGED 16 /* customers in one merge */

typedef struct
{
  gint64 seq; /* of its event in the ledger */
  TvLinkKind kind;
  gint64 time_usec;
  char *actor;
  gint64 customers[TV_MAX_MERGED];      /* of a merge the first one is the master */
  guint customer_count;                 /* 0 for an undo */
  gint64 choices[TV_N_CUSTOMER_FIELDS]; /* whose value stays; 0 = the master's, where it has one */
  gint64 undone_seq;                    /* of an undo: the event that it takes back */
  gboolean is_undone;                   /* taken back by a later one */
} TvCustomerLink;

void tv_customer_link_free (TvCustomerLink *link);
char *tv_customer_link_to_json (const TvCustomerLink *link);
gboolean tv_customer_link_read_json (TvCustomerLink *link, const char *json);
gboolean tv_customer_link_has (const TvCustomerLink *link, gint64 customer);
const char *tv_link_kind_get_code (TvLinkKind kind);
int tv_link_kind_from_code (const char *code);
const char *tv_customer_field_get_code (TvCustomerField field);
int tv_customer_field_from_code (const char *code);
const char *tv_customer_field_get_title (TvCustomerField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerLink, tv_customer_link_free)

G_END_DECLS
