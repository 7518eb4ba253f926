/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart as a widget. It follows the style's colours and font, lets pointer and arrow keys walk
 * over the points, and tells assistive technology title, summary and values. All drawing is done by
 * tva_chart_draw (). */
#include "widgets/tva-chart.h"

#include <math.h>

#include "widgets/tva-chart-draw.h"

#define MINIMUM_FONT_PIXELS 11.

struct _TvaChart
{
  GtkWidget parent_instance;

  TvaChartSeries *series;
  TvaChartPlan *plan;
  int selected;
};

G_DEFINE_FINAL_TYPE (TvaChart, tva_chart, GTK_TYPE_WIDGET)

static void
update_description (TvaChart *self)
{
  g_autofree char *description = NULL;

  if (self->series == NULL)
    return;
  description = tva_chart_series_dup_description (self->series);
  if (self->selected >= 0)
    {
      g_autofree char *point
          = tva_chart_series_dup_point_text (self->series, (guint) self->selected);
      g_autofree char *plain = g_steal_pointer (&description);

      description = g_strdup_printf ("%s. %s", point, plain);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tva_chart_series_get_title (self->series),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}

static GdkRGBA
look_up (GtkWidget *widget, const char *name, GdkRGBA fallback)
{
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    return colour;
  return fallback;
}

static PangoFontDescription *
make_font (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (context));
  double pixels = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    pixels *= pango_cairo_context_get_resolution (context) / 72.;
  pango_font_description_set_absolute_size (font,
                                            MAX (pixels * .88, MINIMUM_FONT_PIXELS) * PANGO_SCALE);
  return font;
}

static int
get_line_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "Ág");
  PangoFontDescription *font = make_font (widget);
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  pango_font_description_free (font);
  return height;
}

static void
tva_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TvaChart *self = TVA_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  TvaChartStyle style = { 0 };
  PangoFontDescription *font;
  cairo_t *cr;

  if (self->series == NULL || width <= 0 || height <= 0)
    return;
  font = make_font (widget);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &style.foreground);
  style.accent = look_up (widget, "accent_color", style.foreground);
  style.background = look_up (widget, "popover_bg_color", (GdkRGBA){ 1.f, 1.f, 1.f, 1.f });
  style.font = font;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0.f, 0.f, (float) width, (float) height));
  g_clear_pointer (&self->plan, tva_chart_plan_free);
  self->plan = tva_chart_draw (cr, self->series, width, height, &style, self->selected);
  cairo_destroy (cr);
  pango_font_description_free (font);

  if (gtk_widget_has_visible_focus (widget))
    {
      GskRoundedRect outline;
      const float widths[4] = { 2.f, 2.f, 2.f, 2.f };
      const GdkRGBA colours[4] = { style.accent, style.accent, style.accent, style.accent };

      gsk_rounded_rect_init_from_rect (
          &outline,
          &GRAPHENE_RECT_INIT (0.f, 0.f, (float) width, (float) height),
          6.f);
      gtk_snapshot_append_border (snapshot, &outline, widths, colours);
    }
}

static void
tva_chart_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  TvaChart *self = TVA_CHART (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 220;
      *natural = 360;
      return;
    }
  *minimum = *natural = self->series == NULL
                            ? 0
                            : tva_chart_measure_height (self->series, get_line_height (widget));
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, TvaChart *self)
{
  if (self->plan != NULL)
    tva_chart_set_selected (self, tva_chart_plan_find (self->plan, x, y));
}

static void
left_cb (TvaChart *self)
{
  tva_chart_set_selected (self, -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                TvaChart *self)
{
  int length = self->series == NULL ? 0 : (int) tva_chart_series_get_length (self->series);
  int target;

  if (length == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      target = MIN (self->selected + 1, length - 1);
      break;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      target = MAX (self->selected - 1, 0);
      break;
    case GDK_KEY_Home:
      target = 0;
      break;
    case GDK_KEY_End:
      target = length - 1;
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  tva_chart_set_selected (self, target);
  return GDK_EVENT_STOP;
}

static void
tva_chart_dispose (GObject *object)
{
  TvaChart *self = TVA_CHART (object);

  g_clear_pointer (&self->series, tva_chart_series_unref);
  g_clear_pointer (&self->plan, tva_chart_plan_free);
  G_OBJECT_CLASS (tva_chart_parent_class)->dispose (object);
}

static void
tva_chart_class_init (TvaChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_chart_dispose;
  widget_class->snapshot = tva_chart_snapshot;
  widget_class->measure = tva_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tva_chart_init (TvaChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->selected = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * tva_chart_new:
 *
 * Returns: (transfer floating): a chart without a series
 */
GtkWidget *
tva_chart_new (void)
{
  return g_object_new (TVA_TYPE_CHART, NULL);
}

/**
 * tva_chart_set_series:
 * @chart: a chart
 * @series: (nullable): what it shows from now on; not changed any more by the caller
 *
 * Shows a series.
 */
void
tva_chart_set_series (TvaChart *chart, TvaChartSeries *series)
{
  g_return_if_fail (TVA_IS_CHART (chart));
  g_autoptr (TvaChartSeries) old = g_steal_pointer (&chart->series);

  chart->series = series == NULL ? NULL : tva_chart_series_ref (series);
  chart->selected = -1;
  g_clear_pointer (&chart->plan, tva_chart_plan_free);
  update_description (chart);
  gtk_widget_queue_resize (GTK_WIDGET (chart));
}

/**
 * tva_chart_get_series:
 * @chart: a chart
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TvaChartSeries *
tva_chart_get_series (TvaChart *chart)
{
  g_return_val_if_fail (TVA_IS_CHART (chart), NULL);
  return chart->series;
}

/**
 * tva_chart_set_selected:
 * @chart: a chart
 * @index: of the point whose value is shown, -1 = none
 *
 * Selects a point, as the pointer and the arrow keys do.
 */
void
tva_chart_set_selected (TvaChart *chart, int index)
{
  g_return_if_fail (TVA_IS_CHART (chart));
  if (chart->series == NULL || index >= (int) tva_chart_series_get_length (chart->series))
    index = -1;
  if (index == chart->selected)
    return;
  chart->selected = index;
  update_description (chart);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

/**
 * tva_chart_get_selected:
 * @chart: a chart
 *
 * Returns: the index of the selected point, -1 = none
 */
int
tva_chart_get_selected (TvaChart *chart)
{
  g_return_val_if_fail (TVA_IS_CHART (chart), -1);
  return chart->selected;
}
