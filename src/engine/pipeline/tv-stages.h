/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of stages: what runs in which order, what each reads and writes, its share of the
 * progress bar. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* "profile" */
  const char *title; /* marked for translation; show with _() */
  const char *reads; /* table names, separated by blanks */
  const char *writes;
  guint weight; /* of the progress bar, in a run or an import */
} TvStageInfo;

/* An operation is a list of stage ids in the order of the table, ended by NULL. */
extern const char *const tv_stages_of_import[];
extern const char *const tv_stages_of_run[];
extern const char *const tv_stages_of_profile[];

const TvStageInfo *tv_stages_get (guint *out_count);
void tv_stages_begin (TvProgress *progress,
                      const char *const *operation,
                      const char *id,
                      double from,
                      double to);

G_END_DECLS
