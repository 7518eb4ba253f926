/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that holds no table at all may pass for one with an odd header: JSON has commas and quotes
 * as well, whatever it is called. Looks at the first bytes of an ordinary file. */
#include "ingest/tv-unknown-kind.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/tv-error.h"

#define LOOK 4096 /* bytes */

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " \t\r\n");
}

/* An object, or a list of objects or lists. */
static gboolean
is_json (const char *text)
{
  const char *first = skip_blanks (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
  const char *second = *first != '\0' ? skip_blanks (first + 1) : first;

  if (*first == '{')
    return *second == '"' || *second == '}';
  return *first == '[' && (*second == '{' || *second == '[');
}

static gboolean
holds_json (const char *path)
{
  g_autofree char *head = g_malloc0 (LOOK + 1);
  gsize length = 0;
  FILE *file;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || (file = fopen (path, "re")) == NULL)
    return FALSE;
  length = fread (head, 1, LOOK, file);
  fclose (file);
  return length > 0 && is_json (head);
}

/**
 * tv_unknown_kind_refuse_json:
 * @path: (type filename): a file
 * @error: return location for TV_ERROR_REFUSED
 *
 * Says that a file holds JSON, whatever its names would pass for as a header.
 *
 * Returns: whether it does
 */
gboolean
tv_unknown_kind_refuse_json (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!holds_json (path))
    return FALSE;
  g_set_error (
      error,
      TV_ERROR,
      TV_ERROR_REFUSED,
      _ ("Could not import “%s”: it is JSON, not a table; export it as CSV or as a workbook."),
      name);
  return TRUE;
}

/**
 * tv_unknown_kind_fail:
 * @file: a file without a kind
 * @error: return location for TV_ERROR_REFUSED
 *
 * Says that the file cannot be taken in.
 */
void
tv_unknown_kind_fail (const TvImportFile *file, GError **error)
{
  g_autofree char *name = g_path_get_basename (file->path);

  g_set_error (error,
               TV_ERROR,
               TV_ERROR_REFUSED,
               _ ("Could not import “%s”: its header does not tell what kind of file it is; say "
                  "which kind, or what its columns mean."),
               name);
}
