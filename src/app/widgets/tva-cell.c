/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a text with a layout that the whole table shares, and asks for the height of one line. A
 * label or an inscription would keep a layout and a font context of its own, which is most of what
 * a row costs. Reads and writes nothing else. */
#include "widgets/tva-cell.h"

struct _TvaCellFont
{
  PangoLayout *text;
  PangoLayout *number; /* tabular figures, to the right */
  guint serial;        /* of the context when the height was taken */
  int height;          /* pixels of one line, 0 = not known yet */
};

struct _TvaCell
{
  GtkWidget parent_instance;

  TvaCellFont *font;
  gboolean is_numeric;
  char *text; /* NULL = none was set */
};

G_DEFINE_FINAL_TYPE (TvaCell, tva_cell, GTK_TYPE_WIDGET)

static PangoLayout *
layout_new (GtkWidget *view, PangoAlignment alignment)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (view, NULL);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, alignment);
  return layout;
}

/**
 * tva_cell_font_new:
 * @view: the view whose font the cells have
 *
 * Returns: (transfer full): what the cells of one table share
 */
TvaCellFont *
tva_cell_font_new (GtkWidget *view)
{
  TvaCellFont *font = g_rc_box_new0 (TvaCellFont);
  g_autoptr (PangoAttrList) tabular = pango_attr_list_new ();

  pango_attr_list_insert (tabular, pango_attr_font_features_new ("tnum=1"));
  font->text = layout_new (view, PANGO_ALIGN_LEFT);
  font->number = layout_new (view, PANGO_ALIGN_RIGHT);
  pango_layout_set_attributes (font->number, tabular);
  return font;
}

static void
font_clear (gpointer data)
{
  TvaCellFont *font = data;

  g_object_unref (font->text);
  g_object_unref (font->number);
}

/**
 * tva_cell_font_unref:
 * @font: (transfer full): a font
 *
 * Lets go of it.
 */
void
tva_cell_font_unref (TvaCellFont *font)
{
  g_rc_box_release_full (font, font_clear);
}

static int
font_get_height (TvaCellFont *font)
{
  PangoContext *context = pango_layout_get_context (font->text);
  guint serial = pango_context_get_serial (context);
  PangoFontMetrics *metrics;

  if (font->height > 0 && font->serial == serial)
    return font->height;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  font->serial = serial;
  font->height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
  return font->height;
}

static void
tva_cell_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  int size
      = orientation == GTK_ORIENTATION_VERTICAL ? font_get_height (TVA_CELL (widget)->font) : 0;

  *minimum = *natural = size;
  *minimum_baseline = *natural_baseline = -1;
}

static void
tva_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TvaCell *self = TVA_CELL (widget);
  PangoLayout *layout = self->is_numeric ? self->font->number : self->font->text;
  int height;

  if (self->text == NULL || *self->text == '\0')
    return;
  pango_layout_set_width (layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  pango_layout_set_text (layout, self->text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_render_layout (snapshot,
                              gtk_widget_get_style_context (widget),
                              0,
                              (gtk_widget_get_height (widget) - height) / 2,
                              layout);
}

/* What the program does not see of itself: another font, another size of text. */
static void
tva_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (tva_cell_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
tva_cell_finalize (GObject *object)
{
  TvaCell *self = TVA_CELL (object);

  tva_cell_font_unref (self->font);
  g_free (self->text);
  G_OBJECT_CLASS (tva_cell_parent_class)->finalize (object);
}

static void
tva_cell_class_init (TvaCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_cell_finalize;
  widget_class->measure = tva_cell_measure;
  widget_class->snapshot = tva_cell_snapshot;
  widget_class->system_setting_changed = tva_cell_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
tva_cell_init (TvaCell *self)
{
}

/**
 * tva_cell_new:
 * @font: what the cells of the table share
 * @is_numeric: whether it stands to the right, with tabular figures
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
tva_cell_new (TvaCellFont *font, gboolean is_numeric)
{
  TvaCell *self = g_object_new (TVA_TYPE_CELL, NULL);

  self->font = g_rc_box_acquire (font);
  self->is_numeric = is_numeric;
  return GTK_WIDGET (self);
}

/**
 * tva_cell_set_text:
 * @cell: a cell
 * @text: what it shows; one line
 *
 * Changes the text and the name that assistive technology reads.
 *
 * Returns: whether it was another one
 */
gboolean
tva_cell_set_text (TvaCell *cell, const char *text)
{
  if (g_strcmp0 (cell->text, text) == 0)
    return FALSE;
  g_free (cell->text);
  cell->text = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (cell));
  return TRUE;
}
