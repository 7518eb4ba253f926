/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints where the time of a run goes on a workspace given by name, stage by stage, and the most
 * memory that the process had by then. The run is written, as a person's run is; customers are
 * scored from the end of learning on, beside what the other lines name. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "govern/tv-gate-writing.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-warm.h"
#include "profile/tv-outlook.h"
#include "profile/tv-profile.h"
#include "quality/tv-quality.h"
#include "recommend/tv-run-stream.h"
#include "tastevin.h"

/* What the stages hand on. */
typedef struct
{
  TvWarm *warm;
  TvRunStream *stream;
  TvOutlook *outlook;
  guint8 digest[32];
  gint64 began_usec, stage_usec;
  double cpu;
} Run;

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
tell (Run *run, const char *stage)
{
  gint64 now = g_get_monotonic_time ();
  double cpu = get_cpu_seconds ();
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  printf ("%-28s %8.2f s   %8.2f s of processor   %6ld MB\n",
          stage,
          (double) (now - run->stage_usec) / 1e6,
          cpu - run->cpu,
          usage.ru_maxrss / 1024);
  fflush (stdout);
  run->stage_usec = g_get_monotonic_time ();
  run->cpu = cpu;
}

static void
die (const char *what, const GError *error)
{
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "no error given");
  exit (1);
}

/* Loading and facts once more by themselves: in a run they come together with learning. */
static void
load (Run *run, TvEngine *engine, const TvRunOptions *options)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvFrame) frame = NULL;
  TvFactsTable *facts;
  TvSettings settings;

  if (!tv_read_begin (&read, engine, NULL, &error))
    die ("read", error);
  read.job.thread_count = options->thread_count;
  frame = tv_frame_load (&read.job, options->as_of_day, &error);
  if (frame == NULL)
    die ("load", error);
  tell (run, "load the frame");
  tv_settings_init_default (&settings);
  facts = tv_facts_table_new (frame, &settings, options->thread_count, NULL, &error);
  if (facts == NULL)
    die ("facts", error);
  tv_facts_table_free (facts);
  tell (run, "facts");
}

static gboolean
write_items (TvJob *job, Run *run, TvRunWriting *writing, TvGateWriting *gate, GError **error)
{
  const TvWarm *warm = run->warm;
  const TvRunItems *items = tv_run_stream_get_run (run->stream);
  g_autoptr (TvRunDigest) digest = tv_run_digest_new (warm->frame, items);

  while (!tv_run_stream_is_done (run->stream))
    {
      if (!tv_run_stream_next (run->stream, error)
          || !tv_recommend_write_items (job, warm->frame, items, writing, error)
          || !tv_gate_writing_add (gate, error))
        return FALSE;
      tv_run_digest_add (digest);
    }
  tv_run_digest_finish (digest, run->digest);
  tell (run, "score, judge and write items");
  return tv_recommend_finish (job,
                              warm->frame,
                              items,
                              writing,
                              warm->policy->id,
                              warm->settings.top_n,
                              run->digest,
                              run->began_usec,
                              error);
}

static gboolean
write_cb (TvJob *job, gpointer data, GError **error)
{
  Run *run = data;
  const TvWarm *warm = run->warm;
  const TvRunItems *items = tv_run_stream_get_run (run->stream);
  g_autoptr (TvGateWriting) gate = NULL;
  TvRunWriting writing;
  double pass_rate;

  if (!tv_profile_write (job, warm->frame, warm->facts, &warm->settings, run->outlook, error))
    return FALSE;
  tell (run, "write the profiles");
  if (!tv_recommend_begin (job, &writing, error))
    return FALSE;
  gate = tv_gate_writing_new (job,
                              writing.run_id,
                              writing.first_item_id,
                              warm->frame,
                              warm->facts,
                              items,
                              warm->policy,
                              error);
  if (gate == NULL || !write_items (job, run, &writing, gate, error))
    return FALSE;
  tell (run, "write the rest of the run");
  if (!tv_gate_writing_finish (gate, &pass_rate, error))
    return FALSE;
  tell (run, "ledger");
  if (!tv_quality_measure (job, writing.run_id, warm->frame, warm->facts, items, pass_rate, error))
    return FALSE;
  tell (run, "quality");
  return TRUE;
}

static void
do_run (Run *run, TvEngine *engine, const TvRunOptions *options)
{
  g_autoptr (GError) error = NULL;

  run->warm = tv_engine_ref_warm (engine, options, NULL, &error);
  if (run->warm == NULL)
    die ("warm", error);
  tell (run, "load, facts and learn");
  run->stream = tv_run_stream_new (run->warm->recommender, options->thread_count, NULL);
  run->outlook = tv_outlook_new (run->warm->frame, options->thread_count, NULL, &error);
  if (run->outlook == NULL)
    die ("outlook", error);
  tell (run, "outlook");
  if (!tv_engine_write_bulk (engine, write_cb, run, 0, NULL, &error))
    die ("write", error);
  tell (run, "commit");
  tv_run_stream_free (run->stream);
  tv_outlook_free (run->outlook);
  tv_warm_unref (run->warm);
}

int
main (int argc, char **argv)
{
  TvRunOptions options = { .as_of_day = TV_DAY_NONE, .top_n = 3, .thread_count = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = NULL;
  Run run = { .began_usec = g_get_real_time (), .stage_usec = g_get_monotonic_time () };
  gint64 whole;

  if (argc < 2)
    {
      fprintf (stderr,
               "usage: bench-run WORKSPACE [THREADS] [RANKER] [PRESET] [apart|load]\n"
               "Makes one run and prints what each stage took: elapsed, of all processors, and the "
               "largest memory so far.\n"
               "With “apart” the base is loaded once more before, to time loading and facts "
               "alone; with “load” that is all.\n");
      return 2;
    }
  options.thread_count = argc > 2 ? (guint) atoi (argv[2]) : 2;
  options.ranker = argc > 3 ? argv[3] : NULL;
  options.preset = argc > 4 ? argv[4] : NULL;
  engine = tv_engine_open (argv[1], TV_OPEN_DEFAULT, &error);
  if (engine == NULL)
    die ("open", error);
  if (argc > 5)
    {
      TvRunOptions early = options;

      early.as_of_day = tv_day_today ();
      load (&run, engine, &early);
      if (g_str_equal (argv[5], "load"))
        {
          tv_engine_close (engine);
          return 0;
        }
    }
  whole = g_get_monotonic_time ();
  do_run (&run, engine, &options);
  run.stage_usec = whole;
  tell (&run, "the run");
  tv_engine_close (engine);
  return 0;
}
