/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products: the newest value of each field of each key, families and which of them are services,
 * and the aliases from keys and labels to products: exact label first, present before former, then
 * the folded label; none where two products share it. Reads source_product and
 * product_ref; writes family, product and product_alias. */
#include "clean/tv-clean-private.h"

#include <string.h>

#include "base/tv-service.h"
#include "base/tv-text.h"
#include "store/tv-bulk.h"

#define CANCEL_ROWS 0xfff /* labels between two looks at the cancel */

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

/**
 * tv_clean_get_family:
 * @job: a job with the writer, inside a transaction
 * @families: all of them so far, by name
 * @name: of one
 * @error: return location for an error
 *
 * Finds a family, or makes it.
 *
 * Returns: its id, 0 on an error
 */
gint64
tv_clean_get_family (TvJob *job, GHashTable *families, const char *name, GError **error)
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
             ? TV_CLEAN_SERVICES
             : "";
}

static gboolean
write_product (TvJob *job, GHashTable *families, const Product *product, GError **error)
{
  const char *const *fields = (const char *const *) product->fields;
  gint64 family = tv_clean_get_family (job, families, choose_family (product), error);
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

/* The rows of one product follow each other, the newest first. */
static gboolean
make_products (TvJob *job, GHashTable *families, GError **error)
{
  g_auto (Product) product = { 0 };
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_SOURCE_PRODUCTS, error);
  TvStep step = tv_bulk_step_first (job->db, statement, error);

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

/**
 * tv_clean_ask_labels:
 * @job: a job
 * @sql: lists ids and labels
 * @labels: (inout): labels of which none was added yet
 * @error: return location for an error
 *
 * Asks for the labels, in their order.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_clean_ask_labels (TvJob *job, TvSql sql, TvProductLabels *labels, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    if (!tv_product_labels_ask (labels, tv_statement_get_text (statement, 1), error))
      return FALSE;
  return step == TV_STEP_DONE;
}

/**
 * tv_clean_add_labels:
 * @job: a job
 * @sql: lists ids and labels of products, and of former labels whether they are those of today,
 * which need not be said a second time
 * @labels: (inout): labels that were asked for
 * @age: of the labels
 * @error: return location for an error or a cancel
 *
 * Adds what products are, or were, called.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_clean_add_labels (TvJob *job, TvSql sql, TvProductLabels *labels, TvLabelAge age, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step = tv_bulk_step_first (job->db, statement, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    if ((age == TV_LABEL_PRESENT || tv_statement_get_int64 (statement, 2) == 0)
        && !tv_product_labels_add (labels,
                                   age,
                                   tv_statement_get_text (statement, 1),
                                   tv_statement_get_int64 (statement, 0),
                                   error))
      return FALSE;
  return step == TV_STEP_DONE && tv_progress_check (job->progress, error);
}

/* Where there is no product, or no line names a label, there is nothing to find. */
static gboolean
find_labels (TvJob *job, TvProductLabels *labels, GError **error)
{
  gint64 has_products;

  if (!tv_connection_get_int64 (job->db, TV_SQL_CLEAN_HAS_PRODUCTS, &has_products, error, "")
      || (has_products && !tv_clean_ask_labels (job, TV_SQL_CLEAN_LIST_LABELS, labels, error)))
    return FALSE;
  return tv_product_labels_get_count (labels) == 0
         || (tv_clean_add_labels (job, TV_SQL_CLEAN_LIST_PRODUCTS, labels, TV_LABEL_PRESENT, error)
             && tv_clean_add_labels (job,
                                     TV_SQL_CLEAN_LIST_SOURCE_LABELS,
                                     labels,
                                     TV_LABEL_FORMER,
                                     error)
             && tv_product_labels_settle (labels, job->progress, error));
}

static gboolean
write_alias (TvJob *job, gint64 ref, gint64 product, const char *rule, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_CLEAN_INSERT_ALIAS,
                                error,
                                "iit",
                                ref,
                                product,
                                rule);
}

/* Goes through the labels in the order in which they were asked for. Makes products of those that
 * mean nothing but a service, or, once they are made, writes what the others mean. */
static gboolean
use_labels (TvJob *job,
            TvProductLabels *labels,
            TvCleanServices *services,
            gboolean is_for_services,
            GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_LABELS, error);
  guint32 count = tv_product_labels_get_count (labels);
  TvStep step = TV_STEP_ERROR;

  for (guint32 i = 0;
       statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW;
       i++)
    {
      gint64 ref = tv_statement_get_int64 (statement, 0), product;
      const char *label = tv_statement_get_text (statement, 1), *rule;
      gboolean is_found = i < count && tv_product_labels_get (labels, i, &product, &rule);
      gboolean is_done = TRUE;

      if (is_for_services && !is_found && tv_service_is_label (label))
        is_done = tv_clean_take_service (services, ref, label, error);
      else if (!is_for_services && is_found && product > 0)
        is_done = write_alias (job, ref, product, rule, error);
      if (!is_done || ((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error)))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}

/* Every product is an alias of itself, so that those come first. */
static gboolean
write_aliases (TvJob *job, GHashTable *families, TvProductLabels *labels, GError **error)
{
  g_auto (TvCleanServices) services = { .job = job, .families = families };

  if (!use_labels (job, labels, &services, TRUE, error)
      || !tv_clean_take_service_codes (&services, error)
      || !tv_connection_execute (job->db, TV_SQL_CLEAN_INSERT_KEY_ALIASES, error, "")
      || (tv_product_labels_get_count (labels) > 0
          && !use_labels (job, labels, &services, FALSE, error)))
    return FALSE;
  for (guint i = 0; services.others != NULL && i < services.others->len; i++)
    {
      const TvCleanMeaning *meaning = &g_array_index (services.others, TvCleanMeaning, i);

      if (!write_alias (job, meaning->ref, meaning->product, "LABEL", error))
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
         || tv_clean_delete_lost (job,
                                  TV_SQL_CLEAN_LIST_KEPT_PRODUCTS,
                                  TV_SQL_CLEAN_LIST_PRODUCT_IDS,
                                  TV_SQL_CLEAN_DELETE_PRODUCTS,
                                  error);
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

  return families != NULL && delete_lost (job, error) && make_products (job, families, error)
         && tv_clean_named_products (job, error) && find_labels (job, labels, error)
         && write_aliases (job, families, labels, error);
}
