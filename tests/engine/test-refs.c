/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of codes and labels: every text finds its own entry, however many there are; entries
 * past the near ones lie in a file and keep what was written to them while they rest. The set of
 * lines does the same with most of them, and so do pieces of bytes and arrays of records. */
#include <stdio.h>
#include <string.h>

#include "base/tv-far-array.h"
#include "base/tv-far-memory.h"
#include "base/tv-far-pieces.h"
#include "base/tv-hash.h"
#include "ingest/tv-line-set.h"
#include "ingest/tv-refs.h"

#define MANY 1700000 /* more than are kept near */

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

/* A third is too long for the entry itself. */
static gsize
make_text (guint number, char text[32])
{
  return (gsize) g_snprintf (text, 32, number % 3 == 0 ? "customer-number-%u" : "C%u", number);
}

static TvRef *
find (TvRefs *refs, guint number)
{
  char text[32];
  gsize length = make_text (number, text);

  return tv_refs_find (refs, text, (guint32) length, tv_hash_bytes (text, length));
}

/* Resident memory of the process in bytes. */
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  unsigned long all, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &all, &resident), ==, 2);
  return (gsize) resident * 4096;
}

static void
test_many (void)
{
  g_autoptr (TvRefs) refs = tv_refs_new ();
  gsize before = get_resident ();

  for (guint i = 0; i < MANY; i++)
    {
      char text[32];
      gsize length = make_text (i, text);
      TvRef *ref = tv_refs_add (refs, text, (guint32) length, tv_hash_bytes (text, length), i + 1);

      ref->seen_file = i ^ 0x5a5a;
    }
  g_assert_cmpuint (tv_refs_get_count (refs), ==, MANY);
  g_assert_true (tv_refs_has_far (refs));
  for (guint i = 0; i < MANY; i += 4)
    {
      TvRef *ref = find (refs, (guint) (i * 7919ull % MANY));

      g_assert_nonnull (ref);
      g_assert_cmpint (ref->id, ==, (gint64) ref->index + 1);
      g_assert_cmpuint (ref->seen_file, ==, ref->index ^ 0x5a5a);
      g_assert_null (find (refs, MANY + i));
    }
  for (guint i = 0; i < MANY; i += 37)
    {
      TvRef *ref = tv_refs_get (refs, i);
      char text[32];

      g_assert_cmpuint (ref->length, ==, make_text (i, text));
      g_assert_cmpmem (ref->text, ref->length, text, strlen (text));
    }
  /* The more places, the fewer entries and texts stay in memory: 44 MB of all three, and what was
   * looked at since the last rest. */
  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident () - before, <, (gsize) 52 << 20);
}

static void
test_few (void)
{
  g_autoptr (TvRefs) refs = tv_refs_new ();

  for (guint i = 0; i < 5000; i++)
    {
      char text[32];
      gsize length = make_text (i, text);

      g_assert_null (find (refs, i));
      tv_refs_add (refs, text, (guint32) length, tv_hash_bytes (text, length), 0);
      g_assert_cmpuint (find (refs, i)->index, ==, i);
    }
  g_assert_false (tv_refs_has_far (refs));
  tv_refs_leave_near (refs, G_MAXSIZE);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpuint (find (refs, i)->index, ==, i);
}

/* A hash proves nothing: a text that differs in a single byte is another, however short it is. */
static void
test_alike (void)
{
  g_autoptr (TvRefs) refs = tv_refs_new ();

  for (guint length = 1; length <= 20; length++)
    {
      char text[] = "ABCDEFGHIJKLMNOPQRST";

      tv_refs_add (refs, text, length, length, 0);
      for (guint i = 0; i < length; i++)
        {
          text[i] ^= 1;
          g_assert_null (tv_refs_find (refs, text, length, length));
          text[i] ^= 1;
        }
      g_assert_cmpuint (tv_refs_find (refs, text, length, length)->index, ==, length - 1);
    }
}

