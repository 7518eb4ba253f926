/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What labels mean, drawn at random, against the plain definition over hash tables; and how much
 * memory very many take. */
#include "base/tv-product-labels.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tv-text.h"

#define ROUNDS 40
#define MANY 600000

/* The plain definition: from a label to its product, or to AMBIGUOUS. */
typedef struct
{
  GHashTable *exact[TV_N_LABEL_AGES], *folded[TV_N_LABEL_AGES];
} Plain;

static void
plain_add (GHashTable *table, char *label, gint64 id)
{
  const gint64 *found = g_hash_table_lookup (table, label);
  gint64 meaning = found == NULL || *found == id ? id : TV_PRODUCT_AMBIGUOUS;

  g_hash_table_insert (table, label, g_memdup2 (&meaning, sizeof meaning));
}

static gboolean
plain_find (GHashTable *const *tables, const char *label, gint64 *out_id)
{
  for (int i = 0; i < TV_N_LABEL_AGES; i++)
    {
      const gint64 *id = g_hash_table_lookup (tables[i], label);

      if (id != NULL)
        *out_id = *id;
      if (id != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Few words, so that labels meet: to the letter, folded, or not at all. Some are long. */
static char *
draw_label (void)
{
  static const char *const words[] = { "Rosé", "ROSE", "rose", "Brut", "brut ", "-", "75 cl" };
  GString *label = g_string_new (NULL);
  int count = g_test_rand_int_range (1, 4);

  for (int i = 0; i < count; i++)
    g_string_append_printf (label, "%s ", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  if (g_test_rand_int_range (0, 10) == 0)
    for (int i = 0; i < 3000; i++)
      g_string_append (label, "long");
  return g_string_free (label, FALSE);
}

static void
ask_drawn (TvProductLabels *labels, GPtrArray *asked)
{
  int count = g_test_rand_int_range (0, 60);

  for (int i = 0; i < count; i++)
    {
      char *label = draw_label ();

      g_assert_true (tv_product_labels_ask (labels, label, NULL));
      g_ptr_array_add (asked, label);
    }
  g_assert_cmpuint (tv_product_labels_get_count (labels), ==, asked->len);
}

static void
add_drawn (TvProductLabels *labels, Plain *plain)
{
  int count = g_test_rand_int_range (0, 40);

  for (int i = 0; i < count; i++)
    {
      g_autofree char *label = draw_label ();
      TvLabelAge age = (TvLabelAge) g_test_rand_int_range (0, TV_N_LABEL_AGES);
      gint64 id = g_test_rand_int_range (-20, 20);

      g_assert_true (tv_product_labels_add (labels, age, label, id, NULL));
      plain_add (plain->exact[age], g_strdup (label), id);
      plain_add (plain->folded[age], tv_text_fold (label), id);
    }
}

static void
compare (TvProductLabels *labels, const Plain *plain, const GPtrArray *asked)
{
  for (guint i = 0; i < asked->len; i++)
    {
      const char *label = g_ptr_array_index (asked, i), *rule = NULL;
      g_autofree char *key = tv_text_fold (label);
      gint64 wanted = 0, id = 0;
      gboolean is_exact = plain_find (plain->exact, label, &wanted);
      gboolean is_known = is_exact || (*key != '\0' && plain_find (plain->folded, key, &wanted));

      g_assert_cmpint (tv_product_labels_get (labels, i, &id, &rule), ==, is_known);
      g_assert_cmpint (id, ==, wanted);
      if (is_known)
        g_assert_cmpstr (rule, ==, is_exact ? "LABEL" : "FOLDED");
    }
}

static void
test_drawn (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
      g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
      Plain plain;

      for (int i = 0; i < TV_N_LABEL_AGES; i++)
        {
          plain.exact[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
          plain.folded[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
        }
      ask_drawn (labels, asked);
      add_drawn (labels, &plain);
      g_assert_true (tv_product_labels_settle (labels, NULL, NULL));
      compare (labels, &plain, asked);
      for (int i = 0; i < TV_N_LABEL_AGES; i++)
        {
          g_hash_table_unref (plain.exact[i]);
          g_hash_table_unref (plain.folded[i]);
        }
    }
}

static void
test_cancelled (void)
{
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tv_product_labels_ask (labels, "Rosé", NULL));
  g_cancellable_cancel (tv_progress_get_cancellable (progress));
  g_assert_false (tv_product_labels_settle (labels, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* MiB of this process that lie in memory now, what is mapped of files included. */
static guint64
get_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* Each of many labels is the one of its product, and they take no more memory than a share. */
static void
test_many (void)
{
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
  guint64 before = get_resident ();
  char label[80];

  for (guint i = 0; i < MANY; i++)
    {
      g_snprintf (label, sizeof label, "A label of some fifty bytes for the product %u", i);
      g_assert_true (tv_product_labels_ask (labels, label, NULL));
    }
  for (guint i = 0; i < MANY; i++)
    {
      gboolean is_folded = i % 3 == 0;

      g_snprintf (label,
                  sizeof label,
                  "A%slabel of some fifty bytes for the product %u",
                  is_folded ? " - " : " ",
                  i);
      g_assert_true (tv_product_labels_add (labels, TV_LABEL_PRESENT, label, i + 1, NULL));
    }
  g_assert_true (tv_product_labels_settle (labels, NULL, NULL));
  for (guint i = 0; i < MANY; i++)
    {
      const char *rule;
      gint64 id;

      g_assert_true (tv_product_labels_get (labels, i, &id, &rule));
      g_assert_cmpint (id, ==, i + 1);
      g_assert_cmpstr (rule, ==, i % 3 == 0 ? "FOLDED" : "LABEL");
    }
  g_test_message ("%" G_GUINT64_FORMAT " MiB", get_resident () - before);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_resident () - before, <, 40);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/product-labels/drawn", test_drawn);
  g_test_add_func ("/product-labels/cancelled", test_cancelled);
  g_test_add_func ("/product-labels/many", test_many);
  return g_test_run ();
}
