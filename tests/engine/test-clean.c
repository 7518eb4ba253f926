/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning: the newest value of each field, normal forms, who is one person and who is not, what
 * holds for all codes of a person, families and tiers, and labels that mean one product, several or
 * a former one. */
#include "clean/tv-customer-private.h"
#include "tv-test-import.h"
#include "tv-test-workspace.h"

/* "code>master:rule" of all customers that have another master, by code. */
#define LINKS                                                                                      \
  "SELECT coalesce (group_concat (code || '>' || master || ':' || rule, ' '), '') FROM (SELECT "   \
  "a.customer_code AS code, b.customer_code AS master, c.match_rule AS rule FROM customer AS c "   \
  "JOIN customer_ref AS a ON a.id = c.id JOIN customer_ref AS b ON b.id = c.master_id WHERE c.id " \
  "<> c.master_id ORDER BY c.id)"

static void
take (TvTestImport *import, const char *text)
{
  g_autoptr (TvImportResult) result = tv_test_import_take (import, text);

  g_assert_cmpint (result->rejected_count, ==, 0);
}

static void
test_newest (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,last_name,email,phone,city,is_optout\n"
        "C1,Dupont, Zoe@Example.ORG ,06 12 34 56 78,Lyon,1\n"
        "C2,Martin,not an address,12,Évian,\n");
  tv_test_import_expect (&import,
                         "SELECT last_name || email || phone || city || is_optout FROM customer",
                         "MartinÉvian0");
  take (&import,
        "customer_code,last_name,email,phone,city,is_optout\n"
        "C1,Dupond,unknown,,Dijon,\nC2,,m@example.org,,,0\n");
  tv_test_import_expect (&import,
                         "SELECT last_name || ' ' || email || ' ' || city || ' ' || is_optout FROM "
                         "customer WHERE id = 1",
                         "Dupond zoe@example.org Dijon 1");
  tv_test_import_expect (&import,
                         "SELECT search_text FROM customer WHERE id = 2",
                         "martin c2 m example org evian");
}

static const struct
{
  const char *rows; /* code,last,first,email,phone */
  const char *links;
} groups[] = {
  { "A,Dupont,Jean,d@x.org,\nB,DUPONT,Marie,D@X.ORG,\n", "B>A:EMAIL" },
  { "A,Dupont,Jean,d@x.org,\nB,Martin,Jean,d@x.org,\n", "" },
  { "A,Dupont,Jean,d@x.org,\nB,Martin,,d@x.org,\nC,Martin,,d@x.org,\n", "C>B:EMAIL" },
  { "A,Dupont,,,+33612345670\nB,Dupont,,,0612345670\n", "B>A:PHONE" },
  { "A,Dupont,Jean,,+33612345670\nB,Dupont,Marie,,+33612345670\n", "" },
  { "A,Dupont,Jean,,+33612345670\nB,,,,+33612345670\n", "B>A:PHONE" },
  { "A,,,d@x.org,\nB,Dupont,Jean,d@x.org,\n", "B>A:EMAIL" },
  { "A,,,d@x.org,\nB,,,d@x.org,\nC,,,d@x.org,\n", "B>A:EMAIL C>A:EMAIL" },
  /* Whoever has no name could be either of two people: neither, and the two stay apart. */
  { "A,,,d@x.org,\nB,Dupont,,d@x.org,\nC,Martin,,d@x.org,\n", "" },
  { "A,Dupont,Jean,,+33612345670\nB,Dupont,,,+33612345670\nC,Dupont,Marie,,+33612345670\n", "" },
  /* Nor through a third code, by e-mail here and by phone there. */
  { "A,Dupont,Jean,d@x.org,\nB,,,d@x.org,+33612345670\nC,Martin,Paul,,+33612345670\n",
    "B>A:EMAIL" },
  /* Through a chain to the smallest of all. */
  { "A,Dupont,Jean,,+33612345670\nB,Dupont,Jean,d@x.org,\nC,Dupont,Jean,d@x.org,+33612345670\n",
    "B>A:PHONE C>A:EMAIL" },
  { "A,Dupont,,,\nB,Dupont,,,\n", "" },
  /* One column for the whole name, or two, in either order. */
  { "A,Dupont,Jean,d@x.org,\nB,Jean DUPONT,,d@x.org,\n", "B>A:EMAIL" },
  { "A,Dupont Jean,,d@x.org,\nB,Dupont,Jean,d@x.org,\n", "B>A:EMAIL" },
  { "A,Jean Dupont,,d@x.org,\nB,Dupont Jean,,d@x.org,\n", "B>A:EMAIL" },
  { "A,Jean Dupont,,d@x.org,\nB,Dupont,Marie,d@x.org,\nC,Dupont,Jean,d@x.org,\n",
    "B>A:EMAIL C>A:EMAIL" },
  { "A,Jean Dupont,,d@x.org,\nB,Dupont,Marie,d@x.org,\n", "" },
  { "A,Jean Dupont,,,+33612345670\nB,Dupont,Jean,,+33612345670\n", "" },
  /* Who has no name is no third one. */
  { "A,,,d@x.org,\nB,Dupont,Jean,d@x.org,\nC,Jean Dupont,,d@x.org,\n", "B>A:EMAIL C>A:EMAIL" },
};

