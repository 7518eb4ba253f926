/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames from workspaces: random rows are put into a closed file and, as the same base without a
 * database, into the frame's naive twin. Then profiles and a run are written, and the stored run
 * gives its digest again until a row is changed behind the program's back. */
#include "base/tv-digest.h"
#include "profile/tv-profile.h"
#include "recommend/tv-recommend.h"
#include "tv-test-frame.h"
#include "tv-test-run.h"
#include "tv-test-workspace.h"

/* Codes 1-9: 3 belongs to customer 5 and has opted out, 8 belongs to 2, 7 is not known. So masters
 * are 1, 2, 4, 5, 6, 9. Refs of products 1-8: 6 is a label of product 2, 7 is not known, 8 is a
 * service. Family 2 has no name. */
static const guint32 master_of_code[] = { 0, 0, 1, 3, 2, 3, 4, G_MAXUINT32, 1, 5 };
static const guint32 product_of_ref[] = { 0, 0, 1, 2, 3, 4, 1, G_MAXUINT32, 5 };

static const char fixed_rows[]
    = "INSERT INTO import_batch VALUES (1, 'SALES_LINES', 'COMMITTED', 'x.csv', 1, zeroblob (32), "
      "'UTF-8', ',', '{}', 1, 0, 0, 1);"
      "INSERT INTO customer_ref SELECT value, 'C' || value FROM json_each ('[1,2,3,4,5,6,7,8,9]');"
      "INSERT INTO customer SELECT id, CASE id WHEN 3 THEN 5 WHEN 8 THEN 2 ELSE id END, NULL, 'N', "
      "'', CASE id WHEN 8 THEN 'x@example.org' ELSE '' END, '', '', '', '', '', id = 3, id = 6, "
      "'n' "
      "FROM customer_ref WHERE id <> 7;"
      "INSERT INTO family VALUES (1, 'Rouge', 0), (2, '', 0), (4, 'Port', 1);"
      "INSERT INTO product_ref SELECT value, value <> 6, 'P' || (9 - value) FROM json_each "
      "('[1,2,3,4,5,6,7,8]');"
      "INSERT INTO product SELECT id, text, 'L', CASE id WHEN 8 THEN 4 WHEN 5 THEN 2 ELSE 1 END, "
      "'', "
      "'', NULL, '', 1000 * id, NULL, 100 * id, id % 4, id <> 2, CASE id WHEN 3 THEN 0 WHEN 4 THEN "
      "5 "
      "END FROM product_ref WHERE id NOT IN (6, 7);"
      "INSERT INTO product_alias SELECT id, CASE id WHEN 6 THEN 2 ELSE id END, 'KEY' FROM "
      "product_ref WHERE id <> 7;";

static void
add_fixed (TvTestBase *base)
{
  static const int ids[] = { 1, 2, 3, 4, 5, 8 };

  base->family_names[0] = "Rouge";
  base->family_names[1] = "";
  base->family_names[2] = "Port";
  base->is_optout[3] = 1;
  base->is_bounced[4] = 1;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      int id = ids[i];
      g_autofree char *key = g_strdup_printf ("P%d", 9 - id);
      TvTestProduct product = { .key = g_intern_string (key),
                                .family = id == 8 ? 2 : id == 5,
                                .price_cents = 1000 * id,
                                .margin_cents = 100 * id,
                                .tier = id % 4,
                                .is_sellable = id != 2 && id != 3 && id != 8 };

      g_array_append_val (base->products, product);
    }
}

/* One more line, in the file and, where it counts, in the base. */
static void
add_line (GString *sql, TvTestBase *base, GRand *rand)
{
  int code = g_rand_int_range (rand, 1, 10), ref = g_rand_int_range (rand, 1, 9);
  gboolean has_margin = g_rand_boolean (rand);
  int sign = g_rand_int_range (rand, 0, 5) == 0 ? -1 : 1;
  TvTestLine line = {
    .customer = master_of_code[code],
    .product = product_of_ref[ref],
    .day = TV_TEST_TODAY + 20 - g_rand_int_range (rand, 0, 500),
    .doc = (guint) g_rand_int_range (rand, 0, 12),
    .qty_milli = sign * 1000 * g_rand_int_range (rand, 1, 5),
    .amount_cents = sign * g_rand_int_range (rand, 0, 20000),
    .margin_cents = has_margin ? g_rand_int_range (rand, -10, 500) : G_MININT64,
  };
  g_autofree char *margin
      = has_margin ? g_strdup_printf ("%d", (int) line.margin_cents) : g_strdup ("NULL");

  g_string_append_printf (sql,
                          "INSERT INTO sales_line VALUES (NULL, 1, 1, %d, %d, %d, 'F%u', NULL, "
                          "%d, %d, NULL, %s);",
                          code,
                          ref,
                          line.day,
                          line.doc,
                          (int) line.qty_milli,
                          (int) line.amount_cents,
                          margin);
  if (line.customer != G_MAXUINT32 && line.product != G_MAXUINT32 && line.product != 5
      && line.day <= TV_TEST_TODAY)
    g_array_append_val (base->lines, line);
}

