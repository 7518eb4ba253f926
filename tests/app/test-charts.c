/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: every kind with no, one and many points, at sizes down to a pixel, with numbers that are
 * none; what they say in words; where a pointer finds a point; and that the table shows what the
 * picture shows. Draws into memory; the card test needs a display. */
#include <adwaita.h>
#include <math.h>

#include "pages/customers/tva-customer-sections.h"
#include "widgets/tva-chart-card.h"
#include "widgets/tva-chart-draw.h"
#include "widgets/tva-chart.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-run-charts.h"

#define N_KINDS 5

static TvaChartSeries *
make_series (TvaChartKind kind, guint length, double factor)
{
  TvaChartSeries *series
      = tva_chart_series_new (kind,
                              kind == TVA_CHART_TREND ? TVA_CHART_UNIT_RATIO : TVA_CHART_UNIT_COUNT,
                              "Title",
                              "Label",
                              "Value");

  if (kind == TVA_CHART_TREND)
    {
      tva_chart_series_add_band (series, "Low", 0.);
      tva_chart_series_add_band (series, "High", .75);
    }
  if (kind == TVA_CHART_HISTOGRAM)
    tva_chart_series_set_threshold (series, 60., "Minimum 60");
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *label = g_strdup_printf ("point %u", i);

      tva_chart_series_add (series,
                            label,
                            kind == TVA_CHART_TREND ? (i % 10) / 10. : (i * 7 % 13) * factor);
    }
  return series;
}

static TvaChartPlan *
draw (TvaChartSeries *series, int width, int height, int selected)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11px");
  TvaChartStyle style
      = { { 0.f, 0.f, 0.f, 1.f }, { 0.f, 0.f, 1.f, 1.f }, { 1.f, 1.f, 1.f, 1.f }, font };
  TvaChartPlan *plan = tva_chart_draw (cr, series, width, height, &style, selected);

  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  pango_font_description_free (font);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return plan;
}

static void
assert_finite (const TvaChartPlan *plan)
{
  for (guint i = 0; i < plan->marks->len; i++)
    {
      const cairo_rectangle_t *mark = &g_array_index (plan->marks, cairo_rectangle_t, i);
      const cairo_rectangle_t *hit = &g_array_index (plan->hits, cairo_rectangle_t, i);

      g_assert_true (isfinite (mark->x) && isfinite (mark->y) && isfinite (mark->width)
                     && isfinite (mark->height));
      g_assert_true (isfinite (hit->x) && isfinite (hit->y) && hit->width >= 0.
                     && hit->height >= 0.);
    }
}

static void
test_all_sizes (void)
{
  static const guint lengths[] = { 0, 1, 2, 20, 400 };
  static const int sizes[][2] = { { 1, 1 }, { 40, 30 }, { 320, 200 }, { 1600, 900 } };

  for (int kind = 0; kind < N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          g_autoptr (TvaChartSeries) series = make_series ((TvaChartKind) kind, lengths[i], 10.);
          g_autoptr (TvaChartPlan) plan
              = draw (series, sizes[j][0], sizes[j][1], (int) lengths[i] - 1);

          g_assert_cmpuint (plan->marks->len, ==, lengths[i]);
          assert_finite (plan);
        }
}

static void
test_odd_values (void)
{
  static const double values[] = { NAN, INFINITY, -INFINITY, 0., -5., 1e300, 1e-300 };

  for (int kind = 0; kind < N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autoptr (TvaChartSeries) series = make_series ((TvaChartKind) kind, 3, 0.);
        g_autoptr (TvaChartPlan) plan = NULL;
        g_autofree char *summary = NULL;

        tva_chart_series_add (series, "odd", values[i]);
        plan = draw (series, 320, 200, 3);
        assert_finite (plan);
        g_assert_true (isfinite (tva_chart_series_get_total (series)));
        summary = tva_chart_series_dup_description (series);
        g_assert_null (strstr (summary, "nan"));
        g_assert_null (strstr (summary, "inf"));
      }
}

/* The middle of each point's area belongs to that point and to no other one. */
static void
test_hits (void)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr (TvaChartSeries) series = make_series ((TvaChartKind) kind, 20, 3.);
      g_autoptr (TvaChartPlan) plan = draw (series, 640, 480, -1);

      for (guint i = 0; i < plan->hits->len; i++)
        {
          const cairo_rectangle_t *hit = &g_array_index (plan->hits, cairo_rectangle_t, i);

          g_assert_cmpint (
              tva_chart_plan_find (plan, hit->x + hit->width / 2., hit->y + hit->height / 2.),
              ==,
              i);
        }
      g_assert_cmpint (tva_chart_plan_find (plan, -1., -1.), ==, -1);
    }
}

