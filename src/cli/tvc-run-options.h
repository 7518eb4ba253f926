/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of a calculation on the command line. */
#pragma once

#include "tvc-command.h"

G_BEGIN_DECLS

/* The words that the options of a run point to. */
typedef struct
{
  char *policy, *preset, *thresholds, *ranker;
} TvcRunWords;

gboolean tvc_read_run_options (char ***arguments,
                               const char *command,
                               TvcRunWords *words,
                               TvRunOptions *options,
                               const GOptionEntry *more,
                               GError **error);
/* "40,30,20,10": what the parts of a score weigh in per cent; their sum is 100. */
gboolean tvc_read_weights (const char *text, guint8 out[TV_N_PARTS], GError **error);
gboolean tvc_read_score (const char *text, double *out, GError **error);
/* What the options leave open is taken as the run had it. */
void tvc_complete_run_options (TvRunOptions *options, const TvRunRow *run);
void tvc_run_words_clear (TvcRunWords *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvcRunWords, tvc_run_words_clear)

G_END_DECLS
