/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposes fit, weights and variety of a new run: as a person chose them, else as the latest
 * backtest speaks for, else as the original formula has them. Says which of these it is, and what
 * the backtest measured of what is set instead. Writes nothing. */
#include "pages/runs/tva-run-proposal.h"

#include <glib/gi18n-lib.h>

#include "pages/runs/tva-backtest-words.h"

static gboolean
is_chosen (const TvaRunProposal *proposal)
{
  return proposal->choice.ranker >= 0 && proposal->choice.way >= 0;
}

static gboolean
load_backtest (TvaRunProposal *proposal, TvEngine *engine, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const TvBacktest *backtest;

  if (is_chosen (proposal) && proposal->choice.backtest_id == 0)
    return TRUE;
  proposal->backtest = tv_engine_get_backtest (engine, proposal->choice.backtest_id, &local_error);
  backtest = proposal->backtest;
  if (backtest == NULL)
    {
      if (g_error_matches (local_error, TV_ERROR, TV_ERROR_NOT_FOUND)
          || g_error_matches (local_error, TV_ERROR, TV_ERROR_REFUSED))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_chosen (proposal))
    return TRUE;
  proposal->defaults.ranker = tv_ranker_get_code (backtest->run_ranker);
  proposal->defaults.preset = tv_preset_get_code (tv_backtest_way_get_preset (backtest->run_way));
  proposal->defaults.calibration
      = tv_backtest_way_is_calibrated (backtest->run_way) ? TV_CALIBRATION : TV_CALIBRATION_NONE;
  return TRUE;
}

/**
 * tva_run_proposal_load:
 * @engine: an engine
 * @error: return location
 *
 * Reads what a new run may be asked for and what it is proposed. Call it on a worker.
 *
 * Returns: (transfer full) (nullable): the proposal
 */
TvaRunProposal *
tva_run_proposal_load (TvEngine *engine, GError **error)
{
  g_autoptr (TvaRunProposal) proposal = g_new0 (TvaRunProposal, 1);

  if (!tv_engine_get_summary (engine, &proposal->summary, error)
      || !tv_engine_get_run_defaults (engine, &proposal->defaults, error)
      || !tv_engine_get_run_choice (engine, &proposal->choice, error)
      || !load_backtest (proposal, engine, error))
    return NULL;
  proposal->policies = tv_engine_list_policies (engine, error);
  return proposal->policies != NULL ? g_steal_pointer (&proposal) : NULL;
}

/**
 * tva_run_proposal_free:
 * @proposal: (transfer full): a proposal
 *
 * Frees it.
 */
void
tva_run_proposal_free (TvaRunProposal *proposal)
{
  g_clear_pointer (&proposal->policies, g_ptr_array_unref);
  g_clear_pointer (&proposal->backtest, tv_backtest_free);
  g_free (proposal);
}

/* What the backtest speaks for, or what a person chose from it. */
static TvRunChoice
get_proposed (const TvaRunProposal *proposal)
{
  return is_chosen (proposal) ? proposal->choice
                              : (TvRunChoice){ .ranker = (int) proposal->backtest->run_ranker,
                                               .way = proposal->backtest->run_way };
}

static gboolean
is_proposed (const TvaRunProposal *proposal, TvRanker ranker, int way)
{
  TvRunChoice proposed = get_proposed (proposal);

  return proposed.ranker == (int) ranker && proposed.way == way;
}

/**
 * tva_run_proposal_get_title:
 * @proposal: a proposal
 * @ranker: what is set now
 * @way: the way of a run that is set now
 *
 * Returns: where that comes from, in a few words; static
 */
const char *
tva_run_proposal_get_title (const TvaRunProposal *proposal, TvRanker ranker, int way)
{
  if (proposal->backtest == NULL)
    return _ ("Not tried on past sales yet");
  return is_proposed (proposal, ranker, way) ? _ ("Rests on a backtest")
                                             : _ ("Not what is proposed");
}

/* NULL where it was not tried. */
static char *
dup_share (const TvaRunProposal *proposal, TvRanker ranker, int way)
{
  const TvBacktestResult *result
      = tv_backtest_find (proposal->backtest, TV_PROTOCOL_ALL, 0, ranker, way);

  return result != NULL ? tva_backtest_dup_in_hundred (result->recall.mean) : NULL;
}

static char *
dup_own_note (const TvaRunProposal *proposal, const char *number, const char *share)
{
  if (is_chosen (proposal))
    /* Translators: number of a backtest; "17 in 100" */
    return g_strdup_printf (_ ("You chose fit, weights and variety from backtest %s, where they "
                               "would have foreseen %s purchases."),
                            number,
                            share);
  /* Translators: number of a backtest; "17 in 100" */
  return g_strdup_printf (_ ("Fit, weights and variety are what backtest %s speaks for: they would "
                             "have foreseen %s purchases."),
                          number,
                          share);
}

static char *
dup_other_note (const TvaRunProposal *proposal, const char *number, const char *share)
{
  TvRunChoice proposed = get_proposed (proposal);
  g_autofree char *way = tva_backtest_dup_way ((TvRanker) proposed.ranker, proposed.way);
  g_autofree char *other = dup_share (proposal, (TvRanker) proposed.ranker, proposed.way);

  if (share == NULL)
    /* Translators: number of a backtest; a way of choosing */
    return g_strdup_printf (_ ("Backtest %s did not try this; “%s” is proposed."), number, way);
  if (other == NULL)
    /* Translators: number of a backtest; "12 in 100" */
    return g_strdup_printf (_ ("In backtest %s this would have foreseen %s purchases."),
                            number,
                            share);
  /* Translators: number of a backtest; "12 in 100"; a way of choosing; "17 in 100" */
  return g_strdup_printf (_ ("In backtest %s this would have foreseen %s purchases; “%s”, which is "
                             "proposed, %s."),
                          number,
                          share,
                          way,
                          other);
}

/**
 * tva_run_proposal_dup_note:
 * @proposal: a proposal
 * @ranker: what is set now
 * @way: the way of a run that is set now
 *
 * Returns: (transfer full): where fit, weights and variety come from, and what they would have
 * foreseen
 */
char *
tva_run_proposal_dup_note (const TvaRunProposal *proposal, TvRanker ranker, int way)
{
  g_autofree char *number = NULL;
  g_autofree char *share = NULL;

  if (proposal->backtest == NULL)
    return g_strdup (
        is_chosen (proposal)
            ? _ ("Fit, weights and variety are proposed as you chose them.")
            : _ ("Proposed are fit, weights and variety of the original formula. A backtest shows "
                 "what would have foreseen most of your customers’ purchases."));
  number = tv_count_to_display (proposal->backtest->id);
  share = dup_share (proposal, ranker, way);
  if (share != NULL && is_proposed (proposal, ranker, way))
    return dup_own_note (proposal, number, share);
  return dup_other_note (proposal, number, share);
}
