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
#define FEW_BUYERS 2000 /* groups, from which the first answer of a large base comes */
#define SERIES_TERMS 2000
#define NEAR_BOUND .05
#define NEAR_ONE 1e-6

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
  = { "gamma_gamma", 3, { "p", "q", "gamma" }, { { 6, 4, .5 }, { 1, 2, 1 } } },
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

/* What of a likelihood depends on the repeats alone: groups stand in their order, so that it is
 * computed once for each number of them. */
typedef struct
{
  gint64 repeats; /* -1 = nothing yet */
  double fixed, dropout;
} Terms;

static double
get_bg_nbd (const double *p, const TvBuyer *buyer, Terms *terms)
{
  double r = p[0], alpha = p[1], a = p[2], b = p[3], x = buyer->repeats;
  double alive = -(r + x) * log (alpha + buyer->age);

  if (terms->repeats != buyer->repeats)
    {
      terms->repeats = buyer->repeats;
      terms->fixed
          = log_beta (a, b + x) - log_beta (a, b) + lgamma (r + x) + r * log (alpha) - lgamma (r);
      terms->dropout = x > 0 ? log (a) - log (b + x - 1) : 0;
    }
  if (x > 0)
    alive = log_add (alive, terms->dropout - (r + x) * log (alpha + buyer->last));
  return terms->fixed + alive;
}

static double
get_pareto_nbd (const double *p, const TvBuyer *buyer, Terms *terms)
{
  double r = p[0], alpha = p[1], s = p[2], beta = p[3], x = buyer->repeats;
  double larger = MAX (alpha, beta), distance = fabs (alpha - beta);
  double k = alpha >= beta ? s + 1 : r + x, sum = r + s + x;
  double first = log (hypergeometric (sum, k, sum + 1, distance / (larger + buyer->last)))
                 - sum * log (larger + buyer->last);
  double second = log (hypergeometric (sum, k, sum + 1, distance / (larger + buyer->age)))
                  - sum * log (larger + buyer->age);
  double dead = first > second ? first + log1p (-exp (second - first)) : -INFINITY;

  if (terms->repeats != buyer->repeats)
    {
      terms->repeats = buyer->repeats;
      terms->fixed = lgamma (r + x) + r * log (alpha) + s * log (beta) - lgamma (r);
      terms->dropout = log (s) - log (sum);
    }
  return terms->fixed
         + log_add (-(r + x) * log (alpha + buyer->age) - s * log (beta + buyer->age),
                    terms->dropout + dead);
}

static double
get_gamma_gamma (const double *v, const TvBuyer *buyer, Terms *terms)
{
  double p = v[0], q = v[1], gamma = v[2], x = buyer->repeats, m = buyer->spend;

  if (buyer->repeats == 0 || !(m > 0))
    return 0;
  if (terms->repeats != buyer->repeats)
    {
      terms->repeats = buyer->repeats;
      terms->fixed
          = lgamma (p * x + q) - lgamma (p * x) - lgamma (q) + q * log (gamma) + p * x * log (x);
    }
  return terms->fixed + (p * x - 1) * log (m) - (p * x + q) * log (gamma + x * m);
}

static double (*const likelihoods[TV_N_BUYER_MODELS]) (const double *, const TvBuyer *, Terms *) = {
  [TV_BUYER_BG_NBD] = get_bg_nbd,
  [TV_BUYER_PARETO_NBD] = get_pareto_nbd,
  [TV_BUYER_GAMMA_GAMMA] = get_gamma_gamma,
};

typedef struct
{
  TvBuyerKind kind;
  const GArray *buyers;
  guint stride; /* every so many-th counts */
} Task;

/* The negative log-likelihood over the logarithms of the parameters, kept within bounds. */
static double
measure (const double *point, gpointer data)
{
  Task *task = data;
  Terms terms = { .repeats = -1 };
  double parameters[4], sum = 0, outside = 0;

  for (guint i = 0; i < infos[task->kind].count; i++)
    {
      double logarithm = CLAMP (point[i], -LARGEST_LOGARITHM, LARGEST_LOGARITHM);

      outside += (point[i] - logarithm) * (point[i] - logarithm);
      parameters[i] = exp (logarithm);
    }
  for (guint i = 0; i < task->buyers->len; i += task->stride)
    {
      const TvBuyer *buyer = &g_array_index (task->buyers, TvBuyer, i);

      if (buyer->weight > 0)
        sum -= buyer->weight * likelihoods[task->kind](parameters, buyer, &terms);
    }
  return isfinite (sum) ? sum + PENALTY * outside : 1e300;
}

static gint64
count_buyers (TvBuyerModel *model, const GArray *buyers)
{
  gboolean is_worth = model->kind == TV_BUYER_GAMMA_GAMMA;
  gint64 repeaters = 0;

  for (guint i = 0; i < buyers->len; i++)
    {
      const TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);
      gboolean has_repeat = buyer->repeats > 0 && (!is_worth || buyer->spend > 0);

      repeaters += has_repeat ? buyer->weight : 0;
      if (!is_worth || has_repeat)
        model->customer_count += buyer->weight;
    }
  return repeaters;
}

