/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one function that draws a chart. It sets up font and plan, lets the function of the kind
 * draw, and shows the selected point's value in a box beside it. Works for any size, any number of
 * points, none included. */
#include "widgets/tva-chart-draw.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#include "widgets/tva-chart-pen.h"

#define LONG_LABEL 22 /* characters */

typedef void (*DrawFunc) (TvaChartPen *pen);

static const DrawFunc draw_funcs[] = {
  [TVA_CHART_COLUMNS] = tva_chart_draw_columns,     [TVA_CHART_BARS] = tva_chart_draw_bars,
  [TVA_CHART_HISTOGRAM] = tva_chart_draw_histogram, [TVA_CHART_TREND] = tva_chart_draw_trend,
  [TVA_CHART_WATERFALL] = tva_chart_draw_waterfall,
};

static void
draw_selected (TvaChartPen *pen, guint index)
{
  const cairo_rectangle_t *mark = &g_array_index (pen->plan->marks, cairo_rectangle_t, index);
  g_autofree char *text = tva_chart_series_dup_point_text (pen->series, index);
  GdkRGBA colour = pen->style->background;
  double text_width, width, height, x, y;

  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  cairo_set_line_width (pen->cr, 2.);
  cairo_rectangle (pen->cr, mark->x - 1., mark->y - 1., mark->width + 2., mark->height + 2.);
  cairo_stroke (pen->cr);

  tva_chart_pen_measure (pen, text, &text_width);
  width = MIN (text_width + 16., pen->width - 2.);
  height = pen->line_height + 8.;
  x = CLAMP (mark->x + mark->width / 2. - width / 2., 1., MAX (pen->width - width - 1., 1.));
  y = mark->y - height - 4.;
  if (y < 1.)
    y = MIN (mark->y + mark->height + 4., MAX (pen->height - height - 1., 1.));

  colour.alpha = 1.f;
  gdk_cairo_set_source_rgba (pen->cr, &colour);
  cairo_rectangle (pen->cr, floor (x) + .5, floor (y) + .5, floor (width), floor (height));
  cairo_fill_preserve (pen->cr);
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  cairo_set_line_width (pen->cr, 1.);
  cairo_stroke (pen->cr);
  tva_chart_pen_text (pen, x + width / 2., y + height / 2., .5, width - 8., text);
}

static double
measure_line (PangoLayout *layout)
{
  int width, height;

  pango_layout_set_text (layout, "Ág", -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  return height;
}

/**
 * tva_chart_draw:
 * @cr: where to draw, from 0, 0
 * @series: what to draw
 * @width: in pixels
 * @height: in pixels
 * @style: colours and font
 * @selected: index of the point whose value is shown, -1 = none
 *
 * Draws a chart.
 *
 * Returns: (transfer full): where the points came to lie
 */
TvaChartPlan *
tva_chart_draw (cairo_t *cr,
                TvaChartSeries *series,
                double width,
                double height,
                const TvaChartStyle *style,
                int selected)
{
  guint length = tva_chart_series_get_length (series);
  TvaChartPlan *plan = g_new0 (TvaChartPlan, 1);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  TvaChartPen pen = { cr, layout, series, style, plan, MAX (width, 1.), MAX (height, 1.), 0. };

  plan->marks = g_array_new (FALSE, TRUE, sizeof (cairo_rectangle_t));
  plan->hits = g_array_new (FALSE, TRUE, sizeof (cairo_rectangle_t));
  g_array_set_size (plan->marks, length);
  g_array_set_size (plan->hits, length);
  pango_layout_set_font_description (layout, style->font);
  pen.line_height = measure_line (layout);
  if (length == 0)
    {
      tva_chart_pen_set_tone (&pen, TVA_CHART_TONE_TEXT);
      tva_chart_pen_text (&pen, width / 2., height / 2., .5, width, _ ("No data"));
      return plan;
    }
  draw_funcs[tva_chart_series_get_kind (series)](&pen);
  if (selected >= 0 && (guint) selected < length)
    draw_selected (&pen, (guint) selected);
  return plan;
}

/**
 * tva_chart_plan_find:
 * @plan: a plan
 * @x: in pixels
 * @y: in pixels
 *
 * Returns: the index of the point at this place, -1 = none
 */
int
tva_chart_plan_find (const TvaChartPlan *plan, double x, double y)
{
  for (guint i = 0; i < plan->hits->len; i++)
    {
      const cairo_rectangle_t *hit = &g_array_index (plan->hits, cairo_rectangle_t, i);

      if (x >= hit->x && x < hit->x + hit->width && y >= hit->y && y < hit->y + hit->height)
        return (int) i;
    }
  return -1;
}

/* Whether a label of a row may need a second line in a chart as narrow as a telephone. */
static gboolean
has_long_label (TvaChartSeries *series)
{
  for (guint i = 0; i < tva_chart_series_get_length (series); i++)
    if (g_utf8_strlen (tva_chart_series_get_point (series, i)->label, -1) > LONG_LABEL)
      return TRUE;
  return FALSE;
}

/**
 * tva_chart_measure_height:
 * @series: a series
 * @line_height: of the font, in pixels
 *
 * Returns: the height in pixels that suits the series: a line per row for rows, two where labels
 * are long, a fixed height otherwise
 */
int
tva_chart_measure_height (TvaChartSeries *series, int line_height)
{
  guint length = MAX (tva_chart_series_get_length (series), 1);

  switch (tva_chart_series_get_kind (series))
    {
    case TVA_CHART_BARS:
      return (int) length * (has_long_label (series) ? 2 * line_height + 6 : line_height + 12);
    case TVA_CHART_WATERFALL:
      return (int) (length + 1) * (line_height + 10);
    case TVA_CHART_TREND:
      return line_height * 14;
    case TVA_CHART_COLUMNS:
    case TVA_CHART_HISTOGRAM:
    default:
      return line_height * 11;
    }
}

/**
 * tva_chart_plan_free:
 * @plan: (transfer full): a plan
 *
 * Frees a plan.
 */
void
tva_chart_plan_free (TvaChartPlan *plan)
{
  g_array_unref (plan->marks);
  g_array_unref (plan->hits);
  g_free (plan);
}
