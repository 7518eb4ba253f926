/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a page into tags and texts as a browser would, and never finds it damaged: whoever wrote the
 * page by printing strings left out end tags and quotes. Comments, scripts and styles are passed
 * by. */
#include "ingest/tv-page-markup.h"

#include <string.h>

#include "ingest/tv-page-text.h"

#define BLOCK (1 << 16)
#define LONGEST_TAG (1 << 15) /* what is behind is cut off */
#define HELD_BACK 16          /* bytes at the end of a block, which may cut a reference in two */

struct _TvPageMarkup
{
  TvTextSource *source;
  char *block;
  gsize begin, end;
  gboolean is_at_end;
  char name[16]; /* of the present tag, in small letters */
  GString *tag;  /* what stands in it */
  GString *text;
};

/**
 * tv_page_markup_open:
 * @path: (type filename): a web page
 * @error: return location for an error that names the file
 *
 * Opens a page before its first tag.
 *
 * Returns: (transfer full) (nullable): the page
 */
TvPageMarkup *
tv_page_markup_open (const char *path, GError **error)
{
  g_autofree char *encoding = tv_page_choose_encoding (path, error);
  TvTextSource *source
      = encoding != NULL ? tv_text_source_open (path, NULL, encoding, NULL, error) : NULL;
  TvPageMarkup *page;

  if (source == NULL)
    return NULL;
  page = g_new0 (TvPageMarkup, 1);
  page->source = source;
  page->block = g_malloc (2 * BLOCK);
  page->tag = g_string_new (NULL);
  page->text = g_string_new (NULL);
  return page;
}

/**
 * tv_page_markup_free:
 * @page: (transfer full): the page
 *
 * Closes the page.
 */
void
tv_page_markup_free (TvPageMarkup *page)
{
  tv_text_source_free (page->source);
  g_string_free (page->tag, TRUE);
  g_string_free (page->text, TRUE);
  g_free (page->block);
  g_free (page);
}

/* Makes sure that so many bytes stand in the block, where the page has them. */
static gboolean
need (TvPageMarkup *page, gsize count, GError **error)
{
  while (page->end - page->begin < count && !page->is_at_end)
    {
      gssize got;

      memmove (page->block, page->block + page->begin, page->end - page->begin);
      page->end -= page->begin;
      page->begin = 0;
      got = tv_text_source_read (page->source, page->block + page->end, BLOCK, error);
      if (got < 0)
        return FALSE;
      page->is_at_end = got == 0;
      page->end += (gsize) got;
    }
  return TRUE;
}

/* Passes all up to a mark, in any case of letters, and the mark itself where it is to be passed. */
static gboolean
pass (TvPageMarkup *page, const char *mark, gboolean is_inclusive, GError **error)
{
  gsize length = strlen (mark);

  for (;;)
    {
      const char *at, *found;

      if (!need (page, length, error))
        return FALSE;
      if (page->end - page->begin < length)
        {
          page->begin = page->end;
          return TRUE;
        }
      at = page->block + page->begin;
      found = memchr (at, mark[0], page->end - page->begin - length + 1);
      if (found == NULL)
        {
          page->begin = page->end - length + 1;
          continue;
        }
      page->begin += (gsize) (found - at);
      if (g_ascii_strncasecmp (found, mark, length) == 0)
        {
          page->begin += is_inclusive ? length : 0;
          return TRUE;
        }
      page->begin++;
    }
}

/* The tag at begin up to its “>”. A quote counts behind “=” alone, as in a browser. */
static gboolean
take_tag (TvPageMarkup *page, GError **error)
{
  char quote = '\0', before = '\0';

  g_string_truncate (page->tag, 0);
  for (;;)
    {
      char c;

      if (!need (page, 1, error))
        return FALSE;
      if (page->begin == page->end)
        return TRUE;
      c = page->block[page->begin++];
      if (c == '>' && quote == '\0')
        return TRUE;
      if (quote != '\0' && c == quote)
        quote = '\0';
      else if (quote == '\0' && (c == '"' || c == '\'') && before == '=')
        quote = c;
      if (page->tag->len < LONGEST_TAG)
        g_string_append_c (page->tag, c);
      if (!g_ascii_isspace (c))
        before = c;
    }
}

