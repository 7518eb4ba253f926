/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models of when customers come back and what they spend, fitted on the workspace or on a purchase
 * history in the form that researchers publish. */
#pragma once

#include "base/tv-day.h"
#include "pipeline/tv-engine.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code; /* "bg_nbd", "pareto_nbd", "gamma_gamma"; static */
  gboolean is_fitted;
  gboolean is_bounded; /* no sign of dropout: what depends on it is not to be shown */
  guint count;
  const char *names[4]; /* static */
  double parameters[4];
  double log_likelihood;
  gint64 customer_count;
} TvFitModel;

/* What the models say of one customer. */
typedef struct
{
  char *customer_code;
  gint64 repeats;
  double p_alive;         /* 0-1, < 0 where the base shows no dropout */
  double expected_orders; /* in 90 days */
  double expected_cents;  /* in 90 days, < 0 = not known */
} TvFitCustomer;

typedef struct
{
  TvDay as_of_day;
  gint64 customer_count; /* with a purchase */
  TvFitModel models[3];
  GPtrArray *customers; /* of TvFitCustomer, most expected orders first; the first 20 */
} TvFitReport;

TvFitReport *
tv_engine_fit_profiles (TvEngine *engine, TvDay as_of_day, TvProgress *progress, GError **error);
TvFitReport *tv_fit_history (const char *path, TvDay as_of_day, GError **error);
void tv_fit_report_free (TvFitReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFitReport, tv_fit_report_free)

G_END_DECLS
