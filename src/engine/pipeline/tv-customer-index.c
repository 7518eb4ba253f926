/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All master customers with what lists sort and search by. Loaded by one SELECT in rowid order,
 * then put in order of the code, so that a stable sort by any column has its ties by code. A list
 * is the rows that pass the filter, sorted by a 64-bit key digit by digit (measured: a million rows
 * in some 40 ms). */
#include "pipeline/tv-customer-index.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/tv-text.h"

#define NO_KEY G_MAXUINT64 /* sorts last in either direction */

typedef struct
{
  gint64 id;
  gint64 spent_cents;
  gint64 average_order_cents;
  gint64 expected_cents; /* -1 = not known */
  gint32 expected_micro; /* millionths of orders, -1 = not known */
  guint32 code;          /* offsets into texts */
  guint32 search_text;
  guint32 name_rank;   /* place in the order of the search texts, which begin with the name */
  guint32 family_rank; /* place of the top family in the order of the names; G_MAXUINT32 = none */
  guint32 order_count;
  TvDay last_order_day;
  TvDay last_contact_day;
  guint8 segment, recency_score, frequency_score, monetary_score, budget_level;
} Entry;

struct _TvCustomerIndex
{
  gatomicrefcount references;
  gint64 batch_id;
  gint32 profile_day;
  guint profile_bins;
  GArray *entries; /* of Entry, by code */
  GString *texts;
};

static guint32
add_text (TvCustomerIndex *index, const char *text)
{
  guint32 offset = index->texts->len;

  g_string_append_len (index->texts,
                       text != NULL ? text : "",
                       text != NULL ? (gssize) strlen (text) + 1 : 1);
  return offset;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* family id -> rank + 1 in the order of the folded names */
static GHashTable *
load_family_ranks (TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_FAMILIES, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ranks = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *folded = tv_text_fold (tv_statement_get_text (statement, 1));
      /* Two names may fold alike; the id keeps them apart. */
      char *key
          = g_strdup_printf ("%s\x01%020" PRId64, folded, tv_statement_get_int64 (statement, 0));

      g_hash_table_insert (names, key, GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)));
      g_ptr_array_add (sorted, key);
    }
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return NULL;
  g_ptr_array_sort (sorted, compare_texts);
  for (guint i = 0; i < sorted->len; i++)
    g_hash_table_insert (ranks,
                         g_hash_table_lookup (names, g_ptr_array_index (sorted, i)),
                         GUINT_TO_POINTER (i + 1));
  return g_steal_pointer (&ranks);
}

static TvDay
get_day (TvStatement *statement, int column)
{
  return tv_statement_is_null (statement, column)
             ? TV_DAY_NONE
             : (TvDay) tv_statement_get_int64 (statement, column);
}

static void
add_entry (TvCustomerIndex *index, TvStatement *statement, GHashTable *family_ranks)
{
  Entry entry = { 0 };
  guint family_rank = GPOINTER_TO_UINT (
      g_hash_table_lookup (family_ranks,
                           GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 10))));

  entry.id = tv_statement_get_int64 (statement, 0);
  entry.code = add_text (index, tv_statement_get_text (statement, 1));
  entry.search_text = add_text (index, tv_statement_get_text (statement, 2));
  entry.segment = tv_statement_get_int64 (statement, 3);
  entry.recency_score = tv_statement_get_int64 (statement, 4);
  entry.frequency_score = tv_statement_get_int64 (statement, 5);
  entry.monetary_score = tv_statement_get_int64 (statement, 6);
  entry.order_count = tv_statement_get_int64 (statement, 7);
  entry.spent_cents = tv_statement_get_int64 (statement, 8);
  entry.average_order_cents = tv_statement_get_int64 (statement, 9);
  entry.family_rank = family_rank - 1;
  entry.budget_level = tv_statement_is_null (statement, 11)
                           ? TV_BUDGET_STANDARD
                           : tv_statement_get_int64 (statement, 11);
  entry.last_order_day = get_day (statement, 12);
  entry.last_contact_day = get_day (statement, 13);
  entry.expected_micro = tv_statement_is_null (statement, 14)
                             ? -1
                             : (gint32) (tv_statement_get_double (statement, 14) * 1e6 + .5);
  entry.expected_cents
      = tv_statement_is_null (statement, 15) ? -1 : tv_statement_get_int64 (statement, 15);
  g_array_append_val (index->entries, entry);
}

