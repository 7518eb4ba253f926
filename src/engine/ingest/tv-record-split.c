/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the record of an order apart into lines of one product each. A group of cells that says
 * nothing, or counts no piece of nothing, makes no line; an order without any product makes one all
 * the same, so that it does not vanish but is told as a reject. */
#include "ingest/tv-record-split.h"

#include "base/tv-empty-word.h"
#include "base/tv-number.h"

/**
 * tv_record_split_init:
 * @self: (out caller-allocates): it
 * @split: how rows are taken apart; has to outlive it
 *
 * Begins without a record.
 */
void
tv_record_split_init (TvRecordSplit *self, const TvImportSplit *split)
{
  self->split = split;
  self->is_open = self->is_single = FALSE;
  self->raw = g_string_new (NULL);
  tv_item_list_init (&self->list);
}

/**
 * tv_record_split_clear:
 * @self: it
 *
 * Frees what it holds.
 */
void
tv_record_split_clear (TvRecordSplit *self)
{
  if (self->raw != NULL)
    g_string_free (self->raw, TRUE);
  self->raw = NULL;
  tv_item_list_clear (&self->list);
}

static gboolean
is_nothing (const char *text, gsize length)
{
  gint64 value;

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  if (length == 0)
    return TRUE;
  if (length < TV_EMPTY_WORD_LONGEST
      && (tv_empty_word_read (text, length) == TV_EMPTY_WORD_SURE
          || tv_empty_word_is_dash (text, length)))
    return TRUE;
  return (*text == '0' || *text == '.' || *text == ',')
         && (tv_number_parse (text, (gssize) length, '.', 4, &value)
             || tv_number_parse (text, (gssize) length, ',', 4, &value))
         && value == 0;
}

static gboolean
has_item (const TvRecordSplit *self, const TvRecord *record, guint item)
{
  const TvImportSplit *split = self->split;

  for (guint part = 0; split->form != TV_LIST_NONE && part < split->part_count; part++)
    {
      TvItemPiece piece = tv_item_list_get (&self->list, split, item, part);

      if (!is_nothing (piece.text, piece.length))
        return TRUE;
    }
  for (guint part = 0; split->form == TV_LIST_NONE && part < split->part_count; part++)
    {
      int field = split->fields[item * split->part_count + part];

      if (field >= 0 && (guint) field < record->field_count
          && !is_nothing (record->fields[field], record->lengths[field]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_surplus (const TvImportSplit *split, const TvRecord *record)
{
  for (guint i = split->own_count; i < record->field_count; i++)
    if (record->lengths[i] > 0)
      return TRUE;
  return FALSE;
}

/**
 * tv_record_split_begin:
 * @self: it
 * @record: a record of the file; what it points to has to stand until all lines are taken
 *
 * Begins with a record.
 */
void
tv_record_split_begin (TvRecordSplit *self, const TvRecord *record)
{
  self->record = *record;
  self->is_open = TRUE;
  self->next = self->made = 0;
  self->problem = NULL;
  if (self->split->form != TV_LIST_NONE && record->problem == NULL)
    self->problem = tv_item_list_cut (&self->list, self->split, record);
}

/* A record that cannot be taken apart goes through as it is, as one cell, so that it cannot be
 * mistaken for a line. */
static void
pass_on (TvRecordSplit *self, TvRecord *out_line)
{
  *out_line = self->record;
  out_line->field_count = 0;
  if (self->record.problem != NULL)
    return;
  if (self->problem != NULL)
    out_line->problem = self->problem;
  else if (self->record.field_count >= self->split->own_count)
    out_line->problem = "TOO_MANY_FIELDS";
  g_string_truncate (self->raw, 0);
  tv_record_append_cell (self->raw, NULL, self->record.raw, self->record.raw_length);
  out_line->raw = self->raw->str;
  out_line->raw_length = self->raw->len;
}

static void
make_line (TvRecordSplit *self, guint item, TvRecord *out_line)
{
  const TvImportSplit *split = self->split;

  for (guint i = 0; i < split->count; i++)
    {
      int field = tv_import_split_get_field (split, item, i);
      gboolean is_there = field >= 0 && (guint) field < self->record.field_count;

      if (split->form != TV_LIST_NONE && split->places[i] < 0)
        {
          TvItemPiece piece = { "", 0 };

          if (item < self->list.count)
            piece = tv_item_list_get (&self->list, split, item, (guint) (-1 - split->places[i]));
          self->fields[i] = piece.text;
          self->lengths[i] = piece.length;
          continue;
        }
      self->fields[i] = is_there ? self->record.fields[field] : "";
      self->lengths[i] = is_there ? self->record.lengths[field] : 0;
    }
  *out_line = self->record;
  out_line->fields = self->fields;
  out_line->lengths = self->lengths;
  out_line->field_count = split->count;
  out_line->raw = NULL;
  out_line->raw_length = 0;
}

/**
 * tv_record_split_next:
 * @self: it
 * @out_line: (out caller-allocates): the next line of the record; it stands until the one after it
 * is taken, and has no raw text of its own
 * @out_item: (out): which product of the record it is
 *
 * Takes a line.
 *
 * Returns: %FALSE where the record has no more
 */
gboolean
tv_record_split_next (TvRecordSplit *self, TvRecord *out_line, guint *out_item)
{
  const TvImportSplit *split = self->split;
  gboolean is_whole = self->record.problem == NULL && self->problem == NULL
                      && self->record.field_count >= split->own_count
                      && !has_surplus (split, &self->record);
  guint count = split->form == TV_LIST_NONE ? split->item_count : self->list.count;

  if (!self->is_open)
    return FALSE;
  *out_item = 0;
  if (!is_whole)
    {
      self->is_open = FALSE;
      pass_on (self, out_line);
      return TRUE;
    }
  while (self->next < count && !has_item (self, &self->record, self->next))
    self->next++;
  self->is_open = self->next < count;
  if (!self->is_open && self->made > 0)
    return FALSE;
  if (self->is_open)
    *out_item = self->next++;
  self->is_open &= !self->is_single;
  self->made++;
  make_line (self, *out_item, out_line);
  return TRUE;
}

/**
 * tv_record_split_count:
 * @self: it
 * @record: a record of the file
 * @out_has_gap: (out): whether a product stands behind a group that is empty
 *
 * Returns: how many products the record has
 */
guint
tv_record_split_count (TvRecordSplit *self, const TvRecord *record, gboolean *out_has_gap)
{
  guint count = 0;

  *out_has_gap = FALSE;
  for (guint item = 0; item < self->split->item_count; item++)
    if (has_item (self, record, item))
      {
        *out_has_gap |= item > count;
        count++;
      }
  return count;
}
