/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: command line, accelerators, about and shortcuts. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_APPLICATION (tva_application_get_type ())
G_DECLARE_FINAL_TYPE (TvaApplication, tva_application, TVA, APPLICATION, AdwApplication)

TvaApplication *tva_application_new (void);

G_END_DECLS
