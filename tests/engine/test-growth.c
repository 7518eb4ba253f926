/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import of customers, of lines that know these by their addresses, and the undo of both
 * take of the memory at most: four times as many of them may fill the pages and tables that there
 * are bounds for, and nothing else. */
#include "tv-test-shop.h"

#include <stdio.h>
#include <string.h>

#define FEW 25000
#define MANY (4 * FEW)
#define MB ((gsize) 1 << 20)
#define PAGES (24 * MB) /* of the workspace that an import keeps, which many fill */

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

/* The most memory of each step, above what there was before it. */
typedef struct
{
  gsize customers, lines, undo, redo;
} Peaks;

static gsize
get_figure (const char *name)
{
  g_autofree char *text = NULL;
  const char *at;
  unsigned long size;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, name);
  g_assert_nonnull (at);
  g_assert_cmpint (sscanf (at + strlen (name), ": %lu", &size), ==, 1);
  return (gsize) size * 1024;
}

/* From here on the most is told anew. */
static gsize
begin_step (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
  return get_figure ("VmRSS");
}

static gsize
end_step (gsize before)
{
  gsize most = get_figure ("VmHWM");

  return most > before ? most - before : 0;
}

/* The last of every forty shares the address of the one before. */
static gint64
take_customers (TvTestShop *shop, guint count)
{
  g_autoptr (GString) text
      = g_string_new ("customer_code;last_name;first_name;email;address;city\n");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text,
                            "C%06u;Name%u;Ann;client.%u@example.org;%u rue du Pré;Lyon\n",
                            i,
                            i % 1000,
                            i % 40 == 39 ? i - 1 : i,
                            1 + i % 99);
  return tv_test_shop_take (shop, "customers.csv", text->str);
}

static gint64
take_lines (TvTestShop *shop, guint count)
{
  g_autoptr (GString) text = g_string_new (TV_TEST_SALES);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text,
                            "client.%u@example.org;2025-%02u-%02u;F%u;Jug %u;2;20.00;\n",
                            i,
                            1 + i % 12,
                            1 + i % 28,
                            i,
                            i % 50);
  return tv_test_shop_take (shop, "lines.csv", text->str);
}

static void
change (TvTestShop *shop, const gint64 batches[2], gboolean is_redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports
      = tv_engine_change_batches (shop->engine, batches, 2, is_redo, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 2);
}

static void
go_through (guint count, Peaks *out)
{
  g_auto (TvTestShop) shop;
  gint64 batches[2];
  gsize before;

  tv_test_shop_init (&shop);
  before = begin_step ();
  batches[0] = take_customers (&shop, count);
  out->customers = end_step (before);
  before = begin_step ();
  batches[1] = take_lines (&shop, count);
  out->lines = end_step (before);
  before = begin_step ();
  change (&shop, batches, FALSE);
  out->undo = end_step (before);
  before = begin_step ();
  change (&shop, batches, TRUE);
  out->redo = end_step (before);
}

static void
check_growth (const char *step, gsize few, gsize many, gsize most)
{
  g_test_message ("%s: %zu MB, four times as many %zu MB", step, few / MB, many / MB);
  if (!IS_SANITIZED)
    g_assert_cmpuint (many, <, few + most);
}

static void
test_growth (void)
{
  Peaks few, many;

  if (!g_file_test ("/proc/self/clear_refs", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the system does not tell the most memory of a step");
      return;
    }
  go_through (FEW, &few);
  go_through (MANY, &many);
  check_growth ("customers", few.customers, many.customers, PAGES + 8 * MB);
  check_growth ("lines by address", few.lines, many.lines, PAGES + 8 * MB);
  check_growth ("undo", few.undo, many.undo, 12 * MB);
  check_growth ("redo", few.redo, many.redo, PAGES + 16 * MB);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/growth/import-and-undo", test_growth);
  return g_test_run ();
}
