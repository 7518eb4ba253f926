/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products: the newest value of each field of each key, families and which of them are services,
 * and the aliases from keys and labels to products: exact label first, present before former, then
 * the folded label; none where two products share it. Reads source_product and
 * product_ref; writes family, product and product_alias. */
#include "clean/tv-clean-private.h"

#include <string.h>

#include "base/tv-product-labels.h"
#include "base/tv-service.h"
#include "base/tv-text.h"
#include "store/tv-bulk.h"

#define SERVICES                                                                                   \
  "Services" /* the family of services without one; the same word in both languages */

/* Columns of the source in the order of the statement, from the label on. */
typedef enum
{
  PRODUCT_LABEL,
  PRODUCT_FAMILY,
  PRODUCT_SUB_FAMILY,
  PRODUCT_BRAND,
  PRODUCT_VINTAGE,
  PRODUCT_GRAPE,
  PRODUCT_PRICE,
  PRODUCT_COST,
  PRODUCT_MARGIN,
  PRODUCT_PRICE_BAND,
  PRODUCT_TIER,
  PRODUCT_IS_ACTIVE,
  PRODUCT_STOCK,
  N_PRODUCT_FIELDS,
} ProductField;

typedef struct
{
  gint64 id;
  char *key;
  char *fields[N_PRODUCT_FIELDS]; /* as text; NULL = none */
} Product;

static void
product_clear (Product *product)
{
  g_clear_pointer (&product->key, g_free);
  for (int i = 0; i < N_PRODUCT_FIELDS; i++)
    g_clear_pointer (&product->fields[i], g_free);
  product->id = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Product, product_clear)

/* Where a file has no labels, the key stands in for one; it is no new name of a product that
 * another file calls by one. */
static gboolean
is_wanted (const Product *product, int field)
{
  const char *text = product->fields[field];

  return text == NULL || (field == PRODUCT_LABEL && g_str_equal (text, product->key));
}

static GHashTable *
load_families (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_FAMILIES, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_hash_table_insert (families,
                         tv_statement_dup_text (statement, 1),
                         GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)));
  return step == TV_STEP_DONE ? g_steal_pointer (&families) : NULL;
}

static gint64
get_family (TvJob *job, GHashTable *families, const char *name, GError **error)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (families, name));

  if (id != 0)
    return id;
  if (!tv_connection_execute (job->db,
                              TV_SQL_CLEAN_INSERT_FAMILY,
                              error,
                              "ti",
                              name,
                              (gint64) tv_service_is_family (name)))
    return 0;
  id = tv_connection_get_last_rowid (job->db);
  g_hash_table_insert (families, g_strdup (name), GSIZE_TO_POINTER (id));
  return id;
}

/* The tier that a word for a price band means, -1 = none. */
static int
tier_of_band (const char *band)
{
  static const struct
  {
    const char *word;
    int tier;
  } words[]
      = { { "entree", 0 }, { "entry", 0 },    { "low", 0 },      { "bas", 0 },    { "econom", 0 },
          { "budget", 0 }, { "standard", 1 }, { "coeur", 1 },    { "medium", 1 }, { "moyen", 1 },
          { "mid", 1 },    { "premium", 2 },  { "haut", 2 },     { "high", 2 },   { "sup", 2 },
          { "luxe", 3 },   { "luxury", 3 },   { "prestige", 3 }, { "grand", 3 } };
  g_autofree char *folded = tv_text_fold (band);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *at = strstr (folded, words[i].word); at != NULL;
         at = strstr (at + 1, words[i].word))
      if (at == folded || at[-1] == ' ') /* the beginning of a word */
        return words[i].tier;
  return -1;
}

static void
bind_integer (TvStatement *statement, int parameter, const char *text)
{
  if (text == NULL)
    tv_statement_bind_null (statement, parameter);
  else
    tv_statement_bind_int64 (statement, parameter, g_ascii_strtoll (text, NULL, 10));
}

static void
bind_margin (TvStatement *statement, const Product *product)
{
  const char *price = product->fields[PRODUCT_PRICE], *cost = product->fields[PRODUCT_COST];

  if (product->fields[PRODUCT_MARGIN] != NULL || price == NULL || cost == NULL)
    bind_integer (statement, 11, product->fields[PRODUCT_MARGIN]);
  else
    tv_statement_bind_int64 (statement,
                             11,
                             g_ascii_strtoll (price, NULL, 10) - g_ascii_strtoll (cost, NULL, 10));
}

