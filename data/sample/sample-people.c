/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the customers: who they are, how to reach them, and which of them the merchant knows twice.
 * Nobody of them exists: surnames are put together from syllables, e-mail addresses lie in reserved
 * domains, telephone numbers in the ranges that the French numbering plan keeps for fiction. */
#include "sample.h"

#include <string.h>

#define PERSON_COUNT 1978
#define DUPLICATE_COUNT 22
#define SHARED_EMAIL_COUNT 4

typedef struct
{
  char **firsts, **starts, **ends, **streets, **ways, **near_cities, **far_cities, **foreign_cities;
  char **houses, **house_names, **domains;
  GHashTable *emails; /* taken ones */
  guint mobile_count;
  guint fixed_counts[6];
} Words;

static const char first_names[]
    = "Adèle|Agathe|Alain|Alice|Amélie|André|Anne|Antoine|Arnaud|Aurélie|Béatrice|Benoît|Bernard|"
      "Camille|Caroline|Catherine|Cécile|Céline|Charlotte|Chloé|Christophe|Claire|Clément|Colette|"
      "Damien|Daniel|Delphine|Denis|Didier|Dominique|Édith|Élise|Élodie|Émilie|Emmanuel|Éric|"
      "Étienne|Fabien|Florence|François|Françoise|Frédéric|Gabriel|Geneviève|Gérard|Guillaume|"
      "Hélène|Henri|Hugo|Inès|Isabelle|Jacques|Jean-Luc|Jeanne|Jérôme|Joël|Julie|Julien|Karine|"
      "Laurence|Laurent|Léa|Louis|Lucie|Manon|Marc|Margaux|Marie-Claude|Marion|Mathieu|Maxime|"
      "Michel|Monique|Nadia|Nathalie|Nicolas|Noémie|Odile|Olivier|Pascal|Patrick|Pauline|Philippe|"
      "Pierre|Raphaël|Rémi|René|Sabine|Sandrine|Sébastien|Simon|Solène|Sophie|Stéphane|Sylvie|"
      "Théo|Thierry|Thomas|Valérie|Véronique|Vincent|Virginie|Xavier|Yves|Zoé";

