/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every amount of a file is looked at, so that a dollar in the last row is seen. Most have nothing
 * beside the number, and most others the same as the row before: both cost a glance. */
#include "ingest/tv-currency-watch.h"

#include <string.h>

#include "base/tv-currency.h"

static gboolean
is_same (const TvCurrencyWatch *watch, const char *text, gsize before, const char *end, gsize after)
{
  return watch->before == before && watch->after == after
         && memcmp (watch->beside, text, before) == 0
         && memcmp (watch->beside + before + 1, end, after) == 0;
}

static void
add_code (TvCurrencyWatch *watch, const char *code)
{
  if (watch->codes == NULL)
    watch->codes = g_string_new (NULL);
  if (strstr (watch->codes->str, code) == NULL)
    g_string_append_printf (watch->codes, " %s", code);
}

/**
 * tv_currency_watch_look:
 * @watch: a watch
 * @text: (array length=length): a cell of a column of amounts
 * @length: its bytes, more than none
 *
 * Does what tv_currency_watch_add() does, for a cell that does not begin and end with a digit.
 */
void
tv_currency_watch_look (TvCurrencyWatch *watch, const char *text, gsize length)
{
  gsize before = 0, after = 0;
  const char *code;

  while (before < length && !g_ascii_isdigit (text[before]))
    before++;
  while (after < length && !g_ascii_isdigit (text[length - 1 - after]))
    after++;
  if (before == length || before + after + 2 > sizeof watch->beside
      || is_same (watch, text, before, text + length - after, after))
    return;
  memcpy (watch->beside, text, before);
  watch->beside[before] = '0';
  memcpy (watch->beside + before + 1, text + length - after, after);
  watch->beside[before + 1 + after] = '\0';
  watch->before = before;
  watch->after = after;
  code = tv_currency_find (watch->beside);
  if (code != NULL)
    add_code (watch, code);
}

/**
 * tv_currency_watch_get_codes:
 * @watch: a watch
 *
 * Returns: (transfer none): the ISO codes that were named, as in " EUR USD", in the order of the
 * file; "" = none
 */
const char *
tv_currency_watch_get_codes (const TvCurrencyWatch *watch)
{
  return watch->codes != NULL ? watch->codes->str : "";
}

/**
 * tv_currency_watch_clear:
 * @watch: a watch
 *
 * Frees what it noted.
 */
void
tv_currency_watch_clear (TvCurrencyWatch *watch)
{
  if (watch->codes != NULL)
    g_string_free (g_steal_pointer (&watch->codes), TRUE);
}
