/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label of GTK 4.8 that wraps and is cut after so many lines asks for the width of its three dots
 * at least, and complains about itself where the text is narrower. Such a text is never cut, so its
 * label need not be told to. */
#include "widgets/tva-one-line.h"

#define NARROW 8 /* characters that fit whatever the width of the row */

static int
count_lines (const char *text)
{
  return g_utf8_strlen (text, -1) < NARROW ? 0 : 1;
}

/**
 * tva_one_line_set_title:
 * @row: a row
 * @title: its title
 *
 * Shows as much of a title as fits in one line.
 */
void
tva_one_line_set_title (AdwActionRow *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (row, count_lines (title));
}

/**
 * tva_one_line_set_subtitle:
 * @row: a row
 * @subtitle: its subtitle
 *
 * Shows as much of a subtitle as fits in one line.
 */
void
tva_one_line_set_subtitle (AdwActionRow *row, const char *subtitle)
{
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, count_lines (subtitle));
}