static void
words_init (Words *self)
{
  self->firsts = g_strsplit (first_names, "|", -1);
  self->starts = g_strsplit ("Barb|Bell|Bourd|Cast|Chamb|Chauv|Corb|Court|Dam|Desm|Duv|Fauch|Ferr|"
                             "Flor|Gaill|Garn|Gér|Gourd|Hamm|Jacqu|Kerv|Lamb|Lanv|Lav|Marq|Mass|"
                             "Maur|Mont|Mor|Nav|Oberl|Pell|Perr|Pont|Rav|Rib|Roch|Sauv|Schm|Tess|"
                             "Thév|Vall|Vass|Vern|Vign|Wend",
                             "|",
                             -1);
  self->ends = g_strsplit ("ier|ot|eau|et|ard|in|and|ille|oux|ay|erat|anson|enier|elin|aud|esson|"
                           "oneau|é|ielle|audin",
                           "|",
                           -1);
  self->ways = g_strsplit ("rue|rue|rue|rue|avenue|chemin|impasse|place|allée|route", "|", -1);
  self->streets
      = g_strsplit ("des Tilleuls|du Vignoble|de l'Église|des Acacias|du Moulin|des Prés|"
                    "de la Fontaine|du Lavoir|des Lilas|de la Gare|des Tonneliers|du Stade|"
                    "des Vergers|de la Forêt|du Pressoir|des Cerisiers|du Canal|"
                    "des Remparts|de l'Étang|des Noyers|du Château|des Hirondelles",
                    "|",
                    -1);
  self->near_cities
      = g_strsplit ("Strasbourg;67000;3|Colmar;68000;3|Mulhouse;68100;3|Haguenau;67500;3|"
                    "Sélestat;67600;3|Obernai;67210;3|Saverne;67700;3|Guebwiller;68500;3|"
                    "Molsheim;67120;3|Strasbourg;67200;3|Nancy;54000;3|Metz;57000;3",
                    "|",
                    -1);
  self->far_cities
      = g_strsplit ("Paris;75011;1|Paris;75015;1|Versailles;78000;1|Lyon;69003;4|"
                    "Marseille;13008;4|Toulouse;31000;5|Bordeaux;33000;5|Nantes;44000;2|"
                    "Rennes;35000;2|Lille;59000;3|Reims;51100;3|Dijon;21000;3|Tours;37000;2|"
                    "Montpellier;34000;4|Grenoble;38000;4|Annecy;74000;4|Nice;06000;4|"
                    "Brest;29200;2|Pau;64000;5|Limoges;87000;5|Besançon;25000;3",
                    "|",
                    -1);
  self->foreign_cities
      = g_strsplit ("Bruxelles;1000;Belgique|Liège;4000;Belgique|Namur;5000;Belgique|"
                    "Genève;1204;Suisse|Lausanne;1003;Suisse|Bâle;4051;Suisse|"
                    "Kehl;77694;Allemagne|Offenburg;77652;Allemagne|"
                    "Luxembourg;2540;Luxembourg",
                    "|",
                    -1);
  self->houses
      = g_strsplit ("Restaurant|Auberge|Brasserie|Hôtel|Bistrot|Winstub|Traiteur", "|", -1);
  self->house_names
      = g_strsplit ("du Vieux Pont|de la Cigogne Noire|des Deux Rives|du Tonneau Perdu|"
                    "de l'Horloge Bleue|au Cep Doré|des Quatre Vents|du Grand Tilleul|"
                    "de la Petite Écluse|au Raisin Sage|des Trois Lanternes|du Lièvre Gris|"
                    "de la Place aux Herbes",
                    "|",
                    -1);
  self->domains = g_strsplit ("example.com|example.org|example.net|courriel.example.com|"
                              "boite.example.org|poste.example.net",
                              "|",
                              -1);
  self->emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
words_clear (Words *self)
{
  char **lists[] = { self->firsts, self->starts,      self->ends,       self->streets,
                     self->ways,   self->near_cities, self->far_cities, self->foreign_cities,
                     self->houses, self->house_names, self->domains };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (lists[i]);
  g_hash_table_unref (self->emails);
}

static const char *
draw (SeededRandom *random, char **words)
{
  return words[seeded_random_below (random, g_strv_length (words))];
}

static void
name_person (SamplePerson *person, SeededRandom *random, Words *words)
{
  if (person->habit == SAMPLE_TRADE)
    {
      const char *house = draw (random, words->houses);

      person->last_name = g_strdup_printf ("%s %s", house, draw (random, words->house_names));
      person->first_name = g_strdup ("");
    }
  else
    {
      const char *start = draw (random, words->starts);

      person->last_name = g_strconcat (start, draw (random, words->ends), NULL);
      person->first_name = g_strdup (draw (random, words->firsts));
    }
}

static void
house_person (SamplePerson *person, SeededRandom *random, Words *words, char *zone)
{
  guint at = seeded_random_below (random, 100);
  char **cities = at < 55   ? words->near_cities
                  : at < 95 ? words->far_cities
                            : words->foreign_cities;
  g_auto (GStrv) parts = g_strsplit (draw (random, cities), ";", 3);
  /* One draw a statement: the order of arguments is the compiler's. */
  int number = seeded_random_between (random, 1, 90);
  gboolean is_bis = seeded_random_chance (random, 60);
  const char *way = draw (random, words->ways);

  person->city = g_strdup (parts[0]);
  person->postal_code = g_strdup (parts[1]);
  person->country = g_strdup (at < 95 ? "France" : parts[2]);
  person->address = g_strdup_printf ("%d%s %s %s",
                                     number,
                                     is_bis ? " bis" : "",
                                     way,
                                     draw (random, words->streets));
  *zone = at < 95 ? *parts[2] : '\0';
}

static char *
make_email (const SamplePerson *person, SeededRandom *random, Words *words)
{
  g_autofree char *plain_first = sample_strip_accents (person->first_name);
  g_autofree char *plain_last = sample_strip_accents (person->last_name);
  g_autofree char *first = g_ascii_strdown (plain_first, -1);
  g_autofree char *last = g_ascii_strdown (plain_last, -1);
  const char *domain = draw (random, words->domains);
  guint style = *first == '\0' ? 3 : seeded_random_below (random, 3);
  g_autofree char *local = NULL;
  char *email;

  g_strdelimit (last, " '", '-');
  if (style == 0)
    local = g_strdup_printf ("%s.%s", first, last);
  else if (style == 1)
    local = g_strdup_printf ("%c.%s", *first, last);
  else if (style == 2)
    local = g_strdup_printf ("%s.%s", last, first);
  else
    local = g_strdup_printf ("contact-%s", last);
  email = g_strdup_printf ("%s@%s", local, domain);
  for (guint number = 2; g_hash_table_contains (words->emails, email); number++)
    {
      g_free (email);
      email = g_strdup_printf ("%s%u@%s", local, number, domain);
    }
  g_hash_table_add (words->emails, g_strdup (email));
  return email;
}

/* A multiplier without a common divisor with 10,000 visits each of the numbers of a range once. */
static char *
make_phone (SeededRandom *random, Words *words, char zone)
{
  static const char *const ranges[] = { "", "019900", "026191", "035301", "046571", "053649" };

  if (zone == '\0' || seeded_random_chance (random, 600))
    return g_strdup_printf ("063998%04u", words->mobile_count++ * 7919 % 10000);
  return g_strdup_printf ("%s%04u",
                          ranges[zone - '0'],
                          words->fixed_counts[zone - '0']++ * 7919 % 10000);
}

static void
reach_person (SamplePerson *person, SeededRandom *random, Words *words, char zone)
{
  static const guint weights[] = { 58, 22, 13, 7 }; /* both, e-mail, phone, none */
  guint way = seeded_random_pick (random, weights, G_N_ELEMENTS (weights));
  gboolean has_email = way == 0 || way == 1;
  gboolean has_phone
      = (way == 0 || way == 2) && (zone != '\0' || seeded_random_chance (random, 300));

  person->email = has_email ? make_email (person, random, words) : g_strdup ("");
  person->phone = has_phone ? make_phone (random, words, zone) : g_strdup ("");
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  int x = *(const int *) a, y = *(const int *) b;

  return (x > y) - (x < y);
}

static GArray *
draw_joining_days (const Sample *self, SeededRandom *random)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < PERSON_COUNT; i++)
    {
      int day = seeded_random_chance (random, 480)
                    ? self->first_day - seeded_random_between (random, 1, 2200)
                    : seeded_random_between (random, self->first_day, self->last_day - 1);

      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

/* Some people are in the customer file twice, from a day on which a clerk did not find them. */
static void
repeat_some (Sample *self, SeededRandom *random)
{
  for (guint done = 0; done < DUPLICATE_COUNT;)
    {
      SamplePerson *person = sample_person (self, seeded_random_below (random, PERSON_COUNT));
      int low = MAX (person->joined_day, self->first_day) + 60;

      if (person->second_day != G_MAXINT || person->habit < SAMPLE_OCCASIONAL
          || person->habit == SAMPLE_TRADE || low > self->last_day - 200
          || (*person->email == '\0' && *person->phone == '\0'))
        continue;
      person->second_day = seeded_random_between (random, low, self->last_day - 100);
      done++;
    }
}

typedef struct
{
  int day;
  guint person;
  gboolean is_second;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->person > y->person) - (x->person < y->person);
}

