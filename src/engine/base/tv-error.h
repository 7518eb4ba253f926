/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of the engine. A bad row of a file is a record, never an error; cancelling
 * stays G_IO_ERROR_CANCELLED. Messages follow “Could not <do> “<thing>”: <fact>.”; the faces add
 * what to do next. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_ERROR_NOT_FOUND,
  TV_ERROR_INVALID_INPUT,
  TV_ERROR_CONFLICT,
  TV_ERROR_BUSY,
  TV_ERROR_CORRUPT,
  TV_ERROR_NO_SPACE,
  TV_ERROR_NEWER_SCHEMA,
  TV_ERROR_READ_ONLY,
  TV_ERROR_GATE_CLOSED,
  TV_ERROR_IO,
  TV_ERROR_INTERNAL,
  TV_ERROR_NO_WORKSPACE, /* what was to be opened is another kind of file */
  TV_ERROR_REFUSED,      /* not as things stand; the message itself says what to do */
} TvError;

#define TV_ERROR (tv_error_quark ())
GQuark tv_error_quark (void);
const char *tv_error_get_advice (const GError *error);

G_END_DECLS
