/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every fuzz target has: its entry, and its input as a file where the engine wants one. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Called with any bytes; must neither crash, nor leak, nor hang. A finding is an abort. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

const char *tv_fuzz_file (const uint8_t *data, size_t size);

G_END_DECLS
