/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges a run again by another minimum score. How it was before is kept while the workspace is
 * open, so that the toast, Ctrl+Z and Ctrl+Shift+Z on the Runs page go there and back. */
#include "pages/runs/tva-what-if-judge.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "widgets/tva-run-charts.h"
#include "tva-undo-toast.h"

typedef struct
{
  gint64 run_id;
  double minimum_score;
} JudgeInput;

typedef struct
{
  TvaWindow *window;
  TvaOperation *operation;
  gboolean is_undo;
} JudgeContext;

static void
judge_context_free (JudgeContext *context)
{
  g_object_unref (context->window);
  g_object_unref (context->operation);
  g_free (context);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JudgeContext, judge_context_free)

/* A run judged again, and what it was judged with before. */
typedef struct
{
  TvRunRow *run;
  double minimum_before;
} Judged;

static void
judged_free (Judged *judged)
{
  g_clear_pointer (&judged->run, tv_run_row_free);
  g_free (judged);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Judged, judged_free)

static gpointer
judge_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const JudgeInput *judge = input;
  g_autoptr (TvRunRow) before = tv_engine_get_run (engine, judge->run_id, error);
  g_autoptr (Judged) judged = g_new0 (Judged, 1);

  if (before == NULL
      || !tv_engine_judge_run (engine, before->id, judge->minimum_score, progress, error))
    return NULL;
  judged->minimum_before = before->minimum_score;
  judged->run = tv_engine_get_run (engine, before->id, error);
  return judged->run != NULL ? g_steal_pointer (&judged) : NULL;
}

/* What was judged last in an open workspace, and the way back from there. */
typedef struct
{
  JudgeInput before;
  gboolean is_undone; /* so that the way back is a redo */
  gboolean is_busy;   /* on the way; a key that is pressed twice goes it once */
} Step;

#define STEP_KEY "tva-what-if-step"

static Step *
get_step (TvaWindow *window)
{
  TvEngine *engine = tva_window_get_engine (window);

  return engine != NULL ? g_object_get_data (G_OBJECT (engine), STEP_KEY) : NULL;
}

static void
set_busy (TvaWindow *window, gboolean is_busy)
{
  Step *step = get_step (window);

  if (step != NULL)
    step->is_busy = is_busy;
}

static void judge (TvaWindow *window, const JudgeInput *input, gboolean is_undo);

static void
judge_as_before (TvaWindow *window, gconstpointer data)
{
  const Step *step = data;

  judge (window, &step->before, !step->is_undone);
}

static void
show_judged (TvaWindow *window, TvEngine *engine, const Judged *judged, gboolean is_undo)
{
  const TvRunRow *run = judged->run;
  g_autofree char *target = g_strdup_printf ("run:%" PRId64, run->id);
  g_autofree char *policy = tva_run_dup_policy_title (run->policy);
  g_autofree char *version = tv_count_to_display (run->policy_version);
  /* Translators: name and version of a policy */
  g_autofree char *text
      = g_strdup_printf (_ ("Judged again by the policy %s, version %s"), policy, version);
  const Step step = { { run->id, judged->minimum_before }, is_undo, FALSE };

  g_object_set_data_full (G_OBJECT (engine), STEP_KEY, g_memdup2 (&step, sizeof step), g_free);
  tva_window_go (window, "runs", target);
  tva_undo_toast_show (window, engine, text, judge_as_before, &step, sizeof step);
}

static void
judge_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JudgeContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Judged) judged = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  tva_operation_finish (context->operation);
  if (tva_window_get_engine (context->window) != TV_ENGINE (source))
    return;
  set_busy (context->window, FALSE);
  if (judged != NULL)
    show_judged (context->window, TV_ENGINE (source), judged, context->is_undo);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tva_window_add_toast (context->window,
                          adw_toast_new (_ ("Judging was cancelled; nothing has changed")));
  else
    tva_window_show_error (context->window, _ ("Could not judge the run again"), error);
}

static void
judge (TvaWindow *window, const JudgeInput *input, gboolean is_undo)
{
  TvEngine *engine = tva_window_get_engine (window);
  JudgeContext *context;

  if (engine == NULL)
    return;
  context = g_new0 (JudgeContext, 1);
  context->window = g_object_ref (window);
  context->operation = tva_window_start_operation (window, _ ("Judging the run again"));
  context->is_undo = is_undo;
  set_busy (window, TRUE);
  tv_engine_call_async (engine,
                        judge_call,
                        g_memdup2 (input, sizeof *input),
                        g_free,
                        (GDestroyNotify) judged_free,
                        tva_operation_get_progress (context->operation),
                        judge_done_cb,
                        context);
}

/**
 * tva_what_if_judge:
 * @window: the window whose workspace has the run
 * @run_id: a run
 * @minimum_score: what it is judged with from now on
 *
 * Makes the minimum score true, as an operation of the window, and shows the run. The toast that
 * says so can judge as before.
 */
void
tva_what_if_judge (TvaWindow *window, gint64 run_id, double minimum_score)
{
  const JudgeInput input = { run_id, minimum_score };

  judge (window, &input, FALSE);
}

/**
 * tva_what_if_can_undo:
 * @window: a window
 *
 * Returns: whether a run of the open workspace was judged again that can be judged as before
 */
gboolean
tva_what_if_can_undo (TvaWindow *window)
{
  const Step *step = get_step (window);

  return step != NULL && !step->is_undone && !step->is_busy;
}

/**
 * tva_what_if_undo:
 * @window: a window
 *
 * Judges as before the run that was judged again last.
 *
 * Returns: %FALSE where there was nothing to undo
 */
gboolean
tva_what_if_undo (TvaWindow *window)
{
  if (!tva_what_if_can_undo (window))
    return FALSE;
  judge_as_before (window, get_step (window));
  return TRUE;
}

/**
 * tva_what_if_redo:
 * @window: a window
 *
 * Judges the run again from which tva_what_if_undo() came.
 *
 * Returns: %FALSE where there was nothing to redo
 */
gboolean
tva_what_if_redo (TvaWindow *window)
{
  const Step *step = get_step (window);

  if (step == NULL || !step->is_undone || step->is_busy)
    return FALSE;
  judge_as_before (window, step);
  return TRUE;
}
