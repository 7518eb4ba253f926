/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different between two runs: for each customer whose items changed, what kind of change it
 * is and why; counts over all; the settings that differ. */
#pragma once

#include <glib.h>
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef enum
{
  TV_DIFFERENCE_SAME,     /* the same products in the same order with the same scores */
  TV_DIFFERENCE_SCORES,   /* the same products in the same order */
  TV_DIFFERENCE_ORDER,    /* the same products */
  TV_DIFFERENCE_PRODUCTS, /* something else */
  TV_DIFFERENCE_GAINED,   /* nothing before */
  TV_DIFFERENCE_LOST,     /* nothing now */
  TV_N_DIFFERENCES,
} TvDifference;

/* Why: for GAINED what kept the customer out before, for LOST what does now; for PRODUCTS the part
 * of the score that tells the item that came from the one that went. */
typedef enum
{
  TV_CAUSE_NONE,
  TV_CAUSE_OPTED_OUT, /* as TvExclusion, in its order */
  TV_CAUSE_BOUNCED,
  TV_CAUSE_SILENT,
  TV_CAUSE_NO_ORDER,
  TV_CAUSE_NO_CANDIDATE,
  TV_CAUSE_UNKNOWN_CUSTOMER, /* not in the other run at all */
  TV_CAUSE_AFFINITY,
  TV_CAUSE_POPULARITY,
  TV_CAUSE_PROFIT,
  TV_CAUSE_BASE,
  TV_CAUSE_RANKER,      /* fit was measured in another way */
  TV_CAUSE_NOT_OFFERED, /* by its figures of then, what went would still score higher: a filter
                           keeps it out, or the figures fell */
  TV_N_CAUSES,
} TvCause;

typedef struct
{
  gint64 customer_id;
  gint64 before_item, after_item; /* what went and what came, or else the first one; 0 = none */
  guint8 difference;              /* TvDifference, never SAME */
  guint8 cause;                   /* TvCause */
  float score_change;             /* of these two; one that is not there has no score at all, 0 */
} TvRunChange;

typedef struct
{
  char *name;           /* as in the run's JSON: "weight_profit" */
  char *before, *after; /* "" where a run does not have it */
} TvSettingChange;

typedef struct
{
  gint64 before_id, after_id;
  GArray *changes; /* of TvRunChange, by customer */
  gboolean has_same_ranker;
  GPtrArray *settings;   /* of TvSettingChange */
  gint64 customer_count; /* with an item in one of them at least */
  gint64 kept_item_count, gone_item_count, new_item_count; /* products per customer */
  gint64 counts[TV_N_DIFFERENCES];
  gint64 causes[TV_N_CAUSES];
} TvRunComparison;

typedef struct
{
  gint64 customer_id;
  char *customer_code, *customer_name;
  char *before_label, *after_label; /* products; NULL = none */
  double before_score, after_score;
  TvDifference difference;
  TvCause cause;
  char *sentence; /* why, in the reader's language */
} TvRunChangeRow;

void tv_run_comparison_free (TvRunComparison *comparison);
void tv_run_change_row_free (TvRunChangeRow *row);
void tv_setting_change_free (TvSettingChange *change);
const char *tv_difference_get_code (TvDifference difference);
const char *tv_difference_get_title (TvDifference difference);
int tv_difference_from_code (const char *code); /* case ignored; -1 */
const char *tv_cause_get_code (TvCause cause);
const char *tv_cause_get_title (TvCause cause);
char *tv_run_change_row_to_sentence (const TvRunChangeRow *row);
GPtrArray *tv_setting_changes_find (const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRunComparison, tv_run_comparison_free)

G_END_DECLS
