/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a run's items, and the one rounding that scores and their display share. */
#include "frame/tv-run-items.h"

#include <math.h>
#include <string.h>

/**
 * tv_run_items_new:
 * @frame: the frame of the run
 * @settings: what it runs with
 *
 * Makes an empty result: nobody served yet, every exclusion NO_CANDIDATE.
 *
 * Returns: (transfer full): the result
 */
TvRunItems *
tv_run_items_new (const TvFrame *frame, const TvSettings *settings)
{
  TvRunItems *run = g_new0 (TvRunItems, 1);

  run->settings = *settings;
  run->as_of_day = frame->as_of_day;
  run->customer_count = frame->customer_count;
  run->items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  run->explanations = g_byte_array_new ();
  run->exclusion = g_malloc (frame->customer_count + 1);
  memset (run->exclusion, TV_EXCLUSION_NO_CANDIDATE, frame->customer_count);
  return run;
}

/**
 * tv_run_items_free:
 * @run: (transfer full): the result
 *
 * Frees a result.
 */
void
tv_run_items_free (TvRunItems *run)
{
  g_array_unref (run->items);
  g_byte_array_unref (run->explanations);
  g_free (run->exclusion);
  g_free (run);
}

/**
 * tv_run_item_get_contribution:
 * @weight: the part's weight, 0-1
 * @part: the part in hundredths, 0-10000
 *
 * Gets what a part adds to the score. Each contribution is rounded before the sum, so that what is
 * shown always adds up.
 *
 * Returns: hundredths, weight x part rounded half up
 */
guint16
tv_run_item_get_contribution (double weight, guint16 part)
{
  return (guint16) floor (weight * part + 0.5 + 1e-9);
}
