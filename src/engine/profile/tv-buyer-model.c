/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likelihoods and expectations of BG/NBD (Fader, Hardie and Lee 2005, "Counting Your Customers the
 * Easy Way"), Pareto/NBD (Schmittlein, Morrison and Colombo 1987, in the form of Fader and Hardie
 * 2005) and Gamma-Gamma (Fader and Hardie 2013), and their bounded fit. */
#include "profile/tv-buyer-model.h"

#include <math.h>
#include <string.h>

#include "profile/tv-minimise.h"

#define LARGEST_LOGARITHM 7.0 /* of a parameter */
#define PENALTY 1e3
#define MANY_BUYERS 100000 /* a fit needs no more */
#define SERIES_TERMS 2000
#define NEAR_BOUND .05

static const struct
{
  const char *code;
  guint count;
  const char *names[4];
  double starts[2][4];
} infos[TV_N_BUYER_MODELS] = {
  [TV_BUYER_BG_NBD]
  = { "bg_nbd", 4, { "r", "alpha", "a", "b" }, { { .3, 5, .8, 2.5 }, { 1, 10, .2, 2 } } },
  [TV_BUYER_PARETO_NBD]
  = { "pareto_nbd", 4, { "r", "alpha", "s", "beta" }, { { .5, 10, .6, 12 }, { 1, 10, .2, 10 } } },
  [TV_BUYER_GAMMA_GAMMA]
  = { "gamma_gamma", 3, { "p", "q", "gamma" }, { { 6, 4, 15 }, { 1, 2, 30 } } },
};

/**
 * tv_buyer_kind_get_code:
 * @kind: a model
 *
 * Returns: (transfer none): its name in JSON
 */
const char *
tv_buyer_kind_get_code (TvBuyerKind kind)
{
  g_return_val_if_fail ((guint) kind < TV_N_BUYER_MODELS, "");
  return infos[kind].code;
}

static double
log_beta (double a, double b)
{
  return lgamma (a) + lgamma (b) - lgamma (a + b);
}

static double
log_add (double x, double y)
{
  double larger = MAX (x, y);

  return isinf (larger) ? larger : larger + log (exp (x - larger) + exp (y - larger));
}

/* Gauss's 2F1 by its series; 0 <= z < 1. */
static double
hypergeometric (double a, double b, double c, double z)
{
  double term = 1, sum = 1;

  for (int k = 0; k < SERIES_TERMS && fabs (term) > 1e-12 * fabs (sum); k++)
    {
      term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
      sum += term;
    }
  return sum;
}

static double
get_bg_nbd (const double *p, const TvBuyer *buyer)
{
  double r = p[0], alpha = p[1], a = p[2], b = p[3], x = buyer->repeats;
  double alive = -(r + x) * log (alpha + buyer->age);

  if (x > 0)
    alive = log_add (alive, log (a) - log (b + x - 1) - (r + x) * log (alpha + buyer->last));
  return log_beta (a, b + x) - log_beta (a, b) + lgamma (r + x) + r * log (alpha) - lgamma (r)
         + alive;
}

static double
get_pareto_nbd (const double *p, const TvBuyer *buyer)
{
  double r = p[0], alpha = p[1], s = p[2], beta = p[3], x = buyer->repeats;
  double larger = MAX (alpha, beta), distance = fabs (alpha - beta);
  double k = alpha >= beta ? s + 1 : r + x, sum = r + s + x;
  double first = log (hypergeometric (sum, k, sum + 1, distance / (larger + buyer->last)))
                 - sum * log (larger + buyer->last);
  double second = log (hypergeometric (sum, k, sum + 1, distance / (larger + buyer->age)))
                  - sum * log (larger + buyer->age);
  double dead = first > second ? first + log1p (-exp (second - first)) : -INFINITY;

  return lgamma (r + x) + r * log (alpha) + s * log (beta) - lgamma (r)
         + log_add (-(r + x) * log (alpha + buyer->age) - s * log (beta + buyer->age),
                    log (s) - log (sum) + dead);
}

static double
get_gamma_gamma (const double *v, const TvBuyer *buyer)
{
  double p = v[0], q = v[1], gamma = v[2], x = buyer->repeats, m = buyer->spend;

  if (buyer->repeats == 0 || !(m > 0))
    return 0;
  return lgamma (p * x + q) - lgamma (p * x) - lgamma (q) + q * log (gamma) + (p * x - 1) * log (m)
         + p * x * log (x) - (p * x + q) * log (gamma + x * m);
}