static void
test_duplicates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autofree char *text
          = g_strconcat ("customer_code,last_name,first_name,email,phone\n", groups[i].rows, NULL);

      tv_test_import_init (&import);
      take (&import, text);
      g_test_message ("%s", groups[i].rows);
      tv_test_import_expect (&import, LINKS, groups[i].links);
    }
}

/* What one column holds is told as last and first name where another code tells them; a first name
 * of somebody else is none of it. */
static void
test_whole_names (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,last_name,first_name,email\n"
        "A,Jean Dupont,,d@x.org\nB,Dupont,Marie,d@x.org\nC,Dupont,Jean,d@x.org\n"
        "D,Le Goff,,g@x.org\nE,Le Goff,Anne,g@x.org\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (last_name || '/' || first_name || '/' || "
                         "search_text) FROM customer WHERE id = master_id",
                         "Dupont/Jean/dupont jean a d x org,Le Goff/Anne/le goff anne d g x org");
}

/* So it is where the same code is in two files, the newer of which has one column for the name. */
static void
test_whole_names_of_code (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,last_name,first_name\nA,Dupont,Jean\nB,Le Goff,Anne\nC,Petit,Luc\n"
        "D,Roux,Ada\n");
  take (&import, "customer_code,last_name\nA,Jean DUPONT\nB,Yann Le Goff\nC,Petit\nD,Martin\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (last_name || '/' || first_name) FROM customer",
                         "Dupont/Jean,Yann Le Goff/,Petit/Luc,Martin/Ada");
}

static void
add_customer (Customers *customers, guint number, GRand *rand)
{
  static const char *const names[] = { "", "dupont", "martin", "petit" };
  Customer *customer = tv_customers_add (customers, number + 1);
  g_autofree char *code = g_strdup_printf ("C%u", number);
  g_autofree char *phone = g_strdup_printf ("+336%08d", g_rand_int_range (rand, 0, 4000));
  Texts texts = { { code } };
  g_autoptr (GError) error = NULL;

  texts.texts[FIELD_PHONE] = phone;
  texts.texts[FIELD_LAST_FOLD] = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
  texts.texts[FIELD_FIRST_FOLD] = names[g_rand_int_range (rand, 0, 2)];
  /* One hash for many phones: it proves nothing. */
  customer->phone_hash
      = (guint64) (atoi (phone + 8) % 1000 + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  g_assert_true (tv_customers_write (customers, customer, &texts, &error));
  g_assert_no_error (error);
}

static Customers *
draw_customers (guint count)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240229);
  Customers *customers = tv_customers_new ();

  for (guint i = 0; i < count; i++)
    add_customer (customers, i, rand);
  return customers;
}

/* Whether all are compared at once or a few of them at a time, the groups are the same: each master
 * has the same phone and is called the same, or somebody has no name. */
