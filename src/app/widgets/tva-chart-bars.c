/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts made of bars: columns, histogram with a threshold line, horizontal bars, and the waterfall
 * whose parts add up to a total. What lies below the threshold is striped, so that it can be told
 * apart without colour. */
#include "widgets/tva-chart-pen.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GAP 6.
#define LABEL_SHARE 0.42 /* of the width that row labels may take */

static void
scale_to_values (TvaChartPen *pen)
{
  double minimum = 0., maximum = 0.;

  for (guint i = 0; i < tva_chart_series_get_length (pen->series); i++)
    {
      double value = tva_chart_series_get_point (pen->series, i)->value;

      minimum = MIN (minimum, value);
      maximum = MAX (maximum, value);
    }
  tva_chart_pen_scale (pen, minimum, maximum, pen->height < 140. ? 2 : 4);
}

static void
draw_column (TvaChartPen *pen, guint index, double padding, gboolean is_hollow)
{
  const cairo_rectangle_t *plot = &pen->plan->plot;
  double slot = plot->width / tva_chart_series_get_length (pen->series);
  double value = tva_chart_series_get_point (pen->series, index)->value;
  double zero = tva_chart_pen_get_y (pen, 0.);
  double y = tva_chart_pen_get_y (pen, value);
  double width = MIN (MAX (slot - 2. * padding, 1.), 72.);
  double x = plot->x + slot * index + (slot - width) / 2.;
  cairo_rectangle_t mark = { x, MIN (y, zero), width, fabs (zero - y) };
  cairo_rectangle_t hit = { plot->x + slot * index, plot->y, slot, plot->height };

  /* A count that is there must be seen, however small beside the others. */
  if (value != 0. && mark.height < 1.5)
    {
      mark.height = 1.5;
      mark.y = zero - (value > 0. ? 1.5 : 0.);
    }
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_MARK);
  tva_chart_pen_rectangle (pen, mark.x, mark.y, mark.width, mark.height, is_hollow);
  tva_chart_pen_place (pen, index, mark, hit);
}

static void
write_column_values (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  double slot = pen->plan->plot.width / MAX (length, 1);

  for (guint i = 0; i < length; i++)
    {
      const cairo_rectangle_t *mark = &g_array_index (pen->plan->marks, cairo_rectangle_t, i);
      double value = tva_chart_series_get_point (pen->series, i)->value;
      g_autofree char *text = tva_chart_series_format (pen->series, value);
      double width;

      tva_chart_pen_measure (pen, text, &width);
      if (width > slot - 2. || value < 0.)
        continue;
      tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
      tva_chart_pen_text (pen,
                          mark->x + mark->width / 2.,
                          mark->y - pen->line_height / 2. - 1.,
                          .5,
                          0.,
                          text);
    }
}

/**
 * tva_chart_draw_columns:
 * @pen: the pen
 *
 * Draws vertical bars.
 */
void
tva_chart_draw_columns (TvaChartPen *pen)
{
  scale_to_values (pen);
  tva_chart_pen_frame (pen, pen->line_height + 2. * GAP);
  tva_chart_pen_value_axis (pen);
  for (guint i = 0; i < tva_chart_series_get_length (pen->series); i++)
    {
      double slot = pen->plan->plot.width / tva_chart_series_get_length (pen->series);

      draw_column (pen, i, CLAMP (slot * .15, .5, 12.), FALSE);
    }
  write_column_values (pen);
  tva_chart_pen_labels (pen);
}

static void
draw_threshold (TvaChartPen *pen, double position, const char *label)
{
  const cairo_rectangle_t *plot = &pen->plan->plot;
  double from, to, x, width;

  tva_chart_series_get_range (pen->series, &from, &to);
  x = plot->x + plot->width * CLAMP ((position - from) / (to - from), 0., 1.);
  tva_chart_pen_measure (pen, label, &width);
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  tva_chart_pen_line (pen, x, plot->y - 2., x, plot->y + plot->height, TRUE);
  tva_chart_pen_text (pen,
                      CLAMP (x,
                             plot->x + width / 2.,
                             MAX (plot->x + plot->width - width / 2., plot->x + width / 2.)),
                      pen->line_height / 2.,
                      .5,
                      plot->width,
                      label);
}