/* A text to sort by, with its first bytes at hand: most comparisons need no look at the text. */
typedef struct
{
  guint64 prefix;
  const char *text;
  guint32 place;
} TextKey;

static guint64
make_prefix (const char *text)
{
  guint64 prefix = 0;
  guint i = 0;

  for (; i < 8 && text[i] != '\0'; i++)
    prefix = prefix << 8 | (guint8) text[i];
  return i < 8 ? prefix << (8 * (8 - i)) : prefix;
}

static int
compare_text_keys (const void *a, const void *b)
{
  const TextKey *left = a;
  const TextKey *right = b;
  int order;

  if (left->prefix != right->prefix)
    return left->prefix < right->prefix ? -1 : 1;
  order = strcmp (left->text, right->text);
  return order != 0 ? order : (left->place > right->place) - (left->place < right->place);
}

/* The entries' places in the order of one of their texts. */
static TextKey *
sort_texts (const TvCustomerIndex *index, gboolean is_by_code)
{
  TextKey *keys = g_new (TextKey, MAX (index->entries->len, 1));

  for (guint i = 0; i < index->entries->len; i++)
    {
      const Entry *entry = &g_array_index (index->entries, Entry, i);
      const char *text = index->texts->str + (is_by_code ? entry->code : entry->search_text);

      keys[i] = (TextKey){ .prefix = make_prefix (text), .text = text, .place = i };
    }
  qsort (keys, index->entries->len, sizeof (TextKey), compare_text_keys);
  return keys;
}

static void
order_entries (TvCustomerIndex *index)
{
  g_autofree TextKey *by_code = sort_texts (index, TRUE);
  g_autofree TextKey *by_name = NULL;
  GArray *ordered = g_array_sized_new (FALSE, FALSE, sizeof (Entry), index->entries->len);

  for (guint i = 0; i < index->entries->len; i++)
    g_array_append_val (ordered, g_array_index (index->entries, Entry, by_code[i].place));
  g_array_unref (index->entries);
  index->entries = ordered;
  by_name = sort_texts (index, FALSE);
  for (guint i = 0; i < ordered->len; i++)
    g_array_index (ordered, Entry, by_name[i].place).name_rank = i;
}

/**
 * tv_customer_index_load:
 * @job: a read's job
 * @stamp: the state that the read sees
 * @error: return location for an error
 *
 * Loads the index; some 100 bytes a customer.
 *
 * Returns: (transfer full) (nullable): the index
 */
TvCustomerIndex *
tv_customer_index_load (TvJob *job, const TvStamp *stamp, GError **error)
{
  g_autoptr (TvCustomerIndex) index = g_new0 (TvCustomerIndex, 1);
  g_autoptr (GHashTable) family_ranks = NULL;
  TvStatement *statement;
  TvStep step;

  g_atomic_ref_count_init (&index->references);
  index->batch_id = stamp->batch_id;
  index->profile_day = stamp->profile_day;
  index->profile_bins = stamp->profile_bins;
  index->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  index->texts = g_string_new (NULL);
  family_ranks = load_family_ranks (job, error);
  if (family_ranks == NULL)
    return NULL;
  statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_CUSTOMER_KEYS, error);
  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    add_entry (index, statement, family_ranks);
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return NULL;
  order_entries (index);
  return g_steal_pointer (&index);
}

/**
 * tv_customer_index_ref:
 * @index: the index
 *
 * Returns: (transfer full): the same
 */
TvCustomerIndex *
tv_customer_index_ref (TvCustomerIndex *index)
{
  g_atomic_ref_count_inc (&index->references);
  return index;
}