static void
test_shares (void)
{
  enum
  {
    COUNT = 8000
  };
  g_autoptr (Customers) whole = draw_customers (COUNT);
  g_autoptr (Customers) shares = draw_customers (COUNT);
  guint linked_count = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (tv_duplicates_link (whole, FIELD_PHONE, RULE_PHONE, COUNT, NULL, &error));
  g_assert_true (tv_duplicates_link (shares, FIELD_PHONE, RULE_PHONE, 100, NULL, &error));
  for (guint i = 0; i < COUNT; i++)
    {
      guint32 master = tv_duplicates_find_master (whole, i);
      Texts mine, others;

      g_assert_cmpuint (tv_duplicates_find_master (shares, i), ==, master);
      g_assert_cmpuint (tv_customers_get (shares, i)->rule, ==, tv_customers_get (whole, i)->rule);
      tv_customers_read (whole, tv_customers_get (whole, i), &mine);
      tv_customers_read (whole, tv_customers_get (whole, master), &others);
      g_assert_cmpstr (mine.texts[FIELD_PHONE], ==, others.texts[FIELD_PHONE]);
      linked_count += master != i;
    }
  g_assert_cmpuint (linked_count, >, COUNT / 4);
}

/* Texts that lie in a file are what was written, also where a master was completed. */
static void
test_many_texts (void)
{
  enum
  {
    COUNT = 120000
  };
  g_autoptr (Customers) customers = draw_customers (COUNT);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < COUNT; i += 2)
    g_assert_true (tv_customers_complete (customers, i - 1, i, &error));
  for (guint i = 0; i < COUNT; i++)
    {
      g_autofree char *code = g_strdup_printf ("C%u", i);
      Texts mine, other;
      guint32 index;

      g_assert_true (tv_customers_find (customers, i + 1, &index));
      g_assert_cmpuint (index, ==, i);
      tv_customers_read (customers, tv_customers_get (customers, i), &mine);
      g_assert_cmpstr (mine.texts[FIELD_CODE], ==, code);
      g_assert_null (mine.texts[FIELD_CITY]);
      tv_customers_read (customers, tv_customers_get (customers, i | 1), &other);
      g_assert_true (*mine.texts[FIELD_LAST_FOLD] != '\0' || *other.texts[FIELD_LAST_FOLD] == '\0');
    }
}

/* The master takes what it lacks; an objection holds for every code, from a file or a contact. */
static void
test_masters (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,last_name,first_name,email,phone,city,is_optout,is_bounced\n"
        "A,,,d@x.org,,,0,\nB,Dupont,,d@x.org,,Lyon,,1\nC,Dupont,Zoé,d@x.org,+33612345670,Dijon,,\n"
        "D,Martin,,m@x.org,,,,\n");
  tv_test_import_expect (&import,
                         "SELECT last_name || first_name || email || phone || city || '/' || "
                         "search_text FROM customer WHERE id = 1",
                         "DupontZoéd@x.org+33612345670Lyon/dupont zoe a d x org lyon");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (is_optout || is_bounced) FROM (SELECT * FROM customer "
      "ORDER BY id)",
      "01,01,01,00");
  take (&import, "customer_code,contact_date,channel,status\nC,2024-01-02,EMAIL,OPTOUT\n");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (is_optout || is_bounced) FROM (SELECT * FROM customer "
      "ORDER BY id)",
      "11,11,11,00");
}

/* Where no source of customers has changed, no customer is written; otherwise those that change. */
static void
test_unchanged (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import, "customer_code,last_name\nC1,Dupont\nC2,Martin\n");
  g_free (tv_test_sqlite (import.path, "UPDATE customer SET city = 'kept' WHERE id = 1"));
  take (&import, "product_key,product_label\nP1,Alpha\n");
  tv_test_import_expect (&import, "SELECT city FROM customer WHERE id = 1", "kept");
  take (&import, "customer_code,last_name\nC2,Martin\n");
  tv_test_import_expect (&import, "SELECT city FROM customer WHERE id = 1", "");
}

