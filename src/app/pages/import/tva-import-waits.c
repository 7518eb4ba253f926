/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row a file with waiting rows, which opens to the customers and products that are waited for,
 * those that most rows wait for first. */
#include "pages/import/tva-import-waits.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-report.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"
#include "widgets/tva-whole-words.h"

static char *
dup_customers (gint64 count)
{
  g_autofree char *number = tv_count_to_display (count);

  return g_strdup_printf (ngettext ("%s unknown customer", "%s unknown customers", (gulong) count),
                          number);
}

static char *
dup_products (gint64 count)
{
  g_autofree char *number = tv_count_to_display (count);

  return g_strdup_printf (ngettext ("%s unknown product", "%s unknown products", (gulong) count),
                          number);
}

static char *
dup_reason (const TvImportResult *result)
{
  g_autofree char *customers = dup_customers (result->waiting_customer_count);
  g_autofree char *products = dup_products (result->waiting_product_count);

  if (result->waiting_product_count == 0)
    return g_steal_pointer (&customers);
  if (result->waiting_customer_count == 0)
    return g_steal_pointer (&products);
  return g_strdup_printf ("%s · %s", customers, products);
}

static void
add_badge (GtkWidget *row, gint64 count, gboolean is_expander)
{
  g_autofree char *number = tv_count_to_display (count);
  GtkWidget *badge = gtk_label_new (number);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  if (is_expander)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), badge);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
}

static void
add_wait (GtkWidget *parent, const TvImportWait *wait)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  tva_one_line_set_title (ADW_ACTION_ROW (row), wait->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               wait->is_shared     ? _ ("Several customers have this address")
                               : wait->is_customer ? _ ("Customer")
                                                   : _ ("Product"));
  add_badge (row, wait->row_count, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parent), row);
}

/* How many are not named. */
static void
add_rest (GtkWidget *parent, const TvImportResult *result)
{
  gint64 count = result->waiting_customer_count + result->waiting_product_count
                 - (gint64) result->waits->len;
  g_autofree char *number = tv_count_to_display (count);
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (count <= 0)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  /* Translators: further customers and products that are waited for */
  title = g_strdup_printf (ngettext ("%s more", "%s more", (gulong) count), number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parent), row);
}

static GtkWidget *
make_row (const TvImportResult *result)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  g_autofree char *name = tva_import_report_dup_name (result);
  g_autofree char *reason = dup_reason (result);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  tva_name_set_expander (ADW_EXPANDER_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), reason);
  add_badge (row, result->pending_count, TRUE);
  for (guint i = 0; i < result->waits->len; i++)
    add_wait (row, g_ptr_array_index (result->waits, i));
  add_rest (row, result);
  return row;
}

/**
 * tva_import_waits_new:
 * @results: (element-type TvImportResult): of a check
 *
 * Makes a list of the files with rows that would wait.
 *
 * Returns: (transfer floating) (nullable): a group of rows; %NULL where nothing waits
 */
GtkWidget *
tva_import_waits_new (GPtrArray *results)
{
  GtkWidget *group = NULL;
  gboolean can_bring_all = FALSE;

  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      if (result->waits->len == 0)
        continue;
      if (group == NULL)
        group = tva_whole_group_new ();
      can_bring_all |= tv_import_result_can_bring_all (result);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (result));
    }
  if (group == NULL)
    return NULL;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Rows that would wait"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      can_bring_all
          ? _ ("They are imported, and take part by themselves as soon as these customers and "
               "products are imported too. If there are no files of them, make them from the "
               "sales.")
          : _ ("They are imported, and take part by themselves as soon as these customers and "
               "products are imported too."));
  return group;
}
