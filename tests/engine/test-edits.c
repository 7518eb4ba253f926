/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers by hand: what a person wrote stands whatever files come and go, is taken back to the
 * very same state, counts for runs and exports at once, and can be told from what files say. */
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define CUSTOMERS "customer_code,last_name,first_name,email,phone,city,is_optout,is_bounced\n"
#define FIRST                                                                                      \
  CUSTOMERS "A,Durand,Anne,anne@x.org,,Lyon,,\nB,Petit,Luc,luc@x.org,,Nice,,1\n"                   \
            "C,Petit,Lucien,luc@x.org,,Nice,,\nD,Roy,Paul,paul@x.org,,Metz,1,\n"
#define SALES                                                                                      \
  "customer_code,order_date,doc_ref,product_label,qty,amount_ht\nA,2024-01-02,F1,Red,1,10.00\n"    \
  "A,2024-03-02,F2,White,1,10.00\nB,2024-01-02,F3,Red,1,10.00\nD,2024-02-02,F4,White,1,10.00\n"

/* One value of a customer. */
#define VALUE                                                                                      \
  "SELECT %s FROM customer AS c JOIN customer_ref AS r ON r.id = c.id WHERE r.customer_code = "    \
  "'%s'"

/* All that is derived about customers. */
#define ALL                                                                                        \
  "SELECT (SELECT group_concat (id || master_id || last_name || first_name || email || phone || "  \
  "city || is_optout || is_bounced || search_text) FROM (SELECT * FROM customer ORDER BY id)) || " \
  "'/' || (SELECT group_concat (customer_id || ':' || spent_cents || ':' || is_contactable) FROM " \
  "(SELECT * FROM profile ORDER BY customer_id))"

