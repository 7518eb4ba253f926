/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of pages: sidebar, window actions and shortcuts are made from it. */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* "review"; the action is win.go-review */
  const char *group; /* heading above it in the sidebar, N_(); NULL: the same as before */
  const char *title; /* N_() */
  const char *icon_name;
  const char *accel; /* "<Alt>6" */
  GType (*get_type) (void);
  gboolean has_foot; /* buttons at its lower end, which toasts must not cover */
} TvaPageInfo;

const TvaPageInfo *tva_pages_get (guint *out_count);

G_END_DECLS
