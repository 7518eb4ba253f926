/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excel encrypts a workbook whose sheets nobody shall move or rename, too, with a password that it
 * knows by itself and never asks for. RC4 with keys of MD5 or SHA-1 for each 1,024 bytes
 * (MS-OFFCRYPTO 2.3.5, 2.3.6); whether the password is the right one is told by a random number and
 * its hash. */
#include "ingest/tv-xls-cipher.h"

#include <string.h>

#include "ingest/tv-compound-sectors.h"

#define BLOCK 1024
#define SALT_SIZE 16
#define NUMBER_SIZE 16
#define LONGEST_HASH 20
#define SHORT_KEY 5
#define LONG_KEY 16
#define RC4 0x6801
#define SHA1 0x8004

static const char *const known = "VelvetSweatshop";

static void
hash (GChecksumType type, const guint8 *bytes, gsize length, guint8 *out)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  gsize size = (gsize) g_checksum_type_get_length (type);

  g_checksum_update (checksum, bytes, (gssize) length);
  g_checksum_get_digest (checksum, out, &size);
}

static void
begin_block (TvXlsCipher *cipher, gint64 block)
{
  guint8 bytes[LONGEST_HASH + 4], key[LONGEST_HASH];
  guint8 other = 0;

  memcpy (bytes, cipher->base, cipher->base_size);
  for (guint i = 0; i < 4; i++)
    bytes[cipher->base_size + i] = (guint8) (block >> (8 * i));
  hash (cipher->hash, bytes, cipher->base_size + 4, key);
  memset (key + cipher->used_size, 0, sizeof key - cipher->used_size);
  for (guint i = 0; i < TV_XLS_CIPHER_STATES; i++)
    cipher->state[i] = (guint8) i;
  for (guint i = 0; i < TV_XLS_CIPHER_STATES; i++)
    {
      guint8 kept = cipher->state[i];

      other = (guint8) (other + kept + key[i % cipher->key_size]);
      cipher->state[i] = cipher->state[other];
      cipher->state[other] = kept;
    }
  cipher->first = cipher->second = 0;
  cipher->block = block;
  cipher->offset = 0;
}

static guint8
step (TvXlsCipher *cipher)
{
  guint8 *state = cipher->state;
  guint8 kept = state[++cipher->first];

  cipher->second = (guint8) (cipher->second + kept);
  state[cipher->first] = state[cipher->second];
  state[cipher->second] = kept;
  cipher->offset++;
  return state[(guint8) (state[cipher->first] + kept)];
}

/**
 * tv_xls_cipher_apply:
 * @cipher: the encryption
 * @position: of the first byte in the stream
 * @bytes: (inout) (array length=length): what stands there
 * @length: in bytes
 *
 * Takes the encryption off.
 */
void
tv_xls_cipher_apply (TvXlsCipher *cipher, gint64 position, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++, position++)
    {
      gsize offset = (gsize) (position % BLOCK);

      if (cipher->block != position / BLOCK || cipher->offset > offset)
        begin_block (cipher, position / BLOCK);
      while (cipher->offset < offset)
        step (cipher);
      bytes[i] ^= step (cipher);
    }
}

/* The random number and its hash were encrypted one behind the other. */
static gboolean
is_right (TvXlsCipher *cipher, const guint8 *number, const guint8 *number_hash)
{
  gsize size = (gsize) g_checksum_type_get_length (cipher->hash);
  guint8 bytes[NUMBER_SIZE + LONGEST_HASH], expected[LONGEST_HASH];

  memcpy (bytes, number, NUMBER_SIZE);
  memcpy (bytes + NUMBER_SIZE, number_hash, size);
  tv_xls_cipher_apply (cipher, 0, bytes, NUMBER_SIZE + size);
  hash (cipher->hash, bytes, NUMBER_SIZE, expected);
  return memcmp (bytes + NUMBER_SIZE, expected, size) == 0;
}

