/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what the stages of training and ranking take on a workspace given by name, as of a given
 * day, on one thread: milliseconds of processor time, the least of some rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pipeline/tv-engine-private.h"
#include "recommend/tv-model-window.h"
#include "recommend/tv-rank-labels.h"

#define TOP 10
#define WINDOW_DAYS 30
#define WINDOW_CUSTOMERS 2500

typedef enum
{
  STAGE_LOAD,
  STAGE_TRAIN,
  STAGE_RANK,
  STAGE_LABELS,
  STAGE_PAIRS,
  STAGE_BASE,
  STAGE_WINDOW_BASE,
  STAGE_WINDOW,
  STAGE_TABLE,
  STAGE_FIT,
  N_STAGES,
} Stage;

static const char *const stage_names[N_STAGES] = { "load the frame",
                                                   "train for all products",
                                                   "rank for every customer",
                                                   "  of training: similar labels",
                                                   "  pairs of customer and product",
                                                   "  pairs and similar products, as of the day",
                                                   "  the same before the last month",
                                                   "  rows of the last month",
                                                   "  these rows as a table",
                                                   "  weights fitted to them" };

typedef struct
{
  double least[N_STAGES];
  gint64 began;
} Clock;

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Ends a stage; the next one begins. */
static void
clock_note (Clock *clock, Stage stage)
{
  gint64 now = get_cpu ();
  double spent = (double) (now - clock->began) / 1e6;

  if (clock->least[stage] == 0 || spent < clock->least[stage])
    clock->least[stage] = spent;
  clock->began = get_cpu ();
}

static void
die (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "no error given");
  exit (1);
}

static void
rank (const TvModel *model, const TvFrame *frame)
{
  g_autoptr (TvModelScorer) scorer = tv_model_scorer_new (model);
  TvRanked list[TOP];

  for (guint32 c = 0; c < frame->customer_count; c++)
    if (frame->event_offset[c] < frame->event_offset[c + 1])
      tv_model_scorer_rank (scorer, c, TV_RANKER_LEARNED, TV_PROTOCOL_ALL, TOP, list);
}

static void
bench_window (Clock *clock, const TvFrame *frame, const TvSimilar *labels, TvDay day)
{
  g_autoptr (TvRankBase) base = NULL;
  g_autoptr (TvModelWindow) window = NULL;
  g_autoptr (TvLogisticTable) table = NULL;
  g_auto (TvLogisticRows) rows = { 0 };
  TvLogistic weights;

  base = tv_rank_base_new (frame, labels, day - WINDOW_DAYS, 1, TV_RANK_FULL, 1, NULL, NULL);
  clock_note (clock, STAGE_WINDOW_BASE);
  window = tv_model_window_new (base, day, WINDOW_CUSTOMERS);
  clock_note (clock, STAGE_WINDOW);
  tv_logistic_rows_init (&rows);
  tv_model_window_add_rows (window, TV_PROTOCOL_ALL, 1, &rows);
  table = tv_logistic_table_new (&rows);
  clock_note (clock, STAGE_TABLE);
  tv_logistic_table_fit (table, G_MAXUINT, NULL, &weights);
  clock_note (clock, STAGE_FIT);
}

static void
bench_parts (Clock *clock, const TvFrame *frame, TvDay day)
{
  TvSimilar labels = { 0 };

  clock->began = get_cpu ();
  if (!tv_rank_labels_find (frame, &labels, 1, NULL, NULL))
    die ("labels", NULL);
  clock_note (clock, STAGE_LABELS);
  tv_rank_base_free (tv_rank_base_new (frame, &labels, day, 1, TV_RANK_PLAIN, 1, NULL, NULL));
  clock_note (clock, STAGE_PAIRS);
  tv_rank_base_free (tv_rank_base_new (frame, &labels, day, 1, TV_RANK_FULL, 1, NULL, NULL));
  clock_note (clock, STAGE_BASE);
  bench_window (clock, frame, &labels, day);
  tv_similar_clear (&labels);
}

static void
bench (Clock *clock, TvEngine *engine, TvDay day)
{
  const TvModelOptions options = { .protocols = 1 << TV_PROTOCOL_ALL };
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvModel) model = NULL;
  g_autoptr (GError) error = NULL;

  clock->began = get_cpu ();
  if (!tv_read_begin (&read, engine, NULL, &error))
    die ("read", error);
  read.job.thread_count = 1;
  frame = tv_frame_load (&read.job, day - 1, &error);
  if (frame == NULL)
    die ("load", error);
  clock_note (clock, STAGE_LOAD);
  model = tv_model_train (frame, day, &options, 1, NULL, &error);
  if (model == NULL)
    die ("train", error);
  clock_note (clock, STAGE_TRAIN);
  rank (model, frame);
  clock_note (clock, STAGE_RANK);
  bench_parts (clock, frame, day);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = NULL;
  int rounds = argc > 3 ? atoi (argv[3]) : 5;
  Clock clock = { 0 };
  TvDay day;

  if (argc < 3 || !tv_day_parse_iso (argv[2], &day))
    {
      fprintf (stderr, "usage: bench-train WORKSPACE DAY [ROUNDS]\n");
      return 2;
    }
  engine = tv_engine_open (argv[1], TV_OPEN_DEFAULT, &error);
  if (engine == NULL)
    die ("open", error);
  for (int i = 0; i < rounds; i++)
    bench (&clock, engine, day);
  for (int i = 0; i < N_STAGES; i++)
    printf ("%-44s %8.1f ms\n", stage_names[i], clock.least[i]);
  tv_engine_close (engine);
  return 0;
}
