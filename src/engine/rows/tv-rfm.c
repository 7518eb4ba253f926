/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds as text, in which form the workspace keeps them beside its profiles, and the sums of a
 * movement. */
#include "rows/tv-rfm.h"

#include <inttypes.h>

/**
 * tv_rfm_bounds_to_text:
 * @settings: what the scores were given by
 *
 * Returns: (transfer full): the code of the bins and the twelve bounds, separated by blanks
 */
char *
tv_rfm_bounds_to_text (const TvSettings *settings)
{
  GString *text = g_string_new (tv_rfm_bins_get_code (settings->rfm_bins));

  for (int i = 0; i < 4; i++)
    g_string_append_printf (text, " %u", settings->recency_days[i]);
  for (int i = 0; i < 4; i++)
    g_string_append_printf (text, " %u", settings->frequency_orders[i]);
  for (int i = 0; i < 4; i++)
    g_string_append_printf (text, " %" PRId64, settings->monetary_cents[i]);
  return g_string_free (text, FALSE);
}

/**
 * tv_rfm_bounds_from_text:
 * @bounds: (out caller-allocates): the bounds
 * @text: (nullable): what tv_rfm_bounds_to_text() made
 *
 * Reads bounds; the default ones where there is no such text.
 */
void
tv_rfm_bounds_from_text (TvRfmBounds *bounds, const char *text)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, " ", -1) : NULL;
  gint64 *const figures[]
      = { bounds->recency_days, bounds->frequency_orders, bounds->monetary_cents };
  TvSettings settings;

  if (words != NULL && g_strv_length (words) == 13 && tv_rfm_bins_from_code (words[0]) >= 0)
    {
      bounds->bins = tv_rfm_bins_from_code (words[0]);
      for (int i = 0; i < 12; i++)
        figures[i / 4][i % 4] = g_ascii_strtoll (words[i + 1], NULL, 10);
      return;
    }
  tv_settings_init_default (&settings);
  bounds->bins = settings.rfm_bins;
  for (int i = 0; i < 4; i++)
    {
      bounds->recency_days[i] = settings.recency_days[i];
      bounds->frequency_orders[i] = settings.frequency_orders[i];
      bounds->monetary_cents[i] = settings.monetary_cents[i];
    }
}

/**
 * tv_movement_count_before:
 * @movement: a movement
 * @segment: a segment
 *
 * Returns: how many customers were in it on the first day
 */
gint64
tv_movement_count_before (const TvMovement *movement, TvSegment segment)
{
  gint64 count = 0;

  for (int to = 0; to < TV_N_SEGMENTS; to++)
    count += movement->moves[segment][to];
  return count;
}

/**
 * tv_movement_count_after:
 * @movement: a movement
 * @segment: a segment
 *
 * Returns: how many customers are in it on the second day
 */
gint64
tv_movement_count_after (const TvMovement *movement, TvSegment segment)
{
  gint64 count = 0;

  for (int from = 0; from < TV_N_SEGMENTS; from++)
    count += movement->moves[from][segment];
  return count;
}

/**
 * tv_movement_count_moved:
 * @movement: a movement
 *
 * Returns: how many customers changed their segment
 */
gint64
tv_movement_count_moved (const TvMovement *movement)
{
  gint64 count = movement->customer_count;

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    count -= movement->moves[i][i];
  return count;
}
