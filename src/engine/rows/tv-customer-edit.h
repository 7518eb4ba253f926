/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person wrote about a customer by hand: values in the place of those of the files, that
 * the customer wants no mail, that mail comes back, or one of these taken back. */
#pragma once

#include "rows/tv-customer-link.h"

G_BEGIN_DECLS

/* What may be said beside the values, in the order of the columns behind them. */
typedef enum
{
  TV_FLAG_OPTOUT,
  TV_FLAG_BOUNCED,
  TV_N_CUSTOMER_FLAGS,
} TvCustomerFlag;

typedef struct
{
  gint64 seq;        /* of its event in the ledger */
  gboolean is_undo;  /* it takes another one back, and says nothing else */
  gint64 undone_seq; /* of an undo: the event that it takes back */
  gint64 time_usec;
  char *actor;
  gint64 customer;                    /* whom it is about */
  GArray *group;                      /* (nullable) of gint64: the codes that were one with it */
  char *values[TV_N_CUSTOMER_FIELDS]; /* NULL = as files have it, "" = none */
  gint8 flags[TV_N_CUSTOMER_FLAGS];   /* 1 = yes, 0 = no, -1 = as files have it */
  gint64 last_row, last_contact;      /* the newest rows of files at that time */
  gboolean is_undone;                 /* taken back by a later one */
} TvCustomerEdit;

TvCustomerEdit *tv_customer_edit_new (gint64 customer);
void tv_customer_edit_free (TvCustomerEdit *edit);
gboolean tv_customer_edit_is_empty (const TvCustomerEdit *edit);
gboolean tv_customer_edit_says (const TvCustomerEdit *edit, const char *column);
char *tv_customer_edit_dup_titles (const TvCustomerEdit *edit, const char *but_column);
const char *tv_customer_edit_get_said (const TvCustomerEdit *edit, const char *column);
char *tv_customer_edit_to_json (const TvCustomerEdit *edit);
char *tv_customer_edit_to_text (const TvCustomerEdit *edit);
gboolean
tv_customer_edit_read (TvCustomerEdit *edit, const char *kind, const char *json, const char *text);
const char *tv_customer_edit_get_kind (const TvCustomerEdit *edit);
const char *tv_customer_flag_get_code (TvCustomerFlag flag);
int tv_customer_flag_from_code (const char *code);
const char *tv_customer_flag_get_title (TvCustomerFlag flag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerEdit, tv_customer_edit_free)

G_END_DECLS
