/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds among the chosen files those that hold the orders of another one's lines. */
#pragma once

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

typedef struct _TvaImportJoiner TvaImportJoiner;

TvaImportJoiner *tva_import_joiner_new (TvaImportDraft *draft);
void tva_import_joiner_free (TvaImportJoiner *joiner);
gboolean tva_import_joiner_can_ask (TvaImportSource *lines);
void
tva_import_joiner_ask (TvaImportJoiner *joiner, TvaImportSource *lines, TvaImportSource *orders);
void tva_import_joiner_look (TvaImportJoiner *joiner);

G_END_DECLS
