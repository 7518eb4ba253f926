/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heap that grows by small pages costs a fault for each of them, and what is given back between
 * two steps costs them again. A command that needs tens of megabytes for a part of a second asks
 * for them at once. Changes nothing but the time. */
#include "tvc-memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE ((guintptr) 2 << 20)       /* bytes of a large page */
#define LARGEST_PIECE ((gsize) 32 << 20) /* of the heap; larger ones stand by themselves */
#define SMALL_PIECE ((gsize) 1 << 20)    /* that makes the heap grow */

/**
 * tvc_memory_expect:
 * @size: bytes
 *
 * Lets the heap grow by so much at once and keep it, with large pages behind it. Called before
 * there are other threads. Does nothing where the system has no such heap.
 */
void
tvc_memory_expect (gsize size)
{
#if defined(__GLIBC__)
  guintptr begin = (guintptr) sbrk (0), end;
  gpointer piece;

  mallopt (M_TOP_PAD, (int) size);
  mallopt (M_TRIM_THRESHOLD, (int) (4 * size));
  mallopt (M_MMAP_THRESHOLD, (int) LARGEST_PIECE);
  piece = g_malloc (SMALL_PIECE);
  g_free (piece);
  end = (guintptr) sbrk (0) / LARGE * LARGE;
  begin = (begin + LARGE - 1) / LARGE * LARGE;
  if (end > begin && end - begin <= size + SMALL_PIECE)
    madvise ((gpointer) begin, end - begin, MADV_HUGEPAGE);
#endif
}
