/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input of a fuzz target as a file in memory, the same one for every input. */
#define _GNU_SOURCE
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

/**
 * tv_fuzz_file:
 * @data: (array length=size): what the file holds
 * @size: in bytes
 *
 * Writes a file that takes no disk.
 *
 * Returns: its path, good until the next call
 */
const char *
tv_fuzz_file (const uint8_t *data, size_t size)
{
  static int file = -1;
  static char path[64];

  if (file < 0)
    {
      file = memfd_create ("fuzz", MFD_CLOEXEC);
      g_assert_cmpint (file, >=, 0);
      g_snprintf (path, sizeof path, "/proc/self/fd/%d", file);
    }
  g_assert_cmpint (ftruncate (file, 0), ==, 0);
  g_assert_true (size == 0 || pwrite (file, data, size, 0) == (gssize) size);
  return path;
}
