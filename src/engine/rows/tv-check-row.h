/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the quality of data: the closed set of what is checked, how a check's figures become
 * dimensions and a score, and the rows that a check found. */
#pragma once

#include <glib.h>

#include "base/tv-day.h"

G_BEGIN_DECLS

typedef enum
{
  TV_CHECK_COMPLETENESS,
  TV_CHECK_VALIDITY,
  TV_CHECK_UNIQUENESS,
  TV_CHECK_CONSISTENCY,
  TV_CHECK_REFERENCES,
  TV_CHECK_FRESHNESS,
  TV_CHECK_PLAUSIBILITY, /* shown beside the score, not part of it */
  TV_N_CHECK_DIMENSIONS,
} TvCheckDimension;

typedef enum
{
  TV_SEVERITY_ERROR,
  TV_SEVERITY_WARN,
  TV_SEVERITY_INFO,
  TV_N_SEVERITIES,
} TvSeverity;

typedef enum
{
  TV_CHECK_REQUIRED_EMPTY,
  TV_CHECK_TYPE,
  TV_CHECK_FORMAT,
  TV_CHECK_RANGE,
  TV_CHECK_FUTURE_DATE,
  TV_CHECK_DAY_MONTH_SWAP,
  TV_CHECK_UNIQUE_KEY,
  TV_CHECK_DUPLICATE_ROWS,
  TV_CHECK_SAME_PERSON,
  TV_CHECK_UNKNOWN_CUSTOMER,
  TV_CHECK_UNKNOWN_PRODUCT,
  TV_CHECK_LABEL_WITHOUT_ALIAS,
  TV_CHECK_OUTLIER,
  TV_CHECK_TRUNCATED,
  TV_CHECK_PLACEHOLDER,
  TV_CHECK_MOJIBAKE,
  TV_CHECK_SPELLING_VARIANTS,
  TV_CHECK_CONSTANT_COLUMN,
  TV_CHECK_SEQUENCE_GAP,
  TV_CHECK_TOTALS,
  TV_CHECK_CURRENCY_MIX,
  TV_CHECK_VINTAGE_MISMATCH,
  TV_CHECK_VOLUME_DRIFT,
  TV_CHECK_COLUMN_DRIFT,
  TV_CHECK_ROW_COUNT_JUMP,
  TV_CHECK_STALE_SOURCE,
  TV_CHECK_CONSENT_MISSING,
  TV_CHECK_ROLE_ADDRESS,
  TV_CHECK_LOST_ZERO,
  TV_CHECK_SCIENTIFIC,
  TV_N_CHECKS,
} TvCheck;

/* What a face can offer for the rows that a check found. */
typedef enum
{
  TV_CHECK_FIX_EXPORT,    /* mend them where they come from: export the rows */
  TV_CHECK_FIX_REJECTS,   /* they are rejects of a batch: show, mend, import again */
  TV_CHECK_FIX_CUSTOMERS, /* show the customers */
  TV_CHECK_FIX_IMPORTS, /* look at the batch: read it otherwise, undo it, import what is missing */
  TV_CHECK_FIX_DOUBLES, /* look at them side by side: merge them, or keep them apart */
} TvCheckFix;

/* What one check came to. */
typedef struct
{
  TvCheck check;
  gint64 concerned_count; /* cells, rows or things that the check looked at */
  gint64 bad_count;
  gint64 revenue_cents; /* of the sales lines that the bad ones touch */
} TvCheckFigure;

/* What stands on the first lines of the page. */
typedef struct
{
  gint64 customer_count;     /* known codes */
  gint64 contactable_count;  /* of these, with a usable address and no objection */
  gint64 pending_line_count; /* sales whose customer or product is not known */
  gint64 pending_line_cents;
  gint64 unmatched_product_count; /* labels and keys without a product */
  gint64 duplicate_count;         /* customers suspected to be another one's double */
  gint64 future_line_count;
  gint64 return_line_count;              /* negative amounts: returns and credit notes */
  gint64 zero_line_count;                /* lines sold for nothing */
  TvDay first_order_day, last_order_day; /* up to today; TV_DAY_NONE without a sale */
} TvCheckHeadline;

typedef struct
{
  gint64 batch_id; /* 0 = the workspace */
  TvDay today;
  TvCheckFigure figures[TV_N_CHECKS];
  gint64 revenue_cents;                     /* of all sales lines, returns not taken off */
  double dimensions[TV_N_CHECK_DIMENSIONS]; /* 0-100, < 0 where nothing was looked at */
  double score;                             /* 0-100, < 0 where nothing was looked at */
  TvCheckHeadline headline;
} TvCheckReport;

/* A row that a check found. */
typedef struct
{
  char *table;           /* table of the workspace */
  gint64 id;             /* of the row there */
  gint64 batch_id, line; /* where it stands in a file; 0 = nowhere */
  char *key;             /* what names it: customer code, product key or label, document */
  char *column;          /* canonical column, "" = the whole row */
  char *value;
} TvCheckRow;

/* The score of one batch, for the trend. */
typedef struct
{
  gint64 batch_id;
  char *file_name;
  char *source; /* the same for files of one kind that replace or follow each other */
  gint64 created_usec;
  double score; /* 0-100, < 0 where nothing was looked at */
} TvCheckTrend;

/* An import in which a check finds something. */
typedef struct
{
  gint64 batch_id;
  gint64 row_count; /* 0 = it is about the import as a whole */
  char *file_name;
} TvCheckImport;

const char *tv_check_get_code (TvCheck check); /* "required-empty" */
int tv_check_from_code (const char *code);     /* -1 = none */
const char *tv_check_get_title (TvCheck check);
const char *tv_check_get_advice (TvCheck check); /* translated: what to do */
TvCheckDimension tv_check_get_dimension (TvCheck check);
TvSeverity tv_check_get_severity (TvCheck check);
TvCheckFix tv_check_get_fix (TvCheck check);
const char *tv_check_dimension_get_code (TvCheckDimension dimension);
const char *tv_check_dimension_get_title (TvCheckDimension dimension);
double tv_check_dimension_get_weight (TvCheckDimension dimension);
const char *tv_severity_get_code (TvSeverity severity);
const char *tv_severity_get_title (TvSeverity severity);
void tv_check_report_rate (TvCheckReport *report);
double tv_check_score_to_shown (double score); /* to one decimal */
char *tv_check_report_dup_formula (const TvCheckReport *report);
GArray *tv_check_report_list_worst (const TvCheckReport *report, guint limit); /* of TvCheck */
void tv_check_row_free (TvCheckRow *row);
void tv_check_trend_free (TvCheckTrend *trend);
void tv_check_import_free (TvCheckImport *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCheckRow, tv_check_row_free)

G_END_DECLS
