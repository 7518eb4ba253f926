/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a run (SPEC section 9), from frame and items in memory: linear, without a sort of
 * the scores, for they are integer hundredths. Writes run_metric and run_count. A run without items
 * has zeros everywhere. */
#include "quality/tv-quality.h"

#define SCORE_BINS 20
#define MAXIMUM_SCORE 10000

static const TvRunItem *
get_items (const TvRunItems *run)
{
  return (const TvRunItem *) (void *) run->items->data;
}

static double
divide (double dividend, double divisor)
{
  return divisor > 0 ? dividend / divisor : 0;
}

/* Mean over the customers served of distinct families / items, and of distinct families. Items of
 * one customer follow each other and are few. */
static double
get_diversity (const TvFrame *frame, const TvRunItems *run, double *out_families)
{
  const TvRunItem *items = get_items (run);
  double sum = 0;
  guint64 family_count = 0;
  guint served_count = 0;

  for (guint first = 0; first < run->items->len;)
    {
      guint end = first;
      guint distinct_count = 0;

      for (; end < run->items->len && items[end].customer == items[first].customer; end++)
        {
          guint other = first;

          while (frame->product_family[items[other].product]
                 != frame->product_family[items[end].product])
            other++;
          distinct_count += other == end;
        }
      sum += (double) distinct_count / (end - first);
      family_count += distinct_count;
      served_count++;
      first = end;
    }
  *out_families = divide ((double) family_count, served_count);
  return divide (sum, served_count);
}