static void
expect (TvTestShop *shop, const char *code, const char *what, const char *expected)
{
  g_autofree char *sql = g_strdup_printf (VALUE, what, code);
  g_autofree char *found = tv_test_sqlite (shop->path, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* All that is derived about customers, compared with what it was. */
static void
expect_all (TvTestShop *shop, const char *expected)
{
  g_autofree char *found = tv_test_sqlite (shop->path, ALL);

  g_assert_cmpstr (found, ==, expected);
}

/* Whom the report of an undo lists as edited by hand. */
static void
expect_kept (const TvUndoReport *report, const char *code)
{
  for (guint i = 0; i < report->groups->len; i++)
    {
      const TvUndoGroup *group = g_ptr_array_index (report->groups, i);

      if (!g_str_equal (group->code, "EDITS"))
        continue;
      g_assert_cmpint (group->outcome, ==, TV_UNDO_KEPT);
      g_assert_cmpint (group->count, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (group->names, 0), ==, code);
      return;
    }
  g_assert_not_reached ();
}

static gint64
find_id (TvTestShop *shop, const char *code)
{
  g_autoptr (GError) error = NULL;
  gint64 id = tv_engine_find_customer (shop->engine, code, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
try_write (TvTestShop *shop,
           const char *code,
           const char *column,
           const char *value,
           GError **error)
{
  g_autoptr (TvCustomerEdit) edit = tv_customer_edit_new (find_id (shop, code));
  int field = tv_customer_field_from_code (column), flag = tv_customer_flag_from_code (column);

  if (field >= 0)
    edit->values[field] = g_strdup (value);
  if (flag >= 0)
    edit->flags[flag] = *value == '1';
  return tv_engine_edit_customer (shop->engine, edit, NULL, error);
}

static gint64
write_value (TvTestShop *shop, const char *code, const char *column, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = try_write (shop, code, column, value, &error);

  g_assert_no_error (error);
  g_assert_cmpint (seq, >, 0);
  return seq;
}

static gint64
undo (TvTestShop *shop, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  gint64 undone = tv_engine_undo_edit (shop->engine, seq, NULL, &error);

  g_assert_no_error (error);
  return undone;
}

static gint64
merge (TvTestShop *shop, const char *first, const char *second, int whose_email)
{
  TvCustomerLink link
      = { .customers = { find_id (shop, first), find_id (shop, second) }, .customer_count = 2 };
  g_autoptr (GError) error = NULL;
  gint64 seq;

  link.choices[TV_CUSTOMER_EMAIL] = link.customers[whose_email];
  seq = tv_engine_merge_customers (shop->engine, &link, NULL, &error);
  g_assert_no_error (error);
  return seq;
}

static void
expect_sound (TvTestShop *shop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvVerifyReport) report = tv_engine_verify (shop->engine, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->findings->len, ==, 0);
}

static void
init_shop (TvTestShop *shop)
{
  tv_test_shop_init (shop);
  tv_test_shop_take (shop, "customers.csv", FIRST);
  tv_test_shop_take (shop,
                     "products.csv",
                     "product_key,product_label,family,price\nP1,Red,Wine,10.00\n"
                     "P2,White,Wine,10.00\n");
  tv_test_shop_take (shop, "sales.csv", SALES);
}

/* Values in normal form, found by search, cleared, and taken back. */
static void
test_values (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  gint64 first, second, undone;

  init_shop (&shop);
  before = tv_test_sqlite (shop.path, ALL);
  first = write_value (&shop, "A", "email", "  Anne.Durand@Y.org ");
  expect (&shop, "A", "email", "anne.durand@y.org");
  second = write_value (&shop, "A", "last_name", "Élie  Durand");
  expect (&shop,
          "A",
          "last_name || '|' || search_text",
          "Élie Durand|elie durand anne a anne durand y org lyon");
  after = tv_test_sqlite (shop.path, ALL);
  expect_sound (&shop);

  undone = undo (&shop, second);
  expect (&shop, "A", "last_name || email", "Durandanne.durand@y.org");
  undo (&shop, undone);
  expect_all (&shop, after);
  undo (&shop, second);
  undo (&shop, first);
  expect_all (&shop, before);
  write_value (&shop, "A", "email", "");
  expect (&shop, "A", "email", "");
  expect_sound (&shop);
}

/* Of several values, each that cannot be used is named, in the place of its field. */
static void
test_refusals (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvCustomerEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refusals = NULL;

  init_shop (&shop);
  edit = tv_customer_edit_new (find_id (&shop, "A"));
  edit->values[TV_CUSTOMER_EMAIL] = g_strdup ("anne@");
  edit->values[TV_CUSTOMER_PHONE] = g_strdup ("12");
  edit->values[TV_CUSTOMER_CITY] = g_strdup ("Metz");
  edit->values[TV_CUSTOMER_ADDRESS] = g_strnfill (600, 'x');
  edit->values[TV_CUSTOMER_LAST_NAME] = g_strdup ("");
  refusals = tv_engine_list_refusals (shop.engine, edit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refusals->len, ==, TV_N_CUSTOMER_FIELDS);
  for (guint i = 0; i < refusals->len; i++)
    {
      gboolean is_bad
          = i == TV_CUSTOMER_EMAIL || i == TV_CUSTOMER_PHONE || i == TV_CUSTOMER_ADDRESS;

      g_assert_cmpint (g_ptr_array_index (refusals, i) != NULL, ==, is_bad);
    }
  g_assert_cmpstr (g_ptr_array_index (refusals, TV_CUSTOMER_EMAIL),
                   ==,
                   "“anne@” is no e-mail address.");
}

/* What cannot be used is refused, and nothing is written of it. */
static void
test_refused (void)
{
  static const char *const bad[][2]
      = { { "email", "no address" }, { "phone", "12" }, { "none", "" } };
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *before = NULL, *longer = g_strnfill (600, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  init_shop (&shop);
  before = tv_test_sqlite (shop.path, ALL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (try_write (&shop, "A", bad[i][0], bad[i][1], &error), ==, 0);
      g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
      g_clear_error (&error);
    }
  g_assert_cmpint (try_write (&shop, "A", "city", longer, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_cmpint (tv_engine_undo_edit (shop.engine, 1, NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  expect_all (&shop, before);
  edits = tv_engine_list_edits (shop.engine, 0, NULL);
  g_assert_cmpint (edits->len, ==, 0);
}

/* A file that comes again does not lift what came by phone, nor change what was written, and says
 * so; neither does undoing or redoing a file. */
static void
test_files_come_and_go (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (TvUndoReport) undone = NULL, redone = NULL;
  g_autoptr (GError) error = NULL;
  const TvImportDifference *difference;
  const TvImportChange *change;
  gint64 batch_id;

  init_shop (&shop);
  write_value (&shop, "A", "email", "anne@new.org");
  write_value (&shop, "A", "is_optout", "1");
  results = tv_test_shop_import (
      &shop,
      tv_test_shop_sniff (&shop, "again.csv", CUSTOMERS "A,Durand,Anne,anne@x.org,,Paris,0,\n"),
      TRUE);
  difference
      = g_ptr_array_index (((const TvImportResult *) g_ptr_array_index (results, 0))->differences,
                           0);
  g_assert_cmpint (difference->changed_count, ==, 1);
  g_assert_cmpint (difference->changes->len, ==, 1);
  g_assert_cmpint (difference->kept_count, ==, 2);
  change = g_ptr_array_index (difference->kept, 0);
  g_assert_cmpstr (change->column, ==, "email");
  g_assert_cmpstr (change->before, ==, "anne@new.org");
  g_assert_cmpstr (change->after, ==, "anne@x.org");

  batch_id
      = tv_test_shop_take (&shop, "again.csv", CUSTOMERS "A,Durand,Anne,anne@x.org,,Paris,0,\n");
  expect (&shop, "A", "email || is_optout || city", "anne@new.org1Paris");
  undone = tv_engine_undo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  expect (&shop, "A", "email || is_optout || city", "anne@new.org1Lyon");
  expect_kept (undone, "A");
  g_clear_pointer (&undone, tv_undo_report_free);

  /* All that names the customer goes, and comes back. */
  undone = tv_engine_undo_batch (shop.engine, 1, NULL, &error);
  g_assert_no_error (error);
  expect_kept (undone, "A");
  expect (&shop, "A", "email", NULL);
  redone = tv_engine_redo_batch (shop.engine, 1, NULL, &error);
  g_assert_no_error (error);
  expect (&shop, "A", "email || is_optout", "anne@new.org1");
  expect_sound (&shop);
}

/* That mail is wanted again holds against what was there, not against what comes later. */
static void
test_lifted (void)
{
  g_auto (TvTestShop) shop = { 0 };

  init_shop (&shop);
  expect (&shop, "D", "is_optout", "1");
  write_value (&shop, "D", "is_optout", "0");
  expect (&shop, "D", "is_optout", "0");
  tv_test_shop_take (&shop, "other.csv", CUSTOMERS "A,Durand,Anne,anne@x.org,,Lyon,1,\n");
  expect (&shop, "D", "is_optout", "0");
  tv_test_shop_take (&shop,
                     "contacts.csv",
                     "customer_code,contact_date,channel,status\nD,2024-05-06,EMAIL,OPTOUT\n");
  expect (&shop, "D", "is_optout", "1");
  write_value (&shop, "D", "is_optout", "0");
  expect (&shop, "D", "is_optout", "0");
  tv_test_shop_take (&shop, "last.csv", CUSTOMERS "D,Roy,Paul,paul@x.org,,Metz,1,\n");
  expect (&shop, "D", "is_optout", "1");
}

/* Mail came back from the former address, not from the one that a person writes. */
static void
test_bounced (void)
{
  g_auto (TvTestShop) shop = { 0 };
  gint64 seq;

  init_shop (&shop);
  expect (&shop, "B", "is_bounced", "1");
  seq = write_value (&shop, "B", "email", "luc@new.org");
  expect (&shop, "B", "is_bounced", "0");
  undo (&shop, seq);
  expect (&shop, "B", "is_bounced", "1");
}

/* The codes of one person: who is who is not changed by an edit, and an objection is one of all,
 * also once they are told apart. */
static void
test_codes (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 merged;

  init_shop (&shop);
  expect (&shop, "C", "master_id", "2");
  write_value (&shop, "C", "email", "luc@new.org");
  expect (&shop, "C", "master_id", "2");
  expect (&shop, "B", "email", "luc@new.org");
  write_value (&shop, "B", "is_optout", "1");
  g_assert_cmpint (tv_engine_separate (shop.engine, "C", NULL, &error), >, 0);
  g_assert_no_error (error);
  expect (&shop, "C", "email || is_optout", "luc@x.org1");

  /* The latest word holds, a merge or an edit. */
  write_value (&shop, "A", "email", "anne@new.org");
  merged = merge (&shop, "A", "D", 1);
  expect (&shop, "A", "email", "paul@x.org");
  write_value (&shop, "A", "email", "both@new.org");
  expect (&shop, "A", "email", "both@new.org");
  g_assert_cmpint (tv_engine_undo_link (shop.engine, merged, NULL, &error), >, 0);
  g_assert_no_error (error);
  expect (&shop, "D", "email", "paul@x.org");
  expect (&shop, "A", "email", "both@new.org");
}

/* A run counts an objection. */
static void
test_runs (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  TvRunOptions options = { 0 };
  g_autofree char *reason = NULL;

  init_shop (&shop);
  write_value (&shop, "A", "is_optout", "1");
  options.as_of_day = TV_DAY_NONE;
  g_assert_cmpint (tv_engine_run (shop.engine, &options, NULL, &error), >, 0);
  g_assert_no_error (error);
  reason = tv_test_sqlite (shop.path, "SELECT reason FROM run_exclusion WHERE customer_id = 1");
  g_assert_cmpint (g_ascii_strtoll (reason, NULL, 10), ==, TV_EXCLUSION_OPTED_OUT);
}

/* Where a value comes from is a person, once one wrote it. */
static void
test_trace (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTrace) trace = NULL, flag = NULL, other = NULL;
  const TvTraceRow *row;
  gint64 seq;

  init_shop (&shop);
  write_value (&shop, "A", "email", "anne@old.org");
  seq = write_value (&shop, "A", "email", "anne@new.org");
  trace = tv_engine_trace (shop.engine, "customer", "A", "email", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trace->value, ==, "anne@new.org");
  g_assert_cmpint (trace->count, ==, 3);
  row = g_ptr_array_index (trace->rows, 0);
  g_assert_cmpint (row->edit_seq, ==, seq);
  g_assert_true (row->is_used);
  row = g_ptr_array_index (trace->rows, 1);
  g_assert_cmpstr (row->value, ==, "anne@old.org");
  g_assert_false (row->is_used);
  row = g_ptr_array_index (trace->rows, 2);
  g_assert_cmpint (row->edit_seq, ==, 0);
  g_assert_false (row->is_used);

  other = tv_engine_trace (shop.engine, "customer", "A", "city", NULL, &error);
  g_assert_cmpint (other->count, ==, 1);
  write_value (&shop, "D", "is_optout", "0");
  flag = tv_engine_trace (shop.engine, "customer", "D", "is_optout", NULL, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (flag->rows, 0);
  g_assert_cmpint (row->edit_seq, >, 0);
  g_assert_true (row->is_used);
  row = g_ptr_array_index (flag->rows, 1);
  g_assert_false (row->is_used);
}

/* What the ledger bears is read as it was written, its event names nobody, and without its text an
 * objection holds still. */
static void
test_ledger (void)
{
  static const char *const bad[]
      = { "", "{}", "[1]", "{\"customer\":0}", "{\"customer\":[]}", "[[[[[[[[[1]]]]]]]]]" };
  g_autoptr (TvCustomerEdit) edit = tv_customer_edit_new (7);
  g_autoptr (TvCustomerEdit) read = tv_customer_edit_new (0);
  g_autoptr (TvCustomerEdit) erased = tv_customer_edit_new (0);
  g_autoptr (TvCustomerEdit) none = tv_customer_edit_new (0);
  g_autofree char *json = NULL, *text = NULL;

  edit->values[TV_CUSTOMER_EMAIL] = g_strdup ("a=b@x.org");
  edit->values[TV_CUSTOMER_ADDRESS] = g_strdup ("[[[[[[ {1}");
  edit->flags[TV_FLAG_OPTOUT] = 1;
  edit->last_row = 5;
  json = tv_customer_edit_to_json (edit);
  text = tv_customer_edit_to_text (edit);
  g_assert_cmpstr (json,
                   ==,
                   "{\"customer\":7,\"group\":[],\"is_optout\":1,\"row\":5,\"contact\":0}");
  g_assert_true (tv_customer_edit_read (read, "EDIT", json, text));
  g_assert_cmpstr (read->values[TV_CUSTOMER_EMAIL], ==, "a=b@x.org");
  g_assert_cmpstr (read->values[TV_CUSTOMER_ADDRESS], ==, "[[[[[[ {1}");
  g_assert_null (read->values[TV_CUSTOMER_CITY]);
  g_assert_cmpint (read->flags[TV_FLAG_OPTOUT], ==, 1);
  g_assert_cmpint (read->flags[TV_FLAG_BOUNCED], ==, -1);
  g_assert_true (tv_customer_edit_read (erased, "EDIT", json, NULL));
  g_assert_null (erased->values[TV_CUSTOMER_EMAIL]);
  g_assert_cmpint (erased->flags[TV_FLAG_OPTOUT], ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tv_customer_edit_read (none, "EDIT", bad[i], NULL));
  g_assert_false (tv_customer_edit_read (none, "EDIT_UNDO", "{}", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/values", test_values);
  g_test_add_func ("/edits/refused", test_refused);
  g_test_add_func ("/edits/refusals", test_refusals);
  g_test_add_func ("/edits/files-come-and-go", test_files_come_and_go);
  g_test_add_func ("/edits/lifted", test_lifted);
  g_test_add_func ("/edits/bounced", test_bounced);
  g_test_add_func ("/edits/codes", test_codes);
  g_test_add_func ("/edits/runs", test_runs);
  g_test_add_func ("/edits/trace", test_trace);
  g_test_add_func ("/edits/ledger", test_ledger);
  return g_test_run ();
}
