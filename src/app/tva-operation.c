/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One long operation: holds the progress that the worker writes and makes the line that a person
 * reads from it: how many of how many, how fast, how long still. Knows no widget. */
#include "tva-operation.h"

#include <glib/gi18n.h>

struct _TvaOperation
{
  GObject parent_instance;

  char *title;
  TvProgress *progress;
  const char *step;       /* title of the step that the rate is measured in */
  gint64 step_begun_usec; /* since the operation began */
  gboolean is_finished;
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaOperation, tva_operation, G_TYPE_OBJECT)

static void
tva_operation_finalize (GObject *object)
{
  TvaOperation *self = TVA_OPERATION (object);

  g_free (self->title);
  g_clear_pointer (&self->progress, tv_progress_unref);
  G_OBJECT_CLASS (tva_operation_parent_class)->finalize (object);
}

static void
tva_operation_class_init (TvaOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_operation_finalize;
  signals[SIGNAL_FINISHED] = g_signal_new ("finished",
                                           TVA_TYPE_OPERATION,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
tva_operation_init (TvaOperation *self)
{
  self->progress = tv_progress_new (NULL);
}

/**
 * tva_operation_new:
 * @title: what is done, such as "Importing 3 files"
 *
 * Begins an operation; its clock starts now.
 *
 * Returns: (transfer full): the operation
 */
TvaOperation *
tva_operation_new (const char *title)
{
  TvaOperation *self = g_object_new (TVA_TYPE_OPERATION, NULL);

  self->title = g_strdup (title);
  return self;
}

/**
 * tva_operation_get_title:
 * @operation: an operation
 *
 * Returns: (transfer none): what is done
 */
const char *
tva_operation_get_title (TvaOperation *operation)
{
  return operation->title;
}

/**
 * tva_operation_get_progress:
 * @operation: an operation
 *
 * Returns: (transfer none): what the worker writes into
 */
TvProgress *
tva_operation_get_progress (TvaOperation *operation)
{
  return operation->progress;
}

/**
 * tva_operation_cancel:
 * @operation: an operation
 *
 * Asks the worker to stop. The operation ends when it has.
 */
void
tva_operation_cancel (TvaOperation *operation)
{
  g_cancellable_cancel (tv_progress_get_cancellable (operation->progress));
}

/**
 * tva_operation_is_cancelled:
 * @operation: an operation
 *
 * Returns: TRUE once it was asked to stop
 */
gboolean
tva_operation_is_cancelled (TvaOperation *operation)
{
  return tv_progress_is_cancelled (operation->progress);
}

/**
 * tva_operation_finish:
 * @operation: an operation
 *
 * Says that the worker is done, well or not: whoever shows the operation takes it away.
 */
void
tva_operation_finish (TvaOperation *operation)
{
  if (operation->is_finished)
    return;
  operation->is_finished = TRUE;
  g_signal_emit (operation, signals[SIGNAL_FINISHED], 0);
}

/**
 * tva_operation_is_finished:
 * @operation: an operation
 *
 * Returns: TRUE after tva_operation_finish()
 */
gboolean
tva_operation_is_finished (TvaOperation *operation)
{
  return operation->is_finished;
}

static char *
dup_time_left (const TvProgressState *state)
{
  double left = state->elapsed_usec / 1e6 * (1 - state->fraction) / state->fraction;
  gulong seconds = (gulong) (left + 0.999);
  g_autofree char *count = NULL;

  if (seconds < 60)
    {
      count = tv_count_to_display (seconds);
      return g_strdup_printf (ngettext ("%s second left", "%s seconds left", seconds), count);
    }
  count = tv_count_to_display ((seconds + 59) / 60);
  return g_strdup_printf (ngettext ("%s minute left", "%s minutes left", (seconds + 59) / 60),
                          count);
}

static char *
dup_amount (const TvProgressState *state, guint64 count)
{
  return state->is_bytes ? g_format_size (count) : tv_count_to_display ((gint64) count);
}

static void
add_counts (TvaOperation *self, GPtrArray *parts, const TvProgressState *state)
{
  double step_seconds;
  g_autofree char *done = dup_amount (state, state->done_count);

  if (self->step != state->title)
    {
      self->step = state->title;
      self->step_begun_usec = state->elapsed_usec;
    }
  if (state->total_count > 0)
    {
      g_autofree char *total = dup_amount (state, state->total_count);

      /* Translators: how many are done of how many, such as "12,400 of 40,000" */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s of %s"), done, total));
    }
  else if (state->done_count > 0)
    g_ptr_array_add (parts, g_strdup (done));
  step_seconds = (state->elapsed_usec - self->step_begun_usec) / 1e6;
  if (state->done_count > 0 && step_seconds > 0.5)
    {
      g_autofree char *rate = dup_amount (state, (guint64) (state->done_count / step_seconds));

      /* Translators: a rate, such as "8,000 a second" */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s a second"), rate));
    }
}

/**
 * tva_operation_dup_detail:
 * @operation: an operation
 *
 * Makes the line below the title. The time left appears once there is something to reckon it from.
 *
 * Returns: (transfer full): the line, "" while nothing is known
 */
char *
tva_operation_dup_detail (TvaOperation *operation)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  TvProgressState state;

  if (tva_operation_is_cancelled (operation))
    return g_strdup (_ ("Cancelling…"));
  tv_progress_get (operation->progress, &state);
  if (state.title != NULL && *state.title != '\0')
    g_ptr_array_add (parts, g_strdup (state.title));
  add_counts (operation, parts, &state);
  if (state.fraction > 0.02 && state.fraction < 1 && state.elapsed_usec > G_USEC_PER_SEC)
    g_ptr_array_add (parts, dup_time_left (&state));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
