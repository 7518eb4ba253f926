/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning and folding of text, normal forms of e-mail addresses and phone numbers, advice for
 * errors, progress: tables of examples, and that each of them changes nothing the second time. */
#include "base/tv-text.h"

#include "base/tv-error.h"
#include "base/tv-progress.h"
#include "base/tv-region.h"

typedef struct
{
  const char *in;
  const char *out;
} Row;

static void
test_clean (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "", "" },
    { "  a \t b\r\n c ", "a b c" },
    { "caf\xc3\xa9", "café" },
    { "cafe\xcc\x81", "café" },
    { "\xef\xbb\xbfname\xc2\xa0x\xe2\x80\xaf", "name x" },
    { "Ch\xe2teau", "Ch\xef\xbf\xbdteau" },
    { "a\x01"
      "b",
      "a b" },
    { "D\xc2\xad"
      "omaine",
      "Domaine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tv_text_clean (rows[i].in);
      g_autofree char *again = tv_text_clean (text);

      g_assert_cmpstr (text, ==, rows[i].out);
      g_assert_cmpstr (again, ==, rows[i].out);
    }
}

static void
test_fold (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "  Château-Margaux, 2015! ", "chateau margaux 2015" },
    { "CHATEAU  MARGAUX 2015", "chateau margaux 2015" },
    { "Cœur de Bœuf", "coeur de boeuf" },
    { "ŒUVRE & Æther", "oeuvre aether" },
    { "Straße", "strasse" },
    { "L'Été n°3", "l ete n 3" },
    { "ﬁne", "fine" },
    { "²", "2" },
    { "…—!", "" },
    { "İstanbul", "istanbul" },
    { "Łódź Ørsted", "lodz orsted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tv_text_fold (rows[i].in);

      g_assert_cmpstr (text, ==, rows[i].out);
    }
}

static void
test_fold_twice (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *once = NULL, *twice = NULL, *clean = NULL, *cleaner = NULL;

      for (int j = g_test_rand_int_range (0, 12); j > 0; j--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, g_test_rand_bit () ? 0x250 : 0x30000);

          if (c < 0xd800 || c > 0xdfff)
            g_string_append_unichar (text, c);
        }
      once = tv_text_fold (text->str);
      twice = tv_text_fold (once);
      g_assert_cmpstr (once, ==, twice);
      clean = tv_text_clean (text->str);
      cleaner = tv_text_clean (clean);
      g_assert_cmpstr (clean, ==, cleaner);
    }
}

static void
test_email (void)
{
  static const Row rows[] = {
    { " Jean.Dupont@Example.FR ", "jean.dupont@example.fr" },
    { "mailto:a@b.co", "a@b.co" },
    { "Jean Dupont <jean@b.co>", "jean@b.co" },
    { "<a@b.co>;", "a@b.co" },
    { "a @ b . co", "a@b.co" },
    { "a+tag@b-c.co.uk", "a+tag@b-c.co.uk" },
    { "a@b.co;", "a@b.co" },
    { NULL, NULL },
    { "", NULL },
    { "none", NULL },
    { "a@b", NULL },
    { "a@@b.co", NULL },
    { "a@b.co, c@d.co", NULL },
    { "@b.co", NULL },
    { ".a@b.co", NULL },
    { "a..b@b.co", NULL },
    { "a@-b.co", NULL },
    { "a@b..co", NULL },
    { "a@b.c", NULL },
    { "a@1.2.3.4", NULL },
    { "é@b.co", NULL },
    { "a(b)@b.co", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tv_email_normalise (rows[i].in);
      g_autofree char *again = tv_email_normalise (text);

      g_assert_cmpstr (text, ==, rows[i].out);
      g_assert_cmpstr (again, ==, rows[i].out);
    }
}

typedef struct
{
  const char *in;
  const char *country;
  const char *out;
} PhoneRow;

static void
check_phones (const PhoneRow *rows, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *text = tv_phone_normalise (rows[i].in, rows[i].country);
      g_autofree char *again = tv_phone_normalise (text, rows[i].country);

      g_assert_cmpstr (text, ==, rows[i].out);
      g_assert_cmpstr (again, ==, rows[i].out);
    }
}

