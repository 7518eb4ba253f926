/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two lengths: that of the list and that which the views were told. An idle source brings the
 * second to the first; each step takes as many rows as the one before had time for. Rows beyond the
 * list that are still to go are blank. Knows no rows. */
#include "models/tva-list-steps.h"

#define BUILT_ROWS 256       /* more than a view keeps widgets for; beyond, a step costs nothing */
#define STEP_USEC (4 * 1000) /* laying out and painting the rows takes as long again */
#define FIRST_STEP 8
#define MIN_STEP 8
#define MAX_STEP 64

struct _TvaListSteps
{
  TvaListStep tell;
  gpointer user_data;
  guint length; /* of the list */
  guint shown;  /* what the views were told */
  guint step;   /* rows */
  guint source_id;
};

/**
 * tva_list_steps_new:
 * @tell: tells the views of a change
 * @user_data: for @tell
 *
 * Returns: (transfer full): steps of an empty list
 */
TvaListSteps *
tva_list_steps_new (TvaListStep tell, gpointer user_data)
{
  TvaListSteps *steps = g_new0 (TvaListSteps, 1);

  steps->tell = tell;
  steps->user_data = user_data;
  steps->step = FIRST_STEP;
  return steps;
}

/**
 * tva_list_steps_free:
 * @steps: (transfer full): steps
 *
 * Tells nothing any more.
 */
void
tva_list_steps_free (TvaListSteps *steps)
{
  g_clear_handle_id (&steps->source_id, g_source_remove);
  g_free (steps);
}

/* Tells that the views see so many rows from now on. */
static void
show (TvaListSteps *steps, guint shown)
{
  guint old = steps->shown;
  guint common = MIN (old, shown);

  steps->shown = shown;
  if (old != shown)
    steps->tell (common, old - common, shown - common, steps->user_data);
}

static gboolean
step_cb (gpointer user_data)
{
  TvaListSteps *steps = user_data;
  gint64 began = g_get_monotonic_time ();
  gint64 taken;

  if (steps->shown > steps->length)
    show (steps, MAX (steps->length, steps->shown - MIN (steps->step, steps->shown)));
  else if (steps->length - steps->shown > steps->step && steps->shown < BUILT_ROWS)
    show (steps, steps->shown + steps->step);
  else
    show (steps, steps->length);
  taken = MAX (g_get_monotonic_time () - began, 1);
  steps->step = (guint) CLAMP (steps->step * STEP_USEC / taken, MIN_STEP, MAX_STEP);
  if (steps->shown != steps->length)
    return G_SOURCE_CONTINUE;
  steps->source_id = 0;
  return G_SOURCE_REMOVE;
}

/* Rows beyond the list go first where no view has widgets for them, the rest by and by. */
static void
go_on (TvaListSteps *steps)
{
  if (steps->shown > MAX (steps->length, BUILT_ROWS))
    show (steps, MAX (steps->length, BUILT_ROWS));
  if (steps->shown != steps->length && steps->source_id == 0)
    steps->source_id = g_idle_add (step_cb, steps);
}

/**
 * tva_list_steps_set_length:
 * @steps: steps
 * @length: of the list from now on
 *
 * Begins to tell another length. Rows that the views know and the list still has are not mentioned;
 * blank ones that are rows again are.
 */
void
tva_list_steps_set_length (TvaListSteps *steps, guint length)
{
  guint blank_from = steps->length;

  steps->length = length;
  if (steps->shown > blank_from && length > blank_from)
    {
      guint removed = steps->shown - blank_from;
      guint added = MIN (length - blank_from, removed);

      steps->shown = blank_from + added;
      steps->tell (blank_from, removed, added, steps->user_data);
    }
  go_on (steps);
}

/**
 * tva_list_steps_replace:
 * @steps: steps
 * @position: where
 * @removed: how many rows went there
 * @added: how many came
 *
 * Tells at once of other rows within a list that the views know all of.
 */
void
tva_list_steps_replace (TvaListSteps *steps, guint position, guint removed, guint added)
{
  g_return_if_fail (steps->shown == steps->length && position + removed <= steps->length);
  steps->length = steps->length - removed + added;
  steps->shown = steps->length;
  steps->tell (position, removed, added, steps->user_data);
}

/**
 * tva_list_steps_reach:
 * @steps: steps
 * @length: how many rows somebody needs now
 *
 * Tells of so many rows at once, as far as the list has them, and of the rest by and by.
 */
void
tva_list_steps_reach (TvaListSteps *steps, guint length)
{
  if (steps->shown < MIN (length, steps->length))
    show (steps, MIN (length, steps->length));
}

/**
 * tva_list_steps_finish:
 * @steps: steps
 *
 * Tells the rest at once.
 */
void
tva_list_steps_finish (TvaListSteps *steps)
{
  g_clear_handle_id (&steps->source_id, g_source_remove);
  show (steps, steps->length);
}

/**
 * tva_list_steps_get_shown:
 * @steps: steps
 *
 * Returns: how many rows the views know of
 */
guint
tva_list_steps_get_shown (TvaListSteps *steps)
{
  return steps->shown;
}
