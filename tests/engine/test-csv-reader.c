/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of delimited text: examples of quotes, line ends and slips with the line where each
 * record starts, random tables that come back as they were printed, records over the ends of its
 * blocks, limits, and other encodings. */
#include <string.h>

#include "ingest/tv-csv-reader.h"
#include "ingest/tv-sniffer.h"
#include "ingest/tv-utf8.h"
#include "tv-test-records.h"
#include "tv-test-workspace.h"

/* All records, one after the other. */
static char *
read_all (TvCsvReader *reader)
{
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);

  while (tv_csv_reader_read (reader, record, &error))
    tv_test_records_append (all, record);
  g_assert_no_error (error);
  return g_string_free (all, FALSE);
}

static const struct
{
  const char *text;
  const char *expected;
} examples[] = {
  { "", "" },
  { "\n\r\n \n\t\n", "" },
  { "a,b", "1:a[b]" },
  { "a,b\n", "1:a[b]" },
  { "a,\n,b\n,\n", "1:a[]2:[b]3:[]" },
  { "a\r\nb\rc\nd", "1:a]2:b]3:c]4:d]" },
  { "a\n\n\nb", "1:a]4:b]" },
  { "\"a,b\",\"c\"\"d\",\"\"", "1:a,b[c\"d[]" },
  { "\"a\nb\r\nc\",d\ne", "1:a\nb\r\nc[d]4:e]" },
  { "5\" pipe,a\"b\"", "1:5\" pipe[a\"b\"]" },
  { "\"a\"b,c", "1:ab[c]" },
  { "\"a\" ,c", "1:a[c]" },
  { "\"\"\"\"\n", "1:\"]" },
  { "a,b\n\"size 5 \"magnum\"\",c\n", "1:a[b]2:size 5 \"magnum\"[c]" },
  { "a,b\n\"\"c\"\",d\n", "1:a[b]2:\"c\"[d]" },
  /* A cell that is never closed ends where its record has as many cells as the others. */
  { "a,b,c\n\"d,\"e\",f\n", "1:a[b[c]2:d[e[f]" },
  { "a,b,c\n\"d\"\",\"e\",f\n", "1:a[b[c]2:d\"[e[f]" },
  { "a,b,c\n\"d,e,\"f \"\"g\"\"\"\n", "1:a[b[c]2:d[e[f \"g\"]" },
  { "\"a,\"b\"\n\"c\",\"d\"\n", "1:a[b]2:c[d]" },
  { "a,b\n\"c,\"d\",e\n", "1:a[b]2:c,\"d[e]" },
  { "a,b\n\"c,\"d\" e\",f\n", "1:a[b]2:c,\"d\" e[f]" },
  { "x\n\"a,b\nc,d\ne", "1:x]2!BAD_QUOTING]3:c[d]4:e]" },
  { "x\n\"a,b\nc,\"d\"\ne", "1:x]2!BAD_QUOTING]3:c[d]4:e]" },
  { "x\n\"a,b\nc,\"d\"\n\"e\",f\n", "1:x]2!BAD_QUOTING]3:c[d]4:e[f]" },
  /* The second slip's quote would close the first one's cell, and three rows would be one. */
  { "x\n\"a,b\nc,\"d\ne,f\n", "1:x]2!BAD_QUOTING]3!BAD_QUOTING]4:e[f]" },
  { "\"a,b\nc,d\n\"e,f\ng,h\n", "1!BAD_QUOTING]2:c[d]3!BAD_QUOTING]4:g[h]" },
  { "\"", "1!BAD_QUOTING]" },
  { "\"a\n\"\"b\n", "1!BAD_QUOTING]2:b]" },
  { "a\xff,b\nc", "1!BAD_ENCODING]2:c]" },
  { "\303\251,\342\202\254\n", "1:é[€]" },
  { "\357\273\277a,b\n", "1:a[b]" },
  /* Texts that were put together, or that a program put a mark before which had one. */
  { "\357\273\277\357\273\277a,b\n", "1:a[b]" },
  { "a,b\n\357\273\277c,d\n\357\273\277\n", "1:a[b]2:c[d]" },
  { "a,b\nc,d\n\032", "1:a[b]2:c[d]" },
  { "a,b\nc,d\n  \032\032", "1:a[b]2:c[d]" },
  { "a,b\nc,\032d\n\032e,f\n", "1:a[b]2:c[\032d]3:\032e[f]" },
};

static void
test_examples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (TvCsvReader) reader
          = tv_csv_reader_new_for_text (examples[i].text, strlen (examples[i].text), ',');
      g_autofree char *found = read_all (reader);

      g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

