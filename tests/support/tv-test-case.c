/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the recommender and of its answers begin with. */
#include "tv-test-case.h"

/**
 * tv_test_case_init:
 * @self: (out caller-allocates): zeros
 * @base: a base
 * @settings: of the run
 * @minimum_score: 0-100
 *
 * Calculates on one thread.
 */
void
tv_test_case_init (TvTestCase *self,
                   const TvTestBase *base,
                   const TvSettings *settings,
                   double minimum_score)
{
  g_autoptr (GError) error = NULL;

  self->frame = tv_test_frame_new (base);
  self->facts = tv_facts_table_new (self->frame, settings, 1, NULL, &error);
  g_assert_no_error (error);
  self->recommender = tv_recommender_new (self->frame,
                                          self->facts,
                                          settings,
                                          NULL,
                                          minimum_score,
                                          1,
                                          NULL,
                                          &error);
  g_assert_no_error (error);
  self->run = tv_recommender_run (self->recommender, 1, NULL, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_case_clear:
 * @self: a case, or zeros
 */
void
tv_test_case_clear (TvTestCase *self)
{
  if (self->run == NULL)
    return;
  tv_run_items_free (self->run);
  tv_recommender_free (self->recommender);
  tv_facts_table_free (self->facts);
  tv_frame_unref (self->frame);
}
