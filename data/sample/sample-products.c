/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the products out of the catalogue: a cuvée is a range from one house, a product is one
 * vintage of it, sold from its release until some months after the next one's. Writes products.csv,
 * which has two rows that cannot be taken in. */
#include "sample.h"

#include <string.h>

#define MAX_VINTAGES 4

/* What goes well with a family: one of these is the companion of some of its products. */
static const SampleFamilyId companion_families[SAMPLE_N_FAMILIES] = {
  [SAMPLE_RIESLING] = SAMPLE_PINOT_NOIR,
  [SAMPLE_PINOT_NOIR] = SAMPLE_RIESLING,
  [SAMPLE_GEWURZTRAMINER] = SAMPLE_DELICATESSEN,
  [SAMPLE_PINOT_GRIS] = SAMPLE_CREMANT,
  [SAMPLE_CREMANT] = SAMPLE_DELICATESSEN,
  [SAMPLE_CHAMPAGNE] = SAMPLE_ACCESSORIES,
  [SAMPLE_BORDEAUX] = SAMPLE_BOURGOGNE,
  [SAMPLE_BOURGOGNE] = SAMPLE_BORDEAUX,
  [SAMPLE_RHONE] = SAMPLE_LANGUEDOC,
  [SAMPLE_LOIRE] = SAMPLE_ROSE,
  [SAMPLE_LANGUEDOC] = SAMPLE_RHONE,
  [SAMPLE_ROSE] = SAMPLE_BEERS,
  [SAMPLE_SPIRITS] = SAMPLE_ACCESSORIES,
  [SAMPLE_BEERS] = SAMPLE_DELICATESSEN,
  [SAMPLE_DELICATESSEN] = SAMPLE_GEWURZTRAMINER,
  [SAMPLE_ACCESSORIES] = SAMPLE_CREMANT,
  [SAMPLE_GIFT_BOXES] = SAMPLE_DELICATESSEN,
  [SAMPLE_SERVICE] = SAMPLE_N_FAMILIES,
};

typedef struct
{
  const SampleRange *range;
  const char *brand;
  guint brand_percent; /* what the house asks, against the price of the range */
  guint vintage_count;
} Cuvee;

static GArray *
list_cuvees (SeededRandom *random, SampleFamilyId id)
{
  const SampleFamily *family = &sample_families[id];
  g_auto (GStrv) brands = g_strsplit (family->brands, "|", -1);
  GArray *cuvees = g_array_new (FALSE, FALSE, sizeof (Cuvee));

  for (guint b = 0; b == 0 || brands[b] != NULL; b++)
    {
      guint percent = (guint) seeded_random_between (random, 88, 124);

      for (guint r = 0; r < sample_range_count; r++)
        if (sample_ranges[r].family == id)
          {
            Cuvee cuvee = { &sample_ranges[r], g_intern_string (brands[b]), percent, 1 };

            g_array_append_val (cuvees, cuvee);
          }
      if (brands[0] == NULL)
        break;
    }
  for (guint i = cuvees->len; i > 1; i--)
    {
      guint j = seeded_random_below (random, i);
      Cuvee cuvee = g_array_index (cuvees, Cuvee, i - 1);

      g_array_index (cuvees, Cuvee, i - 1) = g_array_index (cuvees, Cuvee, j);
      g_array_index (cuvees, Cuvee, j) = cuvee;
    }
  return cuvees;
}

/* As many vintages as it takes to reach the number of products that the family is to have. */
static void
spread_vintages (SeededRandom *random, const SampleFamily *family, GArray *cuvees)
{
  guint count = family->vintage == 0 ? family->product_count : family->product_count * 3 / 5;

  if (cuvees->len > count)
    g_array_set_size (cuvees, count);
  for (count = cuvees->len; count < family->product_count;)
    {
      guint i = seeded_random_below (random, cuvees->len);
      Cuvee *cuvee = &g_array_index (cuvees, Cuvee, i);

      if (cuvee->vintage_count < MAX_VINTAGES)
        {
          cuvee->vintage_count++;
          count++;
        }
    }
}

/* The oldest is three years older than the youngest that there can be; the others lie between.
 * A cuvée of one vintage is sometimes a new one. */
static void
choose_vintages (SeededRandom *random, guint youngest, guint count, guint *vintages)
{
  gboolean is_taken[MAX_VINTAGES] = { FALSE };
  guint n = 0;

  if (count == 1 && seeded_random_chance (random, 250))
    is_taken[seeded_random_between (random, 1, MAX_VINTAGES - 1)] = TRUE;
  else
    is_taken[0] = TRUE;
  for (guint i = 1; i < count;)
    {
      guint at = (guint) seeded_random_between (random, 1, MAX_VINTAGES - 1);

      i += is_taken[at] ? 0 : 1;
      is_taken[at] = TRUE;
    }
  for (guint i = 0; i < MAX_VINTAGES; i++)
    if (is_taken[i])
      vintages[n++] = youngest - (MAX_VINTAGES - 1) + i;
}

