/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of what joins lines to their orders. */
#include "rows/tv-import-join.h"

#include <string.h>

/**
 * tv_import_join_copy:
 * @join: (nullable): how lines are joined to their orders
 *
 * Returns: (transfer full) (nullable): the same once more
 */
TvImportJoin *
tv_import_join_copy (const TvImportJoin *join)
{
  TvImportJoin *copy;

  if (join == NULL)
    return NULL;
  copy = g_memdup2 (join, sizeof *join);
  copy->path = g_strdup (join->path);
  copy->spool = tv_import_spool_ref (join->spool);
  copy->entry = g_strdup (join->entry);
  copy->delimiter = g_strdup (join->delimiter);
  copy->dialect = tv_dialect_copy (join->dialect);
  copy->order_fields = g_memdup2 (join->order_fields, join->count * sizeof *join->order_fields);
  return copy;
}

/**
 * tv_import_join_is_kept:
 * @join: how the lines of a batch are joined to their orders
 *
 * Returns: whether the orders may be found where they were read; of a copy only the name is known
 */
gboolean
tv_import_join_is_kept (const TvImportJoin *join)
{
  return strchr (join->path, G_DIR_SEPARATOR) != NULL;
}

/**
 * tv_import_join_free:
 * @join: (transfer full) (nullable): how lines are joined to their orders
 *
 * Frees it.
 */
void
tv_import_join_free (TvImportJoin *join)
{
  if (join == NULL)
    return;
  tv_import_spool_unref (join->spool);
  g_free (join->path);
  g_free (join->entry);
  g_free (join->delimiter);
  g_clear_pointer (&join->dialect, tv_dialect_free);
  g_free (join->order_fields);
  g_free (join);
}
