/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window under test in this process: waiting for conditions, finding widgets by what they say. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

typedef gboolean (*TvaTestCondition) (gpointer data);

void tva_test_init (int *argc, char ***argv);
TvaWindow *tva_test_window_new (const char *workspace); /* waits until it is open */
void tva_test_window_close (TvaWindow *window);
void tva_test_wait (TvaTestCondition condition, gpointer data);
void tva_test_settle (void); /* what is pending now */
GtkWidget *tva_test_find_text (gpointer root,
                               const char *text); /* a mapped label or button that says so */
gboolean tva_test_has_part (gpointer root, const char *text);
GtkWidget *tva_test_wait_text (gpointer root, const char *text);
gpointer tva_test_find_window (const char *title); /* a GtkWindow; NULL = there is none */
gpointer tva_test_wait_window (const char *title);
void tva_test_click (gpointer root, const char *label); /* waits until the button can be pressed */
void tva_test_check_names (gpointer root);              /* every button without a text has a name */

G_END_DECLS
