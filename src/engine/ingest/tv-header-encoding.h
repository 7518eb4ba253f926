/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the names of columns say of a text's encoding. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *
tv_header_encoding_choose (char **header, const char *encoding, const GPtrArray *alternatives);

G_END_DECLS
