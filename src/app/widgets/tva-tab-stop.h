/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list or a table as one stop on the way of the Tab key: Tab goes past it, arrows go through it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_TAB_STOP (tva_tab_stop_get_type ())
G_DECLARE_DERIVABLE_TYPE (TvaTabStop, tva_tab_stop, TVA, TAB_STOP, AdwBin)

struct _TvaTabStopClass
{
  AdwBinClass parent_class;
};

G_END_DECLS
