/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look at a file sees its beginning; a table that begins further down is found where the rows are
 * read. Its header stands below a blank line, a title or a row of empty cells, and makes a kind of
 * file by its names; only such rows are looked at, and not more of them than cost a moment. */
#include "ingest/tv-table-watch.h"

#include "ingest/tv-table-find.h"

#define MOST_LOOKS 5000

/**
 * tv_table_watch_init:
 * @watch: (out caller-allocates): the watch
 * @file: the file as it is read; borrowed
 *
 * Begins to watch, unless it is known already where the table ends.
 */
void
tv_table_watch_init (TvTableWatch *watch, const TvImportFile *file)
{
  *watch = (TvTableWatch){ .file = file, .kind = TV_KIND_UNKNOWN };
  if (file->last_line == 0 && file->dialect->header_rows > 0)
    watch->looks_left = MOST_LOOKS;
}

/* The header itself comes again where pages are printed below each other. */
static gboolean
is_own_header (const TvImportFile *file, char **names)
{
  return g_strv_equal ((const char *const *) tv_import_file_get_own_header (file),
                       (const char *const *) names);
}

/**
 * tv_table_watch_look:
 * @watch: the watch
 * @record: a row that is about to be read
 *
 * Returns: whether it is the header of another table; then the table that is read ends above it and
 * above the odd rows that were noted last
 */
gboolean
tv_table_watch_look (TvTableWatch *watch, const TvRecord *record)
{
  g_auto (GStrv) names = NULL;
  gboolean is_text;
  guint filled;

  if (watch->looks_left == 0 || record->problem != NULL
      || (!record->is_below_blank && watch->odd_count == 0))
    return FALSE;
  filled = tv_table_count_filled (record, &is_text);
  if (!is_text || filled == 0)
    return FALSE;
  watch->looks_left--;
  if (filled == 1)
    {
      g_autoptr (TvDialect) dialect = tv_dialect_copy (watch->file->dialect);

      names = tv_table_tell_other (record, dialect, &watch->kind);
    }
  else
    {
      names = tv_table_copy_names (record);
      watch->kind
          = is_own_header (watch->file, names) ? TV_KIND_UNKNOWN : tv_table_tell_kind (names);
    }
  if (names == NULL || watch->kind == TV_KIND_UNKNOWN)
    return FALSE;
  watch->line = record->line;
  return TRUE;
}

/**
 * tv_table_watch_note:
 * @watch: the watch
 * @record: a row that was read
 * @reject_code: (nullable): why it cannot be used
 *
 * Notes a row. One with next to nothing in it may be what stands above another table.
 */
void
tv_table_watch_note (TvTableWatch *watch, const TvRecord *record, const char *reject_code)
{
  gboolean is_text;

  /* A title may pass for a row that has nothing but its key. */
  if ((reject_code != NULL || record->is_below_blank || watch->odd_count > 0)
      && tv_table_count_filled (record, &is_text) < 2)
    watch->odd_count++;
  else
    watch->odd_count = 0;
}