static void
test_nul (void)
{
  static const char text[] = "a,b\nc\0c,d\ne,f\n";
  g_autoptr (TvCsvReader) reader = tv_csv_reader_new_for_text (text, sizeof text - 1, ',');
  g_autofree char *found = read_all (reader);

  g_assert_cmpstr (found, ==, "1:a[b]2!BAD_ENCODING]3:e[f]");
}

static char *
make_cell (char delimiter)
{
  const char delimiters[] = { delimiter, '\0' };
  const char *const pieces[]
      = { "\"", delimiters, "\n", "\r\n", "\r", " ", "a", "é", "€", "12", "Château" };
  GString *cell = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (cell, FALSE);
}

static void
print_cell (GString *text, const char *cell, char delimiter)
{
  if (strpbrk (cell, "\"\r\n") == NULL && strchr (cell, delimiter) == NULL
      && g_test_rand_int_range (0, 3) > 0)
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

static guint
count_lines (const char *cell)
{
  guint count = 0;

  for (; *cell != '\0'; cell++)
    count += *cell == '\n' || (*cell == '\r' && cell[1] != '\n');
  return count;
}

/* Prints a random table and what read_all() has to make of it. The first cell is never blank, so
 * that no record is left out. */
static void
print_table (GString *text, GString *expected, char delimiter, guint records)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  const char *end = ends[g_test_rand_int_range (0, 3)];
  guint line = 1;

  for (guint r = 0; r < records; r++)
    {
      guint start = line;

      g_string_append_printf (expected, "%u:x", start);
      g_string_append_c (text, 'x');
      for (int c = g_test_rand_int_range (0, 5); c > 0; c--)
        {
          g_autofree char *cell = make_cell (delimiter);

          g_string_append_c (text, delimiter);
          print_cell (text, cell, delimiter);
          g_string_append_printf (expected, "[%s", cell);
          line += count_lines (cell);
        }
      g_string_append (text, end);
      g_string_append_c (expected, ']');
      line++;
    }
}

static void
test_random (void)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };

  for (int i = 0; i < 400; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      char delimiter = delimiters[i % 4];
      g_autoptr (TvCsvReader) reader = NULL;
      g_autofree char *found = NULL;

      print_table (text, expected, delimiter, 20);
      reader = tv_csv_reader_new_for_text (text->str, text->len, delimiter);
      found = read_all (reader);
      g_assert_cmpstr (found, ==, expected->str);
    }
}

/* Some ten blocks, so that records, quotes, pairs of CR and LF and characters are cut anywhere. */
static void
test_blocks (void)
{
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (TvCsvReader) reader = NULL;
      g_autofree char *found = NULL;

      print_table (text, expected, ';', 100000);
      g_assert_cmpuint (text->len, >, 1 << 20);
      reader = tv_csv_reader_new_for_text (text->str, text->len, ';');
      found = read_all (reader);
      g_assert_true (g_str_equal (found, expected->str));
    }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16" };
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "file.csv", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  print_table (text, expected, ',', 30000);
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TvCsvReader) reader = NULL;
      g_autofree char *found = NULL;
      gsize length;
      g_autofree char *bytes
          = g_convert (text->str, (gssize) text->len, encodings[i], "UTF-8", NULL, &length, &error);

      g_assert_no_error (error);
      g_file_set_contents (path, bytes, (gssize) length, &error);
      g_assert_no_error (error);
      reader = tv_csv_reader_new (path, encodings[i], ',', &error);
      g_assert_no_error (error);
      found = read_all (reader);
      g_assert_true (g_str_equal (found, expected->str));
      g_assert_cmpint (tv_csv_reader_get_position (reader), ==, length);
    }
  tv_test_folder_free (folder);
}

/* Where a quote that is never closed would take all that follows, rows that go on below it show
 * that it does not. */
static void
test_unclosed (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } texts[] = {
    { "a,\"b\nc,d\n", "1:a[b\nc,d\n]" },
    { "a,b\nc,\"d\ne,f\ng,h\n", "1:a[b]2:c[d]3:e[f]4:g[h]" },
    { "a,b\nc,\"d\n\"e\",f\n", "1:a[b]2:c[d]3:e[f]" },
    { "a,b\n\"c,d\ne,\"f, \"\"g\"\"\"\n", "1:a[b]2:c[d]3:e[f, \"g\"]" },
    { "a,b\nc,\"d\ne\"\nf,g\n", "1:a[b]2:c[d\ne]4:f[g]" },
    { "a,b\n\"c\nd,e\nf,g\n", "1:a[b]2:c\nd,e\nf,g\n]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TvCsvReader) reader
          = tv_csv_reader_new_for_text (texts[i].text, strlen (texts[i].text), ',');
      const TvCsvOptions options = { .takes_rest = TRUE };
      g_autofree char *found = NULL;

      tv_csv_reader_set_options (reader, &options);
      found = read_all (reader);
      g_assert_cmpstr (found, ==, texts[i].expected);
    }
}

