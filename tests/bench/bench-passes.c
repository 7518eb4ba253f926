/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a workspace given by name in a window and prints, for each page when it is first shown and
 * once more, how long the main loop was busy at the longest without looking at input: the
 * processor's time of one pass, which does not depend on what else the machine does, split into
 * laying out, painting and everything else. Over 16 ms a person can see it. Needs a display. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tva-pages.h"
#include "tva-test-window.h"

#define WATCHED_USEC (5 * G_USEC_PER_SEC) /* after a page was asked for */
#define LIMIT_MS 16.

typedef struct
{
  double total, layout, paint;
} Pass;

typedef struct
{
  Pass pass, longest;
  guint over; /* passes longer than the limit */
  double layout_began, paint_began;
} Meter;

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
before_paint_cb (Meter *meter)
{
  meter->layout_began = get_ms ();
}

static void
layout_cb (Meter *meter)
{
  meter->paint_began = get_ms ();
  meter->pass.layout += meter->paint_began - meter->layout_began;
}

static void
after_paint_cb (Meter *meter)
{
  meter->pass.paint += get_ms () - meter->paint_began;
}

static void
watch_clock (Meter *meter, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), meter);
  g_signal_connect_data (clock,
                         "layout",
                         G_CALLBACK (layout_cb),
                         meter,
                         NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), meter);
}

static void
end_pass (Meter *meter, double began)
{
  meter->pass.total = get_ms () - began;
  if (meter->pass.total > LIMIT_MS)
    meter->over++;
  if (meter->pass.total > meter->longest.total)
    meter->longest = meter->pass;
  meter->pass = (Pass){ 0 };
}

/* Going there is a pass of its own, as it is when a person presses the key. */
static void
show_page (Meter *meter, TvaWindow *window, const char *page, const char *when)
{
  gint64 end = g_get_monotonic_time () + WATCHED_USEC;
  double began = get_ms ();

  *meter = (Meter){ 0 };
  tva_window_go (window, page, NULL);
  end_pass (meter, began);
  while (g_get_monotonic_time () < end)
    {
      began = get_ms ();
      if (g_main_context_iteration (NULL, FALSE))
        end_pass (meter, began);
      else
        g_usleep (1000);
    }
  printf ("%-10s %-6s longest pass %6.1f ms (layout %5.1f, paint %5.1f), %u over %.0f ms\n",
          page,
          when,
          meter->longest.total,
          meter->longest.layout,
          meter->longest.paint,
          meter->over,
          LIMIT_MS);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  Meter meter = { 0 };
  TvaWindow *window;
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  tva_test_init (&argc, &argv);
  if (argc != 2)
    {
      fprintf (stderr, "bench-passes WORKSPACE\n");
      return 2;
    }
  window = tva_test_window_new (argv[1]);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  watch_clock (&meter, GTK_WIDGET (window));
  tva_test_settle ();
  for (guint i = 0; i < count; i++)
    show_page (&meter, window, pages[i].id, "first");
  for (guint i = 0; i < count; i++)
    show_page (&meter, window, pages[i].id, "again");
  tva_test_window_close (window);
  return 0;
}