/* What a customer's orders are worth on the mean. Money is measured by it, as the bounds of the
 * parameters would else mean something else in euros than in yen. */
static double
get_unit (const GArray *buyers)
{
  double sum = 0, weight = 0;

  for (guint i = 0; i < buyers->len; i++)
    {
      const TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);

      if (buyer->repeats == 0 || !(buyer->spend > 0))
        continue;
      sum += buyer->weight * buyer->spend;
      weight += buyer->weight;
    }
  return sum > 0 ? sum / weight : 1;
}

static GArray *
copy_in_units (const GArray *buyers, double unit)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (TvBuyer), buyers->len);

  if (buyers->len > 0)
    g_array_append_vals (copy, buyers->data, buyers->len);
  for (guint i = 0; i < copy->len; i++)
    g_array_index (copy, TvBuyer, i).spend /= unit;
  return copy;
}

/* Back from units to the base's own money. */
static void
take_unit (TvBuyerModel *model, double unit)
{
  model->parameters[2] *= unit;
  model->log_likelihood -= (double) model->customer_count * log (unit);
}

static void
take_answer (TvBuyerModel *model, const double *point, double value)
{
  model->is_bounded = FALSE;
  for (guint i = 0; i < model->count; i++)
    {
      double logarithm = CLAMP (point[i], -LARGEST_LOGARITHM, LARGEST_LOGARITHM);

      model->is_bounded |= LARGEST_LOGARITHM - fabs (logarithm) < NEAR_BOUND;
      model->parameters[i] = exp (logarithm);
    }
  model->log_likelihood = -value;
  model->is_fitted = value < 1e299;
}

/**
 * tv_buyer_model_fit:
 * @model: (out caller-allocates): the fitted model; not fitted where there is nothing to fit on
 * @kind: which one
 * @buyers: (element-type TvBuyer): customers, grouped or not; those of weight 0 do not count
 *
 * Fits by maximum likelihood from two starting points and keeps the better answer. Where there are
 * many buyers the two starts are compared on some of them, and the better one goes on over all.
 */
void
tv_buyer_model_fit (TvBuyerModel *model, TvBuyerKind kind, const GArray *buyers)
{
  gboolean is_worth = kind == TV_BUYER_GAMMA_GAMMA;
  double unit = is_worth ? get_unit (buyers) : 1;
  g_autoptr (GArray) scaled = is_worth ? copy_in_units (buyers, unit) : NULL;
  Task task = { kind, is_worth ? scaled : buyers, MAX (buyers->len / FEW_BUYERS, 1) };
  double best = INFINITY, answer[4] = { 0 };

  memset (model, 0, sizeof *model);
  model->kind = kind;
  model->count = infos[kind].count;
  for (guint i = 0; i < model->count; i++)
    model->names[i] = infos[kind].names[i];
  if (count_buyers (model, buyers) < 2)
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
      memcpy (answer, point, sizeof answer);
    }
  if (task.stride > 1)
    {
      task.stride = 1;
      best = tv_minimise (measure, &task, answer, model->count);
    }
  take_answer (model, answer, best);
  if (is_worth)
    take_unit (model, unit);
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
 * The published form by Euler's transformation of 2F1, whose terms stay small for customers with
 * hundreds of orders too.
 *
 * Returns: how many days with a purchase are expected, 0 to the days of that time
 */
double
tv_buyer_model_get_orders (const TvBuyerModel *model, const TvBuyer *buyer, double weeks)
{
  double r = model->parameters[0], alpha = model->parameters[1];
  double a = model->parameters[2], b = model->parameters[3], x = buyer->repeats;
  double sum = alpha + buyer->age + weeks, ratio = (alpha + buyer->age) / sum, c, orders;

  if (fabs (a - 1) < NEAR_ONE)
    a = 1 + NEAR_ONE;
  c = a + b + x - 1;
  if (fabs (c) < NEAR_ONE)
    c = NEAR_ONE;
  orders = c / (a - 1)
           * (1 - pow (ratio, a - 1) * hypergeometric (c - r - x, a - 1, c, weeks / sum))
           * tv_buyer_model_get_alive (model, buyer);
  return isfinite (orders) ? CLAMP (orders, 0, weeks * 7) : 0;
}

/**
 * tv_buyer_model_get_value:
 * @model: a fitted Gamma-Gamma
 * @buyer: a customer
 *
 * Returns: the expected value of an order; the base's mean for a customer without a repeat, < 0
 * where the base has none
 */
double
tv_buyer_model_get_value (const TvBuyerModel *model, const TvBuyer *buyer)
{
  double p = model->parameters[0], q = model->parameters[1], gamma = model->parameters[2];
  double x = buyer->spend > 0 ? buyer->repeats : 0, value;

  /* Without a finite mean of the base there is nothing to draw a customer's own mean towards. */
  if (q <= 1)
    return x > 0 ? buyer->spend : -1;
  value = p * (gamma + x * buyer->spend) / (p * x + q - 1);
  return isfinite (value) ? value : -1;
}
