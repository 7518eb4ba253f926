/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fictional wine merchant of the sample data: products, people, documents, campaigns, and the
 * dirt that real exports have. Each part draws from random streams of its own and fills the arrays
 * of Sample; the parts that write take them from there. */
#pragma once

#include "csv-out.h"
#include "seeded-random.h"

typedef enum
{
  SAMPLE_RIESLING,
  SAMPLE_PINOT_NOIR,
  SAMPLE_GEWURZTRAMINER,
  SAMPLE_PINOT_GRIS,
  SAMPLE_CREMANT,
  SAMPLE_CHAMPAGNE,
  SAMPLE_BORDEAUX,
  SAMPLE_BOURGOGNE,
  SAMPLE_RHONE,
  SAMPLE_LOIRE,
  SAMPLE_LANGUEDOC,
  SAMPLE_ROSE,
  SAMPLE_SPIRITS,
  SAMPLE_BEERS,
  SAMPLE_DELICATESSEN,
  SAMPLE_ACCESSORIES,
  SAMPLE_GIFT_BOXES,
  SAMPLE_SERVICE,
  SAMPLE_N_FAMILIES
} SampleFamilyId;

#define SAMPLE_N_AROMAS 7
#define SAMPLE_NONE G_MAXUINT

typedef struct
{
  const char *name;
  const char *prefix;      /* of the product keys */
  guint product_count;     /* how many the merchant keeps or kept */
  guint share;             /* weight in what people buy who have no taste of their own */
  guint month_percent[12]; /* how much of it is bought in a month against an average one */
  const char *aromas;      /* digits 1-5, one for each axis; "" where there are none */
  guint vintage;           /* the youngest one; 0 = has none */
  guint release_month;     /* of a vintage */
  guint release_years;     /* from the harvest to the release */
  const char *brands;      /* separated by bars */
  gboolean is_branded;     /* the brand is part of the label */
} SampleFamily;

typedef struct
{
  SampleFamilyId family;
  const char *sub_family;
  const char *stem; /* what the label begins with */
  const char *grape;
  const char *sweetness;
  gint64 price_cents;
  guint tier;
  const char *seasons;
} SampleRange;

typedef struct
{
  char *key;
  char *label;
  char *brand;
  const SampleRange *range;
  guint vintage;
  gint64 price_cents;
  gint64 cost_cents; /* 0 = nobody noted it */
  int first_day;
  int last_day;     /* the last day on which it was sold */
  guint successor;  /* the next vintage, or SAMPLE_NONE */
  guint companion;  /* what is often bought with it, or SAMPLE_NONE */
  guint popularity; /* weight within the family */
  int stock;        /* -1 = not known */
} SampleProduct;

typedef enum
{
  SAMPLE_NEVER,
  SAMPLE_ONCE,
  SAMPLE_OCCASIONAL,
  SAMPLE_REGULAR,
  SAMPLE_ENTHUSIAST,
  SAMPLE_GIFT_GIVER,
  SAMPLE_SUMMER_GUEST,
  SAMPLE_TRADE,
  SAMPLE_N_HABITS
} SampleHabit;

#define SAMPLE_MAX_FAVOURITES 4

typedef struct
{
  guint product;
  int interval_days;
  int last_day;
  int quantity;
} SampleFavourite;

typedef struct
{
  char *code;
  char *second_code; /* of the row that repeats this person, or NULL */
  int second_day;    /* from when on the second code is used */
  char *last_name;
  char *first_name;
  char *email;
  char *phone; /* ten digits, or "" */
  char *address;
  char *postal_code;
  char *city;
  char *country;
  SampleHabit habit;
  int joined_day;
  int lapsed_day;
  int interval_days;
  guint tier;
  guint taste[SAMPLE_N_FAMILIES];
  SampleFavourite favourites[SAMPLE_MAX_FAVOURITES];
  guint favourite_count;
  gboolean is_delivered; /* pays for carriage on small orders */
  int optout_day;        /* G_MAXINT = never */
  int bounce_day;
} SamplePerson;

typedef struct
{
  guint product;
  int quantity;
  gint64 unit_cents; /* after the rebate, without tax */
} SampleLine;

typedef struct
{
  int day;
  guint person;
  guint sequence; /* order of making: keeps the sort stable */
  guint first_line;
  guint line_count;
  gboolean is_return;
} SampleDocument;

typedef struct
{
  guint64 seed;
  int first_day;
  int last_day;
  GArray *products;
  GArray *people;
  GArray *lines;
  GArray *documents;
} Sample;

extern const SampleFamily sample_families[SAMPLE_N_FAMILIES];
extern const SampleRange sample_ranges[];
extern const guint sample_range_count;

#define sample_product(sample, index) (&g_array_index ((sample)->products, SampleProduct, (index)))
#define sample_person(sample, index) (&g_array_index ((sample)->people, SamplePerson, (index)))
#define sample_document(sample, index)                                                             \
  (&g_array_index ((sample)->documents, SampleDocument, (index)))

/* Random streams: one number for each use, so that they never meet. */
enum
{
  SAMPLE_STREAM_PRODUCTS = 1,
  SAMPLE_STREAM_PEOPLE,
  SAMPLE_STREAM_CUSTOMERS_FILE,
  SAMPLE_STREAM_SALES_FILE,
  SAMPLE_STREAM_CONTACTS,
  SAMPLE_STREAM_PERSON = 1000
};

Sample *sample_new (guint64 seed);
void sample_free (Sample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

void sample_add_products (Sample *self);
void sample_add_people (Sample *self);
void sample_give_habit (const Sample *self, SamplePerson *person, SeededRandom *random);
void sample_give_taste (const Sample *self, SamplePerson *person, SeededRandom *random);
void sample_add_documents (Sample *self);

/* Each file is written to an open CsvOut. */
void sample_write_products (const Sample *self, CsvOut *out);
void sample_write_customers (const Sample *self, CsvOut *out);
void sample_write_sales (const Sample *self, CsvOut *out);
void sample_write_contacts (const Sample *self, CsvOut *out);

/* Basket. */
guint sample_choose_product (const Sample *self,
                             const SamplePerson *person,
                             SeededRandom *random,
                             int day);
int sample_choose_quantity (const SamplePerson *person,
                            SeededRandom *random,
                            const SampleProduct *product);
guint sample_product_on_sale (const Sample *self, guint product, int day);
guint sample_service_product (const Sample *self);

/* Text and its dirt; all give new strings. */
char *sample_strip_accents (const char *text);
char *sample_to_upper (const char *text);
char *sample_spoil_label (SeededRandom *random, const char *label);
char *sample_spoil_spaces (SeededRandom *random, const char *text);
char *sample_write_phone (SeededRandom *random, const char *digits);
