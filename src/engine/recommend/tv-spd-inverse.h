/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inverse of a symmetric positive definite matrix of single precision, and what it solves. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_SPD_BLOCK 64

/* In place: matrix is size x size, row by row, size a multiple of TV_SPD_BLOCK; its lower half is
 * read, and both halves of the inverse are written. FALSE where it is not positive definite. */
gboolean tv_spd_invert (float *matrix, guint size);
gboolean tv_spd_solve (const float *matrix, float *right, guint size, guint thread_count);

G_END_DECLS