static void
set_days (const Sample *self, SeededRandom *random, SampleProduct *product)
{
  const SampleFamily *family = &sample_families[product->range->family];

  product->first_day = self->first_day;
  product->last_day = G_MAXINT;
  if (product->vintage != 0)
    {
      int release_day = csv_day_from_date ((int) (product->vintage + family->release_years),
                                           (int) family->release_month,
                                           seeded_random_between (random, 1, 25));

      product->first_day = MAX (self->first_day, release_day);
    }
  else if (product->range->family == SAMPLE_SERVICE)
    return;
  else if (seeded_random_chance (random, 80))
    product->first_day = self->last_day - seeded_random_between (random, 40, 260);
  else if (seeded_random_chance (random, 80))
    product->last_day = self->last_day - seeded_random_between (random, 60, 700);
}

static char *
make_label (const SampleProduct *product)
{
  const SampleFamily *family = &sample_families[product->range->family];
  GString *label = g_string_new (product->range->stem);

  if (family->is_branded)
    g_string_append_printf (label, " %s", product->brand);
  if (product->vintage != 0)
    g_string_append_printf (label, " %u", product->vintage);
  return g_string_free (label, FALSE);
}

static void
add_product (Sample *self, SeededRandom *random, const Cuvee *cuvee, guint vintage, guint rank)
{
  SampleProduct product = { .range = cuvee->range,
                            .brand = g_strdup (cuvee->brand != NULL ? cuvee->brand : ""),
                            .vintage = vintage,
                            .successor = SAMPLE_NONE,
                            .companion = SAMPLE_NONE };
  gint64 price = cuvee->range->price_cents;

  if (cuvee->range->family != SAMPLE_SERVICE)
    {
      price = price * cuvee->brand_percent / 100 * seeded_random_between (random, 97, 103) / 100;
      price = (price + 5) / 10 * 10;
      if (!seeded_random_chance (random, 40))
        product.cost_cents = price * seeded_random_between (random, 52, 70) / 100;
    }
  product.price_cents = price;
  product.label = make_label (&product);
  product.popularity = 1000 / (rank + 2) * (5 - cuvee->range->tier);
  set_days (self, random, &product);
  g_array_append_val (self->products, product);
}

/* The older vintage is sold out some months after the younger one has come; not always. */
static void
link_vintages (Sample *self, SeededRandom *random, guint first, guint count)
{
  for (guint i = first; i + 1 < first + count; i++)
    {
      SampleProduct *product = sample_product (self, i);

      product->successor = i + 1;
      if (seeded_random_chance (random, 750))
        product->last_day = MAX (product->first_day + 90, sample_product (self, i + 1)->first_day)
                            + seeded_random_between (random, 30, 150);
    }
}

static void
finish_family (Sample *self, SeededRandom *random, const SampleFamily *family, guint first)
{
  for (guint i = first; i < self->products->len; i++)
    {
      SampleProduct *product = sample_product (self, i);

      product->key = g_strdup_printf ("%s-%03u", family->prefix, i - first + 1);
      if (product->range->family == SAMPLE_SERVICE || seeded_random_chance (random, 30))
        product->stock = -1;
      else if (product->last_day < self->last_day || seeded_random_chance (random, 45))
        product->stock = 0;
      else
        product->stock = seeded_random_between (random, 6, product->range->tier == 3 ? 60 : 420);
    }
}

static void
choose_companions (Sample *self, SeededRandom *random)
{
  for (guint i = 0; i < self->products->len; i++)
    {
      SampleProduct *product = sample_product (self, i);
      guint other = seeded_random_below (random, self->products->len);

      if (companion_families[product->range->family] == SAMPLE_N_FAMILIES
          || !seeded_random_chance (random, 350))
        continue;
      while (sample_product (self, other)->range->family
             != companion_families[product->range->family])
        other = (other + 1) % self->products->len;
      product->companion = other;
    }
}

/**
 * sample_add_products:
 * @self: a sample without products
 *
 * Makes the products, families in the order of the catalogue.
 */
void
sample_add_products (Sample *self)
{
  SeededRandom random;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_PRODUCTS);
  for (guint f = 0; f < SAMPLE_N_FAMILIES; f++)
    {
      g_autoptr (GArray) cuvees = list_cuvees (&random, f);
      guint first = self->products->len;

      spread_vintages (&random, &sample_families[f], cuvees);
      for (guint c = 0; c < cuvees->len; c++)
        {
          const Cuvee *cuvee = &g_array_index (cuvees, Cuvee, c);
          guint vintages[MAX_VINTAGES] = { 0 };
          guint first_of_cuvee = self->products->len;

          if (sample_families[f].vintage != 0)
            choose_vintages (&random, sample_families[f].vintage, cuvee->vintage_count, vintages);
          for (guint v = 0; v < cuvee->vintage_count; v++)
            add_product (self, &random, cuvee, vintages[v], c);
          link_vintages (self, &random, first_of_cuvee, cuvee->vintage_count);
        }
      finish_family (self, &random, &sample_families[f], first);
    }
  choose_companions (self, &random);
}

