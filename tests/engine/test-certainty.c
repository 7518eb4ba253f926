/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure the encoding of a text is: nearly so where every letter speaks for it, less where
 * another one makes letters of it as well. */
#include "tv-test-import.h"

static double
get_certainty (TvTestImport *import, const char *text, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *path = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  path = tv_test_import_write (import, "letters.csv", bytes, (gssize) length);
  file = tv_ingest_sniff (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->dialect->encoding, ==, encoding);
  return file->encoding_confidence;
}

static void
test_certainty (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  g_assert_cmpfloat (get_certainty (&import,
                                    "Code client;Nom;Ville\nC1;Hélène Lefèvre;Besançon\n"
                                    "C2;François Noël;Orléans\nC3;Gaël Côté;Évry\n",
                                    "WINDOWS-1252"),
                     >,
                     .95);
  g_assert_cmpfloat (get_certainty (&import,
                                    "Код;Имя;Город\nК1;Иван Петров;Тверь\nК2;Анна Белова;Казань\n",
                                    "WINDOWS-1251"),
                     >,
                     .95);
  /* A single letter is one in a dozen encodings. */
  g_assert_cmpfloat (get_certainty (&import, "Code;Name\nC1;Zo\303\253\nC2;Bo\n", "WINDOWS-1252"),
                     <,
                     .95);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certainty/encoding", test_certainty);
  return g_test_run ();
}
