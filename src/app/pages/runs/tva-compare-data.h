/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two runs compared on a worker, with the first rows of a kind of difference. */
#pragma once

#include <gio/gio.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_COMPARE_ROWS 200 /* shown at most */

typedef struct
{
  TvRunComparison *comparison;
  GPtrArray *rows;  /* of TvRunChangeRow, the first ones of the kind */
  gint64 row_count; /* of the kind, all */
} TvaCompareData;

void tva_compare_data_free (TvaCompareData *data);
void tva_compare_data_load (TvEngine *engine,
                            gint64 before_id,
                            gint64 after_id,
                            int difference,
                            const char *words,
                            TvProgress *progress,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaCompareData, tva_compare_data_free)

G_END_DECLS
