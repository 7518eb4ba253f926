/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: the forms that exports use, what must be refused, rounding, overflow, and that what is
 * printed is read back. */
#include "base/tv-number.h"

#include <inttypes.h>
#include <locale.h>
#include <string.h>

static const struct
{
  const char *text;
  char mark;
  int scale;
  gint64 value;
} forms[] = {
  { "12", '.', 2, 1200 },
  { "-12.5", '.', 2, -1250 },
  { "1234,56", ',', 2, 123456 },
  { "1 234,56", ',', 2, 123456 },
  { "1\xc2\xa0"
    "234\xc2\xa0"
    "567,8",
    ',',
    2,
    123456780 },
  { "1\xe2\x80\xaf"
    "234,56 €",
    ',',
    2,
    123456 },
  { "1'234.56", '.', 2, 123456 },
  { "1.234.567,89", ',', 2, 123456789 },
  { "1,234,567.89", '.', 2, 123456789 },
  { "€1,234.56", '.', 2, 123456 },
  { "$ 12.00", '.', 2, 1200 },
  { "12,00 EUR", ',', 2, 1200 },
  { "CHF 1'000", '.', 2, 100000 },
  { "(12,50)", ',', 2, -1250 },
  { "(€12.50)", '.', 2, -1250 },
  { "€ (12.50)", '.', 2, -1250 },
  { "12.50-", '.', 2, -1250 },
  { "12,50 € -", ',', 2, -1250 },
  { "-€12.50", '.', 2, -1250 },
  { "€-12.50", '.', 2, -1250 },
  { "R$ 12,50", ',', 2, 1250 },
  { "1.234,50 R$", ',', 2, 123450 },
  { "US$1,234.50", '.', 2, 123450 },
  { "12.50 SEK", '.', 2, 1250 },
  { "3 490 Ft", ',', 2, 349000 },
  { "1.234,50 lei", ',', 2, 123450 },
  { "12 500 F CFA", ',', 2, 1250000 },
  { "FCFA 500", ',', 2, 50000 },
  { "kr. 1.234,50", ',', 2, 123450 },
  { "12,- €", ',', 2, 1200 },
  { "12,--", ',', 2, 1200 },
  { "CHF 1'234.-", '.', 2, 123400 },
  { "12.\xe2\x80\x93", ',', 2, 1200 },
  { "-12,-", ',', 2, -1200 },
  { "12,00-", ',', 2, -1200 },
  { "12,50 zł", ',', 2, 1250 },
  { "$12.50 USD", '.', 2, 1250 },
  { "USD $1,250.00", '.', 2, 125000 },
  { "PEN 1,250.00", '.', 2, 125000 },
  { "S/ 1,250.00", '.', 2, 125000 },
  { "NT$1,250", '.', 2, 125000 },
  { "₫1.250", ',', 2, 125000 },
  { "Rp 12.500", ',', 2, 1250000 },
  { "R 1 234,50", ',', 2, 123450 },
  { "1 234,50 грн.", ',', 2, 123450 },
  { "12,50 € TTC", ',', 2, 1250 },
  { "12,50 € HT", ',', 2, 1250 },
  { "12,50 Euro", ',', 2, 1250 },
  { "1,980円", '.', 2, 198000 },
  { " $ -   ", '.', 2, 0 },
  { "- €", ',', 2, 0 },
  { "12€50", ',', 2, 1250 },
  { "-12€50", ',', 2, -1250 },
  { "500/-", '.', 2, 50000 },
  { "KSh 500/=", '.', 2, 50000 },
  { "1,23,456.78", '.', 2, 12345678 },
  { "₹ 1,00,00,000", '.', 2, 1000000000 },
  { "12,34,567", '.', 0, 1234567 },
  { "\xe2\x80\x8e-12.50", '.', 2, -1250 },
  { "￥１，２３４．５", '.', 2, 123450 },
  { "١٬٢٣٤٫٥٠", '.', 2, 123450 },
  { "१,२३,४५६", '.', 0, 123456 },
  { "1.0E-2", '.', 2, 1 },
  { "1.5E+03", '.', 2, 150000 },
  { "1,5e+3", ',', 2, 150000 },
  { "-2E+05", ',', 0, -200000 },
  { "2.5E-1", '.', 2, 25 },
  { "5E-2", '.', 2, 5 },
  { "4.99E-3", '.', 2, 0 },
  { "5E-3", '.', 2, 1 },
  { "-2.84E-14", '.', 2, 0 },
  { "\xe2\x88\x92"
    "12.50",
    '.',
    2,
    -1250 },
  { "+7", '.', 0, 7 },
  { ".5", '.', 2, 50 },
  { "5.", '.', 2, 500 },
  { " 5 ", '.', 0, 5 },
  { "-0", '.', 2, 0 },
  { "0.005", '.', 2, 1 },
  { "0.0049999", '.', 2, 0 },
  { "-0.005", '.', 2, -1 },
  { "2.675", '.', 2, 268 },
  { "1.0004", '.', 3, 1000 },
  { "1.5", '.', 3, 1500 },
  { "1,234", '.', 2, 123400 },
  { "0,0005", ',', 3, 1 },
  { "92233720368547758.07", '.', 2, G_MAXINT64 },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gint64 value = -77;

      if (!tv_number_parse (forms[i].text, -1, forms[i].mark, forms[i].scale, &value)
          || value != forms[i].value)
        g_error ("“%s” was read as %" PRId64, forms[i].text, value);
    }
}