static void
add_contact (GString *sql, TvTestBase *base, GRand *rand)
{
  int code = g_rand_int_range (rand, 1, 10);
  TvDay day = TV_TEST_TODAY + 20 - g_rand_int_range (rand, 0, 400);

  g_string_append_printf (sql,
                          "INSERT INTO contact_event VALUES (NULL, 1, 1, %d, %d, 'EMAIL', 'SENT', "
                          "NULL);",
                          code,
                          day);
  if (master_of_code[code] != G_MAXUINT32 && day <= TV_TEST_TODAY)
    base->contact_days[master_of_code[code]] = MAX (base->contact_days[master_of_code[code]], day);
}

static TvTestBase *
make_workspace (const char *path, GRand *rand)
{
  g_autoptr (GString) sql = g_string_new ("BEGIN;");
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  TvTestBase *base = tv_test_base_new (6, 3);
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_no_error (error);
  tv_store_close (store);
  add_fixed (base);
  g_string_append (sql, fixed_rows);
  for (int i = 0; i < 150; i++)
    add_line (sql, base, rand);
  for (int i = 0; i < 4; i++)
    add_contact (sql, base, rand);
  g_string_append (sql, "COMMIT;");
  answer = tv_test_sqlite (path, sql->str);
  return base;
}

static gboolean
load_cb (TvJob *job, gpointer data, GError **error)
{
  TvFrame **frame = data;

  *frame = tv_frame_load (job, TV_TEST_TODAY, error);
  return *frame != NULL;
}

static TvFrame *
load (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  TvFrame *frame = NULL;

  tv_test_run_read (store, load_cb, &frame, &error);
  g_assert_no_error (error);
  return frame;
}

static void
assert_products (const TvFrame *found, const TvFrame *expected)
{
  g_assert_cmpuint (found->product_count, ==, expected->product_count);
  for (guint32 i = 0; i < found->product_count; i++)
    {
      g_assert_cmpstr (found->product_key[i], ==, expected->product_key[i]);
      g_assert_cmpuint (found->key_rank[i], ==, expected->key_rank[i]);
      g_assert_cmpuint (found->product_family[i], ==, expected->product_family[i]);
      g_assert_cmpint (found->price_cents[i], ==, expected->price_cents[i]);
      g_assert_cmpint (found->margin_permille[i], ==, expected->margin_permille[i]);
      g_assert_cmpint (found->premium_tier[i], ==, expected->premium_tier[i]);
      g_assert_cmpint (found->is_sellable[i], ==, expected->is_sellable[i]);
    }
}

static void
assert_lines (const TvFrame *found, const TvFrame *expected)
{
  guint32 customer = 0;

  g_assert_cmpmem (found->line_offset,
                   (found->customer_count + 1) * sizeof (guint32),
                   expected->line_offset,
                   (expected->customer_count + 1) * sizeof (guint32));
  for (guint32 i = 0; i < found->line_offset[found->customer_count]; i++)
    {
      g_assert_cmpuint (found->line_product[i], ==, expected->line_product[i]);
      g_assert_cmpint (found->line_day[i], ==, expected->line_day[i]);
      g_assert_cmpint (tv_ints_get (&found->line_amount_cents, i),
                       ==,
                       tv_ints_get (&expected->line_amount_cents, i));
      while (found->line_offset[customer + 1] <= i)
        customer++;
      /* Numbers differ, what they tell apart within a customer does not. */
      if (i > found->line_offset[customer])
        g_assert_cmpint (found->line_doc[i] == found->line_doc[i - 1],
                         ==,
                         expected->line_doc[i] == expected->line_doc[i - 1]);
    }
}

