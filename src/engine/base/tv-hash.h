/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fast 64-bit hash of bytes for tables in memory; never stored, never compared across machines.
 * Whoever looks up by it compares the bytes themselves, too. */
#pragma once

#include "base/tv-words.h"

G_BEGIN_DECLS

/**
 * tv_hash_mix:
 * @a: anything
 * @b: anything
 *
 * Returns: both halves of the product, folded
 */
static inline guint64
tv_hash_mix (guint64 a, guint64 b)
{
  unsigned __int128 product = (unsigned __int128) (a ^ G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))
                              * (b ^ G_GUINT64_CONSTANT (0xd1b54a32d192ed03));

  return (guint64) product ^ (guint64) (product >> 64);
}

/**
 * tv_hash_bytes:
 * @bytes: (array length=length): bytes
 * @length: their number
 *
 * Returns: a hash of them
 */
static inline guint64
tv_hash_bytes (const void *bytes, gsize length)
{
  const char *at = bytes;
  guint64 hash = length * G_GUINT64_CONSTANT (0xa0761d6478bd642f);

  for (; length >= 8; length -= 8, at += 8)
    {
      guint64 word;

      memcpy (&word, at, 8);
      hash = tv_hash_mix (hash, word);
    }
  if (length > 0)
    hash = tv_hash_mix (hash, tv_word_load (at, length));
  return tv_hash_mix (hash, hash >> 32);
}

G_END_DECLS
