/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel files for tests, made of records. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_TEST_XLS_BARE = 1 << 0,      /* without a compound file around it */
  TV_TEST_XLS_OLD = 1 << 1,       /* as Excel 5 */
  TV_TEST_XLS_SCATTERED = 1 << 2, /* its sectors lie in the order of a pack of cards */
  TV_TEST_XLS_LISTED = 1 << 3, /* the sectors of the table are named by a sector, not the header */
} TvTestXlsFlags;

typedef struct
{
  const char *name;
  guint state;       /* 0 shown, 1 hidden, 2 hidden by a program */
  guint kind;        /* 0 cells, 1 macros, 2 a chart */
  GByteArray *cells; /* records between the first and the last */
} TvTestXlsSheet;

void tv_test_biff_add (GByteArray *stream, guint type, const char *form, ...);
void tv_test_xls_write (const char *path,
                        const GByteArray *globals,
                        const TvTestXlsSheet *sheets,
                        guint count,
                        TvTestXlsFlags flags);
void tv_test_compound_write (const char *path,
                             const char *name,
                             const GByteArray *stream,
                             TvTestXlsFlags flags);

G_END_DECLS
