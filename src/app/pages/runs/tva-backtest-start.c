/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a backtest on a worker while the window shows progress and Cancel; a cancelled one leaves
 * the workspace as it was, and says so. Deletes backtests, and makes a way of choosing that of new
 * runs, on a worker too. */
#include "pages/runs/tva-backtest-start.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-words.h"
#include "tva-undo-toast.h"

#define LIST_LENGTH 10

typedef struct
{
  TvaWindow *window;
  TvaOperation *operation;
  TvaBacktestDone done;
  GObject *data;
} BacktestContext;

static void
backtest_context_free (BacktestContext *context)
{
  g_object_unref (context->window);
  g_object_unref (context->operation);
  g_object_unref (context->data);
  g_free (context);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BacktestContext, backtest_context_free)

static gpointer
backtest_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const TvBacktestOptions options = { .as_of_day = TV_DAY_NONE,
                                      .windows = { *(guint *) input },
                                      .window_count = 1,
                                      .k = LIST_LENGTH };

  return tv_engine_backtest (engine, &options, progress, error);
}

static void
backtest_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BacktestContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvBacktest) backtest = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  tva_operation_finish (context->operation);
  context->done (context->data, backtest == NULL ? error : NULL);
  if (tva_window_get_engine (context->window) == TV_ENGINE (source)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tva_window_add_toast (context->window,
                          adw_toast_new (_ ("The backtest was cancelled; nothing has changed")));
}

/**
 * tva_backtest_start:
 * @window: the window whose workspace is looked back at
 * @days: how many days before the last order are hidden, 1-3650
 * @done: called at the end
 * @data: for @done; kept until then
 *
 * Starts a backtest.
 */
void
tva_backtest_start (TvaWindow *window, guint days, TvaBacktestDone done, GObject *data)
{
  TvEngine *engine = tva_window_get_engine (window);
  BacktestContext *context;

  if (engine == NULL)
    return;
  context = g_new0 (BacktestContext, 1);
  context->window = g_object_ref (window);
  context->operation = tva_window_start_operation (window, _ ("Looking back"));
  context->done = done;
  context->data = g_object_ref (data);
  tv_engine_call_async (engine,
                        backtest_call,
                        g_memdup2 (&days, sizeof days),
                        g_free,
                        (GDestroyNotify) tv_backtest_free,
                        tva_operation_get_progress (context->operation),
                        backtest_done_cb,
                        context);
}

typedef struct
{
  TvaBacktestDone done;
  GObject *data;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->data);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static gpointer
delete_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  tv_engine_delete_backtest (engine, *(gint64 *) input, error);
  return NULL;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (GError) error = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  waiting->done (waiting->data, error);
}

/**
 * tva_backtest_delete:
 * @engine: the workspace
 * @id: a backtest
 * @done: called at the end
 * @data: for @done; kept until then
 *
 * Deletes a backtest that no run rests on.
 */
void
tva_backtest_delete (TvEngine *engine, gint64 id, TvaBacktestDone done, GObject *data)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  *waiting = (Waiting){ done, g_object_ref (data) };
  tv_engine_call_async (engine,
                        delete_call,
                        g_memdup2 (&id, sizeof id),
                        g_free,
                        NULL,
                        NULL,
                        deleted_cb,
                        waiting);
}

/* A choice and the one before it. */
typedef struct
{
  TvRunChoice before, after;
} Choice;

static gpointer
choose_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autofree Choice *choice = g_memdup2 (input, sizeof *choice);

  if (!tv_engine_get_run_choice (engine, &choice->before, error)
      || !tv_engine_choose_from_backtest (engine,
                                          choice->after.backtest_id,
                                          (TvRanker) choice->after.ranker,
                                          choice->after.way,
                                          error))
    return NULL;
  return g_steal_pointer (&choice);
}

static gpointer
go_back_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_set_run_choice (engine, input, error) ? g_memdup2 (input, sizeof (TvRunChoice))
                                                         : NULL;
}

static void
went_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree TvRunChoice *choice = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (choice == NULL)
    tva_window_show_error (window, _ ("Could not change what new runs do"), error);
  else
    tva_window_add_toast (window, adw_toast_new (_ ("New runs do what they did before")));
}

static void
go_back (TvaWindow *window, gconstpointer before)
{
  tv_engine_call_async (tva_window_get_engine (window),
                        go_back_call,
                        g_memdup2 (before, sizeof (TvRunChoice)),
                        g_free,
                        g_free,
                        NULL,
                        went_back_cb,
                        g_object_ref (window));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Choice *choice = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  g_autofree char *way = NULL;
  g_autofree char *text = NULL;

  if (choice == NULL)
    {
      tva_window_show_error (window, _ ("Could not change what new runs do"), error);
      return;
    }
  way = tva_backtest_dup_way ((TvRanker) choice->after.ranker, choice->after.way);
  /* Translators: a way of choosing */
  text = g_strdup_printf (_ ("New runs take “%s”"), way);
  tva_undo_toast_show (window,
                       TV_ENGINE (source),
                       text,
                       go_back,
                       &choice->before,
                       sizeof choice->before);
}

/**
 * tva_backtest_choose:
 * @window: the window
 * @id: the backtest that the choice rests on
 * @ranker: what new runs rank with
 * @way: the way of these runs
 *
 * Makes a way of choosing that of new runs, and says so; the toast can undo it.
 */
void
tva_backtest_choose (TvaWindow *window, gint64 id, TvRanker ranker, int way)
{
  const Choice choice = { .after = { id, (int) ranker, way } };

  tv_engine_call_async (tva_window_get_engine (window),
                        choose_call,
                        g_memdup2 (&choice, sizeof choice),
                        g_free,
                        g_free,
                        NULL,
                        chosen_cb,
                        g_object_ref (window));
}
