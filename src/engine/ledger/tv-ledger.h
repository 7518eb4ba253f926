/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The append-only hash chain of what was done: each event carries the hash of its typed fields and
 * of the event before. Appending happens in the transaction of the fact that it records. The byte
 * format is in docs/ledger-format.md. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 recommendation_id;
  int from_status;
  int to_status;
} TvLedgerItem;

typedef struct
{
  const char *kind;          /* WORKSPACE, IMPORT, RUN, GATE, DECISION, EXPORT */
  gint64 batch_id;           /* 0 = none */
  gint64 run_id;             /* 0 = none */
  int status;                /* G_MININT = none */
  const TvLedgerItem *items; /* (nullable) (array length=item_count) */
  gsize item_count;
  const char *text;   /* (nullable) what the person wrote */
  const char *detail; /* JSON of machine facts without personal data; NULL = "{}" */
} TvLedgerEvent;

/* One thing that does not fit. */
typedef struct
{
  const char *code;  /* ALTERED, GAP, ITEMS, TEXT, STATUS, RUN, SCHEMA, EXPORT */
  const char *table; /* where the row stands */
  gint64 row;        /* its id or seq; 0 = the table as a whole */
  char *message;     /* one translated sentence */
} TvLedgerFinding;

void tv_ledger_finding_free (TvLedgerFinding *finding);
gint64
tv_ledger_append (TvJob *job, const TvLedgerEvent *event, GError **error); /* seq, 0 on error */
gboolean tv_ledger_get_next_seq (TvJob *job, gint64 *out_seq, GError **error);
gboolean tv_ledger_walk (TvJob *job, GPtrArray *findings, gint64 *out_event_count, GError **error);

G_END_DECLS
