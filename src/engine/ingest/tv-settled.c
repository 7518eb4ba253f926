/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rejected rows of earlier batches a file of mended ones stands for: as long as its batch
 * counts, they are open no more. A row may come back more than once: what was mended badly is a
 * reject of its own batch, is saved and comes back again, or the first file is mended once more. It
 * is one row all the way, so its newest batch settles all that it was before, and undoing a batch
 * between opens nothing that stands elsewhere. Writes batch_figure. */
#include "ingest/tv-settled.h"

#include <string.h>

#include "ingest/tv-ingest-private.h"
#include "rows/tv-import-columns.h"

#define PREFIX "settled "

/**
 * tv_settled_note:
 * @settled: (inout) (element-type TvRowSettled): rejected rows that came back
 * @record: a record of a file of rejects, which stands in the place of the row that it was
 *
 * Adds the row, as far as the record can be cut and names it.
 */
void
tv_settled_note (GArray *settled, const TvRecord *record)
{
  g_autofree char *batch = NULL, *line = NULL;
  TvRowSettled row = { .own_line = record->line };
  const char *bracket;

  if (record->problem != NULL || record->field_count < 2)
    return;
  batch = g_strndup (record->fields[0], record->lengths[0]);
  line = g_strndup (record->fields[1], record->lengths[1]);
  row.batch_id = g_ascii_strtoll (batch, NULL, 10);
  row.line = g_ascii_strtoll (line, NULL, 10);
  bracket = strchr (line, '(');
  row.reject_id = bracket != NULL ? g_ascii_strtoll (bracket + 1, NULL, 10) : 0;
  if (row.batch_id > 0 && row.line > 0)
    g_array_append_val (settled, row);
}

/**
 * tv_settled_was_repeated:
 * @record: a record of a file of rejects
 *
 * Returns: whether it says of itself that it was rejected for a key that stood already
 */
gboolean
tv_settled_was_repeated (const TvRecord *record)
{
  gsize length = strlen (TV_REJECT_DUPLICATE_KEY);

  return record->problem == NULL && record->field_count > TV_MENDED_CODE
         && record->lengths[TV_MENDED_CODE] == length
         && memcmp (record->fields[TV_MENDED_CODE], TV_REJECT_DUPLICATE_KEY, length) == 0;
}

/* What is known of rows that came back: each place is a text as batch:line, with the reject's
 * number behind it where several of a line were rejected. */
typedef struct
{
  GHashTable *origins; /* place -> GPtrArray of the places that it stands for */
  GHashTable *places;  /* place -> GPtrArray of the places where it came back */
} Returns;

static void
returns_clear (Returns *returns)
{
  g_clear_pointer (&returns->origins, g_hash_table_unref);
  g_clear_pointer (&returns->places, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Returns, returns_clear)

static void
note (GHashTable *table, const char *place, const char *other)
{
  GPtrArray *others = g_hash_table_lookup (table, place);

  if (others == NULL)
    {
      others = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (table, g_strdup (place), others);
    }
  g_ptr_array_add (others, g_strdup (other));
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash,
                                g_str_equal,
                                g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

/* Batches of older versions did not note the line in which a row came back. */
static gboolean
load (TvJob *job, Returns *returns, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_LIST_SETTLED, error);
  TvStep step = TV_STEP_ERROR;

  returns->origins = make_table ();
  returns->places = make_table ();
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *origin = tv_statement_get_text (statement, 1) + strlen (PREFIX);
      gint64 line = tv_statement_get_int64 (statement, 2);
      g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                                                tv_statement_get_int64 (statement, 0),
                                                line);

      if (line <= 1)
        continue;
      note (returns->origins, place, origin);
      note (returns->places, origin, place);
    }
  return step == TV_STEP_DONE;
}

/* A place without the number of the reject. */
static char *
dup_line_place (const char *place)
{
  const char *line = strchr (place, ':');
  const char *reject = line != NULL ? strchr (line + 1, ':') : NULL;

  return reject != NULL ? g_strndup (place, (gsize) (reject - place)) : NULL;
}

static void
add_all (GPtrArray *found, GHashTable *table, const char *place)
{
  GPtrArray *others = g_hash_table_lookup (table, place);

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!g_ptr_array_find_with_equal_func (found, g_ptr_array_index (others, i), g_str_equal, NULL))
      g_ptr_array_add (found, g_ptr_array_index (others, i));
}

/* All that a row was before: the row that it was rejected from, where that one came from, and where
 * else it came back meanwhile. */
static GPtrArray *
list_places (const Returns *returns, const char *place)
{
  GPtrArray *found = g_ptr_array_new ();

  g_ptr_array_add (found, (gpointer) place);
  for (guint i = 0; i < found->len; i++)
    {
      const char *at = g_ptr_array_index (found, i);
      g_autofree char *line = dup_line_place (at);

      add_all (found, returns->origins, line != NULL ? line : at);
      add_all (found, returns->places, at);
    }
  return found;
}

static gboolean
write_places (TvIngest *ingest, const GPtrArray *places, gint64 line, GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *name
          = g_strconcat (PREFIX, (const char *) g_ptr_array_index (places, i), NULL);

      if (!tv_connection_execute (ingest->job->db,
                                  TV_SQL_INGEST_INSERT_SETTLED,
                                  error,
                                  "iti",
                                  ingest->batch_id,
                                  name,
                                  line))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_place (const TvRowSettled *settled)
{
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                                            settled->batch_id,
                                            settled->line);

  if (settled->reject_id == 0)
    return g_steal_pointer (&place);
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, place, settled->reject_id);
}

/**
 * tv_settled_write:
 * @ingest: a file that is taken in
 * @tally: what its reading counted
 * @error: return location for an error
 *
 * Notes which rejected rows of earlier batches stand in this file, mended or not.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_settled_write (TvIngest *ingest, const TvRowTally *tally, GError **error)
{
  g_auto (Returns) returns = { 0 };

  if (tally->settled == NULL || tally->settled->len == 0)
    return TRUE;
  if (!load (ingest->job, &returns, error))
    return FALSE;
  for (guint i = 0; i < tally->settled->len; i++)
    {
      const TvRowSettled *settled = &g_array_index (tally->settled, TvRowSettled, i);
      g_autofree char *place = dup_place (settled);
      g_autoptr (GPtrArray) places = list_places (&returns, place);

      if (!write_places (ingest, places, settled->own_line, error))
        return FALSE;
    }
  return TRUE;
}
