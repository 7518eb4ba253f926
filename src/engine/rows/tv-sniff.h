/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a look at a file tells: encoding and dialect with what else they might be, the columns with
 * their types, and the first rows; and the choices that a look is asked to keep to. */
#pragma once

#include "rows/tv-dialect.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef enum
{
  TV_HEADER_AUTO,
  TV_HEADER_FIRST, /* the first record below the preamble */
  TV_HEADER_NONE,
} TvHeaderMode;

/* Choices that are made; the rest is found out. */
typedef struct
{
  const char *encoding; /* (nullable) */
  gboolean has_delimiter;
  const char *delimiter; /* (nullable) as in TvDialect, where it is chosen */
  const char *newline;   /* (nullable) */
  gboolean has_quote, has_escape;
  gunichar quote, escape; /* as in TvDialect, where they are chosen */
  TvHeaderMode header;
  gboolean is_plain; /* lines are taken as they stand, also where they are laid out for the eye */
} TvSniffHints;

typedef struct
{
  char *name;         /* (nullable) its header cell */
  const char *type;   /* "text", "integer" ...; static */
  char *format;       /* (nullable) of numbers "1 234,56", of days "%d/%m/%Y" */
  guint64 null_count; /* of the rows looked at */
} TvSniffColumn;

/* One of several tables in a file, below each other. */
typedef struct
{
  TvImportKind kind; /* TV_KIND_UNKNOWN where its header tells nothing */
  gint64 first_line; /* of its header, from 1 */
  gint64 last_line;  /* 0 = the file's last */
  char delimiter[8]; /* that it is written with; "" = as the file, or one column */
} TvSniffTable;

typedef struct
{
  TvDialect *dialect;
  const char *newline; /* what ends the first record: "\n", "\r\n", "\r", "\n\r"; static */
  double encoding_confidence;
  GPtrArray *encodings;    /* of char *, what else it might be, likeliest first */
  GPtrArray *alternatives; /* of TvDialect, likeliest first */
  GPtrArray *preamble;     /* of char *, lines above the header */
  GPtrArray *columns;      /* of TvSniffColumn */
  GPtrArray *rows;         /* of char **, the first ones */
  GArray *tables;          /* (nullable) of TvSniffTable, where there are several */
  guint footer_rows;       /* records at the end that are none of the table's, such as totals */
  gint64 size;             /* of the file in bytes, -1 = not known */
  gboolean is_whole;       /* all of the file was looked at */
  gboolean has_tall_rows;  /* each row takes several lines, which no reader puts together */
} TvSniff;

TvSniff *tv_sniff_new (void);
void tv_sniff_free (TvSniff *sniff);
void tv_sniff_column_free (TvSniffColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvSniff, tv_sniff_free)

G_END_DECLS
