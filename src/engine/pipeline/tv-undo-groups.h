/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The groups of a report about an undo or a redo: what happened to how many, and to whom. Only for
 * the pipeline. */
#pragma once

#include "rows/tv-import-report.h"

G_BEGIN_DECLS

TvUndoGroup *tv_undo_group_begin (TvUndoOutcome outcome, const char *code);
void tv_undo_group_add (TvUndoGroup *group, const char *name);
void tv_undo_group_add_sorted (TvUndoGroup *group, const char *name);
void tv_undo_group_end (TvUndoReport *report, TvUndoGroup *group);

G_END_DECLS