static TvPageEvent
read_tag (TvPageMarkup *page, GError **error)
{
  gboolean is_end;
  const char *name;
  gsize length = 0;

  page->begin++;
  if (!take_tag (page, error))
    return TV_PAGE_ERROR;
  is_end = page->tag->str[0] == '/';
  name = page->tag->str + is_end;
  while (g_ascii_isalnum (name[length]) || name[length] == ':')
    length++;
  length = MIN (length, sizeof page->name - 1);
  for (gsize i = 0; i < length; i++)
    page->name[i] = g_ascii_tolower (name[i]);
  page->name[length] = '\0';
  if (!is_end && g_str_equal (page->name, "script") && !pass (page, "</script", FALSE, error))
    return TV_PAGE_ERROR;
  if (!is_end && g_str_equal (page->name, "style") && !pass (page, "</style", FALSE, error))
    return TV_PAGE_ERROR;
  return is_end ? TV_PAGE_END : TV_PAGE_START;
}

/* Up to the next “<” behind from, or as much as is there without what may be half a reference. */
static TvPageEvent
read_text (TvPageMarkup *page, gsize from)
{
  const char *text = page->block + page->begin;
  gsize length = page->end - page->begin;
  const char *mark = memchr (text + from, '<', length - from);

  if (mark != NULL)
    length = (gsize) (mark - text);
  else if (!page->is_at_end && length > HELD_BACK)
    length -= HELD_BACK;
  g_string_truncate (page->text, 0);
  tv_page_append_text (page->text, text, length);
  page->begin += length;
  return TV_PAGE_TEXT;
}

static gboolean
is_comment (const TvPageMarkup *page)
{
  return page->end - page->begin >= 4 && memcmp (page->block + page->begin, "<!--", 4) == 0;
}

/**
 * tv_page_markup_next:
 * @page: the page
 * @error: return location for an error of the file
 *
 * Goes to the next tag or text.
 *
 * Returns: what it is; TV_PAGE_ERROR with @error set
 */
TvPageEvent
tv_page_markup_next (TvPageMarkup *page, GError **error)
{
  for (;;)
    {
      const char *at;

      if (!need (page, HELD_BACK + 1, error))
        return TV_PAGE_ERROR;
      if (page->begin == page->end)
        return TV_PAGE_FINISHED;
      at = page->block + page->begin;
      if (*at != '<' || page->end - page->begin < 3)
        return read_text (page, *at == '<');
      if (g_ascii_isalpha (at[1]) || (at[1] == '/' && g_ascii_isalpha (at[2])))
        return read_tag (page, error);
      if (at[1] != '!' && at[1] != '?' && at[1] != '/')
        return read_text (page, 1);
      if (!pass (page, is_comment (page) ? "-->" : ">", TRUE, error))
        return TV_PAGE_ERROR;
    }
}

/**
 * tv_page_markup_is:
 * @page: the page, at a tag
 * @name: in small letters
 *
 * Returns: whether this is the name of the tag
 */
gboolean
tv_page_markup_is (const TvPageMarkup *page, const char *name)
{
  return g_str_equal (page->name, name);
}

/**
 * tv_page_markup_get_number:
 * @page: the page, at a start
 * @name: of an attribute, in small letters
 *
 * Looks up a number, with quotes or without.
 *
 * Returns: it, at most 65,535; 1 where there is none
 */
guint
tv_page_markup_get_number (const TvPageMarkup *page, const char *name)
{
  gsize length = strlen (name);
  guint number = 0;
  const char *at = page->tag->str;

  while ((at = strpbrk (at, " \t\r\n\"'")) != NULL)
    if (g_ascii_strncasecmp (++at, name, length) == 0)
      {
        at += length;
        at += strspn (at, " \t\r\n");
        if (*at != '=')
          continue;
        at++;
        at += strspn (at, " \t\r\n\"'");
        for (; g_ascii_isdigit (*at) && number < 6553; at++)
          number = number * 10 + (guint) (*at - '0');
        return MAX (number, 1);
      }
  return 1;
}

/**
 * tv_page_markup_get_text:
 * @page: the page, at a text
 *
 * Returns: the piece of text, borrowed until the next event; not checked to be UTF-8
 */
const GString *
tv_page_markup_get_text (const TvPageMarkup *page)
{
  return page->text;
}

/**
 * tv_page_markup_get_position:
 * @page: the page
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_page_markup_get_position (const TvPageMarkup *page)
{
  return tv_text_source_get_position (page->source);
}
