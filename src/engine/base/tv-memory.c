/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An array of many megabytes that is written for the first time costs a fault for each page of 4
 * KiB; with pages of 2 MiB it costs next to none. What was freed stays with the process in the hope
 * that it is needed again, until it is given back. */
#include "base/tv-memory.h"

#include <malloc.h>
#include <sys/mman.h>

#define LARGE ((guintptr) 2 << 20) /* bytes of a large page */

/**
 * tv_memory_use_large_pages:
 * @memory: an array that was not written to yet
 * @size: bytes
 *
 * Asks for large pages behind the parts of an array that fill some. Nothing changes but the time,
 * and nothing at all where the system has none.
 */
void
tv_memory_use_large_pages (gpointer memory, gsize size)
{
  guintptr begin = ((guintptr) memory + LARGE - 1) / LARGE * LARGE;
  guintptr end = ((guintptr) memory + size) / LARGE * LARGE;

  if (end > begin)
    madvise ((gpointer) begin, end - begin, MADV_HUGEPAGE);
}

/**
 * tv_memory_new:
 * @count: how many elements
 * @size: bytes of one
 *
 * Makes an array of undefined values, with large pages where it fills some.
 *
 * Returns: (transfer full): the array, for g_free()
 */
gpointer
tv_memory_new (gsize count, gsize size)
{
  return tv_memory_renew (NULL, count, size);
}

/**
 * tv_memory_new0:
 * @count: how many elements
 * @size: bytes of one
 *
 * Does what tv_memory_new() does, with zeros. What nobody reads or writes takes no memory.
 *
 * Returns: (transfer full): the array, for g_free()
 */
gpointer
tv_memory_new0 (gsize count, gsize size)
{
  gpointer memory = g_malloc0_n (count, size);

  tv_memory_use_large_pages (memory, count * size);
  return memory;
}

/**
 * tv_memory_renew:
 * @memory: (transfer full) (nullable): an array of g_malloc() or of the functions here
 * @count: how many elements it is to have
 * @size: bytes of one
 *
 * Gives an array another length, with large pages behind what is written to from now on.
 *
 * Returns: (transfer full): the array, for g_free()
 */
gpointer
tv_memory_renew (gpointer memory, gsize count, gsize size)
{
  memory = g_realloc_n (memory, count, size);
  tv_memory_use_large_pages (memory, count * size);
  return memory;
}

/**
 * tv_memory_give_back:
 *
 * Gives the system what a stage of much work has freed, before the next one takes as much in other
 * pieces. Takes some milliseconds.
 */
void
tv_memory_give_back (void)
{
  malloc_trim (0);
}
