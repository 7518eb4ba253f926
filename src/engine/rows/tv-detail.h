/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single members of a ledger event's detail or of a run's settings, read without a JSON parser: the
 * detail is written by this program in one form, and a file that was tampered with must not be able
 * to exhaust a parser's stack. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_detail_dup_text (const char *detail, const char *name);
gint64 tv_detail_get_int64 (const char *detail, const char *name, gint64 fallback);
double tv_detail_get_double (const char *detail, const char *name, double fallback);

G_END_DECLS
