/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command csv2json: the rows of a text file as they stand there. Always answers with one JSON
 * object. */
#include "tvc-command.h"
#include "tvc-text.h"

/**
 * tvc_csv2json:
 * @context: the context
 * @arguments: (inout): options and one file
 * @error: return location for an error of the line
 *
 * Prints header, rows and rejects of a file.
 *
 * Returns: the exit code
 */
int
tvc_csv2json (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcTextOptions) options = { 0 };

  context->is_json = TRUE;
  tvc_text_options_init (&options);
  if (!tvc_text_options_take (&options, arguments, error))
    return TVC_EXIT_USAGE;
  if (!tvc_take_file ("csv2json", *arguments, error))
    return TVC_EXIT_USAGE;
  context->is_answered = TRUE;
  return tvc_text_to_json ((*arguments)[0], &options) ? TVC_EXIT_DONE : TVC_EXIT_USAGE;
}
