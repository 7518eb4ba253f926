/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window in which a person writes about a customer by hand. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_CUSTOMER_EDITOR (tva_customer_editor_get_type ())
G_DECLARE_FINAL_TYPE (TvaCustomerEditor, tva_customer_editor, TVA, CUSTOMER_EDITOR, AdwWindow)

TvaCustomerEditor *
tva_customer_editor_show (TvaWindow *window, TvEngine *engine, gint64 customer_id);
void tva_customer_editor_undo (TvaWindow *window, TvEngine *engine, gint64 seq);

G_END_DECLS
