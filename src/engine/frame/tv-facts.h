/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of the frame say of each customer (SPEC section 4), computed once and shared by
 * profile, recommend and quality: order figures, RFM scores, segment, family shares, budget level.
 * Pure functions of frame and settings; deterministic for any thread count. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

typedef struct
{
  TvDay first_order_day, last_order_day; /* TV_DAY_NONE without an order */
  guint32 order_count, line_count, product_count, family_count;
  gint64 spent_cents;
  gint64 average_order_cents;
  double average_gap_days;                               /* < 0 below two orders */
  guint8 recency_score, frequency_score, monetary_score; /* 0-5 */
  guint8 segment;                                        /* TvSegment */
  guint8 budget_level;                                   /* TvBudgetLevel */
  gint32 top_family;                                     /* index of the named family, -1 = none */
  double top_family_share;                               /* 0-1 of spend */
  double diversity_ratio;                                /* normalised entropy, 0-1 */
} TvFacts;

typedef struct
{
  guint32 customer_count;
  TvFacts *facts; /* per customer of the frame */
} TvFactsTable;

/* The facts of a customer, good until the next call. */
typedef const TvFacts *(*TvFactsFunc) (guint32 customer, gpointer data);

TvFactsTable *tv_facts_table_new (const TvFrame *frame,
                                  const TvSettings *settings,
                                  guint thread_count,
                                  TvProgress *progress,
                                  GError **error);
/* The same, after the bounds of the scores were drawn from this base where the settings ask for
 * that. */
TvFactsTable *tv_facts_table_new_fitted (const TvFrame *frame,
                                         TvSettings *settings,
                                         guint thread_count,
                                         TvProgress *progress,
                                         GError **error);
void tv_facts_table_fit (TvFactsTable *table, const TvFrame *frame, TvSettings *settings);
gboolean
tv_facts_fit_bounds (const TvFrame *frame, TvFactsFunc func, gpointer data, TvSettings *settings);
void tv_facts_table_free (TvFactsTable *table);
void tv_facts_judge (const TvFrame *frame, const TvSettings *settings, TvFacts *facts);
/* Scores of one figure by the settings' bins; 0 without an order. */
guint tv_facts_score_recency (const TvSettings *settings, gint64 days);
guint tv_facts_score_frequency (const TvSettings *settings, gint64 orders);
guint tv_facts_score_monetary (const TvSettings *settings, gint64 cents);
/* The segment of R (0-5), F and M: exhaustive, without overlap. */
TvSegment tv_facts_get_segment (guint recency_score, guint frequency_score, guint monetary_score);
TvBudgetLevel tv_facts_get_budget_level (const TvSettings *settings,
                                         gint64 average_order_cents,
                                         gboolean has_order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFactsTable, tv_facts_table_free)

G_END_DECLS
