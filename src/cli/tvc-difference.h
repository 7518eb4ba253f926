/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference that a file makes, for the command that imports. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

void tvc_difference_answer (TvcContext *context, const TvImportDifference *difference);
void tvc_difference_answer_drift (TvcContext *context, const TvDriftFinding *finding);

G_END_DECLS
