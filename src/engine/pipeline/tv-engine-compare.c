/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares two runs by walking over both in the order of customers, each item read once and none
 * kept: memory is for the customers that changed only. Writes nothing. */
#include "pipeline/tv-engine-compare.h"

#include <math.h>

#include "frame/tv-run-items.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-view-item.h"
#include "pipeline/tv-view-run.h"
#include "rows/tv-detail.h"

#define MAXIMUM_ITEMS 32 /* of a customer; a run has at most 20 */

typedef struct
{
  gint64 id, product_id;
  double score;
  double parts[4];
} Item;

/* One run, read customer by customer. */
typedef struct
{
  TvStatement *items, *exclusions;
  double weights[4];
  gint64 customer_id; /* whose items are below; G_MAXINT64 = no more */
  Item own[MAXIMUM_ITEMS];
  guint count;
  gint64 next_customer; /* of the row that the statement stands on */
  gint64 excluded_id;   /* of the exclusion that the statement stands on */
  int exclusion;
} Side;

static gboolean
step_items (Side *side, GError **error)
{
  TvStep step = tv_statement_step (side->items, error);

  side->next_customer = step == TV_STEP_ROW ? tv_statement_get_int64 (side->items, 1) : G_MAXINT64;
  return step != TV_STEP_ERROR;
}

static gboolean
step_exclusions (Side *side, GError **error)
{
  TvStep step = tv_statement_step (side->exclusions, error);

  side->excluded_id
      = step == TV_STEP_ROW ? tv_statement_get_int64 (side->exclusions, 0) : G_MAXINT64;
  side->exclusion = step == TV_STEP_ROW ? (int) tv_statement_get_int64 (side->exclusions, 1) : -1;
  return step != TV_STEP_ERROR;
}

