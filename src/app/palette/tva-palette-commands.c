/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what can be done from anywhere. What cannot be done now is left out. */
#include "palette/tva-palette-commands.h"

#include <glib/gi18n.h>

#include "palette/tva-palette-entry.h"
#include "tva-pages.h"

static const struct
{
  const char *title;
  const char *icon_name;
  const char *action;
} commands[] = {
  { N_ ("Import files"), "folder-download-symbolic", "win.import" },
  { N_ ("New run"), "system-run-symbolic", "win.new-run" },
  { N_ ("Export approved"), "document-save-symbolic", "win.export" },
  { N_ ("Undo"), "edit-undo-symbolic", "win.undo" },
  { N_ ("Redo"), "edit-redo-symbolic", "win.redo" },
  { N_ ("Search on this page"), "edit-find-symbolic", "win.search" },
  { N_ ("Try sample data"), "folder-download-symbolic", "win.sample" },
  { N_ ("New workspace"), "document-new-symbolic", "win.new-workspace" },
  { N_ ("Open another workspace"), "document-open-symbolic", "win.open-workspace" },
  { N_ ("Country of the business"), "mark-location-symbolic", "win.country" },
  { N_ ("Show or hide the sidebar"), "sidebar-show-symbolic", "win.sidebar" },
  { N_ ("Keyboard shortcuts"), "preferences-desktop-keyboard-shortcuts-symbolic", "app.shortcuts" },
  { N_ ("About Tastevin"), "help-about-symbolic", "app.about" },
  { N_ ("Quit"), "application-exit-symbolic", "app.quit" },
};

static gboolean
can_do (TvaWindow *window, const char *action)
{
  GActionMap *map = g_str_has_prefix (action, "win.")
                        ? G_ACTION_MAP (window)
                        : G_ACTION_MAP (gtk_window_get_application (GTK_WINDOW (window)));
  GAction *found = g_action_map_lookup_action (map, strchr (action, '.') + 1);

  return found != NULL && g_action_get_enabled (found);
}

static char *
dup_keys (TvaWindow *window, const char *action)
{
  g_auto (GStrv) accels
      = gtk_application_get_accels_for_action (gtk_window_get_application (GTK_WINDOW (window)),
                                               action);
  guint key;
  GdkModifierType modifiers;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static void
add (GPtrArray *found, TvaWindow *window, TvaPaletteEntry *entry)
{
  entry->keys = dup_keys (window, entry->action);
  g_ptr_array_add (found, entry);
}

static gboolean
is_named (const char *words, const char *title)
{
  return *words == '\0' || g_str_match_string (words, title, TRUE);
}

/**
 * tva_palette_commands_find:
 * @window: the window
 * @words: beginnings of words of their titles; case and accents are ignored; "" finds all
 *
 * Returns: (transfer container) (element-type TvaPaletteEntry): the pages, then the actions that
 * can be done now
 */
GPtrArray *
tva_palette_commands_find (TvaWindow *window, const char *words)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_palette_entry_free);
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  g_return_val_if_fail (words != NULL, found);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *action = g_strconcat ("win.go-", pages[i].id, NULL);

      if (can_do (window, action) && is_named (words, _ (pages[i].title)))
        add (found,
             window,
             tva_palette_entry_new (TVA_PALETTE_PAGES,
                                    _ (pages[i].title),
                                    NULL,
                                    pages[i].icon_name,
                                    action));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (can_do (window, commands[i].action) && is_named (words, _ (commands[i].title)))
      add (found,
           window,
           tva_palette_entry_new (TVA_PALETTE_ACTIONS,
                                  _ (commands[i].title),
                                  NULL,
                                  commands[i].icon_name,
                                  commands[i].action));
  return found;
}
