/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least value of a smooth function of few variables, without its derivatives. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_MINIMISE_MOST 4 /* variables */

typedef double (*TvMinimiseFunc) (const double *point, gpointer data);

double tv_minimise (TvMinimiseFunc func, gpointer data, double *point, guint count);

G_END_DECLS
