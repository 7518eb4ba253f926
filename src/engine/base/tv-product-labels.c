/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four tables from a label to an id: present and former, as they stand and folded. */
#include "base/tv-product-labels.h"

#include "base/tv-text.h"

struct _TvProductLabels
{
  GHashTable *exact[TV_N_LABEL_AGES];
  GHashTable *folded[TV_N_LABEL_AGES];
};

/**
 * tv_product_labels_new:
 *
 * Not to be changed by two threads at once.
 *
 * Returns: (transfer full): no label yet
 */
TvProductLabels *
tv_product_labels_new (void)
{
  TvProductLabels *labels = g_new0 (TvProductLabels, 1);

  for (int i = 0; i < TV_N_LABEL_AGES; i++)
    {
      labels->exact[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      labels->folded[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  return labels;
}

/**
 * tv_product_labels_free:
 * @labels: (nullable): labels
 */
void
tv_product_labels_free (TvProductLabels *labels)
{
  if (labels == NULL)
    return;
  for (int i = 0; i < TV_N_LABEL_AGES; i++)
    {
      g_hash_table_unref (labels->exact[i]);
      g_hash_table_unref (labels->folded[i]);
    }
  g_free (labels);
}

static void
add (GHashTable *table, char *label, gint64 id)
{
  const gint64 *found = g_hash_table_lookup (table, label);
  gint64 meaning = found == NULL || *found == id ? id : TV_PRODUCT_AMBIGUOUS;

  g_hash_table_insert (table, label, g_memdup2 (&meaning, sizeof meaning));
}

/**
 * tv_product_labels_add:
 * @labels: labels
 * @age: whether the product is called so today
 * @label: as the export writes it
 * @id: of the product
 */
void
tv_product_labels_add (TvProductLabels *labels, TvLabelAge age, const char *label, gint64 id)
{
  g_return_if_fail (labels != NULL && label != NULL && age < TV_N_LABEL_AGES);
  add (labels->exact[age], g_strdup (label), id);
  add (labels->folded[age], tv_text_fold (label), id);
}

static gboolean
look_up (GHashTable *const *tables, const char *label, gint64 *out_id)
{
  for (int i = 0; i < TV_N_LABEL_AGES; i++)
    {
      const gint64 *id = g_hash_table_lookup (tables[i], label);

      if (id == NULL)
        continue;
      *out_id = *id;
      return TRUE;
    }
  return FALSE;
}

/**
 * tv_product_labels_find:
 * @labels: labels
 * @label: of a sale
 * @out_id: (out): the product, or %TV_PRODUCT_AMBIGUOUS
 * @out_rule: (out) (optional): "LABEL" or "FOLDED": by which of the two it was found
 *
 * The first table that knows the label decides. What a product was called to the letter says more
 * than what another's name looks like. A label without any letter or digit folds to nothing and
 * only counts as it stands.
 *
 * Returns: %FALSE if no product is or was called so
 */
gboolean
tv_product_labels_find (const TvProductLabels *labels,
                        const char *label,
                        gint64 *out_id,
                        const char **out_rule)
{
  gboolean is_exact;
  g_autofree char *key = NULL;

  g_return_val_if_fail (labels != NULL && label != NULL && out_id != NULL, FALSE);
  is_exact = look_up (labels->exact, label, out_id);
  if (out_rule != NULL)
    *out_rule = is_exact ? "LABEL" : "FOLDED";
  if (is_exact)
    return TRUE;
  key = tv_text_fold (label);
  return *key != '\0' && look_up (labels->folded, key, out_id);
}