/**
 * sample_service_product:
 * @self: a sample with products
 *
 * Returns: the index of the product that stands for carriage
 */
guint
sample_service_product (const Sample *self)
{
  guint i = self->products->len - 1;

  g_assert (sample_product (self, i)->range->family == SAMPLE_SERVICE);
  return i;
}

/**
 * sample_product_on_sale:
 * @self: a sample with products
 * @product: index of a product
 * @day: a day
 *
 * Returns: the product, or the younger vintage that is sold instead of it on @day, or SAMPLE_NONE
 */
guint
sample_product_on_sale (const Sample *self, guint product, int day)
{
  while (product != SAMPLE_NONE && sample_product (self, product)->last_day < day)
    product = sample_product (self, product)->successor;
  if (product != SAMPLE_NONE && sample_product (self, product)->first_day > day)
    return SAMPLE_NONE;
  return product;
}

static void
write_aromas (CsvOut *out, SeededRandom *random, const char *aromas)
{
  if (*aromas == '\0')
    {
      csv_out_empty (out, SAMPLE_N_AROMAS);
      return;
    }
  for (guint i = 0; i < SAMPLE_N_AROMAS; i++)
    {
      int aroma = aromas[i] - '0' + seeded_random_between (random, -1, 1);

      csv_out_number (out, CLAMP (aroma, 1, 5));
    }
}

static void
write_product (const Sample *self, CsvOut *out, SeededRandom *random, const SampleProduct *product)
{
  static const char *const bands[] = { "ENTRY", "STANDARD", "PREMIUM", "LUXURY" };
  const SampleRange *range = product->range;
  gboolean is_service = range->family == SAMPLE_SERVICE;
  g_autofree char *label = seeded_random_chance (random, 15)
                               ? sample_spoil_spaces (random, product->label)
                               : g_strdup (product->label);

  csv_out_text (out, product->key);
  csv_out_text (out, label);
  csv_out_text (out, sample_families[range->family].name);
  csv_out_text (out, range->sub_family);
  csv_out_text (out, product->brand);
  if (product->vintage != 0)
    csv_out_number (out, product->vintage);
  else
    csv_out_empty (out, 1);
  csv_out_text (out, range->grape);
  csv_out_text (out, range->sweetness);
  csv_out_cents (out, product->price_cents);
  if (product->cost_cents != 0)
    {
      csv_out_cents (out, product->cost_cents);
      csv_out_cents (out, product->price_cents - product->cost_cents);
    }
  else
    csv_out_empty (out, 2);
  csv_out_text (out, is_service ? "" : bands[range->tier]);
  if (!is_service && !seeded_random_chance (random, 60))
    csv_out_number (out, range->tier);
  else
    csv_out_empty (out, 1);
  csv_out_number (out, product->last_day >= self->last_day);
  csv_out_text (out, range->seasons);
  if (product->stock >= 0)
    csv_out_number (out, product->stock);
  else
    csv_out_empty (out, 1);
  write_aromas (out, random, sample_families[range->family].aromas);
  csv_out_end_row (out);
}

/**
 * sample_write_products:
 * @self: a sample with products
 * @out: an open file
 *
 * Writes products.csv: one row each, and one without a key and one of a tier that there is not.
 */
void
sample_write_products (const Sample *self, CsvOut *out)
{
  SeededRandom random;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_PRODUCTS + 100);
  csv_out_raw (out,
               "product_key,product_label,family,sub_family,brand,vintage,grape,sweetness,price,"
               "cost,margin,price_band,premium_tier,is_active,season_tags,stock,aroma_fruit,"
               "aroma_floral,aroma_spice,aroma_wood,aroma_mineral,aroma_sweet,aroma_dry");
  for (guint i = 0; i < self->products->len; i++)
    {
      if (i == 120)
        csv_out_raw (out,
                     ",Vin de table en vrac,Languedoc,,,,,sec,3.20,1.90,1.30,ENTRY,0,1,,0,"
                     ",,,,,,");
      if (i == 250)
        csv_out_raw (out,
                     "SPI-900,Marc de réserve hors d'âge 35 cl,Spiritueux,Eaux-de-vie,Maison "
                     "Ardibois,,,,64.00,38.00,26.00,LUXURY,9,1,HIVER,4,,,,,,,");
      write_product (self, out, &random, sample_product (self, i));
    }
}