static void
test_load (void)
{
  static const gint64 ids[] = { 1, 2, 4, 5, 6, 9 };
  char *folder = tv_test_folder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 8; round++)
    {
      g_autofree char *name = g_strdup_printf ("%d.tastevin", round);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (TvTestBase) base = make_workspace (path, rand);
      g_autoptr (TvFrame) expected = tv_test_frame_new (base);
      g_autoptr (GError) error = NULL;
      g_autoptr (TvStore) store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
      g_autoptr (TvFrame) frame = load (store);

      g_assert_cmpmem (frame->customer_id,
                       frame->customer_count * sizeof (gint64),
                       ids,
                       sizeof ids);
      g_assert_cmpmem (frame->is_optout, 6, expected->is_optout, 6);
      g_assert_cmpmem (frame->is_bounced, 6, expected->is_bounced, 6);
      g_assert_cmpmem (frame->last_contact_day,
                       6 * sizeof (TvDay),
                       expected->last_contact_day,
                       6 * sizeof (TvDay));
      for (guint32 i = 0; i < 6; i++)
        g_assert_cmpint (frame->has_address[i], ==, i == 1);
      assert_products (frame, expected);
      assert_lines (frame, expected);
    }
  tv_test_folder_free (folder);
}

typedef struct
{
  TvStore *store;
  TvFrame *frames[2]; /* by one reader, by two */
} Readers;

