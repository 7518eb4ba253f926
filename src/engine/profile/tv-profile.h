/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the profiles: one row per master customer, from the facts of the frame. */
#pragma once

#include "frame/tv-facts.h"
#include "profile/tv-outlook.h"

G_BEGIN_DECLS

/* What is written of some customers beside what the frame says. */
typedef struct
{
  const TvFacts *facts;
  const TvExpected *expected; /* (nullable) */
} TvProfilePart;

/* Tells it of the customers first .. first + count - 1; it stays until the next call. */
typedef gboolean (*TvProfileFunc) (guint32 first,
                                   guint32 count,
                                   gpointer data,
                                   TvProfilePart *out,
                                   GError **error);

gboolean tv_profile_delete_all (TvJob *job, GError **error);
gboolean tv_profile_is_stored (TvJob *job,
                               const TvFrame *frame,
                               const TvFactsTable *facts,
                               const TvSettings *settings,
                               const TvOutlook *outlook,
                               gboolean *out_is_stored,
                               GError **error);
gboolean tv_profile_write (TvJob *job,
                           const TvFrame *frame,
                           const TvFactsTable *facts,
                           const TvSettings *settings,
                           const TvOutlook *outlook,
                           GError **error);
gboolean tv_profile_write_of (TvJob *job,
                              const TvFrame *frame,
                              const TvSettings *settings,
                              TvProfileFunc func,
                              gpointer data,
                              GError **error);

G_END_DECLS