static void
write_range (TvaChartPen *pen)
{
  const cairo_rectangle_t *plot = &pen->plan->plot;
  double from, to;

  tva_chart_series_get_range (pen->series, &from, &to);
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  for (int i = 0; i <= 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("%g", from + (to - from) * i / 5.);

      tva_chart_pen_text (pen,
                          plot->x + plot->width * i / 5.,
                          plot->y + plot->height + GAP + pen->line_height / 2.,
                          i == 5 ? 1. : .5,
                          0.,
                          text);
    }
}

/**
 * tva_chart_draw_histogram:
 * @pen: the pen
 *
 * Draws bins over a range, and the threshold line where there is one.
 */
void
tva_chart_draw_histogram (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  double position, from, to;
  const char *label;
  gboolean has_threshold = tva_chart_series_get_threshold (pen->series, &position, &label);

  tva_chart_series_get_range (pen->series, &from, &to);
  scale_to_values (pen);
  tva_chart_pen_frame (pen, pen->line_height + 2. * GAP);
  tva_chart_pen_value_axis (pen);
  for (guint i = 0; i < length; i++)
    draw_column (pen, i, .5, has_threshold && from + (to - from) * i / length < position - 1e-9);
  write_range (pen);
  if (has_threshold)
    draw_threshold (pen, position, label);
}

static double
get_label_width (TvaChartPen *pen, const char *extra)
{
  double widest = 0., width;

  for (guint i = 0; i < tva_chart_series_get_length (pen->series); i++)
    {
      tva_chart_pen_measure (pen, tva_chart_series_get_point (pen->series, i)->label, &width);
      widest = MAX (widest, width);
    }
  if (extra != NULL)
    {
      tva_chart_pen_measure (pen, extra, &width);
      widest = MAX (widest, width);
    }
  return MIN (ceil (widest), pen->width * LABEL_SHARE);
}

static double
get_value_width (TvaChartPen *pen, double total)
{
  double widest = 0., width;

  for (guint i = 0; i <= tva_chart_series_get_length (pen->series); i++)
    {
      double value = i < tva_chart_series_get_length (pen->series)
                         ? tva_chart_series_get_point (pen->series, i)->value
                         : total;
      g_autofree char *text = tva_chart_series_format (pen->series, value);

      tva_chart_pen_measure (pen, text, &width);
      widest = MAX (widest, width);
    }
  return ceil (widest) + GAP;
}

static void
frame_rows (TvaChartPen *pen, const char *extra, double total, double reach)
{
  TvaChartPlan *plan = pen->plan;

  plan->minimum = 0.;
  plan->maximum = reach > 0. ? reach : 1.;
  plan->plot.x = get_label_width (pen, extra) + 2. * GAP;
  plan->plot.y = 0.;
  plan->plot.width = MAX (pen->width - plan->plot.x - get_value_width (pen, total) - GAP, 1.);
  plan->plot.height = pen->height;
}

static double
get_x (const TvaChartPlan *plan, double value)
{
  return plan->plot.x + plan->plot.width * CLAMP (value / plan->maximum, 0., 1.);
}