static void
give_codes (Sample *self)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < self->people->len; i++)
    {
      const SamplePerson *person = sample_person (self, i);
      Entry first = { person->joined_day, i, FALSE }, second = { person->second_day, i, TRUE };

      g_array_append_val (entries, first);
      if (person->second_day != G_MAXINT)
        g_array_append_val (entries, second);
    }
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      SamplePerson *person = sample_person (self, entry->person);
      char *code = g_strdup_printf ("CL%05u", 10001 + i);

      if (entry->is_second)
        person->second_code = code;
      else
        person->code = code;
    }
}

/**
 * sample_add_people:
 * @self: a sample with products
 *
 * Makes the customers in the order in which they joined.
 */
void
sample_add_people (Sample *self)
{
  SeededRandom random;
  Words words = { 0 };
  g_autoptr (GArray) days = NULL;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_PEOPLE);
  words_init (&words);
  days = draw_joining_days (self, &random);
  for (guint i = 0; i < days->len; i++)
    {
      SamplePerson person = { .joined_day = g_array_index (days, int, i), .second_day = G_MAXINT };
      char zone;

      sample_give_habit (self, &person, &random);
      name_person (&person, &random, &words);
      house_person (&person, &random, &words, &zone);
      reach_person (&person, &random, &words, zone);
      sample_give_taste (self, &person, &random);
      g_array_append_val (self->people, person);
    }
  /* An address that people of different names share, as in an office: they are not one person. */
  for (guint i = 1; i <= SHARED_EMAIL_COUNT; i++)
    {
      const SamplePerson *other = sample_person (self, i * 301);
      SamplePerson *person = sample_person (self, i * 301 + 1);

      if (*other->email != '\0' && g_strcmp0 (other->last_name, person->last_name) != 0)
        {
          g_free (person->email);
          person->email = g_strdup (other->email);
        }
    }
  repeat_some (self, &random);
  give_codes (self);
  words_clear (&words);
}
