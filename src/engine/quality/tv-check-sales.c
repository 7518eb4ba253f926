/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the sales lines, in two passes over sales_line: the first learns what is usual (unit
 * prices of each product, the days of the base), the second judges each line by it. */
#include <string.h>

#include "quality/tv-check-private.h"
#include "quality/tv-check-text.h"

#define SAMPLE_LENGTH 64     /* unit prices kept of a product */
#define ENOUGH_PRICES 20     /* to know what is usual */
#define DISTANCE 8           /* times the usual spread: far outside any normal scatter */
#define MAD_TO_SPREAD 1.4826 /* of a normal distribution */
#define REMEMBERED (8 << 20) /* lines whose doubles are looked at */
#define SHARES 16            /* of them by their hashes, so that a sort takes little memory */
#define BULK_MARGIN 31       /* days around the bulk of the base that are still usual */
#define HIGHEST_TAX 130      /* percent of the amount without tax */

/* Unit prices of one product: every step-th one, so that they cover the whole time. */
typedef struct
{
  gint64 values[SAMPLE_LENGTH];
  guint count, step, skipped;
  double median, spread;
} Prices;

typedef struct
{
  guint64 hash;
  gint64 id;
} Remembered;

typedef struct
{
  TvCheckScan *scan;
  Prices **prices;    /* by product_ref.id */
  gint64 days[40000]; /* lines by day since 1970, for the bulk of the base */
  gint64 count;       /* of lines */
  TvDay bulk_from, bulk_to;
  GArray *remembered[SHARES]; /* of Remembered */
  guint remembered_count;
  GArray *doubles; /* of gint64, ids of lines, ascending */
  TvCheckSeries *series;
  TvCheckColumn doc_column;
} Sales;

static void
sales_clear (Sales *sales)
{
  for (gint64 i = 0; sales->prices != NULL && i <= sales->scan->product_ref_count; i++)
    g_free (sales->prices[i]);
  g_free (sales->prices);
  for (guint i = 0; i < SHARES; i++)
    g_clear_pointer (&sales->remembered[i], g_array_unref);
  g_clear_pointer (&sales->doubles, g_array_unref);
  g_clear_pointer (&sales->series, tv_check_series_free);
  tv_check_column_clear (&sales->doc_column);
}

static gboolean
is_counted (gint64 ref, gint64 largest)
{
  return ref >= 0 && ref <= largest;
}

static void
learn_price (Sales *sales, gint64 product, gint64 unit)
{
  Prices *prices = sales->prices[product];

  if (prices == NULL)
    {
      prices = sales->prices[product] = g_new0 (Prices, 1);
      prices->step = 1;
    }
  if (++prices->skipped < prices->step)
    return;
  prices->skipped = 0;
  if (prices->count == SAMPLE_LENGTH)
    {
      for (guint i = 0; i < SAMPLE_LENGTH / 2; i++)
        prices->values[i] = prices->values[2 * i];
      prices->count = SAMPLE_LENGTH / 2;
      prices->step *= 2;
    }
  prices->values[prices->count++] = unit;
}

