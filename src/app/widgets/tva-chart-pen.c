/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawing tools of the charts. It measures and draws text in the style's font, rules the value
 * axis with round steps, and thins out labels that would overlap. Reads a series and a style,
 * writes to a cairo context and the plan. */
#include "widgets/tva-chart-pen.h"

#include <math.h>

#include "tastevin.h"

#define GAP 6.

/**
 * tva_chart_pen_set_tone:
 * @pen: the pen
 * @tone: what will be drawn
 *
 * Chooses the colour.
 */
void
tva_chart_pen_set_tone (TvaChartPen *pen, TvaChartTone tone)
{
  GdkRGBA colour = tone == TVA_CHART_TONE_MARK || tone == TVA_CHART_TONE_FAINT
                       ? pen->style->accent
                       : pen->style->foreground;

  if (tone == TVA_CHART_TONE_GRID)
    colour.alpha *= 0.18f;
  else if (tone == TVA_CHART_TONE_FAINT)
    colour.alpha *= 0.10f;
  else if (tone == TVA_CHART_TONE_TEXT)
    colour.alpha *= 0.90f;
  gdk_cairo_set_source_rgba (pen->cr, &colour);
}

/**
 * tva_chart_pen_measure:
 * @pen: the pen
 * @text: one line
 * @out_width: (out): its width in pixels
 *
 * Measures text.
 */
void
tva_chart_pen_measure (TvaChartPen *pen, const char *text, double *out_width)
{
  int width, height;

  pango_layout_set_width (pen->layout, -1);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  *out_width = width;
}

/**
 * tva_chart_pen_text:
 * @pen: the pen
 * @x: where it is anchored
 * @y: the middle of the line
 * @anchor: 0 = @x is its left end, 0.5 = its middle, 1 = its right end
 * @maximum_width: longer text ends in an ellipsis; 0 = any width
 * @text: one line
 *
 * Writes text in the present tone.
 */
void
tva_chart_pen_text (TvaChartPen *pen,
                    double x,
                    double y,
                    double anchor,
                    double maximum_width,
                    const char *text)
{
  int width, height;

  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_set_width (pen->layout, -1);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  if (maximum_width > 0. && width > maximum_width)
    {
      pango_layout_set_width (pen->layout, (int) (maximum_width * PANGO_SCALE));
      pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_END);
      width = (int) maximum_width;
    }
  cairo_move_to (pen->cr, floor (x - width * anchor), floor (y - height / 2.));
  pango_cairo_show_layout (pen->cr, pen->layout);
  pango_layout_set_width (pen->layout, -1);
}

/**
 * tva_chart_pen_label:
 * @pen: the pen
 * @right: where its lines end
 * @y: the middle of the text
 * @width: longer text is broken
 * @height: what does not fit into so much ends in an ellipsis; one line always fits
 * @text: one paragraph
 *
 * Writes a text of several lines in the present tone.
 */