/* Higher values never draw shorter columns, and equal ones are equally high. */
static void
test_order (void)
{
  g_autoptr (TvaChartSeries) series = make_series (TVA_CHART_COLUMNS, 30, 11.);
  g_autoptr (TvaChartPlan) plan = draw (series, 800, 300, -1);

  for (guint i = 0; i < 30; i++)
    for (guint j = 0; j < 30; j++)
      {
        double first = tva_chart_series_get_point (series, i)->value;
        double second = tva_chart_series_get_point (series, j)->value;

        if (first > second)
          g_assert_cmpfloat (g_array_index (plan->marks, cairo_rectangle_t, i).height,
                             >,
                             g_array_index (plan->marks, cairo_rectangle_t, j).height);
      }
}

/* Each part begins where the one before ended. */
static void
test_waterfall (void)
{
  static const double parts[] = { 30., 23.4, 19.5, 8.5 };
  g_autoptr (TvaChartSeries) series
      = tva_chart_series_new (TVA_CHART_WATERFALL, TVA_CHART_UNIT_SCORE, "Score", "Part", "Points");
  g_autoptr (TvaChartPlan) plan = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    tva_chart_series_add (series, "part", parts[i]);
  plan = draw (series, 500, 200, -1);
  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    {
      const cairo_rectangle_t *before = &g_array_index (plan->marks, cairo_rectangle_t, i - 1);
      const cairo_rectangle_t *mark = &g_array_index (plan->marks, cairo_rectangle_t, i);

      g_assert_cmpfloat_with_epsilon (mark->x, before->x + before->width, 1e-6);
    }
  g_assert_cmpfloat_with_epsilon (tva_chart_series_get_total (series), 81.4, 1e-9);
}

static void
test_words (void)
{
  g_autoptr (TvaChartSeries) bars
      = tva_chart_series_new (TVA_CHART_BARS, TVA_CHART_UNIT_COUNT, "Items", "Scenario", "Items");
  g_autoptr (TvaChartSeries) trend = make_series (TVA_CHART_TREND, 0, 0.);
  g_autofree char *none = tva_chart_series_dup_summary (bars);
  g_autofree char *some = NULL;
  g_autofree char *up = NULL;
  g_autofree char *point = NULL;

  g_assert_cmpstr (none, ==, "There is nothing to show yet.");
  tva_chart_series_add (bars, "Upsell", 25.);
  tva_chart_series_add (bars, "Re-buy", 75.);
  some = tva_chart_series_dup_summary (bars);
  g_assert_nonnull (strstr (some, "Re-buy comes first with 75 of 100"));
  tva_chart_series_add (trend, "Run 1", .70);
  tva_chart_series_add (trend, "Run 2", .80);
  up = tva_chart_series_dup_summary (trend);
  g_assert_nonnull (strstr (up, "Run 2"));
  g_assert_nonnull (strstr (up, "High"));
  g_assert_nonnull (strstr (up, "up by 10.0 points"));
  point = tva_chart_series_dup_point_text (trend, 0);
  g_assert_true (g_str_has_suffix (point, "Low"));
}

/* The threshold counts whole bins from its own on. */
static void
test_threshold (void)
{
  g_autoptr (TvaChartSeries) series = tva_chart_series_new (TVA_CHART_HISTOGRAM,
                                                            TVA_CHART_UNIT_COUNT,
                                                            "Scores",
                                                            "Score",
                                                            "Items");
  g_autofree char *summary = NULL;

  for (int i = 0; i < 20; i++)
    tva_chart_series_add (series, "bin", 1.);
  tva_chart_series_set_threshold (series, 60., "Minimum 60");
  summary = tva_chart_series_dup_summary (series);
  g_assert_true (g_str_has_prefix (summary, "8 of 20 (40"));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_card (void)
{
  g_autoptr (TvaChartSeries) series = make_series (TVA_CHART_COLUMNS, 7, 2.);
  GtkWidget *card = g_object_ref_sink (tva_chart_card_new ());
  GtkWidget *chart = find_type (card, TVA_TYPE_CHART);

  tva_chart_card_set_series (TVA_CHART_CARD (card), series);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chart),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Title");
  g_assert_true (gtk_widget_get_visible (chart));
  tva_chart_card_set_table_shown (TVA_CHART_CARD (card), TRUE);
  g_assert_false (gtk_widget_get_visible (chart));

  GtkGrid *grid = GTK_GRID (find_type (card, GTK_TYPE_GRID));
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *value
          = tva_chart_series_format (series, tva_chart_series_get_point (series, i)->value);
      const char *label
          = gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (grid, 0, (int) i + 1)));

      g_assert_cmpstr (label, ==, tva_chart_series_get_point (series, i)->label);
      g_assert_cmpstr (
          gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (grid, 1, (int) i + 1))),
          ==,
          value);
    }
  tva_chart_set_selected (TVA_CHART (chart), 6);
  g_assert_cmpint (tva_chart_get_selected (TVA_CHART (chart)), ==, 6);
  tva_chart_set_selected (TVA_CHART (chart), 99);
  g_assert_cmpint (tva_chart_get_selected (TVA_CHART (chart)), ==, -1);
  g_object_unref (card);
}

