/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deciding and undoing share: an item that changes, reading it, and writing event and status.
 * Only for the govern room. */
#pragma once

#include "govern/tv-decision.h"

G_BEGIN_DECLS

/* An item as it stood when the decision was made on it. */
typedef struct
{
  gint64 id;
  gint64 version;
  gint64 decided_seq; /* the decision that is in force after the change; 0 = none */
  int from_status;
  int to_status;
} TvDecisionChange;

gboolean tv_decision_read_item (TvJob *job,
                                gint64 id,
                                gint64 *out_run_id,
                                TvDecisionChange *change,
                                gint64 *out_decided_seq,
                                GError **error);
gint64 tv_decision_append (TvJob *job,
                           const GArray *changes,
                           gint64 run_id,
                           int status,
                           const char *reason,
                           const char *detail,
                           GError **error);
gint64 tv_decision_take (TvJob *job,
                         const gint64 *ids,
                         gsize id_count,
                         TvStatus status,
                         const char *reason,
                         const char *detail,
                         GError **error);
gboolean tv_decision_write (TvJob *job, const GArray *changes, GError **error);

G_END_DECLS
