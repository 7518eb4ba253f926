/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the customer and the product that a question is about, and puts the answer of the
 * recommender and of the gate into words. Writes nothing. */
#include "pipeline/tv-engine-why.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "govern/tv-gate.h"
#include "pipeline/tv-engine-customers.h"
#include "pipeline/tv-why-private.h"
#include "recommend/tv-why-not.h"

/**
 * tv_product_match_free:
 * @match: (transfer full): a product that was found
 *
 * Frees it.
 */
void
tv_product_match_free (TvProductMatch *match)
{
  g_free (match->key);
  g_free (match->label);
  g_free (match->family);
  g_free (match);
}

/* 0 = not found; smaller is better: the key itself, the label itself, a label that begins so, any
 * other with all words. */
static guint
rate_match (const char *key, const char *label, const char *wanted, char **words)
{
  g_autofree char *folded_key = tv_text_fold (key);
  g_autofree char *folded_label = tv_text_fold (label);
  g_autofree char *both = g_strconcat (folded_key, " ", folded_label, NULL);

  if (g_str_equal (folded_key, wanted))
    return 1;
  if (g_str_equal (folded_label, wanted))
    return 2;
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (both, words[i]) == NULL)
      return 0;
  return g_str_has_prefix (folded_label, wanted) || g_str_has_prefix (folded_key, wanted) ? 3 : 4;
}

/**
 * tv_engine_find_products:
 * @engine: the engine
 * @words: parts of a key or label; case and accents are ignored
 * @limit: at most so many
 * @error: return location for an error
 *
 * Searches the products, for a field that a person types into.
 *
 * Returns: (transfer container) (element-type TvProductMatch) (nullable): the best ones
 */
GPtrArray *
tv_engine_find_products (TvEngine *engine, const char *words, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_product_match_free);
  g_autofree char *wanted = tv_text_fold (words);
  g_auto (GStrv) parts = g_strsplit (wanted, " ", -1);
  g_auto (TvRead) read = { 0 };
  guint end[5] = { 0 }; /* where each rating's matches end */
  TvStatement *statement;
  TvStep step;

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  statement = tv_connection_prepare (read.job.db, TV_SQL_RECOMMEND_LIST_PRODUCTS, error);
  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint rating = rate_match (tv_statement_get_text (statement, 1),
                                 tv_statement_get_text (statement, 2),
                                 wanted,
                                 parts);
      TvProductMatch *match;

      if (rating == 0 || end[rating] >= limit)
        continue;
      match = g_new0 (TvProductMatch, 1);
      match->id = tv_statement_get_int64 (statement, 0);
      match->key = tv_statement_dup_text (statement, 1);
      match->label = tv_statement_dup_text (statement, 2);
      match->family = tv_statement_dup_text (statement, 3);
      g_ptr_array_insert (found, (int) end[rating], match);
      for (guint i = rating; i < G_N_ELEMENTS (end); i++)
        end[i]++;
    }
  if (step != TV_STEP_DONE)
    return NULL;
  if (found->len > limit)
    g_ptr_array_remove_range (found, limit, found->len - limit);
  return g_steal_pointer (&found);
}

/* A key is looked up in the frame; anything else in the labels. */
static gboolean
find_product (TvQuestion *question, TvEngine *engine, const char *product, GError **error)
{
  const TvFrame *frame = question->warm->frame;
  g_autoptr (GPtrArray) matches = NULL;
  gint64 id = -1;

  for (guint32 i = 0; i < frame->product_count; i++)
    if (g_str_equal (frame->product_key[i], product))
      {
        question->product = i;
        return TRUE;
      }
  matches = tv_engine_find_products (engine, product, 2, error);
  if (matches == NULL)
    return FALSE;
  if (matches->len > 0)
    {
      const TvProductMatch *match = matches->pdata[0];
      g_autofree char *wanted = tv_text_fold (product);
      g_autofree char *label = tv_text_fold (match->label);

      if (matches->len == 1 || g_str_equal (wanted, label))
        id = match->id;
    }
  for (guint32 i = 0; i < frame->product_count; i++)
    if (frame->product_id[i] == id)
      {
        question->product = i;
        return TRUE;
      }
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_NOT_FOUND,
               matches->len > 1 ? _ ("“%s” may be several products; name its key.")
                                : _ ("Could not find the product “%s” in this workspace."),
               product);
  return FALSE;
}

gboolean
tv_question_init (TvQuestion *question,
                  TvEngine *engine,
                  const char *customer_code,
                  const char *product,
                  const TvRunOptions *options,
                  TvProgress *progress,
                  GError **error)
{
  gint64 customer_id = tv_engine_find_customer (engine, customer_code, error);
  g_auto (TvRead) read = { 0 };

  if (customer_id == 0)
    return FALSE;
  question->warm = tv_engine_ref_warm (engine, options, progress, error);
  if (question->warm == NULL)
    return FALSE;
  if (!tv_frame_find_customer (question->warm->frame, customer_id, &question->customer))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_NOT_FOUND,
                   _ ("Could not find the customer “%s” in this workspace."),
                   customer_code);
      return FALSE;
    }
  if (!find_product (question, engine, product, error)
      || !tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  question->currency = tv_job_dup_currency (&read.job);
  return TRUE;
}

