/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed files: what comes out of gzip and zip, which member is meant, and all that is refused:
 * what expands without end, names that lead outside, links, passwords, damage, and files that are
 * no tables, each with a sentence that says so. */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-record-source.h"
#include "tv-test-archive.h"
#include "tv-test-workspace.h"

/* Cells and records between bars; an error as its fact. */
static char *
read_all (const char *path, const char *entry)
{
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = tv_record_source_open (path, entry, dialect, &error);
  TvRecord record = { 0 };
  GString *all = g_string_new (NULL);

  while (source != NULL && tv_record_source_read (source, &record, &error))
    if (all->len < 200)
      {
        for (guint i = 0; i < record.field_count; i++)
          g_string_append_printf (all, "%.*s|", (int) record.lengths[i], record.fields[i]);
        g_string_append_c (all, '\n');
      }
  if (error != NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "Could not read “sales.csv”: "));
      g_string_assign (all, error->message + strlen ("Could not read “sales.csv”: "));
    }
  return g_string_free (all, FALSE);
}

static void
assert_reads (TvTestFile *fixture, const char *entry, const char *expected)
{
  g_autofree char *found = read_all (fixture->path, entry);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_gzip (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  gsize length;

  tv_test_gzip_write (fixture->path, "a,b\n1,2\n", 8);
  assert_reads (fixture, NULL, "a|b|\n1|2|\n");
  entries = tv_record_source_list_entries (fixture->path, NULL);
  g_assert_cmpuint (entries->len, ==, 0);
  /* Logs that are packed day by day are several streams, one behind the other. */
  g_assert_true (g_file_get_contents (fixture->path, &once, &length, NULL));
  twice = g_malloc (2 * length);
  memcpy (twice, once, length);
  memcpy (twice + length, once, length);
  g_assert_true (g_file_set_contents (fixture->path, twice, (gssize) (2 * length), NULL));
  assert_reads (fixture, NULL, "a|b|\n1|2|\na|b|\n1|2|\n");
  g_assert_true (g_file_set_contents (fixture->path, once, (gssize) length - 6, NULL));
  assert_reads (fixture, NULL, "it is damaged, or its end is missing.");
  tv_test_gzip_write (fixture->path, "", 0);
  assert_reads (fixture, NULL, "");
  tv_test_gzip_write (fixture->path, "PK\3\4...", 7);
  assert_reads (fixture, NULL, "an archive or a workbook is packed in it; unpack it first.");
}

static void
test_members (TvTestFile *fixture, gconstpointer data)
{
  static const TvTestPart parts[] = {
    { "export/", "", FALSE },
    { "export/été.csv", "a\n", FALSE },
    { "__MACOSX/export/._été.csv", "x", FALSE },
    { ".DS_Store", "x", FALSE },
    { "export\\winter.csv", "b\n", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  tv_test_zip_write (fixture->path, parts + 1, 3);
  assert_reads (fixture, NULL, "a|\n");
  tv_test_zip_write (fixture->path, parts + 1, 4);
  assert_reads (fixture,
                NULL,
                "several files are in it, such as “export/été.csv” and “export/winter.csv”; choose "
                "one.");
  assert_reads (fixture, "export/winter.csv", "b|\n");
  assert_reads (fixture, "export/spring.csv", "there is no “export/spring.csv” in it.");
  entries = tv_record_source_list_entries (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((TvByteEntry *) entries->pdata[0])->name, ==, "export/été.csv");
  g_assert_cmpint (((TvByteEntry *) entries->pdata[0])->size, ==, 2);
  tv_test_zip_write (fixture->path, parts, 0);
  assert_reads (fixture, NULL, "there is no file in it.");
}

static void
test_names (TvTestFile *fixture, gconstpointer data)
{
  static const char *const names[]
      = { "../a.csv", "/a.csv", "x/../../a.csv", "C:\\a.csv", "..\\a.csv", ".." };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const TvTestPart parts[] = { { "good.csv", "a\n", FALSE }, { names[i], "b\n", FALSE } };

      tv_test_zip_write (fixture->path, parts, 2);
      assert_reads (fixture, "good.csv", "it holds a file whose name points outside of it.");
    }
  {
    const TvTestPart parts[] = { { "good.csv", "a\n", FALSE }, { "l.csv", "/etc/passwd", TRUE } };

    tv_test_zip_write (fixture->path, parts, 2);
    assert_reads (fixture, "l.csv", "it holds a link or another thing that is no file.");
  }
}

static void
test_many (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree TvTestPart *parts = g_new0 (TvTestPart, 10001);

  for (guint i = 0; i < 10001; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("%u", i));
      parts[i].name = names->pdata[i];
      parts[i].text = "";
    }
  tv_test_zip_write (fixture->path, parts, 10001);
  assert_reads (fixture, NULL, "it holds more than 10,000 files.");
}

#define BOMB (48 << 20)
#define TOO_FAR "it unpacks to more than 100 times its size, which no honest table does."

static void
test_bombs (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc (BOMB + 1);
  TvTestPart part = { "a.csv", zeros, FALSE };

  for (gsize i = 0; i < BOMB; i++)
    zeros[i] = i % 8 == 7 ? '\n' : '0';
  zeros[BOMB] = '\0';
  tv_test_gzip_write (fixture->path, zeros, BOMB);
  assert_reads (fixture, NULL, TOO_FAR);
  tv_test_zip_write (fixture->path, &part, 1);
  assert_reads (fixture, NULL, TOO_FAR);
  memset (zeros, ' ', BOMB);
  tv_test_xlsx_write (fixture->path, zeros, NULL, NULL, "");
  assert_reads (fixture, NULL, TOO_FAR);
  tv_test_xlsx_write (fixture->path, "<row><c t=\"s\"><v>0</v></c></row>", zeros, NULL, "");
  assert_reads (fixture, NULL, TOO_FAR);
  tv_test_xlsx_write (fixture->path, "<row/>", NULL, zeros, "");
  assert_reads (fixture, NULL, TOO_FAR);
  tv_test_ods_write (fixture->path, zeros);
  assert_reads (fixture, NULL, TOO_FAR);
}

/* What is small in the file and large in memory. */
static void
test_large_parts (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *cell = g_strnfill (3 << 20, 'x');
  g_autofree char *row = g_strdup_printf ("<row><c t=\"str\"><v>%s</v></c></row>", cell);
  g_autofree char *text = g_strdup_printf ("<si><t>%s</t></si>", cell);
  g_autofree char *attribute = g_strdup_printf ("<row r=\"%s\"/>", cell);
  g_autofree char *comment = g_strdup_printf ("<!--%s-->", cell);
  GString *deep = g_string_new (NULL);

  tv_test_xlsx_write (fixture->path, row, NULL, NULL, "");
  assert_reads (fixture, NULL, "a cell in it is longer than 1 MB.");
  tv_test_xlsx_write (fixture->path, "<row><c t=\"s\"><v>0</v></c></row>", text, NULL, "");
  assert_reads (fixture, NULL, "a cell in it is longer than 1 MB.");
  tv_test_xlsx_write (fixture->path, attribute, NULL, NULL, "");
  assert_reads (fixture, NULL, "a cell in it is longer than 1 MB.");
  tv_test_xlsx_write (fixture->path, comment, NULL, NULL, "");
  assert_reads (fixture, NULL, "a cell in it is longer than 1 MB.");
  for (int i = 0; i < 1000; i++)
    g_string_append (deep, "<x>");
  tv_test_xlsx_write (fixture->path, deep->str, NULL, NULL, "");
  assert_reads (fixture, NULL, "it is damaged, or its end is missing.");
  g_string_free (deep, TRUE);
}

static void
test_entities (TvTestFile *fixture, gconstpointer data)
{
  const TvTestPart parts[] = {
    { "[Content_Types].xml", "<Types/>", FALSE },
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"A\"/></sheets></workbook>", FALSE },
    { "xl/worksheets/sheet1.xml",
      "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\"><!ENTITY c \"&b;&b;&b;\">]><worksheet>"
      "<sheetData><row><c t=\"str\"><v>&c;</v></c></row></sheetData></worksheet>",
      FALSE },
  };

  tv_test_zip_write (fixture->path, parts, 3);
  assert_reads (fixture, NULL, "it declares a document type of its own, which may do harm.");
}

