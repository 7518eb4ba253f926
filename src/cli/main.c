/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: options that stand anywhere, the command, its answer and exit code. A thin face
 * over tastevin.h; each command has a file in commands/. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static char *
dup_default_workspace (void)
{
  const char *path = g_getenv ("TASTEVIN_WORKSPACE");

  if (path != NULL && *path != '\0')
    return g_strdup (path);
  return g_build_filename (g_get_user_data_dir (), "tastevin", "workspace.tastevin", NULL);
}

/* Takes the options of every command out of the line, wherever they stand before "--". */
static gboolean
take_common_options (TvcContext *context, char **words, GStrvBuilder *rest, gboolean *out_help)
{
  for (int i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "--json"))
        context->is_json = TRUE;
      else if (g_str_equal (words[i], "--quiet"))
        context->is_quiet = TRUE;
      else if (g_str_equal (words[i], "--help") || g_str_equal (words[i], "-h"))
        *out_help = TRUE;
      else if (g_str_has_prefix (words[i], "--workspace="))
        {
          g_free (context->workspace);
          context->workspace = g_strdup (words[i] + strlen ("--workspace="));
        }
      else if (g_str_equal (words[i], "--workspace"))
        {
          if (words[++i] == NULL)
            return FALSE;
          g_free (context->workspace);
          context->workspace = g_strdup (words[i]);
        }
      else
        g_strv_builder_add (rest, words[i]);
    }
  return TRUE;
}

static int
report (TvcContext *context, const GError *error)
{
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const char *advice = tv_error_get_advice (error);
  gboolean has_advice = *advice != '\0';
  const char *message
      = is_cancelled ? _ ("Cancelled; the workspace is as it was.") : error->message;

  if (context->is_json)
    {
      tvc_json_bool (context, "ok", FALSE);
      tvc_json_text (context, "error", message);
      tvc_json_text (context, "advice", has_advice ? advice : NULL);
    }
  else
    {
      fprintf (stderr, "tastevin-cli: %s%s%s\n", message, has_advice ? " " : "", advice);
    }
  if (error->domain == G_OPTION_ERROR)
    return TVC_EXIT_USAGE;
  return is_cancelled ? TVC_EXIT_CANCELLED : TVC_EXIT_FAILED;
}

static int
dispatch (TvcContext *context, const TvcCommand *command, char **words)
{
  g_auto (GStrv) arguments = g_strdupv (words);
  g_autoptr (GError) error = NULL;
  int code;

  tvc_context_init (context);
  code = command->func (context, &arguments, &error);
  if (error != NULL)
    {
      /* What was answered so far is void: an error stands alone. */
      json_builder_reset (context->json);
      json_builder_begin_object (context->json);
      code = report (context, error);
    }
  else
    tvc_json_bool (context, "ok", code == TVC_EXIT_DONE);
  tvc_context_answer (context);
  tvc_context_clear (context);
  return code;
}

int
main (int argc, char **argv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  TvcContext context = { 0 };
  const TvcCommand *command;
  gboolean is_help = FALSE;
  const char *locale_dir = g_getenv ("TASTEVIN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  /* From the build folder the catalogues stand elsewhere. */
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : TVC_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!take_common_options (&context, argv + 1, builder, &is_help))
    {
      fprintf (stderr, "tastevin-cli: %s\n", _ ("--workspace needs the name of a file."));
      return TVC_EXIT_USAGE;
    }
  words = g_strv_builder_end (builder);
  if (words[0] != NULL && g_str_equal (words[0], "--version"))
    {
      puts ("tastevin-cli " TV_VERSION);
      g_free (context.workspace);
      return TVC_EXIT_DONE;
    }
  if (is_help || words[0] == NULL)
    {
      tvc_command_print_help ();
      g_free (context.workspace);
      return is_help ? TVC_EXIT_DONE : TVC_EXIT_USAGE;
    }
  command = tvc_command_find (words[0]);
  if (command == NULL)
    {
      fprintf (stderr, _ ("tastevin-cli: There is no command “%s”; --help lists them."), words[0]);
      fputc ('\n', stderr);
      g_free (context.workspace);
      return TVC_EXIT_USAGE;
    }
  if (context.workspace == NULL)
    context.workspace = dup_default_workspace ();
  return dispatch (&context, command, words + 1);
}