/* A bar, its label on the left and its text beyond what it reaches. */
static cairo_rectangle_t
draw_row (TvaChartPen *pen,
          guint row,
          guint row_count,
          double from,
          double to,
          double reach,
          const char *label,
          const char *text)
{
  const TvaChartPlan *plan = pen->plan;
  double height = plan->plot.height / row_count;
  double y = height * row;
  double thickness = CLAMP (height - 8., 4., 22.);
  double x = get_x (plan, from), end = get_x (plan, to);
  cairo_rectangle_t mark = { MIN (x, end),
                             y + (height - thickness) / 2.,
                             MAX (fabs (end - x), to != from ? 1.5 : 0.),
                             thickness };

  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  tva_chart_pen_label (pen,
                       plan->plot.x - 2. * GAP,
                       y + height / 2.,
                       plan->plot.x - 2. * GAP,
                       height,
                       label);
  tva_chart_pen_text (pen,
                      MAX (mark.x + mark.width, get_x (plan, reach)) + GAP,
                      y + height / 2.,
                      0.,
                      0.,
                      text);
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_MARK);
  tva_chart_pen_rectangle (pen, mark.x, mark.y, mark.width, mark.height, FALSE);
  return mark;
}

/* A whisker over a bar, in the colour of the text, so that it is seen on the bar and beside it. */
static void
draw_interval (TvaChartPen *pen, const TvaChartPoint *point, cairo_rectangle_t mark)
{
  double low = get_x (pen->plan, point->low), high = get_x (pen->plan, point->high);
  double middle = mark.y + mark.height / 2., reach = mark.height / 4.;

  if (point->low >= point->high)
    return;
  tva_chart_pen_set_tone (pen, TVA_CHART_TONE_TEXT);
  tva_chart_pen_line (pen, low, middle, high, middle, FALSE);
  tva_chart_pen_line (pen, low, middle - reach, low, middle + reach, FALSE);
  tva_chart_pen_line (pen, high, middle - reach, high, middle + reach, FALSE);
}

/**
 * tva_chart_draw_bars:
 * @pen: the pen
 *
 * Draws horizontal bars, with labels on the left and values at their ends; whiskers where the
 * points have intervals.
 */
void
tva_chart_draw_bars (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  double reach = 0.;

  for (guint i = 0; i < length; i++)
    reach = MAX (reach, tva_chart_series_get_point (pen->series, i)->high);
  frame_rows (pen, NULL, 0., reach);
  for (guint i = 0; i < length; i++)
    {
      const TvaChartPoint *point = tva_chart_series_get_point (pen->series, i);
      g_autofree char *text = tva_chart_series_format (pen->series, point->value);
      cairo_rectangle_t mark
          = draw_row (pen, i, length, 0., point->value, point->high, point->label, text);

      draw_interval (pen, point, mark);
      tva_chart_pen_place (
          pen,
          i,
          mark,
          (cairo_rectangle_t){ 0., pen->height / length * i, pen->width, pen->height / length });
    }
}

/**
 * tva_chart_draw_waterfall:
 * @pen: the pen
 *
 * Draws the parts one after the other, each beginning where the one before ended, and their total.
 */
void
tva_chart_draw_waterfall (TvaChartPen *pen)
{
  guint length = tva_chart_series_get_length (pen->series);
  double total = tva_chart_series_get_total (pen->series);
  double sum = 0.;
  g_autofree char *total_text = tva_chart_series_format (pen->series, total);

  frame_rows (pen, _ ("Total"), total, total);
  for (guint i = 0; i < length; i++)
    {
      const TvaChartPoint *point = tva_chart_series_get_point (pen->series, i);
      g_autofree char *value = tva_chart_series_format (pen->series, point->value);
      g_autofree char *text = g_strconcat (point->value < 0. ? "" : "+", value, NULL);
      cairo_rectangle_t mark
          = draw_row (pen, i, length + 1, sum, sum + point->value, 0., point->label, text);

      sum += point->value;
      tva_chart_pen_place (pen,
                           i,
                           mark,
                           (cairo_rectangle_t){ 0.,
                                                pen->height / (length + 1) * i,
                                                pen->width,
                                                pen->height / (length + 1) });
    }
  draw_row (pen, length, length + 1, 0., total, 0., _ ("Total"), total_text);
}
