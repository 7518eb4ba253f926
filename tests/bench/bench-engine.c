/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints how long the reads take that a person waits for, on a workspace given by name: each sort
 * of the customer table, a search, a page of rows, the slider of a minimum score, one customer
 * computed alone on the warm frame. Medians and worst of several runs, in milliseconds. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "tastevin.h"

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
report (const char *what, GArray *times)
{
  g_array_sort (times, compare_doubles);
  printf ("%-44s median %9.3f ms   p95 %9.3f ms   worst %9.3f ms   (%u times)\n",
          what,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100),
          g_array_index (times, double, times->len - 1),
          times->len);
  g_array_set_size (times, 0);
}

static void
die (const char *what, GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "no error given");
  exit (1);
}

static GArray *
time_query (TvEngine *engine, const TvCustomerQuery *query, GArray *times)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GArray *ids = tv_engine_list_customer_ids (engine, query, NULL, &error);
  double spent = (g_get_monotonic_time () - began) / 1000.0;

  if (ids == NULL)
    die ("list", error);
  g_array_append_val (times, spent);
  return ids;
}

static void
bench_table (TvEngine *engine, GArray *times)
{
  TvCustomerQuery query = { .segment = -1 };

  for (int column = 0; column < TV_N_CUSTOMER_COLUMNS; column++)
    {
      g_autofree char *label = g_strconcat ("sort by ", tv_customer_column_get_code (column), NULL);

      for (int i = 0; i < 7; i++)
        {
          query.sort = column;
          query.is_descending = i % 2 != 0;
          g_array_unref (time_query (engine, &query, times));
        }
      report (label, times);
    }
  query.search = "ma 12";
  for (int i = 0; i < 7; i++)
    g_array_unref (time_query (engine, &query, times));
  report ("search of two words", times);
}

static void
bench_pages (TvEngine *engine, GArray *ids, GRand *random, GArray *times)
{
  for (int i = 0; i < 200 && ids->len > 128; i++)
    {
      g_autoptr (GError) error = NULL;
      guint first = g_rand_int_range (random, 0, ids->len - 128);
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows
          = tv_engine_get_customers (engine, &g_array_index (ids, gint64, first), 128, &error);
      double spent = (g_get_monotonic_time () - began) / 1000.0;

      if (rows == NULL)
        die ("page", error);
      g_array_append_val (times, spent);
    }
  if (times->len > 0)
    report ("page of 128 rows", times);
}

static void
bench_customers (TvEngine *engine, GArray *ids, GRand *random, GArray *times)
{
  TvRunOptions options = { .as_of_day = TV_DAY_NONE };
  double cold = -1;

  for (int i = 0; i < 501; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = g_array_index (ids, gint64, g_rand_int_range (random, 0, ids->len));
      g_autoptr (GPtrArray) rows = tv_engine_get_customers (engine, &id, 1, &error);
      const TvCustomerRow *row = rows != NULL ? g_ptr_array_index (rows, 0) : NULL;
      gint64 began = g_get_monotonic_time ();
      int exclusion;
      g_autoptr (GPtrArray) items = row != NULL ? tv_engine_compute_customer (engine,
                                                                              row->customer_code,
                                                                              &options,
                                                                              &exclusion,
                                                                              NULL,
                                                                              &error)
                                                : NULL;
      double spent = (g_get_monotonic_time () - began) / 1000.0;

      if (items == NULL)
        die ("customer", error);
      if (cold < 0)
        cold = spent;
      else
        g_array_append_val (times, spent);
    }
  printf ("%-44s %9.3f ms\n", "one customer, cold (loads the frame)", cold);
  report ("one customer computed alone, warm", times);
}

/* The panel of the Runs page: the verdicts once, then a look-up for each place of the slider. */
static void
bench_what_if (TvEngine *engine, GArray *times)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (TvWhatIf) what_if = tv_engine_load_what_if (engine, 0, NULL, &error);
  TvWhatIfCounts counts;

  if (what_if == NULL)
    {
      printf ("%-44s no run\n", "what if");
      return;
    }
  tv_what_if_count (what_if, 0, &counts);
  printf ("%-44s %9.3f ms   (%" G_GINT64_FORMAT " items)\n",
          "what if, the verdicts of the latest run",
          (double) (g_get_monotonic_time () - began) / 1000.0,
          counts.item_count);
  for (int i = 0; i <= 10000; i++)
    {
      double spent;

      began = g_get_monotonic_time ();
      tv_what_if_count (what_if, i / 100.0, &counts);
      spent = (double) (g_get_monotonic_time () - began) / 1000.0;
      g_array_append_val (times, spent);
    }
  report ("what if, one move of the slider", times);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  TvCustomerQuery query = { .segment = -1 };

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-engine WORKSPACE\n");
      return 2;
    }
  engine = tv_engine_open (argv[1], TV_OPEN_DEFAULT, &error);
  if (engine == NULL)
    die ("open", error);
  bench_table (engine, times);
  ids = time_query (engine, &query, times);
  g_array_set_size (times, 0);
  if (ids->len == 0)
    die ("the workspace has no customers", NULL);
  bench_pages (engine, ids, random, times);
  bench_what_if (engine, times);
  bench_customers (engine, ids, random, times);
  tv_engine_close (engine);
  return 0;
}