/* The narrower, the higher; never wider than it is given. */
static void
test_flow (void)
{
  GtkWidget *flow = g_object_ref_sink (tva_flow_new (100, 10));
  int wide, narrow, minimum;

  for (int i = 0; i < 6; i++)
    {
      GtkWidget *child = gtk_label_new ("x");

      gtk_widget_set_size_request (child, 50, 40);
      tva_flow_append (TVA_FLOW (flow), child);
    }
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 650, &wide, NULL, NULL, NULL);
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 210, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (flow, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (wide, ==, 40);
  g_assert_cmpint (narrow, ==, 3 * 40 + 2 * 10);
  g_assert_cmpint (minimum, ==, 50);
  g_object_unref (flow);
}

/* Four of which three fit stand two by two. */
static void
test_flow_even (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *flow = tva_flow_new (100, 10), *children[4];

  gtk_window_set_child (GTK_WINDOW (window), flow);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = gtk_label_new ("x");
      gtk_widget_set_size_request (children[i], 50, 40);
      tva_flow_append (TVA_FLOW (flow), children[i]);
    }
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 330, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (flow, 330, 90, -1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    g_assert_cmpint (gtk_widget_get_width (children[i]), ==, 160);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What expands has the rest of its row, and breaks the row where there is no room. */
static void
test_flow_rest (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *flow = tva_flow_new (0, 10);
  GtkWidget *first = gtk_label_new ("x"), *last = gtk_label_new ("x");
  int height;

  gtk_window_set_child (GTK_WINDOW (window), flow);
  gtk_widget_set_size_request (first, 50, 40);
  gtk_widget_set_hexpand (first, TRUE);
  gtk_widget_set_size_request (last, 60, 40);
  tva_flow_append (TVA_FLOW (flow), first);
  tva_flow_append (TVA_FLOW (flow), last);
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 300, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40);
  gtk_widget_allocate (flow, 300, height, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (first), ==, 300 - 60 - 10);
  g_assert_cmpint (gtk_widget_get_width (last), ==, 60);
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 100, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40 + 10 + 40);
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
get_end (GtkWidget *child, GtkWidget *flow)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, flow, &bounds));
  return (int) (bounds.origin.x + bounds.size.width);
}

/* What needs more than a column widens all of them; a row that is not full may stand at the end. */
static void
test_flow_columns (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *flow = tva_flow_new (40, 10);
  GtkWidget *child[3];
  int height;

  gtk_window_set_child (GTK_WINDOW (window), flow);
  for (int i = 0; i < 3; i++)
    {
      child[i] = gtk_label_new ("x");
      gtk_widget_set_size_request (child[i], i == 1 ? 90 : 30, 40);
      tva_flow_append (TVA_FLOW (flow), child[i]);
    }
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 200, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40 + 10 + 40);
  gtk_widget_allocate (flow, 200, height, -1, NULL);
  g_assert_cmpint (get_end (child[1], flow), ==, 200);
  g_object_set (flow, "column-width", 0, NULL);
  tva_flow_set_at_end (TVA_FLOW (flow), TRUE);
  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, 150, &height, NULL, NULL, NULL);
  gtk_widget_allocate (flow, 150, height, -1, NULL);
  g_assert_cmpint (get_end (child[1], flow), ==, 150);
  g_assert_cmpint (get_end (child[2], flow), ==, 150);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* "Highest is A with 0, lowest A with 0" would say nothing. */
