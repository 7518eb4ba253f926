/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes rows of CSV into memory, or through a buffer of a megabyte into a file. A field is quoted
 * only where it must be. A failed write is remembered and told at the end, so that the callers
 * write millions of fields without looking. */
#include "csv-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FLUSH_BYTES (1 << 20)

/**
 * csv_day_from_date:
 * @year: year of the Gregorian calendar
 * @month: month, 1-12
 * @day: day of the month, 1-31
 *
 * Returns: days since 1970-01-01
 */
int
csv_day_from_date (int year, int month, int day)
{
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (int) g_date_get_julian (date) - 719163;
}

/**
 * csv_date_from_day:
 * @day_number: days since 1970-01-01
 * @year: (out): the year
 * @month: (out): the month, 1-12
 * @day: (out): the day of the month, 1-31
 *
 * The reverse of csv_day_from_date().
 */
void
csv_date_from_day (int day_number, int *year, int *month, int *day)
{
  g_autoptr (GDate) date = g_date_new_julian ((guint32) (day_number + 719163));

  *year = g_date_get_year (date);
  *month = (int) g_date_get_month (date);
  *day = g_date_get_day (date);
}

/**
 * csv_out_init:
 * @self: a writer
 * @delimiter: what stands between two fields
 *
 * Begins a text in memory; it is in @self->text.
 */
void
csv_out_init (CsvOut *self, char delimiter)
{
  *self = (CsvOut){ .text = g_string_sized_new (FLUSH_BYTES + 4096),
                    .fd = -1,
                    .delimiter = delimiter,
                    .cached_day = G_MININT };
}

/**
 * csv_out_open:
 * @self: a writer
 * @folder: an existing folder
 * @name: name of the file to make or to replace
 * @delimiter: what stands between two fields
 * @error: return location for an error
 *
 * Begins a file.
 *
 * Returns: whether it could be opened
 */
gboolean
csv_out_open (CsvOut *self, const char *folder, const char *name, char delimiter, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  csv_out_init (self, delimiter);
  self->fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (self->fd >= 0)
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (errno),
               "Could not write “%s”: %s",
               path,
               g_strerror (errno));
  return FALSE;
}

static void
flush (CsvOut *self)
{
  gsize done = 0;

  while (done < self->text->len)
    {
      gssize count = write (self->fd, self->text->str + done, self->text->len - done);

      if (count < 0 && errno == EINTR)
        continue;
      if (count <= 0)
        {
          /* What could not be written stays, and csv_out_close () finds it. */
          g_string_erase (self->text, 0, (gssize) done);
          return;
        }
      done += (gsize) count;
    }
  g_string_truncate (self->text, 0);
}

/**
 * csv_out_close:
 * @self: a writer made by csv_out_open()
 * @error: return location for an error
 *
 * Writes the rest and closes the file.
 *
 * Returns: whether all of it was written
 */
gboolean
csv_out_close (CsvOut *self, GError **error)
{
  gboolean is_whole;

  flush (self);
  is_whole = self->text->len == 0;
  if (!is_whole)
    g_set_error (error,
                 G_FILE_ERROR,
                 g_file_error_from_errno (errno),
                 "Could not write the whole file: %s",
                 g_strerror (errno));
  return g_close (g_steal_fd (&self->fd), is_whole ? error : NULL) && is_whole;
}

/**
 * csv_out_clear:
 * @self: a writer
 *
 * Frees what @self holds; a file that is still open stays unfinished.
 */
void
csv_out_clear (CsvOut *self)
{
  if (self->fd >= 0)
    g_close (g_steal_fd (&self->fd), NULL);
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

static inline void
begin_field (CsvOut *self)
{
  if (self->is_in_row)
    g_string_append_c (self->text, self->delimiter);
  self->is_in_row = TRUE;
}

/**
 * csv_out_text:
 * @self: a writer
 * @text: (nullable): the field
 *
 * Writes a field, in quotes where its bytes ask for them.
 */
void
csv_out_text (CsvOut *self, const char *text)
{
  const char special[] = { self->delimiter, '"', '\r', '\n', '\0' };
  gsize length = text != NULL ? strlen (text) : 0;

  begin_field (self);
  if (length == 0)
    return;
  if (strcspn (text, special) == length)
    {
      g_string_append_len (self->text, text, (gssize) length);
      return;
    }
  g_string_append_c (self->text, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *p);
    }
  g_string_append_c (self->text, '"');
}

static void
append_number (GString *text, guint64 number, guint min_digits)
{
  char digits[24];
  guint at = sizeof digits;

  for (guint count = 0; number != 0 || count < min_digits; count++, number /= 10)
    digits[--at] = (char) ('0' + number % 10);
  g_string_append_len (text, digits + at, (gssize) (sizeof digits - at));
}

/**
 * csv_out_number:
 * @self: a writer
 * @number: the field
 *
 * Writes a whole number.
 */
void
csv_out_number (CsvOut *self, gint64 number)
{
  begin_field (self);
  if (number < 0)
    g_string_append_c (self->text, '-');
  append_number (self->text, number < 0 ? 0 - (guint64) number : (guint64) number, 1);
}

/**
 * csv_out_cents:
 * @self: a writer
 * @cents: the field, in hundredths
 *
 * Writes an amount with a point and two decimals.
 */
void
csv_out_cents (CsvOut *self, gint64 cents)
{
  guint64 size = cents < 0 ? 0 - (guint64) cents : (guint64) cents;

  begin_field (self);
  if (cents < 0)
    g_string_append_c (self->text, '-');
  append_number (self->text, size / 100, 1);
  g_string_append_c (self->text, '.');
  append_number (self->text, size % 100, 2);
}

/**
 * csv_out_day:
 * @self: a writer
 * @day: days since 1970-01-01
 *
 * Writes a date as ISO 8601 has it.
 */
void
csv_out_day (CsvOut *self, int day)
{
  begin_field (self);
  if (day != self->cached_day)
    {
      int year, month, day_of_month;

      csv_date_from_day (day, &year, &month, &day_of_month);
      g_snprintf (self->cached_date,
                  sizeof self->cached_date,
                  "%04d-%02d-%02d",
                  year,
                  month,
                  day_of_month);
      self->cached_day = day;
    }
  g_string_append_len (self->text, self->cached_date, 10);
}

/**
 * csv_out_empty:
 * @self: a writer
 * @count: how many
 *
 * Writes fields without a value.
 */
void
csv_out_empty (CsvOut *self, guint count)
{
  for (guint i = 0; i < count; i++)
    begin_field (self);
}

/**
 * csv_out_end_row:
 * @self: a writer
 *
 * Ends a row.
 */
void
csv_out_end_row (CsvOut *self)
{
  g_string_append_c (self->text, '\n');
  self->is_in_row = FALSE;
  if (self->fd >= 0 && self->text->len >= FLUSH_BYTES)
    flush (self);
}

/**
 * csv_out_raw:
 * @self: a writer
 * @line: the line, without its end
 *
 * Writes a line without looking at it.
 */
void
csv_out_raw (CsvOut *self, const char *line)
{
  g_string_append (self->text, line);
  csv_out_end_row (self);
}
