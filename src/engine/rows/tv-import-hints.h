/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says about a file before it is looked at; the rest is guessed. What is said of its
 * form is kept with the file, and by a preset that is saved from it. */
#pragma once

#include "base/tv-progress.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef struct
{
  const char *encoding;  /* NULL = guess */
  const char *delimiter; /* NULL = guess */
  gint64 quote;          /* a character, 0 = none, -1 = guess */
  int preamble_rows;     /* -1 = guess */
  int header_rows;       /* -1 = guess */
  TvProgress *progress;  /* (nullable) whose cancel ends the waiting for a pipe */
  TvImportKind kind;     /* the first table of this kind is taken, where there are several */
  int keeps_rows; /* 1 = no row is taken apart into lines, 0 = those that can be are, -1 = guess */
} TvImportHints;

#define TV_IMPORT_HINTS_INIT                                                                       \
  {                                                                                                \
    NULL, NULL, -1, -1, -1, NULL, TV_KIND_UNKNOWN, -1                                              \
  }

/* What hints say of the form of a file, a copy; NULL where they say nothing of it. */
TvImportHints *tv_import_hints_dup_form (const TvImportHints *hints);
void tv_import_hints_free (TvImportHints *form); /* one that was copied */
/* Lets what is said elsewhere stand in for what is not said here; texts stay the other's. */
void tv_import_hints_fill (TvImportHints *hints, const TvImportHints *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportHints, tv_import_hints_free)

G_END_DECLS
