/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the window. Catalogues come from where the program is installed, or from
 * $TASTEVIN_LOCALE_DIR for one that is not. */
#include <glib/gi18n.h>
#include <locale.h>

#include "tva-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (TvaApplication) application = NULL;
  const char *locale_dir = g_getenv ("TASTEVIN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : TVA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_prgname (TV_APP_ID);
  g_set_application_name (_ ("Tastevin"));
  application = tva_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
