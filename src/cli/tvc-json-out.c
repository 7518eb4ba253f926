/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A writer of JSON for answers that are as large as a file. What is written goes to standard output
 * in blocks; text that is no UTF-8 is mended, so that the answer always is. */
#include "tvc-json-out.h"

#include <stdio.h>
#include <string.h>

#define BLOCK (1 << 16)

/**
 * tvc_json_out_init:
 * @out: (out caller-allocates): the writer
 *
 * Begins an object.
 */
void
tvc_json_out_init (TvcJsonOut *out)
{
  out->text = g_string_new ("{");
  out->needs_comma = FALSE;
  out->is_kept = FALSE;
}

static void
flush (TvcJsonOut *out)
{
  fwrite (out->text->str, 1, out->text->len, stdout);
  g_string_truncate (out->text, 0);
}

/**
 * tvc_json_out_end:
 * @out: the writer
 *
 * Ends the object and the line, prints all, and frees what the writer holds.
 */
void
tvc_json_out_end (TvcJsonOut *out)
{
  g_string_append (out->text, "}\n");
  flush (out);
  fflush (stdout);
  tvc_json_out_drop (out);
}

/**
 * tvc_json_out_drop:
 * @out: the writer
 *
 * Frees what the writer holds without printing it.
 */
void
tvc_json_out_drop (TvcJsonOut *out)
{
  if (out->text != NULL)
    g_string_free (out->text, TRUE);
  out->text = NULL;
}

static void
write_text (GString *text, const char *from, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  g_autofree char *mended = NULL;

  /* NUL is no error of its own here. */
  for (gsize at = 0; at < length;)
    {
      const char *end;

      if (g_utf8_validate_len (from + at, length - at, &end))
        break;
      if (*end != '\0')
        {
          mended = g_utf8_make_valid (from, (gssize) length);
          from = mended;
          length = strlen (mended);
          break;
        }
      at = (gsize) (end - from) + 1;
    }
  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) from[i];

      if (c == '"' || c == '\\')
        g_string_append_c (text, '\\');
      if (c >= 0x20)
        g_string_append_c (text, (char) c);
      else if (c == '\n')
        g_string_append (text, "\\n");
      else
        {
          g_string_append (text, "\\u00");
          g_string_append_c (text, digits[c >> 4]);
          g_string_append_c (text, digits[c & 15]);
        }
    }
  g_string_append_c (text, '"');
}

static void
begin (TvcJsonOut *out, const char *name)
{
  if (out->needs_comma)
    g_string_append_c (out->text, ',');
  out->needs_comma = TRUE;
  if (out->text->len > BLOCK && !out->is_kept)
    flush (out);
  if (name == NULL)
    return;
  write_text (out->text, name, strlen (name));
  g_string_append_c (out->text, ':');
}

/**
 * tvc_json_out_open:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @bracket: '{' or '['
 *
 * Begins an object or a list.
 */
void
tvc_json_out_open (TvcJsonOut *out, const char *name, char bracket)
{
  begin (out, name);
  g_string_append_c (out->text, bracket);
  out->needs_comma = FALSE;
}

/**
 * tvc_json_out_close:
 * @out: the writer
 * @bracket: '}' or ']'
 *
 * Ends an object or a list.
 */
void
tvc_json_out_close (TvcJsonOut *out, char bracket)
{
  g_string_append_c (out->text, bracket);
  out->needs_comma = TRUE;
}

/**
 * tvc_json_out_text:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @text: (nullable): text, %NULL for null
 * @length: of @text, -1 for all of it
 *
 * Writes text.
 */
void
tvc_json_out_text (TvcJsonOut *out, const char *name, const char *text, gssize length)
{
  begin (out, name);
  if (text == NULL)
    g_string_append (out->text, "null");
  else
    write_text (out->text, text, length < 0 ? strlen (text) : (gsize) length);
}

/**
 * tvc_json_out_char:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @character: as in a dialect: 0 for null, %TV_DIALECT_NUL and above for NUL
 *
 * Writes one character.
 */
void
tvc_json_out_char (TvcJsonOut *out, const char *name, gunichar character)
{
  char text[8] = { 0 };

  if (character == 0)
    tvc_json_out_null (out, name);
  else if (character > 0x10ffff)
    tvc_json_out_text (out, name, "", 1);
  else
    tvc_json_out_text (out, name, text, g_unichar_to_utf8 (character, text));
}

/**
 * tvc_json_out_int:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @value: a whole number
 *
 * Writes a number.
 */
void
tvc_json_out_int (TvcJsonOut *out, const char *name, gint64 value)
{
  begin (out, name);
  g_string_append_printf (out->text, "%" G_GINT64_FORMAT, value);
}

/**
 * tvc_json_out_double:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @value: a finite number
 *
 * Writes a number with up to four decimals, whatever the locale.
 */
void
tvc_json_out_double (TvcJsonOut *out, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  begin (out, name);
  g_string_append (out->text, g_ascii_formatd (text, sizeof text, "%.4g", value));
}

/**
 * tvc_json_out_bool:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 * @value: a truth value
 *
 * Writes true or false.
 */
void
tvc_json_out_bool (TvcJsonOut *out, const char *name, gboolean value)
{
  begin (out, name);
  g_string_append (out->text, value ? "true" : "false");
}

/**
 * tvc_json_out_null:
 * @out: the writer
 * @name: (nullable): the member's name, %NULL in a list
 *
 * Writes null.
 */
void
tvc_json_out_null (TvcJsonOut *out, const char *name)
{
  begin (out, name);
  g_string_append (out->text, "null");
}
