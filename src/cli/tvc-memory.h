/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for a command that is known to fill much of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tvc_memory_expect (gsize size);

G_END_DECLS