static double (*const likelihoods[TV_N_BUYER_MODELS]) (const double *, const TvBuyer *) = {
  [TV_BUYER_BG_NBD] = get_bg_nbd,
  [TV_BUYER_PARETO_NBD] = get_pareto_nbd,
  [TV_BUYER_GAMMA_GAMMA] = get_gamma_gamma,
};

typedef struct
{
  TvBuyerKind kind;
  const GArray *buyers;
} Task;

/* The negative log-likelihood over the logarithms of the parameters, kept within bounds. */
static double
measure (const double *point, gpointer data)
{
  Task *task = data;
  double parameters[4], sum = 0, outside = 0;

  for (guint i = 0; i < infos[task->kind].count; i++)
    {
      double logarithm = CLAMP (point[i], -LARGEST_LOGARITHM, LARGEST_LOGARITHM);

      outside += (point[i] - logarithm) * (point[i] - logarithm);
      parameters[i] = exp (logarithm);
    }
  for (guint i = 0; i < task->buyers->len; i++)
    {
      const TvBuyer *buyer = &g_array_index (task->buyers, TvBuyer, i);

      sum -= buyer->weight * likelihoods[task->kind](parameters, buyer);
    }
  return isfinite (sum) ? sum + PENALTY * outside : 1e300;
}

static int
compare_buyers (gconstpointer a, gconstpointer b)
{
  const TvBuyer *x = a, *y = b;

  if (x->repeats != y->repeats)
    return x->repeats < y->repeats ? -1 : 1;
  if (x->last != y->last)
    return x->last < y->last ? -1 : 1;
  if (x->age != y->age)
    return x->age < y->age ? -1 : 1;
  return (x->spend > y->spend) - (x->spend < y->spend);
}

/**
 * tv_buyers_group:
 * @buyers: (element-type TvBuyer): customers
 *
 * Puts customers that are alike into one with their number as weight; of more than 100,000
 * customers every n-th one is taken.
 *
 * Returns: (transfer full) (element-type TvBuyer): what a fit needs
 */
GArray *
tv_buyers_group (const GArray *buyers)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (TvBuyer));
  guint stride = MAX (buyers->len / MANY_BUYERS, 1), kept = 0;

  for (guint i = 0; i < buyers->len; i += stride)
    g_array_append_val (groups, g_array_index (buyers, TvBuyer, i));
  g_array_sort (groups, compare_buyers);
  for (guint i = 0; i < groups->len; i++)
    {
      TvBuyer *last = kept > 0 ? &g_array_index (groups, TvBuyer, kept - 1) : NULL;
      TvBuyer *next = &g_array_index (groups, TvBuyer, i);

      if (last != NULL && compare_buyers (last, next) == 0)
        last->weight += next->weight;
      else
        g_array_index (groups, TvBuyer, kept++) = *next;
    }
  g_array_set_size (groups, kept);
  return groups;
}

/**
 * tv_buyers_new:
 * @frame: the base
 * @as_of_day: the reference date
 *
 * Reads of each customer when and for how much; several purchases of a day are one, net of returns.
 *
 * Returns: (transfer full) (element-type TvBuyer): one for each customer of the frame; weight 0
 * without a purchase
 */
GArray *
tv_buyers_new (const TvFrame *frame, TvDay as_of_day)
{
  GArray *buyers = g_array_sized_new (FALSE, TRUE, sizeof (TvBuyer), frame->customer_count);

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = frame->line_offset[c], end = frame->line_offset[c + 1];
      TvBuyer buyer = { 0 };
      gint64 cents = 0;

      for (guint32 line = begin; line < end; line++)
        {
          if (line > begin && frame->line_day[line] != frame->line_day[line - 1])
            buyer.repeats++;
          if (buyer.repeats > 0)
            cents += tv_ints_get (&frame->line_amount_cents, line);
        }
      if (begin < end)
        {
          buyer.weight = 1;
          buyer.last = (frame->line_day[end - 1] - frame->line_day[begin]) / 7.0;
          buyer.age = MAX (as_of_day - frame->line_day[begin], 0) / 7.0;
          buyer.spend = buyer.repeats > 0 ? (double) cents / 100 / buyer.repeats : 0;
        }
      g_array_append_val (buyers, buyer);
    }
  return buyers;
}