static gboolean
load_both_cb (TvJob *job, gpointer data, GError **error)
{
  Readers *readers = data;

  for (guint i = 0; i < 2; i++)
    {
      job->thread_count = i + 1;
      job->store = i == 0 ? NULL : readers->store;
      readers->frames[i] = tv_frame_load (job, TV_TEST_TODAY, error);
      if (readers->frames[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
compare_both (Readers *readers)
{
  g_autoptr (GError) error = NULL;

  tv_test_run_read (readers->store, load_both_cb, readers, &error);
  g_assert_no_error (error);
  assert_products (readers->frames[1], readers->frames[0]);
  assert_lines (readers->frames[1], readers->frames[0]);
  g_assert_cmpuint (readers->frames[0]->line_offset[6], >, 50000);
  g_assert_nonnull (readers->frames[1]->line_amount_cents.wide);
}

/* Something in the log, so that the file alone is not all that there is. */
static void
write_setting (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  tv_connection_set_setting (tv_transaction_get_connection (transaction), "x", "y", &error);
  tv_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A large base is read by two threads at once, and comes out as one reads it, from the pages of the
 * file as by the statement on two connections; the halves differ in width, as one line of the
 * second is worth more than four bytes hold. A part of it was undone. */
static void
test_two_readers (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "large.tastevin", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = make_workspace (path, rand);
  g_autoptr (GError) error = NULL;
  Readers readers = { 0 };
  TvFrame *scanned[2];

  g_free (tv_test_sqlite (
      path,
      "INSERT INTO import_batch SELECT 2, kind, 'UNDONE', file_name, file_size, file_sha256, "
      "encoding, delimiter, mapping, 1, 0, 0, 2 FROM import_batch;"
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) "
      "INSERT INTO sales_line SELECT NULL, 1 + (i % 1000 > 949), i, 1 + i * 7 % 9, 1 + i * 5 % 8, "
      "19000 + i * 13 % 400, 'D' || (i % 977), NULL, (i % 11 - 2) * 1000, (i % 11 - 2) * CASE i "
      "WHEN 110000 THEN 4000000000 ELSE 500 END, NULL, CASE i % 3 WHEN 0 THEN i % 50 END FROM "
      "n;"));
  readers.store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  compare_both (&readers);
  scanned[0] = readers.frames[0];
  scanned[1] = readers.frames[1];
  write_setting (readers.store);
  compare_both (&readers);
  assert_products (readers.frames[1], scanned[1]);
  assert_lines (readers.frames[1], scanned[1]);
  for (guint i = 0; i < 2; i++)
    {
      tv_frame_unref (scanned[i]);
      tv_frame_unref (readers.frames[i]);
    }
  tv_store_close (readers.store);
  tv_test_folder_free (folder);
}

typedef struct
{
  TvFrame *frame;
  TvFactsTable *facts;
  TvRunItems *run;
  TvSettings settings;
  guint8 digest[TV_DIGEST_LENGTH];
  guint8 stored[TV_DIGEST_LENGTH];
  gint64 run_id;
} Result;

static gboolean
write_cb (TvJob *job, gpointer data, GError **error)
{
  Result *result = data;

  if (!tv_profile_write (job, result->frame, result->facts, &result->settings, NULL, error))
    return FALSE;
  result->run_id = tv_recommend_write (job,
                                       result->frame,
                                       result->run,
                                       1,
                                       result->settings.top_n,
                                       result->digest,
                                       g_get_real_time (),
                                       error);
  return result->run_id > 0;
}

static gboolean
verify_cb (TvJob *job, gpointer data, GError **error)
{
  Result *result = data;

  return tv_recommend_verify_run (job, result->run_id, result->stored, error);
}

static void
write_result (TvStore *store, Result *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecommender) recommender = NULL;

  tv_settings_init_default (&result->settings);
  result->frame = load (store);
  result->facts = tv_facts_table_new (result->frame, &result->settings, 1, NULL, &error);
  recommender = tv_recommender_new (result->frame,
                                    result->facts,
                                    &result->settings,
                                    NULL,
                                    60,
                                    1,
                                    NULL,
                                    &error);
  result->run = tv_recommender_run (recommender, 1, NULL, &error);
  g_assert_no_error (error);
  tv_recommend_digest (result->frame, result->run, result->digest);
  tv_test_run_write (store, write_cb, result, &error);
  g_assert_no_error (error);
}

static gboolean
is_stored_as_written (const char *path, Result *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (path, TV_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  tv_test_run_read (store, verify_cb, result, &error);
  g_assert_no_error (error);
  return memcmp (result->digest, result->stored, TV_DIGEST_LENGTH) == 0;
}

/* What the table says of each customer is what the facts say. */
static void
assert_profiles (const char *path, const Result *result)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *found = tv_test_sqlite (
      path,
      "SELECT group_concat (customer_id || ' ' || order_count || ' ' || spent_cents || ' ' || "
      "ifnull (last_order_day, 'none') || ' ' || segment, ';') FROM profile ORDER BY customer_id");

  for (guint32 i = 0; i < result->frame->customer_count; i++)
    {
      const TvFacts *facts = &result->facts->facts[i];
      g_autofree char *day = facts->order_count > 0 ? g_strdup_printf ("%d", facts->last_order_day)
                                                    : g_strdup ("none");

      g_string_append_printf (expected,
                              "%s%" G_GINT64_FORMAT " %u %" G_GINT64_FORMAT " %s %u",
                              i > 0 ? ";" : "",
                              result->frame->customer_id[i],
                              facts->order_count,
                              facts->spent_cents,
                              day,
                              facts->segment);
    }
  g_assert_cmpstr (g_strstrip (found), ==, expected->str);
}

static void
test_write (void)
{
  /* Each change, and what undoes it. */
  static const char *const changes[][2] = {
    { "UPDATE recommendation SET score = score - 0.01 WHERE id = 1",
      "UPDATE recommendation SET score = round (score + 0.01, 2) WHERE id = 1" },
    { "UPDATE recommendation SET score = score - 0.001 WHERE id = 1",
      "UPDATE recommendation SET score = round (score, 2) WHERE id = 1" },
    { "UPDATE recommendation SET rank = rank + 1 WHERE id = 1",
      "UPDATE recommendation SET rank = rank - 1 WHERE id = 1" },
    { "UPDATE recommendation SET explanation = explanation || ';ORDERS:9' WHERE id = 1",
      "UPDATE recommendation SET explanation = replace (explanation, ';ORDERS:9', '') WHERE id = "
      "1" },
    { "UPDATE run_exclusion SET reason = reason + 1",
      "UPDATE run_exclusion SET reason = reason - 1" },
    { "UPDATE run SET as_of_day = as_of_day + 1", "UPDATE run SET as_of_day = as_of_day - 1" },
  };
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "run.tastevin", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (TvTestBase) base = make_workspace (path, rand);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  Result result = { 0 };

  write_result (store, &result);
  tv_store_close (store);
  g_assert_cmpuint (result.run->items->len, >, 0);
  assert_profiles (path, &result);
  g_assert_true (is_stored_as_written (path, &result));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_free (tv_test_sqlite (path, changes[i][0]));
      g_assert_false (is_stored_as_written (path, &result));
      g_free (tv_test_sqlite (path, changes[i][1]));
      g_assert_true (is_stored_as_written (path, &result));
    }
  tv_run_items_free (result.run);
  tv_facts_table_free (result.facts);
  tv_frame_unref (result.frame);
  tv_test_folder_free (folder);
}

static void
test_no_run (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "none.tastevin", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);
  Result result = { .run_id = 4 };
  TvFrame *frame = load (store);

  g_assert_cmpuint (frame->customer_count, ==, 0);
  g_assert_cmpuint (frame->line_offset[0], ==, 0);
  tv_frame_unref (frame);
  g_assert_false (tv_test_run_read (store, verify_cb, &result, &error));
  g_assert_nonnull (error);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/load", test_load);
  g_test_add_func ("/frame/write", test_write);
  g_test_add_func ("/frame/no-run", test_no_run);
  g_test_add_func ("/frame/two-readers", test_two_readers);
  return g_test_run ();
}