static void
bind_tier (TvStatement *statement, const Product *product)
{
  const char *band = product->fields[PRODUCT_PRICE_BAND];
  int tier = band != NULL ? tier_of_band (band) : -1;

  if (product->fields[PRODUCT_TIER] != NULL || tier < 0)
    bind_integer (statement, 12, product->fields[PRODUCT_TIER]);
  else
    tv_statement_bind_int64 (statement, 12, tier);
}

/* A file that holds only invoices has no families: what is a service is seen by its label, or by
 * its code where the file has no labels either. */
static const char *
choose_family (const Product *product)
{
  const char *family = product->fields[PRODUCT_FAMILY];

  const char *label = product->fields[PRODUCT_LABEL];

  if (family != NULL)
    return family;
  return tv_service_is_label (label)
                 || (g_str_equal (label, product->key) && tv_service_is_code (label))
             ? SERVICES
             : "";
}

static gboolean
write_product (TvJob *job, GHashTable *families, const Product *product, GError **error)
{
  const char *const *fields = (const char *const *) product->fields;
  gint64 family = get_family (job, families, choose_family (product), error);
  TvStatement *statement
      = family == 0 ? NULL : tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_PRODUCT, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, product->id);
  tv_statement_bind_text (statement, 2, product->key);
  tv_statement_bind_text (statement, 3, fields[PRODUCT_LABEL]);
  tv_statement_bind_int64 (statement, 4, family);
  tv_statement_bind_text (statement,
                          5,
                          fields[PRODUCT_SUB_FAMILY] != NULL ? fields[PRODUCT_SUB_FAMILY] : "");
  tv_statement_bind_text (statement, 6, fields[PRODUCT_BRAND] != NULL ? fields[PRODUCT_BRAND] : "");
  bind_integer (statement, 7, fields[PRODUCT_VINTAGE]);
  tv_statement_bind_text (statement, 8, fields[PRODUCT_GRAPE] != NULL ? fields[PRODUCT_GRAPE] : "");
  bind_integer (statement, 9, fields[PRODUCT_PRICE]);
  bind_integer (statement, 10, fields[PRODUCT_COST]);
  bind_margin (statement, product);
  bind_tier (statement, product);
  tv_statement_bind_int64 (statement,
                           13,
                           fields[PRODUCT_IS_ACTIVE] == NULL
                               || g_str_equal (fields[PRODUCT_IS_ACTIVE], "1"));
  bind_integer (statement, 14, fields[PRODUCT_STOCK]);
  return tv_statement_run (statement, error);
}

static void
take_row (Product *product, TvStatement *statement)
{
  for (int i = 0; i < N_PRODUCT_FIELDS; i++)
    if (is_wanted (product, i) && !tv_statement_is_null (statement, i + 2))
      {
        g_free (product->fields[i]);
        product->fields[i] = tv_statement_dup_text (statement, i + 2);
      }
}

/* All rows are sorted when the first one comes, in a file; what is written meanwhile wants its
 * pages back. */
static TvStep
step_first (TvJob *job, TvStatement *statement, GError **error)
{
  TvStep step;
  int cache;

  if (statement == NULL || !tv_bulk_begin_sort (job->db, &cache, error))
    return TV_STEP_ERROR;
  step = tv_statement_step (statement, error);
  if (!tv_bulk_end_sort (job->db, cache, step != TV_STEP_ERROR ? error : NULL))
    return TV_STEP_ERROR;
  return step;
}

/* The rows of one product follow each other, the newest first. */
static gboolean
make_products (TvJob *job, GHashTable *families, GError **error)
{
  g_auto (Product) product = { 0 };
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_SOURCE_PRODUCTS, error);
  TvStep step = step_first (job, statement, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if (product.id != id)
        {
          if (product.id != 0 && !write_product (job, families, &product, error))
            return FALSE;
          product_clear (&product);
          product.id = id;
          product.key = tv_statement_dup_text (statement, 1);
        }
      take_row (&product, statement);
    }
  return step == TV_STEP_DONE && tv_progress_check (job->progress, error)
         && (product.id == 0 || write_product (job, families, &product, error));
}

