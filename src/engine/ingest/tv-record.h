/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of any format on its way in. What it points to belongs to the reader that gave it and
 * stands until the next record is read. */
#pragma once

#include <glib.h>

#include "rows/tv-import-passed.h"

G_BEGIN_DECLS

#define TV_RECORD_MAXIMUM_FIELDS 256     /* of what is imported */
#define TV_RECORD_MAXIMUM_SIZE (1 << 20) /* bytes of one record */

/* Cells are UTF-8, not NUL-terminated. */
typedef struct
{
  gint64 line; /* 1-based, where the record starts */
  guint field_count;
  const char *const *fields;
  const gsize *lengths;
  const char *raw; /* (nullable) as in the file, without its line end; NULL = made from its cells */
  gsize raw_length;
  gboolean is_below_blank; /* lines that hold nothing stand above it */
  gboolean is_recut;       /* written otherwise than the others; its cells are read all the same */
  const TvPassedLines *passed; /* (nullable) lines above it that are no records, since the one
  before; where there is no record any more, those below the last one */
  const char *problem;  /* (nullable) code of a reject: BAD_QUOTING, BAD_ENCODING, TOO_MANY_FIELDS,
  LINE_TOO_LONG */
  guint problem_column; /* from 1, of the cell that is quoted badly; 0 = no cell can be relied on */
  const char
      *quirk; /* (nullable) code of what is odd about a record that could be read all the same */
} TvRecord;

char *tv_record_dup_cell (const TvRecord *record, guint field);
char **tv_record_dup_cells (const TvRecord *record);
void tv_record_append_cell (GString *raw, const char *delimiter, const char *text, gsize length);
char *tv_record_dup_raw (const TvRecord *record, const char *delimiter);

G_END_DECLS
