/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of recency and frequency as a table, made from the same figures. */
#include <glib/gi18n.h>

#include "pages/customers/tva-rfm-map.h"

static char *
dup_mean (const TvRfmGrid *grid, int recency, int frequency, const char *currency)
{
  gint64 count = grid->count[recency][frequency];

  return tv_money_to_display (count > 0 ? grid->spent_cents[recency][frequency] / count : 0,
                              currency);
}

static GtkWidget *
make_text (const char *text, gboolean is_number, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.f : 0.f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, is_head ? "caption-heading" : "numeric");
  return label;
}

/**
 * tva_rfm_table_new:
 * @grid: customers and spend by scores
 * @bounds: what the scores were given by
 * @currency: (nullable): the workspace's
 *
 * Returns: (transfer floating): the cells that have customers, as rows
 */
GtkWidget *
tva_rfm_table_new (const TvRfmGrid *grid, const TvRfmBounds *bounds, const char *currency)
{
  const char *const heads[] = { _ ("Recency"), _ ("Frequency"), _ ("Customers"), _ ("Mean spend") };
  GtkWidget *table = gtk_grid_new ();
  int row = 1;

  gtk_grid_set_column_spacing (GTK_GRID (table), 12);
  gtk_grid_set_row_spacing (GTK_GRID (table), 6);
  for (int i = 0; i < 4; i++)
    gtk_grid_attach (GTK_GRID (table), make_text (heads[i], i > 1, TRUE), i, 0, 1, 1);
  for (int r = TV_RFM_SCORES - 1; r >= 1; r--)
    for (int f = TV_RFM_SCORES - 1; f >= 1; f--)
      {
        g_autofree char *recency = tva_rfm_dup_recency (bounds, r);
        g_autofree char *frequency = tva_rfm_dup_frequency (bounds, f);
        g_autofree char *count = tv_count_to_display (grid->count[r][f]);
        g_autofree char *mean = dup_mean (grid, r, f, currency);

        if (grid->count[r][f] == 0)
          continue;
        gtk_grid_attach (GTK_GRID (table), make_text (recency, FALSE, FALSE), 0, row, 1, 1);
        gtk_grid_attach (GTK_GRID (table), make_text (frequency, FALSE, FALSE), 1, row, 1, 1);
        gtk_grid_attach (GTK_GRID (table), make_text (count, TRUE, FALSE), 2, row, 1, 1);
        gtk_grid_attach (GTK_GRID (table), make_text (mean, TRUE, FALSE), 3, row++, 1, 1);
      }
  gtk_accessible_update_property (GTK_ACCESSIBLE (table),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recency and frequency"),
                                  -1);
  return table;
}
