/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who may be one person: who is suspected, what a merge gives, that it is taken back to
 * the very same state, that who is kept apart stays apart, and that files that come and go later
 * change nothing about what a person said. */
#include "base/tv-likeness.h"
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define CUSTOMERS                                                                                  \
  "customer_code,last_name,first_name,email,phone,address,postal_code,city,is_optout\n"
#define SALES "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"

/* "code>master:rule" of all who have another master. */
#define LINKS                                                                                      \
  "SELECT coalesce (group_concat (code || '>' || master || ':' || coalesce (rule, 'BY HAND'), "    \
  "' '), '') FROM (SELECT a.customer_code AS code, b.customer_code AS master, c.match_rule AS "    \
  "rule FROM customer AS c JOIN customer_ref AS a ON a.id = c.id JOIN customer_ref AS b ON b.id "  \
  "= c.master_id WHERE c.id <> c.master_id ORDER BY c.id)"

/* All that is derived from the sources. */
#define ALL                                                                                        \
  "SELECT (SELECT group_concat (id || master_id || coalesce (match_rule, '-') || last_name || "    \
  "first_name || email || phone || address || city || is_optout || search_text) FROM (SELECT * "   \
  "FROM customer ORDER BY id)) || '/' || (SELECT group_concat (customer_id || ':' || spent_cents " \
  "|| ':' || order_count || ':' || line_count || ':' || segment) FROM (SELECT * FROM profile "     \
  "ORDER BY customer_id))"

static void
expect (TvTestShop *shop, const char *sql, const char *expected)
{
  g_autofree char *found = tv_test_sqlite (shop->path, sql);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
find_id (TvTestShop *shop, const char *code)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM customer_ref WHERE customer_code = '%s'", code);
  g_autofree char *id = tv_test_sqlite (shop->path, sql);

  return g_ascii_strtoll (id, NULL, 10);
}

static void
init_shop (TvTestShop *shop)
{
  tv_test_shop_init (shop);
  tv_test_shop_take (
      shop,
      "customers.csv",
      CUSTOMERS "A,Dupont,Jean,jean@x.org,,1 rue Haute,69001,Lyon,\n"
                "B,DUPONT,Jean,j.dupont@y.org,+33612345670,1 rue Haute,69001,Lyon,1\n"
                "C,Dupond,Jean,,,,69001,Villeurbanne,\n"
                "D,Dupont,Marie,,,1 rue Haute,69001,Lyon,\nE,Martin,Zoé,z@x.org,,,75011,Paris,\n"
                "F,Martin,Zoé,z@x.org,,,75011,Paris,\n");
  tv_test_shop_take (shop,
                     "products.csv",
                     "product_key,product_label,family,price\nP1,Red,Wine,10.00\n"
                     "P2,White,Wine,10.00\n");
  tv_test_shop_take (shop,
                     "sales.csv",
                     SALES "A,2024-01-02,F1,Red,1,10.00\nA,2024-01-02,F1,White,2,20.00\n"
                           "B,2024-02-03,F2,Red,1,40.00\nC,2024-03-04,F3,Red,1,5.00\n");
}

static GPtrArray *
list_doubles (TvTestShop *shop)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = tv_engine_list_doubles (shop->engine, 0, NULL, &error);

  g_assert_no_error (error);
  return groups;
}

static gint64
count_suspects (TvTestShop *shop)
{
  g_autoptr (GError) error = NULL;
  g_autofree TvCheckReport *report = tv_engine_check_data (shop->engine, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->figures[TV_CHECK_SAME_PERSON].bad_count,
                   ==,
                   report->headline.duplicate_count);
  return report->headline.duplicate_count;
}

static gint64
merge (TvTestShop *shop, const char *first, const char *second, TvCustomerField field, int whose)
{
  TvCustomerLink link
      = { .customers = { find_id (shop, first), find_id (shop, second) }, .customer_count = 2 };
  g_autoptr (GError) error = NULL;
  gint64 seq;

  link.choices[field] = link.customers[whose];
  seq = tv_engine_merge_customers (shop->engine, &link, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seq, >, 0);
  return seq;
}

static gint64
keep_apart (TvTestShop *shop, const char *first, const char *second)
{
  gint64 ids[] = { find_id (shop, first), find_id (shop, second) };
  g_autoptr (GError) error = NULL;
  gint64 seq = tv_engine_keep_apart (shop->engine, ids, 2, NULL, &error);

  g_assert_no_error (error);
  return seq;
}

