/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calculates recommendations on a worker while the window shows progress and Cancel, then leads to
 * the result. A cancelled run leaves the workspace as it was, and says so. */
#include "pages/runs/tva-run-start.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "widgets/tva-run-charts.h"

typedef struct
{
  TvRunOptions options;
  char *policy, *ranker, *preset, *thresholds;
} RunInput;

typedef struct
{
  TvaWindow *window;
  TvaOperation *operation;
} RunContext;

static void
run_input_free (RunInput *input)
{
  g_free (input->policy);
  g_free (input->ranker);
  g_free (input->preset);
  g_free (input->thresholds);
  g_free (input);
}

static void
run_context_free (RunContext *context)
{
  g_object_unref (context->window);
  g_object_unref (context->operation);
  g_free (context);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunContext, run_context_free)

static gpointer
run_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  gint64 run_id = tv_engine_run (engine, &((RunInput *) input)->options, progress, error);

  return run_id != 0 ? tv_engine_get_run (engine, run_id, error) : NULL;
}

static void
show_result (TvaWindow *window, const TvRunRow *run)
{
  g_autofree char *target = g_strdup_printf ("run:%" PRId64, run->id);
  g_autofree char *text = tva_run_dup_counts (run);
  AdwToast *toast = adw_toast_new (run->item_count > 0 ? text : _ ("Nobody got a recommendation"));

  if (run->item_count > 0)
    {
      adw_toast_set_button_label (toast, C_ ("button", "Review"));
      adw_toast_set_action_name (toast, "win.go-review");
    }
  tva_window_go (window, "runs", target);
  tva_window_add_toast (window, toast);
}

static void
run_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RunContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  tva_operation_finish (context->operation);
  if (tva_window_get_engine (context->window) != TV_ENGINE (source))
    return;
  if (run != NULL)
    show_result (context->window, run);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tva_window_add_toast (context->window,
                          adw_toast_new (_ ("The run was cancelled; nothing has changed")));
  else
    tva_window_show_error (context->window, _ ("Could not calculate the recommendations"), error);
}

/**
 * tva_run_start:
 * @window: the window whose workspace is calculated
 * @options: (nullable): what to calculate, copied; %NULL = all defaults
 *
 * Starts a run, and shows its result on the Runs page when it is there.
 */
void
tva_run_start (TvaWindow *window, const TvRunOptions *options)
{
  const TvRunOptions defaults = { .as_of_day = TV_DAY_NONE };
  TvEngine *engine = tva_window_get_engine (window);
  RunContext *context;
  RunInput *input;

  if (engine == NULL)
    return;
  input = g_new0 (RunInput, 1);
  input->options = options != NULL ? *options : defaults;
  input->options.policy = input->policy = g_strdup (input->options.policy);
  input->options.ranker = input->ranker = g_strdup (input->options.ranker);
  input->options.preset = input->preset = g_strdup (input->options.preset);
  input->options.thresholds = input->thresholds = g_strdup (input->options.thresholds);
  context = g_new0 (RunContext, 1);
  context->window = g_object_ref (window);
  context->operation = tva_window_start_operation (window, _ ("Calculating recommendations"));
  tv_engine_call_async (engine,
                        run_call,
                        input,
                        (GDestroyNotify) run_input_free,
                        (GDestroyNotify) tv_run_row_free,
                        tva_operation_get_progress (context->operation),
                        run_done_cb,
                        context);
}
