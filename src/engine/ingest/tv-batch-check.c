/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads import_batch beside the IMPORT events: what was imported cannot be said to have been
 * another file, nor to have brought more or fewer rows, nor to have been undone, nor can its event
 * be cut off the end. */
#include "ingest/tv-batch-check.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-text.h"
#include "ledger/tv-recorded.h"
#include "rows/tv-detail.h"

/* What an event does not say cannot be compared. */
static gboolean
is_as_recorded (TvStatement *statement)
{
  const char *detail = tv_statement_get_text (statement, 1);
  gint64 accepted = tv_statement_get_int64 (statement, 4);
  gint64 rejected = tv_statement_get_int64 (statement, 5);
  gsize length = 0;
  const void *hash = tv_statement_get_blob (statement, 3, &length);
  g_autofree char *hex = tv_hex_encode (hash, length);
  g_autofree char *recorded = tv_detail_dup_text (detail, "sha256");
  g_autofree char *kind = tv_detail_dup_text (detail, "kind");

  return tv_statement_get_int64 (statement, 7) != 0
         && (*kind == '\0' || g_strcmp0 (tv_statement_get_text (statement, 6), kind) == 0)
         && (*recorded == '\0' || g_str_equal (hex, recorded))
         && tv_detail_get_int64 (detail, "accepted", accepted) == accepted
         && tv_detail_get_int64 (detail, "rejected", rejected) == rejected;
}

static char *
describe (TvRecordedFault fault, gint64 seq, gint64 row)
{
  switch (fault)
    {
    case TV_RECORDED_GONE:
      return g_strdup_printf (_ ("Event %" PRId64 " records an import, but its row is missing."),
                              seq);
    case TV_RECORDED_OTHER:
      return g_strdup_printf (
          _ ("Import %" PRId64 " is not the one that event %" PRId64 " recorded."),
          row,
          seq);
    case TV_RECORDED_STRAY:
    default:
      return g_strdup_printf (_ ("The ledger has no event that records import %" PRId64 "."), row);
    }
}

/**
 * tv_batch_check:
 * @job: a reader's job
 * @findings: (element-type TvLedgerFinding): what does not fit is added here
 * @error: return location for an error
 *
 * Compares each batch with the event that recorded its import, and each such event with its batch.
 *
 * Returns: TRUE if everything could be read, whatever was found
 */
gboolean
tv_batch_check (TvJob *job, GPtrArray *findings, GError **error)
{
  const TvRecorded batches = { .code = "IMPORT",
                               .table = "import_batch",
                               .events = TV_SQL_INGEST_LIST_IMPORT_EVENTS,
                               .strays = TV_SQL_INGEST_LIST_STRAY_BATCHES,
                               .is_as_recorded = is_as_recorded,
                               .describe = describe };

  return tv_recorded_check (job, &batches, findings, error);
}
