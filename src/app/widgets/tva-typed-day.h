/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people type them into an entry. Pure functions of the text and the form. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

const char *tva_typed_day_get_form (void);
gboolean tva_typed_day_parse (const char *text, const char *form, TvDay *out_day);

G_END_DECLS