static int
compare_int64 (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Median and spread by the median absolute deviation (Hampel 1974), which outliers cannot move; at
 * least a twentieth of the price, as promotions are usual. */
static void
learn_spread (Prices *prices)
{
  gint64 distances[SAMPLE_LENGTH] = { 0 };
  guint middle = prices->count / 2;

  qsort (prices->values, prices->count, sizeof (gint64), compare_int64);
  prices->median = (double) prices->values[middle];
  for (guint i = 0; i < prices->count; i++)
    distances[i] = ABS (prices->values[i] - prices->values[middle]);
  qsort (distances, prices->count, sizeof (gint64), compare_int64);
  prices->spread = MAX (MAD_TO_SPREAD * (double) distances[middle], prices->median / 20);
}

static gint64
get_unit (gint64 amount, gint64 quantity)
{
  return (gint64) ((__int128) amount * 1000 / quantity);
}

static void
learn_bulk (Sales *sales, gint64 total)
{
  gint64 below = 0;

  sales->bulk_from = G_MININT32;
  sales->bulk_to = G_MAXINT32;
  for (guint i = 0; i < G_N_ELEMENTS (sales->days); i++)
    {
      gboolean was_before = below * 100 < total;

      below += sales->days[i];
      if (was_before && below * 100 >= total)
        sales->bulk_from = (TvDay) i - BULK_MARGIN;
      if (below * 100 <= total * 99)
        sales->bulk_to = (TvDay) i + BULK_MARGIN;
    }
}

static void
learn_line (const TvCheckLine *line, gpointer data)
{
  Sales *sales = data;

  if (line->quantity > 0 && line->amount > 0
      && is_counted (line->product, sales->scan->product_ref_count))
    learn_price (sales, line->product, get_unit (line->amount, line->quantity));
  sales->days[CLAMP (line->day, 0, (TvDay) G_N_ELEMENTS (sales->days) - 1)]++;
  sales->count++;
}

static gboolean
learn (Sales *sales, GError **error)
{
  TvCheckScan *scan = sales->scan;

  if (!tv_check_lines_read (scan, learn_line, sales, error))
    return FALSE;
  for (gint64 i = 0; i <= scan->product_ref_count; i++)
    if (sales->prices[i] != NULL)
      learn_spread (sales->prices[i]);
  learn_bulk (sales, sales->count);
  return TRUE;
}

static void
judge_references (Sales *sales, const TvCheckLine *line)
{
  TvCheckScan *scan = sales->scan;
  TvCheckHeadline *headline = &scan->report->headline;
  gboolean has_customer
      = is_counted (line->customer, scan->customer_ref_count) && scan->is_customer[line->customer];
  gboolean has_product
      = is_counted (line->product, scan->product_ref_count) && scan->is_product[line->product];

  tv_check_count (scan,
                  TV_CHECK_UNKNOWN_CUSTOMER,
                  !has_customer,
                  line->amount,
                  &line->place,
                  "customer_code",
                  NULL);
  tv_check_count (scan,
                  TV_CHECK_UNKNOWN_PRODUCT,
                  !has_product,
                  line->amount,
                  &line->place,
                  "product_label",
                  NULL);
  if (is_counted (line->customer, scan->customer_ref_count))
    scan->customer_cents[line->customer] += MAX (line->amount, 0);
  if (is_counted (line->product, scan->product_ref_count))
    scan->product_cents[line->product] += MAX (line->amount, 0);
  if (!has_customer || !has_product)
    {
      headline->pending_line_count++;
      headline->pending_line_cents += line->amount;
    }
}

static void
judge_day (Sales *sales, const TvCheckLine *line)
{
  TvCheckScan *scan = sales->scan;
  TvCheckHeadline *headline = &scan->report->headline;
  gboolean is_future = line->day > scan->today;
  gboolean is_swapped = FALSE;
  int year, month, day;

  if (line->day < sales->bulk_from || line->day > sales->bulk_to)
    {
      TvDay other;

      tv_day_to_ymd (line->day, &year, &month, &day);
      other = day <= 12 && day != month ? tv_day_from_ymd (year, day, month) : TV_DAY_NONE;
      is_swapped = other != TV_DAY_NONE && other >= sales->bulk_from && other <= sales->bulk_to;
    }
  if (is_future || is_swapped)
    {
      g_autofree char *iso = tv_day_to_iso (line->day);

      tv_check_count (scan,
                      TV_CHECK_FUTURE_DATE,
                      is_future,
                      line->amount,
                      &line->place,
                      "order_date",
                      iso);
      tv_check_count (scan,
                      TV_CHECK_DAY_MONTH_SWAP,
                      is_swapped,
                      line->amount,
                      &line->place,
                      "order_date",
                      iso);
    }
  else
    {
      tv_check_count_many (scan, TV_CHECK_FUTURE_DATE, 1, 0);
      tv_check_count_many (scan, TV_CHECK_DAY_MONTH_SWAP, 1, 0);
    }
  headline->future_line_count += is_future;
  if (line->quantity <= 0 || line->amount < 0)
    return; /* what is taken back is no order */
  if (headline->first_order_day == TV_DAY_NONE || line->day < headline->first_order_day)
    headline->first_order_day = line->day;
  /* A day to come is left out, so it is nobody's latest sale. */
  if (!is_future
      && (headline->last_order_day == TV_DAY_NONE || line->day > headline->last_order_day))
    headline->last_order_day = line->day;
}

static void
judge_amounts (Sales *sales, const TvCheckLine *line)
{
  TvCheckScan *scan = sales->scan;
  const Prices *prices
      = is_counted (line->product, scan->product_ref_count) ? sales->prices[line->product] : NULL;
  gint64 net = ABS (line->amount), gross = ABS (line->with_tax);

  scan->report->revenue_cents += MAX (line->amount, 0);
  scan->report->headline.return_line_count += line->amount < 0 || line->quantity < 0;
  scan->report->headline.zero_line_count += line->amount == 0 && line->quantity > 0;
  tv_check_count (scan,
                  TV_CHECK_RANGE,
                  line->quantity == 0,
                  line->amount,
                  &line->place,
                  "qty",
                  line->quantity == 0 ? "0" : NULL);
  if (line->has_tax)
    tv_check_count (scan,
                    TV_CHECK_TOTALS,
                    gross < net || (double) gross > (double) net * HIGHEST_TAX / 100 + 1
                        || (line->amount > 0) != (line->with_tax > 0),
                    line->amount,
                    &line->place,
                    "amount_ttc",
                    NULL);
  if (prices != NULL && prices->count >= ENOUGH_PRICES && line->quantity > 0 && line->amount > 0)
    {
      gint64 unit = get_unit (line->amount, line->quantity);
      gboolean is_far = ABS ((double) unit - prices->median) > DISTANCE * prices->spread;
      g_autofree char *value = is_far ? g_strdup_printf ("%.2f", (double) unit / 100) : NULL;

      tv_check_count (scan,
                      TV_CHECK_OUTLIER,
                      is_far,
                      line->amount,
                      &line->place,
                      "amount_ht",
                      value);
    }
}

/* FNV-1a (Fowler, Noll, Vo) over what makes two lines the same. */
static guint64
hash_line (const TvCheckLine *line)
{
  const gint64 parts[] = { line->customer, line->product, line->day, line->quantity, line->amount };
  guint64 hash = 14695981039346656037u;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    hash = (hash ^ (guint64) parts[i]) * 1099511628211u;
  for (const char *c = line->doc; *c != '\0'; c++)
    hash = (hash ^ (guchar) *c) * 1099511628211u;
  return hash ^ (hash >> 29);
}

static int
compare_remembered (gconstpointer a, gconstpointer b)
{
  const Remembered *x = a, *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* What the doubles are is read again: there are few of them, and all lines of a base would not fit
 * into memory. */
static void
tell_double (const TvCheckLine *line, gpointer data)
{
  Sales *sales = data;

  if (g_array_binary_search (sales->doubles, &line->place.id, compare_int64, NULL))
    tv_check_count (sales->scan,
                    TV_CHECK_DUPLICATE_ROWS,
                    TRUE,
                    line->amount,
                    &line->place,
                    NULL,
                    line->doc);
}

/* Finds the doubles of a share of the lines. */
static void
find_doubles (Sales *sales, GArray *lines)
{
  if (lines->len > 1)
    qsort (lines->data, lines->len, sizeof (Remembered), compare_remembered);
  for (guint i = 1; i < lines->len; i++)
    {
      const Remembered *line = &g_array_index (lines, Remembered, i);

      if (line[-1].hash == line->hash)
        g_array_append_val (sales->doubles, line->id);
    }
}

static gboolean
judge_doubles (Sales *sales, GError **error)
{
  GArray *ids = sales->doubles;

  for (guint i = 0; i < SHARES; i++)
    {
      find_doubles (sales, sales->remembered[i]);
      g_clear_pointer (&sales->remembered[i], g_array_unref);
    }
  tv_check_count_many (sales->scan, TV_CHECK_DUPLICATE_ROWS, sales->remembered_count - ids->len, 0);
  g_array_sort (ids, compare_int64);
  return ids->len == 0 || tv_check_lines_read (sales->scan, tell_double, sales, error);
}

static void
remember (Sales *sales, const TvCheckLine *line)
{
  Remembered remembered = { hash_line (line), line->place.id };

  if (sales->remembered_count == REMEMBERED)
    return;
  g_array_append_val (sales->remembered[remembered.hash % SHARES], remembered);
  sales->remembered_count++;
}

static void
judge_line (const TvCheckLine *line, gpointer data)
{
  Sales *sales = data;

  judge_references (sales, line);
  judge_day (sales, line);
  judge_amounts (sales, line);
  if (tv_check_series_add (sales->series, line->doc))
    tv_check_cell (sales->scan, &sales->doc_column, line->amount, &line->place, line->doc);
  remember (sales, line);
}

/**
 * tv_check_scan_sales:
 * @scan: (inout): the scan
 * @error: return location for an error or a cancel
 *
 * Checks the sales lines, and fills in what each customer and product sold for.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_sales (TvCheckScan *scan, GError **error)
{
  g_autofree Sales *owned = g_new0 (Sales, 1);
  Sales *sales = owned;
  gboolean is_done;

  sales->scan = scan;
  sales->prices = g_new0 (Prices *, scan->product_ref_count + 1);
  for (guint i = 0; i < SHARES; i++)
    sales->remembered[i] = g_array_new (FALSE, FALSE, sizeof (Remembered));
  sales->doubles = g_array_new (FALSE, FALSE, sizeof (gint64));
  sales->series = tv_check_series_new ();
  tv_check_column_init (&sales->doc_column, "sales_line", "doc_ref", FALSE);
  sales->doc_column.is_code = TRUE;
  is_done = learn (sales, error) && tv_check_lines_read (scan, judge_line, sales, error)
            && judge_doubles (sales, error);
  if (is_done)
    {
      tv_check_series_judge (sales->series, scan);
      tv_check_column_judge (&sales->doc_column, scan);
    }
  sales_clear (sales);
  return is_done;
}
