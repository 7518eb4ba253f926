/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import is told and what it answers: the file with its sniffed form and column mapping,
 * counts, rejects, batches. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"
#include "rows/tv-dialect.h"
#include "rows/tv-import-hints.h"
#include "rows/tv-import-join.h"
#include "rows/tv-import-passed.h"
#include "rows/tv-import-report.h"
#include "rows/tv-import-split.h"
#include "rows/tv-import-spool.h"
#include "rows/tv-import-transform.h"
#include "rows/tv-sniff.h"

G_BEGIN_DECLS

/* One canonical column of a kind (SPEC section 2). */
typedef struct
{
  const char *name;  /* "customer_code" */
  const char *title; /* translated */
  gboolean is_required;
} TvImportColumn;

/* A file as it will be read. Made by sniffing; the caller may change kind, columns, date_order,
 * decimal_mark, transforms; for another dialect or entry it is sniffed anew with hints. */
typedef struct
{
  char *path;
  TvImportSpool *spool; /* (nullable) path is the copy of a pipe, or of a packed workbook */
  char *entry;          /* (nullable) sheet of a workbook or member of an archive */
  gint64 size;
  TvImportKind kind; /* TV_KIND_UNKNOWN where the header tells nothing */
  TvDialect *dialect;
  TvImportHints *form;        /* (nullable) what a person said of its form, now or in its preset */
  gboolean is_book;           /* a sheet of a workbook: its dialect tells only of its header */
  double encoding_confidence; /* 0-1 */
  char **header;              /* cleaned header cells; "#1", "#2" ... where there is no header */
  int *columns;               /* per canonical column of the kind: index into header, or -1; length
                                 tv_import_kind_get_columns */
  TvDateOrder date_order;
  gboolean is_date_order_sure;   /* the values decide it */
  gboolean has_bare_days;        /* they have no marks between their parts: 310124, 31012024 */
  char decimal_mark;             /* '.' or ',' */
  gboolean is_date_order_said;   /* by a person, who is not contradicted; else it was found */
  gboolean is_decimal_mark_said; /* the same */
  TvDateOrder own_order; /* in which its days are written where its preset says another, else YMD */
  char own_mark;         /* the same of its decimals, else NUL */
  gboolean has_catalogue_prices; /* amounts are worked out from the prices of the catalogue */
  GPtrArray *preview;            /* of char **, the first rows (up to 50), cells as UTF-8 text */
  GPtrArray *transforms; /* (nullable) of TvColumnTransform by header cell, NULL = as it is */
  TvImportJoin *join;    /* (nullable) the file of orders that its lines belong to */
  TvImportSplit *split;  /* (nullable) its rows are orders with several products each: header and
                            preview are those of their lines */
  GHashTable *repairs;   /* (nullable) see tv_import_file_set_repair() */
  GHashTable *dropped;   /* (nullable) see tv_import_file_drop_line() */
  char *preset_name;     /* (nullable) the preset that it is read with */
  double *column_scores; /* as columns: how sure each match is, 0-1 */
  GArray *tables;        /* (nullable) of TvSniffTable: all of a text, where there are several */
  gint64 last_line; /* of the table that is read, what stands below is none of it; 0 = the file's */
  double mapping_score; /* of all: 0 = nothing matched, 1 = every column by its own name */
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

/* All rejected rows of a file that have the same reason in the same column. */
typedef struct
{
  char *code;
  char *column_name; /* "" = the whole row */
  gint64 count;
} TvRejectKind;

/* The code of a line of an order that was cancelled, refunded or never came about. */
#define TV_REJECT_NOT_A_SALE "NOT_A_SALE"

/* The code of totals below a table, which are no row of it. */
#define TV_REJECT_TOTAL_ROW "TOTAL_ROW"

/* The code of a row whose key stands in an earlier one. */
#define TV_REJECT_DUPLICATE_KEY "DUPLICATE_KEY"

/* The code of a row that a person leaves out. */
#define TV_REJECT_DROPPED "DROPPED"

#define TV_MOST_WAITS 20 /* customers, and products, that are named for one file */

/* Somebody or something that rows of a file would wait for. */
typedef struct
{
  gboolean is_customer; /* else a product */
  gboolean is_shared;   /* the name is an address that several customers have */
  char *name;           /* customer code; product key or label */
  gint64 row_count;
} TvImportWait;

/* Cells of a column that hold a word for nothing, such as NULL. */
typedef struct
{
  guint header_index;
  char *column_name; /* of the file */
  char **words;      /* as they are spelled, the first TV_MOST_EMPTY_WORDS */
  gint64 count;
  gboolean is_taken; /* they count as empty; else they are kept as they are */
  gboolean is_open;  /* it can be said otherwise: tv_import_file_set_empties() */
} TvImportEmpty;

#define TV_MOST_EMPTY_WORDS 4

/* What one file came to (or would come to, in a dry run). */
typedef struct
{
  TvImportKind kind;
  char *file_name;
  char *entry;          /* (nullable) sheet or member of the file */
  gint64 batch_id;      /* 0 in a dry run */
  gint64 same_batch_id; /* the batch that had taken in the very same content; then nothing was done.
                           0 = none */
  gint64 accepted_count, rejected_count, pending_count;
  gint64 left_out_count; /* good rows that are no sales; not among the rejected ones */
  gint64 total_count;    /* rows of totals, which are no rows of the table; nor among these */
  gint64 dropped_count;  /* rows that a person leaves out; nor among these */
  gint64 order_count;    /* rows of the file that were taken apart into lines; 0 = each is one */
  gint64 waiting_customer_count, waiting_product_count; /* how many are waited for */
  gint64 shared_address_count; /* of these customers, addresses that several have */
  GPtrArray *waits;         /* of TvImportWait: customers first, most rows first, of each the first
                               TV_MOST_WAITS */
  GPtrArray *rejects;       /* of TvRejectRow, the first 10,000 of a dry run, else the first
                               1,000, and the first 20 of each kind */
  GPtrArray *reject_kinds;  /* of TvRejectKind, the kind that came first in front */
  GPtrArray *differences;   /* of TvImportDifference, one a table that the kind goes to */
  GPtrArray *drift;         /* of TvDriftFinding against the batch before of the same source; empty
                               where there is none or nothing is odd */
  GPtrArray *empties;       /* of TvImportEmpty, in the order of the file's columns */
  gint64 previous_batch_id; /* that batch, 0 = the first of its source */
  gint64 next_table_line;   /* where another table begins, at which the reading ended; 0 = nowhere
                               that the look had not seen */
  TvImportKind next_table_kind;
  TvPassedLines passed; /* lines that are none of the table's rows */
} TvImportResult;

typedef struct
{
  gint64 id;
  TvImportKind kind;
  char *file_name;
  gint64 file_size;
  gint64 accepted_count, rejected_count;
  gint64 left_out_count; /* rows that are no sales */
  gint64 total_count;    /* rows of totals */
  gint64 dropped_count;  /* rows that a person left out */
  gint64 settled_count;  /* of the rejected rows those that came back in another file */
  gint64 pending_count;  /* still waiting today */
  gint64 created_usec;
  gboolean is_undone;
  char *source_name; /* what its source is called, see tv_import_source_name() */
  char *folder;      /* where the file lay; "" for batches of older versions */
  char *entry;       /* sheet or member; "" = the file itself */
  char *preset_name; /* "" = none */
  char *mapping;     /* as tv_import_mapping_write() */
  char *sha256;      /* of the file, hexadecimal */
} TvBatchRow;

const TvImportColumn *tv_import_kind_get_columns (TvImportKind kind, guint *out_count);
const char *tv_reject_code_get_message (const char *code); /* translated */
void tv_import_file_free (TvImportFile *file);
TvImportFile *tv_import_file_copy (const TvImportFile *file);
void tv_import_file_leave_copies (TvImportFile *file);
/* Reads a cell of the column of days in one order or another; -1 = up to NUL. */
gboolean tv_import_file_parse_day (const TvImportFile *file,
                                   const char *text,
                                   gssize length,
                                   TvDateOrder order,
                                   TvDay *out_day);
void tv_import_file_set_kind (TvImportFile *file,
                              TvImportKind kind); /* proposes the columns anew */
/* Lets lines of sales bring their customers and products along; the mapping stays. */
void tv_import_file_bring_all (TvImportFile *file);
void tv_reject_row_free (TvRejectRow *row);
TvImportResult *tv_import_result_new (const TvImportFile *file);
char *tv_import_empty_dup_text (const TvImportEmpty *empty); /* translated sentence */
gboolean tv_batch_row_has_rejects (const TvBatchRow *batch);
gboolean tv_import_result_is_empty (const TvImportResult *result); /* no rows below the header */
/* Whether each row waits, so that the file may be all there is. */
gboolean tv_import_result_can_bring_all (const TvImportResult *result);
void tv_import_result_free (TvImportResult *result);
/* Counts a rejected row, and says how many of its kind there are now. */
gint64
tv_import_result_count_reject (TvImportResult *result, const char *code, const char *column_name);
void tv_batch_row_free (TvBatchRow *row);
/* The canonical column that a header cell names, by exact name or common English and French
 * synonym; -1. */
int tv_import_match_header (TvImportKind kind, const char *header);
/* Whether it cannot be imported without this column of its kind, as none stands in for it. */
gboolean tv_import_file_is_required (const TvImportFile *file, guint column);
/* Whether its days, or its decimals, are written otherwise than its preset has it read. */
gboolean tv_import_file_has_own_order (const TvImportFile *file);
gboolean tv_import_file_has_own_mark (const TvImportFile *file);
char *tv_import_file_dup_own_note (const TvImportFile *file); /* NULL = neither */
/* The first required column that the mapping lacks, another that may stand in for it considered;
 * NULL = complete. Static. */
const TvImportColumn *tv_import_file_get_missing (const TvImportFile *file);
gboolean tv_import_file_is_of_orders (const TvImportFile *file);
/* Gives a header cell's column a transform, or takes it away. */
void tv_import_file_set_transform (TvImportFile *file,
                                   guint header_index,
                                   const TvColumnTransform *transform);
/* The header cells of the file itself, also where its rows are taken apart into lines. */
char **tv_import_file_get_own_header (const TvImportFile *file);
/* What the file itself calls the cell of a line. */
const char *tv_import_file_get_cell_name (const TvImportFile *file, guint item, guint cell);
/* Reads another text instead of one cell of the file: a rejected row mended by hand; by the file's
 * own header. */
void
tv_import_file_set_repair (TvImportFile *file, gint64 line, guint header_index, const char *text);
const char *tv_import_file_get_repair (const TvImportFile *file, gint64 line, guint header_index);
guint tv_import_file_count_repairs (const TvImportFile *file);
/* Leaves a row out of this import, or takes it in again. */
void tv_import_file_drop_line (TvImportFile *file, gint64 line, gboolean is_dropped);
gboolean tv_import_file_drops_line (const TvImportFile *file, gint64 line);
guint tv_import_file_count_dropped (const TvImportFile *file);
void tv_import_file_copy_repairs (TvImportFile *file, const TvImportFile *from);
/* Maps a canonical column of the kind to a header cell, -1 = to none; sure, as said by hand. */
void tv_import_file_set_column (TvImportFile *file, guint column_index, int header_index);
/* Whether only amounts are missing, for which the prices of the catalogue can stand in. */
gboolean tv_import_file_can_take_prices (const TvImportFile *file);
gboolean tv_import_file_takes_prices (const TvImportFile *file);
/* The columns by which lines of orders that came to nothing are left out. */
gboolean tv_import_column_leaves_out_orders (const TvImportColumn *column);
gboolean tv_import_file_leaves_out_orders (const TvImportFile *file);
void tv_import_file_keep_all_orders (TvImportFile *file);
/* What is told of rows that are taken apart; NULL where none are. */
char *tv_import_file_dup_items_note (const TvImportFile *file);
char *tv_import_file_dup_unsuited (const TvImportFile *file);
char *tv_import_result_dup_orders (const TvImportResult *result);
char *tv_import_result_dup_shared (const TvImportResult *result);
/* That the reading ended at another table, as a sentence; NULL = it did not. */
char *tv_import_result_dup_next_table (const TvImportResult *result);
/* sales-2024-01.csv and sales-2024-02.csv are one source, "sales-#". */
char *tv_import_source_name (const char *file_name, const char *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportFile, tv_import_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRejectRow, tv_reject_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvImportResult, tv_import_result_free)

G_END_DECLS
