/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for the texts of a block of rows: taken piece by piece, given back all at once. */
#pragma once

#include "base/tv-words.h"

G_BEGIN_DECLS

#define TV_ARENA_PADDING 16 /* bytes that are readable behind all that was taken */

typedef struct
{
  GPtrArray *chunks;
  char *at;
  gsize left;
} TvArena;

void tv_arena_init (TvArena *arena);
void tv_arena_reset (TvArena *arena);
void tv_arena_clear (TvArena *arena);
void tv_arena_grow (TvArena *arena, gsize size);

/**
 * tv_arena_take:
 * @arena: an arena
 * @size: bytes
 *
 * Returns: (transfer none): that many bytes, valid until the arena is reset
 */
static inline char *
tv_arena_take (TvArena *arena, gsize size)
{
  char *taken;

  if (G_UNLIKELY (size > arena->left))
    tv_arena_grow (arena, size);
  taken = arena->at;
  arena->at += size;
  arena->left -= size;
  return taken;
}

/**
 * tv_arena_copy:
 * @arena: an arena
 * @text: (array length=length): bytes
 * @length: their number
 *
 * Returns: (transfer none): a NUL-terminated copy
 */
static inline char *
tv_arena_copy (TvArena *arena, const char *text, gsize length)
{
  char *copy = tv_arena_take (arena, length + 1);

  if (length > 0 && length <= 2 * TV_WORD)
    {
      /* What is written behind a short text is taken later, or is padding. */
      guint64 words[2];

      words[0] = GUINT64_TO_LE (tv_word_load_pair (text, length, &words[1]));
      words[1] = GUINT64_TO_LE (words[1]);
      memcpy (copy, words, sizeof words);
    }
  else
    memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

G_END_DECLS
