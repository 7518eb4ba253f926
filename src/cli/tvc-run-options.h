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
void tvc_run_words_clear (TvcRunWords *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvcRunWords, tvc_run_words_clear)

G_END_DECLS
