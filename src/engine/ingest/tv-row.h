/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row on its way in: the cells of its canonical columns, cleaned and parsed, and the reject
 * that it becomes where one cannot be used. */
#pragma once

#include "ingest/tv-csv-reader.h"
#include "rows/tv-import-columns.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* More than any shop sells or owes in one line, and far from overflow: a million millions in cents,
 * a hundred thousand millions of pieces. */
#define TV_ROW_LARGEST_NUMBER (G_GINT64_CONSTANT (100000000000000))

typedef struct
{
  TvJob *job;
  const TvImportFile *file;
  TvDateOrder date_order;
  gint64 batch_id;
  guint header_count;
  int index[TV_N_COLUMNS];     /* place in the header, -1 = none */
  GString *text[TV_N_COLUMNS]; /* the present row's cleaned cells */
  GHashTable *customer_refs;   /* code -> id */
  GHashTable *product_refs[2]; /* label -> id, key -> id */
  GHashTable *seen_customers;  /* ids with a source row in this file */
  GHashTable *seen_products;   /* the same, with a hash of the row */
  const TvRecord *record;      /* the present one */
  const char *reject_code;     /* (nullable) of the present row */
  int reject_index;            /* header index, -1 = the whole row */
  TvImportResult *result;
} TvIngest;

/* Each gives the value of a cell of the present row; an empty cell is NULL, G_MININT64 or
 * TV_DAY_NONE. What cannot be parsed sets reject_code. */
const char *tv_row_get_text (TvIngest *ingest, TvColumn column);
const char *tv_row_require_text (TvIngest *ingest, TvColumn column);
gint64 tv_row_get_number (TvIngest *ingest, TvColumn column, int scale);
gint64 tv_row_require_number (TvIngest *ingest, TvColumn column, int scale);
TvDay tv_row_require_day (TvIngest *ingest, TvColumn column);
gint64 tv_row_get_bool (TvIngest *ingest, TvColumn column);
void tv_row_reject (TvIngest *ingest, const char *code, TvColumn column);
gint64 tv_row_get_customer_ref (TvIngest *ingest, const char *code, GError **error);
gint64 tv_row_get_product_ref (TvIngest *ingest, gboolean is_key, const char *text, GError **error);

/* One function a kind: FALSE is an error of the import as a whole; a row that cannot be used sets
 * reject_code. */
typedef gboolean (*TvRowFunc) (TvIngest *ingest, GError **error);
gboolean tv_row_take_customer (TvIngest *ingest, GError **error);
gboolean tv_row_take_product (TvIngest *ingest, GError **error);
gboolean tv_row_take_sales_line (TvIngest *ingest, GError **error);
gboolean tv_row_take_invoice_line (TvIngest *ingest, GError **error);
gboolean tv_row_take_contact (TvIngest *ingest, GError **error);

G_END_DECLS
