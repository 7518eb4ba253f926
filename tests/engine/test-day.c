/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day numbers: known days, the whole calendar against GDate, every written form that exports use,
 * and what must be refused. */
#include "base/tv-day.h"

#include <locale.h>

static void
test_known (void)
{
  g_assert_cmpint (tv_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (tv_day_from_ymd (1969, 12, 31), ==, -1);
  g_assert_cmpint (tv_day_from_ymd (2000, 3, 1), ==, 11017);
  g_assert_cmpint (tv_day_from_ymd (2011, 12, 9), ==, 15317);
  g_assert_cmpint (tv_day_from_ymd (1900, 2, 29), ==, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (2000, 2, 29), !=, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (2023, 2, 29), ==, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (2023, 4, 31), ==, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (2023, 13, 1), ==, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (2023, 0, 1), ==, TV_DAY_NONE);
  g_assert_cmpint (tv_day_from_ymd (0, 1, 1), ==, TV_DAY_NONE);
}

static void
test_calendar (void)
{
  TvDay first = tv_day_from_ymd (1, 1, 1);
  TvDay last = tv_day_from_ymd (9999, 12, 31);
  GDate date;

  g_assert_cmpint (last - first, ==, 3652058);
  for (TvDay day = first; day <= last; day += day > -40000 && day < 40000 ? 1 : 97)
    {
      int year, month, day_of_month;

      tv_day_to_ymd (day, &year, &month, &day_of_month);
      g_assert_cmpint (tv_day_from_ymd (year, month, day_of_month), ==, day);
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) (day - first + 1));
      g_assert_cmpint (g_date_get_year (&date), ==, year);
      g_assert_cmpint (g_date_get_month (&date), ==, month);
      g_assert_cmpint (g_date_get_day (&date), ==, day_of_month);
    }
}

