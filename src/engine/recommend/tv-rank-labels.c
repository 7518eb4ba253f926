/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The likeness of two labels is the cosine of their words, each weighted by how few labels have it
 * (term frequency times inverse document frequency, Salton and Buckley 1988). Depends on the
 * catalogue alone, never on what was sold; for very many customers a product whose words many
 * others have speaks for the likest of them only, as for the other tables. */
#include "recommend/tv-rank-labels.h"

#include <math.h>
#include <string.h>

#include "base/tv-text.h"
#include "recommend/tv-rank-sets.h"

#define TARGETS 30
#define SHORTEST_WORD 2   /* bytes */
#define SHORTEST_PLURAL 4 /* from here on an s at the end is taken off */
#define MOST_LABELS 2000  /* a word in more of them says little and costs much */

/* The words of one label, each once, are added to the products of each word. */
static void
add_label (GHashTable *words, const char *label, guint32 product)
{
  g_autofree char *folded = tv_text_fold (label);
  char *rest = folded;

  for (char *word = strsep (&rest, " "); word != NULL; word = strsep (&rest, " "))
    {
      gsize length = strlen (word);
      GArray *products;

      if (length < SHORTEST_WORD)
        continue;
      if (length >= SHORTEST_PLURAL && word[length - 1] == 's')
        word[length - 1] = '\0';
      products = g_hash_table_lookup (words, word);
      if (products == NULL)
        {
          products = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (words, g_strdup (word), products);
        }
      if (products->len == 0 || g_array_index (products, guint32, products->len - 1) != product)
        g_array_append_val (products, product);
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A set for each word, in the order of the words, so that sums are added up in one order. */
static void
collect_words (const TvFrame *frame, TvRankSets *sets)
{
  g_autoptr (GHashTable) words
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autofree gpointer *order = NULL;
  guint count;

  for (guint32 i = 0; i < frame->product_count && frame->product_label != NULL; i++)
    add_label (words, frame->product_label[i], i);
  order = g_hash_table_get_keys_as_array (words, &count);
  if (count > 1)
    qsort (order, count, sizeof *order, compare_words);
  for (guint i = 0; i < count; i++)
    {
      GArray *products = g_hash_table_lookup (words, order[i]);
      float rarity = (float) log ((double) frame->product_count / products->len);

      if (products->len > MOST_LABELS || !(rarity > 0))
        continue;
      g_array_append_vals (sets->product, products->data, products->len);
      tv_rank_sets_close (sets, rarity * rarity);
    }
}

/**
 * tv_rank_labels_find:
 * @frame: the products; where it has no labels, none are similar
 * @out: (out caller-allocates): the table
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Finds products with similar labels. The same for any number of threads.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
tv_rank_labels_find (const TvFrame *frame,
                     TvSimilar *out,
                     guint thread_count,
                     TvProgress *progress,
                     GError **error)
{
  g_auto (TvRankSets) words = { 0 };

  tv_rank_sets_init (&words);
  collect_words (frame, &words);
  tv_rank_sets_invert (&words, frame->product_count);
  return tv_rank_sets_find_similar (
      &words,
      frame,
      TV_RANK_BY_WORDS,
      TARGETS,
      frame->customer_count > TV_RANK_LARGE_BASE ? TV_RANK_FEW_BY_WORDS : 0,
      out,
      thread_count,
      progress,
      error);
}
