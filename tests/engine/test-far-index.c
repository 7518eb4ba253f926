/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries by hash: few and many are found in the same way, all of one hash in their order, and none
 * of another; many take little memory. */
#include "base/tv-far-index.h"

#include <stdio.h>

#include "base/tv-hash.h"

#define FEW 1000
#define MANY 400000 /* more than stand in the array */
#define SHARED 8    /* entries of each hash of which there are several */

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

static guint64
make_hash (guint number)
{
  return tv_hash_bytes (&number, sizeof number);
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

/* Every tenth hash has several entries, which come from the last to the first. */
static TvFarIndex *
make_index (guint count)
{
  TvFarIndex *index = tv_far_index_new ();

  for (guint i = 0; i < count; i++)
    {
      guint copies = i % 10 == 0 ? SHARED : 1;

      for (guint c = copies; c-- > 0;)
        {
          TvFarEntry entry = { make_hash (i), c / 2, { c, i, ~i } };

          g_assert_true (tv_far_index_add (index, &entry, NULL));
        }
    }
  g_assert_true (tv_far_index_settle (index, NULL, NULL));
  return index;
}

static void
check_index (const TvFarIndex *index, guint count)
{
  guint total = 0;

  for (guint i = 0; i < count; i++)
    {
      guint copies = i % 10 == 0 ? SHARED : 1;
      guint32 at = tv_far_index_find (index, make_hash (i));
      TvFarEntry entry;

      for (guint c = 0; c < copies; c++)
        {
          g_assert_true (tv_far_index_read (index, at + c, make_hash (i), &entry));
          g_assert_cmpuint (entry.order, ==, c / 2);
          g_assert_cmpuint (entry.values[0], ==, c);
          g_assert_cmpuint (entry.values[1], ==, i);
          g_assert_cmpuint (entry.values[2], ==, ~i);
        }
      g_assert_false (tv_far_index_read (index, at + copies, make_hash (i), &entry));
      total += copies;
    }
  g_assert_cmpuint (tv_far_index_get_count (index), ==, total);
  for (guint i = count; i < 2 * count; i++)
    {
      TvFarEntry entry;

      g_assert_false (tv_far_index_read (index,
                                         tv_far_index_find (index, make_hash (i)),
                                         make_hash (i),
                                         &entry));
    }
}

static void
test_none (void)
{
  g_autoptr (TvFarIndex) index = make_index (0);
  TvFarEntry entry;

  g_assert_false (tv_far_index_read (index, tv_far_index_find (index, 7), 7, &entry));
}

static void
test_few (void)
{
  g_autoptr (TvFarIndex) index = make_index (FEW);

  check_index (index, FEW);
}

/* 16 MB of entries. */
static void
test_many (void)
{
  gsize before = get_resident ();
  g_autoptr (TvFarIndex) index = make_index (MANY);

  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident (), <, before + (8 << 20));
  check_index (index, MANY);
  if (!IS_SANITIZED)
    g_assert_cmpuint (get_resident (), <, before + (8 << 20));
}

/* One address that very many have. */
static void
test_one_hash (void)
{
  g_autoptr (TvFarIndex) index = tv_far_index_new ();
  TvFarEntry entry = { .hash = make_hash (1) };
  guint32 at;

  for (guint i = 0; i < MANY; i++)
    {
      entry.order = MANY - i;
      g_assert_true (tv_far_index_add (index, &entry, NULL));
    }
  g_assert_true (tv_far_index_settle (index, NULL, NULL));
  at = tv_far_index_find (index, entry.hash);
  for (guint i = 0; i < MANY; i++)
    {
      g_assert_true (tv_far_index_read (index, at + i, make_hash (1), &entry));
      g_assert_cmpuint (entry.order, ==, i + 1);
    }
}

static void
test_cancel (void)
{
  g_autoptr (TvFarIndex) index = tv_far_index_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      TvFarEntry entry = { .hash = make_hash (i) };

      g_assert_true (tv_far_index_add (index, &entry, NULL));
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (tv_far_index_settle (index, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/far-index/none", test_none);
  g_test_add_func ("/far-index/few", test_few);
  g_test_add_func ("/far-index/many", test_many);
  g_test_add_func ("/far-index/one-hash", test_one_hash);
  g_test_add_func ("/far-index/cancel", test_cancel);
  return g_test_run ();
}
