/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of products in the cells of an order. The first bytes of an input choose the form and its
 * marks, the rest are the cells, three at most, split at NUL. What is cut has to lie within the
 * cells or among the texts that the list keeps; lines are made of it as an import does. */
#include "fuzz.h"

#include <string.h>

#include "ingest/tv-item-list.h"
#include "ingest/tv-record-split.h"

#define HEAD 4 /* bytes that choose */
#define CELLS 3
#define MOST_LINES 4000

static const char *const marks[] = { ";", ",", "|", "\n", ", ", "||", " + ", ":", "=", "/" };
static char *const keys[] = { "name", "quantity", "sku", NULL };

#define PICK(byte) ((char *) marks[(byte) % G_N_ELEMENTS (marks)])

static void
cut_cells (const char *cells, gsize length, const char **fields, gsize *lengths)
{
  const char *end = cells + length;

  for (guint i = 0; i < CELLS; i++)
    {
      const char *stop = i + 1 < CELLS ? memchr (cells, '\0', (gsize) (end - cells)) : NULL;

      fields[i] = cells;
      lengths[i] = (gsize) ((stop != NULL ? stop : end) - cells);
      cells = stop != NULL ? stop + 1 : end;
    }
}

/* Reads every byte, so that a sanitizer sees those that are not there. */
static void
check_line (const TvRecord *line, const TvImportSplit *split, guint item)
{
  gsize sum = 0;

  g_assert_cmpuint (line->field_count, <=, split->count);
  g_assert_cmpuint (item, <=, TV_ITEM_LIST_MOST);
  for (guint i = 0; i < line->field_count; i++)
    for (gsize k = 0; k < line->lengths[i]; k++)
      sum += (guint8) line->fields[i][k];
  g_assert_cmpuint (sum, <=, G_MAXUINT32);
}

static void
check_codes (const TvRecord *record)
{
  for (guint i = 0; i < record->field_count; i++)
    {
      TvItemPiece label = { record->fields[i], record->lengths[i] }, word, code;

      if (!tv_item_piece_read_code (&label, &word, &code))
        continue;
      g_assert_cmpuint (label.length + word.length + code.length, <=, record->lengths[i]);
      g_assert_cmpuint (label.length, >, 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  int fields[CELLS * 2] = { 0, 0, 0, 1, 1, 1 }, places[] = { -1, -2, -3, 2 };
  TvImportSplit split = { .own_count = CELLS,
                          .count = G_N_ELEMENTS (places),
                          .places = places,
                          .part_count = CELLS,
                          .item_count = 2,
                          .fields = fields,
                          .keys = (char **) keys };
  g_autofree TvRecordSplit *apart = NULL;
  g_autofree char *cells = NULL;
  const char *texts[CELLS];
  gsize lengths[CELLS];
  TvRecord record = { .fields = texts, .lengths = lengths, .field_count = CELLS }, line;
  guint item, count = 0;

  if (size < HEAD)
    return 0;
  split.form = (TvListForm) (TV_LIST_KEYED + data[0] % (TV_LIST_NAMES - TV_LIST_KEYED + 1));
  split.item_mark = PICK (data[1]);
  split.pair_mark = PICK (data[2]);
  split.key_mark = PICK (data[3]);
  if (split.form == TV_LIST_PARALLEL)
    for (int i = 0; i < CELLS; i++)
      fields[i] = i;
  /* Records stand in buffers with an end behind them. */
  cells = g_malloc0 (size - HEAD + 1);
  memcpy (cells, data + HEAD, size - HEAD);
  cut_cells (cells, size - HEAD, texts, lengths);
  record.raw = cells;
  record.raw_length = size - HEAD;
  check_codes (&record);
  apart = g_new0 (TvRecordSplit, 1);
  tv_record_split_init (apart, &split);
  tv_record_split_begin (apart, &record);
  while (count++ < MOST_LINES && tv_record_split_next (apart, &line, &item))
    check_line (&line, &split, item);
  g_assert_cmpuint (count, <, MOST_LINES);
  tv_record_split_clear (apart);
  return 0;
}
