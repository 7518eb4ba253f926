/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that a test may fill, and a look into a closed workspace behind the program's back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_test_folder_new (void);
void tv_test_folder_free (char *folder);
char *tv_test_sqlite (const char *path, const char *sql);

G_END_DECLS
