/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is invoiced like a product and is none: postage, charges, corrections. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tv_service_is_label (const char *label);
gboolean tv_service_is_code (const char *code);
gboolean tv_service_is_family (const char *name);

G_END_DECLS
