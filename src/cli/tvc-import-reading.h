/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how a file is read: its columns, what stands in for what is not there, the sheets left out.
 */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

void tvc_answer_reading (TvcContext *context, const TvImportFile *file, gboolean is_dry_run);

G_END_DECLS
