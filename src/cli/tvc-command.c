/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands and what is made from it: finding a command by name, the help page, and the
 * parsing of a command's options. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const TvcCommand commands[] = {
  { "init", "", N_ ("Create an empty workspace"), tvc_init },
  { "info", "", N_ ("Show what the workspace holds"), tvc_info },
  { "import",
    "[--kind K] [--map FILE] [--preset NAME] [--save-preset NAME] [--date-order ORDER] "
    "[--decimal-mark MARK] [--sheet NAME | --all-sheets] [--keep-cancelled] [--keep-rows] "
    "[--catalogue-prices] "
    "[--dry-run] FILE… | "
    "--undo BATCH | "
    "--redo BATCH",
    N_ ("Take in customers, products, sales lines, contacts or invoice lines"),
    tvc_import },
  { "sources",
    "[--delete-preset NAME]",
    N_ ("List where the rows came from, batch by batch, and the saved presets"),
    tvc_sources },
  { "trace",
    "TABLE KEY COLUMN",
    N_ ("Follow a stored value back to file, row and column"),
    tvc_trace },
  { "rejects",
    "[--batch ID] [--limit N] [--out FILE]",
    N_ ("List the rows that could not be used, or write them to a file"),
    tvc_rejects },
  { "customers",
    "[--search WORDS] [--segment S] [--recency N] [--frequency N] [--sort COLUMN] "
    "[--descending] [--limit N] | CODE [--set COLUMN=VALUE…] [--opt-out|--opt-in] | --undo NUMBER",
    N_ ("List customer profiles, show one customer, or edit one by hand"),
    tvc_customers },
  { "country",
    "[COUNTRY]",
    N_ ("Say where the phone numbers of the business are dialled, or choose it"),
    tvc_country },
  { "duplicates",
    "[list [--limit N]] | merge CODE CODE… [--take COLUMN=CODE…] | apart CODE CODE… | separate "
    "CODE | undo NUMBER",
    N_ ("List customers who may be one person, merge them, or keep them apart"),
    tvc_duplicates },
  { "run",
    "[--as-of DATE] [--top N] [--policy P] [--ranker R] [--preset P] [--thresholds T] "
    "[--weights FIT,POPULAR,MARGIN,SCENARIO] [--min-score N] [--family-cap N] [--calibrate "
    "PERCENT] [--threads N]",
    N_ ("Calculate recommendations for every customer"),
    tvc_run },
  { "runs", "[ID]", N_ ("List the runs with their quality, or show one"), tvc_runs },
  { "explain",
    "CUSTOMER [--now]",
    N_ ("Say what a customer was recommended, and why"),
    tvc_explain },
  { "why-not",
    "CUSTOMER PRODUCT [--as-of DATE] [--top N] [--policy P] [--ranker R] [--preset P] "
    "[--thresholds T] [--weights FIT,POPULAR,MARGIN,SCENARIO] [--min-score N]",
    N_ ("Say why a customer does not get a product, and what would change it"),
    tvc_why_not },
  { "what-if",
    "[--run ID] [--min-score N] [--weights FIT,POPULAR,MARGIN,SCENARIO] [--apply]",
    N_ ("Say what another minimum score or other weights would come to, or apply them"),
    tvc_what_if },
  { "compare",
    "RUN RUN [--kind K] [--limit N] [--out FILE]",
    N_ ("Say who gets something else in the second run, and why"),
    tvc_compare },
  { "review",
    "list|approve|reject|flag|undo|redo [ID…] [--all] [--status S] [--scenario S] "
    "[--min-score N] [--search WORDS] [--expect N] [--reason TEXT] [--limit N]",
    N_ ("List recommendations and decide on them"),
    tvc_review },
  { "export",
    "--out FILE [--run ID] [--layout items|customers] [--columns N]",
    N_ ("Write what was approved to a CSV file"),
    tvc_export },
  { "value",
    "--type money|email|phone|date [--hint X] [--decimal C] [--locale L] -- TEXT",
    N_ ("Say what one text means"),
    tvc_value },
  { "quality",
    "data [--batch ID] [--check NAME [--rows N] [--out FILE]]",
    N_ ("Check the data that came in, and list the rows behind a figure"),
    tvc_quality },
  { "profile",
    "fit [--as-of DATE] [--file HISTORY] | movement [--from DATE] [--to DATE] | "
    "bins [fixed|quintiles]",
    N_ ("Fit when customers come back and what they spend, say who changed segment, or choose the "
        "bounds of the scores"),
    tvc_profile },
  { "backtest",
    "[--as-of DATE] [--windows 30,60,90] [--k N] [--threads N] | list | show ID | use ID | delete "
    "ID",
    N_ ("Say what each way of choosing would have foreseen, and take it for new runs"),
    tvc_backtest },
  { "rank",
    "--as-of DATE --out FILE [--top N] [--protocol all|novel|repeat] [--ranker R] [--threads N]",
    N_ ("Rank products for every customer from what was known before a day"),
    tvc_rank },
  { "verify", "", N_ ("Prove that ledger, runs and statuses fit together"), tvc_verify },
  { "stages", "", N_ ("Show the stages of the calculation"), tvc_stages },
  { "sniff",
    "FILE [--encoding E] [--delimiter C] [--quote C]",
    N_ ("Tell how a text file is written and what its columns hold"),
    tvc_sniff },
  { "csv2json",
    "FILE [--header auto|first|none] [--delimiter C] [--quote C] [--escape C] [--newline S] "
    "[--encoding E] [--no-doublequote] [--trim-left] [--strict] [--skip-empty]",
    N_ ("Print the rows of a text file as they stand there"),
    tvc_csv2json },
  { "check",
    "FILE --schema SCHEMA",
    N_ ("List the rows of a text file that do not fit a schema"),
    tvc_check },
  { "batch",
    "",
    N_ ("Answer requests about files, values and customers, one JSON object a line"),
    tvc_batch },
  { "demo", "", N_ ("Do the whole job on the sample merchant’s exports"), tvc_demo },
};

