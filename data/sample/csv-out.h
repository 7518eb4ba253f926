/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes rows of CSV into memory, or through a buffer into a file. Knows neither locale nor
 * floating point: money is cents, days count from 1970-01-01. */
#pragma once

#include <glib.h>

typedef struct
{
  GString *text;
  int fd; /* -1: all stays in text */
  char delimiter;
  gboolean is_in_row; /* a field of this row has been written */
  int cached_day;
  char cached_date[16];
} CsvOut;

/* Memory only. */
void csv_out_init (CsvOut *self, char delimiter);
gboolean
csv_out_open (CsvOut *self, const char *folder, const char *name, char delimiter, GError **error);
/* Writes what is left and closes the file; FALSE if any byte of it was not written. */
gboolean csv_out_close (CsvOut *self, GError **error);
void csv_out_clear (CsvOut *self);

void csv_out_text (CsvOut *self, const char *text);
void csv_out_number (CsvOut *self, gint64 number);
void csv_out_cents (CsvOut *self, gint64 cents);
void csv_out_day (CsvOut *self, int day);
void csv_out_empty (CsvOut *self, guint count);
void csv_out_end_row (CsvOut *self);
/* A line as it stands, for heads and for rows that are wrong on purpose. */
void csv_out_raw (CsvOut *self, const char *line);

/* The day number of a date of the Gregorian calendar, and back; month and day from 1. */
int csv_day_from_date (int year, int month, int day);
void csv_date_from_day (int day_number, int *year, int *month, int *day);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsvOut, csv_out_clear)
