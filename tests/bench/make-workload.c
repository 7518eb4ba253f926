/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes customers.csv, products.csv and sales_lines.csv of a synthetic merchant of any size, for
 * measuring. First the documents of every customer are drawn and sorted by day, then their lines
 * are written as they are drawn: memory grows with the documents, never with the lines. The same
 * arguments give the same bytes. */
#include <locale.h>
#include <stdio.h>

#include "workload.h"

#define N_PHONES 60000
#define RETURN_PERCENT 3
#define N_FAVOURITES 6

static const char *const family_names[] = { "Riesling",  "Pinot Noir", "Cremant",   "Bordeaux",
                                            "Bourgogne", "Rose",       "Champagne", "Loire" };
static const char *const last_names[]
    = { "Aubrelle",  "Bastang", "Corvelle", "Delmaire", "Estrade", "Fauvert",
        "Grandpre",  "Hautot",  "Isambart", "Jolivard", "Kestler", "Lormeau",
        "Marchelet", "Noirel",  "Ormesson", "Perrelin" };
static const char *const first_names[]
    = { "Anne",    "Bruno", "Claire", "Denis",  "Elise", "Fabien", "Gaelle",
        "Hugo",    "Ines",  "Julien", "Karine", "Louis", "Marie",  "Nadia",
        "Olivier", "Paul",  "Rose",   "Simon",  "Tania", "Yves" };
static const char *const cities[]
    = { "Colmar", "Nancy", "Dijon", "Lyon", "Nantes", "Lille", "Rennes", "Tours", "Metz", "Reims" };
static const char *const phone_starts[]
    = { "019900", "026191", "035301", "046571", "053649", "063998" };

static void
write_label (const Workload *self, guint product, char *label, gsize size)
{
  guint family = self->products[product].family;

  g_snprintf (label,
              size,
              "%s %u Cuvee %05u",
              family_names[family % G_N_ELEMENTS (family_names)],
              family + 1,
              product + 1);
}

static void
write_products (Workload *self, CsvOut *out)
{
  char text[64];

  csv_out_raw (out, "product_key,product_label,family,price,cost,premium_tier,is_active,stock");
  for (guint p = 0; p < (guint) self->options->products; p++)
    {
      const Product *product = &self->products[p];

      g_snprintf (text, sizeof text, "P%05u", p + 1);
      csv_out_text (out, text);
      write_label (self, p, text, sizeof text);
      csv_out_text (out, text);
      g_snprintf (text,
                  sizeof text,
                  "%s %u",
                  family_names[product->family % G_N_ELEMENTS (family_names)],
                  product->family + 1);
      csv_out_text (out, text);
      csv_out_cents (out, product->price_cents);
      if (product->cost_cents > 0)
        csv_out_cents (out, product->cost_cents);
      else
        csv_out_empty (out, 1);
      csv_out_number (out, MIN (product->price_cents / 1500, 3));
      csv_out_number (out, !seeded_random_chance (&self->random, 50));
      csv_out_number (out, seeded_random_between (&self->random, -5, 300) > 0 ? 120 : 0);
      csv_out_end_row (out);
    }
}

/* One person in a hundred has a second code, with the same name and e-mail as the code before.
 * There are only so many fictional telephone numbers: nobody shares one by chance. */
static void
write_customers (Workload *self, CsvOut *out)
{
  guint count = (guint) self->options->customers, step = MAX (2, count / N_PHONES + 1);
  guint mail = 0, last = 0, first = 0;
  char text[64];

  seeded_random_init (&self->random, (guint64) self->options->seed, STREAM_CUSTOMERS);
  csv_out_raw (out,
               "customer_code,last_name,first_name,email,phone,address,postal_code,city,country,"
               "is_optout,is_bounced");
  for (guint c = 0; c < count; c++)
    {
      guint at = seeded_random_below (&self->random, G_N_ELEMENTS (cities));

      if (c == 0 || !seeded_random_chance (&self->random, 10))
        {
          mail = c;
          last = seeded_random_below (&self->random, G_N_ELEMENTS (last_names));
          first = seeded_random_below (&self->random, G_N_ELEMENTS (first_names));
        }
      g_snprintf (text, sizeof text, "C%07u", c + 1);
      csv_out_text (out, text);
      csv_out_text (out, last_names[last]);
      csv_out_text (out, first_names[first]);
      g_snprintf (text, sizeof text, "client%u@example.org", mail + 1);
      csv_out_text (out, mail % 11 == 5 ? NULL : text);
      g_snprintf (text, sizeof text, "%s%04u", phone_starts[c / step % 6], c / step / 6);
      csv_out_text (out, c % step == 0 ? text : NULL);
      g_snprintf (text, sizeof text, "%u rue du Lot %u", c % 97 + 1, c / 97 + 1);
      csv_out_text (out, text);
      g_snprintf (text, sizeof text, "%05u", 10000 + at * 7100 + c % 90);
      csv_out_text (out, text);
      csv_out_text (out, cities[at]);
      csv_out_text (out, "FR");
      csv_out_number (out, seeded_random_chance (&self->random, 30));
      csv_out_number (out, seeded_random_chance (&self->random, 20));
      csv_out_end_row (out);
    }
}

static void
write_line (const Workload *self, CsvOut *out, int day, const char *doc, const Return *line)
{
  const Product *product = &self->products[line->product];
  gint64 amount = line->unit_cents * line->quantity;
  char text[64];

  g_snprintf (text, sizeof text, "C%07u", line->customer + 1);
  csv_out_text (out, text);
  csv_out_day (out, self->first_day + day);
  csv_out_text (out, doc);
  csv_out_text (out, line->quantity < 0 ? "AVOIR" : "FACTURE");
  write_label (self, line->product, text, sizeof text);
  csv_out_text (out, text);
  csv_out_number (out, line->quantity);
  csv_out_cents (out, amount);
  csv_out_cents (out, amount * 6 / 5);
  if (product->cost_cents > 0)
    csv_out_cents (out, amount - product->cost_cents * line->quantity);
  else
    csv_out_empty (out, 1);
  csv_out_end_row (out);
}

