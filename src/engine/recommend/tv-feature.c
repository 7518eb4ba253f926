/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures of a customer and a product are called in reports, and what they are about. */
#include "recommend/tv-rank-features.h"

static const char *const codes[TV_N_FEATURES] = {
  [TV_FEATURE_P15] = "p15",
  [TV_FEATURE_P240] = "p240",
  [TV_FEATURE_LOG_COUNT] = "log-count",
  [TV_FEATURE_EVER] = "ever",
  [TV_FEATURE_RECENT] = "recent",
  [TV_FEATURE_KNOWN_AGE] = "known-age",
  [TV_FEATURE_KNOWN_POPULAR] = "known-popular",
  [TV_FEATURE_NEIGHBOURS] = "neighbours",
  [TV_FEATURE_EASE] = "ease",
  [TV_FEATURE_POPULAR_14] = "popular-14",
  [TV_FEATURE_POPULAR_30] = "popular-30",
  [TV_FEATURE_POPULAR_90] = "popular-90",
  [TV_FEATURE_TREND] = "trend",
  [TV_FEATURE_FAMILY] = "family",
  [TV_FEATURE_REPEAT_RATE] = "repeat-rate",
  [TV_FEATURE_DUE] = "due",
  [TV_FEATURE_TOGETHER] = "together",
  [TV_FEATURE_NEW_NEIGHBOURS] = "new-neighbours",
  [TV_FEATURE_NEW_LABEL] = "new-label",
  [TV_FEATURE_NEW_AGE] = "new-age",
  [TV_FEATURE_SPEND] = "spend",
  [TV_FEATURE_PEERS] = "peers",
  [TV_FEATURE_LOG_NEIGHBOURS] = "log-neighbours",
  [TV_FEATURE_LOG_EASE] = "log-ease",
  [TV_FEATURE_LOG_TOGETHER] = "log-together",
  [TV_FEATURE_NEXT] = "next",
  [TV_FEATURE_LOG_NEXT] = "log-next",
  [TV_FEATURE_LIFT_PIECES] = "lift-pieces",
  [TV_FEATURE_LIFT_ORDER] = "lift-order",
  [TV_FEATURE_LIFT_TENURE] = "lift-tenure",
  [TV_FEATURE_USED_UP] = "used-up",
  [TV_FEATURE_STOCK] = "stock",
};

static const TvFeatureGroup groups[TV_N_FEATURES] = {
  [TV_FEATURE_P15] = TV_GROUP_OWN,
  [TV_FEATURE_P240] = TV_GROUP_OWN,
  [TV_FEATURE_LOG_COUNT] = TV_GROUP_OWN,
  [TV_FEATURE_EVER] = TV_GROUP_OWN,
  [TV_FEATURE_RECENT] = TV_GROUP_OWN,
  [TV_FEATURE_KNOWN_AGE] = TV_GROUP_OWN,
  [TV_FEATURE_KNOWN_POPULAR] = TV_GROUP_OWN,
  [TV_FEATURE_NEIGHBOURS] = TV_GROUP_SIMILAR,
  [TV_FEATURE_EASE] = TV_GROUP_SIMILAR,
  [TV_FEATURE_POPULAR_14] = TV_GROUP_POPULAR,
  [TV_FEATURE_POPULAR_30] = TV_GROUP_POPULAR,
  [TV_FEATURE_POPULAR_90] = TV_GROUP_POPULAR,
  [TV_FEATURE_TREND] = TV_GROUP_POPULAR,
  [TV_FEATURE_FAMILY] = TV_GROUP_FAMILY,
  [TV_FEATURE_REPEAT_RATE] = TV_GROUP_OWN,
  [TV_FEATURE_DUE] = TV_GROUP_TIMING,
  [TV_FEATURE_TOGETHER] = TV_GROUP_TOGETHER,
  [TV_FEATURE_NEW_NEIGHBOURS] = TV_GROUP_SIMILAR,
  [TV_FEATURE_NEW_LABEL] = TV_GROUP_SIMILAR,
  [TV_FEATURE_NEW_AGE] = TV_GROUP_NEW,
  [TV_FEATURE_SPEND] = TV_GROUP_OWN,
  [TV_FEATURE_PEERS] = TV_GROUP_PEERS,
  [TV_FEATURE_LOG_NEIGHBOURS] = TV_GROUP_SIMILAR,
  [TV_FEATURE_LOG_EASE] = TV_GROUP_SIMILAR,
  [TV_FEATURE_LOG_TOGETHER] = TV_GROUP_TOGETHER,
  [TV_FEATURE_NEXT] = TV_GROUP_NEXT,
  [TV_FEATURE_LOG_NEXT] = TV_GROUP_NEXT,
  [TV_FEATURE_LIFT_PIECES] = TV_GROUP_PEERS,
  [TV_FEATURE_LIFT_ORDER] = TV_GROUP_PEERS,
  [TV_FEATURE_LIFT_TENURE] = TV_GROUP_PEERS,
  [TV_FEATURE_USED_UP] = TV_GROUP_TIMING,
  [TV_FEATURE_STOCK] = TV_GROUP_TIMING,
};

/**
 * tv_feature_get_code:
 * @feature: a feature
 *
 * Returns: (transfer none): its name in reports
 */
const char *
tv_feature_get_code (TvFeature feature)
{
  g_return_val_if_fail ((guint) feature < TV_N_FEATURES, "");
  return codes[feature];
}

/**
 * tv_feature_get_groups:
 *
 * Returns: (transfer none) (array fixed-size=TV_N_FEATURES): what each feature is about
 */
const TvFeatureGroup *
tv_feature_get_groups (void)
{
  return groups;
}
