/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames without a database. Grouping is done here by plain sorting; matching of returns and the
 * completion of products are the engine's own. Random bases are small and full of corners: days,
 * documents and keys that meet, prices of nothing, families without a name, whole orders returned.
 */
#include "tv-test-frame.h"

#include <string.h>

#include "frame/tv-frame-private.h"

/**
 * tv_test_base_new:
 * @customer_count: how many customers
 * @family_count: how many families, at most 8
 *
 * Returns: (transfer full): a base of customers that may be addressed, without products or lines
 */
TvTestBase *
tv_test_base_new (guint32 customer_count, guint32 family_count)
{
  static const char *const names[]
      = { "Rouge", "Blanc", "", "Rosé", "Spirits", "Water", "Glass", "Food" };
  TvTestBase *base = g_new0 (TvTestBase, 1);

  g_assert_cmpuint (family_count, <=, G_N_ELEMENTS (names));
  base->customer_count = customer_count;
  base->family_count = family_count;
  memcpy (base->family_names, names, sizeof names);
  base->products = g_array_new (FALSE, FALSE, sizeof (TvTestProduct));
  base->lines = g_array_new (FALSE, FALSE, sizeof (TvTestLine));
  base->contact_days = g_new (TvDay, customer_count + 1);
  base->is_optout = g_new0 (guint8, customer_count + 1);
  base->is_bounced = g_new0 (guint8, customer_count + 1);
  for (guint32 i = 0; i < customer_count; i++)
    base->contact_days[i] = TV_DAY_NONE;
  return base;
}

/**
 * tv_test_base_free:
 * @base: (transfer full): a base
 *
 * Frees it.
 */
void
tv_test_base_free (TvTestBase *base)
{
  g_array_unref (base->products);
  g_array_unref (base->lines);
  g_free (base->contact_days);
  g_free (base->is_optout);
  g_free (base->is_bounced);
  g_free (base);
}

/**
 * tv_test_base_add_product:
 * @base: a base
 * @key: its key
 * @family: index of its family
 * @price: in cents, -1 = not known
 *
 * Adds a product that is sold, without tier or margin.
 */
void
tv_test_base_add_product (TvTestBase *base, const char *key, guint32 family, gint64 price)
{
  TvTestProduct product = { g_intern_string (key), family, price, G_MININT64, -1, TRUE };

  g_array_append_val (base->products, product);
}

/**
 * tv_test_base_add_line:
 * @base: a base
 * @customer: index of the customer
 * @product: index of the product
 * @day: day of the order
 * @doc: number of the document
 * @quantity: in units
 * @amount_cents: money
 *
 * Adds a line behind the others.
 */
void
tv_test_base_add_line (TvTestBase *base,
                       guint32 customer,
                       guint32 product,
                       TvDay day,
                       guint doc,
                       gint64 quantity,
                       gint64 amount_cents)
{
  TvTestLine line = { customer, product, day, doc, quantity * 1000, amount_cents, G_MININT64 };

  g_array_append_val (base->lines, line);
}

static void
add_random_products (TvTestBase *base, GRand *rand)
{
  guint32 count = base->family_count == 0 ? 0 : (guint32) g_rand_int_range (rand, 0, 30);
  gboolean has_tiers = g_rand_boolean (rand), has_margins = g_rand_boolean (rand);

  for (guint32 i = 0; i < count; i++)
    {
      g_autofree char *key = g_strdup_printf ("%c%u", 'A' + g_rand_int_range (rand, 0, 3), i);
      TvTestProduct product = {
        .key = g_intern_string (key),
        .family = (guint32) g_rand_int_range (rand, 0, (gint32) base->family_count),
        .price_cents = g_rand_int_range (rand, -1, 20) * 100,
        .margin_cents
        = has_margins && g_rand_boolean (rand) ? g_rand_int_range (rand, -200, 900) : G_MININT64,
        .tier = has_tiers ? g_rand_int_range (rand, -1, 4) : -1,
        .is_sellable = g_rand_int_range (rand, 0, 6) > 0,
      };

      product.price_cents = MAX (product.price_cents, -1);
      g_array_append_val (base->products, product);
    }
}

