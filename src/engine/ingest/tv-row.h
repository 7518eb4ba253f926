/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row on its way in: the cells of its canonical columns, cleaned and parsed by the thread that
 * reads, and the reject that it becomes where one cannot be used. */
#pragma once

#include "base/tv-day.h"
#include "ingest/tv-arena.h"
#include "ingest/tv-record.h"
#include "ingest/tv-refs.h"
#include "rows/tv-consent.h"
#include "rows/tv-discount.h"
#include "rows/tv-import-columns.h"
#include "rows/tv-order-status.h"

G_BEGIN_DECLS

/* More than any shop sells or owes in one line, and far from overflow: a million millions in cents,
 * a hundred thousand millions of pieces. */
#define TV_ROW_LARGEST_NUMBER (G_GINT64_CONSTANT (100000000000000))

/* A cell of one row. An empty one has no text, and the value G_MININT64. */
typedef struct
{
  const char *text; /* (nullable) NUL-terminated: trimmed, white space collapsed, NFC; of a day as
                       it stands; of no other columns */
  guint32 length;   /* of @text */
  gint64 value;     /* number, day or 0/1; of a column of text a hash of @text */
} TvCell;

typedef struct
{
  gint64 line;
  guint item;               /* which product of its record it is, from 0 */
  const char *reject_code;  /* (nullable) static */
  int reject_index;         /* header cell, -1 = the whole row */
  const char *reject_value; /* of a reject: the cell as it was, valid UTF-8 */
  const char *raw;          /* of a reject: the record as it was, shortened, valid UTF-8 */
  gboolean was_repeated;    /* of a mended one: it was rejected as its key stood already */
  guint64 hash;             /* of the record's bytes, never 0; of products only */
  const char *attributes;   /* (nullable) JSON of further numeric columns; of products only */
  gint64 amount;            /* of a line, cents: as given or multiplied, signed; G_MININT64 where it
                               comes from the catalogue */
  TvOrderStatus status;     /* of a line: of its order */
  guint8 status_words[2];   /* what its cells of state and of kind of document say of it */
  gint64 qty;               /* of a line, thousandths: as given or one piece, signed */
  TvCell doc;               /* of a line: its document, as given or by its day */
  TvCell *cells;            /* one a slot of the plan */
  TvRef *customer;          /* (nullable) what its code means; as the kind has one */
  TvRef *product;           /* (nullable) what its key or label means */
} TvRow;

/* How the rows of one file are read; made once. */
typedef struct
{
  const TvImportFile *file;
  TvDateOrder date_order;
  guint header_count;      /* header cells, nameless ones at the end left out */
  guint slot_count;        /* mapped columns */
  int slots[TV_N_COLUMNS]; /* slot of a column, -1 = not mapped */
  TvColumn columns[TV_N_COLUMNS];
  int indices[TV_N_COLUMNS]; /* header cell of a slot */
  guint required_count;      /* mapped columns that must not be empty */
  TvColumn required[TV_N_COLUMNS];
  TvDiscountForm discount_form;  /* of files that have discounts to take off */
  gboolean is_consent;           /* the column of opting out says who may be written to */
  gboolean is_list_state;        /* or how somebody stands on a list of subscribers */
  TvDay first_day, last_day;     /* of what is taken for a date */
  gboolean has_catalogue_prices; /* amounts are worked out by who writes the lines */
  gboolean has_lines;            /* the kind is one of lines of sales */
  gboolean has_transforms;
  gboolean is_mended; /* a file of rejects: cells may have an apostrophe that keeps spreadsheets
                         from running them */
  gboolean is_mapped[TV_RECORD_MAXIMUM_FIELDS]; /* header cells that some column takes */
} TvRowPlan;

typedef struct _TvRowHead TvRowHead; /* see ingest/tv-row-head.h */

void tv_row_plan_init (TvRowPlan *plan, const TvImportFile *file, TvDateOrder date_order);
void tv_row_read (const TvRowPlan *plan,
                  const TvRecord *record,
                  TvArena *arena,
                  const TvRow *before,
                  const TvRowHead *head,
                  TvRow *row);
gboolean tv_column_is_number (TvColumn column);
void tv_row_reject (const TvRowPlan *plan, TvRow *row, const char *code, TvColumn column);
gboolean tv_cell_names_total (const char *cell);
gboolean tv_row_names_total (const TvRecord *record);
gboolean tv_row_is_bare_sum (const TvRowPlan *plan, const TvRecord *record);
void tv_row_reject_record (const TvRowPlan *plan, const TvRecord *record, TvRow *row);
gboolean tv_row_is_sum (const TvRowPlan *plan, const TvRecord *record);
void tv_row_pass_over (const TvRowPlan *plan, const TvRecord *record, TvRow *row);
void tv_row_check (const TvRowPlan *plan, const TvRecord *record, TvArena *arena, TvRow *row);

/**
 * tv_row_get_cell:
 * @plan: the plan
 * @row: a row
 * @column: a column
 *
 * Returns: (nullable): its cell, %NULL where the file has no such column
 */
static inline TvCell *
tv_row_get_cell (const TvRowPlan *plan, const TvRow *row, TvColumn column)
{
  return plan->slots[column] >= 0 ? &row->cells[plan->slots[column]] : NULL;
}

static inline const char *
tv_row_get_text (const TvRowPlan *plan, const TvRow *row, TvColumn column)
{
  return plan->slots[column] >= 0 ? row->cells[plan->slots[column]].text : NULL;
}

static inline gint64
tv_row_get_value (const TvRowPlan *plan, const TvRow *row, TvColumn column)
{
  return plan->slots[column] >= 0 ? row->cells[plan->slots[column]].value : G_MININT64;
}

/**
 * tv_row_is_subscriber:
 * @plan: the plan of a contact history
 * @row: a row whose words were read
 *
 * Returns: whether it says that somebody is on a list, and so tells of no message
 */
static inline gboolean
tv_row_is_subscriber (const TvRowPlan *plan, const TvRow *row)
{
  return g_strcmp0 (tv_row_get_text (plan, row, TV_COLUMN_STATUS), "SUBSCRIBED") == 0;
}

G_END_DECLS
