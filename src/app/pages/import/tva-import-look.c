/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sniffs a file on a worker with the choices made so far, recognises its preset by the header and
 * applies it. The window never waits: an answer that is older than the latest request is dropped.
 */
#include "pages/import/tva-import-look.h"

typedef struct
{
  TvaImportSource *source;
  guint request;
} Look;

typedef struct
{
  char *path;
  TvaImportChoices *choices;
} Input;

typedef struct
{
  TvImportFile *file;
  char **entries;
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
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* A preset that cannot be applied is none: it is tried on a copy, and the file stays as it was
 * found. */
static void
apply_preset (TvEngine *engine, const char *wanted, TvImportFile *file)
{
  g_autofree char *name
      = wanted != NULL ? g_strdup (wanted) : tv_engine_match_preset (engine, file, NULL);
  g_autoptr (TvImportFile) copy = NULL;

  if (name == NULL || *name == '\0')
    return;
  copy = tv_import_file_copy (file);
  if (tv_engine_apply_preset (engine, name, copy, NULL))
    tv_engine_apply_preset (engine, name, file, NULL);
}

static gpointer
look_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;
  TvImportHints hints = tva_import_choices_get_hints (input->choices);
  const char *entry = input->choices->entry;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->entries = tv_import_list_entries (input->path, error);
  if (answer->entries == NULL)
    return NULL;
  if (entry == NULL && answer->entries[0] != NULL)
    entry = answer->entries[0];
  answer->file = tv_import_sniff_with (input->path, entry, &hints, error);
  if (answer->file == NULL)
    return NULL;
  apply_preset (engine, input->choices->preset_name, answer->file);
  return g_steal_pointer (&answer);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (TvaImportSource) source = look->source;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tv_engine_call_finish (TV_ENGINE (object), result, &error);

  if (!tva_import_source_is_awaited (source, look->request))
    return;
  if (answer != NULL)
    tva_import_source_take_file (source,
                                 g_steal_pointer (&answer->file),
                                 g_steal_pointer (&answer->entries));
  else if (error != NULL)
    tva_import_source_set_error (source, error);
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
  Look *look = g_new0 (Look, 1);
  Input *input = g_new0 (Input, 1);

  look->source = g_object_ref (source);
  look->request = tva_import_source_await (source);
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
