/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why-not: why a customer does not get a product, what beat it, and the smallest changes that would
 * make a difference. */
#include "tvc-answers.h"
#include "tvc-command.h"
#include "tvc-run-options.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static const char *const part_names[] = { "affinity", "popularity", "profit", "base" };

static void
answer_parts (TvcContext *context, const char *name, const double *contributions)
{
  tvc_json_begin (context, name);
  for (guint i = 0; i < G_N_ELEMENTS (part_names); i++)
    tvc_json_double (context, part_names[i], contributions[i]);
  tvc_json_end (context);
}

static void
answer_misses (TvcContext *context, const TvWhyNot *why)
{
  tvc_json_begin (context, "scenarios");
  for (int i = 0;
       why->code != TV_WHY_EXCLUDED && why->code != TV_WHY_NOT_SOLD && i < TV_N_SCENARIOS;
       i++)
    tvc_json_text (context, tv_scenario_get_code (i), tv_miss_get_code (why->misses[i].miss));
  tvc_json_end (context);
}

static void
answer_why_not (TvcContext *context, const TvWhyNot *why)
{
  tvc_json_text (context, "customer_code", why->customer_code);
  tvc_json_text (context, "product_key", why->product_key);
  tvc_json_text (context, "product_label", why->product_label);
  tvc_json_text (context, "decided", tv_why_code_get_code (why->code));
  tvc_json_text (context, "sentence", why->sentence);
  if (why->exclusion >= 0)
    tvc_json_text (context, "exclusion", tv_exclusion_get_code (why->exclusion));
  tvc_json_int (context, "rank", why->rank);
  answer_misses (context, why);
  if (why->scenario >= 0)
    {
      tvc_json_text (context, "scenario", tv_scenario_get_code (why->scenario));
      tvc_json_double (context, "score", why->score);
      answer_parts (context, "contributions", why->contributions);
    }
  if (why->rival_key != NULL)
    {
      tvc_json_text (context, "rival_key", why->rival_key);
      tvc_json_text (context, "rival_label", why->rival_label);
      tvc_json_double (context, "rival_score", why->rival_score);
      answer_parts (context, "rival_contributions", why->rival_contributions);
    }
  tvc_print (context, "%s\n  %s\n", why->product_label, why->sentence);
  tvc_json_begin_list (context, "details");
  for (guint i = 0; why->details[i] != NULL; i++)
    {
      tvc_json_text (context, NULL, why->details[i]);
      tvc_print (context, "  %s\n", why->details[i]);
    }
  tvc_json_end_list (context);
}

static void
answer_changes (TvcContext *context, const GPtrArray *changes)
{
  tvc_json_begin_list (context, "changes");
  if (changes->len > 0)
    tvc_print (context, "%s\n", _ ("What would change it:"));
  for (guint i = 0; i < changes->len; i++)
    {
      const TvChange *change = changes->pdata[i];

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "what", tv_knob_get_code (change->knob));
      tvc_json_int (context, "from", change->from);
      tvc_json_int (context, "to", change->to);
      tvc_json_text (context, "before", tv_outcome_get_code (change->before));
      tvc_json_text (context, "after", tv_outcome_get_code (change->after));
      tvc_json_text (context, "sentence", change->sentence);
      tvc_json_end (context);
      tvc_print (context, "  %s\n", change->sentence);
    }
  tvc_json_end_list (context);
}

/* Says what the answer is calculated with. */
static void
answer_basis (TvcContext *context, const TvRunRow *run, const TvRunOptions *options)
{
  g_autofree char *as_of = tv_day_to_iso (options->as_of_day);
  int ranker = options->ranker != NULL ? tv_ranker_from_code (options->ranker) : -1;

  if (run == NULL)
    {
      tvc_print (context, "%s\n", _ ("There is no run yet: by the workspace’s settings."));
      return;
    }
  tvc_json_int (context, "run", run->id);
  tvc_json_day (context, "as_of", options->as_of_day);
  tvc_json_text (context, "policy", options->policy);
  tvc_json_text (context, "ranker", tv_ranker_get_code ((TvRanker) MAX (ranker, 0)));
  /* Translators: number of a run, a date, name of a policy, a ranker’s title */
  tvc_print (context,
             _ ("By the settings of run %" PRId64 ": as of %s, policy %s, “%s”.\n"),
             run->id,
             as_of,
             options->policy,
             tv_ranker_get_title ((TvRanker) MAX (ranker, 0)));
}

static gboolean
load_latest_run (TvEngine *engine, TvRunRow **out_run, GError **error)
{
  TvSummary summary;

  *out_run = NULL;
  if (!tv_engine_get_summary (engine, &summary, error))
    return FALSE;
  if (summary.latest_run_id != 0)
    *out_run = tv_engine_get_run (engine, summary.latest_run_id, error);
  return summary.latest_run_id == 0 || *out_run != NULL;
}

/**
 * tvc_answer_why_not:
 * @context: the context
 * @customer: a customer's code
 * @product: a product's key or label
 * @options: what to calculate with; what they leave open is taken from the latest run
 * @error: return location for an error
 *
 * Answers why the customer does not get the product, and what would change it.
 *
 * Returns: FALSE on an error
 */
gboolean
tvc_answer_why_not (TvcContext *context,
                    const char *customer,
                    const char *product,
                    const TvRunOptions *options,
                    GError **error)
{
  TvRunOptions completed = *options;
  g_autoptr (TvRunRow) run = NULL;
  g_autoptr (TvWhyNot) why = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (!load_latest_run (context->engine, &run, error))
    return FALSE;
  if (run != NULL)
    tvc_complete_run_options (&completed, run);
  why = tv_engine_why_not (context->engine,
                           customer,
                           product,
                           &completed,
                           context->progress,
                           error);
  if (why == NULL)
    return FALSE;
  changes = tv_engine_list_changes (context->engine,
                                    customer,
                                    why->product_key,
                                    &completed,
                                    context->progress,
                                    error);
  if (changes == NULL)
    return FALSE;
  answer_basis (context, run, &completed);
  answer_why_not (context, why);
  answer_changes (context, changes);
  return TRUE;
}

/* why-not CUSTOMER PRODUCT. */
int
tvc_why_not (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcRunWords) words = { 0 };
  TvRunOptions options = { 0 };

  if (!tvc_read_run_options (arguments, "why-not", &words, &options, NULL, error))
    return TVC_EXIT_USAGE;
  if ((*arguments)[0] == NULL || (*arguments)[1] == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("why-not needs the code of a customer and the key of a product."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  return tvc_answer_why_not (context, (*arguments)[0], (*arguments)[1], &options, error)
             ? TVC_EXIT_DONE
             : TVC_EXIT_FAILED;
}
