/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer about one customer and one product: asked on a worker, shown as a column of groups. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

typedef struct
{
  TvWhyNot *why;
  GPtrArray *changes; /* of TvChange */
} TvaWhyAnswer;

void tva_why_answer_free (TvaWhyAnswer *answer);
void tva_why_answer_ask (TvEngine *engine,
                         gint64 run_id,
                         const char *customer_code,
                         const char *product_key,
                         TvProgress *progress,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GtkWidget *tva_why_answer_to_widget (const TvaWhyAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaWhyAnswer, tva_why_answer_free)

G_END_DECLS
