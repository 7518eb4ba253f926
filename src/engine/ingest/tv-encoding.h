/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoding of a text file, from its bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Name for iconv, static: UTF-8, UTF-16LE, UTF-16BE, WINDOWS-1252; NULL with error for what is no
 * text or cannot be read. out_size: the file's. */
const char *tv_encoding_detect (const char *path, gint64 *out_size, GError **error);

G_END_DECLS
