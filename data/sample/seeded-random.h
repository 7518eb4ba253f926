/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers from a seed, for the programs that make test data: xoshiro256**, its state filled
 * by splitmix64. Whole numbers only, so that the same seed gives the same data on every machine.
 * Each use takes a stream of its own: a change to one leaves the others as they were. */
#pragma once

#include <glib.h>

typedef struct
{
  guint64 state[4];
} SeededRandom;

static inline guint64
seeded_random_mix (guint64 *seed)
{
  guint64 z = (*seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline void
seeded_random_init (SeededRandom *self, guint64 seed, guint64 stream)
{
  guint64 mixed = seeded_random_mix (&seed) ^ seeded_random_mix (&stream);

  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = seeded_random_mix (&mixed);
}

static inline guint64
seeded_random_rotate (guint64 x, guint bits)
{
  return (x << bits) | (x >> (64 - bits));
}

static inline guint64
seeded_random_next (SeededRandom *self)
{
  guint64 *s = self->state;
  guint64 answer = seeded_random_rotate (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = seeded_random_rotate (s[3], 45);
  return answer;
}

/* A number from 0 to n - 1; the bias is below n / 2^32, which no test data notices. */
static inline guint
seeded_random_below (SeededRandom *self, guint n)
{
  return (guint) (((seeded_random_next (self) >> 32) * n) >> 32);
}

/* A number from low to high, both included. */
static inline int
seeded_random_between (SeededRandom *self, int low, int high)
{
  return low + (int) seeded_random_below (self, (guint) (high - low + 1));
}

static inline gboolean
seeded_random_chance (SeededRandom *self, guint permille)
{
  return seeded_random_below (self, 1000) < permille;
}

/* An index below count, each as likely as its weight says; count where all weights are nil. */
static inline guint
seeded_random_pick (SeededRandom *self, const guint *weights, guint count)
{
  guint total = 0, at;

  for (guint i = 0; i < count; i++)
    total += weights[i];
  if (total == 0)
    return count;
  at = seeded_random_below (self, total);
  for (guint i = 0; i < count; i++)
    {
      if (at < weights[i])
        return i;
      at -= weights[i];
    }
  return count;
}
