/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the engine and the one table of advice that belongs to its codes. The engine
 * says what happened; a face asks here what the person can do about it. Reads and writes nothing.
 */
#include "base/tv-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (tv - error - quark, tv_error)

static const char *const advice[] = {
  [TV_ERROR_NOT_FOUND] = N_ ("Check the name and try again."),
  [TV_ERROR_INVALID_INPUT] = N_ ("Check the input and try again."),
  [TV_ERROR_CONFLICT]
  = N_ ("Something else changed it first: look at its present state, then try again."),
  [TV_ERROR_BUSY] = N_ ("Wait until the other operation has ended, then try again."),
  [TV_ERROR_CORRUPT] = N_ ("Put back a backup of the file, or open a copy of it that you trust."),
  [TV_ERROR_NO_SPACE] = N_ ("Make room on the disk and try again; nothing was changed."),
  [TV_ERROR_NEWER_SCHEMA]
  = N_ ("Install a newer version of Tastevin to open it; the file was not touched."),
  [TV_ERROR_READ_ONLY] = N_ ("Copy the file to a folder that you may write to, and open the copy."),
  [TV_ERROR_GATE_CLOSED]
  = N_ ("Change the policy or the selection so that the gate lets it through."),
  [TV_ERROR_IO] = N_ ("Check the disk and the permissions of the file, then try again."),
  [TV_ERROR_INTERNAL]
  = N_ ("This is a mistake in the program: please report it with the text above."),
  [TV_ERROR_NO_WORKSPACE] = N_ ("Choose a workspace of Tastevin, or make a new one."),
  [TV_ERROR_REFUSED] = "",
};

/**
 * tv_error_get_advice:
 * @error: (nullable): an error of any domain
 *
 * Looks up what the person can do next about an error.
 *
 * Returns: (transfer none): one translated sentence; the empty string where there is nothing to
 * say, as after a cancel or where the message says it itself, as one about options does
 */
const char *
tv_error_get_advice (const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "";
  if (error->domain == TV_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (advice))
    return *advice[error->code] != '\0' ? _ (advice[error->code]) : "";
  return error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR ? _ (advice[TV_ERROR_IO])
                                                                      : "";
}
