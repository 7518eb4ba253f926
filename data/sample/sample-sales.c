/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes sales_lines.csv: the lines of all documents, numbered by year. A small part is as exports
 * are: labels typed by hand, margins missing, products and customers that nobody knows, and rows
 * that cannot be used at all. */
#include "sample.h"

#include <string.h>

/* Each is put in between, as an invoice of its own; D stands for a date and F for a document of
 * that day.
 */
static const char *const strays[] = {
  "CL10020,2025-02-30,F,FACTURE,Bière Blonde 75 cl Brasserie Houblonnette,3,17.70,21.24,7.10",
  "CL10044,D,F,FACTURE,Coffret Dégustation Automne,1,54.00,64.80,",
  "CL98001,D,F,FACTURE,Frais de port,1,8.25,9.90,",
  "CL10031,D,F,FACTURE,Bouchon à champagne Verralis,abc,8.90,10.68,4.00",
  "CL10107,D,F,FACTURE,Riesling Réserve Personnelle Kestelbach,6,82.80,99.36,31.00",
  ",D,F,FACTURE,Frais de port,1,8.25,9.90,",
  "CL10212,D,F,FACTURE,Coffret Dégustation Automne,2,108.00,129.60,",
  "CL98001,D,F,FACTURE,Bretzels fins au sel 150 g La Mère Fauvelle,4,15.60,16.46,6.00",
  "CL10009,2024-02-31,F,FACTURE,Frais de port,1,8.25,9.90,",
  "CL10316,D,F,FACTURE,Vin d'honneur mairie,1,240.00,288.00,",
  "CL10052,D,F",
  "CL10118,D,F,FACTURE,Magnum Cuvée des Amis,1,39.00,46.80,15.00",
  "CL98002,D,F,FACTURE,Tire-bouchon sommelier Boucharel,1,18.50,22.20,7.50",
  "CL10077,D,F,FACTURE,Frais de port,une,8.25,9.90,",
  "CL10402,D,F,FACTURE,Coffret Dégustation Automne,1,54.00,64.80,",
  "CL10260,D,F,FACTURE,Gewurztraminer Grand Cru Altenbruk Kestelbach,3,77.70,93.24,28.00",
  "CL98003,D,F,FACTURE,Frais de port,1,8.25,9.90,",
  "CL10093,D,F,FACTURE,Pompe à vide et 2 bouchons Verralis,1,?,17.40,5.00",
  "CL10018,D,F,FACTURE,Riesling Réserve Personnelle Kestelbach,12,165.60,198.72,62.00",
  "CL98002,D,F,FACTURE,Bouchon à champagne Boucharel,2,17.80,21.36,7.00",
  ",D,F,FACTURE,Bière Ambrée 75 cl Brasserie Houblonnette,6,38.40,46.08,15.00",
  "CL10505,D,F,FACTURE,Coffret Dégustation Automne,3,162.00,194.40,",
  "CL98004,D,F,FACTURE,Terrine de campagne 200 g Comptoir des Halliers,2,13.80,14.56,5.40",
  "CL10061,,F,FACTURE,Frais de port,1,8.25,9.90,",
  "CL10333,D,F,FACTURE,Magnum Cuvée des Amis,2,78.00,93.60,30.00",
  "CL98005,D,F,FACTURE,Seau à glace inox Verralis,1,39.00,46.80,14.00",
  "CL10140,D,F,FACTURE,Vin d'honneur mairie,1,310.00,372.00,",
  "CL10203,D",
  "CL98003,D,F,FACTURE,Tire-bouchon sommelier Verralis,1,18.50,22.20,7.50",
  "CL10470,D,F,FACTURE,Marc de gewurztraminer hors catalogue,1,42.00,50.40,16.00",
  "CL10288,D,F,FACTURE,Coffret Dégustation Automne,1,54.00,64.80,",
};

typedef struct
{
  const Sample *sample;
  CsvOut *out;
  SeededRandom random;
  int year;
  guint invoice_number;
  guint credit_number;
} Writer;

