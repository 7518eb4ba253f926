/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The defaults of SPEC sections 4 to 6, and the fixed JSON form in which a run stores what it ran
 * with. */
#include "rows/tv-settings.h"

#include <math.h>
#include <string.h>

/**
 * tv_settings_init_default:
 * @settings: (out caller-allocates): the settings
 *
 * Fills in the *Retail* preset: the numbers of SPEC sections 4 to 6.
 */
void
tv_settings_init_default (TvSettings *settings)
{
  static const TvSettings retail = {
    .recency_days = { 30, 90, 180, 365 },
    .frequency_orders = { 10, 5, 3, 2 },
    .monetary_cents = { 500000, 200000, 50000, 10000 },
    .budget_cents = { 50000, 20000, 5000 },
    .base = { [TV_SCENARIO_REBUY] = 85,
              [TV_SCENARIO_UPSELL] = 80,
              [TV_SCENARIO_CROSS_SELL] = 75,
              [TV_SCENARIO_WINBACK] = 70,
              [TV_SCENARIO_NURTURE] = 65 },
    .affinity_plain = 50,
    .affinity_top_family = 25,
    .affinity_known_family = 10,
    .popularity_half_life_days = 90,
    .top_n = 3,
    .ranker = TV_RANKER_FAMILY,
    .family_cap = 1,
  };

  memcpy (settings, &retail, sizeof retail);
  tv_settings_set_preset (settings, TV_PRESET_ORIGINAL);
  tv_settings_set_thresholds (settings, TV_THRESHOLDS_RETAIL);
}

/**
 * tv_settings_set_preset:
 * @settings: (inout): the settings
 * @preset: weights
 *
 * Sets the weights of the four parts; they sum to 1.
 */
void
tv_settings_set_preset (TvSettings *settings, TvPreset preset)
{
  static const double weights[TV_N_PRESETS][4] = {
    [TV_PRESET_ORIGINAL] = { 0.40, 0.30, 0.20, 0.10 },
    [TV_PRESET_BALANCED] = { 0.55, 0.15, 0.20, 0.10 },
    [TV_PRESET_BEST_FIT] = { 0.85, 0.05, 0.05, 0.05 },
    [TV_PRESET_MARGIN_FIRST] = { 0.30, 0.10, 0.50, 0.10 },
  };

  g_return_if_fail ((guint) preset < TV_N_PRESETS);
  settings->preset = preset;
  settings->weight_affinity = weights[preset][0];
  settings->weight_popularity = weights[preset][1];
  settings->weight_profit = weights[preset][2];
  settings->weight_base = weights[preset][3];
}

/**
 * tv_settings_set_weights:
 * @settings: (inout): the settings
 * @percent: (array fixed-size=4): affinity, popularity, profit and base in per cent, sum 100
 *
 * Sets weights that bear no preset's name; those that a preset has get its name all the same.
 */
void
tv_settings_set_weights (TvSettings *settings, const guint8 percent[TV_N_PARTS])
{
  for (guint i = 0; i < TV_N_PRESETS; i++)
    {
      tv_settings_set_preset (settings, i);
      if (lround (settings->weight_affinity * 100) == percent[TV_PART_AFFINITY]
          && lround (settings->weight_popularity * 100) == percent[TV_PART_POPULARITY]
          && lround (settings->weight_profit * 100) == percent[TV_PART_PROFIT]
          && lround (settings->weight_base * 100) == percent[TV_PART_BASE])
        return;
    }
  settings->preset = TV_PRESET_CUSTOM;
  settings->weight_affinity = percent[TV_PART_AFFINITY] / 100.0;
  settings->weight_popularity = percent[TV_PART_POPULARITY] / 100.0;
  settings->weight_profit = percent[TV_PART_PROFIT] / 100.0;
  settings->weight_base = percent[TV_PART_BASE] / 100.0;
}

/**
 * tv_settings_set_thresholds:
 * @settings: (inout): the settings
 * @thresholds: which
 *
 * Sets silence, re-buy, recent purchases and what the scenarios ask for (SPEC section 5).
 */
