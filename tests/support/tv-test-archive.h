/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives and workbooks for tests, made from texts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *text;
  gboolean is_link; /* a symbolic link to text */
} TvTestPart;

void tv_test_zip_write (const char *path, const TvTestPart *parts, guint count);
void tv_test_gzip_write (const char *path, const char *text, gsize length);
void tv_test_xlsx_write (const char *path,
                         const char *rows,
                         const char *strings,
                         const char *styles,
                         const char *properties);
void tv_test_ods_write (const char *path, const char *tables);

G_END_DECLS
