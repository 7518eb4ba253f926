/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simplex method (Nelder and Mead 1965, "A Simplex Method for Function Minimization"), begun
 * anew at its own answer until that no longer gets better: a simplex may fold up before it is
 * there.
 */
#include "profile/tv-minimise.h"

#include <math.h>
#include <string.h>

#define EVALUATIONS 4000 /* of one simplex */
#define RESTARTS 12
#define FIRST_STEP .4
#define GOOD_ENOUGH 1e-13 /* of the value */

typedef struct
{
  double point[TV_MINIMISE_MOST];
  double value;
} Corner;

typedef struct
{
  TvMinimiseFunc func;
  gpointer data;
  guint count;
  Corner corners[TV_MINIMISE_MOST + 1]; /* the best first */
} Simplex;

static void
sort_corners (Simplex *simplex)
{
  for (guint i = 1; i <= simplex->count; i++)
    for (guint k = i; k > 0 && simplex->corners[k].value < simplex->corners[k - 1].value; k--)
      {
        Corner corner = simplex->corners[k];

        simplex->corners[k] = simplex->corners[k - 1];
        simplex->corners[k - 1] = corner;
      }
}

/* The point on the line from the worst corner through the middle of the others. */
static Corner
move (Simplex *simplex, double factor)
{
  Corner *worst = &simplex->corners[simplex->count], corner = { 0 };

  for (guint d = 0; d < simplex->count; d++)
    {
      double middle = 0;

      for (guint i = 0; i < simplex->count; i++)
        middle += simplex->corners[i].point[d] / simplex->count;
      corner.point[d] = middle + factor * (worst->point[d] - middle);
    }
  corner.value = simplex->func (corner.point, simplex->data);
  return corner;
}

static void
shrink (Simplex *simplex)
{
  for (guint i = 1; i <= simplex->count; i++)
    {
      for (guint d = 0; d < simplex->count; d++)
        simplex->corners[i].point[d]
            = (simplex->corners[i].point[d] + simplex->corners[0].point[d]) / 2;
      simplex->corners[i].value = simplex->func (simplex->corners[i].point, simplex->data);
    }
}

static void
step (Simplex *simplex)
{
  Corner *worst = &simplex->corners[simplex->count];
  Corner next = move (simplex, -1);

  if (next.value < simplex->corners[0].value)
    {
      Corner further = move (simplex, -2);

      *worst = further.value < next.value ? further : next;
    }
  else if (next.value < simplex->corners[simplex->count - 1].value)
    *worst = next;
  else
    {
      Corner nearer = move (simplex, next.value < worst->value ? -.5 : .5);

      if (nearer.value < MIN (next.value, worst->value))
        *worst = nearer;
      else
        shrink (simplex);
    }
  sort_corners (simplex);
}

static double
run_simplex (Simplex *simplex, double *point)
{
  for (guint i = 0; i <= simplex->count; i++)
    {
      memcpy (simplex->corners[i].point, point, simplex->count * sizeof *point);
      if (i > 0)
        simplex->corners[i].point[i - 1] += FIRST_STEP;
      simplex->corners[i].value = simplex->func (simplex->corners[i].point, simplex->data);
    }
  sort_corners (simplex);
  for (guint i = 0; i < EVALUATIONS; i++)
    {
      double best = simplex->corners[0].value, worst = simplex->corners[simplex->count].value;

      if (worst - best <= GOOD_ENOUGH * (fabs (best) + GOOD_ENOUGH))
        break;
      step (simplex);
    }
  memcpy (point, simplex->corners[0].point, simplex->count * sizeof *point);
  return simplex->corners[0].value;
}

/**
 * tv_minimise:
 * @func: a function that is finite everywhere
 * @data: for @func
 * @point: (inout) (array length=count): where to begin; where it is least
 * @count: variables, at most %TV_MINIMISE_MOST
 *
 * Looks for a least value.
 *
 * Returns: the value there
 */
double
tv_minimise (TvMinimiseFunc func, gpointer data, double *point, guint count)
{
  Simplex simplex = { .func = func, .data = data, .count = count };
  double value = run_simplex (&simplex, point);

  for (int i = 0; i < RESTARTS; i++)
    {
      double next = run_simplex (&simplex, point);

      if (value - next <= 1e-12 * fabs (value))
        return next;
      value = next;
    }
  return value;
}
