/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample merchant's exports, and the setting that marks a workspace as the sample. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-private.h"

/* The first of these that is there: what the environment names, the installed one, the source
 * tree's. */
static char *
find_sample_dir (void)
{
  const char *const places[] = { g_getenv ("TASTEVIN_SAMPLE_DIR"),
                                 TV_PKGDATA_DIR G_DIR_SEPARATOR_S "sample",
                                 TV_SAMPLE_DIR };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] != NULL && places[i][0] != '\0' && g_file_test (places[i], G_FILE_TEST_IS_DIR))
      return g_strdup (places[i]);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_csv_names (const char *folder, GError **error)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (listing == NULL)
    return NULL;
  while ((name = g_dir_read_name (listing)) != NULL)
    if (g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/**
 * tv_import_list_sample:
 * @error: return location for an error; NOT_FOUND where the sample is not installed
 *
 * Finds and sniffs the sample merchant's exports; they are imported like any others.
 *
 * Returns: (transfer container) (element-type TvImportFile) (nullable): the files
 */
GPtrArray *
tv_import_list_sample (GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autofree char *folder = find_sample_dir ();
  g_autoptr (GPtrArray) names
      = folder != NULL ? list_csv_names (folder, error) : g_ptr_array_new ();

  if (names == NULL)
    return NULL;
  if (names->len == 0)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_NOT_FOUND,
                           _ ("Could not find the sample data: it is not installed."));
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      TvImportFile *file = tv_import_sniff (path, error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }
  return g_steal_pointer (&files);
}

/* The merchant sells in France, wherever it is looked at. */
static gboolean
mark_sample_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_connection_execute (job->db, TV_SQL_STORE_SET_SETTING, error, "tt", "is_sample", "1")
         && tv_connection_execute (job->db,
                                   TV_SQL_STORE_SET_SETTING,
                                   error,
                                   "tt",
                                   "currency",
                                   "EUR");
}

/**
 * tv_engine_mark_sample:
 * @engine: the engine
 * @error: return location for an error
 *
 * Marks the workspace as the sample merchant's, so that faces can say so.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_mark_sample (TvEngine *engine, GError **error)
{
  return tv_engine_write (engine, mark_sample_cb, NULL, TV_CHANGED_SOURCES, NULL, error);
}
