/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers become digits here, without a format to be read each time. */
#include "recommend/tv-reason-text.h"

#include <string.h>

#define LONGEST 21 /* a number: separator, sign, digits */

/**
 * tv_reason_text_init: (skip)
 * @text: (out caller-allocates): a text
 *
 * Makes it empty.
 */
void
tv_reason_text_init (TvReasonText *text)
{
  text->bytes[0] = '\0';
  text->length = 0;
  text->has_number = FALSE;
}

static void
put_bytes (TvReasonText *text, const char *bytes, gsize count)
{
  g_return_if_fail (count < TV_REASON_TEXT_ROOM - text->length);
  memcpy (text->bytes + text->length, bytes, count);
  text->length += (guint) count;
  text->bytes[text->length] = '\0';
}

/**
 * tv_reason_text_put_code: (skip)
 * @text: (inout): a text
 * @code: what the next reason is called
 *
 * Begins a reason.
 */
void
tv_reason_text_put_code (TvReasonText *text, const char *code)
{
  if (text->length > 0)
    put_bytes (text, ";", 1);
  put_bytes (text, code, strlen (code));
  text->has_number = FALSE;
}

/**
 * tv_reason_text_put_number: (skip)
 * @text: (inout): a text with a code
 * @number: any number
 *
 * Adds a value to the last reason.
 */
void
tv_reason_text_put_number (TvReasonText *text, gint64 number)
{
  guint64 left = number < 0 ? 0 - (guint64) number : (guint64) number, rest = left;
  char *at = text->bytes + text->length;
  guint digits = 1;

  g_return_if_fail (text->length + LONGEST < TV_REASON_TEXT_ROOM);
  while ((rest /= 10) > 0)
    digits++;
  *at++ = text->has_number ? ',' : ':';
  if (number < 0)
    *at++ = '-';
  for (guint i = digits; i > 0; i--, left /= 10)
    at[i - 1] = (char) ('0' + left % 10);
  at[digits] = '\0';
  text->length = (guint) (at + digits - text->bytes);
  text->has_number = TRUE;
}