static void
test_cut (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;

  tv_test_xlsx_write (fixture->path, "<row><c><v>1</v></c></row>", NULL, NULL, "");
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize kept = 4; kept < length; kept += 97)
    {
      g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) kept, NULL));
      assert_reads (fixture, NULL, "it is damaged, or its end is missing.");
    }
}

static void
test_password (TvTestFile *fixture, gconstpointer data)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "zip:encryption=zipcrypt");
  archive_write_set_passphrase (archive, "secret");
  archive_entry_set_pathname (entry, "a.csv");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, 4);
  g_assert_cmpint (archive_write_open_filename (archive, fixture->path), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_write_data (archive, "a,b\n", 4);
  archive_entry_free (entry);
  archive_write_free (archive);
  assert_reads (fixture, NULL, "it is protected by a password; save it without one.");
}

#define COMPOUND "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static const struct
{
  const char *text;
  gsize length;
  const char *expected;
} strangers[] = {
#define STRANGER(text, expected)                                                                   \
  {                                                                                                \
    text, sizeof text - 1, expected                                                                \
  }
  STRANGER (COMPOUND "rest", "it is damaged, or its end is missing."),
  STRANGER ("%PDF-1.7\n", "it is a PDF; export the table as XLSX or CSV."),
  STRANGER ("\x89PNG\r\n\x1a\n...", "it is a picture; export the table as XLSX or CSV."),
  STRANGER ("\xff\xd8\xff\xe0JFIF", "it is a picture; export the table as XLSX or CSV."),
  STRANGER ("Rar!\x1a\x07\x01", "it is packed in a way that is not known here; unpack it first."),
  STRANGER ("SQLite format 3\0", "it is a database; export the table as XLSX or CSV."),
  STRANGER ("{\\rtf1\\ansi", "it is a text document; save the table in it as XLSX or CSV."),
  STRANGER ("\357\273\277\r\n<HTML><p>No rows</p>", "it is a web page without a table."),
  STRANGER (
      "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nContent-Type: text/html\r\n",
      "it is a web archive, whatever its name says; open it in a spreadsheet and save it as "
      "XLSX or CSV."),
  STRANGER ("<?xml version=\"1.0\"?><a/>",
            "it is XML, not a table; open it in a spreadsheet and save it as XLSX or CSV."),
};