void
tva_chart_pen_label (TvaChartPen *pen,
                     double right,
                     double y,
                     double width,
                     double height,
                     const char *text)
{
  int lines = MAX ((int) (height / pen->line_height), 1);
  int taken;

  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_set_width (pen->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (pen->layout, -lines);
  pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (pen->layout, PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (pen->layout, NULL, &taken);
  cairo_move_to (pen->cr, floor (right - width), floor (y - taken / 2.));
  pango_cairo_show_layout (pen->cr, pen->layout);
  pango_layout_set_alignment (pen->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_height (pen->layout, -1);
  pango_layout_set_width (pen->layout, -1);
}

/**
 * tva_chart_pen_rectangle:
 * @pen: the pen
 * @x: left
 * @y: top
 * @width: may be 0
 * @height: may be 0
 * @is_hollow: an outline with stripes instead of a full shape, so that two kinds differ by more
 * than colour
 *
 * Draws a bar in the present tone.
 */
void
tva_chart_pen_rectangle (TvaChartPen *pen,
                         double x,
                         double y,
                         double width,
                         double height,
                         gboolean is_hollow)
{
  cairo_t *cr = pen->cr;

  if (!is_hollow || width < 3. || height < 3.)
    {
      cairo_rectangle (cr, x, y, width, height);
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_rectangle (cr, x + .5, y + .5, width - 1., height - 1.);
  cairo_set_line_width (cr, 1.);
  cairo_stroke_preserve (cr);
  cairo_clip (cr);
  for (double offset = -height; offset < width; offset += 5.)
    {
      cairo_move_to (cr, x + offset, y + height);
      cairo_line_to (cr, x + offset + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * tva_chart_pen_line:
 * @pen: the pen
 * @x1: start
 * @y1: start
 * @x2: end
 * @y2: end
 * @is_dashed: dashes instead of a full line
 *
 * Draws a thin line in the present tone.
 */
void
tva_chart_pen_line (TvaChartPen *pen,
                    double x1,
                    double y1,
                    double x2,
                    double y2,
                    gboolean is_dashed)
{
  const double dashes[] = { 4., 3. };

  cairo_set_line_width (pen->cr, 1.);
  cairo_set_dash (pen->cr, dashes, is_dashed ? 2 : 0, 0.);
  cairo_move_to (pen->cr, floor (x1) + .5, floor (y1) + .5);
  cairo_line_to (pen->cr, floor (x2) + .5, floor (y2) + .5);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, dashes, 0, 0.);
}

/**
 * tva_chart_pen_place:
 * @pen: the pen
 * @index: of the point
 * @mark: its drawn shape
 * @hit: the area that belongs to it
 *
 * Notes in the plan where a point came to lie.
 */
void
tva_chart_pen_place (TvaChartPen *pen, guint index, cairo_rectangle_t mark, cairo_rectangle_t hit)
{
  g_array_index (pen->plan->marks, cairo_rectangle_t, index) = mark;
  g_array_index (pen->plan->hits, cairo_rectangle_t, index) = hit;
}

/**
 * tva_chart_pen_scale:
 * @pen: the pen
 * @minimum: lowest value to show
 * @maximum: highest value to show
 * @tick_count: about how many steps there should be
 *
 * Chooses round limits and a round step (1, 2 or 5 times a power of ten) for the value axis.
 */
void
tva_chart_pen_scale (TvaChartPen *pen, double minimum, double maximum, guint tick_count)
{
  TvaChartPlan *plan = pen->plan;
  double unit = tva_chart_series_get_unit (pen->series) == TVA_CHART_UNIT_MONEY ? 100. : 1.;

  if (maximum <= minimum)
    maximum = minimum + unit;

  double rough = (maximum - minimum) / MAX (tick_count, 1);
  double power = pow (10., floor (log10 (rough)));
  double ratio = rough / power;

  plan->step = power * (ratio <= 1. ? 1. : ratio <= 2. ? 2. : ratio <= 5. ? 5. : 10.);
  if (tva_chart_series_get_unit (pen->series) == TVA_CHART_UNIT_COUNT)
    plan->step = MAX (plan->step, 1.);
  plan->minimum = floor (minimum / plan->step + 1e-9) * plan->step;
  plan->maximum = MAX (ceil (maximum / plan->step - 1e-9) * plan->step, plan->minimum + plan->step);
}

static char *
format_tick (TvaChartPen *pen, double value)
{
  if (tva_chart_series_get_unit (pen->series) == TVA_CHART_UNIT_RATIO)
    return tv_ratio_to_display (value, 0);
  return tva_chart_series_format (pen->series, value);
}

/**
 * tva_chart_pen_frame:
 * @pen: the pen, scaled
 * @bottom: height to leave under the plot
 *
 * Sets the plot's rectangle so that the value axis' labels fit on its left.
 */
void
tva_chart_pen_frame (TvaChartPen *pen, double bottom)
{
  TvaChartPlan *plan = pen->plan;
  double widest = 0.;

  for (double value = plan->minimum; value <= plan->maximum + plan->step / 2.; value += plan->step)
    {
      g_autofree char *text = format_tick (pen, value);
      double width;

      tva_chart_pen_measure (pen, text, &width);
      widest = MAX (widest, width);
    }
  plan->plot.x = ceil (widest) + GAP;
  plan->plot.y = pen->line_height + GAP;
  plan->plot.width = MAX (pen->width - plan->plot.x - GAP, 1.);
  plan->plot.height = MAX (pen->height - plan->plot.y - bottom, 1.);
}

/**
 * tva_chart_pen_get_y:
 * @pen: the pen, framed
 * @value: a value
 *
 * Returns: the vertical place of @value, within the plot
 */
double
tva_chart_pen_get_y (TvaChartPen *pen, double value)
{
  const TvaChartPlan *plan = pen->plan;
  double ratio = (value - plan->minimum) / (plan->maximum - plan->minimum);

  return plan->plot.y + plan->plot.height * (1. - CLAMP (ratio, 0., 1.));
}

/**
 * tva_chart_pen_value_axis:
 * @pen: the pen, framed
 *
 * Rules the plot and writes the values on its left.
 */
void
tva_chart_pen_value_axis (TvaChartPen *pen)
{
  const TvaChartPlan *plan = pen->plan;

  for (double value = plan->minimum; value <= plan->maximum + plan->step / 2.; value += plan->step)
    {
      double y = tva_chart_pen_get_y (pen, value);
      g_autofree char *text = format_tick (pen, fabs (value) < plan->step / 1e6 ? 0. : value);

      tva_chart_pen_set_tone (pen, TVA_CHART_TONE_GRID);
      tva_chart_pen_line (pen, plan->plot.x, y, plan->plot.x + plan->plot.width, y, FALSE);
      tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
      tva_chart_pen_text (pen, plan->plot.x - GAP, y, 1., 0., text);
    }
}

/**
 * tva_chart_pen_labels:
 * @pen: the pen, after the points were placed
 *
 * Writes the points' labels under the plot, leaving out those for which there is no room.
 */
void
tva_chart_pen_labels (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  double y = pen->plan->plot.y + pen->plan->plot.height + GAP + pen->line_height / 2.;
  double widest = 1.;
  guint every;

  if (length == 0)
    return;
  for (guint i = 0; i < length; i++)
    {
      double width;

      tva_chart_pen_measure (pen, tva_chart_series_get_point (pen->series, i)->label, &width);
      widest = MAX (widest, width);
    }
  every = (guint) MAX (1., ceil ((widest + 2 * GAP) * length / pen->plan->plot.width));
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  for (guint i = 0; i < length; i += every)
    {
      const cairo_rectangle_t *hit = &g_array_index (pen->plan->hits, cairo_rectangle_t, i);
      double x = hit->x + hit->width / 2.;

      x = CLAMP (x, MIN (widest, pen->width) / 2., MAX (pen->width - widest / 2., widest / 2.));
      tva_chart_pen_text (pen,
                          x,
                          y,
                          .5,
                          pen->width,
                          tva_chart_series_get_point (pen->series, i)->label);
    }
}