static gint64
undo (TvTestShop *shop, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  gint64 undone = tv_engine_undo_link (shop->engine, seq, NULL, &error);

  g_assert_no_error (error);
  return undone;
}

/* Whose row a value of customer A comes from. */
static void
expect_traced (TvTestShop *shop, const char *column, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTrace) trace = tv_engine_trace (shop->engine, "customer", "A", column, NULL, &error);
  const TvTraceRow *row;

  g_assert_no_error (error);
  row = g_ptr_array_index (trace->rows, 0);
  g_assert_true (row->is_used);
  g_assert_cmpstr (row->code, ==, code);
}

/* Jean in three spellings; neither Marie of the same address, nor whom the e-mail linked by itself.
 */
static void
test_suspects (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) sides = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const TvCustomerDouble *group;
  const TvCustomerSide *side;

  init_shop (&shop);
  expect (&shop, LINKS, "F>E:EMAIL");
  groups = list_doubles (&shop);
  g_assert_cmpint (groups->len, ==, 1);
  group = g_ptr_array_index (groups, 0);
  g_assert_cmpint (group->customer_count, ==, 3);
  g_assert_cmpint (group->customers[0], ==, find_id (&shop, "A"));
  g_assert_cmpint (group->customers[2], ==, find_id (&shop, "C"));
  words = tv_customer_double_to_sentence (group);
  g_assert_cmpstr (words,
                   ==,
                   "Same: last name, first name, address, postal code · Different: e-mail");
  g_assert_cmpint (tv_customer_double_get_grade (group), ==, TV_DOUBLE_VERY_LIKELY);
  g_assert_cmpint (count_suspects (&shop), ==, 2);

  sides = tv_engine_get_sides (shop.engine, group->customers, group->customer_count, &error);
  g_assert_no_error (error);
  side = g_ptr_array_index (sides, 0);
  g_assert_cmpstr (side->customer_code, ==, "A");
  g_assert_cmpstr (side->values[TV_CUSTOMER_EMAIL], ==, "jean@x.org");
  g_assert_cmpint (side->order_count, ==, 1);
  g_assert_cmpint (side->line_count, ==, 2);
  g_assert_cmpint (side->spent_cents, ==, 3000);
}

/* Values that were chosen, those that the master lacks, an objection, orders of both. */
static void
test_merge (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  gint64 seq, undone;

  init_shop (&shop);
  before = tv_test_sqlite (shop.path, ALL);
  seq = merge (&shop, "A", "B", TV_CUSTOMER_EMAIL, 1);
  expect (&shop, LINKS, "B>A:BY HAND F>E:EMAIL");
  expect (
      &shop,
      "SELECT last_name || ' ' || email || ' ' || phone || ' ' || is_optout FROM customer WHERE "
      "id = 1",
      "Dupont j.dupont@y.org +33612345670 1");
  expect (&shop,
          "SELECT order_count || ' ' || line_count || ' ' || spent_cents FROM profile WHERE "
          "customer_id = 1",
          "2 3 7000");
  g_assert_cmpint (count_suspects (&shop), ==, 1);
  expect_traced (&shop, "email", "B");
  expect_traced (&shop, "last_name", "A");
  after = tv_test_sqlite (shop.path, ALL);

  undone = undo (&shop, seq);
  expect (&shop, ALL, before);
  g_assert_cmpint (count_suspects (&shop), ==, 2);
  undo (&shop, undone);
  again = tv_test_sqlite (shop.path, ALL);
  g_assert_cmpstr (again, ==, after);
}

