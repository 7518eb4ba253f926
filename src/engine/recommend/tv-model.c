/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training: one set of weights for all products and one for new ones, from the last windows of the
 * base itself, each described by what was known before it; then a trial on the last window decides
 * whether the learned ranker is better than the simple ones. Seeded, and the same for any number of
 * threads. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "base/tv-digest.h"
#include "base/tv-parallel.h"
#include "recommend/tv-model-window.h"
#include "recommend/tv-rank-labels.h"
#include "recommend/tv-rank-sets.h"

#define WINDOW_DAYS 30
#define WINDOWS 4
#define MANY_PURCHASES 100000
#define MANY_WINDOWS 3 /* that suffice where there are many purchases */
#define TRAINING_CUSTOMERS 2500
#define FEWEST_POSITIVES 20
#define ENOUGH_ROWS 90000
#define SAMPLE 200000 /* customers that the windows of a very large base are described by */
#define CERTAIN 1.96  /* standard errors of a normal distribution, 95 % */

static const TvProtocol learned_protocols[TV_N_LEARNED] = { TV_PROTOCOL_ALL, TV_PROTOCOL_NOVEL };
static const char *const learned_codes[TV_N_LEARNED] = { "all", "novel" };
/* Protocols that go by each set of weights. */
static const guint learned_for[TV_N_LEARNED]
    = { 1 << TV_PROTOCOL_ALL | 1 << TV_PROTOCOL_REPEAT, 1 << TV_PROTOCOL_NOVEL };

/* The windows before the cutoff, the latest first. */
typedef struct
{
  const TvModel *model;
  TvDay cutoff;
  TvProgress *progress;
  TvModelWindow *windows[WINDOWS];
  TvRankBase *oldest; /* before the earliest one, with the similar products of all; or none */
  guint count;
  guint limit;          /* windows */
  guint customer_limit; /* of a window */
  guint thread_count;   /* of each window */
  TvRankDetail detail;  /* of what is looked for similar products in */
} Past;