/* Reads all items of the next customer. */
static gboolean
next_customer (Side *side, GError **error)
{
  side->customer_id = side->next_customer;
  side->count = 0;
  while (side->next_customer == side->customer_id && side->customer_id != G_MAXINT64)
    {
      Item item = { .id = tv_statement_get_int64 (side->items, 0),
                    .product_id = tv_statement_get_int64 (side->items, 2),
                    .score = tv_statement_get_double (side->items, 3) };

      for (int i = 0; i < 4; i++)
        item.parts[i] = tv_statement_get_double (side->items, 4 + i);
      if (side->count < MAXIMUM_ITEMS)
        side->own[side->count++] = item;
      if (!step_items (side, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
side_init (Side *side,
           TvJob *job,
           const TvRunRow *run,
           int item_sql,
           int exclusion_sql,
           GError **error)
{
  static const char *const names[4]
      = { "weight_affinity", "weight_popularity", "weight_profit", "weight_base" };

  for (int i = 0; i < 4; i++)
    side->weights[i] = tv_detail_get_double (run->settings, names[i], 0);
  side->items = tv_connection_prepare (job->db, item_sql, error);
  side->exclusions
      = side->items != NULL ? tv_connection_prepare (job->db, exclusion_sql, error) : NULL;
  if (side->exclusions == NULL)
    return FALSE;
  tv_statement_bind_int64 (side->items, 1, run->id);
  tv_statement_bind_int64 (side->exclusions, 1, run->id);
  return step_items (side, error) && step_exclusions (side, error) && next_customer (side, error);
}

static void
side_clear (Side *side)
{
  if (side->items != NULL)
    tv_statement_reset (side->items);
  if (side->exclusions != NULL)
    tv_statement_reset (side->exclusions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

/* Why the run has nothing for the customer. */
static gboolean
find_exclusion (Side *side, gint64 customer_id, TvCause *out_cause, GError **error)
{
  while (side->excluded_id < customer_id)
    if (!step_exclusions (side, error))
      return FALSE;
  *out_cause = side->excluded_id == customer_id && side->exclusion < TV_N_EXCLUSIONS
                   ? (TvCause) (TV_CAUSE_OPTED_OUT + side->exclusion)
                   : TV_CAUSE_UNKNOWN_CUSTOMER;
  return TRUE;
}

static const Item *
find_product (const Side *side, gint64 product_id)
{
  for (guint i = 0; i < side->count; i++)
    if (side->own[i].product_id == product_id)
      return &side->own[i];
  return NULL;
}

/* The first item that the other side does not have. */
static const Item *
find_lacking (const Side *side, const Side *other)
{
  for (guint i = 0; i < side->count; i++)
    if (find_product (other, side->own[i].product_id) == NULL)
      return &side->own[i];
  return NULL;
}

static double
get_contribution (const Side *side, const Item *item, int part)
{
  return tv_run_item_get_contribution (side->weights[part],
                                       (guint16) lround (CLAMP (item->parts[part], 0, 100) * 100))
         / 100.0;
}

/* Affinities of two rankers cannot be compared. Where what went would still beat what came, by its
 * parts of then and the weights of now, something keeps it out or its parts have changed. Else it
 * is the part in which the one that came is most ahead. */
static TvCause
find_cause (const TvRunComparison *comparison,
            const Side *before,
            const Side *after,
            const Item *gone,
            const Item *came)
{
  double still = 0, most = -1000;
  int best = 0;

  if (!comparison->has_same_ranker)
    return TV_CAUSE_RANKER;
  for (int i = 0; i < 4; i++)
    {
      double ahead = get_contribution (after, came, i) - get_contribution (before, gone, i);

      still += get_contribution (after, gone, i);
      if (ahead > most)
        {
          most = ahead;
          best = i;
        }
    }
  return still > came->score + 1e-9 ? TV_CAUSE_NOT_OFFERED : (TvCause) (TV_CAUSE_AFFINITY + best);
}

static TvDifference
find_difference (const Side *before, const Side *after)
{
  TvDifference difference = TV_DIFFERENCE_SAME;

  if (before->count != after->count || find_lacking (after, before) != NULL)
    return TV_DIFFERENCE_PRODUCTS;
  for (guint i = 0; i < before->count; i++)
    {
      if (before->own[i].product_id != after->own[i].product_id)
        return TV_DIFFERENCE_ORDER;
      if (fabs (before->own[i].score - after->own[i].score) > 1e-9)
        difference = TV_DIFFERENCE_SCORES;
    }
  return difference;
}

/* Both runs have items for the customer. */
static void
compare_both (TvRunComparison *comparison, const Side *before, const Side *after)
{
  const Item *gone = find_lacking (before, after), *came = find_lacking (after, before);
  TvRunChange change = { .customer_id = before->customer_id,
                         .before_item = (gone != NULL ? gone : &before->own[0])->id,
                         .after_item = (came != NULL ? came : &after->own[0])->id,
                         .difference = (guint8) find_difference (before, after) };

  if (gone != NULL && came != NULL)
    change.cause = (guint8) find_cause (comparison, before, after, gone, came);
  else if (gone != NULL)
    change.cause = TV_CAUSE_NOT_OFFERED;
  for (guint i = 0; i < before->count; i++)
    {
      gboolean is_kept = find_product (after, before->own[i].product_id) != NULL;

      comparison->kept_item_count += is_kept;
      comparison->gone_item_count += !is_kept;
    }
  for (guint i = 0; i < after->count; i++)
    comparison->new_item_count += find_product (before, after->own[i].product_id) == NULL;
  change.score_change = (float) ((came != NULL ? came : &after->own[0])->score
                                 - (gone != NULL ? gone : &before->own[0])->score);
  comparison->counts[change.difference]++;
  if (change.difference == TV_DIFFERENCE_SAME)
    return;
  comparison->causes[change.cause]++;
  g_array_append_val (comparison->changes, change);
}

/* Only one run has items for the customer. */
static gboolean
compare_one (TvRunComparison *comparison,
             const Side *served,
             Side *other,
             gboolean is_gained,
             GError **error)
{
  TvRunChange change = { .customer_id = served->customer_id,
                         .difference = is_gained ? TV_DIFFERENCE_GAINED : TV_DIFFERENCE_LOST,
                         .score_change = (float) served->own[0].score * (is_gained ? 1 : -1) };
  TvCause cause;

  if (!find_exclusion (other, served->customer_id, &cause, error))
    return FALSE;
  change.cause = (guint8) cause;
  if (is_gained)
    {
      change.after_item = served->own[0].id;
      comparison->new_item_count += served->count;
    }
  else
    {
      change.before_item = served->own[0].id;
      comparison->gone_item_count += served->count;
    }
  comparison->counts[change.difference]++;
  comparison->causes[cause]++;
  g_array_append_val (comparison->changes, change);
  return TRUE;
}

static gboolean
compare (TvRunComparison *comparison,
         TvJob *job,
         const TvRunRow *first,
         const TvRunRow *second,
         GError **error)
{
  g_auto (Side) before = { 0 }, after = { 0 };
  gint64 total = MAX (first->customer_count, 1);

  if (!side_init (&before,
                  job,
                  first,
                  TV_SQL_RECOMMEND_LIST_BEFORE,
                  TV_SQL_RECOMMEND_LIST_EXCLUSIONS,
                  error)
      || !side_init (&after,
                     job,
                     second,
                     TV_SQL_RECOMMEND_LIST_AFTER,
                     TV_SQL_RECOMMEND_LIST_EXCLUSIONS_AFTER,
                     error))
    return FALSE;
  while (before.customer_id != G_MAXINT64 || after.customer_id != G_MAXINT64)
    {
      gboolean is_before = before.customer_id <= after.customer_id;
      gboolean is_after = after.customer_id <= before.customer_id;

      if (is_before && is_after)
        compare_both (comparison, &before, &after);
      else if (!compare_one (comparison,
                             is_before ? &before : &after,
                             is_before ? &after : &before,
                             is_after,
                             error))
        return FALSE;
      if ((is_before && !next_customer (&before, error))
          || (is_after && !next_customer (&after, error)))
        return FALSE;
      if ((++comparison->customer_count & 0xfff) == 0)
        {
          tv_progress_set (job->progress, comparison->customer_count, MAX (total, 1));
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * tv_engine_compare_runs:
 * @engine: the engine
 * @before_id: a run, 0 = the latest
 * @after_id: another run, 0 = the latest
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; NOT_FOUND where there is no such run
 *
 * Finds who gets something else in the second run than in the first, and why.
 *
 * Returns: (transfer full) (nullable): the comparison
 */
TvRunComparison *
tv_engine_compare_runs (TvEngine *engine,
                        gint64 before_id,
                        gint64 after_id,
                        TvProgress *progress,
                        GError **error)
{
  g_autoptr (TvRunComparison) comparison = g_new0 (TvRunComparison, 1);
  g_autoptr (TvRunRow) before = NULL;
  g_autoptr (TvRunRow) after = NULL;
  const char *ranker;
  TvRunOptions options;
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  before = tv_view_run (&read.job, before_id, error);
  after = before != NULL ? tv_view_run (&read.job, after_id, error) : NULL;
  if (after == NULL)
    return NULL;
  comparison->before_id = before->id;
  comparison->after_id = after->id;
  tv_run_row_get_options (before, &options);
  ranker = options.ranker;
  tv_run_row_get_options (after, &options);
  comparison->has_same_ranker = g_strcmp0 (ranker, options.ranker) == 0;
  comparison->changes = g_array_new (FALSE, FALSE, sizeof (TvRunChange));
  comparison->settings = tv_setting_changes_find (before->settings, after->settings);
  return compare (comparison, &read.job, before, after, error) ? g_steal_pointer (&comparison)
                                                               : NULL;
}

static TvRunChangeRow *
make_row (const TvRunChange *change, const TvReviewItem *before, const TvReviewItem *after)
{
  TvRunChangeRow *row = g_new0 (TvRunChangeRow, 1);
  const TvReviewItem *any = after != NULL ? after : before;

  row->customer_id = change->customer_id;
  row->difference = change->difference;
  row->cause = change->cause;
  if (any != NULL)
    {
      row->customer_code = g_strdup (any->customer_code);
      row->customer_name = g_strdup (any->customer_name);
    }
  if (before != NULL)
    {
      row->before_label = g_strdup (before->product_label);
      row->before_score = before->score;
    }
  if (after != NULL)
    {
      row->after_label = g_strdup (after->product_label);
      row->after_score = after->score;
    }
  row->sentence = tv_run_change_row_to_sentence (row);
  return row;
}

/**
 * tv_engine_get_run_changes:
 * @engine: the engine
 * @changes: (array length=count): changes of a comparison
 * @count: how many
 * @error: return location for an error
 *
 * Reads what the changes mean, for a page of them.
 *
 * Returns: (transfer container) (element-type TvRunChangeRow) (nullable): rows in the same order
 */
GPtrArray *
tv_engine_get_run_changes (TvEngine *engine,
                           const TvRunChange *changes,
                           gsize count,
                           GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_run_change_row_free);
  g_autofree gint64 *ids = g_new (gint64, count * 2 + 1);
  g_autoptr (GPtrArray) items = NULL;
  g_auto (TvRead) read = { 0 };

  for (gsize i = 0; i < count; i++)
    {
      ids[2 * i] = changes[i].before_item;
      ids[2 * i + 1] = changes[i].after_item;
    }
  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  items = tv_view_items (&read.job, ids, count * 2, error);
  if (items == NULL)
    return NULL;
  for (gsize i = 0; i < count; i++)
    g_ptr_array_add (rows, make_row (&changes[i], items->pdata[2 * i], items->pdata[2 * i + 1]));
  return g_steal_pointer (&rows);
}
