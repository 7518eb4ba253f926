/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what-if: what another minimum score or other weights would come to, exactly; with --apply they
 * come true. */
#include "tvc-cell.h"
#include "tvc-command.h"
#include "tvc-run-options.h"

#include <inttypes.h>
#include <glib/gi18n.h>

typedef struct
{
  gint64 run_id;
  gboolean has_minimum, has_weights, is_applied;
  double minimum;
  guint8 weights[TV_N_PARTS];
} Question;

static gboolean
read_question (char ***arguments, Question *out, GError **error)
{
  g_autofree char *minimum = NULL;
  g_autofree char *weights = NULL;
  const GOptionEntry entries[] = {
    { "run", 0, 0, G_OPTION_ARG_INT64, &out->run_id, NULL, NULL },
    { "min-score", 0, 0, G_OPTION_ARG_STRING, &minimum, NULL, NULL },
    { "weights", 0, 0, G_OPTION_ARG_STRING, &weights, NULL, NULL },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &out->is_applied, NULL, NULL },
    { NULL },
  };

  if (!tvc_parse ("what-if", arguments, entries, error))
    return FALSE;
  out->has_minimum = minimum != NULL;
  out->has_weights = weights != NULL;
  return (minimum == NULL || tvc_read_score (minimum, &out->minimum, error))
         && (weights == NULL || tvc_read_weights (weights, out->weights, error));
}

static void
answer (TvcContext *context, const TvWhatIf *what_if, double minimum, gboolean is_calculated)
{
  TvWhatIfCounts counts;

  tv_what_if_count (what_if, minimum, &counts);
  tvc_json_double (context, "minimum_score", minimum);
  tvc_json_bool (context, "calculated", is_calculated);
  tvc_json_int (context, "items", counts.item_count);
  tvc_json_int (context, "passed", counts.passed_count);
  tvc_json_int (context, "approved", counts.approved_count);
  tvc_json_int (context, "held", counts.held_count);
  tvc_json_int (context, "reached", counts.reached_count);
  tvc_json_begin (context, "scenarios");
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    tvc_json_int (context, tv_scenario_get_code (i), counts.scenario_passed[i]);
  tvc_json_end (context);
  tvc_print (context,
             _ ("With a minimum score of %.2f: %" PRId64 " of %" PRId64
                " recommendations pass, for %" PRId64 " customers; %" PRId64
                " are approved, %" PRId64 " held.\n"),
             minimum,
             counts.passed_count,
             counts.item_count,
             counts.reached_count,
             counts.approved_count,
             counts.held_count);
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    {
      g_autofree char *title = tvc_cell (tv_scenario_get_title (i), 28);

      tvc_print (context,
                 "  %s %10" PRId64 " / %" PRId64 "\n",
                 title,
                 counts.scenario_passed[i],
                 tv_what_if_get_scenario (what_if, i));
    }
}

/* Other weights choose other products: the whole run is calculated. */
static int
ask_weights (TvcContext *context, const TvRunRow *run, const Question *question, GError **error)
{
  g_autoptr (TvWhatIf) what_if = NULL;
  TvRunOptions options;
  gint64 run_id = run->id;

  tv_run_row_get_options (run, &options);
  for (guint i = 0; i < TV_N_PARTS; i++)
    options.weights[i] = question->weights[i];
  options.has_minimum = question->has_minimum;
  options.minimum_score = question->minimum;
  what_if = tv_engine_preview_run (context->engine, &options, context->progress, error);
  if (what_if == NULL)
    return TVC_EXIT_FAILED;
  if (question->is_applied)
    run_id = tv_engine_run (context->engine, &options, context->progress, error);
  if (run_id == 0)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "run", run_id);
  answer (context, what_if, tv_what_if_get_policy (what_if)->minimum_score, TRUE);
  return TVC_EXIT_DONE;
}

/* Another minimum leaves the items as they are. */
static int
ask_minimum (TvcContext *context, gint64 run_id, const Question *question, GError **error)
{
  g_autoptr (TvWhatIf) what_if
      = tv_engine_load_what_if (context->engine, run_id, context->progress, error);
  double minimum;

  if (what_if == NULL)
    return TVC_EXIT_FAILED;
  minimum
      = question->has_minimum ? question->minimum : tv_what_if_get_policy (what_if)->minimum_score;
  if (question->is_applied
      && !tv_engine_judge_run (context->engine, run_id, minimum, context->progress, error))
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "run", run_id);
  answer (context, what_if, minimum, FALSE);
  return TVC_EXIT_DONE;
}

/* what-if [--run ID] [--min-score N] [--weights A,P,M,B] [--apply]. */
int
tvc_what_if (TvcContext *context, char ***arguments, GError **error)
{
  Question question = { 0 };
  g_autoptr (TvRunRow) run = NULL;

  if (!read_question (arguments, &question, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  run = tv_engine_get_run (context->engine, question.run_id, error);
  if (run == NULL)
    return TVC_EXIT_FAILED;
  return question.has_weights ? ask_weights (context, run, &question, error)
                              : ask_minimum (context, run->id, &question, error);
}
