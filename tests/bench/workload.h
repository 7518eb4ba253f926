/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A synthetic merchant of any size: what is drawn before anything is written. The products, and the
 * documents of all customers sorted by day; the lines are drawn while they are written. */
#pragma once

#include "csv-out.h"
#include "seeded-random.h"

#define N_FAMILIES 40
#define N_DAYS (5 * 365 + 1)

typedef struct
{
  int customers, products;
  gint64 lines, seed;
  char *out;
} Options;

typedef struct
{
  gint64 price_cents, cost_cents; /* cost 0 = nobody noted it */
  guint family;
} Product;

typedef struct
{
  guint customer;
  guint16 day, line_count;
} Document;

typedef struct
{
  guint customer, product;
  int quantity;
  gint64 unit_cents;
} Return;

typedef struct
{
  const Options *options;
  SeededRandom random;
  int first_day;
  Product *products;
  guint family_start[N_FAMILIES + 1];
  guint64 *popularity; /* running sum of 1 / rank over a family, for a Zipf draw */
  guint64 family_weight[N_FAMILIES];
  Document *documents; /* by day */
  guint document_count;
  GArray *returns[N_DAYS]; /* what comes back on that day, or NULL */
  guint next_return;
} Workload;

enum
{
  STREAM_PRODUCTS = 1,
  STREAM_CUSTOMERS,
  STREAM_DOCUMENTS,
  STREAM_LINES,
  STREAM_FAVOURITES = 1000
};

/* An index below count, each as likely as its step in the running sum. */
guint workload_draw (const guint64 *sums, guint count, SeededRandom *random);
/* A product of the family, the first ones more often. */
guint workload_draw_product (const Workload *self, guint family, SeededRandom *random);
void workload_make_products (Workload *self);
void workload_make_documents (Workload *self, gint64 lines);