/**
 * tv_buyer_model_fit:
 * @model: (out caller-allocates): the fitted model; not fitted where there is nothing to fit on
 * @kind: which one
 * @buyers: (element-type TvBuyer): customers, grouped or not; those of weight 0 do not count
 *
 * Fits by maximum likelihood from two starting points and keeps the better answer.
 */
void
tv_buyer_model_fit (TvBuyerModel *model, TvBuyerKind kind, const GArray *buyers)
{
  Task task = { kind, buyers };
  double best = INFINITY;
  gint64 repeaters = 0;

  memset (model, 0, sizeof *model);
  model->kind = kind;
  model->count = infos[kind].count;
  for (guint i = 0; i < buyers->len; i++)
    {
      const TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);
      gboolean has_repeat
          = buyer->repeats > 0 && (kind != TV_BUYER_GAMMA_GAMMA || buyer->spend > 0);

      repeaters += has_repeat ? buyer->weight : 0;
      if (kind != TV_BUYER_GAMMA_GAMMA || has_repeat)
        model->customer_count += buyer->weight;
    }
  for (guint i = 0; i < model->count; i++)
    model->names[i] = infos[kind].names[i];
  if (repeaters < 2)
    return;
  for (int start = 0; start < 2; start++)
    {
      double point[4] = { 0 }, value;

      for (guint i = 0; i < model->count; i++)
        point[i] = log (infos[kind].starts[start][i]);
      value = tv_minimise (measure, &task, point, model->count);
      if (value >= best)
        continue;
      best = value;
      model->is_bounded = FALSE;
      for (guint i = 0; i < model->count; i++)
        {
          point[i] = CLAMP (point[i], -LARGEST_LOGARITHM, LARGEST_LOGARITHM);
          model->is_bounded |= LARGEST_LOGARITHM - fabs (point[i]) < NEAR_BOUND;
          model->parameters[i] = exp (point[i]);
        }
    }
  model->log_likelihood = -best;
  model->is_fitted = best < 1e299;
}

/**
 * tv_buyer_model_get_alive:
 * @model: a fitted BG/NBD
 * @buyer: a customer
 *
 * Returns: the probability that the customer still buys, 0-1; 1 without a repeat, as the model has
 * it
 */
double
tv_buyer_model_get_alive (const TvBuyerModel *model, const TvBuyer *buyer)
{
  const double *p = model->parameters;
  double x = buyer->repeats, odds;

  if (buyer->repeats == 0)
    return 1;
  odds = log (p[2]) - log (p[3] + x - 1)
         + (p[0] + x) * (log (p[1] + buyer->age) - log (p[1] + buyer->last));
  return 1 / (1 + exp (odds));
}

/**
 * tv_buyer_model_get_orders:
 * @model: a fitted BG/NBD
 * @buyer: a customer
 * @weeks: from the reference date on
 *
 * Returns: how many days with a purchase are expected
 */
double
tv_buyer_model_get_orders (const TvBuyerModel *model, const TvBuyer *buyer, double weeks)
{
  double r = model->parameters[0], alpha = model->parameters[1];
  double a = model->parameters[2], b = model->parameters[3], x = buyer->repeats;
  double sum = alpha + buyer->age + weeks, ratio = (alpha + buyer->age) / sum;

  if (fabs (a - 1) < 1e-6)
    a = 1 + 1e-6;
  return (a + b + x - 1) / (a - 1)
         * (1 - pow (ratio, r + x) * hypergeometric (r + x, b + x, a + b + x - 1, weeks / sum))
         * tv_buyer_model_get_alive (model, buyer);
}

/**
 * tv_buyer_model_get_value:
 * @model: a fitted Gamma-Gamma
 * @buyer: a customer
 *
 * Returns: the expected value of an order; the base's mean for a customer without a repeat
 */
double
tv_buyer_model_get_value (const TvBuyerModel *model, const TvBuyer *buyer)
{
  double p = model->parameters[0], q = model->parameters[1], gamma = model->parameters[2];
  double x = buyer->spend > 0 ? buyer->repeats : 0;

  if (p * x + q <= 1)
    return 0;
  return p * (gamma + x * buyer->spend) / (p * x + q - 1);
}
