/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BG/NBD against what really came: fitted on the first 39 weeks of the CDNOW sample where that data
 * is at hand, judged on the 39 weeks that follow. */
#include <math.h>

#include "profile/tv-buyer-model.h"

typedef struct
{
  TvBuyer buyer;
  TvDay first, last;
  guint later; /* days with a purchase after the fit */
} History;

/* Customers of the sample by their column, days with a purchase one by one. */
static GArray *
read_histories (const char *path, TvDay until)
{
  GArray *histories = g_array_new (FALSE, TRUE, sizeof (History));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 customer = -1;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *at = NULL;
      gint64 code = g_ascii_strtoll (*line, &at, 10), day;
      History *history;
      TvDay on;

      g_ascii_strtoll (at, &at, 10);
      day = g_ascii_strtoll (at, NULL, 10);
      if (day == 0)
        continue;
      on = tv_day_from_ymd ((int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100));
      if (code != customer)
        g_array_set_size (histories, histories->len + 1);
      history = &g_array_index (histories, History, histories->len - 1);
      if (code != customer)
        *history = (History){ .buyer.weight = 1, .first = on, .last = on };
      else if (on > until && on != history->last)
        history->later++;
      else if (on != history->last)
        history->buyer.repeats++;
      if (on <= until)
        history->buyer.last = (on - history->first) / 7.;
      history->last = on;
      history->buyer.age = (until - history->first) / 7.;
      customer = code;
    }
  return histories;
}

/* What the model expects of the 39 weeks after the fit, against what came. */
static void
test_hold_out (void)
{
  const char *shared = g_getenv ("TASTEVIN_SHARED");
  g_autofree char *path = shared != NULL
                              ? g_build_filename (shared, "data", "cdnow", "CDNOW_sample.txt", NULL)
                              : NULL;
  g_autoptr (GArray) histories = NULL;
  g_autoptr (GArray) buyers = g_array_new (FALSE, FALSE, sizeof (TvBuyer));
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0, off = 0, n;
  TvBuyerModel model;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("TASTEVIN_SHARED names no folder with the CDNOW data");
      return;
    }
  histories = read_histories (path, tv_day_from_ymd (1997, 9, 30));
  for (guint i = 0; i < histories->len; i++)
    g_array_append_val (buyers, g_array_index (histories, History, i).buyer);
  tv_buyer_model_fit (&model, TV_BUYER_BG_NBD, buyers);
  n = histories->len;
  for (guint i = 0; i < histories->len; i++)
    {
      const History *history = &g_array_index (histories, History, i);
      double expected = tv_buyer_model_get_orders (&model, &history->buyer, 39);
      double came = history->later;

      x += expected;
      y += came;
      xx += expected * expected;
      yy += came * came;
      xy += expected * came;
      off += fabs (expected - came);
    }
  g_test_message ("%g came, %g expected, off by %g, correlation %g",
                  y,
                  x,
                  off / n,
                  (n * xy - x * y) / sqrt ((n * xx - x * x) * (n * yy - y * y)));
  g_assert_cmpfloat (n, ==, 2357);
  g_assert_cmpfloat (y, ==, 1882);
  g_assert_cmpfloat_with_epsilon (x, 1653, .5);
  /* .7855 here: one of the last digit. */
  g_assert_cmpfloat_with_epsilon (off / n, .786, 1e-3);
  g_assert_cmpfloat_with_epsilon ((n * xy - x * y) / sqrt ((n * xx - x * x) * (n * yy - y * y)),
                                  .626,
                                  5e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buyers-hold-out/cdnow", test_hold_out);
  return g_test_run ();
}
