/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decided about one item, or about all that the filter showed. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

/* One key press: an item and its new status. Reference counted; the queue and the undo stack share
 * it. */
typedef struct
{
  gatomicrefcount reference_count;
  gint64 item_id; /* 0 = a bulk decision, or one of before */
  gint64 item_count;
  TvStatus status;
  TvStatus from_status; /* of the one item */
  char *reason;         /* "" = none */
  guint generation;     /* of the page's list when the key was pressed */
  gint64 seq;           /* of the ledger event, 0 until it is written */
  gboolean is_any;      /* stands for one that only the workspace knows, until it is found */
} TvaDecision;

TvaDecision *tva_decision_new (gint64 item_id,
                               TvStatus status,
                               TvStatus from_status,
                               const char *reason,
                               guint generation);
TvaDecision *tva_decision_ref (TvaDecision *decision);
void tva_decision_unref (TvaDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaDecision, tva_decision_unref)

G_END_DECLS
