/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of what a column of dates says. */
#include "rows/tv-date-evidence.h"

/**
 * tv_date_evidence_free:
 * @evidence: (transfer full) (nullable): evidence
 *
 * Frees it.
 */
void
tv_date_evidence_free (TvDateEvidence *evidence)
{
  if (evidence == NULL)
    return;
  g_free (evidence->deciding_text);
  g_free (evidence);
}
