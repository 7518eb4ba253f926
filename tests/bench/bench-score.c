/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints how long scoring alone takes on a workspace given by name, for each ranker: three items
 * for every customer with parts and explanations, and one customer on the warm base. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pipeline/tv-warm.h"
#include "tastevin.h"

#define QUESTIONS 1500

static double
since (gint64 began)
{
  return (double) (g_get_monotonic_time () - began) / 1e6;
}

/* Time of the thread or of all of the process, which does not depend on what else the machine does.
 */
static double
get_processor_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
die (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "no error given");
  exit (1);
}

/* Scores everybody again and again; returns the shortest time, and the processor's of that time. */
static double
score_all (const TvWarm *warm, guint threads, guint times, double *out_spent, char **out_digest)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < times; i++)
    {
      gint64 began = g_get_monotonic_time ();
      double spent = get_processor_ms (CLOCK_PROCESS_CPUTIME_ID), scoring;
      g_autoptr (GError) error = NULL;
      g_autoptr (TvRunItems) run = tv_recommender_run (warm->recommender, threads, NULL, &error);
      guint8 digest[32];

      if (run == NULL)
        die ("run", error);
      scoring = since (began);
      spent = (get_processor_ms (CLOCK_PROCESS_CPUTIME_ID) - spent) / 1e3;
      if (i == 0 || spent < *out_spent)
        *out_spent = spent;
      best = MIN (best, scoring);
      if (i == 0)
        {
          tv_recommend_digest (warm->frame, run, digest);
          *out_digest
              = g_strdup_printf ("%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
        }
    }
  return best;
}

static void
bench (TvEngine *engine, TvDay day, const char *ranker, guint threads, guint times)
{
  const TvRunOptions options
      = { .as_of_day = day, .top_n = 3, .ranker = ranker, .thread_count = threads };
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (TvWarm) warm = tv_engine_ref_warm (engine, &options, NULL, &error);
  double warming = since (began), scoring, alone, spent = 0;
  g_autofree char *digest = NULL;
  guint32 count, step;

  if (warm == NULL)
    die ("warm", error);
  count = warm->frame->customer_count;
  step = MAX (count / 1000, 1);
  scoring = score_all (warm, threads, times, &spent, &digest);
  began = g_get_monotonic_time ();
  {
    g_autoptr (TvRunItems) items = tv_run_items_new (warm->frame, &warm->settings);

    for (guint32 i = 0; i < count; i += step)
      tv_recommender_compute (warm->recommender, i, items);
  }
  alone = since (began) / (count / step);
  printf (
      "%-12s load and learn %7.2f s   score %7.2f s = %9.0f customers/s, %7.2f s of processor = "
      "%9.0f customers/s each   one %.4f ms   digest %s\n",
      ranker,
      warming,
      scoring,
      count / scoring,
      spent,
      count / spent,
      alone * 1000,
      digest);
  fflush (stdout);
}

/* Every product, in the order that the search gives them by one letter after another. */
static GPtrArray *
list_products (TvEngine *engine)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *products = tv_engine_find_products (engine, "", 100000, &error);

  if (products == NULL || products->len == 0)
    die ("products", error);
  return products;
}

/* Why not, and what would change it, for customers and products spread over the base; the first
 * customers are those who ordered most often, whose answers take longest. */
static void
bench_questions (TvEngine *engine, const char *ranker, guint threads)
{
  const TvCustomerQuery query
      = { .segment = -1, .sort = TV_CUSTOMER_COLUMN_ORDERS, .is_descending = TRUE };
  const TvRunOptions options
      = { .as_of_day = TV_DAY_NONE, .top_n = 3, .ranker = ranker, .thread_count = threads };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_list_customer_ids (engine, &query, NULL, &error);
  g_autoptr (GPtrArray) products = list_products (engine);
  double worst[2] = { 0 }, sum[2] = { 0 };
  g_autofree char *slowest = NULL;

  if (ids == NULL || ids->len == 0)
    die ("list", error);
  for (guint i = 0; i < QUESTIONS; i++)
    {
      guint place = i < QUESTIONS / 4 ? i % ids->len : (guint) ((guint64) i * 7919 % ids->len);
      gint64 id = g_array_index (ids, gint64, place);
      g_autoptr (GPtrArray) rows = tv_engine_get_customers (engine, &id, 1, &error);
      const char *code = ((TvCustomerRow *) rows->pdata[0])->customer_code;
      const char *key = ((TvProductMatch *) products->pdata[i * 104729 % products->len])->key;
      double began = get_processor_ms (CLOCK_THREAD_CPUTIME_ID);
      g_autoptr (TvWhyNot) why = tv_engine_why_not (engine, code, key, &options, NULL, &error);
      double spent[2] = { get_processor_ms (CLOCK_THREAD_CPUTIME_ID) - began, 0 };
      g_autoptr (GPtrArray) changes
          = tv_engine_list_changes (engine, code, key, &options, NULL, &error);

      if (why == NULL || changes == NULL)
        die ("why not", error);
      spent[1] = get_processor_ms (CLOCK_THREAD_CPUTIME_ID) - began - spent[0];
      if (spent[1] > worst[1])
        {
          g_free (slowest);
          slowest = g_strdup_printf ("%s, %s", code, key);
        }
      for (guint k = 0; k < 2; k++)
        {
          worst[k] = MAX (worst[k], spent[k]);
          sum[k] += spent[k];
        }
    }
  printf ("%-12s %d questions: why not mean %.2f ms, worst %.2f ms; what would change it mean "
          "%.2f ms, worst %.2f ms (%s), of processor\n",
          ranker,
          QUESTIONS,
          sum[0] / QUESTIONS,
          worst[0],
          sum[1] / QUESTIONS,
          worst[1],
          slowest);
}

int
main (int argc, char **argv)
{
  static const char *const rankers[]
      = { "family", "popularity", "frequency", "neighbours", "learned" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = NULL;
  guint threads = argc > 2 ? (guint) atoi (argv[2]) : 2;
  TvDay day = TV_DAY_NONE;

  if (argc < 2 || (argc > 6 && !tv_day_parse_iso (argv[6], &day)))
    {
      fprintf (stderr,
               "usage: bench-score WORKSPACE [THREADS] [RANKER [alone [TIMES [YYYY-MM-DD]]]]\n"
               "With “alone” scoring is all that is timed, without why not and what would change "
               "it; the\nshortest of so many times is what counts.\n");
      return 2;
    }
  engine = tv_engine_open (argv[1], TV_OPEN_DEFAULT, &error);
  if (engine == NULL)
    die ("open", error);
  for (gsize i = 0; i < G_N_ELEMENTS (rankers); i++)
    if (argc < 4 || g_str_equal (argv[3], rankers[i]))
      {
        bench (engine, day, rankers[i], threads, argc > 5 ? (guint) atoi (argv[5]) : 1);
        if (argc < 5 || !g_str_equal (argv[4], "alone"))
          bench_questions (engine, rankers[i], threads);
      }
  tv_engine_close (engine);
  return 0;
}
