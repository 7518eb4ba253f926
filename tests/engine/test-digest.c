/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests: the bytes that typed fields become, that buffering does not show, that no two lists of
 * fields look alike, and files. */
#include "base/tv-digest.h"

#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "base/tv-sha256.h"
#include "base/tv-text.h"

static void
finish_hex (TvDigest *digest, char **out_hex)
{
  guint8 hash[TV_DIGEST_LENGTH];

  tv_digest_finish (digest, hash);
  g_free (*out_hex);
  *out_hex = tv_hex_encode (hash, sizeof hash);
}

static void
test_bytes (void)
{
  static const guint8 wanted[]
      = { 1, 0, 0,   0,   8, 255, 255, 255, 255, 255, 255, 255, 254, 2, 0, 0,
          0, 2, 'a', 'b', 3, 0,   0,   0,   1,   9,   0,   0,   0,   0, 0 };
  g_autoptr (TvDigest) digest = tv_digest_new ();
  g_autofree char *hex = NULL;
  g_autofree char *reference
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, wanted, sizeof wanted);

  tv_digest_add_int64 (digest, -2);
  tv_digest_add_text (digest, "ab");
  tv_digest_add_blob (digest, "\t", 1);
  tv_digest_add_text (digest, NULL);
  finish_hex (digest, &hex);
  g_assert_cmpstr (hex, ==, reference);
}

static void
test_buffering (void)
{
  for (int round = 0; round < 200; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 60000);
      g_autofree guint8 *bytes = g_malloc (length + 1);
      g_autoptr (TvDigest) digest = tv_digest_new ();
      g_autofree char *hex = NULL, *reference = NULL;

      for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8) g_test_rand_int ();
      for (gsize at = 0; at < length;)
        {
          gsize wanted = (gsize) g_test_rand_int_range (1, 12000);
          gsize part = MIN (length - at, wanted);

          tv_digest_add_raw (digest, bytes + at, part);
          at += part;
        }
      finish_hex (digest, &hex);
      reference = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
      g_assert_cmpstr (hex, ==, reference);
    }
}

static void
test_no_mix_up (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const lists[][3] = {
    { "ab", "", "" },   { "a", "b", "" },     { "", "ab", "" },
    { "a", NULL, "b" }, { NULL, "a", "b" },   { "ab", NULL, "" },
    { "ab", "", NULL }, { NULL, NULL, NULL }, { "", "", "" },
  };
  g_autoptr (TvDigest) digest = tv_digest_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      char *hex = NULL;

      tv_digest_reset (digest);
      for (int j = 0; j < 3; j++)
        tv_digest_add_text (digest, lists[i][j]);
      finish_hex (digest, &hex);
      g_assert_true (g_hash_table_add (seen, hex));
    }
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tastevin-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "f", NULL);
  g_autofree char *content = g_strnfill (300000, 'x');
  g_autofree char *reference = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autofree char *hex = NULL;
  guint8 hash[TV_DIGEST_LENGTH];

  g_assert_false (tv_digest_file (path, hash, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_true (tv_digest_file (path, hash, &error));
  hex = tv_hex_encode (hash, sizeof hash);
  g_assert_cmpstr (hex, ==, reference);
  g_assert_false (tv_digest_file (folder, hash, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_IO);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Without the processor's instructions the same comes out. */
static void
test_plain (void)
{
  for (gsize length = 0; length < 300; length++)
    {
      g_autofree guint8 *bytes = g_malloc0 (length + 1);
      g_autofree char *hex = NULL, *reference = NULL;
      guint8 hash[TV_DIGEST_LENGTH];
      TvSha256 sha;

      for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8) (i * 37 + length);
      tv_sha256_init (&sha);
      sha.is_plain = TRUE;
      tv_sha256_add (&sha, bytes, length / 3);
      tv_sha256_add (&sha, bytes + length / 3, length - length / 3);
      tv_sha256_finish (&sha, hash);
      hex = tv_hex_encode (hash, sizeof hash);
      reference = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
      g_assert_cmpstr (hex, ==, reference);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/bytes", test_bytes);
  g_test_add_func ("/digest/buffering", test_buffering);
  g_test_add_func ("/digest/no-mix-up", test_no_mix_up);
  g_test_add_func ("/digest/file", test_file);
  g_test_add_func ("/digest/plain", test_plain);
  return g_test_run ();
}
