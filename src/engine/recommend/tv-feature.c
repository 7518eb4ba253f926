/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures of a customer and a product are called in reports, and what they are about. */
#include "recommend/tv-rank-features.h"

static const struct
{
  const char *code;
  TvFeatureGroup group;
} features[TV_N_FEATURES] = {
  [TV_FEATURE_P15] = { "p15", TV_GROUP_OWN },
  [TV_FEATURE_P240] = { "p240", TV_GROUP_OWN },
  [TV_FEATURE_LOG_COUNT] = { "log-count", TV_GROUP_OWN },
  [TV_FEATURE_EVER] = { "ever", TV_GROUP_OWN },
  [TV_FEATURE_RECENT] = { "recent", TV_GROUP_OWN },
  [TV_FEATURE_KNOWN_AGE] = { "known-age", TV_GROUP_OWN },
  [TV_FEATURE_KNOWN_POPULAR] = { "known-popular", TV_GROUP_OWN },
  [TV_FEATURE_NEIGHBOURS] = { "neighbours", TV_GROUP_SIMILAR },
  [TV_FEATURE_EASE] = { "ease", TV_GROUP_SIMILAR },
  [TV_FEATURE_POPULAR_14] = { "popular-14", TV_GROUP_POPULAR },
  [TV_FEATURE_POPULAR_30] = { "popular-30", TV_GROUP_POPULAR },
  [TV_FEATURE_POPULAR_90] = { "popular-90", TV_GROUP_POPULAR },
  [TV_FEATURE_TREND] = { "trend", TV_GROUP_POPULAR },
  [TV_FEATURE_FAMILY] = { "family", TV_GROUP_FAMILY },
  [TV_FEATURE_REPEAT_RATE] = { "repeat-rate", TV_GROUP_OWN },
  [TV_FEATURE_DUE] = { "due", TV_GROUP_TIMING },
  [TV_FEATURE_TOGETHER] = { "together", TV_GROUP_TOGETHER },
  [TV_FEATURE_NEW_NEIGHBOURS] = { "new-neighbours", TV_GROUP_SIMILAR },
  [TV_FEATURE_NEW_LABEL] = { "new-label", TV_GROUP_SIMILAR },
  [TV_FEATURE_NEW_AGE] = { "new-age", TV_GROUP_NEW },
  [TV_FEATURE_SPEND] = { "spend", TV_GROUP_OWN },
  [TV_FEATURE_PEERS] = { "peers", TV_GROUP_PEERS },
  [TV_FEATURE_LOG_NEIGHBOURS] = { "log-neighbours", TV_GROUP_SIMILAR },
  [TV_FEATURE_LOG_EASE] = { "log-ease", TV_GROUP_SIMILAR },
  [TV_FEATURE_LOG_TOGETHER] = { "log-together", TV_GROUP_TOGETHER },
  [TV_FEATURE_NEXT] = { "next", TV_GROUP_NEXT },
  [TV_FEATURE_LOG_NEXT] = { "log-next", TV_GROUP_NEXT },
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
  return features[feature].code;
}

/**
 * tv_feature_get_group:
 * @feature: a feature
 *
 * Returns: what it is about
 */
TvFeatureGroup
tv_feature_get_group (TvFeature feature)
{
  g_return_val_if_fail ((guint) feature < TV_N_FEATURES, TV_GROUP_OWN);
  return features[feature].group;
}
