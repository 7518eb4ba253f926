/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chunks of memory for texts that end together. The first one is kept from block to block. */
#include "ingest/tv-arena.h"

#define CHUNK (1 << 18)

/**
 * tv_arena_init:
 * @arena: (out caller-allocates): an arena
 *
 * Begins with one chunk.
 */
void
tv_arena_init (TvArena *arena)
{
  arena->chunks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (arena->chunks, g_malloc0 (CHUNK + TV_ARENA_PADDING));
  tv_arena_reset (arena);
}

/**
 * tv_arena_reset:
 * @arena: an arena
 *
 * Gives back all that was taken; the first chunk stays.
 */
void
tv_arena_reset (TvArena *arena)
{
  g_ptr_array_set_size (arena->chunks, 1);
  arena->at = g_ptr_array_index (arena->chunks, 0);
  arena->left = CHUNK;
}

/**
 * tv_arena_clear:
 * @arena: an arena
 *
 * Frees its memory.
 */
void
tv_arena_clear (TvArena *arena)
{
  g_clear_pointer (&arena->chunks, g_ptr_array_unref);
}

/**
 * tv_arena_grow:
 * @arena: an arena
 * @size: bytes that its present chunk has not
 *
 * Goes on with a new chunk.
 */
void
tv_arena_grow (TvArena *arena, gsize size)
{
  arena->left = MAX (size, CHUNK);
  arena->at = g_malloc0 (arena->left + TV_ARENA_PADDING);
  g_ptr_array_add (arena->chunks, arena->at);
}