/**
 * tv_customer_index_unref:
 * @index: (transfer full): the index
 *
 * Frees the index with its last reference.
 */
void
tv_customer_index_unref (TvCustomerIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->references))
    return;
  g_clear_pointer (&index->entries, g_array_unref);
  if (index->texts != NULL)
    g_string_free (index->texts, TRUE);
  g_free (index);
}

/**
 * tv_customer_index_is_good:
 * @index: the index
 * @stamp: the state now
 *
 * Returns: TRUE if the index shows this state
 */
gboolean
tv_customer_index_is_good (const TvCustomerIndex *index, const TvStamp *stamp)
{
  return index->batch_id == stamp->batch_id && index->profile_day == stamp->profile_day
         && index->profile_bins == stamp->profile_bins;
}

/* A number that sorts as the column does, NO_KEY where the customer has no value there. */
static guint64
get_key (const Entry *entry, TvCustomerColumn column)
{
  switch (column)
    {
    case TV_CUSTOMER_COLUMN_NAME:
      return entry->name_rank;
    case TV_CUSTOMER_COLUMN_SEGMENT:
      return entry->segment;
    case TV_CUSTOMER_COLUMN_RECENCY:
      return entry->recency_score;
    case TV_CUSTOMER_COLUMN_FREQUENCY:
      return entry->frequency_score;
    case TV_CUSTOMER_COLUMN_MONETARY:
      return entry->monetary_score;
    case TV_CUSTOMER_COLUMN_ORDERS:
      return entry->order_count;
    case TV_CUSTOMER_COLUMN_SPENT:
      return (guint64) entry->spent_cents ^ G_GUINT64_CONSTANT (0x8000000000000000);
    case TV_CUSTOMER_COLUMN_AVERAGE_ORDER:
      return (guint64) entry->average_order_cents ^ G_GUINT64_CONSTANT (0x8000000000000000);
    case TV_CUSTOMER_COLUMN_TOP_FAMILY:
      return entry->family_rank != G_MAXUINT32 ? entry->family_rank : NO_KEY;
    case TV_CUSTOMER_COLUMN_BUDGET:
      return entry->budget_level;
    case TV_CUSTOMER_COLUMN_LAST_ORDER:
      return entry->last_order_day != TV_DAY_NONE
                 ? (guint64) ((gint64) entry->last_order_day + G_MAXINT32)
                 : NO_KEY;
    case TV_CUSTOMER_COLUMN_LAST_CONTACT:
      return entry->last_contact_day != TV_DAY_NONE
                 ? (guint64) ((gint64) entry->last_contact_day + G_MAXINT32)
                 : NO_KEY;
    case TV_CUSTOMER_COLUMN_EXPECTED_ORDERS:
      return entry->expected_micro >= 0 ? (guint64) entry->expected_micro : NO_KEY;
    case TV_CUSTOMER_COLUMN_EXPECTED_VALUE:
      return entry->expected_cents >= 0 ? (guint64) entry->expected_cents : NO_KEY;
    default:
      return 0; /* the entries stand by code already */
    }
}

typedef struct
{
  guint64 key;
  gint64 id;
} Place;

/* Stable, 16 bits at a time from the lowest; digits in which all keys agree cost one pass of
 * counting. */
static void
sort_places (GArray *places)
{
  g_autofree Place *other = g_new (Place, MAX (places->len, 1));
  g_autofree guint32 *offsets = g_new (guint32, 65536);
  Place *from = (Place *) (void *) places->data;
  Place *to = other;

  for (guint shift = 0; shift < 64; shift += 16)
    {
      guint32 sum = 0;
      Place *swapped = to;

      memset (offsets, 0, 65536 * sizeof (guint32));
      for (guint i = 0; i < places->len; i++)
        offsets[from[i].key >> shift & 0xffff]++;
      if (places->len == 0 || offsets[from[0].key >> shift & 0xffff] == places->len)
        continue;
      for (guint digit = 0; digit < 65536; digit++)
        {
          guint32 count = offsets[digit];

          offsets[digit] = sum;
          sum += count;
        }
      for (guint i = 0; i < places->len; i++)
        to[offsets[from[i].key >> shift & 0xffff]++] = from[i];
      to = from;
      from = swapped;
    }
  if (from != (Place *) (void *) places->data)
    memcpy (places->data, from, places->len * sizeof (Place));
}

