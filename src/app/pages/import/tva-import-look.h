/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has a chosen file looked at on a worker. */
#pragma once

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

/* Asked again while a look is under way, the older answer is thrown away. */
void tva_import_look (TvaImportSource *source, TvEngine *engine);

G_END_DECLS
