/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row that could not be used is answered. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

void tvc_json_reject (TvcContext *context, const TvRejectRow *reject);
void tvc_answer_reject (TvcContext *context, const TvRejectRow *reject);
void tvc_print_reject_kinds (TvcContext *context, const TvImportResult *result);

G_END_DECLS
