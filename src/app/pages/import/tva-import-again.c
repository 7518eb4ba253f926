/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the folders of the known sources on a worker and offers what is new in them. A file counts
 * as known when a batch of its source has its name and size; the engine finds out by itself where
 * the content is the same under another name. New lines bring the file of their orders along, which
 * no batch has for its own. */
#include "pages/import/tva-import-again.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "widgets/tva-whole-words.h"

#define MOST_FILES 20    /* offered of one source */
#define MOST_LISTED 5000 /* names looked at in one folder */

struct _TvaImportAgain
{
  AdwBin parent_instance;

  GtkWidget *group;
  GPtrArray *rows;   /* unowned: children of the group */
  GPtrArray *offers; /* (nullable) of Offer */
  GStrv taken;       /* (nullable) paths that are chosen already */
  TvEngine *engine;
};

enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportAgain, tva_import_again, ADW_TYPE_BIN)

typedef struct
{
  char *name;
  TvImportKind kind;
  char *folder;
  char **paths;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->name);
  g_free (offer->folder);
  g_strfreev (offer->paths);
  g_free (offer);
}

static gboolean
is_known (const TvSourceRow *source, const char *name, gint64 size)
{
  for (guint i = 0; i < source->batches->len; i++)
    {
      const TvBatchRow *batch = g_ptr_array_index (source->batches, i);

      if (batch->file_size == size && g_str_equal (batch->file_name, name))
        return TRUE;
    }
  return FALSE;
}

/* What the files of a source are called but for dates and numbers; a source that is a preset has a
 * name of its own. */
static GHashTable *
list_patterns (const TvSourceRow *source)
{
  GHashTable *patterns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < source->batches->len; i++)
    {
      const TvBatchRow *batch = g_ptr_array_index (source->batches, i);

      g_hash_table_add (patterns, tv_import_source_name (batch->file_name, NULL));
    }
  return patterns;
}

static gboolean
is_new (const TvSourceRow *source, GHashTable *patterns, const char *path, const char *name)
{
  g_autofree char *pattern = NULL;
  GStatBuf status;

  if (!g_utf8_validate (name, -1, NULL))
    return FALSE;
  pattern = tv_import_source_name (name, NULL);
  return g_hash_table_contains (patterns, pattern) && g_stat (path, &status) == 0
         && S_ISREG (status.st_mode) && !is_known (source, name, (gint64) status.st_size);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static gboolean
has_path (GPtrArray *paths, const char *path)
{
  return g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL);
}

/* Whether a file of orders was taken in already; one that always has the same name is written anew
 * each time. */
static gboolean
is_spent (GPtrArray *known, const char *pattern, const char *path)
{
  return strchr (pattern, '#') != NULL && has_path (known, path);
}

static void
add_orders_like (GPtrArray *paths, GPtrArray *known, const char *known_path)
{
  g_autofree char *folder_path = g_path_get_dirname (known_path);
  g_autofree char *known_name = g_path_get_basename (known_path);
  g_autofree char *pattern = tv_import_source_name (known_name, NULL);
  g_autoptr (GDir) folder = g_dir_open (folder_path, 0, NULL);
  const char *name;

  for (guint i = 0; folder != NULL && i < MOST_LISTED && (name = g_dir_read_name (folder)) != NULL;
       i++)
    {
      g_autofree char *path = g_build_filename (folder_path, name, NULL);
      g_autofree char *own
          = g_utf8_validate (name, -1, NULL) ? tv_import_source_name (name, NULL) : NULL;

      if (g_strcmp0 (own, pattern) == 0 && g_file_test (path, G_FILE_TEST_IS_REGULAR)
          && !is_spent (known, pattern, path) && !has_path (paths, path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/* The orders of new lines: files called like those that earlier lines were taken together with. */
static void
add_orders (GPtrArray *paths, const TvSourceRow *source)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < source->batches->len; i++)
    {
      const TvBatchRow *batch = g_ptr_array_index (source->batches, i);
      g_autoptr (TvImportJoin) join
          = batch->mapping != NULL ? tv_import_mapping_dup_join (batch->mapping) : NULL;

      if (join != NULL && tv_import_join_is_kept (join) && !has_path (known, join->path))
        g_ptr_array_add (known, g_strdup (join->path));
    }
  for (guint i = 0; i < known->len; i++)
    add_orders_like (paths, known, g_ptr_array_index (known, i));
}

/**
 * tva_import_again_find:
 * @source: a source with its batches
 *
 * Looks for files of the source in its folder that were not taken in, and for those of their orders
 * where earlier ones had such. Reads folders: for a worker.
 *
 * Returns: (transfer full) (array zero-terminated=1): their paths by name, at most 20, the orders
 * behind them
 */
char **
tva_import_again_find (const TvSourceRow *source)
{
  g_autoptr (GDir) folder = *source->folder != '\0' ? g_dir_open (source->folder, 0, NULL) : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) patterns = list_patterns (source);
  const char *name;

  for (guint i = 0; folder != NULL && i < MOST_LISTED && (name = g_dir_read_name (folder)) != NULL;
       i++)
    {
      g_autofree char *path = g_build_filename (source->folder, name, NULL);

      if (is_new (source, patterns, path, name))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_texts);
  if (paths->len > MOST_FILES)
    g_ptr_array_set_size (paths, MOST_FILES);
  if (paths->len > 0)
    add_orders (paths, source);
  g_ptr_array_add (paths, NULL);
  g_ptr_array_set_free_func (paths, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

static gpointer
find_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) sources = tv_engine_list_sources (engine, error);
  GPtrArray *offers;

  if (sources == NULL)
    return NULL;
  offers = g_ptr_array_new_with_free_func (offer_free);
  for (guint i = 0; i < sources->len; i++)
    {
      const TvSourceRow *source = g_ptr_array_index (sources, i);
      g_auto (GStrv) paths = tva_import_again_find (source);
      Offer *offer;

      if (paths[0] == NULL)
        continue;
      offer = g_new0 (Offer, 1);
      offer->name = g_strdup (source->name);
      offer->kind = source->kind;
      offer->folder = g_strdup (source->folder);
      offer->paths = g_steal_pointer (&paths);
      g_ptr_array_add (offers, offer);
    }
  return offers;
}

static void
add_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportAgain *self = TVA_IMPORT_AGAIN (user_data);
  g_auto (GStrv) paths = g_strdupv (g_object_get_data (G_OBJECT (button), "tva-paths"));

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, paths);
}