static const struct
{
  const char *text;
  TvDateOrder order;
  const char *iso; /* NULL = refused */
} forms[] = {
  { "5 มีนาคม 2567", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 ม.ค. 2567", TV_DATE_ORDER_DMY, "2024-01-05" },
  { "5 มี.ค. 67", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "วันที่ 31 ธันวาคม พ.ศ. ๒๕๖๗", TV_DATE_ORDER_DMY, "2024-12-31" },
  { "5 มีนาคม 2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 มีนามคม 2567", TV_DATE_ORDER_DMY, NULL },
  { "5 जनवरी 2024", TV_DATE_ORDER_DMY, "2024-01-05" },
  { "५ जून २०२४", TV_DATE_ORDER_DMY, "2024-06-05" },
  { "5 मार्च 2024, 10:15", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 মার্চ 2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "৫ ডিসেম্বর ২০২৪", TV_DATE_ORDER_DMY, "2024-12-05" },
  { "Ngày 05 tháng 03 năm 2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 thg 12, 2024", TV_DATE_ORDER_DMY, "2024-12-05" },
  { "5 tháng 13 2024", TV_DATE_ORDER_DMY, NULL },
  { "2011-12-09", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "2011/12/9", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "2011.12.09", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "2011-12-09T08:26:00Z", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "2011-12-09 08:26:00.123+02:00", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "09/12/2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "12/9/2011 8:26 PM", TV_DATE_ORDER_MDY, "2011-12-09" },
  { "12/9/2011, 8:26:07 PM", TV_DATE_ORDER_MDY, "2011-12-09" },
  { "12/9/2011, 8:26:07\342\200\257PM", TV_DATE_ORDER_MDY, "2011-12-09" },
  { "09.12.2011, 08:26 Uhr", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "9.12.11 um 8:26 Uhr", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09/12/2011 - 08:26", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "2011-12-09_08:26", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "2011-12-09T08:26:07+01:00[Europe/Paris]", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "2011. 12. 09.", TV_DATE_ORDER_YMD, "2011-12-09" },
  { "09.12.2011. 08:26", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "201112090826", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "20111209082607", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "20111209082607123", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "9 décembre 2011 à 8h26", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "Le 9 décembre 2011, 8 h 26", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09-DEC-11 08.26.07.000000 PM", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09/Dec/2011:08:26:07 +0100", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "sexta-feira, 9 de dezembro de 2011 08:26", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "vrijdag 9 december 2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "9 de diciembre del 2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "201112092460", TV_DATE_ORDER_DMY, NULL },
  { "2011120908261", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011,", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011,8:26", TV_DATE_ORDER_DMY, NULL },
  { "09.12.2011.8", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011 8 boxes", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011 [8", TV_DATE_ORDER_DMY, NULL },
  { "9-12-11", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09.12.69", TV_DATE_ORDER_DMY, "1969-12-09" },
  { "09.12.68", TV_DATE_ORDER_DMY, "2068-12-09" },
  { "11/12/09", TV_DATE_ORDER_YMD, "2011-12-09" },
  { " 09 12 2011 ", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09 / 12 / 2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09/12/2011 14h30", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09/12/2011 à 14h30", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09.12.2011 um 14:30", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "09/12/2011 à", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011 à midi", TV_DATE_ORDER_DMY, NULL },
  { "20111209", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "40886", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "40886.351", TV_DATE_ORDER_MDY, "2011-12-09" },
  { "20000", TV_DATE_ORDER_YMD, "1954-10-03" },
  { "80000", TV_DATE_ORDER_YMD, "2119-01-11" },
  { "mer. 09/12/2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "Fri 12/09/2011 2:40 PM", TV_DATE_ORDER_MDY, "2011-12-09" },
  { "Freitag, 09.12.2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "le 09/12/2011 à 14h30", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "'09/12/2011", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "\"09/12/2011\"", TV_DATE_ORDER_DMY, "2011-12-09" },
  { "No 09/12/2011", TV_DATE_ORDER_DMY, NULL },
  { "-09/12/2011", TV_DATE_ORDER_DMY, NULL },
  { "Fri 40886", TV_DATE_ORDER_DMY, NULL },
  { "5 marca 2024 r.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "12 listopada 2024", TV_DATE_ORDER_DMY, "2024-11-12" },
  { "12. listopada 2024.", TV_DATE_ORDER_DMY, "2024-10-12" },
  { "5 lis 2024", TV_DATE_ORDER_DMY, "2024-11-05" },
  { "5. lis 2024.", TV_DATE_ORDER_DMY, "2024-10-05" },
  { "5. lis 2024", TV_DATE_ORDER_DMY, "2024-11-05" },
  { "3. srp 2024", TV_DATE_ORDER_DMY, "2024-08-03" },
  { "3. srp 2024. u 14:40", TV_DATE_ORDER_DMY, "2024-07-03" },
  { "pá 5. dubna 2024", TV_DATE_ORDER_DMY, "2024-04-05" },
  { "7. apríla 2024", TV_DATE_ORDER_DMY, "2024-04-07" },
  { "5 września 2024, 14:40", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "5 сентября 2024 г. в 14:40", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "понедельник, 30 сентября 2024 г. в 14:40:00", TV_DATE_ORDER_DMY, "2024-09-30" },
  { "5 вересня 2024 р.", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "12 май 2024 г., 14:40 ч.", TV_DATE_ORDER_DMY, "2024-05-12" },
  { "5. август 2024.", TV_DATE_ORDER_DMY, "2024-08-05" },
  { "2024 m. kovo 5 d.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024. gada 5. marts", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5. märts 2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5. maaliskuuta 2024 klo 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5. maaliskuuta 2024 klo 14.40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5.3.2024 klo 14.40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "May 12.24", TV_DATE_ORDER_DMY, "2024-05-12" },
  { "den 5 mars 2024 kl. 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5. maj 2024", TV_DATE_ORDER_DMY, "2024-05-05" },
  { "5. desember 2024", TV_DATE_ORDER_DMY, "2024-12-05" },
  { "5. júlí 2024", TV_DATE_ORDER_DMY, "2024-07-05" },
  { "2024. március 5.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024. szept. 5., 14:40", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "5 Şubat 2024 Pazartesi", TV_DATE_ORDER_DMY, "2024-02-05" },
  { "5 MAYIS 2024", TV_DATE_ORDER_DMY, "2024-05-05" },
  { "5 Aralık 2024", TV_DATE_ORDER_DMY, "2024-12-05" },
  { "5 Ağu 2024", TV_DATE_ORDER_DMY, "2024-08-05" },
  { "5 Μαρτίου 2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 Ιουλ 2024, 2:40 μ.μ.", TV_DATE_ORDER_DMY, "2024-07-05" },
  { "5 septembrie 2024", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "5 de setembre del 2024", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "5. Jänner 2024", TV_DATE_ORDER_DMY, "2024-01-05" },
  { "1º de maio de 2024", TV_DATE_ORDER_DMY, "2024-05-01" },
  { "5 Agustus 2024", TV_DATE_ORDER_DMY, "2024-08-05" },
  { "2024年3月5日", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024年03月05日(火) 14時40分", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "２０２４年３月５日　１４：４０", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024年3月5日星期二 下午2:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024년 3월 5일 화요일 오후 2:40:10", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "令和6年3月5日", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "民國113年3月5日", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024. 3. 5. 오후 2:40:10", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024/3/5 下午2:40:10", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024/03/05(火) 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024/03/05（火）", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "05/03/2024 (mar.) 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "05/03/2024 ob 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "05/03/2024 2:40 μ.μ.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "20:12:59 Mar 5, 2024 PST", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2:40 p.m., 05/03/2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "14:40 - 05/03/2024", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5.03.2024 г.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5.03.2024 г., 14:40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 марта 2024г.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 верес 2024", TV_DATE_ORDER_DMY, "2024-09-05" },
  { "31 juill. 2024", TV_DATE_ORDER_DMY, "2024-07-31" },
  { "5 mars 2024 14.40", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5 March, 2024, 2.40 pm.", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024(e)ko martxoaren 5(a)", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "2024-03-05 14 h 40 min 10 s", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "Tue Mar 05 2024 14:40:00 GMT+0100 (Central European Standard Time)",
    TV_DATE_ORDER_DMY,
    "2024-03-05" },
  { "2024年3月5", TV_DATE_ORDER_DMY, "2024-03-05" },
  { "5. čer 2024", TV_DATE_ORDER_DMY, NULL },
  { "5 ma 2024", TV_DATE_ORDER_DMY, NULL },
  { "14:40", TV_DATE_ORDER_DMY, NULL },
  { "14:40 05/03", TV_DATE_ORDER_DMY, NULL },
  { "12 05/03/2024", TV_DATE_ORDER_DMY, NULL },
  { "05/03/2024 x", TV_DATE_ORDER_DMY, NULL },
  { "2024年3月", TV_DATE_ORDER_DMY, NULL },
  { "2024年13月5日", TV_DATE_ORDER_DMY, NULL },
  { "今年3月5日", TV_DATE_ORDER_DMY, NULL },
  { "2024年3月5日から3月6日", TV_DATE_ORDER_DMY, NULL },
  { "05/03/2024 (8)", TV_DATE_ORDER_DMY, NULL },
  { "2026-09-04 01:05:07 UTC", TV_DATE_ORDER_DMY, "2026-09-04" },
  { "Sep 4, 2026 1:05:07 AM PDT", TV_DATE_ORDER_DMY, "2026-09-04" },
  { "September 24, 2026", TV_DATE_ORDER_YMD, "2026-09-24" },
  { "05-Mar-26", TV_DATE_ORDER_MDY, "2026-03-05" },
  { "1er févr. 2026", TV_DATE_ORDER_DMY, "2026-02-01" },
  { "3. März 2026", TV_DATE_ORDER_DMY, "2026-03-03" },
  { "3 de mayo de 2025 10:15", TV_DATE_ORDER_DMY, "2025-05-03" },
  { "Sat, 3 May 2025", TV_DATE_ORDER_DMY, "2025-05-03" },
  { "2025 May 3", TV_DATE_ORDER_DMY, "2025-05-03" },
  { "Wed Jan 31 10:20:30 2024", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "Wed Jan 31 10:20:30 CET 2024", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "Wed Jan 31 10:20:30 +0000 2024", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "Wed, 31 Jan 2024 10:20:30 GMT", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "31JAN2024", TV_DATE_ORDER_MDY, "2024-01-31" },
  { "31JAN24", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "31JAN2024:10:20:30", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "31janv2024", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "mar. 30 janv. 2024", TV_DATE_ORDER_DMY, "2024-01-30" },
  { "Dienstag, 30. Januar 2024", TV_DATE_ORDER_DMY, "2024-01-30" },
  { "martes, 30 de enero de 2024", TV_DATE_ORDER_DMY, "2024-01-30" },
  { "martedì 30 gennaio 2024", TV_DATE_ORDER_DMY, "2024-01-30" },
  { "30 janv. 2024 à 10:20", TV_DATE_ORDER_DMY, "2024-01-30" },
  { "Wed Jan 31 10:20:30", TV_DATE_ORDER_DMY, NULL },
  { "Wed Jan 31 10:20:30 24", TV_DATE_ORDER_DMY, NULL },
  { "Wed Jan 31 10:20:30 0024", TV_DATE_ORDER_DMY, NULL },
  { "32JAN2024", TV_DATE_ORDER_DMY, NULL },
  { "31JAN202", TV_DATE_ORDER_DMY, NULL },
  { "31JAX2024", TV_DATE_ORDER_DMY, NULL },
  { "JAN312024", TV_DATE_ORDER_DMY, NULL },
  { "mar 30 mars janv 2024", TV_DATE_ORDER_DMY, NULL },
  { "May 2025", TV_DATE_ORDER_DMY, NULL },
  { "31 June 2025", TV_DATE_ORDER_DMY, NULL },
  { "Maya 3 2025", TV_DATE_ORDER_DMY, NULL },
  { "sold on 3 May 2025", TV_DATE_ORDER_DMY, NULL },
  { "3 May 12 2025", TV_DATE_ORDER_DMY, NULL },
  { "19999", TV_DATE_ORDER_YMD, NULL },
  { "80001", TV_DATE_ORDER_YMD, NULL },
  { "", TV_DATE_ORDER_YMD, NULL },
  { "   ", TV_DATE_ORDER_YMD, NULL },
  { "020324", TV_DATE_ORDER_DMY, NULL },
  { "31012024", TV_DATE_ORDER_DMY, NULL },
  { "2011", TV_DATE_ORDER_YMD, NULL },
  { "2011-12", TV_DATE_ORDER_YMD, NULL },
  { "12/09", TV_DATE_ORDER_DMY, NULL },
  { "31/02/2011", TV_DATE_ORDER_DMY, NULL },
  { "12/13/2011", TV_DATE_ORDER_DMY, NULL },
  { "13/12/2011", TV_DATE_ORDER_MDY, NULL },
  { "09/12-2011", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011x", TV_DATE_ORDER_DMY, NULL },
  { "09/12/2011 noon", TV_DATE_ORDER_DMY, NULL },
  { "09/12/20111", TV_DATE_ORDER_DMY, NULL },
  { "09/12/201", TV_DATE_ORDER_DMY, NULL },
  { "-09/12/2011", TV_DATE_ORDER_DMY, NULL },
  { "1.5", TV_DATE_ORDER_DMY, NULL },
  { "99991399", TV_DATE_ORDER_YMD, NULL },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      TvDay day = TV_DAY_NONE;
      gboolean is_read = tv_day_parse (forms[i].text, -1, forms[i].order, &day);
      g_autofree char *iso = tv_day_to_iso (day);

      if (is_read != (forms[i].iso != NULL) || (is_read && g_strcmp0 (iso, forms[i].iso) != 0))
        g_error ("“%s” was read as %s", forms[i].text, is_read ? iso : "nothing");
    }
}

static const struct
{
  const char *text;
  TvDateOrder order;
  const char *iso; /* NULL = refused */
} bare_forms[] = {
  { "020324", TV_DATE_ORDER_DMY, "2024-03-02" },
  { "020324", TV_DATE_ORDER_MDY, "2024-02-03" },
  { "020324", TV_DATE_ORDER_YMD, "2002-03-24" },
  { "311299", TV_DATE_ORDER_DMY, "1999-12-31" },
  { "31012024", TV_DATE_ORDER_DMY, "2024-01-31" },
  { "01312024", TV_DATE_ORDER_MDY, "2024-01-31" },
  { "20240131", TV_DATE_ORDER_YMD, "2024-01-31" },
  { "20240131", TV_DATE_ORDER_DMY, NULL },
  { "31012024", TV_DATE_ORDER_MDY, NULL },
  { "310224", TV_DATE_ORDER_DMY, NULL },
  { "20011224", TV_DATE_ORDER_DMY, NULL },
  { "20324", TV_DATE_ORDER_DMY, NULL },
  { "0203240", TV_DATE_ORDER_DMY, NULL },
  { "02/324", TV_DATE_ORDER_DMY, NULL },
  { "", TV_DATE_ORDER_DMY, NULL },
};

/* Only where the column says so: alone, six digits are no day. */
static void
test_bare (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bare_forms); i++)
    {
      const char *text = bare_forms[i].text;
      TvDay day = TV_DAY_NONE;
      gboolean is_read = tv_day_parse_bare (text, strlen (text), bare_forms[i].order, &day);
      g_autofree char *iso = tv_day_to_iso (day);

      if (is_read != (bare_forms[i].iso != NULL)
          || (is_read && g_strcmp0 (iso, bare_forms[i].iso) != 0))
        g_error ("“%s” was read as %s", text, is_read ? iso : "nothing");
    }
}

/* A cell ends where its length says so, whatever stands behind it. */
static void
test_length (void)
{
  TvDay day;

  g_assert_true (tv_day_parse ("Wed Jan 31 10:20:30 20245", 24, TV_DATE_ORDER_DMY, &day));
  g_assert_cmpint (day, ==, tv_day_from_ymd (2024, 1, 31));
  g_assert_true (tv_day_parse ("31JAN20245", 9, TV_DATE_ORDER_DMY, &day));
  g_assert_cmpint (day, ==, tv_day_from_ymd (2024, 1, 31));
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++)
    {
      TvDay day = g_test_rand_int_range (-100000, 100000), again = TV_DAY_NONE;
      g_autofree char *iso = tv_day_to_iso (day);
      g_autofree char *text = NULL;
      int year, month, day_of_month;

      g_assert_true (tv_day_parse_iso (iso, &again));
      g_assert_cmpint (again, ==, day);
      tv_day_to_ymd (day, &year, &month, &day_of_month);
      text = g_strdup_printf ("%02d/%02d/%04d 10:00", day_of_month, month, year);
      g_assert_true (tv_day_parse (text, -1, TV_DATE_ORDER_DMY, &again));
      g_assert_cmpint (again, ==, day);
      /* The length rules, not the NUL. */
      g_assert_true (tv_day_parse (text, 10, TV_DATE_ORDER_DMY, &again));
      g_assert_cmpint (again, ==, day);
    }
}

/* A blank before it takes a date the long way, which must come to the same. */
static void
test_ten_characters (void)
{
  static const char characters[] = "0012-/. 9x";

  for (int round = 0; round < 200000; round++)
    {
      char text[12] = " 2011-02-03";
      TvDateOrder order = g_test_rand_int_range (0, 3);
      TvDay plain = TV_DAY_NONE, spaced = TV_DAY_NONE;
      gboolean is_plain, is_spaced;

      if (g_test_rand_bit ())
        memcpy (text, " 03-02-2011", sizeof text);
      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        text[g_test_rand_int_range (2, 11)] = characters[g_test_rand_int_range (0, 10)];
      is_plain = tv_day_parse (text + 1, -1, order, &plain);
      is_spaced = tv_day_parse (text, -1, order, &spaced);
      g_assert_cmpint (is_plain, ==, is_spaced);
      g_assert_cmpint (plain, ==, spaced);
    }
}

static void
test_iso_is_strict (void)
{
  static const char *const wrong[]
      = { "2011-1-01",  "2011-01-1", "2011-01-01 ", " 2011-01-01", "2011/01/01",
          "2011-02-30", "",          "2011-01-0x" };
  TvDay day;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tv_day_parse_iso (wrong[i], &day));
  g_assert_false (tv_day_parse_iso (NULL, &day));
}

static void
test_display (void)
{
  g_autofree char *none = tv_day_to_display (TV_DAY_NONE);
  g_autofree char *some = tv_day_to_display (tv_day_from_ymd (2011, 12, 9));
  g_autofree char *first = tv_day_to_display (tv_day_from_ymd (2011, 6, 1));
  g_autofree char *words = tv_day_to_words (tv_day_from_ymd (2011, 12, 9));
  g_autofree char *first_words = tv_day_to_words (tv_day_from_ymd (2011, 6, 1));
  g_autofree char *no_words = tv_day_to_words (TV_DAY_NONE);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (some, ==, "9 Dec 2011");
  g_assert_cmpstr (first, ==, "1 Jun 2011");
  g_assert_cmpstr (words, ==, "Friday, 9 December 2011");
  g_assert_cmpstr (first_words, ==, "Wednesday, 1 June 2011");
  g_assert_cmpstr (no_words, ==, "");
  g_assert_cmpstr (tv_date_order_get_code (TV_DATE_ORDER_DMY), ==, "DMY");
  if (setlocale (LC_TIME, "fr_FR.UTF-8") != NULL)
    {
      g_autofree char *french = tv_day_to_display (tv_day_from_ymd (2011, 12, 9));

      g_assert_cmpstr (french, ==, "9 déc. 2011");
      setlocale (LC_TIME, "C");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/known", test_known);
  g_test_add_func ("/day/calendar", test_calendar);
  g_test_add_func ("/day/forms", test_forms);
  g_test_add_func ("/day/bare", test_bare);
  g_test_add_func ("/day/length", test_length);
  g_test_add_func ("/day/round-trip", test_round_trip);
  g_test_add_func ("/day/ten-characters", test_ten_characters);
  g_test_add_func ("/day/iso-is-strict", test_iso_is_strict);
  g_test_add_func ("/day/display", test_display);
  return g_test_run ();
}
