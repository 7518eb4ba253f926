/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the documents: "F2024-0815" is 815 of the series "F2024-". A number that is
 * missing between two others is an invoice that did not come. */
#include <inttypes.h>
#include <string.h>

#include "quality/tv-check-private.h"

#define REMEMBERED (8 << 20) /* documents */
#define ENOUGH_DOCUMENTS 20
/* A document is one number: that of its prefix above its own, so that there is room for many. */
#define DIGITS 12
#define NUMBER_BITS 40 /* hold as many digits */
#define NUMBER(document) ((document) & ((G_GUINT64_CONSTANT (1) << NUMBER_BITS) - 1))
#define PREFIX(document) ((guint) ((document) >> NUMBER_BITS))
#define MOST_PREFIXES (1u << (64 - NUMBER_BITS))

struct _TvCheckSeries
{
  GArray *documents;        /* of guint64 */
  GHashTable *prefix_index; /* prefix -> index + 1 */
  GPtrArray *prefixes;
  GArray *widths; /* of guint, by prefix: digits of all its numbers, 0 where they differ */
  char *last_doc;
};

/**
 * tv_check_series_new:
 *
 * Returns: (transfer full): no documents yet
 */
TvCheckSeries *
tv_check_series_new (void)
{
  TvCheckSeries *series = g_new0 (TvCheckSeries, 1);

  series->documents = g_array_new (FALSE, FALSE, sizeof (guint64));
  series->prefixes = g_ptr_array_new_with_free_func (g_free);
  series->widths = g_array_new (FALSE, FALSE, sizeof (guint));
  series->prefix_index = g_hash_table_new (g_str_hash, g_str_equal);
  return series;
}

/**
 * tv_check_series_free:
 * @series: (transfer full): the series
 *
 * Frees the series.
 */
void
tv_check_series_free (TvCheckSeries *series)
{
  g_array_unref (series->documents);
  g_hash_table_unref (series->prefix_index);
  g_ptr_array_unref (series->prefixes);
  g_array_unref (series->widths);
  g_free (series->last_doc);
  g_free (series);
}

/**
 * tv_check_series_add:
 * @series: the series
 * @doc: a document's name
 *
 * Takes note of a document.
 *
 * Returns: whether it is another one than the one before
 */
gboolean
tv_check_series_add (TvCheckSeries *series, const char *doc)
{
  gsize length = strlen (doc);
  guint digits = 0;
  g_autofree char *prefix = NULL;
  guint64 document;
  gpointer index;

  if (g_strcmp0 (series->last_doc, doc) == 0)
    return FALSE;
  g_free (series->last_doc);
  series->last_doc = g_strdup (doc);
  while (digits < length && digits < DIGITS && g_ascii_isdigit (doc[length - digits - 1]))
    digits++;
  if (digits == 0 || series->documents->len >= REMEMBERED)
    return TRUE;
  prefix = g_strndup (doc, length - digits);
  index = g_hash_table_lookup (series->prefix_index, prefix);
  if (index == NULL && series->prefixes->len == MOST_PREFIXES)
    return TRUE;
  if (index == NULL)
    {
      char *kept = g_steal_pointer (&prefix);

      g_ptr_array_add (series->prefixes, kept);
      index = GUINT_TO_POINTER (series->prefixes->len);
      g_hash_table_insert (series->prefix_index, kept, index);
      g_array_append_val (series->widths, digits);
    }
  if (g_array_index (series->widths, guint, GPOINTER_TO_UINT (index) - 1) != digits)
    g_array_index (series->widths, guint, GPOINTER_TO_UINT (index) - 1) = 0;
  document = (guint64) (GPOINTER_TO_UINT (index) - 1) << NUMBER_BITS
             | g_ascii_strtoull (doc + length - digits, NULL, 10);
  g_array_append_val (series->documents, document);
  return TRUE;
}

static int
compare_documents (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* Numbers between two that are there; a series with more gaps than numbers counts something else.
 */
static void
judge_one (TvCheckSeries *self, TvCheckScan *scan, const guint64 *series, guint count)
{
  guint64 span = series[count - 1] - series[0] + 1;
  const char *prefix = g_ptr_array_index (self->prefixes, PREFIX (series[0]));
  int width = (int) g_array_index (self->widths, guint, PREFIX (series[0]));
  guint distinct = 1;

  for (guint i = 1; i < count; i++)
    distinct += series[i] != series[i - 1];
  if (distinct < ENOUGH_DOCUMENTS || span > 2 * (guint64) distinct)
    return;
  tv_check_count_many (scan, TV_CHECK_SEQUENCE_GAP, distinct, 0);
  for (guint i = 1; i < count; i++)
    for (guint64 number = NUMBER (series[i - 1]) + 1; number < NUMBER (series[i]); number++)
      {
        /* With the zeros that the others have, as it is looked for where they come from. */
        g_autofree char *missing = g_strdup_printf ("%s%0*" PRIu64, prefix, width, number);
        TvCheckPlace place = { .table = "sales_line", .key = missing };

        tv_check_count (scan, TV_CHECK_SEQUENCE_GAP, TRUE, 0, &place, "doc_ref", missing);
      }
}

/**
 * tv_check_series_judge:
 * @series: the series, all documents added
 * @scan: (inout): the scan
 *
 * Counts the numbers that are missing.
 */
void
tv_check_series_judge (TvCheckSeries *series, TvCheckScan *scan)
{
  const guint64 *documents = (const guint64 *) (gpointer) series->documents->data;
  guint count = series->documents->len;

  if (count > 1)
    qsort (series->documents->data, count, sizeof (guint64), compare_documents);
  for (guint begin = 0, end; begin < count; begin = end)
    {
      for (end = begin + 1; end < count && PREFIX (documents[end]) == PREFIX (documents[begin]);)
        end++;
      judge_one (series, scan, documents + begin, end - begin);
    }
}
