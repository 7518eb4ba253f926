/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first look at a file sees its beginning alone, and exports are often sorted by date: what day
 * and month are may show in the last row only. This reads the whole column and nothing else. */
#include "ingest/tv-date-column.h"

#include "base/tv-day-words.h"
#include "ingest/tv-record-source.h"
#include "ingest/tv-sheet-fields.h"
#include "ingest/tv-sniff.h"
#include "rows/tv-import-columns.h"

static const TvDateOrder orders[2] = { TV_DATE_ORDER_DMY, TV_DATE_ORDER_MDY };

/* The first cell that is a day in one order only, for each of them. */
typedef struct
{
  char *text[2];
  gint64 line[2];
} Deciding;

static void
deciding_clear (Deciding *deciding)
{
  g_free (deciding->text[0]);
  g_free (deciding->text[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deciding, deciding_clear)

static void
widen (TvDateEvidence *evidence, int order, TvDay day)
{
  if (evidence->first_day[order] == TV_DAY_NONE || day < evidence->first_day[order])
    evidence->first_day[order] = day;
  if (evidence->last_day[order] == TV_DAY_NONE || day > evidence->last_day[order])
    evidence->last_day[order] = day;
}

/* The same vote as of tv_date_votes_add(), with what more is told. */
static void
take_cell (const TvImportFile *file,
           TvDateEvidence *evidence,
           TvDateVotes *votes,
           Deciding *deciding,
           const TvRecord *record,
           guint index)
{
  const char *text = record->fields[index];
  gssize length = (gssize) record->lengths[index];
  TvDay days[2] = { TV_DAY_NONE, TV_DAY_NONE }, word;
  gboolean is_day[2], is_year_first;

  if (length == 0)
    return;
  is_year_first = !file->has_bare_days && length >= 4 && g_ascii_isdigit (text[0])
                  && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2])
                  && g_ascii_isdigit (text[3]);
  for (int i = 0; i < 2; i++)
    {
      is_day[i] = tv_import_file_parse_day (file, text, length, orders[i], &days[i]);
      if (is_day[i])
        widen (evidence, i, days[i]);
    }
  /* A month that is a word leaves the order open no more than a year in front does. */
  if (is_day[0] && days[0] == days[1] && tv_day_parse_words (text, (gsize) length, &word))
    is_year_first = TRUE;
  votes->seen++;
  votes->year_first += is_year_first;
  if (is_year_first)
    return;
  votes->day_first += is_day[0];
  votes->month_first += is_day[1];
  for (int i = 0; i < 2; i++)
    if (is_day[i] && !is_day[1 - i] && deciding->text[i] == NULL)
      {
        deciding->text[i] = g_utf8_make_valid (text, length);
        deciding->line[i] = record->line;
      }
}

static TvDateEvidence *
evidence_new (const TvDateVotes *votes, TvDateEvidence *evidence, Deciding *deciding)
{
  int order;

  evidence->is_sure = tv_date_votes_decide (votes, &evidence->order);
  evidence->seen_count = (gint64) votes->seen;
  order = evidence->order == TV_DATE_ORDER_MDY;
  if (evidence->is_sure && evidence->order != TV_DATE_ORDER_YMD)
    {
      evidence->deciding_text = g_steal_pointer (&deciding->text[order]);
      evidence->deciding_line = deciding->line[order];
    }
  return evidence;
}

static int
find_index (const TvImportFile *file)
{
  return tv_import_file_get_index (file,
                                   file->kind == TV_KIND_CONTACTS ? TV_COLUMN_CONTACT_DATE
                                                                  : TV_COLUMN_ORDER_DATE);
}

/* Where the column of dates stands: in the file itself, or in that of the orders of its lines. */
typedef struct
{
  const char *path, *entry;
  const TvDialect *dialect;
  gint64 last_line;
  int index;
} Place;

static Place
find_place (const TvImportFile *file)
{
  const TvImportJoin *join = file->join;
  int index = find_index (file);

  if (join != NULL && index >= (int) join->own_count)
    return (Place){ join->path,
                    join->entry,
                    join->dialect,
                    join->last_line,
                    (int) join->order_fields[index - (int) join->own_count] };
  if (file->split != NULL && index >= 0)
    index = tv_import_split_get_field (file->split, 0, (guint) index);
  return (Place){ file->path, file->entry, file->dialect, file->last_line, index };
}

/**
 * tv_date_column_is_there:
 * @file: a file with a kind
 *
 * Returns: whether one of its columns is matched to the days of its rows
 */
gboolean
tv_date_column_is_there (const TvImportFile *file)
{
  return find_index (file) >= 0;
}

/**
 * tv_date_column_read:
 * @file: a file with a kind, and a column of dates
 * @progress: (nullable): cancel
 * @error: return location for an error of the file as a whole, or a cancel
 *
 * Reads the column of dates of a whole file, with one vote a cell.
 *
 * Returns: (transfer full) (nullable): what the column says; where it says nothing, day first
 */
TvDateEvidence *
tv_date_column_read (const TvImportFile *file, TvProgress *progress, GError **error)
{
  g_autoptr (TvImportFile) read = tv_import_file_copy (file);
  g_autoptr (TvRecordSource) reader = NULL;
  g_autoptr (TvDateEvidence) evidence = g_new0 (TvDateEvidence, 1);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) cause = NULL;
  g_auto (Deciding) deciding = { 0 };
  TvDateVotes votes = { 0 };
  guint seen = 0;
  Place place;

  tv_sheet_fields_set (read);
  place = find_place (read);
  reader = tv_record_source_open (place.path, place.entry, place.dialect, error);
  if (reader == NULL)
    return NULL;
  for (int i = 0; i < 2; i++)
    evidence->first_day[i] = evidence->last_day[i] = TV_DAY_NONE;
  for (guint i = 0; i < place.dialect->header_rows; i++)
    tv_record_source_read (reader, record, NULL);
  while (place.index >= 0 && tv_record_source_read (reader, record, &cause)
         && (place.last_line == 0 || record->line <= place.last_line))
    {
      if ((++seen & 0xfff) == 0 && !tv_progress_check (progress, error))
        return NULL;
      if ((guint) place.index < record->field_count)
        take_cell (file, evidence, &votes, &deciding, record, (guint) place.index);
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return evidence_new (&votes, g_steal_pointer (&evidence), &deciding);
}