static void
test_strangers (TvTestFile *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path,
                                          strangers[i].text,
                                          (gssize) strangers[i].length,
                                          NULL));
      assert_reads (fixture, NULL, strangers[i].expected);
    }
}

static void
test_documents (TvTestFile *fixture, gconstpointer data)
{
  static const struct
  {
    TvTestPart parts[2];
    const char *expected;
  } documents[] = {
    { { { "[Content_Types].xml", "", FALSE }, { "word/document.xml", "", FALSE } },
      "it is a text document; save the table in it as XLSX or CSV." },
    { { { "mimetype", "application/vnd.oasis.opendocument.text", FALSE },
        { "content.xml", "", FALSE } },
      "it is a text document; save the table in it as XLSX or CSV." },
    { { { "[Content_Types].xml", "", FALSE }, { "xl/workbook.bin", "", FALSE } },
      "it is a binary Excel file (.xlsb); save it as XLSX or CSV." },
    { { { "Index/Document.iwa", "", FALSE }, { "preview.jpg", "", FALSE } },
      "it is a Numbers file; export it as XLSX or CSV." },
    { { { "[Content_Types].xml", "", FALSE }, { "docProps/app.xml", "", FALSE } },
      "there is no “xl/workbook.xml” in it." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      tv_test_zip_write (fixture->path, documents[i].parts, 2);
      assert_reads (fixture, NULL, documents[i].expected);
    }
}

static void
add (const char *name, TvTestFileFunc run)
{
  tv_test_file_add (name, "sales.csv", run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/archive/gzip", test_gzip);
  add ("/archive/members", test_members);
  add ("/archive/names", test_names);
  add ("/archive/many", test_many);
  add ("/archive/bombs", test_bombs);
  add ("/archive/large-parts", test_large_parts);
  add ("/archive/entities", test_entities);
  add ("/archive/cut", test_cut);
  add ("/archive/password", test_password);
  add ("/archive/strangers", test_strangers);
  add ("/archive/documents", test_documents);
  return g_test_run ();
}
