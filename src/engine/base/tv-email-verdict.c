/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an e-mail address is one as it stands. Declared in tv-amount.h. */
#include "base/tv-amount.h"

#include <string.h>

#define LONGEST_LOCAL_PART 64 /* RFC 5321, section 4.5.3.1 */
#define LONGEST_DOMAIN 253
#define LONGEST_LABEL 63

static gboolean
is_atom (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_dot = text[i] == '.';

      if (!is_dot && !g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
        return FALSE;
      if (is_dot && (i == 0 || i + 1 == length || text[i + 1] == '.'))
        return FALSE;
    }
  return length > 0;
}

/* Letters of any script are good in the name of a domain (RFC 5890). */
static gboolean
is_label (const char *text, gsize length)
{
  const char *end = text + length;

  if (length == 0 || length > LONGEST_LABEL || text[0] == '-' || end[-1] == '-')
    return FALSE;
  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x80 ? !g_ascii_isalnum ((char) c) && c != '-'
                   : !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_email_is_valid:
 * @text: an address, UTF-8
 *
 * Judges an address as it stands by RFC 5321 and 5322: atoms with dots, a domain of labels, which
 * may be in any script. Quoted local parts, comments and address literals, which no customer has,
 * are not.
 *
 * Returns: the verdict
 */
gboolean
tv_email_is_valid (const char *text)
{
  const char *at = strrchr (text, '@');
  gsize length;

  if (at == NULL || (gsize) (at - text) > LONGEST_LOCAL_PART || !g_utf8_validate (at, -1, NULL)
      || !is_atom (text, (gsize) (at - text)))
    return FALSE;
  length = strlen (at + 1);
  if (length == 0 || length > LONGEST_DOMAIN || strlen (text) > LONGEST_DOMAIN + 1)
    return FALSE;
  for (const char *label = at + 1;; label++)
    {
      gsize size = strcspn (label, ".");

      if (!is_label (label, size))
        return FALSE;
      label += size;
      if (*label == '\0')
        return TRUE;
    }
}