static char *
number_document (Writer *self, const SampleDocument *document)
{
  int year, month, day_of_month;

  csv_date_from_day (document->day, &year, &month, &day_of_month);
  if (year != self->year)
    {
      /* The merchant's first year had begun long before the export. */
      self->invoice_number = self->year == 0 ? 3120 : 0;
      self->credit_number = self->year == 0 ? 41 : 0;
      self->year = year;
    }
  if (document->is_return)
    return g_strdup_printf ("A%d-%05u", year, ++self->credit_number);
  return g_strdup_printf ("F%d-%05u", year, ++self->invoice_number);
}

static void
write_line (Writer *self,
            const SampleDocument *document,
            const char *doc_ref,
            const SampleLine *line)
{
  const SampleProduct *product = sample_product (self->sample, line->product);
  const SamplePerson *person = sample_person (self->sample, document->person);
  gint64 amount_cents = line->quantity * line->unit_cents;
  gint64 tax_permille = product->range->family == SAMPLE_DELICATESSEN ? 55 : 200;
  gint64 tax_cents = (ABS (amount_cents) * tax_permille + 500) / 1000;
  const char *code = document->day >= person->second_day ? person->second_code : person->code;
  g_autofree char *written_code
      = seeded_random_chance (&self->random, 3) ? g_strconcat (code, " ", NULL) : g_strdup (code);
  g_autofree char *label = seeded_random_chance (&self->random, 14)
                               ? sample_spoil_label (&self->random, product->label)
                               : g_strdup (product->label);

  csv_out_text (self->out, written_code);
  csv_out_day (self->out, document->day);
  csv_out_text (self->out, doc_ref);
  csv_out_text (self->out, document->is_return ? "AVOIR" : "FACTURE");
  csv_out_text (self->out, label);
  csv_out_number (self->out, line->quantity);
  csv_out_cents (self->out, amount_cents);
  csv_out_cents (self->out, amount_cents < 0 ? amount_cents - tax_cents : amount_cents + tax_cents);
  if (product->cost_cents == 0 || seeded_random_chance (&self->random, 20))
    csv_out_empty (self->out, 1);
  else
    csv_out_cents (self->out, amount_cents - line->quantity * product->cost_cents);
  csv_out_end_row (self->out);
}

static void
write_stray (Writer *self, const char *stray, int day, const char *doc_ref)
{
  g_auto (GStrv) fields = g_strsplit (stray, ",", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (g_str_equal (fields[i], "D"))
        csv_out_day (self->out, day);
      else if (g_str_equal (fields[i], "F"))
        csv_out_text (self->out, doc_ref);
      else
        csv_out_text (self->out, fields[i]);
    }
  csv_out_end_row (self->out);
}

/**
 * sample_write_sales:
 * @self: a sample with documents
 * @out: an open file
 *
 * Writes sales_lines.csv in the order of the days.
 */
void
sample_write_sales (const Sample *self, CsvOut *out)
{
  Writer writer = { .sample = self, .out = out };
  guint step = self->documents->len / (G_N_ELEMENTS (strays) + 1);

  seeded_random_init (&writer.random, self->seed, SAMPLE_STREAM_SALES_FILE);
  csv_out_raw (out,
               "customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,"
               "margin");
  for (guint i = 0; i < self->documents->len; i++)
    {
      const SampleDocument *document = sample_document (self, i);
      g_autofree char *doc_ref = number_document (&writer, document);

      for (guint l = 0; l < document->line_count; l++)
        write_line (&writer,
                    document,
                    doc_ref,
                    &g_array_index (self->lines, SampleLine, document->first_line + l));
      if (i > 0 && i % step == 0 && i / step <= G_N_ELEMENTS (strays))
        {
          /* A stray is an invoice by itself. */
          SampleDocument own = { .day = document->day };
          g_autofree char *own_ref = number_document (&writer, &own);

          write_stray (&writer, strays[i / step - 1], own.day, own_ref);
        }
    }
}
