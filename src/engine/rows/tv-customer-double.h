/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who may be one person, and what each brings when they are put beside each other. */
#pragma once

#include "base/tv-day.h"
#include "base/tv-likeness.h"
#include "rows/tv-customer-link.h"

G_BEGIN_DECLS

typedef enum
{
  TV_DOUBLE_PERHAPS,
  TV_DOUBLE_LIKELY,
  TV_DOUBLE_VERY_LIKELY,
} TvDoubleGrade;

/* A group that may be one person. */
typedef struct
{
  gint64 customers[TV_MAX_MERGED]; /* masters, by ascending number */
  guint customer_count;            /* 2 and more */
  int score;                       /* of the likeliest pair, see tv-likeness */
  guint8 parts[TV_N_LIKENESS];     /* TvAlike of that pair */
} TvCustomerDouble;

/* One customer of a comparison. */
typedef struct
{
  gint64 id;
  char *customer_code;
  char *values[TV_N_CUSTOMER_FIELDS]; /* "" = none */
  char **linked_codes;                /* that belong to the customer already */
  gboolean is_optout, is_bounced;
  gint64 order_count, line_count, spent_cents;
  gint64 contact_count;
  TvDay last_order_day;         /* TV_DAY_NONE without an order */
  gint64 item_count, run_count; /* recommendations in all runs, and these runs */
} TvCustomerSide;

void tv_customer_side_free (TvCustomerSide *side);
TvDoubleGrade tv_customer_double_get_grade (const TvCustomerDouble *group);
const char *tv_double_grade_get_title (TvDoubleGrade grade);
char *tv_customer_double_to_sentence (const TvCustomerDouble *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerSide, tv_customer_side_free)

G_END_DECLS