/* Six lines in ten are favourites of the customer, drawn anew from the same stream each time. */
static Return
draw_line (Workload *self, guint customer)
{
  static const int quantities[] = { 1, 1, 2, 3, 6, 6, 12 };
  SeededRandom own;
  guint skip = seeded_random_below (&self->random, N_FAVOURITES);
  gboolean is_usual = seeded_random_chance (&self->random, 600);
  Return line = { .customer = customer };

  seeded_random_init (&own, (guint64) self->options->seed, STREAM_FAVOURITES + customer);
  if (is_usual)
    {
      guint family[2];

      family[0] = workload_draw (self->family_weight, N_FAMILIES, &own);
      family[1] = workload_draw (self->family_weight, N_FAMILIES, &own);
      for (guint i = 0; i <= skip; i++)
        line.product = workload_draw_product (self, family[i % 3 == 2], &own);
    }
  else
    line.product
        = workload_draw_product (self,
                                 workload_draw (self->family_weight, N_FAMILIES, &self->random),
                                 &self->random);
  line.quantity = quantities[seeded_random_below (&self->random, G_N_ELEMENTS (quantities))];
  line.unit_cents = self->products[line.product].price_cents;
  if (seeded_random_chance (&self->random, 100))
    line.unit_cents = line.unit_cents * 9 / 10;
  return line;
}

static void
write_returns (Workload *self, CsvOut *out, int day)
{
  for (guint i = 0; self->returns[day] != NULL && i < self->returns[day]->len; i++)
    {
      char doc[24];

      g_snprintf (doc, sizeof doc, "A%08u", ++self->next_return);
      write_line (self, out, day, doc, &g_array_index (self->returns[day], Return, i));
    }
  g_clear_pointer (&self->returns[day], g_array_unref);
}

static void
keep_return (Workload *self, guint day, Return line)
{
  guint back = day + 3 + seeded_random_below (&self->random, 25);

  back = MIN (back, N_DAYS - 1);
  if (self->returns[back] == NULL)
    self->returns[back] = g_array_new (FALSE, FALSE, sizeof (Return));
  line.quantity = -line.quantity;
  g_array_append_val (self->returns[back], line);
}

/* The lines to come back are chosen so that their number is met exactly. */
static void
write_sales (Workload *self, CsvOut *out)
{
  gint64 back = self->options->lines * RETURN_PERCENT / 100, sold = self->options->lines - back;
  guint next = 0;

  workload_make_documents (self, sold);
  seeded_random_init (&self->random, (guint64) self->options->seed, STREAM_LINES);
  csv_out_raw (out,
               "customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,"
               "margin");
  for (guint day = 0; day < N_DAYS; day++)
    {
      for (; next < self->document_count && self->documents[next].day == day; next++)
        {
          char doc[24];

          g_snprintf (doc, sizeof doc, "F%08u", next + 1);
          for (guint i = 0; i < self->documents[next].line_count; i++, sold--)
            {
              Return line = draw_line (self, self->documents[next].customer);

              write_line (self, out, (int) day, doc, &line);
              if ((gint64) (seeded_random_next (&self->random) >> 8) % sold >= back)
                continue;
              keep_return (self, day, line);
              back--;
            }
        }
      write_returns (self, out, (int) day);
    }
}

static gboolean
write_file (Workload *self, const char *name, void (*write) (Workload *, CsvOut *), GError **error)
{
  g_auto (CsvOut) out = { .fd = -1 };

  if (!csv_out_open (&out, self->options->out, name, ',', error))
    return FALSE;
  write (self, &out);
  return csv_out_close (&out, error);
}

int
main (int argc, char **argv)
{
  Options options = { .customers = 200000, .products = 5000, .lines = 4000000, .seed = 1 };
  const GOptionEntry entries[]
      = { { "customers", 0, 0, G_OPTION_ARG_INT, &options.customers, "How many customers", "N" },
          { "products", 0, 0, G_OPTION_ARG_INT, &options.products, "How many products", "N" },
          { "lines", 0, 0, G_OPTION_ARG_INT64, &options.lines, "How many sales lines", "N" },
          { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, "Another one, other data", "N" },
          { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "An existing folder", "DIR" },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  Workload self
      = { .options = &options, .first_day = csv_day_from_date (2026, 9, 30) - N_DAYS + 1 };
  gboolean is_done;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  is_done = g_option_context_parse (context, &argc, &argv, &error);
  out = options.out;
  if (is_done
      && (out == NULL || options.customers < 1 || options.products < N_FAMILIES
          || options.lines < 0))
    {
      fprintf (stderr,
               "usage: make-workload --out DIR [--customers N] [--products N, at least %d] "
               "[--lines N] [--seed N]\n",
               N_FAMILIES);
      return 2;
    }
  if (is_done)
    {
      workload_make_products (&self);
      is_done = write_file (&self, "products.csv", write_products, &error)
                && write_file (&self, "customers.csv", write_customers, &error)
                && write_file (&self, "sales_lines.csv", write_sales, &error);
    }
  g_free (self.products);
  g_free (self.popularity);
  g_free (self.documents);
  if (!is_done)
    fprintf (stderr, "make-workload: %s\n", error->message);
  return is_done ? 0 : 1;
}
