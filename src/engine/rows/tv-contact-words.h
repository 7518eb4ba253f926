/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a contact history calls its channels and what became of a message, and how a list
 * of subscribers says how somebody stands on it. */
#ifndef TV_CONTACT_WORDS_H
#define TV_CONTACT_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

const char *tv_contact_words_find_channel (const char *text);
const char *tv_contact_words_find_status (const char *text);
int tv_contact_words_find_bounce (const char *text);
gboolean tv_contact_words_are_of_list (const char *text);
gboolean tv_contact_words_are_unconfirmed (const char *text);
gboolean tv_contact_words_are_objection (const char *text);

G_END_DECLS

#endif
