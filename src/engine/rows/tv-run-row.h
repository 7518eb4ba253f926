/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run with its counts, figures and settings, as the Runs and Quality pages and the command line
 * show it. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"
#include "rows/tv-presets.h"

G_BEGIN_DECLS

#define TV_CALIBRATION_NONE 255 /* whatever the workspace's setting */

typedef struct
{
  TvDay as_of_day;    /* TV_DAY_NONE = the proposed one: today, or the last order date where that is
                         over 90 days ago */
  guint top_n;        /* 0 = the default, 3; at most 20 */
  const char *policy; /* NULL = "standard" */
  gint64 policy_version; /* 0 = the newest */
  gboolean has_minimum;  /* another minimum score than the policy's; the rest is the policy's */
  double minimum_score;  /* 0-100 */
  guint8 weights[TV_N_PARTS]; /* in per cent, sum 100: instead of the preset's; all 0 = its own */
  const char *preset;         /* code of TvPreset; NULL = the workspace's setting, else ORIGINAL */
  const char *thresholds; /* code of TvThresholds; NULL = the workspace's setting, else RETAIL */
  const char *ranker;     /* code of TvRanker; NULL = the workspace's setting, else FAMILY */
  guint family_cap;       /* 0 = by ranker and policy */
  guint8 calibration;     /* 1-100: the list keeps to the customer's mix of families; 0 = the
                             workspace's setting, else not */
  gint64 backtest_id;     /* that ranker, weights and calibration were proposed from, 0 = none */
  guint thread_count;     /* 0 = as many as processors; the result is the same for any number */
  guint overlap_from;     /* a base of so many customers is written while it is calculated, 0 =
                             200,000; the result is the same */
} TvRunOptions;

typedef struct
{
  gint64 id;
  TvDay as_of_day;
  guint top_n;
  char *policy; /* "standard" */
  gint64 policy_version;
  double minimum_score; /* of this version */
  char *settings;       /* JSON */
  gint64 customer_count, eligible_count, served_count, item_count;
  gboolean is_margin_known;
  char *digest;       /* 64 hex digits */
  gint64 backtest_id; /* that its choices rest on, 0 = none */
  gint64 created_usec, duration_usec;
  double metrics[TV_N_METRICS];
  TvQualityLevel level;
  gint64 status_counts[TV_N_STATUSES];
  gint64 held_count;       /* pending items that the policy does not let through */
  gint64 new_since_export; /* approved ones decided on since its last export; of one run that is
                              asked for alone, not of a list */
} TvRunRow;

typedef struct
{
  gint64 key;  /* scenario, family id, segment, bin, exclusion */
  char *label; /* translated title, family name, "60–65" */
  gint64 count;
} TvRunCount;

typedef struct
{
  gint64 id;
  char *name; /* "standard" */
  gint64 version;
  double minimum_score, maximum_score, minimum_coverage;
  gboolean is_approval_required;
  guint family_extra_count;   /* items of one family allowed beyond the first */
  guint recent_purchase_days; /* not bought in the last N days; 0 = rule off */
} TvPolicyRow;

void tv_run_row_free (TvRunRow *row);
/* What to calculate to get this run again; the texts are the row's own or static. */
void tv_run_row_get_options (const TvRunRow *row, TvRunOptions *out_options);
/* What its parts weigh, in per cent. */
void tv_run_row_get_weights (const TvRunRow *row, guint8 weights[TV_N_PARTS]);
void tv_run_count_free (TvRunCount *count);
void tv_policy_row_free (TvPolicyRow *row);
TvPolicyRow *tv_policy_row_copy (const TvPolicyRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRunRow, tv_run_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvPolicyRow, tv_policy_row_free)

G_END_DECLS