static gboolean
load_labels (TvJob *job, TvSql sql, TvProductLabels *labels, TvLabelAge age, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    tv_product_labels_add (labels,
                           age,
                           tv_statement_get_text (statement, 1),
                           tv_statement_get_int64 (statement, 0));
  return step == TV_STEP_DONE;
}

typedef struct
{
  gint64 ref, product;
  const char *rule;
} Alias;

static void
clear_service (gpointer service)
{
  g_free (((TvCleanService *) service)->text);
}

/* What each label means; those that mean nothing but a service are listed. */
static gboolean
find_labels (TvJob *job,
             const TvProductLabels *labels,
             GArray *aliases,
             GArray *services,
             GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_LABELS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *label = tv_statement_get_text (statement, 1);
      Alias alias = { .ref = tv_statement_get_int64 (statement, 0) };

      if (!tv_product_labels_find (labels, label, &alias.product, &alias.rule))
        alias.product = 0;
      if (alias.product > 0)
        g_array_append_val (aliases, alias);
      else if (alias.product == 0 && tv_service_is_label (label))
        {
          TvCleanService service = { .ref = alias.ref, .text = g_strdup (label) };

          g_array_append_val (services, service);
        }
    }
  return step == TV_STEP_DONE;
}

static gboolean
write_services (TvJob *job, GHashTable *families, GArray *services, GArray *aliases, GError **error)
{
  gint64 family;

  if (!tv_clean_list_service_codes (job, services, error))
    return FALSE;
  if (services->len == 0)
    return TRUE;
  family = get_family (job, families, SERVICES, error);
  if (family == 0 || !tv_clean_write_services (job, family, services, error))
    return FALSE;
  for (guint i = 0; i < services->len; i++)
    {
      const TvCleanService *service = &g_array_index (services, TvCleanService, i);
      Alias alias = { service->ref, service->product, "LABEL" };

      /* Every product is an alias of itself. */
      if (alias.product != 0 && alias.product != alias.ref)
        g_array_append_val (aliases, alias);
    }
  return TRUE;
}

static gboolean
write_aliases (TvJob *job, GHashTable *families, const TvProductLabels *labels, GError **error)
{
  g_autoptr (GArray) aliases = g_array_new (FALSE, FALSE, sizeof (Alias));
  g_autoptr (GArray) services = g_array_new (FALSE, FALSE, sizeof (TvCleanService));

  g_array_set_clear_func (services, clear_service);
  if (!find_labels (job, labels, aliases, services, error)
      || !write_services (job, families, services, aliases, error)
      || !tv_connection_execute (job->db, TV_SQL_CLEAN_INSERT_KEY_ALIASES, error, ""))
    return FALSE;
  for (guint i = 0; i < aliases->len; i++)
    {
      const Alias *alias = &g_array_index (aliases, Alias, i);

      if (!tv_connection_execute (job->db,
                                  TV_SQL_CLEAN_INSERT_ALIAS,
                                  error,
                                  "iit",
                                  alias->ref,
                                  alias->product,
                                  alias->rule))
        return FALSE;
    }
  return TRUE;
}

/* Aliases, which point to products, are made anew afterwards. Only an undo takes products away. */
static gboolean
delete_lost (TvJob *job, GError **error)
{
  gint64 has_changes;

  if (!tv_connection_get_int64 (job->db, TV_SQL_CLEAN_HAS_CHANGES, &has_changes, error, "")
      || !tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_ALIASES, error, "")
      || !tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_FOUND_SERVICES, error, ""))
    return FALSE;
  return !has_changes
         || tv_connection_execute (job->db, TV_SQL_CLEAN_DELETE_LOST_PRODUCTS, error, "");
}

/**
 * tv_clean_products:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error
 *
 * Brings families, products and aliases up to date.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_products (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) families = load_families (job, error);
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();

  if (families == NULL || !delete_lost (job, error) || !make_products (job, families, error))
    return FALSE;
  return load_labels (job, TV_SQL_CLEAN_LIST_PRODUCTS, labels, TV_LABEL_PRESENT, error)
         && load_labels (job, TV_SQL_CLEAN_LIST_SOURCE_LABELS, labels, TV_LABEL_FORMER, error)
         && write_aliases (job, families, labels, error);
}
