/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The largest of many scores: positive floats with a tie-breaker, packed into one integer each, so
 * that the choice is the same in any order of asking. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * tv_top_pack:
 * @score: above 0
 * @rank: the smaller one wins a tie
 *
 * Returns: a key: the larger, the better
 */
static inline guint64
tv_top_pack (float score, guint32 rank)
{
  guint32 bits;

  memcpy (&bits, &score, sizeof bits);
  return (guint64) bits << 32 | (G_MAXUINT32 - rank);
}

/**
 * tv_top_pack_any:
 * @score: any number
 * @rank: the smaller one wins a tie
 *
 * Returns: a key: the larger, the better; not to be mixed with those of tv_top_pack()
 */
static inline guint64
tv_top_pack_any (float score, guint32 rank)
{
  guint32 bits;

  memcpy (&bits, &score, sizeof bits);
  bits = (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
  return (guint64) bits << 32 | (G_MAXUINT32 - rank);
}

/**
 * tv_top_get_rank:
 * @key: a key
 *
 * Returns: the rank that was packed
 */
static inline guint32
tv_top_get_rank (guint64 key)
{
  return G_MAXUINT32 - (guint32) key;
}

/**
 * tv_top_get_score:
 * @key: a key of tv_top_pack()
 *
 * Returns: the score that was packed
 */
static inline float
tv_top_get_score (guint64 key)
{
  guint32 bits = (guint32) (key >> 32);
  float score;

  memcpy (&score, &bits, sizeof score);
  return score;
}

/**
 * tv_top_get_any:
 * @key: a key of tv_top_pack_any()
 *
 * Returns: the score that was packed
 */
static inline float
tv_top_get_any (guint64 key)
{
  guint32 bits = (guint32) (key >> 32);
  float score;

  bits = (bits & 0x80000000u) != 0 ? bits & 0x7fffffffu : ~bits;
  memcpy (&score, &bits, sizeof score);
  return score;
}

/* The best of a stream of keys. Keys that are no better than as many others are dropped at once;
 * the rest gather until there is no room. */
typedef struct
{
  guint64 *keys; /* borrowed */
  guint count, limit, room;
  guint64 least; /* what a key has to be above */
} TvTopList;

/* Scores that are read together: arrays of them are filled up to whole blocks. */
#define TV_TOP_BLOCK 512

#define TV_TOP_WIDEST 16  /* scores in the widest vector */
#define TV_TOP_SAMPLE 256 /* scores of a sample, less than */

/* Some of many scores. */
typedef struct
{
  float scores[TV_TOP_SAMPLE + TV_TOP_WIDEST]; /* none below 0 or too small to be normal */
  guint count;
  guint expected; /* that will reach the bound; 0 = none can be guessed */
  guint32 step;   /* every so manyth score is added */
} TvTopSample;

void tv_top_list_shrink (TvTopList *list);
void tv_top_list_take (TvTopList *list,
                       const float *scores,
                       const guint32 *ranks,
                       guint32 count,
                       float most);
void
tv_top_list_add_all (TvTopList *list, const float *scores, const guint32 *taken, guint32 count);
void tv_top_sample_init (TvTopSample *sample, guint32 count, guint limit);
void tv_top_list_expect (TvTopList *list, TvTopSample *sample);

/**
 * tv_top_list_begin:
 * @keys: (array length=capacity): memory
 * @capacity: at least as many as keys will be added, or four times the limit
 * @limit: how many are wanted, at least 1
 *
 * Returns: an empty list
 */
static inline TvTopList
tv_top_list_begin (guint64 *keys, gsize capacity, guint limit)
{
  return (TvTopList){ keys, 0, limit, (guint) MIN ((gsize) limit * 4, capacity), 0 };
}

/**
 * tv_top_list_add:
 * @list: (inout): a list
 * @key: a key that is not in it, above 0
 *
 * Takes a key.
 */
static inline void
tv_top_list_add (TvTopList *list, guint64 key)
{
  if (key <= list->least)
    return;
  list->keys[list->count++] = key;
  if (list->count == list->room)
    tv_top_list_shrink (list);
}

/**
 * tv_top_sample_add:
 * @sample: (inout): a sample
 * @score: at least 0
 *
 * Takes a score.
 */
static inline void
tv_top_sample_add (TvTopSample *sample, float score)
{
  sample->scores[sample->count++] = score;
}

/**
 * tv_top_list_is_short:
 * @list: (inout): a list to which all scores were added
 *
 * Returns: whether the bound was too high for as many as are wanted: then the list is empty,
 * without a bound, and all scores have to be added again
 */
static inline gboolean
tv_top_list_is_short (TvTopList *list)
{
  if (list->count >= list->limit || list->least == 0)
    return FALSE;
  list->count = 0;
  list->least = 0;
  return TRUE;
}

void tv_top_select (guint64 *keys, guint count, guint limit);
void tv_top_sort (guint64 *keys, guint count);

G_END_DECLS
