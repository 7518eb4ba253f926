/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed sets with their codes and titles, the one form of settings, and explanations that were
 * written by the program, by chance or by somebody else. */
#include <locale.h>
#include <string.h>

#include "rows/tv-explanation.h"
#include "rows/tv-setting-words.h"
#include "rows/tv-settings.h"

/* A set of one enum, behind one kind of function. */
#define CHECK_SET(name, type, count)                                                               \
  static void check_##name (void)                                                                  \
  {                                                                                                \
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);                      \
                                                                                                   \
    for (int i = 0; i < (int) (count); i++)                                                        \
      {                                                                                            \
        const char *code = tv_##name##_get_code ((type) i);                                        \
                                                                                                   \
        g_assert_cmpuint (strlen (code), >, 0);                                                    \
        g_assert_cmpuint (strlen (tv_##name##_get_title ((type) i)), >, 0);                        \
        g_assert_true (g_hash_table_add (seen, (gpointer) code));                                  \
        g_assert_cmpuint (strspn (code, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_"),              \
                          ==,                                                                      \
                          strlen (code));                                                          \
      }                                                                                            \
  }

CHECK_SET (import_kind, TvImportKind, TV_N_KINDS)
CHECK_SET (segment, TvSegment, TV_N_SEGMENTS)
CHECK_SET (budget_level, TvBudgetLevel, TV_N_BUDGETS)
CHECK_SET (scenario, TvScenario, TV_N_SCENARIOS)
CHECK_SET (status, TvStatus, TV_N_STATUSES)
CHECK_SET (exclusion, TvExclusion, TV_N_EXCLUSIONS)
CHECK_SET (metric, TvMetric, TV_N_METRICS)
CHECK_SET (quality_level, TvQualityLevel, TV_N_QUALITIES)

static void
test_enums (void)
{
  check_import_kind ();
  check_segment ();
  check_budget_level ();
  check_scenario ();
  check_status ();
  check_exclusion ();
  check_metric ();
  check_quality_level ();
  for (int i = 0; i < TV_N_GATE_ISSUES; i++)
    g_assert_cmpuint (strlen (tv_gate_issue_get_title (1u << i)), >, 0);
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    g_assert_cmpint (tv_scenario_from_code (tv_scenario_get_code (i)), ==, i);
  for (int i = 0; i < TV_N_STATUSES; i++)
    g_assert_cmpint (tv_status_from_code (tv_status_get_code (i)), ==, i);
  for (int i = 0; i < TV_N_KINDS; i++)
    g_assert_cmpint (tv_import_kind_from_code (tv_import_kind_get_code (i)), ==, i);
  g_assert_cmpint (tv_import_kind_from_code ("sales_lines"), ==, TV_KIND_SALES_LINES);
  g_assert_cmpint (tv_import_kind_from_code ("sale"), ==, TV_KIND_UNKNOWN);
  g_assert_cmpint (tv_scenario_from_code (""), ==, -1);
  g_assert_cmpint (tv_quality_level_from_ratio (.9), ==, TV_QUALITY_EXCELLENT);
  g_assert_cmpint (tv_quality_level_from_ratio (.8999), ==, TV_QUALITY_GOOD);
  g_assert_cmpint (tv_quality_level_from_ratio (.6), ==, TV_QUALITY_ACCEPTABLE);
  g_assert_cmpint (tv_quality_level_from_ratio (0), ==, TV_QUALITY_POOR);
}

static void
test_presets (void)
{
  for (int i = 0; i < TV_N_PRESETS; i++)
    {
      TvSettings settings;

      tv_settings_init_default (&settings);
      tv_settings_set_preset (&settings, i);
      g_assert_cmpfloat_with_epsilon (settings.weight_affinity + settings.weight_popularity
                                          + settings.weight_profit + settings.weight_base,
                                      1,
                                      1e-12);
      g_assert_cmpint (tv_preset_from_code (tv_preset_get_code (i)), ==, i);
      g_assert_cmpuint (strlen (tv_preset_get_title (i)), >, 0);
      g_assert_cmpuint (strlen (tv_preset_get_sentence (i)), >, 0);
    }
  for (int i = 0; i < TV_N_THRESHOLDS; i++)
    {
      g_assert_cmpint (tv_thresholds_from_code (tv_thresholds_get_code (i)), ==, i);
      g_assert_cmpuint (strlen (tv_thresholds_get_title (i)), >, 0);
      g_assert_cmpuint (strlen (tv_thresholds_get_sentence (i)), >, 0);
    }
  for (int i = 0; i < TV_N_RANKERS; i++)
    g_assert_cmpuint (strlen (tv_ranker_get_sentence (i)), >, 0);
  g_assert_cmpint (tv_preset_from_code ("best-fit"), ==, TV_PRESET_BEST_FIT);
  g_assert_cmpint (tv_thresholds_from_code ("wine estate"), ==, TV_THRESHOLDS_WINE_ESTATE);
  g_assert_cmpint (tv_preset_from_code (NULL), ==, -1);
  g_assert_cmpint (tv_thresholds_from_code ("cheese"), ==, -1);
}

/* Stored digests depend on each byte of it. */
static void
test_settings (void)
{
  static const char expected[]
      = "{\"ranker\":\"FAMILY\",\"preset\":\"ORIGINAL\",\"thresholds\":\"RETAIL\","
        "\"recency_days_5\":30,\"frequency_orders_5\":10,\"monetary_cents_5\":500000,"
        "\"recency_days_4\":90,\"frequency_orders_4\":5,\"monetary_cents_4\":200000,"
        "\"recency_days_3\":180,\"frequency_orders_3\":3,\"monetary_cents_3\":50000,"
        "\"recency_days_2\":365,\"frequency_orders_2\":2,\"monetary_cents_2\":10000,"
        "\"budget_cents_3\":50000,\"budget_cents_2\":20000,\"budget_cents_1\":5000,"
        "\"silence_days\":30,\"rebuy_days\":90,\"rebuy_maximum_days\":0,"
        "\"rebuy_purchases\":3,\"recent_purchase_days\":0,"
        "\"upsell_cents\":50000,\"cross_sell_cents\":10000,\"cross_sell_share\":0,"
        "\"winback_days\":365,\"winback_cents\":0,"
        "\"nurture_orders\":3,\"weight_affinity\":0.4,\"weight_popularity\":0.3,"
        "\"weight_profit\":0.2,\"weight_base\":0.1,\"base_REBUY\":85,\"base_UPSELL\":80,"
        "\"base_CROSS_SELL\":75,\"base_WINBACK\":70,\"base_NURTURE\":65,\"affinity_plain\":50,"
        "\"affinity_top_family\":25,\"affinity_known_family\":10,"
        "\"popularity_half_life_days\":90,\"family_cap\":1,\"top_n\":3}";
  TvSettings settings;

  tv_settings_init_default (&settings);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *json = tv_settings_to_json (&settings);

      g_assert_cmpstr (json, ==, expected);
      /* Where it is installed: a comma stands between units and tenths there. */
      setlocale (LC_ALL, "fr_FR.UTF-8");
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* Each setting that a run stores has a name for people, and its values are no codes. */
static void
test_setting_words (void)
{
  TvSettings settings;
  g_autofree char *json = NULL;
  g_auto (GStrv) members = NULL;
  g_autofree char *ranker = tv_setting_value_to_display ("ranker", "LEARNED", "EUR");
  g_autofree char *weight = tv_setting_value_to_display ("weight_profit", "0.05", "EUR");
  g_autofree char *days = tv_setting_value_to_display ("silence_days", "1", "EUR");
  g_autofree char *none = tv_setting_value_to_display ("calibration", "", "EUR");
  g_autofree char *base = tv_setting_dup_title ("base_WINBACK");
  g_autofree char *strange = tv_setting_dup_title ("strange");

  tv_settings_init_default (&settings);
  settings.calibration = 50;
  json = tv_settings_to_json (&settings);
  members = g_strsplit (json, ",", -1);
  for (guint i = 0; members[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (members[i], "\"", -1);
      g_autofree char *title = tv_setting_dup_title (parts[1]);

      g_assert_cmpstr (title, !=, parts[1]);
      g_assert_null (strchr (title, '_'));
    }
  g_assert_cmpstr (ranker, ==, "Learned from your sales");
  g_assert_cmpstr (weight, ==, "5%");
  g_assert_cmpstr (days, ==, "1 day");
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (base, ==, "Points of the scenario: Win-back");
  g_assert_cmpstr (strange, ==, "strange");
}

static void
test_explanation (void)
{
  static const char *const texts[]
      = { "BOUGHT:3,15253",   "DUE:30,45",         "BECAUSE:7,15253",     "FIT:1,2,3,0,5,6,7",
          "PRICE_ABOVE:1500", "DUE_PRODUCT:12,60", "TOP_FAMILY:620",      "KNOWN_FAMILY:4",
          "NEW_FAMILY",       "TIER:2,1",          "LAPSED:400",          "ORDERS:1",
          "AFTER_FIRST:12,7", "COMPARABLE:5",      "BUYERS:19,90",        "MARGIN:-20",
          "MARGIN_UNKNOWN",   "FIT:1,2,3,0,5,6",   "FIT:1,2,3,0,5,6,7,8", "PRICE_TIER:3,0",
          "RETURNED:15253",   "DUE:1,1",           "DUE_PRODUCT:1,60" };
  g_autofree char *all = g_strdup ("");
  g_autoptr (GArray) reasons = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *longer = g_strconcat (all, i > 0 ? ";" : "", texts[i], NULL);

      g_free (all);
      all = longer;
    }
  reasons = tv_explanation_parse (all);
  g_assert_cmpuint (reasons->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < reasons->len; i++)
    {
      const TvReason *reason = &g_array_index (reasons, TvReason, i);
      g_autofree char *sentence = tv_reason_to_sentence (reason, "Pinot Noir 75 %");
      g_autofree char *short_sentence = tv_reason_to_sentence (reason, NULL);

      g_assert_true (g_str_has_prefix (texts[i], reason->code));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_str_has_suffix (short_sentence, "."));
      g_assert_cmpint (strstr (sentence, "Pinot Noir 75 %") != NULL,
                       ==,
                       g_str_equal (reason->code, "AFTER_FIRST")
                           || g_str_equal (reason->code, "BECAUSE"));
    }
}

/* One is not many, a share of nothing is not claimed, and a title says no more than the reasons. */
static void
test_wording (void)
{
  static const struct
  {
    const char *text, *sentence;
  } cases[] = {
    { "BUYERS:1,90", "1 customer bought it in the last 90 days." },
    { "BUYERS:2,90", "2 customers bought it in the last 90 days." },
    { "AFTER_FIRST:12,1", "1 customer who began with “A”, as this one did, bought this later." },
    { "COMPARABLE:1", "1 other customer with the same first family bought it lately." },
    { "DUE:1,1", "Usually bought every day; the last time was 1 day ago." },
    { "DUE:30,45", "Usually bought every 30 days; the last time was 45 days ago." },
    { "LAPSED:1", "The last order was 1 day ago." },
    { "TOP_FAMILY:0", "The customer’s first family." },
    { "KNOWN_FAMILY:0",
      "A family that the customer knows, with less than 0.1% of what was spent." },
    { "FIT:0,0,0,0,0,0,250,750",
      "Its fit gives 10.00 points: customers alike 2.50, new in the range 7.50." },
    { "PRICE_TIER:3,0",
      "Its price is in the highest quarter of its family; the customer usually takes from the "
      "lowest quarter." },
  };
  g_autoptr (GArray) tried = tv_explanation_parse ("KNOWN_FAMILY:49");
  g_autoptr (GArray) known = tv_explanation_parse ("KNOWN_FAMILY:50");
  g_autofree char *hardly = tv_explanation_to_title (TV_SCENARIO_CROSS_SELL, tried);
  g_autofree char *beside = tv_explanation_to_title (TV_SCENARIO_CROSS_SELL, known);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) reasons = tv_explanation_parse (cases[i].text);
      g_autofree char *sentence
          = tv_reason_to_sentence (&g_array_index (reasons, TvReason, 0), "A");

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
  g_assert_nonnull (strstr (hardly, "hardly tried"));
  g_assert_null (strstr (beside, "hardly tried"));
}

static void
test_strange (void)
{
  static const char *const texts[] = { "",
                                       ";;;",
                                       ":",
                                       "BOUGHT",
                                       "BOUGHT:",
                                       "BOUGHT:x,y",
                                       "BOUGHT:1,2,3,4,5",
                                       "BOUGHT:99999999999999999999,1",
                                       "BOUGHT:9223372036854775807,-9223372036854775808",
                                       "%s%n:1",
                                       "NEXT:1;ORDERS:2" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) reasons = tv_explanation_parse (texts[i]);
      g_autofree char *title = tv_explanation_to_title (TV_SCENARIO_REBUY, reasons);

      g_assert_cmpuint (strlen (title), >, 0);
      for (guint j = 0; j < reasons->len; j++)
        g_free (tv_reason_to_sentence (&g_array_index (reasons, TvReason, j), NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/enums", test_enums);
  g_test_add_func ("/rows/presets", test_presets);
  g_test_add_func ("/rows/settings", test_settings);
  g_test_add_func ("/rows/setting-words", test_setting_words);
  g_test_add_func ("/rows/explanation", test_explanation);
  g_test_add_func ("/rows/wording", test_wording);
  g_test_add_func ("/rows/strange", test_strange);
  return g_test_run ();
}
