/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mapping of a file that has no name and vanishes with the process. Addresses stay good; after
 * a rest, the next look at a page brings it back from the file, or from what the kernel keeps of it
 * as long as nobody else wants the room. Room is taken on the disk before it is handed out, for a
 * full disk would be told by a signal otherwise. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "base/tv-far-memory.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PIECE ((gsize) 8 << 20) /* of the disk, taken at once */
#define PAGE 4096

struct _TvFarMemory
{
  int fd;
  guint8 *base;
  gsize size;  /* of the mapping */
  gsize taken; /* of the disk, a part of it */
  gsize used;  /* handed out, a part of that */
};

/* /tmp may lie in memory itself. */
static int
open_file (void)
{
  const char *folders[] = { g_getenv ("TMPDIR"), "/var/tmp", g_get_tmp_dir () };
  int fd = -1;

  for (gsize i = 0; fd < 0 && i < G_N_ELEMENTS (folders); i++)
    if (folders[i] != NULL)
      fd = open (folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  return fd;
}

/**
 * tv_far_memory_new:
 * @size: bytes that it may grow to; only what is used takes room on the disk
 *
 * Makes an empty memory.
 *
 * Returns: (transfer full) (nullable): the memory; %NULL where no file can be had
 */
TvFarMemory *
tv_far_memory_new (gsize size)
{
  int fd = open_file ();
  void *base = MAP_FAILED;
  TvFarMemory *memory;

  if (fd < 0)
    return NULL;
  base = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
  if (base == MAP_FAILED)
    {
      close (fd);
      return NULL;
    }
  memory = g_new0 (TvFarMemory, 1);
  memory->fd = fd;
  memory->base = base;
  memory->size = size;
  return memory;
}

/**
 * tv_far_memory_free:
 * @memory: (transfer full): the memory
 *
 * Frees a memory with all that was handed out, and its file.
 */
void
tv_far_memory_free (TvFarMemory *memory)
{
  munmap (memory->base, memory->size);
  close (memory->fd);
  g_free (memory);
}

/**
 * tv_far_memory_add:
 * @memory: the memory
 * @size: bytes
 *
 * Hands a part out.
 *
 * Returns: (transfer none) (nullable): @size bytes of zeros at the start of a page, which never
 * move; %NULL where the memory or the disk is full
 */
gpointer
tv_far_memory_add (TvFarMemory *memory, gsize size)
{
  gsize end = memory->used + (size + PAGE - 1) / PAGE * PAGE;
  gsize wanted = (end + PIECE - 1) / PIECE * PIECE;
  gpointer part = memory->base + memory->used;

  if (end < memory->used || wanted > memory->size)
    return NULL;
  if (wanted > memory->taken)
    {
      if (posix_fallocate (memory->fd, (off_t) memory->taken, (off_t) (wanted - memory->taken))
          != 0)
        return NULL;
      memory->taken = wanted;
    }
  memory->used = end;
  return part;
}

/**
 * tv_far_memory_rest:
 * @memory: the memory
 *
 * Lets go of all pages, whose content stays. Any thread may go on reading and writing meanwhile.
 */
void
tv_far_memory_rest (TvFarMemory *memory)
{
  tv_far_memory_rest_behind (memory, 0);
}

/**
 * tv_far_memory_rest_behind:
 * @memory: the memory
 * @near: bytes from the beginning on, whole pages of which stay
 *
 * Lets go of all pages but the first ones. Any thread may go on reading and writing meanwhile.
 */
void
tv_far_memory_rest_behind (TvFarMemory *memory, gsize near)
{
  gsize from = (near + PAGE - 1) / PAGE * PAGE;

  if (from < memory->used)
    madvise (memory->base + from, memory->used - from, MADV_DONTNEED);
}

/**
 * tv_far_memory_get_offset:
 * @memory: the memory
 * @part: where something lies that was handed out, or where it ends
 *
 * Returns: how many bytes it lies behind the beginning
 */
gsize
tv_far_memory_get_offset (const TvFarMemory *memory, gconstpointer part)
{
  return (gsize) ((const guint8 *) part - memory->base);
}

/**
 * tv_far_memory_read:
 * @memory: the memory
 * @part: where something lies that was handed out
 * @out: (out caller-allocates) (array length=size): the bytes
 * @size: how many
 *
 * Copies bytes without bringing their page back: it goes on resting, and to read it that way costs
 * less than to look at it where the next look is at another one.
 */
void
tv_far_memory_read (const TvFarMemory *memory, gconstpointer part, gpointer out, gsize size)
{
  off_t offset = (off_t) tv_far_memory_get_offset (memory, part);
  gssize got = pread (memory->fd, out, size, offset);
  gsize done = got > 0 ? (gsize) got : 0;

  if (done < size)
    memcpy ((guint8 *) out + done, (const guint8 *) part + done, size - done);
}

/**
 * tv_far_memory_holds:
 * @memory: the memory
 * @part: (nullable): where something lies
 *
 * Returns: whether it was handed out by the memory
 */
gboolean
tv_far_memory_holds (const TvFarMemory *memory, gconstpointer part)
{
  return (const guint8 *) part >= memory->base
         && (const guint8 *) part < memory->base + memory->used;
}
