/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer gate: a flag between the threads of this process and advisory locks on
 * "<workspace>-gate" between processes. Byte 0 is locked by whoever writes or checkpoints, byte 1
 * is shared by all who have the workspace open, so that an opener knows whether it is alone, byte 2
 * is locked by whoever is opening it, until the file is found to be whole. The kernel drops them
 * when a process dies. SQLite 3.40 can damage a file when one connection resets
 * its log while another checkpoints; with the gate that cannot happen. */
#define _GNU_SOURCE /* open file description locks */
#include "store/tv-writer-gate.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"

#define NAP_USEC 10000
#define WRITER_BYTE 0
#define OPENER_BYTE 1
#define OPENING_BYTE 2
#define SHORT_NAPS 20 /* before it is said what the wait is for */

struct _TvWriterGate
{
  char *name; /* of the workspace, for messages */
  int fd;
  GMutex lock; /* guards is_held */
  GCond freed;
  gboolean is_held;
};

/* Open file description locks belong to the descriptor, so two stores of one process keep each
 * other out as well. */
static gboolean
set_lock (TvWriterGate *gate, short type, off_t byte)
{
  struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  return fcntl (gate->fd, F_OFD_SETLK, &range) == 0;
}

/**
 * tv_writer_gate_new:
 * @path: the workspace
 * @error: return location
 *
 * Opens the gate's file beside a workspace, making it where it is not there yet.
 *
 * Returns: (transfer full) (nullable): a gate that nobody here holds
 */
TvWriterGate *
tv_writer_gate_new (const char *path, GError **error)
{
  g_autofree char *file = g_strconcat (path, "-gate", NULL);
  g_autofree char *name = g_filename_display_basename (path);
  int fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  TvWriterGate *gate;

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error,
                   TV_ERROR,
                   code == ENOSPC || code == EDQUOT ? TV_ERROR_NO_SPACE : TV_ERROR_IO,
                   _ ("Could not make the lock beside “%s”: %s."),
                   name,
                   g_strerror (code));
      return NULL;
    }
  gate = g_new0 (TvWriterGate, 1);
  gate->name = g_steal_pointer (&name);
  gate->fd = fd;
  g_mutex_init (&gate->lock);
  g_cond_init (&gate->freed);
  return gate;
}

/**
 * tv_writer_gate_is_used:
 * @path: a workspace that can only be read
 *
 * Asks without taking part, as there may be no place for a gate.
 *
 * Returns: whether somebody has the workspace open for writing, or is opening it
 */
gboolean
tv_writer_gate_is_used (const char *path)
{
  g_autofree char *file = g_strconcat (path, "-gate", NULL);
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = OPENER_BYTE };
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_used;

  if (fd < 0)
    return FALSE;
  range.l_len = OPENING_BYTE - OPENER_BYTE + 1;
  is_used = fcntl (fd, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  close (fd);
  return is_used;
}

/**
 * tv_writer_gate_free:
 * @gate: (transfer full): a gate
 *
 * Closes a gate; held locks go with it.
 */
void
tv_writer_gate_free (TvWriterGate *gate)
{
  close (gate->fd);
  g_mutex_clear (&gate->lock);
  g_cond_clear (&gate->freed);
  g_free (gate->name);
  g_free (gate);
}

static void
set_held (TvWriterGate *gate, gboolean is_held)
{
  g_mutex_lock (&gate->lock);
  gate->is_held = is_held;
  g_cond_signal (&gate->freed);
  g_mutex_unlock (&gate->lock);
}

/* Becomes the one thread of this process that holds the gate. Wakes now and then to hear a cancel.
 */
static gboolean
lock_in_process (TvWriterGate *gate, gint64 deadline_usec, TvProgress *progress, GError **error)
{
  g_mutex_lock (&gate->lock);
  while (gate->is_held && g_get_monotonic_time () < deadline_usec
         && !tv_progress_is_cancelled (progress))
    g_cond_wait_until (&gate->freed,
                       &gate->lock,
                       MIN (deadline_usec, g_get_monotonic_time () + 5 * NAP_USEC));
  if (gate->is_held || tv_progress_is_cancelled (progress))
    {
      g_mutex_unlock (&gate->lock);
      if (tv_progress_check (progress, error))
        g_set_error (error,
                     TV_ERROR,
                     TV_ERROR_BUSY,
                     _ ("Could not write “%s”: another operation is still writing."),
                     gate->name);
      return FALSE;
    }
  gate->is_held = TRUE;
  g_mutex_unlock (&gate->lock);
  return TRUE;
}

