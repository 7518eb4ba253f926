/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's inside, shared by the files tva-window-*.c and by nobody else. */
#pragma once

#include "tva-pages.h"
#include "tva-window.h"
#include "widgets/tva-drop-cover.h"
#include "widgets/tva-operation-bar.h"

G_BEGIN_DECLS

#define TVA_SHOW_OPERATION_AFTER_MS 250 /* what is over sooner is not worth a look */

struct _TvaWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwToast *last_toast; /* weak */
  AdwFlap *flap;
  GtkListBox *sidebar;
  AdwWindowTitle *title;
  GtkWidget *menu_button;
  GtkWidget *lock;
  GtkInfoBar *error_bar;
  GtkLabel *error_title;
  GtkLabel *error_detail;
  GtkStack *stack;
  AdwStatusPage *opening;
  AdwStatusPage *no_workspace;
  TvaOperationBar *operations;
  TvaDropCover *drop_cover;

  GSettings *settings; /* NULL where the schema is not installed */
  TvEngine *engine;
  TvSummary summary;
  guint pending_changes;       /* TvChanged that the pages do not know of yet */
  gboolean is_summary_loading; /* a worker is counting */
  gboolean is_summary_stale;   /* a commit came while it did */
  guint count_id;              /* a count that waits until the person pauses, 0 = none */
  gboolean is_opening;
  guint opening_id;          /* shows that it is, 0 = it does already or is not */
  gboolean is_error_of_page; /* goes with the page */
  guint running_count;       /* operations */
  gboolean is_closing;       /* close as soon as nothing runs */
  const TvaPageInfo *shown;  /* NULL = none yet */
  char *wanted_page;         /* to be shown once the workspace is open */
  char *wanted_target;
};

/* tva-window-sidebar.c */
void tva_window_build_sidebar (TvaWindow *self);
void tva_window_select_in_sidebar (TvaWindow *self, const TvaPageInfo *info);
const TvaPageInfo *tva_window_get_row_page (GtkListBoxRow *row);
void tva_window_update_badges (TvaWindow *self);

/* tva-window-workspace.c */
void tva_window_choose_workspace (TvaWindow *self, gboolean is_new);
void tva_window_drop_engine (TvaWindow *self);

/* tva-window-actions.c */
void tva_window_install_actions (TvaWindow *self);
void tva_window_update_actions (TvaWindow *self);
void tva_window_install_drop (TvaWindow *self);

/* tva-window.c */
TvaPage *tva_window_get_page (TvaWindow *self, const TvaPageInfo *info);

G_END_DECLS
