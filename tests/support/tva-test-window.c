/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives a window in process. It never sleeps for a fixed time: it iterates the main loop until
 * something is so, and fails after a minute. */
#include "tva-test-window.h"

#define PATIENCE_USEC (60 * G_USEC_PER_SEC)

/**
 * tva_test_init:
 * @argc: of main
 * @argv: of main
 *
 * Initialises GTK, libadwaita and the test framework.
 */
void
tva_test_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/**
 * tva_test_wait:
 * @condition: what has to become true
 * @data: for it
 *
 * Iterates the main loop until the condition holds.
 */
void
tva_test_wait (TvaTestCondition condition, gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/**
 * tva_test_settle:
 *
 * Runs what is pending.
 */
void
tva_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_open (gpointer data)
{
  return tva_window_get_engine (data) != NULL && tva_window_get_summary (data)->currency[0] != '\0'
         && gtk_widget_get_mapped (data);
}

/* One application for the whole program, as on a desktop: its actions can be exported only once.
 * It has the style of the real one. */
static GtkApplication *
get_application (void)
{
  g_autoptr (GError) error = NULL;
  AdwApplication *application;

  if (g_application_get_default () != NULL)
    return GTK_APPLICATION (g_application_get_default ());
  application = adw_application_new ("io.github.tastevin.Test", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/tastevin/Tastevin");
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  return GTK_APPLICATION (application);
}

/**
 * tva_test_window_new:
 * @workspace: (nullable): a path
 *
 * Shows a window; on a workspace it waits until that has been read.
 *
 * Returns: (transfer none): the window
 */
TvaWindow *
tva_test_window_new (const char *workspace)
{
  TvaWindow *window = tva_window_new (get_application ());

  gtk_window_present (GTK_WINDOW (window));
  if (workspace == NULL)
    return window;
  tva_window_open_workspace (window, workspace);
  tva_test_wait (is_open, window);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/**
 * tva_test_window_close:
 * @window: the window
 *
 * Closes the window and waits until nothing holds it any more: a window that leaks fails here.
 */
void
tva_test_window_close (TvaWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  tva_test_wait (is_gone, &weak);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
  if (!GTK_IS_BUTTON (widget))
    return FALSE;
  /* A button with nothing but an icon says what its tooltip does. */
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0
         || (gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
             && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0);
}

/**
 * tva_test_find_text:
 * @root: where to begin
 * @text: what it says
 *
 * Looks for a mapped button or label; a button comes before the label in it.
 *
 * Returns: (transfer none) (nullable): the first one
 */
GtkWidget *
tva_test_find_text (gpointer root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = tva_test_find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * tva_test_has_part:
 * @root: where to begin
 * @text: a part of what it says
 *
 * Returns: whether some label has the text among others
 */
gboolean
tva_test_has_part (gpointer root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (root), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tva_test_has_part (child, text))
      return TRUE;
  return FALSE;
}

typedef struct
{
  gpointer root;
  const char *text;
  GtkWidget *found;
} Wanted;

static gboolean
is_found (gpointer data)
{
  Wanted *wanted = data;

  wanted->found = tva_test_find_text (wanted->root, wanted->text);
  return wanted->found != NULL;
}

static gboolean
can_be_pressed (gpointer data)
{
  Wanted *wanted = data;

  return is_found (data) && GTK_IS_BUTTON (wanted->found)
         && gtk_widget_is_sensitive (wanted->found);
}

/**
 * tva_test_wait_text:
 * @root: where to begin
 * @text: what it says
 *
 * Waits until something says so.
 *
 * Returns: (transfer none): it
 */
GtkWidget *
tva_test_wait_text (gpointer root, const char *text)
{
  Wanted wanted = { root, text, NULL };

  tva_test_wait (is_found, &wanted);
  return wanted.found;
}

/**
 * tva_test_find_window:
 * @title: of a window
 *
 * Returns: (transfer none) (nullable): the window of that title
 */
gpointer
tva_test_find_window (const char *title)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return l->data;
  return NULL;
}

static gboolean
has_window (gpointer title)
{
  return tva_test_find_window (title) != NULL;
}

/**
 * tva_test_wait_window:
 * @title: of a window
 *
 * Waits until there is such a window.
 *
 * Returns: (transfer none): it
 */
gpointer
tva_test_wait_window (const char *title)
{
  tva_test_wait (has_window, (gpointer) title);
  return tva_test_find_window (title);
}

/**
 * tva_test_click:
 * @root: where to begin
 * @label: of a button
 *
 * Presses a button once it can be pressed.
 */
void
tva_test_click (gpointer root, const char *label)
{
  Wanted wanted = { root, label, NULL };

  tva_test_wait (can_be_pressed, &wanted);
  g_signal_emit_by_name (wanted.found, "clicked");
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

/**
 * tva_test_check_names:
 * @root: where to begin
 *
 * Fails if a mapped button shows no text and bears no accessible label, or a row that opens has no
 * name.
 */
void
tva_test_check_names (gpointer root)
{
  GtkWidget *parent = gtk_widget_get_parent (root);
  gboolean is_inner = parent != NULL
                      && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent)
                          || GTK_IS_SPIN_BUTTON (parent) || GTK_IS_INFO_BAR (parent)
                          || g_str_has_prefix (G_OBJECT_TYPE_NAME (parent), "GtkWindowControls"));

  if (!gtk_widget_get_mapped (root))
    return;
  if ((GTK_IS_BUTTON (root) || GTK_IS_MENU_BUTTON (root)) && !is_inner && !has_text (root)
      && !gtk_test_accessible_has_property (root, GTK_ACCESSIBLE_PROPERTY_LABEL)
      && gtk_widget_get_ancestor (root, GTK_TYPE_WINDOW_CONTROLS) == NULL
      && gtk_widget_get_ancestor (root, GTK_TYPE_INFO_BAR) == NULL)
    g_error ("A %s has no name (%s)", G_OBJECT_TYPE_NAME (root), gtk_widget_get_css_name (root));
  if ((ADW_IS_EXPANDER_ROW (root)
       || (GTK_IS_LIST_BOX (root) && gtk_widget_get_ancestor (root, ADW_TYPE_EXPANDER_ROW) != NULL))
      && !gtk_test_accessible_has_property (root, GTK_ACCESSIBLE_PROPERTY_LABEL))
    g_error ("A row that opens has no name, or a list in it");
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tva_test_check_names (child);
}
