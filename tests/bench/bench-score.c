/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints how long scoring alone takes on a workspace given by name, for each ranker: three items
 * for every customer with parts and explanations, and one customer on the warm base. */
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/tv-warm.h"

static double
since (gint64 began)
{
  return (double) (g_get_monotonic_time () - began) / 1e6;
}

static void
die (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "no error given");
  exit (1);
}

static void
bench (TvEngine *engine, const char *ranker, guint threads)
{
  const TvRunOptions options
      = { .as_of_day = TV_DAY_NONE, .top_n = 3, .ranker = ranker, .thread_count = threads };
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (TvWarm) warm = tv_engine_ref_warm (engine, &options, NULL, &error);
  double warming = since (began), scoring, alone;
  guint32 count, step;

  if (warm == NULL)
    die ("warm", error);
  count = warm->frame->customer_count;
  step = MAX (count / 1000, 1);
  began = g_get_monotonic_time ();
  {
    g_autoptr (TvRunItems) run = tv_recommender_run (warm->recommender, threads, NULL, &error);

    if (run == NULL)
      die ("run", error);
    scoring = since (began);
  }
  began = g_get_monotonic_time ();
  {
    g_autoptr (TvRunItems) items = tv_run_items_new (warm->frame, &warm->settings);

    for (guint32 i = 0; i < count; i += step)
      tv_recommender_compute (warm->recommender, i, items);
  }
  alone = since (began) / (count / step);
  printf ("%-12s load and learn %7.2f s   score %7.2f s = %9.0f customers/s   one %.4f ms\n",
          ranker,
          warming,
          scoring,
          count / scoring,
          alone * 1000);
}

int
main (int argc, char **argv)
{
  static const char *const rankers[]
      = { "family", "popularity", "frequency", "neighbours", "learned" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = NULL;
  guint threads = argc > 2 ? (guint) atoi (argv[2]) : 2;

  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-score WORKSPACE [THREADS] [RANKER]\n");
      return 2;
    }
  engine = tv_engine_open (argv[1], TV_OPEN_DEFAULT, &error);
  if (engine == NULL)
    die ("open", error);
  for (gsize i = 0; i < G_N_ELEMENTS (rankers); i++)
    if (argc < 4 || g_str_equal (argv[3], rankers[i]))
      bench (engine, rankers[i], threads);
  tv_engine_close (engine);
  return 0;
}
