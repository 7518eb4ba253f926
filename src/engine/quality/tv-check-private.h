/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the checks share: the scan that they count into, and trackers of columns. */
#pragma once

#include "quality/tv-check.h"

G_BEGIN_DECLS

/* A place in the sources. */
typedef struct
{
  const char *table;
  gint64 id, batch_id, line;
  const char *key;
  guint32 *counted; /* (nullable) bits of the checks that its sales were counted for already */
} TvCheckPlace;

/* A sales line as it is judged; only until the function that got it returns. */
typedef struct
{
  TvCheckPlace place;
  gint64 customer, product; /* ids of references */
  gint64 quantity, amount;  /* thousandths of a piece, cents without tax */
  gint64 with_tax;          /* cents, where there are any */
  gboolean has_tax;
  TvDay day;
  const char *doc;
} TvCheckLine;

typedef void (*TvCheckLineFunc) (const TvCheckLine *line, gpointer data);

/* Cells that are bad only if the rest of their column says so. */
typedef struct
{
  gint64 count, revenue_cents;
  GPtrArray *rows; /* (nullable) of TvCheckRow, where they are wanted */
} TvCheckSuspects;

typedef struct
{
  TvJob *job;
  gint64 batch_id; /* 0 = all that count */
  TvDay today;
  TvCheckReport *report;
  int wanted;      /* TvCheck whose rows are collected, -1 = none */
  guint limit;     /* of them */
  GPtrArray *rows; /* of TvCheckRow */

  /* by customer_ref.id and product_ref.id */
  gint64 customer_ref_count, product_ref_count; /* largest ids */
  guint8 *is_customer, *is_product;             /* known */
  gint64 *customer_cents, *product_cents;       /* sold, filled in by the pass over the sales */
  guint32 *customer_counted, *product_counted;  /* bits of the checks that counted these */
} TvCheckScan;

/* Counts one thing that was looked at. value may be NULL where the check is about the row. */
void tv_check_count (TvCheckScan *scan,
                     TvCheck check,
                     gboolean is_bad,
                     gint64 revenue_cents,
                     const TvCheckPlace *place,
                     const char *column,
                     const char *value);
TvCheckRow *tv_check_row_new (const TvCheckPlace *place, const char *column, const char *value);
void tv_check_suspects_add (TvCheckSuspects *suspects,
                            const TvCheckScan *scan,
                            TvCheck check,
                            gint64 revenue_cents,
                            const TvCheckPlace *place,
                            const char *column,
                            const char *value);
void tv_check_suspects_clear (TvCheckSuspects *suspects);
void
tv_check_count_late (TvCheckScan *scan, TvCheck check, TvCheckSuspects *suspects, gint64 concerned);
/* Counts many good or bad things at once, without rows. */
void tv_check_count_many (TvCheckScan *scan, TvCheck check, gint64 concerned, gint64 bad);
gboolean
tv_check_prepare (TvCheckScan *scan, TvStatement **out_statement, TvSql sql, GError **error);
gboolean tv_check_tick (TvCheckScan *scan, gint64 seen, GError **error);

/* One text column as a whole: how long its values are, whether they are all the same, how else the
 * same name is written. */
typedef struct
{
  const char *table, *column;
  gboolean is_name; /* families, brands, cities: spelling counts */
  gboolean is_code; /* keys, codes, numbers: one length is no sign of a cut */
  gint64 count;     /* of values that are not empty */
  GArray *lengths;  /* of gint64, by length in characters */
  char *first;
  gboolean is_varied;
  glong longest;              /* characters */
  TvCheckSuspects of_longest; /* the values of that length */
  GHashTable *longest_values; /* the different ones, not all of them where they are many */
  GHashTable *shorter_values; /* the same of those that are one character shorter */
  GHashTable *spellings;      /* folded -> the spelling that came first; for names */
  GHashTable *seen;           /* spellings */
} TvCheckColumn;

void
tv_check_column_init (TvCheckColumn *column, const char *table, const char *name, gboolean is_name);
void tv_check_column_clear (TvCheckColumn *column);
void tv_check_column_judge (TvCheckColumn *column, TvCheckScan *scan);
/* Filler, broken accents, spreadsheet's traces in one cell. */
void tv_check_cell (TvCheckScan *scan,
                    TvCheckColumn *column,
                    gint64 revenue_cents,
                    const TvCheckPlace *place,
                    const char *text);

/* Document numbers, and which are missing. */
typedef struct _TvCheckSeries TvCheckSeries;

TvCheckSeries *tv_check_series_new (void);
void tv_check_series_free (TvCheckSeries *series);
gboolean tv_check_series_add (TvCheckSeries *series, const char *doc);
void tv_check_series_judge (TvCheckSeries *series, TvCheckScan *scan);

gboolean
tv_check_lines_read (TvCheckScan *scan, TvCheckLineFunc func, gpointer data, GError **error);
gboolean tv_check_scan_sales (TvCheckScan *scan, GError **error);
gboolean tv_check_scan_customers (TvCheckScan *scan, GError **error);
gboolean tv_check_scan_contacts (TvCheckScan *scan, GError **error);
gboolean tv_check_scan_doubles (TvCheckScan *scan, GError **error);
gboolean tv_check_scan_products (TvCheckScan *scan, GError **error);
gboolean tv_check_scan_batches (TvCheckScan *scan, GError **error);

G_END_DECLS
