/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames without a database: from rows that a test writes down, or from a random base small enough
 * to be judged by plain definitions. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

#define TV_TEST_TODAY 20000

typedef struct
{
  guint32 customer, product; /* indices */
  TvDay day;
  guint doc;
  gint64 qty_milli, amount_cents, margin_cents; /* margin: G_MININT64 = not known */
} TvTestLine;

typedef struct
{
  const char *key;
  guint32 family;
  gint64 price_cents;  /* -1 = not known */
  gint64 margin_cents; /* G_MININT64 = not known */
  int tier;            /* -1 = not known */
  gboolean is_sellable;
} TvTestProduct;

/* What a base is made of, before anything is grouped or matched. */
typedef struct
{
  guint32 customer_count;
  guint32 family_count;
  const char *family_names[8];
  GArray *products;    /* of TvTestProduct; keys are interned */
  GArray *lines;       /* of TvTestLine, in order of arrival */
  TvDay *contact_days; /* per customer */
  guint8 *is_optout, *is_bounced;
} TvTestBase;

TvTestBase *tv_test_base_new (guint32 customer_count, guint32 family_count);
TvTestBase *tv_test_base_new_random (GRand *rand);
void tv_test_base_free (TvTestBase *base);
void tv_test_base_add_product (TvTestBase *base, const char *key, guint32 family, gint64 price);
void tv_test_base_add_line (TvTestBase *base,
                            guint32 customer,
                            guint32 product,
                            TvDay day,
                            guint doc,
                            gint64 quantity,
                            gint64 amount_cents);
/* The frame with its returns still among the lines, and the finished one. */
TvFrame *tv_test_frame_group (const TvTestBase *base);
TvFrame *tv_test_frame_new (const TvTestBase *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTestBase, tv_test_base_free)

G_END_DECLS
