/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the customers in the table come from: an import, or what a check of the data found. Other
 * pages say so by a target, and a chip beside the search shows it and takes it away. */
#include <glib/gi18n.h>
#include <string.h>

#include "pages/customers/tva-customers-page-private.h"

/**
 * tva_customers_page_set_origin:
 * @self: the page
 * @batch_id: an import, 0 = any
 * @check: a TvCheck, -1 = any
 * @name: (nullable): what the import is called
 *
 * Filters by origin, without asking yet.
 */
void
tva_customers_page_set_origin (TvaCustomersPage *self, gint64 batch_id, int check, const char *name)
{
  g_autofree char *number = tv_count_to_display (batch_id);
  g_autofree char *text = NULL;

  if (check >= 0)
    /* Translators: title of a check of the data; the cross takes the filter away */
    text = g_strdup_printf (_ ("%s ✕"), tv_check_get_title ((TvCheck) check));
  else if (name != NULL && *name != '\0')
    text = g_strdup_printf (_ ("%s ✕"), name);
  else
    /* Translators: number of an import; the cross takes the filter away */
    text = g_strdup_printf (_ ("Import %s ✕"), number);
  tva_customer_query_set_origin (self->query, batch_id, check);
  gtk_button_set_label (self->origin, text);
  gtk_widget_set_visible (GTK_WIDGET (self->origin), batch_id != 0 || check >= 0);
}

/**
 * tva_customers_page_parse_origin:
 * @self: the page
 * @target: "batch:3:name of its file", "check:role-address:0"; the number is an import, 0 = any
 *
 * Filters by the origin that a target names, without asking yet.
 *
 * Returns: whether it names one
 */
gboolean
tva_customers_page_parse_origin (TvaCustomersPage *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ":", 3);

  if (g_strv_length (parts) < 3)
    return FALSE;
  if (g_str_equal (parts[0], "batch"))
    {
      gint64 batch_id = g_ascii_strtoll (parts[1], NULL, 10);

      tva_customers_page_set_origin (self, batch_id, -1, parts[2]);
      return batch_id > 0;
    }
  if (g_str_equal (parts[0], "check"))
    {
      int check = tv_check_from_code (parts[1]);

      tva_customers_page_set_origin (self, g_ascii_strtoll (parts[2], NULL, 10), check, NULL);
      return check >= 0;
    }
  return FALSE;
}
