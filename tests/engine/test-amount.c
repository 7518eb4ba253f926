/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts in free text and verdicts on addresses. */
#include "base/tv-amount.h"

static const struct
{
  const char *text;
  char decimal;
  const char *amount, *currency;
} amounts[] = {
  { "1 234,56 €", 0, "1234.56", "EUR" },
  { "From $1,234.50 incl.", 0, "1234.50", "USD" },
  { "1.234", 0, "1234", NULL },
  { "1.234", '.', "1.234", NULL },
  { "1.234,5", 0, "1234.5", NULL },
  { "567,87,89 €", ',', "5678789", "EUR" },
  { "12€50", 0, "12.50", "EUR" },
  { "119. 95", 0, "119.95", NULL },
  { "99. 91.99. 91", 0, "99.91", NULL },
  { "20 % off: 8,00", 0, "8.00", NULL },
  { ".75", 0, "0.75", NULL },
  { "-3,20", 0, "-3.20", NULL },
  { "M -30", 0, "-30", NULL },
  { "M-30", 0, "30", NULL },
  { "12,50-", 0, "-12.50", NULL },
  { "\342\210\22212,00", 0, "-12.00", NULL },
  { "12,00- EUR", 0, "-12.00", "EUR" },
  { "-€12,50", 0, "-12.50", "EUR" },
  { "-$ 1,212.50", 0, "-1212.50", "USD" },
  { "\342\210\222£12.50", 0, "-12.50", "GBP" },
  { "($12.50)", 0, "-12.50", "USD" },
  { "(£12 each)", 0, "12", "GBP" },
  { "2023-€12", 0, "2023", "EUR" },
  { "CA$12.50", 0, "12.50", "CAD" },
  { "12,50 $ CA", 0, "12.50", "CAD" },
  { "AU$12.50", 0, "12.50", "AUD" },
  { "12,- EUR", 0, "12", "EUR" },
  { "10- 12 €", 0, "10", "EUR" },
  { "5-€ gift", 0, "5", "EUR" },
  { "12.50 €-", 0, "-12.50", "EUR" },
  { "12,-", 0, "12", NULL },
  { "R$ 1.234,56", 0, "1234.56", "BRL" },
  { "₹ 1,23,456.78", 0, "123456.78", "INR" },
  { "(4.00)", 0, "-4.00", NULL },
  { "1'250.00 CHF", 0, "1250.00", "CHF" },
  { "3 bouteilles pour 14,85 EUR", 0, "14.85", "EUR" },
  { "2 Litre Was $120.00", 0, "120.00", "USD" },
  { "From 26 to 50 €", 0, "26", "EUR" },
  { "8000 (USD 2179)", 0, "8000", "USD" },
  { "12 bouteilles", 0, "12", NULL },
  { "(12,50\302\240€)", 0, "-12.50", "EUR" },
  { "-EUR\302\24012.50", 0, "-12.50", "EUR" },
  { "EUR-12.50", 0, "-12.50", "EUR" },
  { "€\302\240-1.234,56", 0, "-1234.56", "EUR" },
  { "- 2 000,01", 0, "-2000.01", NULL },
  { "- $4.00", 0, "4.00", "USD" },
  { "- 4,00 €", 0, "-4.00", "EUR" },
  { "(12,50\302\240£GB)", 0, "-12.50", NULL },
  { "-12,50 $ US", 0, "-12.50", "USD" },
  { "Wine - 12 €", 0, "12", "EUR" },
  { "12 bottles (5 €)", 0, "5", "EUR" },
  { "-CN¥12.50", 0, "-12.50", "CNY" },
  { "KES 12.50", 0, "12.50", "KES" },
  { "R\302\2401 234,50", 0, "1234.50", "ZAR" },
  { "15.08.2017", 0, NULL, NULL },
  { "2017-08-15", 0, NULL, NULL },
  { "8/15/17", 0, NULL, NULL },
  { "5 mars 2024", 0, NULL, NULL },
  { "2024年3月5日", 0, NULL, NULL },
  { "July, 2004", 0, NULL, NULL },
  { "15.08.2017 12,50", 0, "12.50", NULL },
  { "Price of 15.08.2017: 12,50 €", 0, "12.50", "EUR" },
  { "12.50 on 15/08/2017", 0, "12.50", NULL },
  { "15.08", 0, "15.08", NULL },
  { "1.234.567", 0, "1234567", NULL },
  { "45.08.2017", 0, "45082017", NULL },
  { "12.10.24 €", 0, "121024", "EUR" },
  { "1.5E+03", 0, "1500", NULL },
  { "-1,5e-3 €", 0, "-0.0015", "EUR" },
  { "1.23456E7", 0, "12345600", NULL },
  { "2E+05", 0, "200000", NULL },
  { "12E50", 0, "12", NULL },
  { "1.5E", 0, "1.5", NULL },
  { "12$50", 0, "12.50", "USD" },
  { "£12£50£", 0, "12.50", "GBP" },
  { "￥１，２３４．５", 0, "1234.5", "JPY" },
  { "١٬٢٣٤٫٥٠", 0, "1234.50", NULL },
  { "\342\200\216-12.50", 0, "-12.50", NULL },
  { "2 Stück 12,50\302\240€", 0, "12.50", "EUR" },
  { "PEN 12.50", 0, "12.50", "PEN" },
  { "1.234,50 грн", 0, "1234.50", "UAH" },
  { "2 pieces 5 ₦", 0, "5", "NGN" },
  { "After 5", 0, "5", NULL },
  { "NT$1,250", 0, "1250", "TWD" },
  { "Free", 0, "0", NULL },
  { "none", 0, NULL, NULL },
  { "", 0, NULL, NULL },
};

static void
test_amounts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      const char *currency = NULL;
      g_autofree char *amount = tv_amount_find (amounts[i].text, amounts[i].decimal, &currency);

      g_assert_cmpstr (amount, ==, amounts[i].amount);
      g_assert_cmpstr (currency, ==, amounts[i].currency);
    }
}

static void
test_addresses (void)
{
  static const char *const valid[] = {
    "a@b.org",    "first.last+tag@sub.example.co", "o'neil@example.org", "x@io", "info@müller.de",
    "jan@例え.jp"
  };
  static const char *const invalid[] = { "",
                                         "@",
                                         "a@",
                                         "@b.org",
                                         ".a@b.org",
                                         "a..b@c.org",
                                         "a@-b.org",
                                         "a@b-.org",
                                         "a@b.org.",
                                         "a b@c.org",
                                         "a@b@c.org",
                                         "a@b_c.org",
                                         "a@b\342\202\254c.org",
                                         "a@b\377.org" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (tv_email_is_valid (valid[i]));
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (tv_email_is_valid (invalid[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amount/amounts", test_amounts);
  g_test_add_func ("/amount/addresses", test_addresses);
  return g_test_run ();
}