/* Of many lines most lie in a file: nothing is lost, and memory does not grow with them. */
static void
test_many_lines (void)
{
  enum
  {
    LINES = 1500000
  };
  g_autoptr (TvLineSet) set = tv_line_set_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  gsize before = get_resident ();
  gint64 unchanged, changed;

  for (guint i = 0; i < LINES; i++)
    tv_line_set_add (set, tv_hash_mix (i / 2, 7), i % 2);
  /* Every third pair stands there with one line other, every other one not at all. */
  for (guint i = 0; i < LINES; i++)
    if (i / 2 % 3 == 0)
      tv_line_set_meet (set, tv_hash_mix (i / 2, 7), i % 2 * 5);
    else
      tv_line_set_meet (set, tv_hash_mix (i / 2, 8), i % 2);
  g_assert_true (tv_line_set_count (set, progress, &unchanged, &changed, NULL));
  g_assert_cmpint (unchanged, ==, LINES / 6);
  g_assert_cmpint (changed, ==, LINES / 6);
  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident () - before, <, (gsize) 30 << 20);
  g_cancellable_cancel (cancellable);
  g_assert_false (tv_line_set_count (set, progress, &unchanged, &changed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
rest_often (gpointer data)
{
  TvFarMemory *memory = data;

  for (guint i = 0; i < 2000; i++)
    tv_far_memory_rest (memory);
  return NULL;
}

/* What is written while pages rest is there afterwards. */
static void
test_far_memory (void)
{
  enum
  {
    WORDS = 1 << 18
  };
  g_autoptr (TvFarMemory) memory = tv_far_memory_new ((gsize) 64 << 20);
  guint32 *words = tv_far_memory_add (memory, WORDS * sizeof (guint32));
  GThread *thread = g_thread_new ("rest", rest_often, memory);

  for (guint round = 1; round <= 4; round++)
    for (guint i = 0; i < WORDS; i++)
      words[i] += i * round;
  g_thread_join (thread);
  for (guint i = 0; i < WORDS; i++)
    g_assert_cmpuint (words[i], ==, i * 10);
  g_assert_null (tv_far_memory_add (memory, (gsize) 64 << 20));
  g_assert_nonnull (tv_far_memory_add (memory, 1));
}

/* Pieces of all lengths are found by their place and one behind the other, and take little memory.
 */
static void
test_pieces (void)
{
  enum
  {
    PIECES = 400000
  };
  g_autoptr (TvFarPieces) pieces = tv_far_pieces_new ();
  g_autofree guint64 *places = g_new (guint64, PIECES);
  g_autofree char *bytes = g_malloc ((gsize) 3 << 20);
  gsize before = get_resident ();
  guint64 place;
  guint32 length;

  memset (bytes, 'x', (gsize) 3 << 20);
  for (guint i = 0; i < PIECES; i++)
    {
      guint32 size = i % 100000 == 77777 ? (2u << 20) + 1 : 4 + i % 300;

      memcpy (bytes, &i, sizeof i);
      places[i] = tv_far_pieces_add (pieces, bytes, size);
    }
  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident () - before, <, (gsize) 12 << 20);
  for (guint i = 0, at = 0; i < PIECES; i++, at = (at + 7919) % PIECES)
    {
      const char *piece = tv_far_pieces_get (pieces, places[at], &length);

      g_assert_cmpuint (length, ==, at % 100000 == 77777 ? (2u << 20) + 1 : 4 + at % 300);
      g_assert_cmpint (memcmp (piece, &at, sizeof at), ==, 0);
      g_assert_true (length == 4 || piece[length - 1] == 'x');
    }
  place = places[0];
  for (guint i = 1; i < PIECES; i++)
    {
      place = tv_far_pieces_get_next (pieces, place);
      g_assert_cmpuint (place, ==, places[i]);
    }
  g_assert_cmpuint (tv_far_pieces_get_next (pieces, place), ==, TV_FAR_PIECES_NONE);
}

/* Records keep what was written to them, whether they are looked at one after the other, by strides
 * or anywhere, and take little memory. */
static void
test_array (void)
{
  enum
  {
    RECORDS = 700000
  };
  typedef struct
  {
    guint32 number, looks;
    guint64 filling[4];
  } Record;
  g_autoptr (TvFarArray) array = tv_far_array_new (sizeof (Record));
  gsize before = get_resident ();

  for (guint32 i = 0; i < RECORDS; i++)
    {
      Record *record = tv_far_array_add (array);

      g_assert_cmpuint (record->looks, ==, 0);
      record->number = i;
    }
  g_assert_cmpuint (tv_far_array_get_count (array), ==, RECORDS);
  for (guint32 i = 0; i < RECORDS; i++)
    ((Record *) tv_far_array_get (array, i))->looks++;
  for (guint32 i = 0, at = 0; i < RECORDS; i++, at = (at + RECORDS / 16 + 1) % RECORDS)
    ((Record *) tv_far_array_get (array, at))->looks++;
  for (guint32 i = 0, at = 0; i < RECORDS / 8; i++, at = (at + 340573) % RECORDS)
    g_assert_cmpuint (((Record *) tv_far_array_get (array, at))->number, ==, at);
  for (guint32 i = 0; i < RECORDS; i++)
    {
      const Record *record = tv_far_array_get (array, i);

      g_assert_cmpuint (record->number, ==, i);
      g_assert_cmpuint (record->looks, ==, 2);
    }
  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident () - before, <, (gsize) 12 << 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refs/few", test_few);
  g_test_add_func ("/refs/alike", test_alike);
  g_test_add_func ("/refs/many-lines", test_many_lines);
  g_test_add_func ("/refs/many", test_many);
  g_test_add_func ("/refs/far-memory", test_far_memory);
  g_test_add_func ("/refs/pieces", test_pieces);
  g_test_add_func ("/refs/array", test_array);
  return g_test_run ();
}
