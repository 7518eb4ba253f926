/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-sample --out FOLDER [--seed N] writes the exports of a fictional wine merchant:
 * customers.csv, products.csv, sales_lines.csv and contacts.csv. The same seed gives the same bytes
 * everywhere. With --check FOLDER nothing is written: the program says whether the files there are
 * those. */
#include "sample.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char *name;
  char delimiter;
  void (*write) (const Sample *sample, CsvOut *out);
} SampleFile;

static const SampleFile files[] = {
  { "customers.csv", ';', sample_write_customers },
  { "products.csv", ',', sample_write_products },
  { "sales_lines.csv", ',', sample_write_sales },
  { "contacts.csv", ',', sample_write_contacts },
};

static void
clear_product (gpointer data)
{
  SampleProduct *product = data;

  g_free (product->key);
  g_free (product->label);
  g_free (product->brand);
}

static void
clear_person (gpointer data)
{
  SamplePerson *person = data;

  g_free (person->code);
  g_free (person->second_code);
  g_free (person->last_name);
  g_free (person->first_name);
  g_free (person->email);
  g_free (person->phone);
  g_free (person->address);
  g_free (person->postal_code);
  g_free (person->city);
  g_free (person->country);
}

/**
 * sample_new:
 * @seed: what all is drawn from
 *
 * Makes the merchant's three years, up to 2026-09-30.
 *
 * Returns: (transfer full): the sample
 */
Sample *
sample_new (guint64 seed)
{
  Sample *self = g_new0 (Sample, 1);

  self->seed = seed;
  self->first_day = csv_day_from_date (2023, 10, 1);
  self->last_day = csv_day_from_date (2026, 9, 30);
  self->products = g_array_new (FALSE, FALSE, sizeof (SampleProduct));
  self->people = g_array_new (FALSE, FALSE, sizeof (SamplePerson));
  self->lines = g_array_new (FALSE, FALSE, sizeof (SampleLine));
  self->documents = g_array_new (FALSE, FALSE, sizeof (SampleDocument));
  g_array_set_clear_func (self->products, clear_product);
  g_array_set_clear_func (self->people, clear_person);
  sample_add_products (self);
  sample_add_people (self);
  sample_add_documents (self);
  return self;
}

/**
 * sample_free:
 * @self: a sample
 *
 * Frees it.
 */
void
sample_free (Sample *self)
{
  g_array_unref (self->documents);
  g_array_unref (self->lines);
  g_array_unref (self->people);
  g_array_unref (self->products);
  g_free (self);
}

static gboolean
check_file (const char *folder, const SampleFile *file, const Sample *sample, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autofree char *found = NULL;
  g_auto (CsvOut) out = { 0 };
  gsize length;

  if (!g_file_get_contents (path, &found, &length, error))
    return FALSE;
  csv_out_init (&out, file->delimiter);
  file->write (sample, &out);
  if (length == out.text->len && memcmp (found, out.text->str, length) == 0)
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_FAILED,
               "“%s” is not what this seed gives; make-sample --out writes it anew",
               path);
  return FALSE;
}

static gboolean
write_file (const char *folder, const SampleFile *file, const Sample *sample, GError **error)
{
  g_auto (CsvOut) out = { 0 };

  if (!csv_out_open (&out, folder, file->name, file->delimiter, error))
    return FALSE;
  file->write (sample, &out);
  return csv_out_close (&out, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL, *checked = NULL;
  gint64 seed = 20260930;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Where to write the files", "FOLDER" },
    { "check", 0, 0, G_OPTION_ARG_FILENAME, &checked, "Compare with these files", "FOLDER" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another merchant", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (Sample) sample = NULL;

  /* For what is told to the person; what is written knows no locale. */
  setlocale (LC_CTYPE, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || (folder == NULL) == (checked == NULL))
    {
      g_printerr ("make-sample: %s\n", error != NULL ? error->message : "Give --out or --check");
      return 2;
    }
  sample = sample_new ((guint64) seed);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!(folder != NULL ? write_file (folder, &files[i], sample, &error)
                         : check_file (checked, &files[i], sample, &error)))
      {
        g_printerr ("make-sample: %s\n", error->message);
        return 1;
      }
  return 0;
}
