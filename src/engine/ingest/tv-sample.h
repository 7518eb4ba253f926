/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a file that a look at it takes: its beginning, and some blocks further in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GByteArray *head;
  GPtrArray *blocks; /* of GBytes, further in; only of plain files that are larger */
  gboolean is_whole; /* the head is all of the file */
  gint64 size;       /* of the file in bytes, -1 = not known */
} TvSample;

TvSample *tv_sample_read (const char *path, const char *entry, GError **error);
void tv_sample_free (TvSample *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvSample, tv_sample_free)

G_END_DECLS
