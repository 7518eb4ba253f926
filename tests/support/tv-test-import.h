/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace that takes in files written by a test, one transaction each, and is closed in
 * between, so that SQL can look at it. */
#pragma once

#include "ingest/tv-ingest.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path; /* of the workspace */
} TvTestImport;

void tv_test_import_init (TvTestImport *self);
void tv_test_import_clear (TvTestImport *self);
char *tv_test_import_write (TvTestImport *self, const char *name, const char *bytes, gssize length);
TvImportFile *tv_test_import_sniff (TvTestImport *self, const char *text);
TvImportFile *tv_test_import_sniff_days (TvTestImport *self, char **rows);
TvImportResult *tv_test_import_take (TvTestImport *self, const char *text);
TvImportResult *
tv_test_import_take_mapped (TvTestImport *self, const char *text, const char *mapping);
TvImportResult *tv_test_import_take_file (TvTestImport *self, const TvImportFile *file);
char *tv_test_import_describe (const TvImportFile *file);
void tv_test_import_expect_whole (const char *const *texts, guint count);
char *tv_test_import_list_rejects (const TvImportResult *result);
void tv_test_import_expect (TvTestImport *self, const char *sql, const char *expected);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvTestImport, tv_test_import_clear)

G_END_DECLS