static GtkWidget *
make_row (TvaImportAgain *self, const Offer *offer, GStrv paths)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));
  guint count = g_strv_length (paths);
  g_autofree char *first = g_path_get_basename (paths[0]);
  g_autofree char *title = NULL;
  g_autofree char *folder = g_filename_display_name (offer->folder);

  /* Translators: name of a file, number of further files */
  title = count == 1 ? g_strdup (first)
                     : g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", count - 1),
                                        first,
                                        count - 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "tva-paths", paths, (GDestroyNotify) g_strfreev);
  g_signal_connect (button, "clicked", G_CALLBACK (add_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* What of an offer is not chosen yet. */
static GStrv
list_left (TvaImportAgain *self, const Offer *offer)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (char **path = offer->paths; *path != NULL; path++)
    if (self->taken == NULL || !g_strv_contains ((const char *const *) self->taken, *path))
      g_strv_builder_add (left, *path);
  return g_strv_builder_end (left);
}

static void
show_offers (TvaImportAgain *self)
{
  while (self->rows->len > 0)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), row);
    }
  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const Offer *offer = g_ptr_array_index (self->offers, i);
      g_auto (GStrv) left = list_left (self, offer);
      GtkWidget *row;

      if (left[0] == NULL)
        continue;
      row = make_row (self, offer, g_steal_pointer (&left));
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportAgain) self = TVA_IMPORT_AGAIN (user_data);
  g_autoptr (GPtrArray) offers = tv_engine_call_finish (TV_ENGINE (object), result, NULL);

  if (self->engine != TV_ENGINE (object) || self->group == NULL)
    return;
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = g_steal_pointer (&offers);
  show_offers (self);
}

static void
tva_import_again_dispose (GObject *object)
{
  TvaImportAgain *self = TVA_IMPORT_AGAIN (object);

  self->group = NULL;
  g_clear_object (&self->engine);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_strfreev);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_import_again_parent_class)->dispose (object);
}

static void
tva_import_again_class_init (TvaImportAgainClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_again_dispose;
  signals[SIGNAL_ADDED] = g_signal_new ("added",
                                        TVA_TYPE_IMPORT_AGAIN,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
tva_import_again_init (TvaImportAgain *self)
{
  self->rows = g_ptr_array_new ();
  self->group = tva_whole_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   _ ("New where you imported from before"));
  adw_bin_set_child (ADW_BIN (self), self->group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tva_import_again_new:
 *
 * Returns: (transfer floating): an offer of nothing
 */
GtkWidget *
tva_import_again_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_AGAIN, NULL);
}

/**
 * tva_import_again_load:
 * @again: the offer
 * @engine: the workspace
 *
 * Looks into the folders on a worker and shows what is new in them.
 */
void
tva_import_again_load (TvaImportAgain *again, TvEngine *engine)
{
  g_set_object (&again->engine, engine);
  tv_engine_call_async (engine,
                        find_in_worker,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        found_cb,
                        g_object_ref (again));
}

/**
 * tva_import_again_set_taken:
 * @again: the offer
 * @paths: (array zero-terminated=1): files that are chosen already
 *
 * Offers these no more, and again once they are taken off.
 */
void
tva_import_again_set_taken (TvaImportAgain *again, const char *const *paths)
{
  if (again->taken != NULL && g_strv_equal ((const char *const *) again->taken, paths))
    return;
  g_strfreev (again->taken);
  again->taken = g_strdupv ((char **) paths);
  if (again->group != NULL)
    show_offers (again);
}