/* As UTF-16; gives its length in bytes. */
static gsize
spell_password (guint8 *out)
{
  gsize length = strlen (known);

  for (gsize i = 0; i < length; i++)
    {
      out[2 * i] = (guint8) known[i];
      out[2 * i + 1] = 0;
    }
  return 2 * length;
}

/* As since Excel 97: salt, number, hash. */
static gboolean
init_md5 (TvXlsCipher *cipher, const guint8 *head, gsize length)
{
  guint8 password[64], digest[LONGEST_HASH];
  guint8 mixed[16 * (SHORT_KEY + SALT_SIZE)];

  if (length < SALT_SIZE + NUMBER_SIZE + 16)
    return FALSE;
  hash (G_CHECKSUM_MD5, password, spell_password (password), digest);
  for (guint i = 0; i < 16; i++)
    {
      guint8 *at = mixed + i * (SHORT_KEY + SALT_SIZE);

      memcpy (at, digest, SHORT_KEY);
      memcpy (at + SHORT_KEY, head, SALT_SIZE);
    }
  hash (G_CHECKSUM_MD5, mixed, sizeof mixed, digest);
  cipher->hash = G_CHECKSUM_MD5;
  cipher->base_size = SHORT_KEY;
  memcpy (cipher->base, digest, SHORT_KEY);
  cipher->key_size = cipher->used_size = LONG_KEY;
  return is_right (cipher, head + SALT_SIZE, head + SALT_SIZE + NUMBER_SIZE);
}

/* As since Excel 2002: a header that names what is used, then the same with sizes. */
static gboolean
init_sha1 (TvXlsCipher *cipher, const guint8 *head, gsize length)
{
  guint8 mixed[SALT_SIZE + 64];
  gsize header = length >= 8 ? tv_bytes_get_32 (head + 4) : G_MAXUINT32;
  const guint8 *check = head + 8 + header;
  gsize bits;

  if (header < 20 || header > length
      || length - header < 8 + 4 + SALT_SIZE + NUMBER_SIZE + 4 + LONGEST_HASH
      || tv_bytes_get_32 (head + 16) != RC4 || tv_bytes_get_32 (head + 20) != SHA1
      || tv_bytes_get_32 (check) != SALT_SIZE)
    return FALSE;
  bits = tv_bytes_get_32 (head + 24);
  cipher->used_size = bits == 0 ? SHORT_KEY : bits / 8;
  cipher->key_size = cipher->used_size == SHORT_KEY ? LONG_KEY : cipher->used_size;
  if (cipher->used_size < SHORT_KEY || cipher->used_size > LONG_KEY)
    return FALSE;
  memcpy (mixed, check + 4, SALT_SIZE);
  cipher->hash = G_CHECKSUM_SHA1;
  cipher->base_size = LONGEST_HASH;
  hash (G_CHECKSUM_SHA1, mixed, SALT_SIZE + spell_password (mixed + SALT_SIZE), cipher->base);
  check += 4 + SALT_SIZE;
  return is_right (cipher, check, check + NUMBER_SIZE + 4);
}

/**
 * tv_xls_cipher_init:
 * @cipher: (out): the encryption
 * @head: (array length=length): what a record of the type FILEPASS holds
 * @length: in bytes
 *
 * Finds out whether a file is encrypted with the password that nobody is asked for.
 *
 * Returns: %FALSE where it is another one, or encryption of a kind that is not known
 */
gboolean
tv_xls_cipher_init (TvXlsCipher *cipher, const guint8 *head, gsize length)
{
  guint major, minor;

  memset (cipher, 0, sizeof *cipher);
  cipher->block = -1;
  if (length < 6 || tv_bytes_get_16 (head) != 1)
    return FALSE;
  major = tv_bytes_get_16 (head + 2);
  minor = tv_bytes_get_16 (head + 4);
  if (major == 1 && minor == 1)
    return init_md5 (cipher, head + 6, length - 6);
  return major >= 2 && major <= 4 && minor == 2 && init_sha1 (cipher, head + 6, length - 6);
}
