/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row widget of the review list and the factory that makes it. A row follows its item: it has
 * the same height while the item is a placeholder, and changes in place when the status does. */
#include "pages/review/tva-review-row.h"

#include <glib/gi18n-lib.h>
#include <tastevin.h>

#include "pages/review/tva-review-card.h"

struct _TvaReviewRow
{
  AdwBin parent_instance;

  GtkLabel *customer;
  GtkLabel *score;
  GtkLabel *product;
  GtkLabel *status;

  TvaItem *item;
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (TvaReviewRow, tva_review_row, ADW_TYPE_BIN)

static GtkLabel *
append_label (GtkBox *box, gboolean is_wide, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new ("–"));

  gtk_label_set_xalign (label, is_wide ? 0.f : 1.f);
  gtk_widget_set_hexpand (GTK_WIDGET (label), is_wide);
  if (is_wide)
    {
      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (label, 12);
      gtk_label_set_max_width_chars (label, 12); /* rows never widen the list */
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
update (TvaReviewRow *self)
{
  const TvReviewItem *row = self->item != NULL ? tva_item_get_row (self->item) : NULL;
  g_autofree char *score = NULL;
  g_autofree char *status = NULL;
  g_autofree char *name = NULL;
  const char *customer;

  if (row == NULL)
    {
      gtk_label_set_text (self->customer, "…");
      gtk_label_set_text (self->product, "…");
      gtk_label_set_text (self->score, "");
      gtk_label_set_text (self->status, "");
      return;
    }
  customer = *row->customer_name != '\0' ? row->customer_name : row->customer_code;
  score = tv_number_to_display (row->score, 1);
  status = tva_review_status_dup_text (row->status);
  name = g_strdup_printf ("%s, %s, %s, %s",
                          customer,
                          row->product_label,
                          score,
                          tv_status_get_title (row->status));
  gtk_label_set_text (self->customer, customer);
  gtk_label_set_text (self->product, row->product_label);
  gtk_label_set_text (self->score, score);
  gtk_label_set_text (self->status, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
tva_review_row_dispose (GObject *object)
{
  TvaReviewRow *self = TVA_REVIEW_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (tva_review_row_parent_class)->dispose (object);
}

static void
tva_review_row_class_init (TvaReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_review_row_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_review_row_init (TvaReviewRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->customer = append_label (GTK_BOX (upper), TRUE, "heading");
  self->score = append_label (GTK_BOX (upper), FALSE, "numeric");
  self->product = append_label (GTK_BOX (lower), TRUE, NULL);
  self->status = append_label (GTK_BOX (lower), FALSE, "caption");
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), lower);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * tva_review_row_set_item:
 * @row: a row
 * @item: (nullable): what it shows and follows
 *
 * Shows an item.
 */
void
tva_review_row_set_item (TvaReviewRow *row, TvaItem *item)
{
  g_return_if_fail (TVA_IS_REVIEW_ROW (row));
  if (row->item != NULL)
    g_clear_signal_handler (&row->changed_id, row->item);
  g_set_object (&row->item, item);
  if (item != NULL)
    row->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (update), row);
  update (row);
}

/**
 * tva_review_row_get_item:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TvaItem *
tva_review_row_get_item (TvaReviewRow *row)
{
  g_return_val_if_fail (TVA_IS_REVIEW_ROW (row), NULL);
  return row->item;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (TVA_TYPE_REVIEW_ROW, NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  tva_review_row_set_item (TVA_REVIEW_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  tva_review_row_set_item (TVA_REVIEW_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/**
 * tva_review_row_factory_new:
 *
 * Returns: (transfer full): a factory of review rows for items of a paged list
 */
GtkListItemFactory *
tva_review_row_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
