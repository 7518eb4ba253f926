/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that an event of the ledger records, such as imports and exports, compared with it. */
#pragma once

#include "ledger/tv-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  TV_RECORDED_GONE,  /* the event is there, its row is not */
  TV_RECORDED_OTHER, /* the row is not what the event says */
  TV_RECORDED_STRAY, /* the row is there, its event is not, as where the end was cut off */
} TvRecordedFault;

typedef struct
{
  const char *code, *table; /* of the findings */
  TvSql events;             /* seq, detail, id of the row, and what is compared */
  TvSql strays;             /* id */
  gboolean (*is_as_recorded) (TvStatement *event);
  char *(*describe) (TvRecordedFault fault, gint64 seq, gint64 row);
} TvRecorded;

gboolean
tv_recorded_check (TvJob *job, const TvRecorded *recorded, GPtrArray *findings, GError **error);

G_END_DECLS