static const char *const refused[] = {
  "",
  " ",
  "-",
  "abc",
  "12a",
  "E5",
  "1E",
  "1E+",
  "1E+30",
  "1,-5",
  "a12",
  "1.2.3",
  "1,23",
  "12,34",
  "1 2",
  "1,2345",
  "1,,234",
  ",234",
  "1,234,56",
  "1,23,45",
  "123,45,678",
  "1,23,456,789",
  "1.23.456,7",
  "12€5",
  "12€50€",
  "$12.50 $",
  "USD 12 USD",
  "12 EURX",
  "Frank 12",
  "R12",
  "1.5E7",
  "12E5",
  "12/-5",
  "\xd9\xa1x",
  "12%",
  "1e5",
  "0x10",
  "--5",
  "(5",
  "5)",
  "(-5)",
  "-(5)",
  "((5))",
  "€€5",
  "5-5",
  "1 234,5",
  "1'2,345",
  "nan",
  "inf",
  "€",
  "()",
  ".",
  "1. 5",
  "1.-5",
  "12:30",
  "1/2",
  "5 items",
  "92233720368547758.08",
  "99999999999999999999999999",
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      gint64 value = -77;

      if (tv_number_parse (refused[i], -1, '.', 2, &value))
        g_error ("“%s” was read as %" PRId64, refused[i], value);
      g_assert_cmpint (value, ==, -77);
    }
}

static gint64
random_int64 (void)
{
  guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

  return (gint64) bits >> g_test_rand_int_range (1, 63);
}

/* The number as a person might write it, with every decoration that does not change it. */
static char *
decorate (gint64 cents, char mark)
{
  guint64 size = cents < 0 ? -(guint64) cents : (guint64) cents;
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, size / 100);
  static const char *const groups[] = { "", " ", "\xc2\xa0", "\xe2\x80\xaf", "'" };
  const char *group = groups[g_test_rand_int_range (0, G_N_ELEMENTS (groups))];
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (whole);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, whole[i]);
    }
  g_string_append_printf (text, "%c%02u", mark, (guint) (size % 100));
  if (g_test_rand_bit ())
    g_string_append (text, g_test_rand_bit () ? " €" : "EUR");
  if (cents >= 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      return g_strconcat ("-", text->str, NULL);
    case 1:
      return g_strconcat (text->str, "-", NULL);
    default:
      return g_strconcat ("(", text->str, ")", NULL);
    }
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 50000; i++)
    {
      gint64 cents = random_int64 (), again;
      char mark = g_test_rand_bit () ? ',' : '.';
      g_autofree char *file = tv_money_to_file (cents);
      g_autofree char *typed = decorate (cents, mark);

      if (!tv_number_parse (file, -1, '.', 2, &again) || again != cents)
        g_error ("%s was read as %" PRId64, file, again);
      if (!tv_number_parse (typed, -1, mark, 2, &again) || again != cents)
        g_error ("%s was read as %" PRId64, typed, again);
    }
}

