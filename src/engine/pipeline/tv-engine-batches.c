/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample merchant's exports, and the settings of a workspace that is the sample. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-region.h"
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

static GPtrArray *
list_sample (GError **error)
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

static gboolean
mark_sample_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_connection_execute (job->db, TV_SQL_STORE_SET_SETTING, error, "tt", "is_sample", "1");
}

typedef struct
{
  const char *currency, *country;
} Region;

static gboolean
set_region_cb (TvJob *job, gpointer data, GError **error)
{
  const Region *region = data;

  return tv_connection_set_setting (job->db, "currency", region->currency, error)
         && tv_connection_set_setting (job->db, "country", region->country, error);
}

/**
 * tv_engine_import_sample:
 * @engine: the engine of a new workspace
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Imports the exports of the sample merchant, who sells in France wherever it is looked at, and
 * marks the workspace so that faces can say so.
 *
 * Returns: (transfer full) (nullable) (element-type TvImportResult): a result for each file
 */
GPtrArray *
tv_engine_import_sample (TvEngine *engine, TvProgress *progress, GError **error)
{
  g_autofree char *country = tv_region_dup_country ();
  Region here = { tv_region_get_currency (), country }, france = { "EUR", "FR" };
  g_autoptr (GPtrArray) files = list_sample (error);
  g_autoptr (GPtrArray) results = NULL;

  if (files == NULL
      || !tv_engine_write (engine, set_region_cb, &france, TV_CHANGED_SOURCES, NULL, error))
    return NULL;
  results = tv_engine_import (engine, files, FALSE, progress, error);
  if (results == NULL)
    {
      tv_engine_write (engine, set_region_cb, &here, TV_CHANGED_SOURCES, NULL, NULL);
      return NULL;
    }
  if (!tv_engine_write (engine, mark_sample_cb, NULL, TV_CHANGED_SOURCES, NULL, error))
    return NULL;
  return g_steal_pointer (&results);
}
