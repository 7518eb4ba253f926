/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: reads the command line, makes the one window on the workspace that it names (or
 * the last one, or the one in the user's data folder), and holds what belongs to no page. */
#include "tva-application.h"

#include <glib/gi18n.h>

#include "tva-pages.h"
#include "tva-window.h"
#include "widgets/tva-flow.h"

struct _TvaApplication
{
  AdwApplication parent_instance;

  char *workspace; /* from the command line, NULL = none given */
};

G_DEFINE_FINAL_TYPE (TvaApplication, tva_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "workspace",
    'w',
    0,
    G_OPTION_ARG_FILENAME,
    NULL,
    N_ ("Open this workspace; a new one is made where there is none"),
    N_ ("FILE") },
  { NULL },
};

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
      gtk_application_get_active_window (GTK_APPLICATION (user_data)),
      "application-name",
      _ ("Tastevin"),
      "application-icon",
      TV_APP_ID,
      "version",
      TV_VERSION,
      "comments",
      _ ("Recommend the right product to each customer, and decide on every recommendation."),
      "license-type",
      GTK_LICENSE_GPL_3_0,
      "developer-name",
      _ ("The Tastevin contributors"),
      NULL);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  g_type_ensure (TVA_TYPE_FLOW);
  builder = gtk_builder_new_from_resource ("/io/github/tastevin/Tastevin/tva-shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (window,
                                gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (window);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  while (window != NULL && gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry entries[] = {
  { "about", about_cb },
  { "shortcuts", shortcuts_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question", "F1" } },
  { "win.close", { "<Control>w" } },
  { "win.import", { "<Control>i" } },
  { "win.new-run", { "<Control>r" } },
  { "win.export", { "<Control>e" } },
  { "win.search", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Shift><Control>z" } },
  { "win.palette", { "<Control>k" } },
  { "win.sidebar", { "F9" } },
  { "win.new-workspace", { "<Control>n" } },
  { "win.open-workspace", { "<Control>o" } },
};

static void
set_accels (GtkApplication *application)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application,
                                           accels[i].action,
                                           (const char *const *) accels[i].accels);
  for (guint i = 0; i < count; i++)
    {
      const char *keys[] = { pages[i].accel, NULL };
      g_autofree char *action = g_strconcat ("win.go-", pages[i].id, NULL);

      if (pages[i].get_type != NULL)
        gtk_application_set_accels_for_action (application, action, keys);
    }
}

static char *
dup_last_workspace (void)
{
  g_autoptr (GSettingsSchema) schema
      = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), TV_APP_ID, TRUE);
  g_autoptr (GSettings) settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
  g_autofree char *last = settings != NULL ? g_settings_get_string (settings, "workspace") : NULL;

  if (last != NULL && *last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&last);
  return g_build_filename (g_get_user_data_dir (), "tastevin", "workspace.tastevin", NULL);
}

static void
tva_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (tva_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (TV_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   application);
  set_accels (GTK_APPLICATION (application));
}

static void
tva_application_activate (GApplication *application)
{
  TvaApplication *self = TVA_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      g_autofree char *path
          = self->workspace != NULL ? g_strdup (self->workspace) : dup_last_workspace ();

      window = GTK_WINDOW (tva_window_new (GTK_APPLICATION (application)));
      tva_window_open_workspace (TVA_WINDOW (window), path);
    }
  gtk_window_present (window);
}

static int
tva_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  TvaApplication *self = TVA_APPLICATION (application);
  g_autofree char *path = NULL;

  if (g_variant_dict_lookup (dict, "workspace", "^ay", &path))
    {
      g_free (self->workspace);
      self->workspace = g_canonicalize_filename (path, NULL);
    }
  return -1;
}

static void
tva_application_finalize (GObject *object)
{
  g_free (TVA_APPLICATION (object)->workspace);
  G_OBJECT_CLASS (tva_application_parent_class)->finalize (object);
}

static void
tva_application_class_init (TvaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tva_application_finalize;
  application_class->startup = tva_application_startup;
  application_class->activate = tva_application_activate;
  application_class->handle_local_options = tva_application_handle_local_options;
}

static void
tva_application_init (TvaApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * tva_application_new:
 *
 * Makes the application.
 *
 * Returns: (transfer full): the application
 */
TvaApplication *
tva_application_new (void)
{
  return g_object_new (TVA_TYPE_APPLICATION,
                       "application-id",
                       TV_APP_ID,
                       "flags",
                       G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path",
                       "/io/github/tastevin/Tastevin",
                       NULL);
}
