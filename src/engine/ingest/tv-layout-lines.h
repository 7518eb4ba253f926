/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a text that is laid out for the eye: rules, titles, and what stands at their ends. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *at, *end;
  guint number; /* from 1 */
  gboolean is_blank, is_rule;
} TvLayoutLine;

GArray *tv_layout_list_lines (const char *text, gsize length, gboolean is_whole, guint most);
gboolean tv_layout_is_rule (const char *at, const char *end);
gboolean tv_layout_is_one_text (const char *at, const char *end);
guint tv_layout_hash_letters (const char *at, const char *end);
guint tv_layout_count_characters (const char *at, const char *end);

/* Passes over blanks, and a page break before them. */
static inline const char *
tv_layout_skip_blanks (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\f'))
    at++;
  return at;
}

static inline const char *
tv_layout_trim_end (const char *at, const char *end)
{
  while (end > at && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
    end--;
  return end;
}

G_END_DECLS