/**
 * tvc_command_find:
 * @name: what the person typed
 *
 * Finds a command by its name.
 *
 * Returns: (nullable): the command, static
 */
const TvcCommand *
tvc_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/**
 * tvc_command_print_help:
 *
 * Prints the help page to standard output: usage, commands, options, exit codes.
 */
void
tvc_command_print_help (void)
{
  printf ("%s\n  tastevin-cli [--workspace FILE] [--json] %s\n\n%s\n",
          _ ("Usage:"),
          _ ("COMMAND …"),
          _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %s %s\n      %s\n", commands[i].name, commands[i].synopsis, _ (commands[i].summary));
  printf ("\n%s\n", _ ("Options of every command:"));
  printf ("  --workspace FILE  %s\n",
          _ ("the workspace (default: $TASTEVIN_WORKSPACE, else the window’s own)"));
  printf ("  --json            %s\n", _ ("answer with one JSON object"));
  printf ("  --quiet           %s\n", _ ("draw no progress"));
  printf ("  --help, --version\n");
  printf ("\n%s\n", _ ("Exit codes:"));
  printf ("  0    %s\n", _ ("done"));
  printf ("  1    %s\n",
          _ ("could not be done; standard error says why, and the workspace is as it was"));
  printf ("  2    %s\n", _ ("the command line could not be understood"));
  printf ("  3    %s\n", _ ("verify found something that does not fit"));
  printf ("  130  %s\n", _ ("cancelled with Ctrl+C; the workspace is as it was"));
}

/**
 * tvc_parse:
 * @command: the command's name, for messages
 * @arguments: (inout): what follows the name; the options found are taken out
 * @entries: the command's options
 * @error: return location for a G_OPTION_ERROR
 *
 * Parses the options of one command; what is left in @arguments are its words.
 *
 * Returns: FALSE if an option could not be understood
 */
gboolean
tvc_parse (const char *command, char ***arguments, const GOptionEntry *entries, GError **error)
{
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  gboolean is_good;

  g_strv_builder_add (builder, command);
  g_strv_builder_addv (builder, (const char **) *arguments);
  words = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (options, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  is_good = g_option_context_parse_strv (options, &words, error);
  if (is_good)
    {
      g_strfreev (*arguments);
      *arguments = g_strdupv (words[0] != NULL ? words + 1 : words);
    }
  return is_good;
}

/**
 * tvc_take_file:
 * @command: the command's name, for messages
 * @words: what is left of the line
 * @error: return location for a G_OPTION_ERROR
 *
 * Returns: whether it is the name of one file
 */
gboolean
tvc_take_file (const char *command, char **words, GError **error)
{
  if (words[0] != NULL && words[1] == NULL)
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_FAILED,
               _ ("The command %s needs the name of one file."),
               command);
  return FALSE;
}
