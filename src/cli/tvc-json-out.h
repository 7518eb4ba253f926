/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large answers: JSON written as it comes, without keeping it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One object goes to standard output; ended by its owner. */
typedef struct
{
  GString *text;
  gboolean needs_comma;
  gboolean is_kept; /* a part of an answer that another writer takes over: nothing is printed */
} TvcJsonOut;

void tvc_json_out_init (TvcJsonOut *out);
void tvc_json_out_end (TvcJsonOut *out);  /* with a line end, flushed */
void tvc_json_out_drop (TvcJsonOut *out); /* what is not yet printed */
void tvc_json_out_open (TvcJsonOut *out, const char *name, char bracket);
void tvc_json_out_close (TvcJsonOut *out, char bracket);
void tvc_json_out_text (TvcJsonOut *out, const char *name, const char *text, gssize length);
void tvc_json_out_char (TvcJsonOut *out, const char *name, gunichar character);
void tvc_json_out_int (TvcJsonOut *out, const char *name, gint64 value);
void tvc_json_out_double (TvcJsonOut *out, const char *name, double value);
void tvc_json_out_bool (TvcJsonOut *out, const char *name, gboolean value);
void tvc_json_out_null (TvcJsonOut *out, const char *name);

G_END_DECLS
