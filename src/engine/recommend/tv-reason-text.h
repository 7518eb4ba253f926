/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reasons of one item on their way into a run: "CODE:a,b;CODE", written by hand, as a run of a
 * million customers writes tens of millions of numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_REASON_TEXT_ROOM 1024 /* bytes: ten times what an item has to say */

typedef struct
{
  char bytes[TV_REASON_TEXT_ROOM]; /* a NUL behind the last one */
  guint length;
  gboolean has_number; /* of the last code */
} TvReasonText;

void tv_reason_text_init (TvReasonText *text);
void tv_reason_text_put_code (TvReasonText *text, const char *code);
void tv_reason_text_put_number (TvReasonText *text, gint64 number);

G_END_DECLS
