/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks, archives and all that is told apart by its first bytes. An input is either a file as
 * it is, or the parts of a workbook as text, packed here, since no fuzzer guesses checksums: “XLSX”
 * and the sheet, texts, styles, book and relations, or “ODS” and the content, with a line “---”
 * between parts. */
#include "fuzz-sheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "ingest/tv-record-source.h"

#define LARGEST (1 << 20)
#define MOST_RECORDS 20000

static const char *const xlsx_parts[] = { "xl/worksheets/sheet1.xml",
                                          "xl/sharedStrings.xml",
                                          "xl/styles.xml",
                                          "xl/workbook.xml",
                                          "xl/_rels/workbook.xml.rels" };
static const char *const ods_parts[] = { "content.xml", "META-INF/manifest.xml" };

static const char default_book[] = "<workbook><sheets><sheet name=\"A\"/></sheets></workbook>";

static void
add_part (struct archive *archive, const char *name, const char *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_write_header (archive, entry);
  if (length > 0)
    archive_write_data (archive, text, length);
  archive_entry_free (entry);
}

static const char *
find_separator (const char *text, const char *end)
{
  for (; end - text >= 5; text++)
    if (memcmp (text, "\n---\n", 5) == 0)
      return text;
  return NULL;
}

/* The size of the archive in buffer. */
static gsize
pack (const char *text, gsize size, const char *const *names, guint count, char *buffer)
{
  struct archive *archive = archive_write_new ();
  const char *end = text + size;
  gsize used = 0;

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open_memory (archive, buffer, 4 * LARGEST, &used);
  for (guint i = 0; i < count && text != NULL; i++)
    {
      const char *separator = find_separator (text, end);

      add_part (archive, names[i], text, (gsize) ((separator != NULL ? separator : end) - text));
      text = separator != NULL ? separator + 5 : NULL;
      if (text == NULL && i < 3 && names == xlsx_parts)
        add_part (archive, "xl/workbook.xml", default_book, strlen (default_book));
    }
  archive_write_close (archive);
  archive_write_free (archive);
  return used;
}

static void
read_entry (const char *path, const char *entry)
{
  g_autoptr (TvDialect) dialect = tv_fuzz_dialect_new (entry != NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = tv_record_source_open (path, entry, dialect, &error);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  guint count = 0;

  g_assert_true ((source == NULL) == (error != NULL));
  while (source != NULL && count++ < MOST_RECORDS && tv_record_source_read (source, record, &error))
    {
      g_assert_cmpuint (record->field_count, <=, TV_RECORD_MAXIMUM_FIELDS);
      g_assert_cmpint (record->line, >, 0);
      for (guint i = 0; record->problem == NULL && i < record->field_count; i++)
        g_assert_true (g_utf8_validate_len (record->fields[i], record->lengths[i], NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char buffer[4 * LARGEST];
  g_autoptr (GPtrArray) entries = NULL;
  const char *path;

  if (size > LARGEST)
    return 0;
  if (size > 5 && memcmp (data, "XLSX\n", 5) == 0)
    size = pack ((const char *) data + 5, size - 5, xlsx_parts, G_N_ELEMENTS (xlsx_parts), buffer);
  else if (size > 4 && memcmp (data, "ODS\n", 4) == 0)
    size = pack ((const char *) data + 4, size - 4, ods_parts, G_N_ELEMENTS (ods_parts), buffer);
  else if (size > 0)
    memcpy (buffer, data, size);
  path = tv_fuzz_file ((const uint8_t *) buffer, size);
  read_entry (path, NULL);
  entries = tv_record_source_list_entries (path, NULL);
  for (guint i = 0; entries != NULL && i < MIN (entries->len, 4); i++)
    read_entry (path, ((TvByteEntry *) entries->pdata[i])->name);
  return 0;
}
