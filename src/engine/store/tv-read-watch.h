/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what SQLite reads from files. Inside the store only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Something was read; within SQLite, so nothing may be asked of a connection but to be interrupted.
 */
typedef void (*TvReadFunc) (guint64 bytes, gpointer data);

void tv_read_watch_install (void);
void tv_read_watch_set (TvReadFunc func, gpointer data);

G_END_DECLS
