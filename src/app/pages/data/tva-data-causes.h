/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The causes of the Data quality page, as rows of a list. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

void tva_data_causes_show (GtkListBox *list,
                           GtkLabel *clean,
                           TvEngine *engine,
                           const TvCheckReport *report);

G_END_DECLS
