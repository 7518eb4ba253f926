/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers while they are cleaned, shared by the file that loads and writes them, the file that
 * finds duplicates and the file that does as people said. Inside the room only. */
#pragma once

#include "base/tv-far-array.h"
#include "base/tv-far-index.h"
#include "base/tv-far-pieces.h"
#include "base/tv-progress.h"
#include "rows/tv-customer-edit.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

typedef enum
{
  FIELD_CODE,
  FIELD_LAST_NAME,
  FIELD_FIRST_NAME,
  FIELD_EMAIL,
  FIELD_PHONE,
  FIELD_ADDRESS,
  FIELD_POSTAL_CODE,
  FIELD_CITY,
  FIELD_COUNTRY,
  N_FIELDS,
  /* What is drawn from the fields, never NULL. */
  FIELD_LAST_FOLD = N_FIELDS,
  FIELD_FIRST_FOLD,
  N_TEXTS,
} Field;

typedef enum
{
  RULE_NONE, /* a master, or who was merged by a person */
  RULE_EMAIL,
  RULE_PHONE,
} Rule;

/* What is kept of each customer beside the texts, which lie elsewhere. */
typedef struct
{
  gint64 id;
  guint64 place;                  /* of the texts */
  guint64 email_hash, phone_hash; /* as the files have them; 0 = none */
  guint32 next;                   /* who has the same address, while these are linked; 0 = none */
  guint32 master;                 /* index, union-find */
  guint32 named;                  /* of a root: by whose last name its group is known */
  gint8 is_optout, is_bounced;    /* -1 = not said */
  guint8 rule;                    /* Rule */
} Customer;

typedef struct
{
  const char *texts[N_TEXTS]; /* NULL = none */
} Texts;

typedef struct
{
  TvFarArray *array;   /* of Customer, by ascending id */
  TvFarPieces *pieces; /* texts; what a piece says never changes */
  GHashTable *apart;   /* by root and 1: GArray of guint32, who must not be in its group */
  GByteArray *scratch;
} Customers;

Customers *tv_customers_new (void);
void tv_customers_free (Customers *customers);
guint32 tv_customers_get_count (const Customers *customers);
Customer *tv_customers_add (Customers *customers, gint64 id);
Customer *tv_customers_get (Customers *customers, guint32 index);
gboolean tv_customers_find (Customers *customers, gint64 id, guint32 *out_index);
void tv_customers_read (Customers *customers, const Customer *customer, Texts *out);
gboolean
tv_customers_write (Customers *customers, Customer *customer, const Texts *texts, GError **error);
gboolean
tv_customers_complete (Customers *customers, guint32 master, guint32 index, GError **error);

gboolean tv_whole_name_is_same (const Texts *a, const Texts *b);
gboolean tv_whole_name_has_last (const Texts *whole, const Texts *texts);
gboolean tv_whole_name_is_split (const Texts *texts, const Texts *whole);

#define TV_DUPLICATES_AT_ONCE (1u << 18) /* customers that are compared: 4 MB */

guint32 tv_duplicates_find_master (Customers *customers, guint32 index);
gboolean tv_duplicates_link (Customers *customers,
                             Field field,
                             Rule rule,
                             guint32 at_once,
                             TvProgress *progress,
                             GError **error);

/* What contacts found out. */
typedef struct
{
  GByteArray *of_ref;     /* by reference of the customer */
  TvFarIndex *of_address; /* by the hash of the address that stands in the place of a code */
} CustomerContacts;

void tv_customer_contacts_init (CustomerContacts *contacts);
void tv_customer_contacts_clear (CustomerContacts *contacts);
gboolean tv_customer_contacts_load (CustomerContacts *contacts, TvJob *job, GError **error);
gboolean tv_customer_contacts_has_addresses (const CustomerContacts *contacts);
void
tv_customer_contacts_take (const CustomerContacts *contacts, Customer *customer, const char *email);
gboolean tv_customer_contacts_has_objected (const CustomerContacts *contacts, const char *email);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CustomerContacts, tv_customer_contacts_clear)

typedef struct _AddressCodes AddressCodes;

guint64 tv_address_hash (const char *address);
AddressCodes *tv_address_codes_load (TvJob *job, GError **error);
void tv_address_codes_free (AddressCodes *codes);
guint64 tv_address_codes_get_digest (const AddressCodes *codes);
gboolean tv_address_codes_has_any (const AddressCodes *codes);
void tv_address_codes_begin (AddressCodes *codes);
gboolean
tv_address_codes_note_former (AddressCodes *codes, guint64 hash, guint32 index, GError **error);
gboolean tv_address_codes_end_former (AddressCodes *codes, TvProgress *progress, GError **error);
gboolean tv_address_codes_was_of (const AddressCodes *codes,
                                  const char *address,
                                  Customers *customers,
                                  guint32 root);
gboolean tv_address_codes_write (TvJob *job,
                                 AddressCodes *codes,
                                 Customers *customers,
                                 GPtrArray *links,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AddressCodes, tv_address_codes_free)

typedef struct _CustomerEdits CustomerEdits;

CustomerEdits *tv_edits_load (TvJob *job,
                              Customers *customers,
                              const AddressCodes *codes,
                              GPtrArray *list,
                              GError **error);
void tv_edits_free (CustomerEdits *edits);
gboolean tv_edits_apply (CustomerEdits *edits, Customers *customers, gint64 until, GError **error);

void tv_links_keep_apart (Customers *customers, GPtrArray *links);
gboolean
tv_links_merge (Customers *customers, GPtrArray *links, CustomerEdits *edits, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CustomerEdits, tv_edits_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Customers, tv_customers_free)

G_END_DECLS