/* What came of asking for a lock: whether somebody else has it. */
static gboolean
is_taken (int code)
{
  return code == EAGAIN || code == EACCES || code == EINTR;
}

static void
set_lock_error (const TvWriterGate *gate, int code, GError **error)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_IO,
               _ ("Could not lock “%s”: %s."),
               gate->name,
               g_strerror (code));
}

/**
 * tv_writer_gate_lock:
 * @gate: a gate
 * @limit_usec: how long to wait at most
 * @progress: (nullable): whose cancel ends the wait
 * @error: return location
 *
 * Takes the gate, waiting for other threads and other programs.
 *
 * Returns: %FALSE with %TV_ERROR_BUSY when the time is over, or %G_IO_ERROR_CANCELLED
 */
gboolean
tv_writer_gate_lock (TvWriterGate *gate, gint64 limit_usec, TvProgress *progress, GError **error)
{
  gint64 deadline_usec = g_get_monotonic_time () + limit_usec;

  if (!lock_in_process (gate, deadline_usec, progress, error))
    return FALSE;
  while (!set_lock (gate, F_WRLCK, WRITER_BYTE))
    {
      int code = errno;
      gboolean is_busy = is_taken (code);

      if (is_busy && g_get_monotonic_time () < deadline_usec
          && !tv_progress_is_cancelled (progress))
        {
          g_usleep (NAP_USEC);
          continue;
        }
      set_held (gate, FALSE);
      if (!tv_progress_check (progress, error))
        return FALSE;
      if (is_busy)
        g_set_error (error,
                     TV_ERROR,
                     TV_ERROR_BUSY,
                     _ ("Could not write “%s”: it is being written by another program."),
                     gate->name);
      else
        set_lock_error (gate, code, error);
      return FALSE;
    }
  return TRUE;
}

/**
 * tv_writer_gate_unlock:
 * @gate: a gate that the caller holds; any thread may give it back
 *
 * Gives the gate back.
 */
void
tv_writer_gate_unlock (TvWriterGate *gate)
{
  set_lock (gate, F_UNLCK, WRITER_BYTE);
  set_held (gate, FALSE);
}

/**
 * tv_writer_gate_begin_opening:
 * @gate: a gate
 * @progress: (nullable): says what the wait is for; its cancel ends it
 * @error: return location
 *
 * Waits for others who are opening the workspace, as one of them may be checking it after an
 * unclean end.
 *
 * Returns: %FALSE on an error, or with %G_IO_ERROR_CANCELLED
 */
gboolean
tv_writer_gate_begin_opening (TvWriterGate *gate, TvProgress *progress, GError **error)
{
  for (guint naps = 0; !set_lock (gate, F_WRLCK, OPENING_BYTE); naps++)
    {
      int code = errno;

      if (!is_taken (code))
        {
          set_lock_error (gate, code, error);
          return FALSE;
        }
      if (!tv_progress_check (progress, error))
        return FALSE;
      if (naps == SHORT_NAPS)
        tv_progress_begin_step (progress,
                                _ ("Waiting for another program that is checking the workspace"),
                                0,
                                0);
      g_usleep (NAP_USEC);
    }
  return TRUE;
}

/**
 * tv_writer_gate_end_opening:
 * @gate: a gate after tv_writer_gate_begin_opening()
 *
 * Lets others open the workspace; where it is not open, freeing the gate does that.
 */
void
tv_writer_gate_end_opening (TvWriterGate *gate)
{
  set_lock (gate, F_UNLCK, OPENING_BYTE);
}

/**
 * tv_writer_gate_join:
 * @gate: a gate
 *
 * Joins those who have the workspace open, until the gate is freed.
 *
 * Returns: %TRUE when nobody else had it open
 */
gboolean
tv_writer_gate_join (TvWriterGate *gate)
{
  gboolean is_alone = set_lock (gate, F_WRLCK, OPENER_BYTE);

  set_lock (gate, F_RDLCK, OPENER_BYTE);
  return is_alone;
}
