/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of a calculation, shared by run, explain and why-not. */
#include "tvc-run-options.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * tvc_run_words_clear:
 * @words: words
 *
 * Frees what the options point to.
 */
void
tvc_run_words_clear (TvcRunWords *words)
{
  g_free (words->policy);
  g_free (words->preset);
  g_free (words->thresholds);
  g_free (words->ranker);
}

/**
 * tvc_read_weights:
 * @text: four whole numbers with commas between them
 * @out: (out caller-allocates) (array fixed-size=4): the weights in per cent
 * @error: return location for a G_OPTION_ERROR
 *
 * Returns: FALSE if they are not four numbers that add up to 100
 */
gboolean
tvc_read_weights (const char *text, guint8 out[TV_N_PARTS], GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  gboolean is_good = g_strv_length (parts) == TV_N_PARTS;
  guint sum = 0;

  for (guint i = 0; i < TV_N_PARTS && is_good; i++)
    {
      guint64 weight = 0;

      is_good = g_ascii_string_to_unsigned (parts[i], 10, 0, 100, &weight, NULL);
      out[i] = (guint8) weight;
      sum += (guint) weight;
    }
  if (!is_good || sum != 100)
    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_BAD_VALUE,
                 _ ("“%s” are no four weights that add up to 100, such as 40,30,20,10."),
                 text);
  return is_good && sum == 100;
}

/**
 * tvc_read_score:
 * @text: a number with a decimal point
 * @out: (out): the score
 * @error: return location for a G_OPTION_ERROR
 *
 * Returns: FALSE if it is no number from 0 to 100
 */
gboolean
tvc_read_score (const char *text, double *out, GError **error)
{
  char *end = NULL;

  *out = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *out >= 0 && *out <= 100)
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” is no score from 0 to 100."),
               text);
  return FALSE;
}

/**
 * tvc_read_run_options:
 * @arguments: (inout): what follows the command's name; the options found are taken out
 * @command: the command's name, for messages
 * @words: (out): what the options' texts point to
 * @options: (out): the options of a run
 * @more: (nullable): one more option of the command
 * @error: return location for a G_OPTION_ERROR
 *
 * Parses the options that every command about a calculation has.
 *
 * Returns: FALSE if an option could not be understood
 */
gboolean
tvc_read_run_options (char ***arguments,
                      const char *command,
                      TvcRunWords *words,
                      TvRunOptions *options,
                      const GOptionEntry *more,
                      GError **error)
{
  g_autofree char *as_of = NULL;
  g_autofree char *weights = NULL;
  g_autofree char *minimum = NULL;
  int top_n = 0, threads = 0, family_cap = 0, calibrate = -1;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, NULL, NULL },
    { "top", 't', 0, G_OPTION_ARG_INT, &top_n, NULL, NULL },
    { "policy", 'p', 0, G_OPTION_ARG_STRING, &words->policy, NULL, NULL },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &words->preset, NULL, NULL },
    { "thresholds", 0, 0, G_OPTION_ARG_STRING, &words->thresholds, NULL, NULL },
    { "ranker", 0, 0, G_OPTION_ARG_STRING, &words->ranker, NULL, NULL },
    { "weights", 0, 0, G_OPTION_ARG_STRING, &weights, NULL, NULL },
    { "min-score", 0, 0, G_OPTION_ARG_STRING, &minimum, NULL, NULL },
    { "family-cap", 0, 0, G_OPTION_ARG_INT, &family_cap, NULL, NULL },
    { "calibrate", 0, 0, G_OPTION_ARG_INT, &calibrate, NULL, NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, NULL, NULL },
    more != NULL ? *more : (GOptionEntry){ NULL },
    { NULL },
  };

  if (!tvc_parse (command, arguments, entries, error))
    return FALSE;
  options->as_of_day = TV_DAY_NONE;
  if (as_of != NULL && !tv_day_parse_iso (as_of, &options->as_of_day))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no date of the form 2026-09-30."),
                   as_of);
      return FALSE;
    }
  if (top_n < 0 || top_n > 20 || threads < 0 || threads > 256 || family_cap < 0 || family_cap > 20
      || calibrate < -1 || calibrate > 100)
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_BAD_VALUE,
          _ ("--top and --family-cap go from 1 to 20, --threads from 1 to 256, --calibrate from 0 "
             "to 100."));
      return FALSE;
    }
  if ((weights != NULL && !tvc_read_weights (weights, options->weights, error))
      || (minimum != NULL && !tvc_read_score (minimum, &options->minimum_score, error)))
    return FALSE;
  options->has_minimum = minimum != NULL;
  options->top_n = top_n;
  options->calibration = calibrate == 0 ? TV_CALIBRATION_NONE : (guint8) MAX (calibrate, 0);
  options->thread_count = threads;
  options->policy = words->policy;
  options->preset = words->preset;
  options->thresholds = words->thresholds;
  options->ranker = words->ranker;
  options->family_cap = (guint) family_cap;
  return TRUE;
}

/**
 * tvc_complete_run_options:
 * @options: (inout): what was asked for
 * @run: a run
 *
 * Takes what the options leave open from the run. Another ranker has its own number of products of
 * a family, and another policy its newest version. The texts are the run's.
 */
void
tvc_complete_run_options (TvRunOptions *options, const TvRunRow *run)
{
  const guint8 none[TV_N_PARTS] = { 0 };
  TvRunOptions stored;

  tv_run_row_get_options (run, &stored);
  if (options->as_of_day == TV_DAY_NONE)
    options->as_of_day = stored.as_of_day;
  if (options->top_n == 0)
    options->top_n = stored.top_n;
  if (options->policy == NULL)
    {
      options->policy = stored.policy;
      options->policy_version = stored.policy_version;
    }
  if (options->preset == NULL && memcmp (options->weights, none, sizeof none) == 0)
    {
      options->preset = stored.preset;
      memcpy (options->weights, stored.weights, sizeof stored.weights);
    }
  if (options->thresholds == NULL)
    options->thresholds = stored.thresholds;
  if (options->family_cap == 0 && options->ranker == NULL)
    options->family_cap = stored.family_cap;
  if (options->ranker == NULL)
    options->ranker = stored.ranker;
  if (options->calibration == 0)
    options->calibration = stored.calibration;
}