void
tv_settings_set_thresholds (TvSettings *settings, TvThresholds thresholds)
{
  gboolean is_wine = thresholds == TV_THRESHOLDS_WINE_ESTATE;

  settings->thresholds = thresholds;
  settings->silence_days = is_wine ? 135 : 30;
  settings->rebuy_days = is_wine ? 150 : 90;
  settings->rebuy_maximum_days = is_wine ? 2000 : 0;
  settings->rebuy_purchases = is_wine ? 0 : 3;
  settings->recent_purchase_days = is_wine ? 60 : 0;
  settings->upsell_cents = 50000;
  settings->cross_sell_cents = 10000;
  settings->cross_sell_share = is_wine ? 0.60 : 0;
  settings->winback_days = 365;
  settings->winback_cents = is_wine ? 10000 : 0;
  settings->nurture_orders = 3;
}

/**
 * tv_settings_copy_bounds:
 * @settings: (inout): the settings
 * @from: others
 *
 * Takes over the bounds of recency, frequency and money.
 */
void
tv_settings_copy_bounds (TvSettings *settings, const TvSettings *from)
{
  memcpy (settings->recency_days, from->recency_days, sizeof settings->recency_days);
  memcpy (settings->frequency_orders, from->frequency_orders, sizeof settings->frequency_orders);
  memcpy (settings->monetary_cents, from->monetary_cents, sizeof settings->monetary_cents);
}

static void
add_number (GString *json, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json,
                          "%s\"%s\":%s",
                          json->len > 1 ? "," : "",
                          name,
                          g_ascii_formatd (text, sizeof text, "%.10g", value));
}

/**
 * tv_settings_to_json:
 * @settings: the settings
 *
 * Prints the settings in one form for all machines and locales: keys in the order of the struct,
 * plain decimal numbers; calibration only where it is on. Part of the run digest, so it changes
 * only together with what it means.
 *
 * Returns: (transfer full): a JSON object
 */
char *
tv_settings_to_json (const TvSettings *settings)
{
  GString *json = g_string_new ("{");
  static const char *const names[4] = { "5", "4", "3", "2" };

  g_string_append_printf (json,
                          "\"ranker\":\"%s\",\"preset\":\"%s\",\"thresholds\":\"%s\"",
                          tv_ranker_get_code (settings->ranker),
                          tv_preset_get_code (settings->preset),
                          tv_thresholds_get_code (settings->thresholds));
  if (settings->rfm_bins != TV_RFM_BINS_FIXED)
    g_string_append_printf (json,
                            ",\"rfm_bins\":\"%s\"",
                            tv_rfm_bins_get_code (settings->rfm_bins));
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *recency = g_strconcat ("recency_days_", names[i], NULL);
      g_autofree char *frequency = g_strconcat ("frequency_orders_", names[i], NULL);
      g_autofree char *monetary = g_strconcat ("monetary_cents_", names[i], NULL);

      add_number (json, recency, settings->recency_days[i]);
      add_number (json, frequency, settings->frequency_orders[i]);
      add_number (json, monetary, (double) settings->monetary_cents[i]);
    }
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *budget = g_strdup_printf ("budget_cents_%d", 3 - i);

      add_number (json, budget, (double) settings->budget_cents[i]);
    }
  add_number (json, "silence_days", settings->silence_days);
  add_number (json, "rebuy_days", settings->rebuy_days);
  add_number (json, "rebuy_maximum_days", settings->rebuy_maximum_days);
  add_number (json, "rebuy_purchases", settings->rebuy_purchases);
  add_number (json, "recent_purchase_days", settings->recent_purchase_days);
  add_number (json, "upsell_cents", (double) settings->upsell_cents);
  add_number (json, "cross_sell_cents", (double) settings->cross_sell_cents);
  add_number (json, "cross_sell_share", settings->cross_sell_share);
  add_number (json, "winback_days", settings->winback_days);
  add_number (json, "winback_cents", (double) settings->winback_cents);
  add_number (json, "nurture_orders", settings->nurture_orders);
  add_number (json, "weight_affinity", settings->weight_affinity);
  add_number (json, "weight_popularity", settings->weight_popularity);
  add_number (json, "weight_profit", settings->weight_profit);
  add_number (json, "weight_base", settings->weight_base);
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    {
      g_autofree char *base = g_strconcat ("base_", tv_scenario_get_code (i), NULL);

      add_number (json, base, settings->base[i]);
    }
  add_number (json, "affinity_plain", settings->affinity_plain);
  add_number (json, "affinity_top_family", settings->affinity_top_family);
  add_number (json, "affinity_known_family", settings->affinity_known_family);
  add_number (json, "popularity_half_life_days", settings->popularity_half_life_days);
  add_number (json, "family_cap", settings->family_cap);
  if (settings->calibration > 0)
    add_number (json, "calibration", settings->calibration);
  add_number (json, "top_n", settings->top_n);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
