/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records stand in blocks, of which all but the first ones lie in a file that is mapped. Which
 * pages of it were looked at lately is noted; after so many of them all rest. */
#include "base/tv-far-array.h"

#include <string.h>

#include "base/tv-far-memory.h"

#define BLOCK_BITS 20              /* a block has about so many bytes: 1 MB */
#define NEAR_BYTES (4u << 20)      /* that lie in no file */
#define FAR_SIZE ((gsize) 1 << 37) /* of the mapping; as much as used is taken */
#define FAR_PAGES 1024             /* looked at between two rests: 4 MB */
#define PAGE_BITS 12
#define SEEN 256 /* slots for pages that were looked at, a power of 2 */

struct _TvFarArray
{
  gsize size; /* bytes of a record */
  guint bits; /* a block has so many records, as a power of 2 */
  guint32 count;
  GPtrArray *blocks;
  GPtrArray *owned; /* those of them that lie in no file */
  guint near_blocks;
  TvFarMemory *far; /* (nullable) */
  guintptr seen[SEEN];
  guint page_count; /* looked at since the last rest */
};

/**
 * tv_far_array_new:
 * @size: bytes of a record, which every 8 bytes may begin
 *
 * Returns: (transfer full): an array without a record
 */
TvFarArray *
tv_far_array_new (gsize size)
{
  TvFarArray *array = g_new0 (TvFarArray, 1);

  array->size = size;
  array->bits = BLOCK_BITS;
  while (array->bits > 0 && (size << array->bits) > (gsize) 1 << BLOCK_BITS)
    array->bits--;
  array->near_blocks = MAX (NEAR_BYTES / (guint) (size << array->bits), 1);
  array->blocks = g_ptr_array_new ();
  array->owned = g_ptr_array_new_with_free_func (g_free);
  return array;
}

/**
 * tv_far_array_free:
 * @array: (transfer full): an array
 *
 * Frees an array with its records.
 */
void
tv_far_array_free (TvFarArray *array)
{
  g_ptr_array_unref (array->blocks);
  g_ptr_array_unref (array->owned);
  g_clear_pointer (&array->far, tv_far_memory_free);
  g_free (array);
}

/**
 * tv_far_array_get_count:
 * @array: an array
 *
 * Returns: how many records it has
 */
guint32
tv_far_array_get_count (const TvFarArray *array)
{
  return array->count;
}

/* Where the disk has no room, memory has to do. */
static void
add_block (TvFarArray *array)
{
  gsize size = array->size << array->bits;
  gpointer block = NULL;

  if (array->blocks->len == array->near_blocks)
    array->far = tv_far_memory_new (FAR_SIZE);
  if (array->far != NULL)
    block = tv_far_memory_add (array->far, size);
  if (block == NULL)
    {
      block = g_malloc0 (size);
      g_ptr_array_add (array->owned, block);
    }
  g_ptr_array_add (array->blocks, block);
}

/* To read a page first that lies apart from those before would bring its neighbours along, so it is
 * written to; where one follows the other, they are wanted. */
static void
look_at (TvFarArray *array, gpointer record)
{
  guintptr page = (guintptr) record >> PAGE_BITS;

  if (array->seen[page % SEEN] == page)
    return;
  if (array->page_count >= FAR_PAGES)
    {
      tv_far_memory_rest (array->far);
      memset (array->seen, 0, sizeof array->seen);
      array->page_count = 0;
    }
  if (array->seen[(page - 1) % SEEN] != page - 1)
    __atomic_fetch_or ((guint8 *) record, 0, __ATOMIC_RELAXED);
  array->seen[page % SEEN] = page;
  array->page_count++;
}

/**
 * tv_far_array_add:
 * @array: an array
 *
 * Adds a record of zeros behind the others.
 *
 * Returns: (transfer none): the record; it never moves
 */
gpointer
tv_far_array_add (TvFarArray *array)
{
  if (array->count >> array->bits == array->blocks->len)
    add_block (array);
  return tv_far_array_get (array, array->count++);
}

/**
 * tv_far_array_get:
 * @array: an array
 * @index: of a record
 *
 * Returns: (transfer none): the record
 */
gpointer
tv_far_array_get (TvFarArray *array, guint32 index)
{
  guint32 block = index >> array->bits;
  guint8 *record = (guint8 *) g_ptr_array_index (array->blocks, block)
                   + (index & ((1u << array->bits) - 1)) * array->size;

  if (array->far != NULL && block >= array->near_blocks)
    look_at (array, record);
  return record;
}
