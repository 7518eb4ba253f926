/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision between the key and the ledger. It is shared by the queue that writes it and the stack
 * that undoes it, on the main thread; the worker that writes it only reads it. */
#include "pages/review/tva-decision.h"

/**
 * tva_decision_new:
 * @item_id: the item, 0 for a bulk decision
 * @status: its new status
 * @from_status: its status before
 * @reason: (nullable): why
 * @generation: of the list that shows it
 *
 * Returns: (transfer full): a decision that is not written yet
 */
TvaDecision *
tva_decision_new (gint64 item_id,
                  TvStatus status,
                  TvStatus from_status,
                  const char *reason,
                  guint generation)
{
  TvaDecision *decision = g_new0 (TvaDecision, 1);

  g_atomic_ref_count_init (&decision->reference_count);
  decision->item_id = item_id;
  decision->item_count = 1;
  decision->status = status;
  decision->from_status = from_status;
  decision->reason = g_strdup (reason != NULL ? reason : "");
  decision->generation = generation;
  return decision;
}

/**
 * tva_decision_ref:
 * @decision: a decision
 *
 * Returns: (transfer full): @decision
 */
TvaDecision *
tva_decision_ref (TvaDecision *decision)
{
  g_atomic_ref_count_inc (&decision->reference_count);
  return decision;
}

/**
 * tva_decision_unref:
 * @decision: (transfer full): a decision
 *
 * Gives a reference back.
 */
void
tva_decision_unref (TvaDecision *decision)
{
  if (!g_atomic_ref_count_dec (&decision->reference_count))
    return;
  g_free (decision->reason);
  g_free (decision);
}
