/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locks of SQLite's files that stay until SQLite gives them back. Inside the store only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tv_file_locks_install (void);

G_END_DECLS
