/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command sniff: what a text file is. Always answers with one JSON object. */
#include "tvc-command.h"
#include "tvc-text.h"

#include <glib/gi18n.h>

/**
 * tvc_sniff:
 * @context: the context
 * @arguments: (inout): options and one file
 * @error: return location for an error of the line
 *
 * Tells encoding, dialect, header and columns of a file.
 *
 * Returns: the exit code
 */
int
tvc_sniff (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcTextOptions) options = { 0 };

  context->is_json = TRUE;
  tvc_text_options_init (&options);
  if (!tvc_text_options_take (&options, arguments, error))
    return TVC_EXIT_USAGE;
  if (!tvc_take_file ("sniff", *arguments, error))
    return TVC_EXIT_USAGE;
  context->is_answered = TRUE;
  return tvc_text_sniff ((*arguments)[0], &options) ? TVC_EXIT_DONE : TVC_EXIT_USAGE;
}
