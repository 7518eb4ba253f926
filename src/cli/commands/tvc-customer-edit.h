/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person writes about a customer, for the command that shows customers. */
#pragma once

#include "tvc-command.h"

G_BEGIN_DECLS

gboolean tvc_customer_edit_parse (TvCustomerEdit *edit,
                                  char **sets,
                                  gboolean is_optout,
                                  gboolean is_optin,
                                  GError **error);
int tvc_customer_edit_write (TvcContext *context,
                             const char *code,
                             TvCustomerEdit *edit,
                             GError **error);
int tvc_customer_edit_undo (TvcContext *context, gint64 seq, GError **error);
gboolean tvc_customer_edit_answer (TvcContext *context, gint64 customer, GError **error);
char *tvc_customer_edit_dup_day (gint64 usec);

G_END_DECLS