/* A row in another delimiter, or in quotes as a whole, is told and cut as the others are. */
static void
test_recut (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } texts[] = {
    { "a,b,c,d\ne;f;\"g;h\";i\nj,k,l,m\n", "1:a[b[c[d]2:e[f[g;h[i]3:j[k[l[m]" },
    { "a,b,c,d\ne;1,5;\"g\";i\n", "1:a[b[c[d]2:e[1,5[g[i]" },
    { "a,b,c,d\n\"e,\"\"f, g\"\",h,i\"\n", "1:a[b[c[d]2:e[f, g[h[i]" },
    { "a;b;c;d\nSo far, so good, he said, or she\n",
      "1:a[b[c[d]2:So far, so good, he said, or she]" },
    { "a;b;c;d\ne,f,g\n", "1:a[b[c[d]2:e,f,g]" },
    { "a,b\nc;d\n", "1:a[b]2:c;d]" },
    { "a,b,c,d\n'e','f, g','h','i'\n", "1:a[b[c[d]2:e[f, g[h[i]" },
    { "a,b,c,d\n'n hoek,'t huis,x,y'\n", "1:a[b[c[d]2:'n hoek['t huis[x[y']" },
    { "a,b,c,d\ne,,f,,g,,h\n", "1:a[b[c[d]2:e[f[g[h]" },
    { "a,b,c,d\ne,,f,g\n", "1:a[b[c[d]2:e[[f[g]" },
    { "a,b,,c,d\ne,f,g,h\ni,j,k,l\n", "1:a[b[c[d]2:e[f[g[h]3:i[j[k[l]" },
    { "a,b,c,d\n\f\"e\",f,g,h\n", "1:a[b[c[d]2:e[f[g[h]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char delimiter = texts[i].text[1];
      g_autoptr (TvCsvReader) reader
          = tv_csv_reader_new_for_text (texts[i].text, strlen (texts[i].text), delimiter);
      g_autofree char *found = read_all (reader);

      g_assert_cmpstr (found, ==, texts[i].expected);
    }
}

/* Of a header with another delimiter, those below it say how many cells it has to have. */
static void
test_recut_header (void)
{
  static const char text[] = "a;b;c;d\n1,2,3,4\n5;6;7;8\n9,10,11,12\n";
  static const char spaced[] = "a, b, c, d, e\n1;2;3;4;5\n6, 7, 8, 9, 10\n11;12;13;14;15\n";
  g_autoptr (TvCsvReader) reader = tv_csv_reader_new_for_text (text, strlen (text), ',');
  g_autoptr (TvCsvReader) exact = tv_csv_reader_new_for_text (text, strlen (text), ',');
  const TvCsvOptions options = { .is_exact = TRUE };
  g_autofree char *found = read_all (reader);
  g_autofree char *as_it_stands = NULL;
  g_autoptr (TvCsvReader) sentence = tv_csv_reader_new_for_text (spaced, strlen (spaced), ';');
  g_autofree char *one_line = read_all (sentence);

  g_assert_cmpstr (found, ==, "1:a[b[c[d]2:1[2[3[4]3:5[6[7[8]4:9[10[11[12]");
  /* Those below it do not agree. */
  g_assert_cmpstr (one_line, ==, "1:a, b, c, d, e]2:1[2[3[4[5]3:6, 7, 8, 9, 10]4:11[12[13[14[15]");
  tv_csv_reader_set_options (exact, &options);
  as_it_stands = read_all (exact);
  g_assert_cmpstr (as_it_stands, ==, "1:a;b;c;d]2:1[2[3[4]3:5;6;7;8]4:9[10[11[12]");
}

/* Where records end in CR LF alone, an LF is a part of a cell, and a line all the same. */
static void
test_pairs (void)
{
  static const char text[] = "a,b\r\nc\nd,e\r\n\"f\ng\",h\ni\r\nj,k\r\n";
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");
  g_autoptr (TvCsvReader) reader = NULL;
  g_autofree char *found = NULL;

  dialect->newline = g_strdup ("\r\n");
  reader = tv_csv_reader_open_bytes (text, strlen (text), dialect, NULL);
  found = read_all (reader);
  g_assert_cmpstr (found, ==, "1:a[b]2:c\nd[e]4:f\ng[h\ni]7:j[k]");
}

