/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wish that comes while a load is under way cancels it; what that load brings is dropped and the
 * next one starts. The owner is kept alive as long as a load is under way, and its loader with
 * it. */
#include "tva-loader.h"

#include <glib/gi18n-lib.h>

#include "tva-window.h"

struct _TvaLoader
{
  GObject parent_instance;

  GtkWidget *owner; /* not owned: it has this loader */
  const TvaLoaderKind *kind;
  TvEngine *engine;
  TvProgress *progress; /* of the load that is under way */
  gint64 id;            /* wanted, 0 = what the page shows at first */
  gboolean is_stale;    /* what is shown is not what is wanted */
};

static void load (TvaLoader *self);

G_DEFINE_FINAL_TYPE (TvaLoader, tva_loader, G_TYPE_OBJECT)

static void
tell_busy (TvaLoader *self, gboolean is_busy)
{
  if (self->kind->busy != NULL)
    self->kind->busy (self->owner, is_busy);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) owner = ((TvaLoader *) user_data)->owner;
  TvaLoader *self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  g_clear_pointer (&self->progress, tv_progress_unref);
  tell_busy (self, FALSE);
  if (self->engine != TV_ENGINE (source))
    self->is_stale = TRUE;
  if (self->is_stale)
    load (self);
  else if (data != NULL)
    self->kind->show (owner, data);
  else if (tva_window_of (owner) != NULL)
    tva_window_show_page_error (tva_window_of (owner), _ (self->kind->failure), error);
  g_clear_pointer (&data, self->kind->free_data);
}

static void
cancel (TvaLoader *self)
{
  if (self->progress != NULL)
    g_cancellable_cancel (tv_progress_get_cancellable (self->progress));
}

static void
load (TvaLoader *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  if (!self->is_stale || self->engine == NULL || self->progress != NULL
      || !gtk_widget_get_mapped (self->owner))
    return;
  cancellable = g_cancellable_new ();
  self->is_stale = FALSE;
  self->progress = tv_progress_new (cancellable);
  tell_busy (self, TRUE);
  g_object_ref (self->owner);
  tv_engine_call_async (self->engine,
                        self->kind->call,
                        g_memdup2 (&self->id, sizeof self->id),
                        g_free,
                        self->kind->free_data,
                        self->progress,
                        loaded_cb,
                        self);
}

static void
tva_loader_finalize (GObject *object)
{
  g_clear_object (&TVA_LOADER (object)->engine);
  G_OBJECT_CLASS (tva_loader_parent_class)->finalize (object);
}

static void
tva_loader_class_init (TvaLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_loader_finalize;
}

static void
tva_loader_init (TvaLoader *self)
{
  self->is_stale = TRUE;
}

/**
 * tva_loader_new:
 * @owner: the page; it keeps the loader until it is finalized itself
 * @kind: how to load; static
 *
 * Nothing is loaded before there is a workspace and @owner is seen. Main thread, as all of this.
 *
 * Returns: (transfer full): a loader
 */
TvaLoader *
tva_loader_new (GtkWidget *owner, const TvaLoaderKind *kind)
{
  TvaLoader *self = g_object_new (TVA_TYPE_LOADER, NULL);

  self->owner = owner;
  self->kind = kind;
  g_signal_connect_object (owner, "map", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * tva_loader_set_engine:
 * @loader: a loader
 * @engine: (nullable): the workspace from now on; %NULL also when the page is disposed of
 *
 * What was wanted of the workspace before is forgotten, and its load is given up.
 */
void
tva_loader_set_engine (TvaLoader *loader, TvEngine *engine)
{
  g_return_if_fail (TVA_IS_LOADER (loader));
  g_set_object (&loader->engine, engine);
  tva_loader_want (loader, 0);
}

/**
 * tva_loader_get_engine:
 * @loader: a loader
 *
 * Returns: (transfer none) (nullable): the workspace that it loads from
 */
TvEngine *
tva_loader_get_engine (TvaLoader *loader)
{
  g_return_val_if_fail (TVA_IS_LOADER (loader), NULL);
  return loader->engine;
}

/**
 * tva_loader_get_id:
 * @loader: a loader
 *
 * Returns: which run, batch … is wanted; 0 = what the page shows at first
 */
gint64
tva_loader_get_id (TvaLoader *loader)
{
  g_return_val_if_fail (TVA_IS_LOADER (loader), 0);
  return loader->id;
}

/**
 * tva_loader_want:
 * @loader: a loader
 * @id: of a run, a batch …; 0 = what the page shows at first
 *
 * Shows this one as it is now: at once, or as soon as the page is seen.
 */
void
tva_loader_want (TvaLoader *loader, gint64 id)
{
  g_return_if_fail (TVA_IS_LOADER (loader));
  loader->id = id;
  tva_loader_refresh (loader);
}

/**
 * tva_loader_refresh:
 * @loader: a loader
 *
 * Shows what it shows as it is now, because the workspace changed.
 */
void
tva_loader_refresh (TvaLoader *loader)
{
  g_return_if_fail (TVA_IS_LOADER (loader));
  loader->is_stale = TRUE;
  cancel (loader);
  load (loader);
}
