/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items of a run a filter lets through, by ascending id. Reads review_item, recommendation,
 * and for a search the folded texts of customers and products; the window's list and the bulk
 * decision both ask here, so that what was shown is what is decided. */
#include "govern/tv-review-list.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"

/* The words of a search: a word is bit i; an item is found when the bits of its customer and its
 * product make all of them. */
typedef struct
{
  char **words; /* folded; at most 31 */
  guint32 all;
  GHashTable *products; /* product id -> bits, for products that hold a word */
  TvStatement *customers;
  gint64 customer_id; /* the one that customer_bits is of */
  guint32 customer_bits;
} Search;

static void
search_clear (Search *search)
{
  g_strfreev (search->words);
  g_clear_pointer (&search->products, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static guint32
find_words (const Search *search, const char *text)
{
  guint32 bits = 0;

  for (guint i = 0; text != NULL && search->words[i] != NULL; i++)
    if (strstr (text, search->words[i]) != NULL)
      bits |= 1u << i;
  return bits;
}

static gboolean
search_load_products (Search *search, TvJob *job, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_PRODUCT_LABELS, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      g_autofree char *folded = tv_text_fold (tv_statement_get_text (statement, 1));
      guint32 bits = find_words (search, folded);

      if (bits != 0)
        g_hash_table_insert (search->products,
                             GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)),
                             GUINT_TO_POINTER (bits));
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

/* Leaves words NULL where there is nothing to search for. */
static gboolean
search_init (Search *search, TvJob *job, const char *text, GError **error)
{
  g_autofree char *folded = text != NULL ? tv_text_fold (text) : NULL;

  if (folded == NULL || folded[0] == '\0')
    return TRUE;
  search->words = g_strsplit (folded, " ", 31);
  search->all = (1u << g_strv_length (search->words)) - 1;
  search->products = g_hash_table_new (NULL, NULL);
  search->customers = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_SEARCH_TEXT, error);
  return search->customers != NULL && search_load_products (search, job, error);
}

/* Items of one customer follow each other, so the customer's text is looked up once for them. */
static gboolean
search_match (Search *search,
              gint64 customer_id,
              gint64 product_id,
              gboolean *out_is_found,
              GError **error)
{
  guint32 bits
      = GPOINTER_TO_UINT (g_hash_table_lookup (search->products, GSIZE_TO_POINTER (product_id)));

  if (customer_id != search->customer_id)
    {
      TvStep step;

      tv_statement_bind_int64 (search->customers, 1, customer_id);
      step = tv_statement_step (search->customers, error);
      if (step == TV_STEP_ERROR)
        return FALSE;
      search->customer_bits
          = step == TV_STEP_ROW ? find_words (search, tv_statement_get_text (search->customers, 0))
                                : 0;
      search->customer_id = customer_id;
      tv_statement_reset (search->customers);
    }
  *out_is_found = ((bits | search->customer_bits) & search->all) == search->all;
  return TRUE;
}

/**
 * tv_review_resolve_run:
 * @job: a reader's or writer's job
 * @run_id: a run, or 0 for the latest
 * @error: return location for an error; left alone where there is no run yet
 *
 * Returns: the run's id; 0 on error, and where @run_id is 0 and there is no run
 */
gint64
tv_review_resolve_run (TvJob *job, gint64 run_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 latest = 0;

  if (run_id > 0)
    return run_id;
  if (tv_connection_get_int64 (job->db, TV_SQL_GOVERN_GET_LATEST_RUN, &latest, &local_error, ""))
    return latest;
  if (!g_error_matches (local_error, TV_ERROR, TV_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static TvStatement *
prepare_list (TvJob *job, gint64 run_id, const TvReviewQuery *query, GError **error)
{
  TvStatement *statement;
  gint64 first, count;

  if (query->status >= 0)
    {
      statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_ITEMS_OF_STATUS, error);
      if (statement == NULL)
        return NULL;
      tv_statement_bind_int64 (statement, 1, run_id);
      tv_statement_bind_int64 (statement, 2, query->status);
      tv_statement_bind_int64 (statement, 3, query->scenario);
      tv_statement_bind_double (statement, 4, query->minimum_score);
      return statement;
    }
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_RUN, error);
  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, run_id);
  switch (tv_statement_step (statement, error))
    {
    case TV_STEP_ERROR:
      return NULL;
    case TV_STEP_DONE:
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_NOT_FOUND,
                   _ ("Could not find run %" PRId64 " in this workspace."),
                   run_id);
      return NULL;
    default:
      break;
    }
  count = tv_statement_get_int64 (statement, 2);
  first = tv_statement_get_int64 (statement, 3);
  tv_statement_reset (statement);
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_ITEMS, error);
  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, first);
  tv_statement_bind_int64 (statement, 2, first + count - 1);
  tv_statement_bind_int64 (statement, 3, query->status);
  tv_statement_bind_int64 (statement, 4, query->scenario);
  tv_statement_bind_double (statement, 5, query->minimum_score);
  return statement;
}

/**
 * tv_review_list_ids:
 * @job: a reader's or writer's job
 * @query: the filter; run 0 = the latest
 * @error: return location for an error
 *
 * Lists the items that the filter lets through. Without any run the list is empty.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids, ascending
 */
GArray *
tv_review_list_ids (TvJob *job, const TvReviewQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_auto (Search) search = { 0 };
  gint64 run_id = tv_review_resolve_run (job, query->run_id, &local_error);
  TvStatement *statement;
  TvStep step;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (run_id == 0)
    return g_steal_pointer (&ids);
  if (!search_init (&search, job, query->search, error))
    return NULL;
  statement = prepare_list (job, run_id, query, error);
  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      gboolean is_found = TRUE;

      if (search.words != NULL
          && !search_match (&search,
                            tv_statement_get_int64 (statement, 1),
                            tv_statement_get_int64 (statement, 2),
                            &is_found,
                            error))
        return NULL;
      if (is_found)
        g_array_append_val (ids, id);
    }
  tv_statement_reset (statement);
  /* The index by status gives what the gate holds before what it passes. */
  if (query->status >= 0)
    g_array_sort (ids, compare_ids);
  return step == TV_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}
