/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of commands: from it come the dispatch, --help and the list in the manual. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

/* What the program ends with. */
typedef enum
{
  TVC_EXIT_DONE = 0,
  TVC_EXIT_FAILED = 1,   /* said why on standard error */
  TVC_EXIT_USAGE = 2,    /* the line could not be understood */
  TVC_EXIT_FINDINGS = 3, /* verify found something */
  TVC_EXIT_CANCELLED = 130,
} TvcExit;

/* arguments: what follows the command's name, a NULL-terminated vector; tvc_parse () takes the
 * options out of it. */
typedef int (*TvcFunc) (TvcContext *context, char ***arguments, GError **error);

typedef struct
{
  const char *name;
  const char *synopsis; /* what follows the name */
  const char *summary;  /* marked for translation */
  TvcFunc func;
} TvcCommand;

const TvcCommand *tvc_command_find (const char *name);
void tvc_command_print_help (void);
gboolean
tvc_parse (const char *command, char ***arguments, const GOptionEntry *entries, GError **error);
gboolean tvc_take_file (const char *command, char **words, GError **error);

int tvc_batch (TvcContext *context, char ***arguments, GError **error);
int tvc_check (TvcContext *context, char ***arguments, GError **error);
int tvc_country (TvcContext *context, char ***arguments, GError **error);
int tvc_csv2json (TvcContext *context, char ***arguments, GError **error);
int tvc_sniff (TvcContext *context, char ***arguments, GError **error);
int tvc_init (TvcContext *context, char ***arguments, GError **error);
int tvc_info (TvcContext *context, char ***arguments, GError **error);
int tvc_import (TvcContext *context, char ***arguments, GError **error);
int tvc_sources (TvcContext *context, char ***arguments, GError **error);
int tvc_trace (TvcContext *context, char ***arguments, GError **error);
int tvc_rejects (TvcContext *context, char ***arguments, GError **error);
int tvc_customers (TvcContext *context, char ***arguments, GError **error);
int tvc_duplicates (TvcContext *context, char ***arguments, GError **error);
int tvc_run (TvcContext *context, char ***arguments, GError **error);
int tvc_runs (TvcContext *context, char ***arguments, GError **error);
int tvc_explain (TvcContext *context, char ***arguments, GError **error);
int tvc_what_if (TvcContext *context, char ***arguments, GError **error);
int tvc_why_not (TvcContext *context, char ***arguments, GError **error);
int tvc_compare (TvcContext *context, char ***arguments, GError **error);
int tvc_review (TvcContext *context, char ***arguments, GError **error);
int tvc_rank (TvcContext *context, char ***arguments, GError **error);
int tvc_backtest (TvcContext *context, char ***arguments, GError **error);
int tvc_profile (TvcContext *context, char ***arguments, GError **error);
int tvc_value (TvcContext *context, char ***arguments, GError **error);
int tvc_quality (TvcContext *context, char ***arguments, GError **error);
int tvc_export (TvcContext *context, char ***arguments, GError **error);
int tvc_verify (TvcContext *context, char ***arguments, GError **error);
int tvc_stages (TvcContext *context, char ***arguments, GError **error);
int tvc_demo (TvcContext *context, char ***arguments, GError **error);

G_END_DECLS
