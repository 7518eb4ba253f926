/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two runs compared on a worker: the first rows of what is asked for, or all of them as a file. */
#pragma once

#include <gio/gio.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_COMPARE_ROWS 200 /* of a page */

typedef enum
{
  TVA_COMPARE_BY_CUSTOMER, /* by code */
  TVA_COMPARE_BY_REASON,   /* the kind of difference, then why, then the code */
  TVA_COMPARE_BY_SCORE,    /* the greatest change of the score first, up or down */
} TvaCompareOrder;

typedef struct
{
  gint64 before_id, after_id;
  int difference;    /* TvDifference, -1 = all */
  const char *words; /* of code, name, e-mail or city of the customers that are wanted; "" = all */
  TvaCompareOrder order;
  guint limit; /* rows to read */
} TvaCompareQuestion;

typedef struct
{
  TvRunComparison *comparison;
  GPtrArray *rows;  /* of TvRunChangeRow, the first ones */
  gint64 row_count; /* all that were asked for */
} TvaCompareData;

void tva_compare_data_free (TvaCompareData *data);
void tva_compare_data_load (TvEngine *engine,
                            const TvaCompareQuestion *question,
                            TvProgress *progress,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* All rows, whatever the limit, as CSV. */
void tva_compare_data_save (TvEngine *engine,
                            const TvaCompareQuestion *question,
                            const char *path,
                            TvProgress *progress,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaCompareData, tva_compare_data_free)

G_END_DECLS
