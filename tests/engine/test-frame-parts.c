/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base in parts: whatever their size, each customer's lines are those of the whole frame. And
 * how far a load is. */
#include "frame/tv-frame.h"
#include "tv-test-run.h"
#include "tv-test-shop.h"

#define TODAY 19800 /* 18 March 2024: some lines are later */
#define LINES 200

typedef struct
{
  const TvFrame *whole;
  guint32 lines_a_part;
  guint32 part_count, customer_count; /* seen so far */
} Parts;

/* The lines of a part's customers are those of the whole frame, with the same documents told apart.
 */
static gboolean
compare_part_cb (const TvFrame *frame,
                 const TvFrame *part,
                 guint32 first,
                 guint32 step,
                 gpointer data,
                 GError **error)
{
  Parts *parts = data;
  const TvFrame *whole = parts->whole;

  g_assert_cmpuint (first, ==, parts->part_count++);
  parts->customer_count += part->customer_count;
  for (guint32 c = 0; c < part->customer_count; c++)
    {
      guint32 begin = part->line_offset[c], count = part->line_offset[c + 1] - begin;
      guint32 other = whole->line_offset[first + c * step];

      g_assert_cmpuint (count, ==, whole->line_offset[first + c * step + 1] - other);
      for (guint32 i = 0; i < count; i++)
        {
          g_assert_cmpuint (part->line_product[begin + i], ==, whole->line_product[other + i]);
          g_assert_cmpint (part->line_day[begin + i], ==, whole->line_day[other + i]);
          g_assert_cmpuint (part->line_doc[begin + i], ==, whole->line_doc[other + i]);
          g_assert_cmpint (tv_ints_get (&part->line_amount_cents, begin + i),
                           ==,
                           tv_ints_get (&whole->line_amount_cents, other + i));
        }
    }
  return TRUE;
}

static gboolean
load_parts_cb (TvJob *job, gpointer data, GError **error)
{
  Parts *parts = data;
  g_autoptr (TvFrame) frame
      = tv_frame_load_in_parts (job, TODAY, parts->lines_a_part, compare_part_cb, parts, error);

  g_assert_cmpuint (frame->customer_count, ==, parts->whole->customer_count);
  g_assert_cmpuint (parts->customer_count, ==, frame->customer_count);
  g_assert_null (frame->line_offset);
  return TRUE;
}

/* Many lines of few customers, some of them returns. */
static char *
draw_lines (void)
{
  GString *text = g_string_new (TV_TEST_SALES);

  for (int i = 0; i < LINES; i++)
    g_string_append_printf (text,
                            "C%d;2024-%02d-%02d;F%d;P%d;%d;%d;\n",
                            g_test_rand_int_range (0, 7),
                            g_test_rand_int_range (1, 4),
                            g_test_rand_int_range (1, 29),
                            g_test_rand_int_range (0, 40),
                            g_test_rand_int_range (0, 9),
                            g_test_rand_int_range (0, 4) == 0 ? -1 : 2,
                            g_test_rand_int_range (1, 300));
  return g_string_free (text, FALSE);
}

static gboolean
load_cb (TvJob *job, gpointer data, GError **error)
{
  TvFrame **frame = data;

  *frame = tv_frame_load (job, TODAY, error);
  return *frame != NULL;
}

static gboolean
load_told_cb (TvJob *job, gpointer data, GError **error)
{
  TvProgress *progress = job->progress;
  TvFrame *frame = NULL;
  gboolean is_loaded;

  job->progress = data;
  is_loaded = load_cb (job, &frame, error);
  job->progress = progress;
  g_clear_pointer (&frame, tv_frame_unref);
  return is_loaded;
}

/* Lines later than the day are passed by, and the bar is full at the end all the same. */
static void
test_past_day (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *text = draw_lines ();
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = NULL;
  TvProgressState state;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "sales.csv", text);
  store = tv_store_open (shop.path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  tv_progress_begin_step (progress, "", 0, 1);
  tv_test_run_read (store, load_told_cb, progress, &error);
  g_assert_no_error (error);
  tv_progress_get (progress, &state);
  g_assert_cmpfloat (state.fraction, ==, 1);
}

static void
test_parts (void)
{
  static const guint32 sizes[] = { 1, 50, 100000 };
  static const guint32 counts[] = { 7, 5, 1 }; /* parts; no more than customers */
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *text = draw_lines ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = NULL;
  g_autoptr (TvFrame) whole = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "sales.csv", text);
  store = tv_store_open (shop.path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  tv_test_run_read (store, load_cb, &whole, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->customer_count, ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Parts parts = { .whole = whole, .lines_a_part = sizes[i] };

      tv_test_run_read (store, load_parts_cb, &parts, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (parts.part_count, ==, counts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-parts/as-the-whole", test_parts);
  g_test_add_func ("/frame-parts/past-day", test_past_day);
  return g_test_run ();
}
