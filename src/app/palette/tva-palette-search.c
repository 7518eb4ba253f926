/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A code that is typed whole comes first, then those who spent most. A product leads to its
 * recommendations, so there are none of it before the first run. */
#include "palette/tva-palette-search.h"

#include <glib/gi18n.h>

#include "palette/tva-palette-entry.h"

#define MAXIMUM_MATCHES 6
#define COUNTING_USEC 100000 /* a large run is read through for each count */

typedef struct
{
  char *words;
  gboolean with_products;
} Input;

static void
input_free (gpointer data)
{
  g_free (((Input *) data)->words);
  g_free (data);
}

/* Of at most so many ids; the one whose code was typed is the first. */
static GArray *
list_ids (TvEngine *engine, const char *words, TvProgress *progress, GError **error)
{
  const TvCustomerQuery query
      = { .sort = TV_CUSTOMER_COLUMN_SPENT, .is_descending = TRUE, .search = words, .segment = -1 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 exact = tv_engine_find_customer (engine, words, &failure);

  if (failure != NULL && !g_error_matches (failure, TV_ERROR, TV_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  ids = tv_engine_list_customer_ids (engine, &query, progress, error);
  if (ids == NULL)
    return NULL;
  g_array_set_size (ids, MIN (ids->len, MAXIMUM_MATCHES));
  for (guint i = 0; exact != 0 && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == exact)
      {
        g_array_remove_index (ids, i);
        break;
      }
  if (exact != 0)
    g_array_prepend_val (ids, exact);
  return g_steal_pointer (&ids);
}

static gboolean
add_customers (GPtrArray *found,
               TvEngine *engine,
               const char *words,
               TvProgress *progress,
               GError **error)
{
  g_autoptr (GArray) ids = list_ids (engine, words, progress, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return FALSE;
  rows = tv_engine_get_customers (engine, (const gint64 *) (void *) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TvCustomerRow *row = rows->pdata[i];
      g_autofree char *target
          = row != NULL ? g_strconcat ("customer:", row->customer_code, NULL) : NULL;
      gboolean has_name = row != NULL && *row->name != '\0';

      if (row != NULL)
        g_ptr_array_add (found,
                         tva_palette_entry_new_place (TVA_PALETTE_CUSTOMERS,
                                                      has_name ? row->name : row->customer_code,
                                                      has_name ? row->customer_code : NULL,
                                                      "avatar-default-symbolic",
                                                      "customers",
                                                      target));
    }
  return TRUE;
}

/* "12 recommendations", of the latest run; NULL on error */
static char *
dup_count (TvEngine *engine, const TvProductMatch *match, TvProgress *progress, GError **error)
{
  const TvReviewQuery query = { .status = -1, .scenario = -1, .search = match->label };
  g_autoptr (GArray) ids = tv_engine_list_review_ids (engine, &query, progress, error);
  g_autofree char *number = NULL;

  if (ids == NULL)
    return NULL;
  number = tv_count_to_display (ids->len);
  return g_strdup_printf (ngettext ("%s recommendation", "%s recommendations", ids->len), number);
}

/* "RIE-001 · Riesling · 12 recommendations"; without the count where it came too late */
static char *
describe_product (const TvProductMatch *match, const char *count)
{
  GString *text = g_string_new (match->key);

  if (*match->family != '\0')
    g_string_append_printf (text, " · %s", match->family);
  if (count != NULL)
    g_string_append_printf (text, " · %s", count);
  return g_string_free (text, FALSE);
}

static gboolean
add_products (GPtrArray *found,
              TvEngine *engine,
              const char *words,
              TvProgress *progress,
              GError **error)
{
  g_autoptr (GPtrArray) products = tv_engine_find_products (engine, words, MAXIMUM_MATCHES, error);
  gint64 deadline = g_get_monotonic_time () + COUNTING_USEC;

  if (products == NULL)
    return FALSE;
  for (guint i = 0; i < products->len; i++)
    {
      const TvProductMatch *match = products->pdata[i];
      g_autofree char *target = g_strconcat ("search:", match->label, NULL);
      gboolean is_counted = g_get_monotonic_time () < deadline;
      g_autofree char *count = is_counted ? dup_count (engine, match, progress, error) : NULL;
      g_autofree char *subtitle = describe_product (match, count);

      if (is_counted && count == NULL)
        return FALSE;
      g_ptr_array_add (found,
                       tva_palette_entry_new_place (TVA_PALETTE_PRODUCTS,
                                                    match->label,
                                                    subtitle,
                                                    "object-select-symbolic",
                                                    "review",
                                                    target));
    }
  return TRUE;
}

static gpointer
find_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  const Input *input = data;
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_palette_entry_free);

  if (!add_customers (found, engine, input->words, progress, error)
      || (input->with_products && !add_products (found, engine, input->words, progress, error)))
    return NULL;
  return g_steal_pointer (&found);
}

/**
 * tva_palette_search_async:
 * @engine: the engine
 * @words: parts of names and codes; case and accents are ignored
 * @with_products: look for products too
 * @progress: cancels the search
 * @callback: called when it is done; tv_engine_call_finish() gives a #GPtrArray of TvaPaletteEntry
 * @user_data: for @callback
 *
 * Looks for customers and products.
 */
void
tva_palette_search_async (TvEngine *engine,
                          const char *words,
                          gboolean with_products,
                          TvProgress *progress,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Input *input = g_new0 (Input, 1);

  input->words = g_strdup (words);
  input->with_products = with_products;
  tv_engine_call_async (engine,
                        find_in_worker,
                        input,
                        input_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        progress,
                        callback,
                        user_data);
}
