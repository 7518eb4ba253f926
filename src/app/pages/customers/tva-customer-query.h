/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the engine for the customers that match, in order; a newer question ends the one before. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_CUSTOMER_QUERY (tva_customer_query_get_type ())
G_DECLARE_FINAL_TYPE (TvaCustomerQuery, tva_customer_query, TVA, CUSTOMER_QUERY, GObject)

/* Signals: "answered" (GArray * of gint64, borrowed), "failed" (GError *). */
TvaCustomerQuery *tva_customer_query_new (void);
void tva_customer_query_set_engine (TvaCustomerQuery *query, TvEngine *engine);
void tva_customer_query_set_search (TvaCustomerQuery *query, const char *search);
void tva_customer_query_set_segment (TvaCustomerQuery *query, int segment); /* -1 = any */
/* 0 = any */
void
tva_customer_query_set_scores (TvaCustomerQuery *query, int recency_score, int frequency_score);
/* Only those that an import names (0 = any), or that a check of the data finds (-1 = any) in it. */
void tva_customer_query_set_origin (TvaCustomerQuery *query, gint64 batch_id, int check);
/* Only those who went from one segment to another between two days; -1 = anybody. */
void tva_customer_query_set_move (TvaCustomerQuery *query,
                                  int from,
                                  int to,
                                  gint32 from_day,
                                  gint32 to_day);
void tva_customer_query_set_sort (TvaCustomerQuery *query,
                                  TvCustomerColumn column,
                                  gboolean is_descending);
TvCustomerColumn tva_customer_query_get_sort (TvaCustomerQuery *query, gboolean *out_is_descending);
gboolean tva_customer_query_is_filtered (TvaCustomerQuery *query);
void tva_customer_query_ask (TvaCustomerQuery *query);

G_END_DECLS
