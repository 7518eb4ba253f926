/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer gate of one workspace: held around every write transaction and every checkpoint, over
 * threads and processes. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef struct _TvWriterGate TvWriterGate;

TvWriterGate *tv_writer_gate_new (const char *path, GError **error);
gboolean tv_writer_gate_is_used (const char *path);
void tv_writer_gate_free (TvWriterGate *gate);
gboolean
tv_writer_gate_lock (TvWriterGate *gate, gint64 limit_usec, TvProgress *progress, GError **error);
void tv_writer_gate_unlock (TvWriterGate *gate);
gboolean tv_writer_gate_begin_opening (TvWriterGate *gate, TvProgress *progress, GError **error);
void tv_writer_gate_end_opening (TvWriterGate *gate);
gboolean tv_writer_gate_join (TvWriterGate *gate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWriterGate, tv_writer_gate_free)

G_END_DECLS
