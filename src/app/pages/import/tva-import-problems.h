/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rejected rows of a check by kind of problem. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

/* Rows of one file that are rejected for the same reason in the same column. */
typedef struct
{
  guint file;          /* place of the file among the results */
  const char *code;    /* of the first reject */
  const char *message; /* translated */
  const char *column;  /* header or canonical column, "" = the whole row */
  gint64 count;        /* of all rows, also of those that the results do not list */
  GPtrArray *rejects;  /* of TvRejectRow, unowned: the first of them */
} TvaImportProblem;

/* of TvaImportProblem, the most frequent first; valid while the results are. */
GPtrArray *tva_import_problems_new (GPtrArray *results);
/* of GPtrArray of TvRejectRow. */
GPtrArray *tva_import_problem_group (const TvaImportProblem *problem);

G_END_DECLS
