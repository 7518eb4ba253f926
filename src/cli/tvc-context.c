/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context of one call: opening the workspace, Ctrl+C as a cancel, a progress line on a
 * terminal, and the answer in lines or JSON. Nothing here knows a command. */
#include "tvc-context.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void
draw_progress (TvcContext *context)
{
  TvProgressState state;

  tv_progress_get (context->progress, &state);
  if (state.title == NULL)
    return;
  fprintf (stderr, "\r\033[K%3.0f %%  %s", state.fraction * 100, state.title);
  fflush (stderr);
}

static gpointer
watch_thread (gpointer data)
{
  TvcContext *context = data;
  gboolean is_drawing = isatty (STDERR_FILENO) && !context->is_quiet;
  struct timespec wait = { .tv_nsec = 100 * 1000 * 1000 };
  gboolean has_drawn = FALSE;
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGUSR1);
  while (g_atomic_int_get (&context->is_watching))
    {
      int caught = sigtimedwait (&set, NULL, &wait);

      if (caught == SIGINT || caught == SIGTERM)
        g_cancellable_cancel (context->cancellable);
      else if (is_drawing && caught != SIGUSR1)
        {
          draw_progress (context);
          has_drawn = TRUE;
        }
    }
  if (has_drawn)
    fputs ("\r\033[K", stderr);
  return NULL;
}

/**
 * tvc_context_init:
 * @context: (out caller-allocates): the context
 *
 * Starts the answer object and the thread that turns SIGINT and SIGTERM into a cancel. Call it
 * before any other thread exists: the signals are blocked in the caller and in all threads made
 * later. End with tvc_context_clear().
 */
void
tvc_context_init (TvcContext *context)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &set, NULL);

  context->cancellable = g_cancellable_new ();
  context->progress = tv_progress_new (context->cancellable);
  context->json = json_builder_new ();
  json_builder_begin_object (context->json);
  context->is_watching = TRUE;
  context->watcher = g_thread_new ("signals", watch_thread, context);
}

/**
 * tvc_context_clear:
 * @context: the context
 *
 * Ends the watching thread, closes the workspace and frees what the context holds.
 */
void
tvc_context_clear (TvcContext *context)
{
  g_atomic_int_set (&context->is_watching, FALSE);
  /* Blocked everywhere, so only the waiting thread takes it: an answer does not wait for its nap.
   */
  kill (getpid (), SIGUSR1);
  g_clear_pointer (&context->watcher, g_thread_join);
  if (context->engine != NULL)
    tv_engine_close (context->engine);
  g_clear_object (&context->engine);
  g_clear_object (&context->json);
  g_clear_pointer (&context->progress, tv_progress_unref);
  g_clear_object (&context->cancellable);
  g_clear_pointer (&context->workspace, g_free);
}

/**
 * tvc_context_open:
 * @context: the context
 * @flags: how to open
 * @error: return location for an error
 *
 * Opens the workspace that the options name. Without TV_OPEN_CREATE a missing file is an error that
 * names it. What there is to check after an unclean end can be watched and cancelled.
 *
 * Returns: TRUE when context->engine can be used
 */
gboolean
tvc_context_open (TvcContext *context, TvOpenFlags flags, GError **error)
{
  if (flags & TV_OPEN_CREATE)
    {
      g_autofree char *folder = g_path_get_dirname (context->workspace);

      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          g_set_error (error,
                       TV_ERROR,
                       TV_ERROR_IO,
                       _ ("Could not create the folder “%s”: %s."),
                       folder,
                       g_strerror (errno));
          return FALSE;
        }
    }
  context->engine = tv_engine_open_watched (context->workspace, flags, context->progress, error);
  tv_progress_begin_again (context->progress);
  return context->engine != NULL;
}

/**
 * tvc_context_answer:
 * @context: the context
 *
 * Ends the answer; with --json prints it to standard output as one object on one line.
 */
void
tvc_context_answer (TvcContext *context)
{
  g_autoptr (JsonGenerator) generator = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (context->json);
  if (!context->is_json || context->is_answered)
    return;
  root = json_builder_get_root (context->json);
  generator = json_generator_new ();
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

/**
 * tvc_print:
 * @context: the context
 * @format: printf format
 *
 * Prints for a person to standard output; says nothing where JSON was asked for.
 */
void
tvc_print (TvcContext *context, const char *format, ...)
{
  va_list arguments;

  if (context->is_json)
    return;
  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

static void
set_name (TvcContext *context, const char *name)
{
  if (name != NULL)
    json_builder_set_member_name (context->json, name);
}

/**
 * tvc_json_int:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @value: the number
 *
 * Adds a whole number to the answer.
 */
void
tvc_json_int (TvcContext *context, const char *name, gint64 value)
{
  set_name (context, name);
  json_builder_add_int_value (context->json, value);
}

/**
 * tvc_json_double:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @value: the number
 *
 * Adds a number to the answer.
 */
void
tvc_json_double (TvcContext *context, const char *name, double value)
{
  set_name (context, name);
  json_builder_add_double_value (context->json, value);
}

/**
 * tvc_json_text:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @value: (nullable): the text, NULL gives null
 *
 * Adds a text to the answer.
 */
void
tvc_json_text (TvcContext *context, const char *name, const char *value)
{
  g_autofree char *mended = NULL;

  /* The name of a file need not be text. */
  if (value != NULL && !g_utf8_validate (value, -1, NULL))
    value = mended = g_utf8_make_valid (value, -1);
  set_name (context, name);
  if (value != NULL)
    json_builder_add_string_value (context->json, value);
  else
    json_builder_add_null_value (context->json);
}

/**
 * tvc_json_bool:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @value: the truth
 *
 * Adds true or false to the answer.
 */
void
tvc_json_bool (TvcContext *context, const char *name, gboolean value)
{
  set_name (context, name);
  json_builder_add_boolean_value (context->json, value);
}

/**
 * tvc_json_day:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @day: the day, or TV_DAY_NONE for null
 *
 * Adds a day in ISO form to the answer.
 */
void
tvc_json_day (TvcContext *context, const char *name, TvDay day)
{
  g_autofree char *text = day == TV_DAY_NONE ? NULL : tv_day_to_iso (day);

  tvc_json_text (context, name, text);
}

/**
 * tvc_json_cents:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 * @cents: money in cents
 *
 * Adds money to the answer, as text with two decimals and a point, which no JSON reader rounds.
 */
void
tvc_json_cents (TvcContext *context, const char *name, gint64 cents)
{
  g_autofree char *text = tv_money_to_file (cents);

  tvc_json_text (context, name, text);
}

/**
 * tvc_json_begin:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 *
 * Begins an object; end it with tvc_json_end().
 */
void
tvc_json_begin (TvcContext *context, const char *name)
{
  set_name (context, name);
  json_builder_begin_object (context->json);
}

/**
 * tvc_json_end:
 * @context: the context
 *
 * Ends the object begun last.
 */
void
tvc_json_end (TvcContext *context)
{
  json_builder_end_object (context->json);
}

/**
 * tvc_json_begin_list:
 * @context: the context
 * @name: (nullable): the member, NULL inside a list
 *
 * Begins a list; end it with tvc_json_end_list().
 */
void
tvc_json_begin_list (TvcContext *context, const char *name)
{
  set_name (context, name);
  json_builder_begin_array (context->json);
}

/**
 * tvc_json_end_list:
 * @context: the context
 *
 * Ends the list begun last.
 */
void
tvc_json_end_list (TvcContext *context)
{
  json_builder_end_array (context->json);
}