static gboolean
has_words (const char *text, char **words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      return FALSE;
  return TRUE;
}

static GArray *
filter (const TvCustomerIndex *index, const TvCustomerQuery *query, GHashTable *only)
{
  g_autofree char *folded = query->search != NULL ? tv_text_fold (query->search) : g_strdup ("");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), index->entries->len);

  for (guint i = 0; i < index->entries->len; i++)
    {
      const Entry *entry = &g_array_index (index->entries, Entry, i);
      Place place;

      if (query->segment >= 0 && entry->segment != query->segment)
        continue;
      if ((query->recency_score > 0 && entry->recency_score != query->recency_score)
          || (query->frequency_score > 0 && entry->frequency_score != query->frequency_score))
        continue;
      if (only != NULL && !g_hash_table_contains (only, GSIZE_TO_POINTER (entry->id)))
        continue;
      if (words[0] != NULL && !has_words (index->texts->str + entry->search_text, words))
        continue;
      place.id = entry->id;
      place.key = get_key (entry, query->sort);
      if (query->is_descending && place.key != NO_KEY)
        place.key = NO_KEY - 1 - place.key;
      g_array_append_val (places, place);
    }
  return places;
}

/**
 * tv_customer_index_list:
 * @index: the index
 * @query: order and filter
 * @only: (nullable): set of ids; the others are left out
 * @progress: (nullable): its cancel is heeded between the steps
 * @error: return location for an error
 *
 * Lists the customers that the filter lets through, in the query's order; ties by code, customers
 * without a value last in either direction.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids
 */
GArray *
tv_customer_index_list (const TvCustomerIndex *index,
                        const TvCustomerQuery *query,
                        GHashTable *only,
                        TvProgress *progress,
                        GError **error)
{
  g_autoptr (GArray) places = filter (index, query, only);
  g_autoptr (GArray) ids = NULL;

  if (!tv_progress_check (progress, error))
    return NULL;
  if (query->sort != TV_CUSTOMER_COLUMN_CODE)
    sort_places (places);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), places->len);
  for (guint i = 0; i < places->len; i++)
    {
      guint place = query->sort == TV_CUSTOMER_COLUMN_CODE && query->is_descending
                        ? places->len - 1 - i
                        : i;

      g_array_append_val (ids, g_array_index (places, Place, place).id);
    }
  return tv_progress_check (progress, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * tv_customer_index_count_segments:
 * @index: the index
 * @out_counts: (out caller-allocates) (array fixed-size=12): customers in each segment
 */
void
tv_customer_index_count_segments (const TvCustomerIndex *index, gint64 *out_counts)
{
  memset (out_counts, 0, TV_N_SEGMENTS * sizeof (gint64));
  for (guint i = 0; i < index->entries->len; i++)
    {
      guint8 segment = g_array_index (index->entries, Entry, i).segment;

      if (segment < TV_N_SEGMENTS)
        out_counts[segment]++;
    }
}

/**
 * tv_customer_index_count_rfm:
 * @index: the index
 * @grid: (out caller-allocates): customers and what they spent, by recency and frequency
 */
void
tv_customer_index_count_rfm (const TvCustomerIndex *index, TvRfmGrid *grid)
{
  memset (grid, 0, sizeof *grid);
  for (guint i = 0; i < index->entries->len; i++)
    {
      const Entry *entry = &g_array_index (index->entries, Entry, i);

      if (entry->recency_score >= TV_RFM_SCORES || entry->frequency_score >= TV_RFM_SCORES)
        continue;
      grid->count[entry->recency_score][entry->frequency_score]++;
      grid->spent_cents[entry->recency_score][entry->frequency_score] += entry->spent_cents;
    }
}