/* What fills up the last sector of a file is no record, however much it is. */
static void
test_filling (void)
{
  static const gsize sizes[] = { 1, 20, 64, 200, 1 << 18 };
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "filled.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = g_malloc0 (8 + sizes[i]);
      g_autoptr (TvCsvReader) reader = NULL;
      g_autoptr (TvSniff) sniff = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      memcpy (text, "a,b\nc,d\n", 8);
      reader = tv_csv_reader_new_for_text (text, 8 + sizes[i], ',');
      found = read_all (reader);
      g_assert_cmpstr (found, ==, "1:a[b]2:c[d]");
      if (sizes[i] > 64)
        continue;
      g_assert_true (g_file_set_contents (path, text, (gssize) (8 + sizes[i]), &error));
      sniff = tv_sniff_file (path, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (sniff->dialect->encoding, ==, "UTF-8");
      g_assert_cmpuint (sniff->columns->len, ==, 2);
    }
  tv_test_folder_free (folder);
}

/* A line too long to be kept is one reject, wherever it ends; reading goes on behind it. */
static void
test_limits (void)
{
  static const gsize lengths[] = { TV_RECORD_MAXIMUM_SIZE - 10,
                                   TV_RECORD_MAXIMUM_SIZE + (1 << 18),
                                   5 * TV_RECORD_MAXIMUM_SIZE };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (int is_quoted = 0; is_quoted < 2; is_quoted++)
      {
        g_autoptr (GString) text = g_string_new ("a,b\n");
        g_autoptr (TvCsvReader) reader = NULL;
        g_autofree char *found = NULL;

        g_string_append (text, is_quoted ? "\"" : "");
        for (gsize n = 0; n < lengths[i]; n++)
          g_string_append_c (text, 'x');
        g_string_append (text, "\r\nc,d\r\n");
        reader = tv_csv_reader_new_for_text (text->str, text->len, ',');
        found = read_all (reader);
        if (i == 0 && !is_quoted)
          g_assert_true (g_str_has_suffix (found, "xxx]3:c[d]"));
        else
          g_assert_cmpstr (found,
                           ==,
                           i == 0 ? "1:a[b]2!BAD_QUOTING]3:c[d]" : "1:a[b]2!LINE_TOO_LONG]3:c[d]");
      }
}

static void
test_many_fields (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TvCsvReader) reader = NULL;
  g_autofree char *found = NULL;

  for (int i = 0; i < TV_RECORD_MAXIMUM_FIELDS; i++)
    g_string_append_c (text, ',');
  g_string_append (text, "\na,b\n");
  reader = tv_csv_reader_new_for_text (text->str, text->len, ',');
  found = read_all (reader);
  g_assert_cmpstr (found, ==, "1!TOO_MANY_FIELDS]2:a[b]");
}

/* Of texts of characters of all lengths and of broken ones: the same byte is bad as GLib says, and
 * without the end of the text no character that it cuts. */
static void
test_utf8 (void)
{
  static const char *const parts[] = {
    "a",    " ",    "xyz xyz xyz xyz ", "\303\251", "\337\277", "\342\202\254", "\360\237\230\200",
    "\303", "\251", "\342\202",         "\377",     "\300\200", "\355\240\200", "\340\240\200"
  };
  static const guint ranges[] = { 3, 5, G_N_ELEMENTS (parts) };

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint range = ranges[round % G_N_ELEMENTS (ranges)];
      const char *end, *checked, *bad;
      gboolean is_valid;

      for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, (int) range)]);
      is_valid = g_utf8_validate (text->str, (gssize) text->len, &end);
      bad = tv_utf8_find_bad (text->str, text->str + text->len, FALSE, TRUE, &checked);
      g_assert_true (bad == (is_valid ? NULL : end) && checked == end);
      bad = tv_utf8_find_bad (text->str, text->str + text->len, FALSE, FALSE, &checked);
      g_assert_true ((bad == NULL || bad == end) && checked == end);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/examples", test_examples);
  g_test_add_func ("/csv-reader/nul", test_nul);
  g_test_add_func ("/csv-reader/random", test_random);
  g_test_add_func ("/csv-reader/blocks", test_blocks);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/utf8", test_utf8);
  g_test_add_func ("/csv-reader/limits", test_limits);
  g_test_add_func ("/csv-reader/unclosed", test_unclosed);
  g_test_add_func ("/csv-reader/recut", test_recut);
  g_test_add_func ("/csv-reader/recut-header", test_recut_header);
  g_test_add_func ("/csv-reader/pairs", test_pairs);
  g_test_add_func ("/csv-reader/filling", test_filling);
  g_test_add_func ("/csv-reader/many-fields", test_many_fields);
  return g_test_run ();
}
