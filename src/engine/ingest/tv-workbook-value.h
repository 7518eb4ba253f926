/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the numbers of a workbook become text: plain numbers without noise, dates and times as ISO
 * 8601, told apart by the number format of the cell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_CELL_NUMBER,
  TV_CELL_DATE,
  TV_CELL_DATETIME,
  TV_CELL_TIME,
  TV_CELL_DURATION, /* hours beyond 24, as [h]:mm */
  TV_CELL_PADDED,   /* and more by n: whole numbers of n digits, with noughts before them */
} TvCellForm;

TvCellForm tv_cell_form_from_id (guint64 id);
TvCellForm tv_cell_form_from_code (const char *code);
TvCellForm tv_cell_form_of_day (const char *text, gsize length);
void tv_cell_append_number (GString *out, const char *text, gsize length);
void tv_cell_append_serial (GString *out,
                            const char *text,
                            gsize length,
                            TvCellForm form,
                            gboolean is_1904);
void tv_cell_append_shown (GString *out, const char *number, const char *shown);
void tv_cell_turn_mark (GString *out, gsize from, char mark);
void tv_cell_append_iso (GString *out, const char *text, gsize length, gboolean is_date);

G_END_DECLS
