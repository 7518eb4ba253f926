/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the bytes of an import come from: plain files, pipes, and files that others append to, cut,
 * write over or delete while they are read. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tv-error.h"
#include "ingest/tv-byte-source.h"
#include "tv-test-workspace.h"

static void
write_file (TvTestFile *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

/* Up to size bytes, in small steps. */
static char *
read_some (TvByteSource *source, gsize size, GError **error)
{
  GString *text = g_string_new (NULL);
  char block[3];
  gssize got = 1;

  while (text->len < size && got > 0)
    {
      got = tv_byte_source_read (source, block, MIN (sizeof block, size - text->len), error);
      if (got > 0)
        g_string_append_len (text, block, got);
    }
  if (got >= 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

static void
assert_fails (TvByteSource *source, int code, const char *fact)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_some (source, G_MAXSIZE, &error);

  g_assert_null (text);
  g_assert_error (error, TV_ERROR, code);
  g_assert_nonnull (strstr (error->message, fact));
  g_assert_nonnull (strstr (error->message, "sales.csv"));
}

static void
test_plain (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *text = NULL;

  write_file (fixture, "a,b\n1,2\n3,4\n5,6\n");
  source = tv_byte_source_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tv_byte_source_get_size (source), ==, 16);
  text = read_some (source, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "a,b\n1,2\n3,4\n5,6\n");
  g_assert_cmpint (tv_byte_source_get_position (source), ==, 16);
}

static void
test_refused (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tv_byte_source_open (fixture->path, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tv_byte_source_open (fixture->folder, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  write_file (fixture, "a,b\n");
  g_assert_null (tv_byte_source_open (fixture->path, "sheet", &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
}

static void
test_grows (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *rest = NULL;

  write_file (fixture, "a,b\n1,2\n3,4\n5,6\n");
  source = tv_byte_source_open (fixture->path, NULL, &error);
  begin = read_some (source, 9, &error);
  {
    FILE *file = g_fopen (fixture->path, "a");

    fputs ("7,8\n9", file);
    fclose (file);
  }
  rest = read_some (source, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rest, ==, ",4\n5,6\n");
}

static void
test_shrinks (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *begin = NULL;

  write_file (fixture, "a,b\n1,2\n3,4\n5,6\n");
  source = tv_byte_source_open (fixture->path, NULL, NULL);
  begin = read_some (source, 9, NULL);
  g_assert_cmpint (truncate (fixture->path, 12), ==, 0);
  assert_fails (source, TV_ERROR_CONFLICT, "shorter");
}

static void
test_written_over (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *begin = NULL;
  struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
  int file;

  write_file (fixture, "a,b\n1,2\n3,4\n5,6\n");
  g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, times, 0), ==, 0);
  source = tv_byte_source_open (fixture->path, NULL, NULL);
  begin = read_some (source, 9, NULL);
  file = g_open (fixture->path, O_WRONLY, 0);
  g_assert_cmpint (pwrite (file, "9", 1, 14), ==, 1);
  close (file);
  assert_fails (source, TV_ERROR_CONFLICT, "written");
}

static void
test_vanishes (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *text = NULL;

  write_file (fixture, "a,b\n1,2\n3,4\n5,6\n");
  source = tv_byte_source_open (fixture->path, NULL, NULL);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  write_file (fixture, "another\n");
  text = read_some (source, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "a,b\n1,2\n3,4\n5,6\n");
}

static gpointer
feed (gpointer path)
{
  FILE *file = g_fopen (path, "w");

  for (int i = 0; i < 20000; i++)
    fprintf (file, "%d\n", i);
  fclose (file);
  return NULL;
}

static void
test_pipe (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvByteSource) source = NULL;
  g_autofree char *text = NULL;
  GThread *writer;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  writer = g_thread_new ("feed", feed, fixture->path);
  source = tv_byte_source_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tv_byte_source_get_size (source), ==, -1);
  text = read_some (source, G_MAXSIZE, &error);
  g_thread_join (writer);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, 108890);
  g_assert_true (g_str_has_suffix (text, "\n19999\n"));
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Nobody ever writes. */
static void
test_stalls (TvTestFile *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  GThread *canceller = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (tv_byte_source_open_with (fixture->path, NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (canceller);
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
  add ("/byte-source/plain", test_plain);
  add ("/byte-source/refused", test_refused);
  add ("/byte-source/grows", test_grows);
  add ("/byte-source/shrinks", test_shrinks);
  add ("/byte-source/written-over", test_written_over);
  add ("/byte-source/vanishes", test_vanishes);
  add ("/byte-source/pipe", test_pipe);
  add ("/byte-source/stalls", test_stalls);
  return g_test_run ();
}
