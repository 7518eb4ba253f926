/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named choices of how a run decides: how much each part of the score weighs, and where the
 * thresholds of the scenarios stand. Each has a code for files and the command line, a title and a
 * sentence for people. */
#pragma once

#include <glib.h>
#include "rows/tv-enums.h"

G_BEGIN_DECLS

/* Weights of affinity, popularity, profit and base. */
typedef enum
{
  TV_PRESET_ORIGINAL,     /* .40 .30 .20 .10 */
  TV_PRESET_BALANCED,     /* .55 .15 .20 .10 */
  TV_PRESET_BEST_FIT,     /* .85 .05 .05 .05 */
  TV_PRESET_MARGIN_FIRST, /* .30 .10 .50 .10 */
  TV_N_PRESETS,
  TV_PRESET_CUSTOM = TV_N_PRESETS, /* a run's own weights, by no name that could be chosen */
} TvPreset;

#define TV_CALIBRATION 50 /* per cent: half for the scores, half for the mix of families */

/* The parts of a score, in the order of their weights. */
enum
{
  TV_PART_AFFINITY,
  TV_PART_POPULARITY,
  TV_PART_PROFIT,
  TV_PART_BASE,
  TV_N_PARTS,
};

/* Thresholds of silence, re-buying, recent purchases and scenarios. */
typedef enum
{
  TV_THRESHOLDS_RETAIL,
  TV_THRESHOLDS_WINE_ESTATE,
  TV_N_THRESHOLDS,
} TvThresholds;

/* What the scores of recency, frequency and money go by. */
typedef enum
{
  TV_RFM_BINS_FIXED,     /* bounds that are the same for every base */
  TV_RFM_BINS_QUINTILES, /* fifths of the workspace's own customers */
  TV_N_RFM_BINS,
} TvRfmBins;

const char *tv_preset_get_code (TvPreset preset);
const char *tv_preset_get_title (TvPreset preset);
const char *tv_preset_get_sentence (TvPreset preset);
int tv_preset_from_code (const char *code); /* case ignored, - for _; -1 */
const char *tv_thresholds_get_code (TvThresholds thresholds);
const char *tv_thresholds_get_title (TvThresholds thresholds);
const char *tv_thresholds_get_sentence (TvThresholds thresholds);
int tv_thresholds_from_code (const char *code); /* case ignored, - for _; -1 */
const char *tv_rfm_bins_get_code (TvRfmBins bins);
const char *tv_rfm_bins_get_title (TvRfmBins bins);
const char *tv_rfm_bins_get_sentence (TvRfmBins bins);
int tv_rfm_bins_from_code (const char *code);         /* case ignored, - for _; -1 */
const char *tv_ranker_get_sentence (TvRanker ranker); /* what it means, one sentence */

G_END_DECLS
