/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that headers are made of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tv_header_dictionary_find (const char *word);

G_END_DECLS
