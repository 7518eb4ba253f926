/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order statistics of many numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

float tv_ranked_find (const float *numbers, gsize count, gsize rank);

G_END_DECLS
