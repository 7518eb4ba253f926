/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records against a schema: what each cell must be, and the rejects where it is not. */
#pragma once

#include "ingest/tv-record.h"

G_BEGIN_DECLS

typedef enum
{
  TV_SCHEMA_TEXT,
  TV_SCHEMA_INTEGER,
  TV_SCHEMA_DECIMAL,
  TV_SCHEMA_DATE,
  TV_SCHEMA_DATETIME,
  TV_SCHEMA_BOOL,
  TV_N_SCHEMA_TYPES,
} TvSchemaType;

typedef struct
{
  char *name; /* (nullable) */
  TvSchemaType type;
  char *format; /* (nullable) of days and times, as strftime() writes them; NULL = ISO 8601 */
} TvSchemaColumn;

/* Called for each reject. column: 1-based; code: BAD_VALUE, TOO_FEW_FIELDS, TOO_MANY_FIELDS or the
 * record's problem; static. */
typedef void (*TvSchemaFunc) (const TvRecord *record,
                              guint column,
                              const char *code,
                              gpointer data);

TvSchemaType tv_schema_type_from_code (const char *code); /* TV_N_SCHEMA_TYPES = none */
void tv_schema_column_free (TvSchemaColumn *column);
guint tv_schema_check_record (const GPtrArray *columns,
                              const TvRecord *record,
                              TvSchemaFunc func,
                              gpointer data);

G_END_DECLS
