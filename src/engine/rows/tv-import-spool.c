/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files may stand in one copy, the sheets of a workbook; and a file may be read together
 * with the copy of another one, its orders. So whoever reads it counts. */
#include "rows/tv-import-spool.h"

#include <glib/gstdio.h>

struct _TvImportSpool
{
  gatomicrefcount references;
  char *path;
  char *folder;
};

/**
 * tv_import_spool_new:
 * @path: (type filename): a copy
 * @folder: (type filename): the folder that was made for it
 *
 * Takes charge of a copy: it goes with the last reference, and its folder with it.
 *
 * Returns: (transfer full): the first reference
 */
TvImportSpool *
tv_import_spool_new (const char *path, const char *folder)
{
  TvImportSpool *spool = g_new0 (TvImportSpool, 1);

  g_atomic_ref_count_init (&spool->references);
  spool->path = g_strdup (path);
  spool->folder = g_strdup (folder);
  return spool;
}

/**
 * tv_import_spool_ref:
 * @spool: (nullable): a copy
 *
 * Returns: (transfer full) (nullable): one more reference
 */
TvImportSpool *
tv_import_spool_ref (TvImportSpool *spool)
{
  if (spool != NULL)
    g_atomic_ref_count_inc (&spool->references);
  return spool;
}

/**
 * tv_import_spool_unref:
 * @spool: (transfer full) (nullable): a copy
 *
 * Gives a reference back. With the last one the copy is taken away.
 */
void
tv_import_spool_unref (TvImportSpool *spool)
{
  if (spool == NULL || !g_atomic_ref_count_dec (&spool->references))
    return;
  g_unlink (spool->path);
  g_rmdir (spool->folder);
  g_free (spool->path);
  g_free (spool->folder);
  g_free (spool);
}
