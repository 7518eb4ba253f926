/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layouts as words: “boxed:|”, “ruled:|” (a backslash behind the bar where it guards bars in
 * texts), “fixed:0,8,29”, “quoted:,”. No delimiter that a file has looks like one of them. */
#include "rows/tv-text-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOXED "boxed:"
#define RULED "ruled:"
#define FIXED TV_LAYOUT_ANY_FIXED
#define QUOTED TV_LAYOUT_ANY_QUOTED

static gboolean
parse_bar (const char *text, TvTextLayout *layout)
{
  gsize length = strlen (text);

  layout->has_escapes = length > 1 && text[length - 1] == '\\';
  length -= layout->has_escapes;
  if (length == 0 || length >= sizeof layout->bar)
    return FALSE;
  memcpy (layout->bar, text, length);
  layout->bar[length] = '\0';
  return TRUE;
}

static gboolean
parse_places (const char *text, TvTextLayout *layout)
{
  guint64 before = 0;

  while (*text != '\0')
    {
      char *end;
      guint64 place;

      if (!g_ascii_isdigit (*text) || layout->count == TV_LAYOUT_MOST_PLACES)
        return FALSE;
      place = g_ascii_strtoull (text, &end, 10);
      if (place > G_MAXUINT16 || (layout->count == 0 ? place != 0 : place <= before)
          || (*end != ',' && *end != '\0'))
        return FALSE;
      layout->places[layout->count++] = (guint16) place;
      before = place;
      text = *end == ',' ? end + 1 : end;
    }
  return TRUE;
}

/**
 * tv_text_layout_parse:
 * @delimiter: (nullable): what stands between the cells of a dialect
 * @out_layout: (out caller-allocates): the layout; one without places, or of lines in quotes one
 * without a delimiter, where these are still to be found
 *
 * Returns: whether it is a layout; otherwise @out_layout says that cells are delimited
 */
gboolean
tv_text_layout_parse (const char *delimiter, TvTextLayout *out_layout)
{
  memset (out_layout, 0, sizeof *out_layout);
  if (delimiter == NULL)
    return FALSE;
  if (g_str_has_prefix (delimiter, BOXED) && parse_bar (delimiter + strlen (BOXED), out_layout))
    out_layout->kind = TV_LAYOUT_BOXED;
  else if (g_str_has_prefix (delimiter, RULED)
           && parse_bar (delimiter + strlen (RULED), out_layout))
    out_layout->kind = TV_LAYOUT_RULED;
  else if (g_str_has_prefix (delimiter, FIXED)
           && parse_places (delimiter + strlen (FIXED), out_layout))
    out_layout->kind = TV_LAYOUT_FIXED;
  else if (g_str_has_prefix (delimiter, QUOTED)
           && strlen (delimiter + strlen (QUOTED)) < sizeof out_layout->bar)
    {
      strcpy (out_layout->bar, delimiter + strlen (QUOTED));
      out_layout->kind = TV_LAYOUT_QUOTED;
    }
  return out_layout->kind != TV_LAYOUT_DELIMITED;
}

/**
 * tv_text_layout_write:
 * @layout: a layout of any kind but TV_LAYOUT_DELIMITED
 *
 * Returns: (transfer full): what a dialect has in the place of its delimiter
 */
char *
tv_text_layout_write (const TvTextLayout *layout)
{
  GString *text;

  if (layout->kind == TV_LAYOUT_QUOTED)
    return g_strconcat (QUOTED, layout->bar, NULL);
  if (layout->kind != TV_LAYOUT_FIXED)
    return g_strconcat (layout->kind == TV_LAYOUT_BOXED ? BOXED : RULED,
                        layout->bar,
                        layout->has_escapes ? "\\" : NULL,
                        NULL);
  text = g_string_new (FIXED);
  for (guint i = 0; i < layout->count; i++)
    g_string_append_printf (text, i > 0 ? ",%u" : "%u", layout->places[i]);
  return g_string_free (text, FALSE);
}

/**
 * tv_text_layout_get_kind:
 * @delimiter: (nullable): what stands between the cells of a dialect
 *
 * Returns: how its columns stand
 */
TvLayoutKind
tv_text_layout_get_kind (const char *delimiter)
{
  TvTextLayout layout;

  tv_text_layout_parse (delimiter, &layout);
  return layout.kind;
}

/**
 * tv_text_layout_is_drawn:
 * @delimiter: (nullable): what stands between the cells of a dialect
 *
 * Returns: whether the text is laid out for the eye: its lines may be rules, titles and headers of
 * pages, and it has no quotes
 */
gboolean
tv_text_layout_is_drawn (const char *delimiter)
{
  TvLayoutKind kind = tv_text_layout_get_kind (delimiter);

  return kind != TV_LAYOUT_DELIMITED && kind != TV_LAYOUT_QUOTED;
}

/**
 * tv_text_layout_get_title:
 * @delimiter: what stands between the cells of a dialect
 *
 * Returns: (transfer none): what it is called where it is a layout, translated; else itself
 */
const char *
tv_text_layout_get_title (const char *delimiter)
{
  switch (tv_text_layout_get_kind (delimiter))
    {
    case TV_LAYOUT_FIXED:
      return _ ("Fixed width");
    case TV_LAYOUT_RULED:
    case TV_LAYOUT_BOXED:
      return _ ("Bars, with lines between rows");
    case TV_LAYOUT_QUOTED:
      return _ ("Whole lines in quotes");
    default:
      return delimiter;
    }
}

/**
 * tv_text_layout_get_plain:
 * @delimiter: (nullable): what stands between the cells of a dialect
 *
 * Returns: (transfer none): what stands between cells in a text that is made of them: the
 * delimiter, or a comma where there is none
 */
const char *
tv_text_layout_get_plain (const char *delimiter)
{
  if (tv_text_layout_get_kind (delimiter) == TV_LAYOUT_QUOTED)
    delimiter += strlen (QUOTED);
  return delimiter == NULL || *delimiter == '\0' || tv_text_layout_is_drawn (delimiter) ? ","
                                                                                        : delimiter;
}
