/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sniffs a file on a worker with the choices made so far, recognises its preset by the header and
 * applies it; of a workbook, an archive or a text it finds the tables that can be imported. Where
 * the beginning of a file leaves the order of day and month open, its whole column of dates is read
 * next. The window never waits: an answer that is older than the latest request is dropped.
 */
#include "pages/import/tva-import-look.h"

#define MOST_TABLES 24 /* of one file that are looked at */

typedef struct
{
  char *path;
  TvaImportChoices *choices;
} Input;

typedef struct
{
  TvImportFile *file;
  char **entries;
  char **hidden;     /* (nullable) sheets that were passed over */
  char **unknown;    /* (nullable) those in which nothing was recognised */
  GPtrArray *tables; /* of TvaImportChoices: further ones that a kind was found for */
} Answer;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->path);
  tva_import_choices_free (input->choices);
  g_free (input);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->file, tv_import_file_free);
  g_strfreev (answer->entries);
  g_strfreev (answer->hidden);
  g_strfreev (answer->unknown);
  g_clear_pointer (&answer->tables, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* A preset that cannot be applied is none: the file then stays as it was found. */
static void
apply_preset (TvEngine *engine, const char *wanted, TvImportFile *file)
{
  g_autofree char *name
      = wanted != NULL ? g_strdup (wanted) : tv_engine_match_preset (engine, file, NULL);

  if (name != NULL && *name != '\0')
    tv_engine_apply_preset (engine, name, file, NULL);
}

static void
add_table (Answer *answer, const Input *input, const char *entry, int preamble_rows)
{
  TvaImportChoices *choices = tva_import_choices_copy (input->choices);

  g_free (choices->entry);
  g_clear_pointer (&choices->hidden, g_strfreev);
  g_clear_pointer (&choices->unknown, g_strfreev);
  choices->entry = g_strdup (entry);
  choices->preamble_rows = preamble_rows;
  g_ptr_array_add (answer->tables, choices);
}

/* The further tables of a text, the first of each kind: batches of one text are told apart by their
 * kinds. */
static void
find_places (const Input *input, Answer *answer)
{
  const TvImportFile *file = answer->file;
  guint seen = file->kind != TV_KIND_UNKNOWN ? 1u << file->kind : 0;

  for (guint i = 0; file->tables != NULL && i < file->tables->len; i++)
    {
      const TvSniffTable *table = &g_array_index (file->tables, TvSniffTable, i);

      if (table->kind == TV_KIND_UNKNOWN || (seen & 1u << table->kind) != 0)
        continue;
      seen |= 1u << table->kind;
      add_table (answer, input, NULL, (int) (table->first_line - 1));
    }
}

static char **
list_hidden (const char *const *all, const char *const *visible)
{
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (!g_strv_contains (visible, all[i]))
      g_strv_builder_add (hidden, all[i]);
  return g_strv_builder_end (hidden);
}

/* The first sheet or member that holds something to import, the first of all where none does. What
 * cannot be read beside it, a picture in an archive, is no reason to stop. A hidden sheet can be
 * chosen, but comes by itself only where nothing else is there. */
static gboolean
find_tables (const Input *input, const TvImportHints *hints, Answer *answer, GError **error)
{
  g_auto (GStrv) visible = tv_import_list_entries (input->path, FALSE, NULL);
  char **entries = visible != NULL && visible[0] != NULL ? visible : answer->entries;
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();

  answer->hidden
      = list_hidden ((const char *const *) answer->entries, (const char *const *) entries);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_autoptr (TvImportFile) file = NULL;

      if (i < MOST_TABLES)
        file = tv_import_sniff_with (input->path, entries[i], hints, NULL);
      if (file == NULL || file->kind == TV_KIND_UNKNOWN)
        g_strv_builder_add (unknown, entries[i]);
      else if (answer->file == NULL)
        answer->file = g_steal_pointer (&file);
      else
        add_table (answer, input, entries[i], TVA_CHOICE_GUESS);
    }
  answer->unknown = g_strv_builder_end (unknown);
  if (answer->file == NULL)
    answer->file = tv_import_sniff_with (input->path, entries[0], hints, error);
  return answer->file != NULL;
}