static void
add_random_lines (TvTestBase *base, GRand *rand)
{
  guint32 count = base->products->len == 0 || base->customer_count == 0
                      ? 0
                      : (guint32) g_rand_int_range (rand, 0, 200);
  gint32 span = g_rand_boolean (rand) ? 700 : 3;
  gint32 doc_count = g_rand_boolean (rand) ? 40 : 5;
  gint32 dearest = g_rand_boolean (rand) ? 30000 : 4000;

  for (guint32 i = 0; i < count; i++)
    {
      gboolean is_return = g_rand_int_range (rand, 0, 6) == 0;
      TvTestLine line = {
        .customer = (guint32) g_rand_int_range (rand, 0, (gint32) base->customer_count),
        .product = (guint32) g_rand_int_range (rand, 0, (gint32) base->products->len),
        .day = TV_TEST_TODAY - g_rand_int_range (rand, 0, span),
        .doc = (guint) g_rand_int_range (rand, 0, doc_count),
        .qty_milli = g_rand_int_range (rand, 0, 7) * 500,
        .amount_cents
        = g_rand_int_range (rand, 0, 10) == 0 ? 0 : g_rand_int_range (rand, 0, dearest),
        .margin_cents = g_rand_boolean (rand) ? g_rand_int_range (rand, -50, 500) : G_MININT64,
      };

      /* Credit notes come with both signs, or with one of the two. */
      if (is_return && g_rand_int_range (rand, 0, 4) > 0)
        line.qty_milli = -line.qty_milli;
      if (is_return)
        line.amount_cents = -line.amount_cents;
      g_array_append_val (base->lines, line);
    }
}

/**
 * tv_test_base_new_random:
 * @rand: where chance comes from
 *
 * Returns: (transfer full): a random base; any of its parts may be empty
 */
TvTestBase *
tv_test_base_new_random (GRand *rand)
{
  TvTestBase *base = tv_test_base_new ((guint32) g_rand_int_range (rand, 0, 12),
                                       (guint32) g_rand_int_range (rand, 0, 9));

  for (guint32 i = 0; i < base->customer_count; i++)
    {
      base->is_optout[i] = g_rand_int_range (rand, 0, 10) == 0;
      base->is_bounced[i] = g_rand_int_range (rand, 0, 10) == 0;
      if (g_rand_int_range (rand, 0, 3) == 0)
        base->contact_days[i] = TV_TEST_TODAY - g_rand_int_range (rand, 0, 100);
    }
  add_random_products (base, rand);
  add_random_lines (base, rand);
  return base;
}

static void
group_products (TvFrame *frame, const TvTestBase *base)
{
  guint32 count = base->products->len;

  frame->product_count = count;
  frame->product_id = g_new (gint64, count + 1);
  frame->product_key = g_new (char *, count + 1);
  frame->product_label = g_new (char *, count + 1);
  frame->product_family = g_new (guint32, count + 1);
  frame->price_cents = g_new (gint64, count + 1);
  frame->premium_tier = g_new (gint8, count + 1);
  frame->is_sellable = g_new (guint8, count + 1);
  for (guint32 i = 0; i < count; i++)
    {
      const TvTestProduct *product = &g_array_index (base->products, TvTestProduct, i);

      frame->product_id[i] = 500 + i * 2;
      frame->product_key[i] = g_strdup (product->key);
      frame->product_label[i] = g_strdup (product->key);
      frame->product_family[i] = product->family;
      frame->price_cents[i] = product->price_cents;
      frame->premium_tier[i] = (gint8) product->tier;
      frame->is_sellable[i] = product->is_sellable != 0;
    }
  frame->family_count = base->family_count;
  frame->family_id = g_new (gint64, base->family_count + 1);
  frame->family_name = g_new (char *, base->family_count + 1);
  frame->family_is_service = g_new0 (guint8, base->family_count + 1);
  for (guint32 i = 0; i < base->family_count; i++)
    {
      frame->family_id[i] = 10 + i;
      frame->family_name[i] = g_strdup (base->family_names[i]);
    }
}

