/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day is shown and taken in the order that the language types, and in year-month-day; without an
 * order nothing is guessed. */
#include "widgets/tva-typed-day.h"

static void
check (const char *text, const char *form, const char *wanted)
{
  TvDay day = TV_DAY_NONE;
  g_autofree char *iso = NULL;

  g_assert_cmpint (tva_typed_day_parse (text, form, &day), ==, *wanted != '\0');
  iso = tv_day_to_iso (day);
  g_assert_cmpstr (iso, ==, wanted);
}

static void
test_parse (void)
{
  check ("2026-03-04", "%Y-%m-%d", "2026-03-04");
  check ("2026-03-04", "%d/%m/%Y", "2026-03-04");
  check (" 04/03/2026 ", "%d/%m/%Y", "2026-03-04");
  check ("4/3/2026", "%d/%m/%Y", "2026-03-04");
  check ("4/3/2026", "%m/%d/%Y", "2026-04-03");
  check ("4.3.2026", "%d.%m.%Y", "2026-03-04");
  check ("4 Mar 2026", "%Y-%m-%d", "2026-03-04");
  check ("4/3/2026", "%Y-%m-%d", "");
  check ("31/02/2026", "%d/%m/%Y", "");
  check ("45000", "%d/%m/%Y", "");
  check ("", "%d/%m/%Y", "");
}

static void
test_print (void)
{
  TvDay day = tv_day_from_ymd (2026, 3, 4);
  g_autofree char *french = tv_day_format (day, "%d/%m/%Y");
  g_autofree char *own = tv_day_format (day, tva_typed_day_get_form ());
  g_autofree char *none = tv_day_format (TV_DAY_NONE, "%d/%m/%Y");

  g_assert_cmpstr (french, ==, "04/03/2026");
  g_assert_cmpstr (own, ==, "2026-03-04");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed-day/parse", test_parse);
  g_test_add_func ("/typed-day/print", test_print);
  return g_test_run ();
}
