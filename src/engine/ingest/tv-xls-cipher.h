/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encryption of old Excel files that ask nobody for a password. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_XLS_CIPHER_STATES 256

typedef struct
{
  GChecksumType hash;
  guint8 base[20]; /* what the key of each block is made of */
  gsize base_size;
  gsize key_size, used_size; /* of a key with its filling, and of what is not filling */
  guint8 state[TV_XLS_CIPHER_STATES];
  guint8 first, second; /* where in the state */
  gint64 block;         /* -1 = none */
  gsize offset;         /* of the next byte in the block */
} TvXlsCipher;

gboolean tv_xls_cipher_init (TvXlsCipher *cipher, const guint8 *head, gsize length);
void tv_xls_cipher_apply (TvXlsCipher *cipher, gint64 position, guint8 *bytes, gsize length);

G_END_DECLS
