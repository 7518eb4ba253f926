/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How columns stand in a text where a delimiter alone does not say it: one that is laid out for the
 * eye, between rules or at fixed places, or one whose lines are cells of quotes. A dialect has it
 * in the place of its delimiter, so that whatever keeps that keeps the layout. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_LAYOUT_MOST_PLACES 256

/* As a person chooses them, when the places, the bars or the delimiter are still to be found. */
#define TV_LAYOUT_ANY_FIXED "fixed:"
#define TV_LAYOUT_ANY_RULED "boxed:|"
#define TV_LAYOUT_ANY_QUOTED "quoted:"

typedef enum
{
  TV_LAYOUT_DELIMITED, /* cells with a delimiter between them, and nothing else */
  TV_LAYOUT_RULED,     /* bars between cells, rules between rows */
  TV_LAYOUT_BOXED,     /* so, with bars at both ends of each row */
  TV_LAYOUT_FIXED,     /* each cell from its place on, counted in characters */
  TV_LAYOUT_QUOTED,    /* cells with a delimiter between them, and whole lines in quotes */
} TvLayoutKind;

typedef struct
{
  TvLayoutKind kind;
  char bar[8];          /* UTF-8, of a ruled list; of lines in quotes the delimiter */
  gboolean has_escapes; /* a bar behind a backslash is text */
  guint16 places[TV_LAYOUT_MOST_PLACES];
  guint count; /* of places, the first is 0 */
} TvTextLayout;

gboolean tv_text_layout_parse (const char *delimiter, TvTextLayout *out_layout);
char *tv_text_layout_write (const TvTextLayout *layout);
const char *tv_text_layout_get_title (const char *delimiter);
TvLayoutKind tv_text_layout_get_kind (const char *delimiter);
gboolean tv_text_layout_is_drawn (const char *delimiter);
const char *tv_text_layout_get_plain (const char *delimiter);

G_END_DECLS
