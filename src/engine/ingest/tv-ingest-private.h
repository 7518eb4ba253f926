/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that take rows in share: the session over all files of one import, and the file
 * that is taken in just now. Inside the room only. */
#pragma once

#include "base/tv-far-pieces.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-known-addresses.h"
#include "ingest/tv-line-set.h"
#include "ingest/tv-packed-content.h"
#include "ingest/tv-prices.h"
#include "ingest/tv-ref-tables.h"
#include "ingest/tv-row-reader.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef enum
{
  TV_WAITING_LABEL, /* a product by its label */
  TV_WAITING_KEY,   /* a product by its key */
  TV_WAITING_CUSTOMER,
} TvWaitingKind;

/* Rows of an import that wait for one customer, or for one product unless a later row of the import
 * brings it. Whether their customer is known is settled when they come: lines are taken after all
 * that brings one. */
typedef struct
{
  guint32 result; /* index of the file */
  guint32 index;  /* in the table of its kind */
  TvWaitingKind kind;
  gint64 count;
} TvWaiting;

/* What products are called: labels with what they belong to, without a bound to their number. */
typedef struct
{
  TvFarPieces *pieces; /* (nullable) each a TvNotedLabel and the label with its NUL */
  guint64 first, latest;
} TvNotedLabels;

typedef struct
{
  guint64 before; /* the place of the one that was noted before */
  gint64 id;      /* of the product */
  guint32 index;  /* the same in the table of keys */
  gint64 line;    /* where it stands in the file */
} TvNotedLabel;

struct _TvIngestSession
{
  TvJob *job;
  gboolean is_dry_run;
  char *country; /* of phone numbers */
  TvRefTables *tables;
  guint32 file_count;
  gint64 made_up;              /* the last id of a dry run, counting down from 0 */
  GArray *waiting;             /* of TvWaiting: what an earlier file than the latest waits for */
  TvNotedLabels new_labels;    /* that products get by the import */
  GHashTable *held;            /* (nullable) customer -> bits of the values that a person wrote */
  TvKnownAddresses *addresses; /* of customers */
  gboolean has_rows_of_codes;  /* a file of it may know its customers by these */
  TvPrices *prices; /* of the catalogue, for files without amounts; NULL where none needs them */
};

/* One file on its way in. */
typedef struct
{
  TvIngestSession *session;
  TvJob *job;
  const TvImportFile *file;
  const TvRowPlan *plan;
  gint64 batch_id; /* 0 in a dry run */
  TvImportResult *result;
  TvImportDifference *customers, *products,
      *lines;            /* borrowed from the result; lines: contacts too */
  TvLineSet *seen_lines; /* lines whose customer and product were there before */
  TvNotedLabels
      kept_labels; /* in rows that take back, for the case that no row sells the product */
  TvPackedContent packed;
  gint64 amount_sum, qty_sum;
  gint32 first_day, last_day;
  gint32 first_sale_day, last_sale_day; /* of lines that take nothing back */
} TvIngest;

/* FALSE is an error of the import as a whole; a row that cannot be used becomes a reject. */
gboolean tv_ingest_write_row (TvIngest *ingest, TvRow *row, GError **error);
gboolean tv_ingest_write_kept (TvIngest *ingest, GError **error);

gboolean tv_noted_labels_add (TvNotedLabels *labels,
                              const TvRef *ref,
                              gint64 line,
                              const char *label,
                              GError **error);
void tv_noted_labels_get (TvNotedLabels *labels,
                          guint64 place,
                          TvNotedLabel *out,
                          const char **out_label);
void tv_noted_labels_clear (TvNotedLabels *labels);

gboolean
tv_ingest_find_address (TvIngest *ingest, TvRef *customer, gboolean *out_is_heard, GError **error);
void tv_ingest_keep_waiting (TvIngestSession *session, TvRef *ref, TvWaitingKind kind);
GHashTable *tv_difference_load_held (TvJob *job, GError **error);
gboolean tv_difference_of_customer (TvIngest *ingest, const TvRow *row, TvRef *ref, GError **error);
gboolean tv_difference_of_product (TvIngest *ingest,
                                   const TvRow *row,
                                   const char *label,
                                   TvRef *ref,
                                   GError **error);
void tv_difference_count_line (TvIngest *ingest,
                               const TvRow *row,
                               const TvRef *customer,
                               const TvRef *product);
gboolean tv_difference_of_lines (TvIngest *ingest, GError **error);

gboolean tv_drift_find (TvIngest *ingest, const TvRowTally *tally, GError **error);
gboolean tv_settled_write (TvIngest *ingest, const TvRowTally *tally, GError **error);
gboolean tv_batch_write_figures (TvIngest *ingest, const TvRowTally *tally, GError **error);

G_END_DECLS
