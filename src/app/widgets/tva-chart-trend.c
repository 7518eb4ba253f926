/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line over time, on the bands of its levels. Each level has its own marker shape and its name
 * is written in its band, so that nothing hangs on colour. */
#include "widgets/tva-chart-pen.h"

#include <math.h>

#define GAP 6.
#define RADIUS 5.

static void
draw_bands (TvaChartPen *pen)
{
  const cairo_rectangle_t *plot = &pen->plan->plot;
  guint count = tva_chart_series_get_band_count (pen->series);

  for (guint i = 0; i < count; i++)
    {
      const TvaChartBand *band = tva_chart_series_get_band (pen->series, i);
      double upper = i + 1 < count ? tva_chart_series_get_band (pen->series, i + 1)->from
                                   : pen->plan->maximum;
      double top = tva_chart_pen_get_y (pen, upper);
      double bottom = tva_chart_pen_get_y (pen, MAX (band->from, pen->plan->minimum));

      if (bottom - top < 1.)
        continue;
      if (i % 2 == 0)
        {
          tva_chart_pen_set_tone (pen, TVA_CHART_TONE_FAINT);
          tva_chart_pen_rectangle (pen, plot->x, top, plot->width, bottom - top, FALSE);
        }
      tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
      if (i > 0)
        tva_chart_pen_line (pen, plot->x, bottom, plot->x + plot->width, bottom, TRUE);
      if (bottom - top >= pen->line_height)
        tva_chart_pen_text (pen,
                            plot->x + plot->width - 4.,
                            top + pen->line_height / 2. + 1.,
                            1.,
                            plot->width,
                            band->label);
    }
}

static double
measure_bands (TvaChartPen *pen)
{
  double widest = 0., width;

  for (guint i = 0; i < tva_chart_series_get_band_count (pen->series); i++)
    {
      tva_chart_pen_measure (pen, tva_chart_series_get_band (pen->series, i)->label, &width);
      widest = MAX (widest, width);
    }
  return MIN (widest + GAP, pen->plan->plot.width / 3.);
}

/* Level 0 a triangle pointing down, 1 a square, 2 a circle, 3 a diamond. */
static void
draw_marker (TvaChartPen *pen, int band, double x, double y)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  switch (band)
    {
    case 0:
      cairo_move_to (cr, x - RADIUS, y - RADIUS + 1.);
      cairo_line_to (cr, x + RADIUS, y - RADIUS + 1.);
      cairo_line_to (cr, x, y + RADIUS);
      break;
    case 1:
      cairo_rectangle (cr, x - RADIUS + 1., y - RADIUS + 1., 2. * RADIUS - 2., 2. * RADIUS - 2.);
      break;
    case 3:
      cairo_move_to (cr, x, y - RADIUS - 1.);
      cairo_line_to (cr, x + RADIUS + 1., y);
      cairo_line_to (cr, x, y + RADIUS + 1.);
      cairo_line_to (cr, x - RADIUS - 1., y);
      break;
    default:
      cairo_arc (cr, x, y, RADIUS - .5, 0., 2. * G_PI);
      break;
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
scale_trend (TvaChartPen *pen)
{
  double minimum = G_MAXDOUBLE, maximum = -G_MAXDOUBLE;
  gboolean is_ratio = tva_chart_series_get_unit (pen->series) == TVA_CHART_UNIT_RATIO;

  for (guint i = 0; i < tva_chart_series_get_length (pen->series); i++)
    {
      double value = tva_chart_series_get_point (pen->series, i)->value;

      minimum = MIN (minimum, value);
      maximum = MAX (maximum, value);
    }
  /* Ratios always show all level bands, so that two pictures can be compared. */
  if (is_ratio)
    {
      minimum = MIN (minimum, .5);
      maximum = MAX (maximum, 1.);
    }
  tva_chart_pen_scale (pen, minimum, maximum, pen->height < 160. ? 3 : 5);
}

/**
 * tva_chart_draw_trend:
 * @pen: the pen
 *
 * Draws points joined by a line over the level bands.
 */
void
tva_chart_draw_trend (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  const cairo_rectangle_t *plot = &pen->plan->plot;
  double slot, gutter;

  scale_trend (pen);
  tva_chart_pen_frame (pen, pen->line_height + 2. * GAP);
  draw_bands (pen);
  tva_chart_pen_value_axis (pen);
  /* The names of the levels keep a column of their own, so that the latest points never cover them.
   */
  gutter = measure_bands (pen);
  slot = (plot->width - gutter) / length;
  for (guint i = 0; i < length; i++)
    {
      double x = plot->x + slot * (i + .5);
      double y = tva_chart_pen_get_y (pen, tva_chart_series_get_point (pen->series, i)->value);

      tva_chart_pen_place (pen,
                           i,
                           (cairo_rectangle_t){ x - RADIUS, y - RADIUS, 2. * RADIUS, 2. * RADIUS },
                           (cairo_rectangle_t){ plot->x + slot * i, plot->y, slot, plot->height });
      if (i == 0)
        cairo_move_to (pen->cr, x, y);
      else
        cairo_line_to (pen->cr, x, y);
    }
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_MARK);
  cairo_set_line_width (pen->cr, 2.);
  cairo_stroke (pen->cr);
  for (guint i = 0; i < length; i++)
    {
      const cairo_rectangle_t *mark = &g_array_index (pen->plan->marks, cairo_rectangle_t, i);
      double value = tva_chart_series_get_point (pen->series, i)->value;

      draw_marker (pen,
                   tva_chart_series_find_band (pen->series, value),
                   mark->x + RADIUS,
                   mark->y + RADIUS);
    }
  tva_chart_pen_labels (pen);
}
