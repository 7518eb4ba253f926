/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where the business is. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

void tva_country_dialog_present (TvaWindow *window);

G_END_DECLS
