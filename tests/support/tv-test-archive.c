/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes zip archives through libarchive, which is also what reads them; what only other writers do
 * stands in the texts. */
#include "tv-test-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static void
write_part (struct archive *archive, const TvTestPart *part)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = part->is_link ? 0 : strlen (part->text);

  archive_entry_set_pathname_utf8 (entry, part->name);
  archive_entry_set_filetype (entry, part->is_link ? AE_IFLNK : AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (part->is_link)
    archive_entry_set_symlink (entry, part->text);
  archive_entry_set_size (entry, (la_int64_t) length);
  g_assert_cmpint (archive_write_header (archive, entry), >=, ARCHIVE_WARN);
  if (length > 0)
    g_assert_cmpint (archive_write_data (archive, part->text, length), ==, (gint64) length);
  archive_entry_free (entry);
}

/**
 * tv_test_zip_write:
 * @path: (type filename): the archive
 * @parts: (array length=count): its members
 * @count: how many
 *
 * Writes a zip archive.
 */
void
tv_test_zip_write (const char *path, const TvTestPart *parts, guint count)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < count; i++)
    write_part (archive, &parts[i]);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

/**
 * tv_test_gzip_write:
 * @path: (type filename): the file
 * @text: (array length=length): what is packed
 * @length: in bytes
 *
 * Writes a gzip file.
 */
void
tv_test_gzip_write (const char *path, const char *text, gsize length)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_add_filter_gzip (archive);
  archive_write_set_format_raw (archive);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_pathname (entry, "x");
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  archive_write_header (archive, entry);
  if (length > 0)
    g_assert_cmpint (archive_write_data (archive, text, length), ==, (gint64) length);
  archive_entry_free (entry);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

/**
 * tv_test_xlsx_write:
 * @path: (type filename): the workbook
 * @rows: what stands in <sheetData> of its one sheet
 * @strings: (nullable): what stands in <sst>
 * @styles: (nullable): what stands in <styleSheet>
 * @properties: attributes of <workbookPr>
 *
 * Writes a workbook with the sheet “Sheet1”, the texts behind it.
 */
void
tv_test_xlsx_write (const char *path,
                    const char *rows,
                    const char *strings,
                    const char *styles,
                    const char *properties)
{
  g_autofree char *book
      = g_strdup_printf ("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS
                         "\"><workbookPr %s/><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
                         "r:id=\"rId1\"/></sheets></workbook>",
                         properties);
  g_autofree char *sheet
      = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                         "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData></worksheet>",
                         rows);
  g_autofree char *texts
      = g_strdup_printf ("<sst xmlns=\"" MAIN "\">%s</sst>", strings != NULL ? strings : "");
  g_autofree char *forms = g_strdup_printf ("<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>",
                                            styles != NULL ? styles : "");
  const TvTestPart parts[] = {
    { "[Content_Types].xml", "<Types/>", FALSE },
    { "_rels/.rels",
      "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
      FALSE },
    { "xl/workbook.xml", book, FALSE },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
      "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" RELATIONS
      "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"" RELATIONS
      "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>",
      FALSE },
    { "xl/worksheets/sheet1.xml", sheet, FALSE },
    { "xl/styles.xml", forms, FALSE },
    { "xl/sharedStrings.xml", texts, FALSE },
  };

  tv_test_zip_write (path, parts, G_N_ELEMENTS (parts) - (strings == NULL));
}

/**
 * tv_test_ods_write:
 * @path: (type filename): the spreadsheet
 * @tables: what stands in <office:spreadsheet>
 *
 * Writes an OpenDocument spreadsheet.
 */
void
tv_test_ods_write (const char *path, const char *tables)
{
  g_autofree char *content = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
      "<office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\">"
      "<style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>"
      "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body>"
      "</office:document-content>",
      tables);
  const TvTestPart parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", FALSE },
    { "content.xml", content, FALSE },
    { "META-INF/manifest.xml", "<manifest:manifest/>", FALSE },
  };

  tv_test_zip_write (path, parts, G_N_ELEMENTS (parts));
}