/* Whether well-known products are shown, and how many that the customer never bought. */
static void
get_novelty (const TvRunItems *run, double *out_popularity, double *out_new)
{
  const TvRunItem *items = get_items (run);
  guint64 popularity = 0;
  guint new_count = 0;

  for (guint i = 0; i < run->items->len; i++)
    {
      popularity += items[i].popularity;
      new_count += items[i].is_new;
    }
  *out_popularity = divide ((double) popularity / 10000, run->items->len);
  *out_new = divide (new_count, run->items->len);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* Share of the sellable products that are shown at all, and the Gini index of how often each is: 0
 * = all alike, towards 1 = only one. */
static void
get_exposure (const TvFrame *frame, const TvRunItems *run, double *out_coverage, double *out_gini)
{
  const TvRunItem *items = get_items (run);
  g_autofree guint32 *shown = g_new0 (guint32, MAX (frame->product_count, 1));
  guint32 sellable_count = 0;
  guint32 covered_count = 0;
  double total = 0;
  double weighted = 0;

  for (guint i = 0; i < run->items->len; i++)
    shown[items[i].product]++;
  for (guint32 p = 0; p < frame->product_count; p++)
    if (frame->is_sellable[p])
      {
        covered_count += shown[p] > 0;
        shown[sellable_count++] = shown[p];
      }
  qsort (shown, sellable_count, sizeof (guint32), compare_counts);
  for (guint32 i = 0; i < sellable_count; i++)
    {
      total += shown[i];
      weighted += (double) (i + 1) * shown[i];
    }
  *out_coverage = divide (covered_count, sellable_count);
  *out_gini = total > 0 ? 2 * weighted / (sellable_count * total)
                              - (sellable_count + 1.0) / sellable_count
                        : 0;
}

/* The score, in hundredths, at a place of the sorted scores. */
static guint
get_score_at (const guint32 *histogram, guint32 place)
{
  guint32 below = 0;
  guint score = 0;

  while (below + histogram[score] <= place)
    below += histogram[score++];
  return score;
}

/* Quantile by linear interpolation between the two neighbours of (n - 1) x part. */
static double
get_quantile (const guint32 *histogram, guint32 count, double part)
{
  double place = (count - 1) * part;
  guint32 lower = (guint32) place;
  double low = get_score_at (histogram, lower);
  double high = lower + 1 < count ? get_score_at (histogram, lower + 1) : low;

  return (low + (high - low) * (place - lower)) / 100;
}

static void
get_scores (const TvRunItems *run, double metrics[TV_N_METRICS])
{
  const TvRunItem *items = get_items (run);
  g_autofree guint32 *histogram = g_new0 (guint32, MAXIMUM_SCORE + 1);
  guint64 sum = 0;
  guint count = run->items->len;

  if (count == 0)
    return;
  for (guint i = 0; i < count; i++)
    {
      sum += items[i].score;
      histogram[MIN (items[i].score, MAXIMUM_SCORE)]++;
    }
  metrics[TV_METRIC_SCORE_MEAN] = (double) sum / count / 100;
  metrics[TV_METRIC_SCORE_MINIMUM] = get_quantile (histogram, count, 0);
  metrics[TV_METRIC_SCORE_QUARTILE_1] = get_quantile (histogram, count, .25);
  metrics[TV_METRIC_SCORE_MEDIAN] = get_quantile (histogram, count, .5);
  metrics[TV_METRIC_SCORE_QUARTILE_3] = get_quantile (histogram, count, .75);
  metrics[TV_METRIC_SCORE_MAXIMUM] = get_quantile (histogram, count, 1);
}

/**
 * tv_quality_compute:
 * @frame: the base that the run was calculated on
 * @run: the items, by customer
 * @pass_rate: what share of them the gate lets through
 * @out_metrics: (out caller-allocates) (array fixed-size=17): the figures
 *
 * Computes all figures of SPEC section 9: quality = 0.40 coverage + 0.30 diversity + 0.30 accuracy.
 */
void
tv_quality_compute (const TvFrame *frame,
                    const TvRunItems *run,
                    double pass_rate,
                    double out_metrics[TV_N_METRICS])
{
  for (guint m = 0; m < TV_N_METRICS; m++)
    out_metrics[m] = 0;
  out_metrics[TV_METRIC_COVERAGE] = divide (run->served_count, run->eligible_count);
  out_metrics[TV_METRIC_COVERAGE_ALL] = divide (run->served_count, run->customer_count);
  out_metrics[TV_METRIC_DIVERSITY] = get_diversity (frame, run, &out_metrics[TV_METRIC_FAMILIES]);
  get_scores (run, out_metrics);
  out_metrics[TV_METRIC_ACCURACY] = out_metrics[TV_METRIC_SCORE_MEAN] / 100;
  out_metrics[TV_METRIC_QUALITY] = .40 * out_metrics[TV_METRIC_COVERAGE]
                                   + .30 * out_metrics[TV_METRIC_DIVERSITY]
                                   + .30 * out_metrics[TV_METRIC_ACCURACY];
  get_exposure (frame,
                run,
                &out_metrics[TV_METRIC_CATALOGUE_COVERAGE],
                &out_metrics[TV_METRIC_GINI]);
  get_novelty (run, &out_metrics[TV_METRIC_POPULARITY], &out_metrics[TV_METRIC_NEW]);
  out_metrics[TV_METRIC_PASS_RATE] = pass_rate;
}

/* Writes the counts above zero; readers fill the gaps of the fixed dimensions. ids: the key of each
 * count, NULL = its index. */
static gboolean
write_counts (TvJob *job,
              gint64 run_id,
              TvDimension dimension,
              const gint64 *counts,
              const gint64 *ids,
              guint length,
              GError **error)
{
  for (guint i = 0; i < length; i++)
    if (counts[i] > 0
        && !tv_connection_execute (job->db,
                                   TV_SQL_QUALITY_INSERT_COUNT,
                                   error,
                                   "iiii",
                                   run_id,
                                   (gint64) dimension,
                                   ids != NULL ? ids[i] : (gint64) i,
                                   counts[i]))
      return FALSE;
  return TRUE;
}

static gboolean
measure_counts (TvJob *job,
                gint64 run_id,
                const TvFrame *frame,
                const TvFactsTable *facts,
                const TvRunItems *run,
                GError **error)
{
  const TvRunItem *items = get_items (run);
  gint64 scenarios[TV_N_SCENARIOS] = { 0 };
  gint64 segments[TV_N_SEGMENTS] = { 0 };
  gint64 bins[SCORE_BINS] = { 0 };
  gint64 exclusions[TV_N_EXCLUSIONS] = { 0 };
  g_autofree gint64 *families = g_new0 (gint64, MAX (frame->family_count, 1));

  for (guint i = 0; i < run->items->len; i++)
    {
      scenarios[items[i].scenario]++;
      segments[facts->facts[items[i].customer].segment]++;
      families[frame->product_family[items[i].product]]++;
      bins[MIN (items[i].score / (MAXIMUM_SCORE / SCORE_BINS), SCORE_BINS - 1)]++;
    }
  for (guint32 c = 0; c < run->customer_count; c++)
    if (run->exclusion[c] < TV_N_EXCLUSIONS)
      exclusions[run->exclusion[c]]++;
  return write_counts (job, run_id, TV_DIMENSION_SCENARIO, scenarios, NULL, TV_N_SCENARIOS, error)
         && write_counts (job,
                          run_id,
                          TV_DIMENSION_FAMILY,
                          families,
                          frame->family_id,
                          frame->family_count,
                          error)
         && write_counts (job, run_id, TV_DIMENSION_SEGMENT, segments, NULL, TV_N_SEGMENTS, error)
         && write_counts (job, run_id, TV_DIMENSION_SCORE_BIN, bins, NULL, SCORE_BINS, error)
         && write_counts (job,
                          run_id,
                          TV_DIMENSION_EXCLUSION,
                          exclusions,
                          NULL,
                          TV_N_EXCLUSIONS,
                          error);
}

/**
 * tv_quality_measure:
 * @job: the writer's job, inside the transaction that wrote the run
 * @run_id: the run
 * @frame: the base that it was calculated on
 * @facts: its customers' figures
 * @run: the items, by customer
 * @pass_rate: what share of them the gate lets through
 * @error: return location for an error
 *
 * Writes the figures of the run and its counts by scenario, family, segment, score and exclusion.
 *
 * Returns: TRUE on success
 */
gboolean
tv_quality_measure (TvJob *job,
                    gint64 run_id,
                    const TvFrame *frame,
                    const TvFactsTable *facts,
                    const TvRunItems *run,
                    double pass_rate,
                    GError **error)
{
  double metrics[TV_N_METRICS];

  tv_quality_compute (frame, run, pass_rate, metrics);
  for (guint m = 0; m < TV_N_METRICS; m++)
    if (!tv_connection_execute (job->db,
                                TV_SQL_QUALITY_INSERT_METRIC,
                                error,
                                "iid",
                                run_id,
                                (gint64) m,
                                metrics[m]))
      return FALSE;
  return measure_counts (job, run_id, frame, facts, run, error);
}

/**
 * tv_quality_set_pass_rate:
 * @job: the writer's job
 * @run_id: a run that was measured
 * @pass_rate: what share of its items the gate lets through now
 * @error: return location for an error
 *
 * Notes another pass rate; the other figures do not depend on the gate.
 *
 * Returns: TRUE on success
 */
gboolean
tv_quality_set_pass_rate (TvJob *job, gint64 run_id, double pass_rate, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_QUALITY_SET_METRIC,
                                error,
                                "dii",
                                pass_rate,
                                run_id,
                                (gint64) TV_METRIC_PASS_RATE);
}
