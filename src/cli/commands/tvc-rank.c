/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank: ranked products for every customer as of a day, as a CSV file that can be scored against
 * what was bought afterwards. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "tvc-memory.h"

#define USUAL_MEMORY (64 << 20) /* bytes, for a shop of some thousand customers */

static gboolean
read_options (TvRankOptions *options,
              const char *day,
              const char *protocol,
              const char *ranker,
              int top,
              const char *out,
              GError **error)
{
  int chosen = protocol != NULL ? tv_protocol_from_code (protocol) : TV_PROTOCOL_ALL;

  options->ranker = ranker != NULL ? tv_ranker_from_code (ranker) : -1;
  options->top_n = (guint) MAX (top, 0);
  options->protocol = (TvProtocol) MAX (chosen, 0);
  if (day != NULL && tv_day_parse_iso (day, &options->as_of_day) && chosen >= 0 && top >= 1
      && top <= 1000 && (ranker == NULL || options->ranker >= 0) && out != NULL)
    return TRUE;
  g_set_error_literal (
      error,
      G_OPTION_ERROR,
      G_OPTION_ERROR_FAILED,
      _ ("rank needs --as-of YYYY-MM-DD and --out FILE; --top is from 1 to 1000, --protocol "
         "all, novel or repeat, --ranker popularity, frequency, family, neighbours or "
         "learned."));
  return FALSE;
}

/* Says as well why it was not what had been learned. */
static void
print_summary (TvcContext *context,
               const TvRankResult *result,
               const TvRankOptions *options,
               const char *out)
{
  gulong count = (gulong) result->customer_count;
  gboolean is_wanted = options->ranker < 0 || options->ranker == TV_RANKER_LEARNED;

  if (result->ranker == TV_RANKER_LEARNED && !result->is_learned)
    tvc_print (context,
               g_dngettext (GETTEXT_PACKAGE,
                            "Ranked products for %" PRId64
                            " customer by similar and recent purchases into “%s”.\n",
                            "Ranked products for %" PRId64
                            " customers by similar and recent purchases into “%s”.\n",
                            count),
               result->customer_count,
               out);
  else
    tvc_print (context,
               g_dngettext (GETTEXT_PACKAGE,
                            "Ranked products for %" PRId64 " customer by “%s” into “%s”.\n",
                            "Ranked products for %" PRId64 " customers by “%s” into “%s”.\n",
                            count),
               result->customer_count,
               tv_ranker_get_title (result->ranker),
               out);
  if (is_wanted && !result->is_learned)
    tvc_print (context, _ ("There were too few purchases to learn from.\n"));
  else if (is_wanted && result->ranker != TV_RANKER_LEARNED)
    tvc_print (context, _ ("What was learned would not have foreseen the last weeks as well.\n"));
}

/* rank: writes nothing to the workspace. */
int
tvc_rank (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *day = NULL, *protocol = NULL, *ranker = NULL, *out = NULL;
  int top = 10, threads = 0;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "top", 0, 0, G_OPTION_ARG_INT, &top, NULL, NULL },
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &protocol, NULL, NULL },
    { "ranker", 0, 0, G_OPTION_ARG_STRING, &ranker, NULL, NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, NULL, NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  TvRankOptions options = { 0 };
  g_autoptr (TvRankResult) result = NULL;

  if (!tvc_parse ("rank", arguments, entries, error)
      || !read_options (&options, day, protocol, ranker, top, out, error))
    return TVC_EXIT_USAGE;
  options.thread_count = (guint) MAX (threads, 0);
  tvc_memory_expect (USUAL_MEMORY);
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  result = tv_engine_rank (context->engine, &options, out, context->progress, error);
  if (result == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "customers", result->customer_count);
  tvc_json_int (context, "rows", result->row_count);
  tvc_json_text (context, "ranker", tv_ranker_get_code (result->ranker));
  tvc_json_bool (context, "learned", result->is_learned);
  tvc_json_text (context, "file", out);
  tvc_json_double (context, "load_seconds", result->load_seconds);
  tvc_json_double (context, "train_seconds", result->train_seconds);
  tvc_json_double (context, "rank_seconds", result->rank_seconds);
  tvc_json_text (context, "report", result->report);
  print_summary (context, result, &options, out);
  return TVC_EXIT_DONE;
}
