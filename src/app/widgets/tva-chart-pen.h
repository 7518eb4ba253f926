/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all kinds of chart draw with: text, lines, the value axis, and the plan that says where each
 * point came to lie. Private to the charts; everybody else uses tva-chart-draw.h. */
#pragma once

#include <pango/pangocairo.h>

#include "widgets/tva-chart-draw.h"

G_BEGIN_DECLS

typedef enum
{
  TVA_CHART_TONE_TEXT,  /* labels and values */
  TVA_CHART_TONE_GRID,  /* thin lines behind the marks */
  TVA_CHART_TONE_MARK,  /* bars, lines, points */
  TVA_CHART_TONE_FAINT, /* surfaces behind the marks */
} TvaChartTone;

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  TvaChartSeries *series;
  const TvaChartStyle *style;
  TvaChartPlan *plan;
  double width, height; /* of the whole drawing */
  double line_height;   /* of one line of text */
} TvaChartPen;

void tva_chart_pen_set_tone (TvaChartPen *pen, TvaChartTone tone);
void tva_chart_pen_measure (TvaChartPen *pen, const char *text, double *out_width);
void tva_chart_pen_text (TvaChartPen *pen,
                         double x,
                         double y,
                         double anchor,
                         double maximum_width,
                         const char *text);
void tva_chart_pen_label (TvaChartPen *pen,
                          double right,
                          double y,
                          double width,
                          double height,
                          const char *text);
void tva_chart_pen_rectangle (TvaChartPen *pen,
                              double x,
                              double y,
                              double width,
                              double height,
                              gboolean is_hollow);
void tva_chart_pen_line (TvaChartPen *pen,
                         double x1,
                         double y1,
                         double x2,
                         double y2,
                         gboolean is_dashed);
void
tva_chart_pen_place (TvaChartPen *pen, guint index, cairo_rectangle_t mark, cairo_rectangle_t hit);

void tva_chart_pen_scale (TvaChartPen *pen, double minimum, double maximum, guint tick_count);
void tva_chart_pen_frame (TvaChartPen *pen, double bottom);
double tva_chart_pen_get_y (TvaChartPen *pen, double value);
void tva_chart_pen_value_axis (TvaChartPen *pen);
void tva_chart_pen_labels (TvaChartPen *pen);

/* One function per kind; each fills the plan. */
void tva_chart_draw_columns (TvaChartPen *pen);
void tva_chart_draw_histogram (TvaChartPen *pen);
void tva_chart_draw_bars (TvaChartPen *pen);
void tva_chart_draw_waterfall (TvaChartPen *pen);
void tva_chart_draw_trend (TvaChartPen *pen);

G_END_DECLS
