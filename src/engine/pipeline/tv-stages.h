/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of stages: what runs in which order, what each reads and writes, its share of the progress bar. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;      /* "profile" */
  const char *title;   /* marked for translation; show with _() */
  const char *reads;   /* table names, separated by blanks */
  const char *writes;
  guint weight;        /* of the progress bar, in a run or an import */
} TvStageInfo;

const TvStageInfo *tv_stages_get (guint *out_count);

G_END_DECLS
