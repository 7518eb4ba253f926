/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant's window. */
#include "pages/import/tva-import-assistant.h"

struct _TvaImportAssistant
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (TvaImportAssistant, tva_import_assistant, ADW_TYPE_WINDOW)

static void
tva_import_assistant_class_init (TvaImportAssistantClass *klass)
{
}

static void
tva_import_assistant_init (TvaImportAssistant *self)
{
}

void
tva_import_assistant_present (TvaWindow *window, const char *const *paths)
{
}
