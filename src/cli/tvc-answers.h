/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers about one customer, shared by the commands and by batch. */
#pragma once

#include "tvc-context.h"

G_BEGIN_DECLS

gboolean tvc_answer_now (TvcContext *context,
                         const char *customer,
                         const TvRunOptions *options,
                         GError **error);
gboolean tvc_answer_stored (TvcContext *context, const char *customer, GError **error);
gboolean tvc_answer_why_not (TvcContext *context,
                             const char *customer,
                             const char *product,
                             const TvRunOptions *options,
                             GError **error);
gboolean tvc_answer_request (TvcContext *context, const char *op, JsonObject *request);

G_END_DECLS