static void
group_customers (TvFrame *frame, const TvTestBase *base)
{
  gsize count = base->customer_count;

  frame->customer_count = base->customer_count;
  frame->customer_id = g_new (gint64, count + 1);
  for (guint32 i = 0; i < count; i++)
    frame->customer_id[i] = 100 + i * 3;
  frame->is_optout = g_memdup2 (base->is_optout, count + 1);
  frame->is_bounced = g_memdup2 (base->is_bounced, count + 1);
  frame->has_address = g_new0 (guint8, count + 1);
  frame->last_contact_day = g_memdup2 (base->contact_days, (count + 1) * sizeof (TvDay));
  frame->contacts_30 = g_new0 (guint32, count + 1);
  frame->contacts_90 = g_new0 (guint32, count + 1);
  frame->contacts_365 = g_new0 (guint32, count + 1);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TvTestLine *x = *(const TvTestLine *const *) a, *y = *(const TvTestLine *const *) b;

  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x > y) - (x < y);
}

static void
group_lines (TvFrame *frame, const TvTestBase *base)
{
  guint32 count = base->lines->len;
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint32 i = 0; i < count; i++)
    g_ptr_array_add (order, &g_array_index (base->lines, TvTestLine, i));
  if (count > 1)
    qsort (order->pdata, count, sizeof (gpointer), compare_lines);
  frame->line_offset = g_new0 (guint32, (gsize) base->customer_count + 1);
  frame->line_product = g_new (guint32, count + 1);
  frame->line_day = g_new (TvDay, count + 1);
  frame->line_doc = g_new (guint32, count + 1);
  tv_ints_init (&frame->line_qty_milli, count);
  tv_ints_init (&frame->line_amount_cents, count);
  tv_ints_init (&frame->line_margin_cents, count);
  for (guint32 i = 0; i < count; i++)
    {
      const TvTestLine *line = g_ptr_array_index (order, i);

      for (guint32 c = line->customer + 1; c <= base->customer_count; c++)
        frame->line_offset[c] = i + 1;
      frame->line_product[i] = line->product;
      frame->line_day[i] = line->day;
      frame->line_doc[i] = line->doc * 7919u + 13;
      tv_ints_set (&frame->line_qty_milli, i, line->qty_milli);
      tv_ints_set (&frame->line_amount_cents, i, line->amount_cents);
      tv_ints_set (&frame->line_margin_cents, i, line->margin_cents);
    }
}

/**
 * tv_test_frame_group:
 * @base: a base
 *
 * Returns: (transfer full): its frame before returns are matched and products completed
 */
TvFrame *
tv_test_frame_group (const TvTestBase *base)
{
  TvFrame *frame = g_atomic_rc_box_new0 (TvFrame);

  frame->as_of_day = TV_TEST_TODAY;
  group_customers (frame, base);
  group_products (frame, base);
  group_lines (frame, base);
  return frame;
}

/**
 * tv_test_frame_new:
 * @base: a base
 *
 * Returns: (transfer full): its frame
 */
TvFrame *
tv_test_frame_new (const TvTestBase *base)
{
  TvFrame *frame = tv_test_frame_group (base);
  g_autofree gint64 *margins = g_new (gint64, base->products->len + 1);

  for (guint32 i = 0; i < base->products->len; i++)
    margins[i] = g_array_index (base->products, TvTestProduct, i).margin_cents;
  tv_frame_keep_events (frame);
  tv_frame_match_returns (frame);
  tv_frame_complete_products (frame, margins);
  return frame;
}
