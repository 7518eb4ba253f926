/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes customers.csv as a French shop program would: headers in French, semicolons, yes and no in
 * words. Some rows repeat a person under a second code, written differently; some have an e-mail
 * address that is none; one has no code and one breaks off. */
#include "sample.h"

#include <string.h>

typedef struct
{
  const char *code;
  const SamplePerson *person;
  gboolean is_second;
} Row;

static const char *const bad_emails[] = {
  "pas d'adresse",  "marie.verninexample.com", "jean@", "@example.org", "l.montier@@example.net",
  "voir téléphone", "a.ferrot@example",        "x"
};

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Row *) a)->code, ((const Row *) b)->code);
}

static GArray *
list_rows (const Sample *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < self->people->len; i++)
    {
      const SamplePerson *person = sample_person (self, i);
      Row first = { person->code, person, FALSE }, second = { person->second_code, person, TRUE };

      g_array_append_val (rows, first);
      if (person->second_code != NULL)
        g_array_append_val (rows, second);
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

static char *
spoil_name (SeededRandom *random, const char *name, guint permille)
{
  g_autofree char *plain = NULL;

  if (!seeded_random_chance (random, permille))
    return g_strdup (name);
  plain = sample_strip_accents (name);
  switch (seeded_random_below (random, 4))
    {
    case 0:
      return sample_to_upper (name);
    case 1:
      return sample_to_upper (plain);
    case 2:
      return g_ascii_strdown (plain, -1);
    default:
      return sample_spoil_spaces (random, name);
    }
}

static char *
spoil_email (SeededRandom *random, const char *email, guint permille)
{
  char *spoilt;

  if (*email == '\0' || !seeded_random_chance (random, permille))
    return g_strdup (email);
  if (seeded_random_chance (random, 300))
    return sample_spoil_spaces (random, email);
  if (seeded_random_chance (random, 400))
    return g_ascii_strup (email, -1);
  spoilt = g_strdup (email);
  for (char *p = spoilt; *p != '\0'; p++)
    if (p == spoilt || p[-1] == '.' || p[-1] == '-')
      *p = g_ascii_toupper (*p);
  return spoilt;
}

static const char *
write_yes_no (SeededRandom *random, gboolean is_yes)
{
  if (is_yes)
    return "oui";
  return seeded_random_chance (random, 60) ? "" : "non";
}

static void
write_row (CsvOut *out, SeededRandom *random, const Row *row, const char *bad_email)
{
  const SamplePerson *person = row->person;
  guint spoil = row->is_second ? 800 : 25;
  /* The second row of a person may lack one of the two that it is recognised by, not both. */
  gboolean is_short = row->is_second && *person->email != '\0' && *person->phone != '\0'
                      && seeded_random_chance (random, 500);
  gboolean drops_email = is_short && seeded_random_chance (random, 400);
  g_autofree char *last_name = spoil_name (random, person->last_name, spoil);
  g_autofree char *first_name = spoil_name (random, person->first_name, spoil);
  g_autofree char *email = spoil_email (random, drops_email ? "" : person->email, spoil * 2);
  g_autofree char *phone
      = sample_write_phone (random, is_short && !drops_email ? "" : person->phone);
  g_autofree char *address = spoil_name (random, person->address, spoil / 2);
  g_autofree char *city = spoil_name (random, person->city, spoil);

  csv_out_text (out, row->code);
  csv_out_text (out, last_name);
  csv_out_text (out, first_name);
  csv_out_text (out, bad_email != NULL ? bad_email : email);
  csv_out_text (out, phone);
  csv_out_text (out, row->is_second && seeded_random_chance (random, 300) ? "" : address);
  csv_out_text (out, person->postal_code);
  csv_out_text (out, city);
  csv_out_text (out, person->country);
  csv_out_text (out, write_yes_no (random, !row->is_second && person->optout_day != G_MAXINT));
  csv_out_text (out,
                write_yes_no (random, person->bounce_day != G_MAXINT && *person->email != '\0'));
  csv_out_end_row (out);
}

/**
 * sample_write_customers:
 * @self: a sample with people
 * @out: an open file whose delimiter is the semicolon
 *
 * Writes customers.csv in the order of the codes.
 */
void
sample_write_customers (const Sample *self, CsvOut *out)
{
  g_autoptr (GArray) rows = list_rows (self);
  guint step = rows->len / (G_N_ELEMENTS (bad_emails) + 1), bad_count = 0;
  SeededRandom random;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_CUSTOMERS_FILE);
  csv_out_raw (out,
               "Code client;Nom;Prénom;E-mail;Téléphone;Adresse;Code postal;Ville;Pays;Désinscrit;"
               "Adresse en erreur");
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const char *bad_email = NULL;

      if (i == rows->len / 3)
        csv_out_raw (out,
                     ";Maurelin;Odile;odile.maurelin@example.org;;14 rue du Lavoir;68000;Colmar;"
                     "France;non;non");
      if (i == rows->len * 2 / 3)
        csv_out_raw (out, "CL99001;Tessoneau;Gabriel");
      if (!row->is_second && row->person->second_code == NULL
          && bad_count < G_N_ELEMENTS (bad_emails) && i >= step * (bad_count + 1))
        bad_email = bad_emails[bad_count++];
      write_row (out, &random, row, bad_email);
    }
}
