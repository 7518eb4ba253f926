/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the records of MS-XLS into a compound file of MS-CFB: its table of sectors first, then the
 * directory, the table of small sectors, and the stream. */
#include "tv-test-xls.h"

#include <string.h>

#define SECTOR 512
#define EACH (SECTOR / 4) /* numbers in a sector */
#define SMALL 64
#define LIMIT 4096 /* streams below it lie in small sectors */
#define STRIDE 7   /* between sectors that follow each other in a stream that is scattered */
#define CHAIN_END 0xfffffffeu
#define IS_TABLE 0xfffffffdu
#define IS_LIST 0xfffffffcu
#define IS_FREE 0xffffffffu

static void
append (GByteArray *bytes, guint64 value, guint count)
{
  for (; count > 0; count--, value >>= 8)
    {
      guint8 byte = (guint8) value;

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* One byte a character where that does, as Excel writes it. */
static void
append_text (GByteArray *bytes, const char *text, guint count)
{
  glong length;
  g_autofree guint16 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  gboolean is_wide = FALSE;

  for (glong i = 0; i < length; i++)
    is_wide |= units[i] > 0xff;
  append (bytes, (guint64) length, count);
  append (bytes, is_wide, 1);
  for (glong i = 0; i < length; i++)
    append (bytes, units[i], is_wide ? 2 : 1);
}

/**
 * tv_test_biff_add:
 * @stream: records
 * @type: of one more
 * @form: what it holds, a letter each: b, h, w for numbers of 1, 2, 4 bytes; d for a double; s, t
 * for a text whose length has 1, 2 bytes; x for a count and so many bytes
 * @...: the values
 *
 * Adds a record.
 */
void
tv_test_biff_add (GByteArray *stream, guint type, const char *form, ...)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  va_list values;

  va_start (values, form);
  for (; *form != '\0'; form++)
    if (*form == 'd')
      {
        double value = va_arg (values, double);
        guint64 bits;

        memcpy (&bits, &value, sizeof bits);
        append (body, bits, 8);
      }
    else if (*form == 's' || *form == 't')
      append_text (body, va_arg (values, const char *), *form == 's' ? 1 : 2);
    else if (*form == 'x')
      {
        guint count = va_arg (values, guint);

        g_byte_array_append (body, va_arg (values, const guint8 *), count);
      }
    else
      append (body, va_arg (values, guint), *form == 'b' ? 1 : *form == 'h' ? 2 : 4);
  va_end (values);
  append (stream, type, 2);
  append (stream, body->len, 2);
  g_byte_array_append (stream, body->data, body->len);
}

static void
put_32 (GByteArray *bytes, gsize at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    bytes->data[at + i] = (guint8) (value >> (8 * i));
}

/* An entry of the directory; the root has the only other one as its child. */
static void
append_entry (GByteArray *bytes, const char *name, guint type, guint32 first, guint size)
{
  gsize begin = bytes->len;
  gsize length = strlen (name);

  for (gsize i = 0; i < 32; i++)
    append (bytes, i < length ? (guchar) name[i] : 0, 2);
  append (bytes, length > 0 ? 2 * (length + 1) : 0, 2);
  append (bytes, type | 1 << 8, 2);
  append (bytes, IS_FREE, 4);
  append (bytes, IS_FREE, 4);
  append (bytes, type == 5 ? 1 : IS_FREE, 4);
  append (bytes, 0, 8);
  append (bytes, 0, 8);
  append (bytes, 0, 8);
  append (bytes, 0, 8);
  append (bytes, 0, 4);
  append (bytes, first, 4);
  append (bytes, size, 8);
  g_assert_cmpuint (bytes->len - begin, ==, 128);
}

typedef struct
{
  guint table, list, directory, small_table, first; /* sectors */
  guint stream_count, count;
  gboolean is_small;
} Plan;

static Plan
make_plan (guint length, TvTestXlsFlags flags)
{
  Plan plan = { .is_small = length < LIMIT };
  guint tables = 1;

  plan.stream_count = (length + SECTOR - 1) / SECTOR;
  plan.count = plan.stream_count + 2 + (flags & TV_TEST_XLS_LISTED ? 1 : 0);
  while (tables * EACH < plan.count + tables)
    tables++;
  g_assert_cmpuint (tables, <, 109);
  plan.list = tables;
  plan.directory = tables + (flags & TV_TEST_XLS_LISTED ? 1 : 0);
  plan.small_table = plan.directory + 1;
  plan.first = plan.directory + 2;
  plan.count += tables;
  return plan;
}

/* The sector of a piece of the stream. */
static guint
place (const Plan *plan, guint index, TvTestXlsFlags flags)
{
  guint count = plan->stream_count;

  if (flags & TV_TEST_XLS_SCATTERED && count % STRIDE != 0)
    index = index * STRIDE % count;
  return plan->first + index;
}

static void
write_head (GByteArray *file, const Plan *plan, TvTestXlsFlags flags)
{
  g_byte_array_append (file, (const guint8 *) "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  append (file, 0, 8);
  append (file, 0, 8);
  append (file, 0x3e | 3 << 16, 4);
  append (file, 0xfffe | 9 << 16, 4);
  append (file, 6, 8);
  append (file, 0, 4);
  append (file, plan->list, 4);
  append (file, plan->directory, 4);
  append (file, 0, 4);
  append (file, LIMIT, 4);
  append (file, plan->is_small ? plan->small_table : CHAIN_END, 4);
  append (file, plan->is_small, 4);
  append (file, flags & TV_TEST_XLS_LISTED ? plan->list : CHAIN_END, 4);
  append (file, flags & TV_TEST_XLS_LISTED ? 1 : 0, 4);
  for (guint i = 0; i < 109; i++)
    append (file, i < plan->list && !(flags & TV_TEST_XLS_LISTED) ? i : IS_FREE, 4);
}

/* The table of sectors, and where they are named. */
static void
write_tables (GByteArray *file, const Plan *plan, TvTestXlsFlags flags)
{
  for (guint i = 0; i < plan->list * EACH; i++)
    append (file, i < plan->list ? IS_TABLE : i < plan->first ? CHAIN_END : IS_FREE, 4);
  for (guint i = 0; i < plan->stream_count; i++)
    put_32 (file,
            SECTOR + 4 * (gsize) place (plan, i, flags),
            i + 1 < plan->stream_count ? place (plan, i + 1, flags) : CHAIN_END);
  if (flags & TV_TEST_XLS_LISTED)
    {
      put_32 (file, SECTOR + 4 * (gsize) plan->list, IS_LIST);
      for (guint i = 0; i < EACH; i++)
        append (file, i < plan->list ? i : i + 1 < EACH ? IS_FREE : CHAIN_END, 4);
    }
}

/**
 * tv_test_compound_write:
 * @path: (type filename): the file
 * @name: of the stream in it
 * @stream: what it holds
 * @flags: how it lies there
 *
 * Writes a compound file with one stream.
 */
void
tv_test_compound_write (const char *path,
                        const char *name,
                        const GByteArray *stream,
                        TvTestXlsFlags flags)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  Plan plan = make_plan (stream->len, flags);

  write_head (file, &plan, flags);
  write_tables (file, &plan, flags);
  append_entry (file,
                "Root Entry",
                5,
                plan.is_small ? place (&plan, 0, flags) : CHAIN_END,
                plan.is_small ? plan.stream_count * SECTOR : 0);
  append_entry (file, name, 2, plan.is_small ? 0 : place (&plan, 0, flags), stream->len);
  append_entry (file, "", 0, 0, 0);
  append_entry (file, "", 0, 0, 0);
  for (guint i = 0; i < EACH; i++)
    append (file,
            !plan.is_small || i * SMALL >= stream->len ? IS_FREE
            : (i + 1) * SMALL >= stream->len           ? CHAIN_END
                                                       : i + 1,
            4);
  g_assert_cmpuint (file->len, ==, SECTOR * (plan.first + 1));
  g_byte_array_set_size (file, SECTOR * (plan.count + 1));
  memset (file->data + SECTOR * (gsize) (plan.first + 1), 0, SECTOR * (gsize) plan.stream_count);
  for (guint i = 0; i < plan.stream_count; i++)
    memcpy (file->data + SECTOR * (gsize) (place (&plan, i, flags) + 1),
            stream->data + SECTOR * (gsize) i,
            MIN (SECTOR, stream->len - SECTOR * i));
  g_assert_true (g_file_set_contents (path, (const char *) file->data, (gssize) file->len, NULL));
}

static void
add_bof (GByteArray *stream, guint kind, TvTestXlsFlags flags)
{
  if (flags & TV_TEST_XLS_OLD)
    tv_test_biff_add (stream, 0x809, "hhhh", 0x500, kind, 0, 0x7cc);
  else
    tv_test_biff_add (stream, 0x809, "hhhhww", 0x600, kind, 0x0dbb, 0x7cc, 0, 6);
}

/**
 * tv_test_xls_write:
 * @path: (type filename): the workbook
 * @globals: (nullable): records of the workbook as a whole
 * @sheets: (array length=count): its sheets
 * @count: how many
 * @flags: how it is written
 *
 * Writes a workbook. An old one takes its texts from the records as they are, names of sheets in
 * ASCII.
 */
void
tv_test_xls_write (const char *path,
                   const GByteArray *globals,
                   const TvTestXlsSheet *sheets,
                   guint count,
                   TvTestXlsFlags flags)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autofree gsize *places = g_new0 (gsize, count);

  add_bof (stream, 0x5, flags);
  if (globals != NULL)
    g_byte_array_append (stream, globals->data, globals->len);
  for (guint i = 0; i < count; i++)
    {
      places[i] = stream->len + 4;
      if (flags & TV_TEST_XLS_OLD)
        tv_test_biff_add (stream,
                          0x85,
                          "wbbbx",
                          0,
                          sheets[i].state,
                          sheets[i].kind,
                          (guint) strlen (sheets[i].name),
                          (guint) strlen (sheets[i].name),
                          sheets[i].name);
      else
        tv_test_biff_add (stream, 0x85, "wbbs", 0, sheets[i].state, sheets[i].kind, sheets[i].name);
    }
  tv_test_biff_add (stream, 0xa, "");
  for (guint i = 0; i < count; i++)
    {
      put_32 (stream, places[i], stream->len);
      add_bof (stream, sheets[i].kind == 2 ? 0x20 : sheets[i].kind == 1 ? 0x40 : 0x10, flags);
      if (sheets[i].cells != NULL)
        g_byte_array_append (stream, sheets[i].cells->data, sheets[i].cells->len);
      tv_test_biff_add (stream, 0xa, "");
    }
  if (flags & TV_TEST_XLS_BARE)
    g_assert_true (
        g_file_set_contents (path, (const char *) stream->data, (gssize) stream->len, NULL));
  else
    tv_test_compound_write (path, flags & TV_TEST_XLS_OLD ? "Book" : "Workbook", stream, flags);
}