static void
test_all_alike (void)
{
  g_autoptr (TvaChartSeries) series = make_series (TVA_CHART_BARS, 0, 1.);
  g_autofree char *summary = NULL;

  for (int i = 0; i < 3; i++)
    tva_chart_series_add (series, "bar", 0.);
  summary = tva_chart_series_dup_summary (series);
  g_assert_cmpstr (summary, ==, "0 everywhere.");
}

/* An interval holds its value, is said wherever the value is, and fits into the drawing. */
static void
test_intervals (void)
{
  g_autoptr (TvaChartSeries) series = make_series (TVA_CHART_BARS, 0, 1.);
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  tva_chart_series_add (series, "plain", 4.);
  g_assert_false (tva_chart_series_has_intervals (series));
  tva_chart_series_add_interval (series, "sure", 10., 8., 13.);
  tva_chart_series_add_interval (series, "odd", 5., 6., NAN);
  g_assert_true (tva_chart_series_has_intervals (series));
  g_assert_cmpfloat (tva_chart_series_get_point (series, 2)->low, ==, 5.);
  g_assert_cmpfloat (tva_chart_series_get_point (series, 2)->high, ==, 5.);
  text = tva_chart_series_dup_point_text (series, 1);
  g_assert_cmpstr (text, ==, "sure: 10 (8 to 13)");
  description = tva_chart_series_dup_description (series);
  g_assert_nonnull (strstr (description, "sure: 10 (8 to 13)"));
  for (int width = 40; width < 700; width += 220)
    {
      TvaChartPlan *plan = draw (series, width, 120, 1);
      const cairo_rectangle_t *mark = &g_array_index (plan->marks, cairo_rectangle_t, 1);

      g_assert_cmpfloat (plan->maximum, ==, 13.);
      g_assert_cmpfloat (mark->x + mark->width, <=, width);
      tva_chart_plan_free (plan);
    }
}

/* Each count has a plural of its own. */
static void
test_run_counts (void)
{
  static const struct
  {
    gint64 items, customers;
    const char *text;
  } cases[] = { { 3, 1, "3 recommendations for 1 customer" },
                { 1, 1, "1 recommendation for 1 customer" },
                { 4, 2, "4 recommendations for 2 customers" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TvRunRow run = { .item_count = cases[i].items, .served_count = cases[i].customers };
      g_autofree char *text = tva_run_dup_counts (&run);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What has no family is called so; where nothing has one, there is nothing to draw. */
static void
test_families (void)
{
  TvFamilyShare nameless = { .family = (char *) "", .share = 1 };
  TvFamilyShare red = { .family = (char *) "Red", .share = .4 };
  g_autoptr (GPtrArray) families = g_ptr_array_new ();
  TvCustomerDetail detail = { .families = families };
  g_autoptr (GtkWidget) card = NULL;
  GtkWidget *label;

  g_assert_null (tva_customer_section_families (&detail));
  g_ptr_array_add (families, &nameless);
  g_assert_null (tva_customer_section_families (&detail));
  nameless.share = .6;
  g_ptr_array_add (families, &red);
  card = g_object_ref_sink (tva_customer_section_families (&detail));
  tva_chart_card_set_table_shown (TVA_CHART_CARD (card), TRUE);
  label = gtk_grid_get_child_at (GTK_GRID (find_type (card, GTK_TYPE_GRID)), 0, 1);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Without a family");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/run/counts", test_run_counts);
  g_test_add_func ("/charts/all-sizes", test_all_sizes);
  g_test_add_func ("/charts/odd-values", test_odd_values);
  g_test_add_func ("/charts/hits", test_hits);
  g_test_add_func ("/charts/order", test_order);
  g_test_add_func ("/charts/waterfall", test_waterfall);
  g_test_add_func ("/charts/words", test_words);
  g_test_add_func ("/charts/threshold", test_threshold);
  g_test_add_func ("/charts/intervals", test_intervals);
  g_test_add_func ("/charts/card", test_card);
  g_test_add_func ("/charts/families", test_families);
  g_test_add_func ("/charts/flow", test_flow);
  g_test_add_func ("/charts/flow-even", test_flow_even);
  g_test_add_func ("/charts/flow-rest", test_flow_rest);
  g_test_add_func ("/charts/flow-columns", test_flow_columns);
  g_test_add_func ("/charts/all-alike", test_all_alike);
  return g_test_run ();
}
