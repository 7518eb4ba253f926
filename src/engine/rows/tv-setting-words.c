/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table says of each setting what it is called and what its values count; names that end in a
 * number or a scenario share an entry. A name that is not known stays as it is. */
#include "rows/tv-setting-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-day.h"
#include "base/tv-number.h"
#include "rows/tv-enums.h"
#include "rows/tv-presets.h"

typedef enum
{
  SETTING_COUNT,
  SETTING_DAYS,
  SETTING_MONEY,
  SETTING_SHARE,    /* 0-1 */
  SETTING_PER_CENT, /* 0-100 */
  SETTING_POINTS,
  SETTING_RANKER,
  SETTING_PRESET,
  SETTING_THRESHOLDS,
  SETTING_BINS,
} SettingKind;

static const struct
{
  const char *name; /* or the beginning, with a "_" at its end */
  const char *title;
  SettingKind kind;
} settings[] = {
  { "ranker", N_ ("How fit is measured"), SETTING_RANKER },
  { "preset", N_ ("Weights of the score"), SETTING_PRESET },
  { "thresholds", N_ ("Thresholds"), SETTING_THRESHOLDS },
  { "rfm_bins", N_ ("Bounds of the profile scores"), SETTING_BINS },
  { "weight_affinity", N_ ("Weight of the fit"), SETTING_SHARE },
  { "weight_popularity", N_ ("Weight of popularity"), SETTING_SHARE },
  { "weight_profit", N_ ("Weight of profit"), SETTING_SHARE },
  { "weight_base", N_ ("Weight of the scenario"), SETTING_SHARE },
  { "top_n", N_ ("Recommendations per customer"), SETTING_COUNT },
  { "family_cap", N_ ("At most of one family"), SETTING_COUNT },
  { "calibration", N_ ("Customer’s own mix of families"), SETTING_PER_CENT },
  { "silence_days", N_ ("Silence after a contact"), SETTING_DAYS },
  { "rebuy_days", N_ ("Re-buy after"), SETTING_DAYS },
  { "rebuy_maximum_days", N_ ("Re-buy until"), SETTING_DAYS },
  { "rebuy_purchases", N_ ("Days with a purchase for an interval"), SETTING_COUNT },
  { "recent_purchase_days", N_ ("Left out after a purchase"), SETTING_DAYS },
  { "upsell_cents", N_ ("Upsell from, spent"), SETTING_MONEY },
  { "cross_sell_cents", N_ ("Cross-sell from, spent"), SETTING_MONEY },
  { "cross_sell_share", N_ ("Cross-sell from, share of the first family"), SETTING_SHARE },
  { "winback_days", N_ ("Win-back after"), SETTING_DAYS },
  { "winback_cents", N_ ("Win-back from, spent"), SETTING_MONEY },
  { "nurture_orders", N_ ("Nurture up to, orders"), SETTING_COUNT },
  { "popularity_half_life_days", N_ ("Popularity is halved after"), SETTING_DAYS },
  { "affinity_plain", N_ ("Fit of a new family"), SETTING_POINTS },
  { "affinity_top_family", N_ ("More for the first family"), SETTING_POINTS },
  { "affinity_known_family", N_ ("More for a known family"), SETTING_POINTS },
  { "recency_days_", N_ ("Bound of recency"), SETTING_DAYS },
  { "frequency_orders_", N_ ("Bound of frequency, orders"), SETTING_COUNT },
  { "monetary_cents_", N_ ("Bound of the amount"), SETTING_MONEY },
  { "budget_cents_", N_ ("Bound of the budget level"), SETTING_MONEY },
  { "base_", N_ ("Points of the scenario"), SETTING_POINTS },
};

static gboolean
is_family (gsize i)
{
  return g_str_has_suffix (settings[i].name, "_");
}

static int
find_setting (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (is_family (i) ? g_str_has_prefix (name, settings[i].name)
                      : g_str_equal (name, settings[i].name))
      return (int) i;
  return -1;
}

/**
 * tv_setting_dup_title:
 * @name: a setting as a run stores it
 *
 * Names a setting for a person.
 *
 * Returns: (transfer full): its translated title; the name itself where it is not known
 */
char *
tv_setting_dup_title (const char *name)
{
  int found = find_setting (name);
  const char *rest;
  int scenario;

  if (found < 0)
    return g_strdup (name);
  if (!is_family ((gsize) found))
    return g_strdup (_ (settings[found].title));
  rest = name + strlen (settings[found].name);
  scenario = tv_scenario_from_code (rest);
  /* Translators: a setting, and which one of several: a number or a scenario */
  return g_strdup_printf (_ ("%s: %s"),
                          _ (settings[found].title),
                          scenario >= 0 ? tv_scenario_get_title (scenario) : rest);
}

/* The title of a choice that is stored as a code. */
static const char *
find_choice (SettingKind kind, const char *code)
{
  int choice;

  switch (kind)
    {
    case SETTING_RANKER:
      return (choice = tv_ranker_from_code (code)) < 0 ? code : tv_ranker_get_title (choice);
    case SETTING_PRESET:
      return (choice = tv_preset_from_code (code)) < 0 ? code : tv_preset_get_title (choice);
    case SETTING_THRESHOLDS:
      return (choice = tv_thresholds_from_code (code)) < 0 ? code
                                                           : tv_thresholds_get_title (choice);
    case SETTING_BINS:
    default:
      return (choice = tv_rfm_bins_from_code (code)) < 0 ? code : tv_rfm_bins_get_title (choice);
    }
}

/**
 * tv_setting_value_to_display:
 * @name: a setting as a run stores it
 * @value: its value as it is stored, "" = the run does not have it
 * @currency: (nullable): of the workspace
 *
 * Prints a value for a person.
 *
 * Returns: (transfer full): the value in the reader's language
 */
char *
tv_setting_value_to_display (const char *name, const char *value, const char *currency)
{
  int found = find_setting (name);
  double number = g_ascii_strtod (value, NULL);

  if (*value == '\0')
    return g_strdup ("–");
  if (found < 0)
    return g_strdup (value);
  switch (settings[found].kind)
    {
    case SETTING_DAYS:
      return tv_days_to_display ((gint64) number);
    case SETTING_MONEY:
      return tv_money_to_display ((gint64) number, currency);
    case SETTING_SHARE:
      return tv_ratio_to_display (number, 0);
    case SETTING_PER_CENT:
      return tv_ratio_to_display (number / 100, 0);
    case SETTING_COUNT:
    case SETTING_POINTS:
      return tv_count_to_display ((gint64) number);
    case SETTING_RANKER:
    case SETTING_PRESET:
    case SETTING_THRESHOLDS:
    case SETTING_BINS:
    default:
      return g_strdup (find_choice (settings[found].kind, value));
    }
}
