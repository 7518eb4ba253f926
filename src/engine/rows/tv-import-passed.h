/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a file that are none of its table's rows and are passed by, counted by what they are;
 * and those that are read though they are written otherwise than the others. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_PASSED_TITLES,   /* what stands above the table, on top of its pages, or below it */
  TV_PASSED_HEADERS,  /* the header once more */
  TV_PASSED_RULES,    /* lines that are drawn */
  TV_PASSED_COMMENTS, /* behind the mark of comments */
  TV_PASSED_BLANK,    /* in a text that is laid out for the eye, and above a table */
  TV_N_PASSED,
} TvPassedKind;

typedef struct
{
  gboolean has_some;
  gint64 counts[TV_N_PASSED];
  gint64 recut_count; /* lines with another delimiter or other quotes, read all the same */
} TvPassedLines;

const char *tv_passed_kind_get_code (TvPassedKind kind);
void tv_passed_lines_count (TvPassedLines *lines, TvPassedKind kind);
void tv_passed_lines_add (TvPassedLines *lines, const TvPassedLines *more);
gint64 tv_passed_lines_get_total (const TvPassedLines *lines);
char *tv_passed_lines_dup_text (const TvPassedLines *lines); /* (nullable) translated */

G_END_DECLS
