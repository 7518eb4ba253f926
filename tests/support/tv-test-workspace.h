/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that a test may fill, a file in it, and a look into a closed workspace behind the
 * program's back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a test about one file has: its folder, and the path of the file that is not there yet. */
typedef struct
{
  char *folder;
  char *path;
} TvTestFile;

typedef void (*TvTestFileFunc) (TvTestFile *file, gconstpointer data);

char *tv_test_folder_new (void);
void tv_test_folder_free (char *folder);
void tv_test_file_add (const char *test, const char *name, TvTestFileFunc run);
char *tv_test_sqlite (const char *path, const char *sql);

G_END_DECLS