static void
test_products (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (
      &import,
      "product_key,product_label,family,price,cost,margin,price_band,premium_tier,is_active,stock\n"
      "P1,Alpha,Rouge,10,4,,Premium,,,\n"
      "P2,Beta,Rouge,10,4,5,Luxe,1,0,12\n"
      "P3,Port,Frais de port,5,,,yellow,,,\n"
      "P4,Delta,,,,,entrée de gamme,,1,0\n");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (coalesce (margin_cents, '-') || '/' || coalesce (premium_tier, '-') || "
      "'/' || is_active || '/' || coalesce (stock, '-'), ' ') FROM (SELECT * FROM product ORDER BY "
      "id)",
      "600/2/1/- 500/1/0/12 -/-/1/- -/0/1/0");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (name || is_service) FROM (SELECT * FROM family ORDER BY id)",
      "Rouge0,Frais de port1,0");
}

#define ALIASES                                                                                    \
  "SELECT group_concat (text || '=' || coalesce (product_key || ' ' || rule, '-'), ', ') FROM "    \
  "(SELECT r.text, p.product_key, a.rule FROM product_ref AS r LEFT JOIN product_alias AS a ON "   \
  "a.product_ref_id = r.id LEFT JOIN product AS p ON p.id = a.product_id WHERE r.is_key = 0 "      \
  "ORDER "                                                                                         \
  "BY r.id)"

static void
test_labels (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
        "C1,2024-01-02,F1,Château Ägir,1,1\nC1,2024-01-02,F1,CHATEAU AGIR,1,1\n"
        "C1,2024-01-02,F1,Twin,1,1\nC1,2024-01-02,F1,twin!,1,1\nC1,2024-01-02,F1,TWIN,1,1\n"
        "C1,2024-01-02,F1,***,1,1\nC1,2024-01-02,F1,Same,1,1\n");
  take (
      &import,
      "product_key,product_label\nP1,Château Ägir\nP2,Twin\nP3,twin!\nP4,!!!\nP5,Same\nP6,Same\n");
  tv_test_import_expect (&import,
                         ALIASES,
                         "Château Ägir=P1 LABEL, CHATEAU AGIR=P1 FOLDED, Twin=P2 LABEL, twin!=P3 "
                         "LABEL, TWIN=-, ***=-, Same=-");
  /* Products are called otherwise now; what was sold under their former labels stays theirs, unless
   * another has taken the label over. */
  take (&import, "product_key,product_label\nP1,Agir Réserve\nP3,Solo\nP6,Château Ägir\n");
  tv_test_import_expect (&import,
                         ALIASES,
                         "Château Ägir=P6 LABEL, CHATEAU AGIR=P6 FOLDED, Twin=P2 LABEL, twin!=P3 "
                         "LABEL, TWIN=P2 FOLDED, ***=-, Same=P5 LABEL");
}

/* Two former labels of one product that look alike are no doubt. */
static void
test_former_labels (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
        "C1,2024-01-02,F1,alpha!,1,1\n");
  take (&import, "product_key,product_label\nP1,Alpha\n");
  take (&import, "product_key,product_label\nP1,ALPHA\n");
  take (&import, "product_key,product_label\nP1,Beta\n");
  tv_test_import_expect (&import, ALIASES, "alpha!=P1 FOLDED");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clean/newest", test_newest);
  g_test_add_func ("/clean/whole-names", test_whole_names);
  g_test_add_func ("/clean/whole-names-of-code", test_whole_names_of_code);
  g_test_add_func ("/clean/duplicates", test_duplicates);
  g_test_add_func ("/clean/shares", test_shares);
  g_test_add_func ("/clean/many-texts", test_many_texts);
  g_test_add_func ("/clean/masters", test_masters);
  g_test_add_func ("/clean/unchanged", test_unchanged);
  g_test_add_func ("/clean/products", test_products);
  g_test_add_func ("/clean/labels", test_labels);
  g_test_add_func ("/clean/former-labels", test_former_labels);
  return g_test_run ();
}