void
tv_question_clear (TvQuestion *question)
{
  g_clear_pointer (&question->warm, tv_warm_unref);
  g_free (question->currency);
}

static gboolean
read_product (TvJob *job,
              gint64 product_id,
              char **out_key,
              char **out_label,
              char **out_family,
              GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_PRODUCT, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, product_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      *out_key = tv_statement_dup_text (statement, 0);
      *out_label = tv_statement_dup_text (statement, 1);
      if (out_family != NULL)
        *out_family = tv_statement_dup_text (statement, 2);
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

static void
fill_contributions (double *contributions, const TvSettings *settings, const TvRunItem *item)
{
  const double weights[4] = { settings->weight_affinity,
                              settings->weight_popularity,
                              settings->weight_profit,
                              settings->weight_base };
  const guint16 parts[4] = { item->affinity, item->popularity, item->profit, item->base };

  for (int i = 0; i < 4; i++)
    contributions[i] = tv_run_item_get_contribution (weights[i], parts[i]) / 100.0;
}

/* Where no scenario offers it, what each one misses; else the parts of the two scores that differ
 * most are plain to see, and only what the policy would say is added. */
static char **
make_details (const TvWhyNot *why, const char *currency)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; why->code == TV_WHY_NO_SCENARIO && i < TV_N_SCENARIOS; i++)
    {
      g_autofree char *sentence = tv_missed_to_sentence (i, &why->misses[i], currency);

      g_strv_builder_add (builder, sentence);
    }
  for (guint bit = 0; bit < TV_N_GATE_ISSUES; bit++)
    if ((why->issues & (1u << bit)) != 0)
      {
        g_autofree char *sentence = g_strdup_printf (
            ((1u << bit) & TV_GATE_WARNINGS) != 0 ? _ ("Mind: %s.") : _ ("Held by the policy: %s."),
            tv_gate_issue_get_title (1u << bit));

        g_strv_builder_add (builder, sentence);
      }
  return g_strv_builder_end (builder);
}

static guint
find_issues (TvQuestion *question, int rank)
{
  TvWarm *warm = question->warm;
  g_autoptr (TvRunItems) items = tv_run_items_new (warm->frame, &warm->settings);

  tv_recommender_compute (warm->recommender, question->customer, items);
  return (guint) rank > items->items->len ? 0
                                          : tv_gate_check_item (warm->frame,
                                                                warm->facts,
                                                                items,
                                                                warm->policy,
                                                                0,
                                                                (guint) rank - 1);
}

/**
 * tv_engine_why_not:
 * @engine: the engine
 * @customer_code: any code of the customer
 * @product: a key, or a label as it is written
 * @options: (nullable): reference date, number, policy and so on; NULL = all defaults
 * @progress: (nullable): progress and cancel of the first loading
 * @error: return location for an error; NOT_FOUND names what is not there
 *
 * Says why the customer does not get the product: the first filter that excluded it, or the product
 * that beat it. Takes under a millisecond once the base is loaded.
 *
 * Returns: (transfer full) (nullable): the answer
 */
TvWhyNot *
tv_engine_why_not (TvEngine *engine,
                   const char *customer_code,
                   const char *product,
                   const TvRunOptions *options,
                   TvProgress *progress,
                   GError **error)
{
  g_auto (TvQuestion) question = { 0 };
  g_autoptr (TvWhyNot) why = NULL;
  g_auto (TvRead) read = { 0 };
  TvReasonNot reason;

  if (!tv_question_init (&question, engine, customer_code, product, options, progress, error)
      || !tv_read_begin (&read, engine, NULL, error))
    return NULL;
  tv_recommender_explain_missing (question.warm->recommender,
                                  question.customer,
                                  question.product,
                                  &reason);
  why = g_new0 (TvWhyNot, 1);
  why->customer_code = g_strdup (customer_code);
  why->code = reason.code;
  why->exclusion = reason.exclusion;
  memcpy (why->misses, reason.misses, sizeof why->misses);
  why->scenario = reason.scenario;
  why->rank = reason.rank;
  why->score = reason.item.score / 100.0;
  why->rival_score = reason.rival.score / 100.0;
  fill_contributions (why->contributions, &question.warm->settings, &reason.item);
  fill_contributions (why->rival_contributions, &question.warm->settings, &reason.rival);
  if (!read_product (&read.job,
                     question.warm->frame->product_id[question.product],
                     &why->product_key,
                     &why->product_label,
                     &why->family,
                     error)
      || (reason.has_rival
          && !read_product (&read.job,
                            question.warm->frame->product_id[reason.rival.product],
                            &why->rival_key,
                            &why->rival_label,
                            NULL,
                            error)))
    return NULL;
  if (why->rank > 0)
    why->issues = find_issues (&question, why->rank);
  why->sentence = tv_why_not_to_sentence (why);
  why->details = make_details (why, question.currency);
  return g_steal_pointer (&why);
}
