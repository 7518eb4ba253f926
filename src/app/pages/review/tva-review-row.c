/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row widget of the review list and the factory that makes it. A row follows its item: it has
 * the same height while the item is a placeholder, and changes in place when the status does. It
 * draws its texts itself with layouts that the whole list shares: a view keeps two hundred rows,
 * and after each decision it would measure all their labels anew. */
#include "pages/review/tva-review-row.h"

#include <glib/gi18n-lib.h>
#include <tastevin.h>

#include "pages/review/tva-review-card.h"

#define MARGIN 6 /* pixels */
#define LINE_SPACING 3
#define COLUMN_SPACING 6

/* What stands where: two lines, the left text cut where the right one begins. */
enum
{
  CUSTOMER,
  SCORE,
  PRODUCT,
  STATUS,
  N_TEXTS,
};

/* Shared by the rows of one list. */
typedef struct
{
  PangoLayout *layouts[N_TEXTS];
  guint serial;        /* of the context when the heights were taken */
  int line_heights[2]; /* pixels, 0 = not known yet */
} Fonts;

struct _TvaReviewRow
{
  GtkWidget parent_instance;

  Fonts *fonts;
  char *texts[N_TEXTS]; /* NULL = none */
  TvaItem *item;
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (TvaReviewRow, tva_review_row, GTK_TYPE_WIDGET)

static PangoLayout *
layout_new (GtkWidget *view, PangoAttribute *attribute)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (view, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (attribute != NULL)
    pango_attr_list_insert (attributes, attribute);
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static Fonts *
fonts_new (GtkWidget *view)
{
  Fonts *fonts = g_rc_box_new0 (Fonts);

  fonts->layouts[CUSTOMER] = layout_new (view, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  fonts->layouts[SCORE] = layout_new (view, pango_attr_font_features_new ("tnum=1"));
  fonts->layouts[PRODUCT] = layout_new (view, NULL);
  fonts->layouts[STATUS] = layout_new (view, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_ellipsize (fonts->layouts[CUSTOMER], PANGO_ELLIPSIZE_END);
  pango_layout_set_ellipsize (fonts->layouts[PRODUCT], PANGO_ELLIPSIZE_END);
  return fonts;
}

static void
fonts_clear (gpointer data)
{
  Fonts *fonts = data;

  for (int i = 0; i < N_TEXTS; i++)
    g_object_unref (fonts->layouts[i]);
}

static void
fonts_unref (Fonts *fonts)
{
  g_rc_box_release_full (fonts, fonts_clear);
}

static int
get_line_height (Fonts *fonts, int line)
{
  guint serial = pango_context_get_serial (pango_layout_get_context (fonts->layouts[CUSTOMER]));

  if (fonts->line_heights[line] == 0 || fonts->serial != serial)
    {
      fonts->serial = serial;
      for (int i = 0; i < 2; i++)
        {
          PangoLayout *layout = fonts->layouts[2 * i];

          pango_layout_set_text (layout, "Ág", -1);
          pango_layout_get_pixel_size (layout, NULL, &fonts->line_heights[i]);
        }
    }
  return fonts->line_heights[line];
}

static void
take_text (TvaReviewRow *self, int index, char *text)
{
  g_free (self->texts[index]);
  self->texts[index] = text;
}

static void
update (TvaReviewRow *self)
{
  const TvReviewItem *row = self->item != NULL ? tva_item_get_row (self->item) : NULL;
  g_autofree char *name = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  for (int i = 0; i < N_TEXTS; i++)
    take_text (self, i, row == NULL && i % 2 == 0 ? g_strdup ("…") : NULL);
  if (row == NULL)
    return;
  take_text (self,
             CUSTOMER,
             g_strdup (*row->customer_name != '\0' ? row->customer_name : row->customer_code));
  take_text (self, SCORE, tv_number_to_display (row->score, 1));
  take_text (self, PRODUCT, g_strdup (row->product_label));
  take_text (self, STATUS, tva_review_status_dup_text (row->status));
  name = g_strdup_printf ("%s, %s, %s, %s",
                          self->texts[CUSTOMER],
                          self->texts[PRODUCT],
                          self->texts[SCORE],
                          tv_status_get_title (row->status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
tva_review_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  Fonts *fonts = TVA_REVIEW_ROW (widget)->fonts;

  *minimum = *natural
      = orientation == GTK_ORIENTATION_HORIZONTAL
            ? 0
            : 2 * MARGIN + get_line_height (fonts, 0) + LINE_SPACING + get_line_height (fonts, 1);
  *minimum_baseline = *natural_baseline = -1;
}

/* Returns: the width of the text in pixels. */
static int
draw_text (TvaReviewRow *self, GtkSnapshot *snapshot, int index, int right, int line_top)
{
  PangoLayout *layout = self->fonts->layouts[index];
  int line_height = get_line_height (self->fonts, index / 2);
  gboolean is_left = index % 2 == 0;
  int width, height;

  if (self->texts[index] == NULL)
    return 0;
  pango_layout_set_width (layout, is_left ? MAX (right - MARGIN, 0) * PANGO_SCALE : -1);
  pango_layout_set_text (layout, self->texts[index], -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_render_layout (snapshot,
                              gtk_widget_get_style_context (GTK_WIDGET (self)),
                              is_left ? MARGIN : right - width,
                              line_top + (line_height - height) / 2,
                              layout);
  return width;
}

static void
tva_review_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TvaReviewRow *self = TVA_REVIEW_ROW (widget);
  int right = gtk_widget_get_width (widget) - MARGIN;
  int top = MARGIN;

  for (int line = 0; line < 2; line++)
    {
      int width = draw_text (self, snapshot, 2 * line + 1, right, top);

      draw_text (self, snapshot, 2 * line, width > 0 ? right - width - COLUMN_SPACING : right, top);
      top += get_line_height (self->fonts, line) + LINE_SPACING;
    }
}

/* What the program does not see of itself: another font, another size of text. */
static void
tva_review_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (tva_review_row_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
tva_review_row_dispose (GObject *object)
{
  TvaReviewRow *self = TVA_REVIEW_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->item);
  for (int i = 0; i < N_TEXTS; i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_pointer (&self->fonts, fonts_unref);
  G_OBJECT_CLASS (tva_review_row_parent_class)->dispose (object);
}

static void
tva_review_row_class_init (TvaReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_review_row_dispose;
  widget_class->measure = tva_review_row_measure;
  widget_class->snapshot = tva_review_row_snapshot;
  widget_class->system_setting_changed = tva_review_row_system_setting_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_review_row_init (TvaReviewRow *self)
{
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
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  TvaReviewRow *row = g_object_new (TVA_TYPE_REVIEW_ROW, NULL);

  row->fonts = g_rc_box_acquire (user_data);
  gtk_list_item_set_child (list_item, GTK_WIDGET (row));
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

static void
release_fonts (gpointer data, GClosure *closure)
{
  fonts_unref (data);
}

/**
 * tva_review_row_factory_new:
 * @view: the view of the list, whose font the rows have
 *
 * Returns: (transfer full): a factory of review rows for items of a paged list
 */
GtkListItemFactory *
tva_review_row_factory_new (GtkWidget *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory,
                         "setup",
                         G_CALLBACK (setup_cb),
                         fonts_new (view),
                         release_fonts,
                         0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