static void
past_clear (Past *past)
{
  for (guint i = 0; i < past->count; i++)
    g_clear_pointer (&past->windows[i], tv_model_window_free);
  g_clear_pointer (&past->oldest, tv_rank_base_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static TvDay
find_first_day (const TvFrame *frame)
{
  TvDay first = G_MAXINT32;

  for (guint32 c = 0; c < frame->customer_count; c++)
    if (frame->event_offset[c] < frame->event_offset[c + 1])
      first = MIN (first, frame->event_day[frame->event_offset[c]]);
  return first;
}

/* What was known before a window; similar products as they were known before the oldest one, or by
 * themselves. */
static TvRankBase *
look_before (const Past *past, guint window, GError **error)
{
  TvRankBase *base = tv_rank_base_new (past->model->frame,
                                       &past->model->labels,
                                       past->cutoff - (TvDay) (window + 1) * WINDOW_DAYS,
                                       past->model->sample_step,
                                       past->oldest != NULL ? TV_RANK_PLAIN : past->detail,
                                       past->thread_count,
                                       past->progress,
                                       error);

  if (base != NULL && past->oldest != NULL)
    tv_rank_base_borrow (base, past->oldest);
  return base;
}

static void
describe_windows (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Past *past = data;

  for (guint32 i = begin; i < end; i++)
    {
      gboolean is_oldest = past->oldest != NULL && i == past->count - 1;
      g_autoptr (TvRankBase) own = is_oldest ? NULL : look_before (past, i, NULL);
      const TvRankBase *base = is_oldest ? past->oldest : own;

      if (base != NULL)
        past->windows[i]
            = tv_model_window_new (base, base->cutoff + WINDOW_DAYS, past->customer_limit);
    }
}

static gboolean
has_many_purchases (const Past *past)
{
  const TvFrame *frame = past->model->frame;
  guint32 count = 0;

  for (guint32 e = 0; e < frame->event_offset[frame->customer_count] && count < MANY_PURCHASES; e++)
    count += frame->event_day[e] < past->cutoff;
  return count >= MANY_PURCHASES;
}

/* A window needs some days before it to be described by. Of many purchases fewer windows are
 * enough, and all are described by the products that were similar before the oldest one; of few, or
 * in a small catalogue, what is similar costs little, and each has its own. */
static gboolean
look_back (Past *past, guint thread_count, GError **error)
{
  TvDay first = find_first_day (past->model->frame);
  gboolean is_large = past->detail == TV_RANK_FADING;

  if (is_large)
    past->limit = MIN (past->limit, MANY_WINDOWS);
  while (first != G_MAXINT32 && past->count < past->limit
         && past->cutoff - (TvDay) (past->count + 1) * WINDOW_DAYS - first >= WINDOW_DAYS / 2)
    past->count++;
  past->thread_count = thread_count;
  if (is_large && past->count > 0 && past->model->frame->product_count > TV_RANK_SMALL_CATALOGUE)
    {
      past->oldest = look_before (past, past->count - 1, error);
      if (past->oldest == NULL)
        return FALSE;
    }
  past->thread_count = MAX (thread_count / MAX (past->count, 1), 1);
  return tv_parallel_run_chunks (past->count,
                                 1,
                                 thread_count,
                                 describe_windows,
                                 past,
                                 NULL,
                                 NULL,
                                 past->progress,
                                 error);
}

/* The rows of all windows, the oldest first. Where they are many, one in so many of what was not
 * bought stands for the others.
 * @out_earlier: how many rows are of the windows before the last one */
static TvLogisticTable *
make_table (const Past *past, TvProtocol protocol, guint *out_earlier)
{
  g_auto (TvLogisticRows) rows = { 0 };
  guint count = 0, stride;

  *out_earlier = 0;
  for (guint i = 0; i < past->count; i++)
    count += tv_model_window_count_rows (past->windows[i], protocol);
  tv_logistic_rows_init (&rows);
  stride = MAX (count / ENOUGH_ROWS, 1);
  for (guint i = past->count; i-- > 0;)
    {
      tv_model_window_add_rows (past->windows[i], protocol, stride, &rows);
      if (i == 1)
        *out_earlier = tv_logistic_rows_end_part (&rows);
    }
  return tv_logistic_table_new (&rows);
}

/* Learns one set of weights, beginning at weights that were learned from some of the rows. */
static void
learn (const TvLogisticTable *table, guint limit, const TvLogistic *start, TvLogistic *out)
{
  tv_logistic_table_fit (table, limit, start, out);
  if (out->positive_count < FEWEST_POSITIVES)
    out->is_fitted = FALSE;
}

/* Of the simple rankers, the better one on the trial. */
static TvRanker
get_simple (const TvModelTrial *trial)
{
  return trial->ndcg[TV_RANKER_FREQUENCY] > trial->ndcg[TV_RANKER_POPULARITY]
             ? TV_RANKER_FREQUENCY
             : TV_RANKER_POPULARITY;
}

/* Learns before the last window, tries on it, then learns from all; the learned ranker stays unless
 * a simple one was better or as good. Where there is only one window, there is nothing to try on.
 */
static void
choose (TvModel *model, const Past *past, guint index)
{
  TvProtocol protocol = learned_protocols[index];
  TvModelTrial *trial = &model->trials[index];
  TvLogistic before = { 0 };
  guint earlier;
  g_autoptr (TvLogisticTable) table = make_table (past, protocol, &earlier);

  if (past->count >= 2)
    learn (table, earlier, NULL, &before);
  learn (table, G_MAXUINT, before.is_fitted ? &before : NULL, &model->weights[index]);
  model->ranker[index] = model->weights[index].is_fitted || protocol == TV_PROTOCOL_NOVEL
                             ? TV_RANKER_LEARNED
                             : TV_RANKER_FREQUENCY;
  if (!before.is_fitted)
    return;
  tv_model_window_try (past->windows[0], protocol, &before, trial);
  if (trial->gain + CERTAIN * trial->gain_error < 0)
    model->ranker[index] = get_simple (trial);
}

/**
 * tv_model_train:
 * @frame: (transfer none): the base; the model keeps a reference
 * @cutoff: the model knows nothing of this day or later
 * @options: (nullable): how much to learn
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Learns from the purchases before a day. A protocol that is left out is ranked by the blend.
 *
 * Returns: (transfer full) (nullable): the model
 */
TvModel *
tv_model_train (const TvFrame *frame,
                TvDay cutoff,
                const TvModelOptions *options,
                guint thread_count,
                TvProgress *progress,
                GError **error)
{
  g_autoptr (TvModel) model = g_new0 (TvModel, 1);
  gboolean is_quick = options != NULL && options->is_quick;
  g_auto (Past) past = {
    .model = model,
    .cutoff = cutoff,
    .progress = progress,
    .limit
    = options != NULL && options->window_limit > 0 ? MIN (options->window_limit, WINDOWS) : WINDOWS,
    .customer_limit
    = options != NULL && options->customer_limit > 0 ? options->customer_limit : TRAINING_CUSTOMERS,
  };

  g_atomic_ref_count_init (&model->references);
  model->frame = tv_frame_ref ((TvFrame *) frame);
  model->sample_step = MAX (frame->customer_count / SAMPLE, 1);
  model->ranker[0] = model->ranker[1] = TV_RANKER_LEARNED;
  /* Of few purchases none can be spared: what is late among them says too little by itself. */
  past.detail = has_many_purchases (&past) ? TV_RANK_FADING : TV_RANK_FULL;
  if (options != NULL && options->protocols != 0)
    for (guint i = 0; i < TV_N_LEARNED; i++)
      model->is_left_out[i] = (options->protocols & learned_for[i]) == 0;
  if (!tv_rank_labels_find (frame, &model->labels, thread_count, progress, error)
      || (!is_quick && !look_back (&past, thread_count, error)))
    return NULL;
  model->window_count = past.count;
  for (guint i = 0; i < TV_N_LEARNED && !is_quick; i++)
    if (!model->is_left_out[i])
      choose (model, &past, i);
  /* The memory of the past will do for the present. */
  past_clear (&past);
  model->base = tv_rank_base_new (frame,
                                  &model->labels,
                                  cutoff,
                                  1,
                                  past.detail,
                                  thread_count,
                                  progress,
                                  error);
  return model->base != NULL ? g_steal_pointer (&model) : NULL;
}

/**
 * tv_model_ref:
 * @model: a model
 *
 * Returns: (transfer full): the same
 */
TvModel *
tv_model_ref (TvModel *model)
{
  g_atomic_ref_count_inc (&model->references);
  return model;
}

/**
 * tv_model_unref:
 * @model: (transfer full) (nullable): a model
 *
 * Lets go of a model.
 */
void
tv_model_unref (TvModel *model)
{
  if (model == NULL || !g_atomic_ref_count_dec (&model->references))
    return;
  tv_rank_base_free (model->base);
  tv_similar_clear (&model->labels);
  tv_frame_unref (model->frame);
  g_free (model);
}

/**
 * tv_model_get_ranker:
 * @model: a model
 * @protocol: which products may be candidates
 *
 * Returns: the ranker that the base's own last weeks speak for
 */
TvRanker
tv_model_get_ranker (const TvModel *model, TvProtocol protocol)
{
  return model->ranker[protocol == TV_PROTOCOL_NOVEL];
}

/**
 * tv_model_is_learned:
 * @model: a model
 * @protocol: which products may be candidates
 *
 * Returns: whether there was enough to learn weights from
 */
gboolean
tv_model_is_learned (const TvModel *model, TvProtocol protocol)
{
  return model->weights[protocol == TV_PROTOCOL_NOVEL].is_fitted;
}

static void
report_weights (JsonBuilder *json, const TvModel *model, guint index)
{
  const TvLogistic *weights = &model->weights[index];
  const TvModelTrial *trial = &model->trials[index];

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "ranker");
  json_builder_add_string_value (json, tv_ranker_get_code (model->ranker[index]));
  json_builder_set_member_name (json, "learned");
  json_builder_add_boolean_value (json, weights->is_fitted);
  json_builder_set_member_name (json, "rows");
  json_builder_add_int_value (json, (gint64) weights->row_count);
  json_builder_set_member_name (json, "positives");
  json_builder_add_int_value (json, (gint64) weights->positive_count);
  json_builder_set_member_name (json, "steps");
  json_builder_add_int_value (json, weights->step_count);
  json_builder_set_member_name (json, "bias");
  json_builder_add_double_value (json, weights->bias);
  json_builder_set_member_name (json, "weights");
  json_builder_begin_object (json);
  for (guint k = 0; k < TV_N_FEATURES; k++)
    {
      json_builder_set_member_name (json, tv_feature_get_code (k));
      json_builder_add_double_value (json, weights->weight[k]);
    }
  json_builder_end_object (json);
  json_builder_set_member_name (json, "trial");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "customers");
  json_builder_add_int_value (json, trial->customer_count);
  for (guint i = 0; i < TV_N_RANKERS && trial->customer_count > 0; i++)
    if (trial->ndcg[i] >= 0)
      {
        json_builder_set_member_name (json, tv_ranker_get_code (i));
        json_builder_add_double_value (json, trial->ndcg[i]);
      }
  json_builder_set_member_name (json, "gain");
  json_builder_add_double_value (json, trial->gain);
  json_builder_set_member_name (json, "gain_error");
  json_builder_add_double_value (json, trial->gain_error);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/**
 * tv_model_dup_report:
 * @model: a model
 *
 * Returns: (transfer full): how it was trained, as JSON
 */
char *
tv_model_dup_report (const TvModel *model)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *cutoff = tv_day_to_iso (model->base->cutoff);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "cutoff");
  json_builder_add_string_value (json, cutoff);
  json_builder_set_member_name (json, "customers");
  json_builder_add_int_value (json, model->base->active_count);
  json_builder_set_member_name (json, "products");
  json_builder_add_int_value (json, model->base->universe_count);
  json_builder_set_member_name (json, "windows");
  json_builder_add_int_value (json, model->window_count);
  json_builder_set_member_name (json, "sample_step");
  json_builder_add_int_value (json, model->sample_step);
  json_builder_set_member_name (json, "usual_gap_days");
  json_builder_add_double_value (json, model->base->usual_gap);
  for (guint i = 0; i < TV_N_LEARNED; i++)
    if (!model->is_left_out[i])
      {
        json_builder_set_member_name (json, learned_codes[i]);
        report_weights (json, model, i);
      }
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

/**
 * tv_model_digest:
 * @model: a model
 * @out: (out) (array fixed-size=32): SHA-256 over the report, which has every weight
 *
 * Makes a digest of what was learned.
 */
void
tv_model_digest (const TvModel *model, guint8 out[32])
{
  g_autofree char *report = tv_model_dup_report (model);
  g_autoptr (TvDigest) digest = tv_digest_new ();

  tv_digest_add_text (digest, report);
  tv_digest_finish (digest, out);
}
