/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process loses all POSIX locks on a file as soon as anything in it closes any descriptor of that
 * file, and a file chooser opens and closes what it lists to see what it is. Another program would
 * then take the log away under the window, or cut the index that it has mapped. Open file
 * description locks belong to their descriptor; SQLite's unix VFS lets its fcntl be replaced, so
 * that it takes those. In WAL mode it locks the index through one descriptor for all connections of
 * a process, and the file itself only shared. */
#define _GNU_SOURCE /* open file description locks */
#include "store/tv-file-locks.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

/* fcntl as SQLite calls it: with a lock, a number, or nothing. */
static int
lock_by_descriptor (int fd, int command, ...)
{
  va_list arguments;
  gpointer argument;
  struct flock *lock;
  struct flock own;
  int result;

  va_start (arguments, command);
  argument = va_arg (arguments, gpointer);
  va_end (arguments);
  if (command != F_SETLK && command != F_SETLKW && command != F_GETLK)
    return fcntl (fd, command, argument);
  lock = argument;
  own = *lock;
  own.l_pid = 0; /* the kernel insists */
  result = fcntl (fd,
                  command == F_GETLK   ? F_OFD_GETLK
                  : command == F_SETLK ? F_OFD_SETLK
                                       : F_OFD_SETLKW,
                  &own);
  *lock = own;
  return result;
}

/**
 * tv_file_locks_install:
 *
 * Makes SQLite take locks that belong to their descriptor, for the whole process; once, before the
 * first opening. Other programs' POSIX locks keep these out and the other way round. Any thread.
 */
void
tv_file_locks_install (void)
{
  static gsize is_installed = 0;

  if (g_once_init_enter (&is_installed))
    {
      sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

      if (vfs != NULL && vfs->iVersion >= 3)
        vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) lock_by_descriptor);
      g_once_init_leave (&is_installed, 1);
    }
}
