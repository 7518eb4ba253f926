/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kill left behind: exports that were recorded but whose file may not have its name yet.
 * Each is finished where its bytes are still there, and given up otherwise. Also compares the
 * exports with the ledger for the verification. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-text.h"
#include "exchange/tv-export.h"
#include "ledger/tv-recorded.h"
#include "rows/tv-detail.h"

typedef struct
{
  gint64 id;
  char *file_path;
  char *temp_path;
  guint8 hash[TV_DIGEST_LENGTH];
} Prepared;

static void
prepared_free (Prepared *prepared)
{
  g_free (prepared->file_path);
  g_free (prepared->temp_path);
  g_free (prepared);
}

static GPtrArray *
list_prepared (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) prepared_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_LIST_PREPARED, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Prepared *prepared = g_new0 (Prepared, 1);
      gsize length = 0;
      const void *hash = tv_statement_get_blob (statement, 3, &length);

      prepared->id = tv_statement_get_int64 (statement, 0);
      prepared->file_path = tv_statement_dup_text (statement, 1);
      prepared->temp_path = tv_statement_dup_text (statement, 2);
      if (length == sizeof prepared->hash)
        memcpy (prepared->hash, hash, length);
      g_ptr_array_add (rows, prepared);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
has_content (const char *path, const guint8 hash[TV_DIGEST_LENGTH])
{
  guint8 found[TV_DIGEST_LENGTH];

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && tv_digest_file (path, found, NULL)
         && memcmp (found, hash, sizeof found) == 0;
}

/* The workspace may have been moved to another machine or handed over: only a hidden file that lies
 * beside its place and bears its name is ever touched. */
static gboolean
is_own_temp_file (const Prepared *prepared)
{
  g_autofree char *folder = g_path_get_dirname (prepared->file_path);
  g_autofree char *temp_folder = g_path_get_dirname (prepared->temp_path);
  g_autofree char *name = g_path_get_basename (prepared->file_path);
  g_autofree char *temp_name = g_path_get_basename (prepared->temp_path);
  g_autofree char *prefix = g_strdup_printf (".%s.", name);

  return g_str_equal (folder, temp_folder) && g_str_has_prefix (temp_name, prefix);
}

static gboolean
finish (const Prepared *prepared)
{
  if (!is_own_temp_file (prepared))
    return FALSE;
  if (has_content (prepared->temp_path, prepared->hash))
    return tv_atomic_file_place (prepared->temp_path, prepared->file_path, NULL);
  if (!g_file_test (prepared->temp_path, G_FILE_TEST_EXISTS))
    return has_content (prepared->file_path, prepared->hash);
  g_unlink (prepared->temp_path);
  return FALSE;
}

/**
 * tv_export_has_prepared:
 * @job: a reader's job
 * @out_has_prepared: (out): whether there is something to sweep
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_export_has_prepared (TvJob *job, gboolean *out_has_prepared, GError **error)
{
  gint64 count = 0;
  gboolean is_read
      = tv_connection_get_int64 (job->db, TV_SQL_EXCHANGE_COUNT_PREPARED, &count, error, "");

  *out_has_prepared = count > 0;
  return is_read;
}

/**
 * tv_export_sweep:
 * @job: the writer's job
 * @error: return location for an error
 *
 * Finishes prepared exports whose bytes are there (PLACED), and gives the others up (LOST).
 *
 * Returns: TRUE on success
 */
gboolean
tv_export_sweep (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = list_prepared (job, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Prepared *prepared = g_ptr_array_index (rows, i);

      if (!tv_export_set_state (job, prepared->id, finish (prepared), error))
        return FALSE;
    }
  return TRUE;
}

/* The ledger may be read by others, to whom the path of a file would tell a name. */
static gboolean
is_path (const char *path, const char *detail)
{
  g_autofree char *recorded = tv_detail_dup_text (detail, "path_sha256");
  g_autofree char *hex
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path != NULL ? path : "", -1);

  return *recorded == '\0' || g_str_equal (hex, recorded);
}

/* What an event of an earlier version does not say cannot be compared. */
static gboolean
is_as_recorded (TvStatement *statement)
{
  const char *detail = tv_statement_get_text (statement, 1);
  gsize length = 0;
  const void *hash = tv_statement_get_blob (statement, 3, &length);
  g_autofree char *hex = tv_hex_encode (hash, length);
  g_autofree char *recorded = tv_detail_dup_text (detail, "sha256");
  g_autofree char *layout = tv_detail_dup_text (detail, "layout");
  gint64 created_usec = tv_statement_get_int64 (statement, 8);

  return g_str_equal (hex, recorded)
         && tv_statement_get_int64 (statement, 4) == tv_detail_get_int64 (detail, "rows", -1)
         && tv_statement_get_int64 (statement, 5) != 0
         && g_strcmp0 (tv_statement_get_text (statement, 6), layout) == 0
         && is_path (tv_statement_get_text (statement, 7), detail)
         && tv_detail_get_int64 (detail, "created_usec", created_usec) == created_usec;
}

static char *
describe (TvRecordedFault fault, gint64 seq, gint64 row)
{
  switch (fault)
    {
    case TV_RECORDED_GONE:
      return g_strdup_printf (_ ("Event %" PRId64 " records an export, but its row is missing."),
                              seq);
    case TV_RECORDED_OTHER:
      return g_strdup_printf (
          _ ("Export %" PRId64 " names another file than event %" PRId64 " recorded."),
          row,
          seq);
    case TV_RECORDED_STRAY:
    default:
      return g_strdup_printf (_ ("The ledger has no event that records export %" PRId64 "."), row);
    }
}

/**
 * tv_export_check:
 * @job: a reader's job
 * @findings: (element-type TvLedgerFinding): what does not fit is added here
 * @error: return location for an error
 *
 * Compares each export with the event that recorded it, and each such event with its export.
 *
 * Returns: TRUE if everything could be read, whatever was found
 */
gboolean
tv_export_check (TvJob *job, GPtrArray *findings, GError **error)
{
  const TvRecorded exports = { .code = "EXPORT",
                               .table = "export_file",
                               .events = TV_SQL_EXCHANGE_LIST_EVENTS,
                               .strays = TV_SQL_EXCHANGE_LIST_STRAYS,
                               .is_as_recorded = is_as_recorded,
                               .describe = describe };

  return tv_recorded_check (job, &exports, findings, error);
}