/* The one that is named first stays, whichever came first. */
static void
test_master (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  TvCustomerLink link = { .customer_count = 2 };

  init_shop (&shop);
  merge (&shop, "B", "A", TV_CUSTOMER_EMAIL, 0);
  expect (&shop, LINKS, "A>B:BY HAND F>E:EMAIL");
  expect (&shop, "SELECT last_name || email FROM customer WHERE id = 2", "DUPONTj.dupont@y.org");
  expect (&shop, "SELECT spent_cents FROM profile WHERE customer_id = 2", "7000");
  /* Whoever was merged is no master any more. */
  link.customers[0] = find_id (&shop, "A");
  link.customers[1] = find_id (&shop, "C");
  g_assert_cmpint (tv_engine_merge_customers (shop.engine, &link, NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, " was merged with "));
  g_assert_nonnull (strstr (error->message, "(A)"));
  g_assert_nonnull (strstr (error->message, "(B)"));
  g_clear_error (&error);
  link.customers[0] = link.customers[1];
  g_assert_cmpint (tv_engine_merge_customers (shop.engine, &link, NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  /* A merge of those who are merged: the codes of both come along. */
  merge (&shop, "C", "B", TV_CUSTOMER_LAST_NAME, 1);
  expect (&shop, LINKS, "A>C:BY HAND B>C:BY HAND F>E:EMAIL");
  expect (&shop, "SELECT last_name || city FROM customer WHERE id = 3", "DUPONTVilleurbanne");
}

/* Different people, whatever their e-mail says; until they are merged after all. */
static void
test_apart (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 seq;

  init_shop (&shop);
  keep_apart (&shop, "A", "B");
  keep_apart (&shop, "A", "C");
  g_assert_cmpint (count_suspects (&shop), ==, 1);
  seq = keep_apart (&shop, "B", "C");
  g_assert_cmpint (count_suspects (&shop), ==, 0);
  undo (&shop, seq);
  g_assert_cmpint (count_suspects (&shop), ==, 1);

  seq = tv_engine_separate (shop.engine, "F", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seq, >, 0);
  expect (&shop, LINKS, "");
  /* A third one with the same e-mail joins one of them only. */
  tv_test_shop_take (&shop, "more.csv", CUSTOMERS "G,Martin,Zoé,z@x.org,,,75011,Paris,\n");
  expect (&shop, LINKS, "G>E:EMAIL");
  g_assert_cmpint (tv_engine_separate (shop.engine, "F", NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  merge (&shop, "E", "F", TV_CUSTOMER_CITY, 0);
  expect (&shop, LINKS, "F>E:EMAIL G>E:EMAIL");
  g_clear_error (&error);
  g_assert_cmpint (tv_engine_separate (shop.engine, "F", NULL, &error), >, 0);
  g_assert_no_error (error);
  expect (&shop, LINKS, "G>E:EMAIL");
}

/* One of three leaves; the other two stay together. */
static void
test_separate (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  TvCustomerLink link = { .customer_count = 3 };
  gint64 seq;

  init_shop (&shop);
  for (int i = 0; i < 3; i++)
    link.customers[i] = find_id (&shop, ((const char *const[]){ "A", "B", "C" })[i]);
  link.choices[TV_CUSTOMER_CITY] = link.customers[2];
  g_assert_cmpint (tv_engine_merge_customers (shop.engine, &link, NULL, &error), >, 0);
  expect (&shop, LINKS, "B>A:BY HAND C>A:BY HAND F>E:EMAIL");
  expect (&shop, "SELECT city FROM customer WHERE id = 1", "Villeurbanne");
  seq = tv_engine_separate (shop.engine, "C", NULL, &error);
  g_assert_no_error (error);
  expect (&shop, LINKS, "B>A:BY HAND F>E:EMAIL");
  expect (&shop, "SELECT city FROM customer WHERE id = 1", "Lyon");
  g_assert_cmpint (count_suspects (&shop), ==, 0);
  undo (&shop, seq);
  expect (&shop, LINKS, "B>A:BY HAND C>A:BY HAND F>E:EMAIL");
  expect (&shop, "SELECT city FROM customer WHERE id = 1", "Villeurbanne");
}

/* A merge outlives what it was about, and the program. */
static void
test_files_come_and_go (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL, redone = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch_id;
  const TvCustomerLink *link;

  init_shop (&shop);
  batch_id = tv_test_shop_take (&shop, "more.csv", CUSTOMERS "H,Dupont,Jeanne,,,,69001,Lyon,\n");
  merge (&shop, "A", "H", TV_CUSTOMER_FIRST_NAME, 1);
  expect (&shop, LINKS, "F>E:EMAIL H>A:BY HAND");
  undone = tv_engine_undo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  expect (&shop, LINKS, "F>E:EMAIL");
  expect (&shop, "SELECT first_name FROM customer WHERE id = 1", "Jean");
  g_clear_object (&shop.engine);
  shop.engine = tv_engine_open (shop.path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  redone = tv_engine_redo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  expect (&shop, LINKS, "F>E:EMAIL H>A:BY HAND");
  expect (&shop, "SELECT first_name FROM customer WHERE id = 1", "Jeanne");

  links = tv_engine_list_links (shop.engine, &error);
  g_assert_no_error (error);
  g_assert_cmpint (links->len, ==, 1);
  link = g_ptr_array_index (links, 0);
  g_assert_cmpint (link->kind, ==, TV_LINK_MERGE);
  g_assert_false (link->is_undone);
  g_assert_cmpint (link->choices[TV_CUSTOMER_FIRST_NAME], ==, find_id (&shop, "H"));
}

static const struct
{
  const char *a[TV_N_LIKENESS], *b[TV_N_LIKENESS];
  gboolean is_suspect;
} persons[] = {
  { { "dupont", "jean", "", "", "", "69001" }, { "dupont", "jean", "", "", "", "69001" }, TRUE },
  { { "dupont", "jean", "a@x.org", "", "", "69001" },
    { "dupont", "jean", "b@y.org", "", "", "69001" },
    TRUE },
  { { "dupont", "jean", "", "", "", "69001" }, { "dupont", "marie", "", "", "", "69001" }, FALSE },
  { { "dupont", "jean", "", "", "", "69001" }, { "dupont", "jean", "", "", "", "75011" }, FALSE },
  { { "dupont", "jean", "", "", "", "69001" }, { "jean", "dupont", "", "", "", "69001" }, FALSE },
  { { "dupont", "jean", "", "", "1 rue haute", "69001" },
    { "jean", "dupont", "", "", "1 rue haute", "69001" },
    TRUE },
  { { "le goff", "anne marie", "", "", "", "29000" },
    { "legoff", "anne", "", "", "", "29000" },
    TRUE },
  { { "martin", "zoe", "zoe.martin@gmail.com", "", "", "75011" },
    { "marten", "zoe", "zoe.martin@gmail.fr", "", "", "75011" },
    TRUE },
  { { "martin", "zoe", "zoe@x.org", "", "", "" },
    { "durand", "paul", "zoe@x.org", "", "", "" },
    FALSE },
  { { "hall", "kate", "kate.hall95@x.org", "", "", "" },
    { "hall", "kate", "kate.hall96@x.org", "", "", "" },
    FALSE },
  { { "hall", "kate", "katharina95@x.org", "", "", "" },
    { "hall", "kate", "katherina95@x.org", "", "", "" },
    TRUE },
  { { "cave du lac", "", "", "", "3 quai sud", "74000" },
    { "caves du lac", "", "", "", "3 quai sud", "74000" },
    TRUE },
  { { "li", "bo", "", "", "", "75013" }, { "lu", "bo", "", "", "", "75013" }, FALSE },
};

static void
test_likeness (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    {
      TvPerson pair[2] = { { .id = 1 }, { .id = 2 } };
      g_autoptr (GArray) found = NULL;
      guint8 there[TV_N_LIKENESS], back[TV_N_LIKENESS];

      for (int j = 0; j < TV_N_LIKENESS; j++)
        {
          pair[0].text[j] = persons[i].a[j];
          pair[1].text[j] = persons[i].b[j];
        }
      g_test_message ("%s %s", persons[i].a[0], persons[i].b[0]);
      found = tv_likeness_find_pairs (pair, 2, NULL, NULL);
      g_assert_cmpint (found->len, ==, persons[i].is_suspect);
      g_assert_cmpint (tv_likeness_compare (&pair[0], &pair[1], there),
                       ==,
                       tv_likeness_compare (&pair[1], &pair[0], back));
      g_assert_cmpmem (there, sizeof there, back, sizeof back);
    }
}

/* What the ledger bears is read as it was written; what was written by others says nothing. */
static void
test_json (void)
{
  static const char *const bad[] = {
    "", "{}", "[1,2]", "{\"customers\":[1]}", "{\"customers\":[[1],[2]]}", "[[[[[[[[[1]]]]]]]]]"
  };
  TvCustomerLink link
      = { .kind = TV_LINK_MERGE, .customers = { 7, 3 }, .customer_count = 2, .choices = { 0, 3 } };
  TvCustomerLink read = { .kind = TV_LINK_MERGE };
  g_autofree char *json = tv_customer_link_to_json (&link);

  g_assert_cmpstr (json, ==, "{\"customers\":[7,3],\"fields\":{\"first_name\":3}}");
  g_assert_true (tv_customer_link_read_json (&read, json));
  g_assert_cmpmem (&link, sizeof link, &read, sizeof read);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tv_customer_link_read_json (&read, bad[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/links/suspects", test_suspects);
  g_test_add_func ("/links/merge", test_merge);
  g_test_add_func ("/links/master", test_master);
  g_test_add_func ("/links/apart", test_apart);
  g_test_add_func ("/links/separate", test_separate);
  g_test_add_func ("/links/files-come-and-go", test_files_come_and_go);
  g_test_add_func ("/links/likeness", test_likeness);
  g_test_add_func ("/links/json", test_json);
  return g_test_run ();
}
