/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of stages, in the order of the data's way. Imports and runs announce their steps
 * through it, the command line prints it, and the documents quote it. */
#include "pipeline/tv-stages.h"

#include <glib/gi18n-lib.h>

static const TvStageInfo stages[] = {
  { "ingest",
    N_ ("Reading files"),
    "",
    "import_batch import_reject customer_ref product_ref source_customer source_product sales_line "
    "contact_event",
    55 },
  { "clean",
    N_ ("Cleaning customers and products"),
    "source_customer source_product customer_ref product_ref contact_event",
    "customer family product product_alias",
    15 },
  { "profile",
    N_ ("Computing profiles"),
    "customer family product product_alias sales_line contact_event",
    "profile",
    25 },
  { "recommend",
    N_ ("Calculating recommendations"),
    "customer family product product_alias sales_line contact_event profile",
    "run recommendation run_exclusion run_model run_backtest",
    35 },
  { "govern", N_ ("Judging by the policy"), "run recommendation policy", "review_item", 25 },
  { "quality",
    N_ ("Measuring quality"),
    "run recommendation review_item",
    "run_metric run_count",
    5 },
  { "exchange",
    N_ ("Writing the export"),
    "review_item recommendation customer product",
    "export_file",
    100 },
};

const char *const tv_stages_of_import[] = { "ingest", "clean", "profile", NULL };
const char *const tv_stages_of_profile[] = { "profile", NULL };
const char *const tv_stages_of_run[] = { "profile", "recommend", "govern", "quality", NULL };

/**
 * tv_stages_get:
 * @out_count: (out): how many stages there are
 *
 * Returns: (transfer none) (array length=out_count): the stages
 */
const TvStageInfo *
tv_stages_get (guint *out_count)
{
  *out_count = G_N_ELEMENTS (stages);
  return stages;
}

/**
 * tv_stages_begin:
 * @progress: (nullable): the operation's progress
 * @operation: (array zero-terminated=1): ids of its stages
 * @id: the stage that begins, or goes on
 * @from: which part of the stage begins, 0-1
 * @to: where that part ends
 *
 * Begins a step with the stage's title and its share of the whole bar. Ledger rows are written
 * within the stages that cause them.
 */
void
tv_stages_begin (TvProgress *progress,
                 const char *const *operation,
                 const char *id,
                 double from,
                 double to)
{
  const char *title = "";
  double before = 0;
  double weight = 0;
  double total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (!g_strv_contains (operation, stages[i].id))
        continue;
      if (g_str_equal (stages[i].id, id))
        {
          before = total;
          weight = stages[i].weight;
          title = _ (stages[i].title);
        }
      total += stages[i].weight;
    }
  tv_progress_begin_step (progress,
                          title,
                          (before + from * weight) / MAX (total, 1),
                          (before + to * weight) / MAX (total, 1));
}
