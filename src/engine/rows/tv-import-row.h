/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import is told and what it answers: the file with its sniffed form and column mapping,
 * counts, rejects, batches. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

/* One canonical column of a kind (SPEC section 2). */
typedef struct
{
  const char *name;  /* "customer_code" */
  const char *title; /* translated */
  gboolean is_required;
} TvImportColumn;

/* A file as it will be read. Made by sniffing; the caller may change kind, columns, date_order,
 * decimal_mark, encoding, delimiter. */
typedef struct
{
  char *path;
  gint64 size;
  TvImportKind kind; /* TV_KIND_UNKNOWN where the header tells nothing */
  char *encoding;    /* "UTF-8", "WINDOWS-1252", "UTF-16LE" ... */
  char delimiter;
  char **header; /* cleaned header cells */
  int *columns;  /* per canonical column of the kind: index into header, or -1; length
                    tv_import_kind_get_columns */
  TvDateOrder date_order;
  gboolean is_date_order_sure; /* the values decide it */
  char decimal_mark;           /* '.' or ',' */
  GPtrArray *preview;          /* of char **, the first rows (up to 50), cells as UTF-8 text */
} TvImportFile;

typedef struct
{
  gint64 id, batch_id, line;
  char *column_name;
  char *code;
  char *message; /* translated sentence */
  char *value;
  char *raw;
} TvRejectRow;

/* What one file came to (or would come to, in a dry run). */
typedef struct
{
  TvImportKind kind;
  char *file_name;
  gint64 batch_id;      /* 0 in a dry run */
  gint64 same_batch_id; /* the batch that had taken in the very same content; then nothing was done.
                           0 = none */
  gint64 accepted_count, rejected_count, pending_count;
  GPtrArray *rejects; /* of TvRejectRow, the first 1,000 */
} TvImportResult;

typedef struct
{
  gint64 id;
  TvImportKind kind;
  char *file_name;
  gint64 file_size;
  gint64 accepted_count, rejected_count;
  gint64 pending_count; /* still waiting today */
  gint64 created_usec;
} TvBatchRow;

const TvImportColumn *tv_import_kind_get_columns (TvImportKind kind, guint *out_count);
const char *tv_reject_code_get_message (const char *code); /* translated */
void tv_import_file_free (TvImportFile *file);
void tv_import_file_set_kind (TvImportFile *file,
                              TvImportKind kind); /* proposes the columns anew */
void tv_reject_row_free (TvRejectRow *row);
void tv_import_result_free (TvImportResult *result);
void tv_batch_row_free (TvBatchRow *row);
/* The canonical column that a header cell names, by exact name or common English and French
 * synonym; -1. */
int tv_import_match_header (TvImportKind kind, const char *header);
/* The first required column that the mapping lacks, another that may stand in for it considered;
 * NULL = complete. Static. */
const TvImportColumn *tv_import_file_get_missing (const TvImportFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportFile, tv_import_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRejectRow, tv_reject_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportResult, tv_import_result_free)

G_END_DECLS