/* Plain numbers of every length, by the definition: digits, one mark, at most as many decimals as
 * are kept. The cell ends where its memory does. */
static void
test_plain (void)
{
  for (int i = 0; i < 200000; i++)
    {
      int before = g_test_rand_int_range (1, 10), after = g_test_rand_int_range (-1, 6);
      int scale = g_test_rand_int_range (0, 4), length = 0;
      gboolean is_negative = g_test_rand_bit ();
      char mark = g_test_rand_bit () ? ',' : '.';
      g_autofree char *cell = NULL;
      gint64 wanted = 0, value;
      char text[20];

      if (is_negative)
        text[length++] = '-';
      for (int j = 0; j < before; j++)
        wanted = wanted * 10 + (text[length++] = (char) g_test_rand_int_range ('0', '9' + 1)) - '0';
      if (after >= 0)
        text[length++] = mark;
      for (int j = 0; j < MAX (after, scale); j++)
        {
          char digit = j < after ? (char) g_test_rand_int_range ('0', '9' + 1) : '0';

          if (j < after)
            text[length++] = digit;
          if (j < scale)
            wanted = wanted * 10 + (digit - '0');
          else if (j == scale)
            wanted += digit >= '5';
        }
      cell = g_memdup2 (text, (gsize) length);
      g_assert_true (tv_number_parse (cell, length, mark, scale, &value));
      g_assert_cmpint (value, ==, is_negative ? -wanted : wanted);
      cell[g_test_rand_int_range (is_negative, length)] = "x/:;e"[g_test_rand_int_range (0, 5)];
      g_assert_false (tv_number_parse (cell, length, mark, scale, &value));
    }
}

static void
test_any_bytes (void)
{
  static const char alphabet[] = "0123456789.,-+ ()€$'\xc2\xa0\xe2\x80\xaf%eE\t";

  for (int i = 0; i < 200000; i++)
    {
      char text[12];
      int length = g_test_rand_int_range (0, sizeof text);
      gint64 value;

      for (int j = 0; j < length; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      tv_number_parse (text,
                       length,
                       g_test_rand_bit () ? ',' : '.',
                       g_test_rand_int_range (0, 10),
                       &value);
    }
}

static void
assert_text (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_display (void)
{
  assert_text (tv_money_to_file (-5), "-0.05");
  assert_text (tv_money_to_file (G_MININT64), "-92233720368547758.08");
  assert_text (tv_money_to_display (123456, "EUR"), "€1234.56");
  assert_text (tv_money_to_display (-5, "GBP"), "−£0.05");
  assert_text (tv_money_to_display (-123456, NULL), "−1234.56");
  assert_text (tv_number_to_display (-1.25, 2), "−1.25");
  assert_text (tv_count_to_display (-12), "−12");
  assert_text (tv_ratio_to_display (-0.125, 1), "−12.5%");
  assert_text (tv_number_to_display (-0.001, 2), "0.00");
  assert_text (tv_number_to_display (0.0 / 0.0, 2), "–");
  assert_text (tv_ratio_to_display (0.125, 1), "12.5%");
  if (setlocale (LC_ALL, "en_US.UTF-8") != NULL)
    {
      assert_text (tv_money_to_display (123456, "EUR"), "€1,234.56");
      assert_text (tv_count_to_display (1234567), "1,234,567");
    }
  if (setlocale (LC_ALL, "fr_FR.UTF-8") != NULL)
    {
      assert_text (tv_money_to_display (123456, "EUR"),
                   "1\xe2\x80\xaf"
                   "234,56\xc2\xa0€");
      assert_text (tv_ratio_to_display (0.125, 1), "12,5\xe2\x80\xaf%");
      assert_text (tv_money_to_file (123456), "1234.56");
    }
  setlocale (LC_ALL, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/forms", test_forms);
  g_test_add_func ("/number/refused", test_refused);
  g_test_add_func ("/number/round-trip", test_round_trip);
  g_test_add_func ("/number/plain", test_plain);
  g_test_add_func ("/number/any-bytes", test_any_bytes);
  g_test_add_func ("/number/display", test_display);
  return g_test_run ();
}
