/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A combo row whose chosen value is never cut off: the sentence beside it wraps instead. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void tva_whole_choice_apply (AdwComboRow *row);

G_END_DECLS
