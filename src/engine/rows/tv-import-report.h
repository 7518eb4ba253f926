/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told around an import: the difference that a file makes, its drift against the one
 * before, what an undo did, where files came from, saved presets, and where a value came from. */
#pragma once

#include "base/tv-digest.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

/* ---- difference: what the rows of one file would do to one table ---- */

typedef struct
{
  char *key;    /* customer code, product key, document */
  char *column; /* canonical column */
  char *before, *after;
} TvImportChange;

typedef struct
{
  const char *table; /* "customer", "product", "sales_line", "contact_event"; static */
  gint64 new_count, changed_count, unchanged_count, rejected_count;
  GPtrArray *changes; /* of TvImportChange, the first 100 */
  gint64 kept_count;  /* values that a person wrote, and of which the file says something else */
  GPtrArray *kept;    /* of TvImportChange, the first 100; before is what stays */
} TvImportDifference;

/* ---- drift: how a file differs from the one before of the same source ---- */

typedef enum
{
  TV_DRIFT_ROWS,          /* far more or fewer rows */
  TV_DRIFT_NEW_COLUMN,    /* a column that was not there */
  TV_DRIFT_LOST_COLUMN,   /* one that was */
  TV_DRIFT_COLUMN_MAPPED, /* the same header means another column */
  TV_DRIFT_FORMAT,        /* encoding, delimiter, date order, decimal mark, or a column's form */
  TV_DRIFT_FILLED,        /* a column is filled far less or more often */
  TV_DRIFT_TOTAL,         /* a total jumped */
  TV_DRIFT_REJECTS,       /* the share of rejects rose */
  TV_DRIFT_DAYS,          /* days that were imported before, or a gap after them */
  TV_DRIFT_REPEATED,      /* lines that stand in other batches already */
  TV_N_DRIFTS,
} TvDriftKind;

typedef struct
{
  TvDriftKind kind;
  gboolean is_serious; /* should be looked at before the commit */
  char *subject;       /* header, canonical column or figure, "" = the file */
  char *before, *after;
  char *message; /* translated sentence */
} TvDriftFinding;

/* ---- undo ---- */

typedef enum
{
  TV_UNDO_REVERSED,
  TV_UNDO_KEPT,      /* because edited by hand since, or because another import says so too */
  TV_UNDO_COULD_NOT, /* what left the house, or must not change */
  TV_N_UNDO_OUTCOMES,
} TvUndoOutcome;

typedef struct
{
  TvUndoOutcome outcome;
  const char *code; /* "SALES_LINES", "CUSTOMERS_GONE", "DECISIONS" ...; static */
  char *message;    /* translated sentence with the count */
  gint64 count;
  GPtrArray *names; /* of char *: codes, keys, files, runs; the first 100 */
} TvUndoGroup;

typedef struct
{
  gint64 batch_id;
  gboolean is_redo;
  char *file_name;
  GPtrArray *groups; /* of TvUndoGroup with a count above 0, in the order of TvUndoOutcome */
} TvUndoReport;

/* ---- sources and presets ---- */

typedef struct
{
  char *name;
  TvImportKind kind;
  char *folder;       /* of the newest batch */
  char *preset_name;  /* of the newest batch, "" = none */
  GPtrArray *batches; /* of TvBatchRow, newest first, undone ones too */
} TvSourceRow;

typedef struct
{
  gint64 id;
  char *name;
  TvImportKind kind;
  char *mapping; /* as tv_import_mapping_write() */
  gint64 created_usec;
  guint8 fingerprint[TV_DIGEST_LENGTH]; /* of the header that it is recognised by */
} TvPresetRow;

/* ---- trace ---- */

/* What became of the file that a row came from. */
typedef enum
{
  TV_TRACE_FILE_THERE, /* as it was imported */
  TV_TRACE_FILE_GONE,
  TV_TRACE_FILE_CHANGED,
  TV_TRACE_FILE_UNREADABLE,
  TV_TRACE_FILE_NOT_KEPT, /* it came through a pipe, or was packed in another one */
  TV_N_TRACE_FILES,
} TvTraceFile;

/* One row of a file that says something about a stored value, or what a person wrote by hand. */
typedef struct
{
  gint64 edit_seq; /* its event in the ledger; 0 = a row of a file, which has all below */
  char *actor;     /* (nullable) who wrote it */
  char *beside;    /* (nullable) what else was written at once, "" = nothing */
  gint64 batch_id;
  gboolean is_undone;
  char *file_name, *folder, *entry;
  gint64 imported_usec; /* or written */
  gint64 line;          /* 1-based, where the record starts; 0 = not known, as its file is gone */
  char *header;         /* the file's column, "" where it is not mapped */
  char *code;           /* customer code or product key that the row is about */
  char *product;        /* (nullable) key or label of the product that the row is about */
  char *value;          /* as it was taken in, "" = empty */
  char **factors; /* (nullable) the columns that an amount is made of: quantity, price, discount */
  gboolean is_discounted; /* the last of them is a discount */
  TvTraceFile file;       /* those of a file and its orders are one */
  char *original;         /* (nullable) the file's own text; NULL = it cannot be read any more */
  gboolean is_used;       /* the stored value is this one, or is made with it */
} TvTraceRow;

typedef struct
{
  char *table, *key, *column;
  char *value;     /* what is stored, "" = nothing */
  gint64 count;    /* of all rows */
  GPtrArray *rows; /* of TvTraceRow, the used one first, then newest first; the first 1,000 */
} TvTrace;

const char *tv_drift_kind_get_code (TvDriftKind kind);
const char *tv_trace_file_get_code (TvTraceFile file);
const char *tv_trace_row_get_note (const TvTraceRow *row); /* (nullable) translated */
const char *tv_undo_outcome_get_code (TvUndoOutcome outcome);
const char *tv_undo_outcome_get_title (TvUndoOutcome outcome); /* translated */

void tv_import_change_free (TvImportChange *change);
TvImportDifference *tv_import_difference_new (const char *table);
void tv_import_difference_free (TvImportDifference *difference);
void tv_drift_finding_free (TvDriftFinding *finding);
void tv_undo_group_free (TvUndoGroup *group);
void tv_undo_report_free (TvUndoReport *report);
void tv_source_row_free (TvSourceRow *row);
void tv_preset_row_free (TvPresetRow *row);
void tv_trace_row_free (TvTraceRow *row);
void tv_trace_free (TvTrace *trace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportDifference, tv_import_difference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvDriftFinding, tv_drift_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvUndoReport, tv_undo_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTraceRow, tv_trace_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTrace, tv_trace_free)

G_END_DECLS