static void
test_phone (void)
{
  static const PhoneRow rows[] = {
    { "06 12 34 56 78", "FR", "+33612345678" },
    { "06.12.34.56.78", "FR", "+33612345678" },
    { "+33 6 12 34 56 78", "FR", "+33612345678" },
    { "+33 (0)6 12 34 56 78", "GB", "+33612345678" },
    { "+49 (0) 30 123456", "FR", "+4930123456" },
    { "0044 (0)20 7946 0958", "FR", "+442079460958" },
    { "+39 (0)6 1234 5678", "FR", "+390612345678" },
    { "(0)1 23 45 67 89", "FR", "+33123456789" },
    { "0033 6 12 34 56 78", "FR", "+33612345678" },
    { "33612345678", "FR", "+33612345678" },
    { "612345678", "FR", "+33612345678" },
    { "tel:+33612345678", NULL, "+33612345678" },
    { "Tél. : 06 12 34 56 78", "FR", "+33612345678" },
    { "06 12 34 56 78 (mobile)", "FR", "+33612345678" },
    { "06 12 34 56 78 le soir", "FR", "+33612345678" },
    { "'0612345678", "FR", "+33612345678" },
    { "612345678.0", "FR", "+33612345678" },
    { "Fax 01 23 45 67 89", "FR", NULL },
    { "01 23 45 67 89 poste 12", "FR", NULL },
    { "06 12 34 56 78 ou 07 12 34 56 78", "FR", NULL },
    { "06 12 34 5x 78", "FR", NULL },
    { "06\xc2\xa0"
      "12\xe2\x80\xaf"
      "345678",
      "FR",
      "+33612345678" },
    { "+44 20 7946 0958", "FR", "+442079460958" },
    { "0044 20 7946 0958", "FR", "+442079460958" },
    { "+262 692 12 34 56", "FR", "+262692123456" },
    { "0012345", "FR", NULL },
    { "06 12 34 56", "FR", NULL },
    { "00 00 00 00 00", "FR", NULL },
    { "06 00 00 00 00", "FR", NULL },
    { "0612345678 / 0712345678", "FR", NULL },
    { "+33 0", "FR", NULL },
    { "+1234567890123456", "FR", NULL },
    { "call me", "FR", NULL },
    { "", "FR", NULL },
    { NULL, "FR", NULL },
    { "+", "FR", NULL },
    { "00", "FR", NULL },
  };

  check_phones (rows, G_N_ELEMENTS (rows));
}

/* As they are dialled inside of a country; what may be two numbers is none. */
static void
test_phone_plans (void)
{
  static const PhoneRow rows[] = {
    { "020 7946 0958", "GB", "+442079460958" },
    { "(020) 7946 0958", "gb", "+442079460958" },
    { "2079460958", "GB", "+442079460958" },
    { "442079460958", "GB", "+442079460958" },
    { "+44 020 7946 0958", "FR", "+442079460958" },
    { "020 7946 0958", "FR", NULL },
    { "020 7946 0958", "XX", NULL },
    { "030 1234567", "DE", "+49301234567" },
    { "0151 23456789", "DE", "+4915123456789" },
    { "49301234567", "DE", NULL },
    { "04921 12345", "DE", "+49492112345" },
    { "09999999", "DE", NULL },
    { "06 1234 5678", "IT", "+390612345678" },
    { "347 123 4567", "IT", "+393471234567" },
    { "612 34 56 78", "ES", "+34612345678" },
    { "+34 612 34 56 7", "FR", NULL },
    { "044 668 18 00", "CH", "+41446681800" },
    { "06 30 123 4567", "HU", "+36301234567" },
    { "(212) 555-0123", "US", "+12125550123" },
    { "1-212-555-0123", "US", "+12125550123" },
    { "012 555 0123", "US", NULL },
    { "0612345678", "GB", NULL },
  };

  check_phones (rows, G_N_ELEMENTS (rows));
}

static void
test_country (void)
{
  static const Row rows[] = { { NULL, "FR" },         { "C", "FR" },     { "en_GB.UTF-8", "GB" },
                              { "de_DE@euro", "DE" }, { "fr_BE", "BE" }, { "en_XX.UTF-8", "FR" },
                              { "it_IT.UTF-8", "IT" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *country = tv_region_read_country (rows[i].in);

      g_assert_cmpstr (country, ==, rows[i].out);
    }
}

static void
test_advice (void)
{
  for (int code = 0; code <= TV_ERROR_REFUSED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (TV_ERROR, code, "x");

      /* What is refused says itself what to do. */
      g_assert_cmpint (*tv_error_get_advice (error) == '\0', ==, code == TV_ERROR_REFUSED);
    }
  g_assert_cmpstr (tv_error_get_advice (NULL), ==, "");
}

static void
test_progress (void)
{
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);
  g_autoptr (GError) error = NULL;
  TvProgressState state;
  double last = 0;

  for (int step = 0; step < 4; step++)
    {
      tv_progress_begin_step (progress, "step", step * 0.25, (step + 1) * 0.25);
      for (int i = 0; i <= 10; i++)
        {
          tv_progress_set (progress, (guint64) i, 10);
          tv_progress_get (progress, &state);
          g_assert_cmpfloat (state.fraction, >=, last);
          last = state.fraction;
        }
    }
  tv_progress_begin_step (progress, "back", 0, 0.1);
  tv_progress_get (progress, &state);
  g_assert_cmpfloat (state.fraction, ==, 1);
  g_assert_true (tv_progress_check (progress, &error));
  g_cancellable_cancel (tv_progress_get_cancellable (progress));
  g_assert_false (tv_progress_check (progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (tv_progress_check (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-twice", test_fold_twice);
  g_test_add_func ("/text/email", test_email);
  g_test_add_func ("/text/phone", test_phone);
  g_test_add_func ("/text/phone-plans", test_phone_plans);
  g_test_add_func ("/text/country", test_country);
  g_test_add_func ("/error/advice", test_advice);
  g_test_add_func ("/progress", test_progress);
  return g_test_run ();
}