/* Lines whose orders stand in another file are one file with them. */
static gboolean
join_orders (const Input *input, Answer *answer, TvProgress *progress, GError **error)
{
  g_autoptr (GError) cause = NULL;
  TvImportFile *joined;

  if (input->choices->orders == NULL)
    return TRUE;
  joined = tv_import_join (answer->file, input->choices->orders, TRUE, progress, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (joined != NULL)
    {
      tv_import_file_free (answer->file);
      answer->file = joined;
    }
  return TRUE;
}

static gpointer
look_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;
  TvImportHints hints = tva_import_choices_get_hints (input->choices);
  const char *entry = input->choices->entry;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  hints.progress = progress;
  answer->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_import_choices_free);
  answer->entries = tv_import_list_entries (input->path, TRUE, error);
  if (answer->entries == NULL)
    return NULL;
  if (entry == NULL && answer->entries[0] != NULL)
    find_tables (input, &hints, answer, error);
  else
    answer->file = tv_import_sniff_with (input->path, entry, &hints, error);
  if (answer->file == NULL || !join_orders (input, answer, progress, error))
    return NULL;
  apply_preset (engine, input->choices->preset_name, answer->file);
  if (answer->file->form == NULL || answer->file->form->preamble_rows < 0)
    find_places (input, answer);
  return g_steal_pointer (&answer);
}

typedef struct
{
  TvaImportSource *source;
  TvEngine *engine;
  guint request;
} Look;

static Look *
look_new (TvaImportSource *source, TvEngine *engine, guint request)
{
  Look *look = g_new0 (Look, 1);

  look->source = g_object_ref (source);
  look->engine = g_object_ref (engine);
  look->request = request;
  return look;
}

static void
look_free (Look *look)
{
  g_object_unref (look->source);
  g_object_unref (look->engine);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static gpointer
find_dates_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  return tv_import_find_date_order (data, progress, error);
}

/* A column that cannot be read to its end leaves the question to the person; the check says what is
 * wrong with the file. */
static void
dates_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  TvDateEvidence *dates = tv_engine_call_finish (TV_ENGINE (object), result, NULL);

  if (dates != NULL && tva_import_source_is_awaited (look->source, look->request))
    tva_import_source_take_dates (look->source, dates);
  else
    tv_date_evidence_free (dates);
}

static void
find_dates (Look *look)
{
  tv_engine_call_async (look->engine,
                        find_dates_in_worker,
                        tv_import_file_copy (tva_import_source_get_file (look->source)),
                        (GDestroyNotify) tv_import_file_free,
                        (GDestroyNotify) tv_date_evidence_free,
                        NULL,
                        dates_found_cb,
                        look_new (look->source, look->engine, look->request));
}

static void
take_answer (Look *look, Answer *answer)
{
  TvaImportChoices *choices = tva_import_source_get_choices (look->source);
  gboolean is_first = tva_import_source_get_file (look->source) == NULL;

  if (choices->entry == NULL)
    choices->entry = g_strdup (answer->file->entry);
  if (choices->hidden == NULL)
    {
      choices->hidden = g_steal_pointer (&answer->hidden);
      choices->unknown = g_steal_pointer (&answer->unknown);
    }
  tva_import_source_take_file (look->source,
                               g_steal_pointer (&answer->file),
                               g_steal_pointer (&answer->entries));
  if (is_first && answer->tables->len > 0)
    tva_import_source_tell_tables (look->source, answer->tables);
  if (tva_import_source_needs_date_order (look->source))
    find_dates (look);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tv_engine_call_finish (TV_ENGINE (object), result, &error);

  if (!tva_import_source_is_awaited (look->source, look->request))
    return;
  if (answer != NULL)
    take_answer (look, answer);
  else if (error != NULL)
    tva_import_source_set_error (look->source, error);
}

/**
 * tva_import_look:
 * @source: a chosen file
 * @engine: whose workers look
 *
 * Finds out how a file is to be read, with what the person has said of it already.
 */
void
tva_import_look (TvaImportSource *source, TvEngine *engine)
{
  Look *look = look_new (source, engine, tva_import_source_await (source));
  Input *input = g_new0 (Input, 1);

  input->path = g_strdup (tva_import_source_get_path (source));
  input->choices = tva_import_choices_copy (tva_import_source_get_choices (source));
  tv_engine_call_async (engine,
                        look_in_worker,
                        input,
                        input_free,
                        answer_free,
                        NULL,
                        looked_cb,
                        look);
}
