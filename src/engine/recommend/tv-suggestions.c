/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comparable customers bought: for each family, what customers whose first family it is bought
 * lately; for each product, what customers who began with it bought later. Customers are grouped by
 * a counting sort, so both are linear in the lines. */
#include "recommend/tv-catalogue-private.h"

#include <string.h>

#include "recommend/tv-top.h"

#define NO_PRODUCT G_MAXUINT32

typedef struct
{
  const TvFrame *frame;
  guint32 *seen;    /* per product: customer + 1 that was counted last */
  guint32 *buyers;  /* per product */
  guint32 *by_rank; /* product by its key's place among all keys */
  guint64 *keys;    /* memory for a key per product */
  GArray *touched;  /* of guint32 */
  GArray *found;    /* of TvSuggestion, all lists so far */
} Counter;

/**
 * tv_catalogue_get_first_product:
 * @frame: the frame
 * @customer: index of the customer
 *
 * Gets the product of a customer's first line.
 *
 * Returns: its index, G_MAXUINT32 without a line
 */
guint32
tv_catalogue_get_first_product (const TvFrame *frame, guint32 customer)
{
  guint32 line = frame->line_offset[customer];

  return line < frame->line_offset[customer + 1] ? frame->line_product[line] : NO_PRODUCT;
}

static void
count_line (Counter *counter, guint32 customer, guint32 line)
{
  guint32 product = counter->frame->line_product[line];

  if (!counter->frame->is_sellable[product] || counter->seen[product] == customer + 1)
    return;
  counter->seen[product] = customer + 1;
  if (counter->buyers[product]++ == 0)
    g_array_append_val (counter->touched, product);
}

/* Ends a group: its best products become a span of suggestions, the counts go back to zero. A key
 * has the buyers above the place among all keys, so that more buyers come first, then the key. */
static TvSpan
close_group (Counter *counter, guint32 left_out)
{
  TvSpan span = { counter->found->len, counter->found->len };
  guint count = 0;

  for (guint i = 0; i < counter->touched->len; i++)
    {
      guint32 product = g_array_index (counter->touched, guint32, i);

      if (product != left_out)
        counter->keys[count++] = (guint64) counter->buyers[product] << 32
                                 | (G_MAXUINT32 - counter->frame->key_rank[product]);
      counter->buyers[product] = 0;
    }
  g_array_set_size (counter->touched, 0);
  tv_top_select (counter->keys, count, TV_CATALOGUE_LIST);
  count = MIN (count, TV_CATALOGUE_LIST);
  tv_top_sort (counter->keys, count);
  for (guint i = 0; i < count; i++)
    {
      TvSuggestion suggestion = { counter->by_rank[tv_top_get_rank (counter->keys[i])],
                                  (guint32) (counter->keys[i] >> 32) };

      g_array_append_val (counter->found, suggestion);
    }
  span.end = counter->found->len;
  return span;
}

/* Customers in the order of their group; group NO_PRODUCT is left out. offset has group_count + 1
 * places. */
static guint32 *
group_customers (guint32 customer_count, const guint32 *group, guint32 group_count, guint32 *offset)
{
  guint32 *order = g_new (guint32, customer_count + 1);

  memset (offset, 0, (group_count + 1) * sizeof *offset);
  for (guint32 i = 0; i < customer_count; i++)
    if (group[i] != NO_PRODUCT)
      offset[group[i] + 1]++;
  for (guint32 i = 0; i < group_count; i++)
    offset[i + 1] += offset[i];
  for (guint32 i = 0; i < customer_count; i++)
    if (group[i] != NO_PRODUCT)
      order[offset[group[i]]++] = i;
  memmove (offset + 1, offset, group_count * sizeof *offset);
  offset[0] = 0;
  return order;
}

static void
find_comparable (TvCatalogue *catalogue, Counter *counter, const TvFactsTable *facts)
{
  const TvFrame *frame = counter->frame;
  g_autofree guint32 *group = g_new (guint32, frame->customer_count + 1);
  g_autofree guint32 *offset = g_new (guint32, frame->family_count + 1);
  g_autofree guint32 *order = NULL;

  for (guint32 i = 0; i < frame->customer_count; i++)
    group[i] = facts->facts[i].top_family < 0 ? NO_PRODUCT : (guint32) facts->facts[i].top_family;
  order = group_customers (frame->customer_count, group, frame->family_count, offset);
  catalogue->comparable = g_new0 (TvSpan, frame->family_count + 1);
  for (guint32 family = 0; family < frame->family_count; family++)
    {
      for (guint32 i = offset[family]; i < offset[family + 1]; i++)
        for (guint32 line = frame->line_offset[order[i] + 1]; line > frame->line_offset[order[i]];
             line--)
          {
            if (frame->as_of_day - frame->line_day[line - 1] >= TV_CATALOGUE_LATELY)
              break;
            count_line (counter, order[i], line - 1);
          }
      catalogue->comparable[family] = close_group (counter, NO_PRODUCT);
    }
}

static void
find_successors (TvCatalogue *catalogue, Counter *counter)
{
  const TvFrame *frame = counter->frame;
  g_autofree guint32 *group = g_new (guint32, frame->customer_count + 1);
  g_autofree guint32 *offset = g_new (guint32, frame->product_count + 1);
  g_autofree guint32 *order = NULL;

  for (guint32 i = 0; i < frame->customer_count; i++)
    group[i] = tv_catalogue_get_first_product (frame, i);
  order = group_customers (frame->customer_count, group, frame->product_count, offset);
  catalogue->successor = g_new0 (TvSpan, frame->product_count + 1);
  for (guint32 product = 0; product < frame->product_count; product++)
    {
      for (guint32 i = offset[product]; i < offset[product + 1]; i++)
        {
          guint32 begin = frame->line_offset[order[i]];

          for (guint32 line = begin; line < frame->line_offset[order[i] + 1]; line++)
            if (frame->line_doc[line] != frame->line_doc[begin])
              count_line (counter, order[i], line);
        }
      catalogue->successor[product] = close_group (counter, product);
    }
}

/**
 * tv_catalogue_find_suggestions:
 * @catalogue: the catalogue
 * @frame: the frame
 * @facts: its facts
 *
 * Makes the lists of what comparable customers bought lately and of what follows a first product:
 * at most 20 each, by distinct buyers, ties by key.
 */
void
tv_catalogue_find_suggestions (TvCatalogue *catalogue,
                               const TvFrame *frame,
                               const TvFactsTable *facts)
{
  Counter counter = { .frame = frame };

  counter.seen = g_new0 (guint32, frame->product_count + 1);
  counter.buyers = g_new0 (guint32, frame->product_count + 1);
  counter.by_rank = g_new (guint32, frame->product_count + 1);
  counter.keys = g_new (guint64, frame->product_count + 1);
  for (guint32 product = 0; product < frame->product_count; product++)
    counter.by_rank[frame->key_rank[product]] = product;
  counter.touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  counter.found = g_array_new (FALSE, FALSE, sizeof (TvSuggestion));
  find_comparable (catalogue, &counter, facts);
  memset (counter.seen, 0, frame->product_count * sizeof *counter.seen);
  find_successors (catalogue, &counter);
  catalogue->suggestions = (TvSuggestion *) (void *) g_array_free (counter.found, FALSE);
  g_array_unref (counter.touched);
  g_free (counter.seen);
  g_free (counter.buyers);
  g_free (counter.by_rank);
  g_free (counter.keys);
}
