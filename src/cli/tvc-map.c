/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a mapping file, which is described in docs/formats.md, and applies it. */
#include "tvc-map.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
fail (GError **error, const char *path, const char *fact, const char *subject)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not use the mapping “%s”: %s “%s”."),
               path,
               fact,
               subject);
  return FALSE;
}

/**
 * tvc_map_apply:
 * @path: the mapping file
 * @file: (inout): the sniffed file; kind, columns, date order and decimal mark are replaced by what
 * the mapping says, or by what its columns hold
 * @error: return location for an error that names the mapping file
 *
 * Applies a mapping written by hand.
 *
 * Returns: FALSE if the mapping cannot be read or names what is not there
 */
gboolean
tvc_map_apply (const char *path, TvImportFile *file, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (strlen (text) != length)
    return fail (error, path, _ ("it is no JSON object:"), path);
  return tv_import_apply_mapping (path, text, file, error);
}
