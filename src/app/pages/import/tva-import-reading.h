/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second step: how a file is read, with the first rows beside it. */
#pragma once

#include "pages/import/tva-import-step.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_READING (tva_import_reading_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportReading, tva_import_reading, TVA, IMPORT_READING, TvaImportStep)

G_END_DECLS
