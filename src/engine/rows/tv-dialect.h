/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text file is written: its encoding, what stands between cells and around them, and how many
 * lines stand above the records. Found by sniffing, changed by a person, kept with a preset. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The character NUL as quote or escape, since 0 means none. */
#define TV_DIALECT_NUL 0x110000

#define TV_FIELD_SET_SIZE 256 /* columns of a table */

/* Some columns of a table. */
typedef struct
{
  guint64 words[TV_FIELD_SET_SIZE / 64];
} TvFieldSet;

typedef struct
{
  char *encoding;   /* as iconv calls it: "UTF-8", "WINDOWS-1252", "UTF-16LE" ... */
  gboolean has_bom; /* a byte order mark stands first */
  char *delimiter;  /* (nullable) UTF-8, one or more characters; NULL = one column, "" = NUL; or
                       how columns are laid out, see tv_text_layout_parse() */
  gunichar quote;   /* 0 = none */
  gunichar escape;  /* = quote: doubled; 0 = none; else e.g. backslash */
  char *newline;    /* (nullable) what ends a record; NULL = any of LF, CR LF, CR */
  gboolean trims;   /* white space around delimiters is left out */
  gunichar comment; /* 0 = none; lines that begin with it are left out */
  gboolean has_inline_comments; /* what follows that character inside of a record is one, too */
  guint preamble_rows;          /* lines above the header that are none of the table's */
  guint header_rows;            /* 0 = the first record is data */
  char number_mark;             /* of a sheet, whose numbers are none of its texts: the decimal mark
                       that they are to be given with; 0 = a point */
  TvFieldSet day_fields;        /* of a sheet: columns whose plain numbers are days */
  TvFieldSet told_fields; /* of a sheet: columns in which a merged cell speaks for all its rows */
  double confidence;      /* 0-1 */
} TvDialect;

TvDialect *tv_dialect_new (const char *encoding, const char *delimiter);
TvDialect *tv_dialect_copy (const TvDialect *dialect);
void tv_dialect_free (TvDialect *dialect);
gboolean tv_dialect_equal (const TvDialect *one, const TvDialect *other);
gboolean tv_dialect_has_common_cells (const TvDialect *dialect);
void tv_field_set_add (TvFieldSet *set, guint field);
gboolean tv_field_set_has (const TvFieldSet *set, guint64 field);
gboolean tv_field_set_is_empty (const TvFieldSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvDialect, tv_dialect_free)

G_END_DECLS
