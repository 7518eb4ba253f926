/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, titles and sentences of the named choices. What they set is in tv-settings.c. */
#include "rows/tv-presets.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *code;
  const char *title;    /* marked for translation */
  const char *sentence; /* marked for translation */
} Entry;

static const Entry presets[TV_N_PRESETS + 1] = {
  [TV_PRESET_ORIGINAL]
  = { "ORIGINAL",
      N_ ("Original 40/30/20/10"),
      N_ ("The formula of the first version: taste counts most, then what sells, "
          "then margin.") },
  [TV_PRESET_BALANCED] = { "BALANCED",
                           N_ ("Balanced"),
                           N_ ("More than half for the customer’s taste; what sells well and the "
                               "margin tip the scales.") },
  [TV_PRESET_BEST_FIT] = { "BEST_FIT",
                           N_ ("Best fit"),
                           N_ ("What this customer is most likely to buy, hardly anything else.") },
  [TV_PRESET_MARGIN_FIRST]
  = { "MARGIN_FIRST",
      N_ ("Margin first"),
      N_ ("Half for the margin: among what fits, the products that earn most.") },
  [TV_PRESET_CUSTOM]
  = { "CUSTOM", N_ ("Own weights"), N_ ("Weights that were set by hand for this run.") },
};

static const Entry thresholds_entries[TV_N_THRESHOLDS] = {
  [TV_THRESHOLDS_RETAIL]
  = { "RETAIL",
      N_ ("Retail"),
      N_ ("For shops that sell all year round: 30 days of silence after a contact; re-buy at the "
          "customer’s usual interval, else after 90 days.") },
  [TV_THRESHOLDS_WINE_ESTATE]
  = { "WINE_ESTATE",
      N_ ("Wine estate"),
      N_ ("For estates that ship a few times a year: 135 days of silence after a contact; re-buy "
          "after 150 to 2,000 days; nothing bought in the last 60 days.") },
};

static const Entry bins_entries[TV_N_RFM_BINS] = {
  [TV_RFM_BINS_FIXED]
  = { "FIXED",
      N_ ("Fixed bounds"),
      N_ ("The same bounds for every base: a score means the same everywhere.") },
  [TV_RFM_BINS_QUINTILES]
  = { "QUINTILES",
      N_ ("Fifths of this base"),
      N_ ("The bounds follow this workspace: 5 is about the best fifth of its customers.") },
};

static int
find_code (const Entry *table, gsize count, const char *code)
{
  g_autofree char *wanted = code != NULL ? g_strdelimit (g_strdup (code), "- ", '_') : NULL;

  for (gsize i = 0; wanted != NULL && i < count; i++)
    if (g_ascii_strcasecmp (table[i].code, wanted) == 0)
      return (int) i;
  return -1;
}

static const Entry *
get_preset (TvPreset preset)
{
  g_return_val_if_fail ((guint) preset < G_N_ELEMENTS (presets), &presets[0]);
  return &presets[preset];
}

static const Entry *
get_thresholds (TvThresholds thresholds)
{
  g_return_val_if_fail ((guint) thresholds < TV_N_THRESHOLDS, &thresholds_entries[0]);
  return &thresholds_entries[thresholds];
}

/**
 * tv_preset_get_code:
 * @preset: weights
 *
 * Returns: their code, static
 */
const char *
tv_preset_get_code (TvPreset preset)
{
  return get_preset (preset)->code;
}

/**
 * tv_preset_get_title:
 * @preset: weights
 *
 * Returns: their translated title, static
 */
const char *
tv_preset_get_title (TvPreset preset)
{
  return _ (get_preset (preset)->title);
}

/**
 * tv_preset_get_sentence:
 * @preset: weights
 *
 * Returns: what they mean in one translated sentence, static
 */
const char *
tv_preset_get_sentence (TvPreset preset)
{
  return _ (get_preset (preset)->sentence);
}

/**
 * tv_preset_from_code:
 * @code: (nullable): a code, case ignored
 *
 * Returns: the weights, -1 for anything else
 */
int
tv_preset_from_code (const char *code)
{
  return find_code (presets, G_N_ELEMENTS (presets), code);
}

/**
 * tv_thresholds_get_code:
 * @thresholds: thresholds
 *
 * Returns: their code, static
 */
const char *
tv_thresholds_get_code (TvThresholds thresholds)
{
  return get_thresholds (thresholds)->code;
}

/**
 * tv_thresholds_get_title:
 * @thresholds: thresholds
 *
 * Returns: their translated title, static
 */
const char *
tv_thresholds_get_title (TvThresholds thresholds)
{
  return _ (get_thresholds (thresholds)->title);
}

/**
 * tv_thresholds_get_sentence:
 * @thresholds: thresholds
 *
 * Returns: what they mean in one translated sentence, static
 */
const char *
tv_thresholds_get_sentence (TvThresholds thresholds)
{
  return _ (get_thresholds (thresholds)->sentence);
}

/**
 * tv_thresholds_from_code:
 * @code: (nullable): a code, case ignored
 *
 * Returns: the thresholds, -1 for anything else
 */
int
tv_thresholds_from_code (const char *code)
{
  return find_code (thresholds_entries, G_N_ELEMENTS (thresholds_entries), code);
}

static const Entry *
get_bins (TvRfmBins bins)
{
  g_return_val_if_fail ((guint) bins < TV_N_RFM_BINS, &bins_entries[0]);
  return &bins_entries[bins];
}

/**
 * tv_rfm_bins_get_code:
 * @bins: what the scores go by
 *
 * Returns: its code, static
 */
const char *
tv_rfm_bins_get_code (TvRfmBins bins)
{
  return get_bins (bins)->code;
}

/**
 * tv_rfm_bins_get_title:
 * @bins: what the scores go by
 *
 * Returns: its translated title, static
 */
const char *
tv_rfm_bins_get_title (TvRfmBins bins)
{
  return _ (get_bins (bins)->title);
}

/**
 * tv_rfm_bins_get_sentence:
 * @bins: what the scores go by
 *
 * Returns: what it means in one translated sentence, static
 */
const char *
tv_rfm_bins_get_sentence (TvRfmBins bins)
{
  return _ (get_bins (bins)->sentence);
}

/**
 * tv_rfm_bins_from_code:
 * @code: (nullable): a code, case ignored
 *
 * Returns: what the scores go by, -1 for anything else
 */
int
tv_rfm_bins_from_code (const char *code)
{
  return find_code (bins_entries, G_N_ELEMENTS (bins_entries), code);
}

/**
 * tv_ranker_get_sentence:
 * @ranker: a ranker
 *
 * Returns: what it means in one translated sentence, static
 */
const char *
tv_ranker_get_sentence (TvRanker ranker)
{
  static const char *const sentences[TV_N_RANKERS] = {
    [TV_RANKER_POPULARITY] = N_ ("What most customers bought in the last 30 days."),
    [TV_RANKER_FREQUENCY] = N_ ("What the customer buys most often, then what sells."),
    [TV_RANKER_FAMILY] = N_ ("The customer’s first family, then the others bought before."),
    [TV_RANKER_NEIGHBOURS] = N_ ("What others buy who bought the same products."),
    [TV_RANKER_LEARNED] = N_ ("Weighs all of it as the last weeks of this workspace show."),
  };

  g_return_val_if_fail ((guint) ranker < TV_N_RANKERS, "");
  return _ (sentences[ranker]);
}
