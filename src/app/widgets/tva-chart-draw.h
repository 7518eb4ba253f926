/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a series with cairo: the same function serves the screen, a picture and a page. Knows no
 * widget. */
#pragma once

#include <cairo.h>
#include <gdk/gdk.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

typedef struct
{
  GdkRGBA foreground; /* text and grid */
  GdkRGBA accent;     /* marks */
  GdkRGBA background; /* behind the value of the selected point */
  const PangoFontDescription *font;
} TvaChartStyle;

/* Where things came to lie: what a pointer or a key needs to find a point. */
typedef struct
{
  cairo_rectangle_t plot;
  double minimum, maximum, step; /* of the value axis */
  GArray *marks;                 /* of cairo_rectangle_t: the drawn shape of each point */
  GArray *hits;                  /* of cairo_rectangle_t: the area that belongs to each point */
} TvaChartPlan;

/* selected: index of the point whose value is shown beside it, -1 = none */
TvaChartPlan *tva_chart_draw (cairo_t *cr,
                              TvaChartSeries *series,
                              double width,
                              double height,
                              const TvaChartStyle *style,
                              int selected);
int tva_chart_plan_find (const TvaChartPlan *plan, double x, double y);
int tva_chart_measure_height (TvaChartSeries *series, int line_height);
void tva_chart_plan_free (TvaChartPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaChartPlan, tva_chart_plan_free)

G_END_DECLS
