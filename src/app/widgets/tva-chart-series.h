/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart shows: its points, how their values are printed, an optional threshold and level
 * bands, and the sentences that say the same in words. Filled once, then shared unchanged between a
 * chart, its table and its accessible description. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TVA_CHART_COLUMNS,   /* vertical bars */
  TVA_CHART_BARS,      /* horizontal bars */
  TVA_CHART_HISTOGRAM, /* bins of equal width over a range */
  TVA_CHART_TREND,     /* a line over time, with level bands */
  TVA_CHART_WATERFALL, /* parts that add up to a total */
} TvaChartKind;

typedef enum
{
  TVA_CHART_UNIT_COUNT,
  TVA_CHART_UNIT_NUMBER, /* one decimal */
  TVA_CHART_UNIT_SCORE,  /* two decimals */
  TVA_CHART_UNIT_RATIO,  /* 0-1, shown in per cent */
  TVA_CHART_UNIT_MONEY,  /* cents */
} TvaChartUnit;

typedef struct
{
  char *label;
  double value;
  double low, high; /* an interval that holds the value; both = value without one */
} TvaChartPoint;

typedef struct
{
  char *label;
  double from; /* value where it begins; it ends where the next one begins */
} TvaChartBand;

typedef struct _TvaChartSeries TvaChartSeries;

/* label_title and value_title head the two columns of the table. */
TvaChartSeries *tva_chart_series_new (TvaChartKind kind,
                                      TvaChartUnit unit,
                                      const char *title,
                                      const char *label_title,
                                      const char *value_title);
TvaChartSeries *tva_chart_series_ref (TvaChartSeries *series);
void tva_chart_series_unref (TvaChartSeries *series);

/* Filling, before it is shown. */
void tva_chart_series_add (TvaChartSeries *series, const char *label, double value);
void tva_chart_series_add_interval (TvaChartSeries *series,
                                    const char *label,
                                    double value,
                                    double low,
                                    double high);
void tva_chart_series_add_band (TvaChartSeries *series, const char *label, double from);
void tva_chart_series_set_currency (TvaChartSeries *series, const char *currency);
void tva_chart_series_set_range (TvaChartSeries *series, double from, double to);
void tva_chart_series_set_summary (TvaChartSeries *series, const char *summary);
void tva_chart_series_set_threshold (TvaChartSeries *series, double position, const char *label);

TvaChartKind tva_chart_series_get_kind (TvaChartSeries *series);
TvaChartUnit tva_chart_series_get_unit (TvaChartSeries *series);
const char *tva_chart_series_get_title (TvaChartSeries *series);
const char *tva_chart_series_get_label_title (TvaChartSeries *series);
const char *tva_chart_series_get_value_title (TvaChartSeries *series);
guint tva_chart_series_get_length (TvaChartSeries *series);
const TvaChartPoint *tva_chart_series_get_point (TvaChartSeries *series, guint index);
guint tva_chart_series_get_band_count (TvaChartSeries *series);
const TvaChartBand *tva_chart_series_get_band (TvaChartSeries *series, guint index);
int tva_chart_series_find_band (TvaChartSeries *series, double value);
void tva_chart_series_get_range (TvaChartSeries *series, double *out_from, double *out_to);
gboolean tva_chart_series_get_threshold (TvaChartSeries *series,
                                         double *out_position,
                                         const char **out_label);
double tva_chart_series_get_total (TvaChartSeries *series);

char *tva_chart_series_format (TvaChartSeries *series, double value);
gboolean tva_chart_series_has_intervals (TvaChartSeries *series);
char *tva_chart_series_dup_interval (TvaChartSeries *series, guint index);
char *tva_chart_series_dup_point_text (TvaChartSeries *series, guint index);
char *tva_chart_series_dup_summary (TvaChartSeries *series);
char *tva_chart_series_dup_description (TvaChartSeries *series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaChartSeries, tva_chart_series_unref)

G_END_DECLS
