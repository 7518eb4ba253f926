/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite looks at all pages of a file in one go, during which it tells nobody how far it is. But
 * its unix VFS lets its reads be replaced, so that the thread that waits can be told of each. */
#include "store/tv-read-watch.h"

#include <sqlite3.h>
#include <unistd.h>

typedef struct
{
  TvReadFunc func; /* NULL = nobody wants to know */
  gpointer data;
} Watch;

static __thread Watch watch;

/* pread as SQLite calls it. */
static ssize_t
read_and_tell (int fd, void *bytes, size_t length, off_t offset)
{
  ssize_t count = pread (fd, bytes, length, offset);

  if (count > 0 && watch.func != NULL)
    watch.func ((guint64) count, watch.data);
  return count;
}

/**
 * tv_read_watch_install:
 *
 * Makes SQLite's reads known, for the whole process; once, before the first opening. Any thread.
 */
void
tv_read_watch_install (void)
{
  static gsize is_installed = 0;

  if (g_once_init_enter (&is_installed))
    {
      sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

      if (vfs != NULL && vfs->iVersion >= 3)
        {
          /* It calls one of the two, as it was built. */
          vfs->xSetSystemCall (vfs, "pread", (sqlite3_syscall_ptr) read_and_tell);
          vfs->xSetSystemCall (vfs, "pread64", (sqlite3_syscall_ptr) read_and_tell);
        }
      g_once_init_leave (&is_installed, 1);
    }
}

/**
 * tv_read_watch_set:
 * @func: (nullable): what is called after each read of this thread; %NULL = nothing any more
 * @data: for @func
 *
 * Watches what SQLite reads in this thread.
 */
void
tv_read_watch_set (TvReadFunc func, gpointer data)
{
  watch = (Watch){ func, data };
}
