/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command works with: the options that stand anywhere on the line, the open workspace,
 * progress with Ctrl+C, and the answer, which is either lines for people or one JSON object. */
#pragma once

#include <json-glib/json-glib.h>
#include "tastevin.h"

G_BEGIN_DECLS

typedef struct
{
  char *workspace; /* path of the workspace file */
  gboolean is_json;
  gboolean is_answered; /* the command printed its answer itself */
  gboolean is_quiet;
  TvEngine *engine; /* opened by tvc_context_open () */
  TvProgress *progress;
  GCancellable *cancellable;
  GThread *watcher;  /* waits for SIGINT and draws the progress line */
  gint is_watching;  /* atomic */
  JsonBuilder *json; /* inside the one answer object */
} TvcContext;

void tvc_context_init (TvcContext *context);
void tvc_context_clear (TvcContext *context);
gboolean tvc_context_open (TvcContext *context, TvOpenFlags flags, GError **error);
void tvc_context_answer (TvcContext *context);
void tvc_print (TvcContext *context, const char *format, ...) G_GNUC_PRINTF (2, 3);

void tvc_json_int (TvcContext *context, const char *name, gint64 value);
void tvc_json_double (TvcContext *context, const char *name, double value);
void tvc_json_text (TvcContext *context, const char *name, const char *value);
void tvc_json_bool (TvcContext *context, const char *name, gboolean value);
void tvc_json_day (TvcContext *context, const char *name, TvDay day);
void tvc_json_cents (TvcContext *context, const char *name, gint64 cents);
void tvc_json_begin (TvcContext *context, const char *name);
void tvc_json_end (TvcContext *context);
void tvc_json_begin_list (TvcContext *context, const char *name);
void tvc_json_end_list (TvcContext *context);

G_END_DECLS
