/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label means a service when all its words speak of one: at least one names it (postage, frais),
 * the others only say which (express, de, client). One word more may stand before an English name
 * or behind a French one, as that of a carrier does. English and French; a word that is a product
 * somewhere, such as port, never decides alone, unless it stands where a code does. */
#include "base/tv-service.h"

#include <string.h>

#include "base/tv-text.h"

/* Words that name a service. */
static const char *const names[]
    = { "postage",     "carriage",   "shipping",   "freight",          "delivery",
        "livraison",   "livraisons", "expedition", "affranchissement", "frais",
        "fee",         "fees",       "charges",    "commission",       "commissions",
        "discount",    "remise",     "remises",    "rabais",           "ristourne",
        "escompte",    "surcharge",  "handling",   "manutention",      "adjustment",
        "adjust",      "ajustement", "correction", "corrections",      "regularisation",
        "rounding",    "arrondi",    "service",    "services",         "prestation",
        "prestations", "acompte",    "consigne",   "ecotaxe",          NULL };

/* Words that say which one. */
static const char *const details[] = { "de",
                                       "d",
                                       "du",
                                       "des",
                                       "la",
                                       "le",
                                       "l",
                                       "les",
                                       "the",
                                       "and",
                                       "et",
                                       "of",
                                       "for",
                                       "pour",
                                       "a",
                                       "en",
                                       "par",
                                       "by",
                                       "to",
                                       "sur",
                                       "on",
                                       "client",
                                       "clients",
                                       "customer",
                                       "commande",
                                       "order",
                                       "express",
                                       "standard",
                                       "economy",
                                       "colissimo",
                                       "point",
                                       "relais",
                                       "relay",
                                       "mondial",
                                       "domicile",
                                       "home",
                                       "france",
                                       "europe",
                                       "uk",
                                       "national",
                                       "nationale",
                                       "international",
                                       "bank",
                                       "bancaire",
                                       "bancaires",
                                       "gestion",
                                       "dossier",
                                       "payment",
                                       "paiement",
                                       "card",
                                       "carte",
                                       "gratuit",
                                       "gratuite",
                                       "gratuits",
                                       "offert",
                                       "offerte",
                                       "offerts",
                                       "free",
                                       "forfait",
                                       "supplement",
                                       "port",
                                       "ports",
                                       "transport",
                                       "envoi",
                                       "emballage",
                                       "packing",
                                       "packaging",
                                       "bad",
                                       "debt",
                                       "debts",
                                       "late",
                                       "retard",
                                       "manual",
                                       "manuel",
                                       "manuelle",
                                       "manuelles",
                                       "commercial",
                                       "commerciale",
                                       "fidelite",
                                       "exceptionnel",
                                       "exceptionnelle",
                                       "special",
                                       "invoice",
                                       "facture",
                                       "ht",
                                       "ttc",
                                       "tva",
                                       "vat",
                                       "import",
                                       "export",
                                       "douane",
                                       "customs",
                                       "participation",
                                       NULL };

/* Labels that mean a service as they stand. */
static const char *const whole[] = { "manual", "manuel", "transport", "envoi", NULL };

/* Names that one other word may stand before, and those that one may stand behind. */
static const char *const last_names[] = { "postage", "fee", "fees", "charges", "commission", NULL };
static const char *const first_names[] = { "frais", "livraison", "commission", NULL };

/* Families that are called so; here even a lone "port" is what is paid for a parcel. */
static const char *const families[] = { "port", "ports", "transport", NULL };

/* Codes that programs of shops give them. A catalogue that has such a code says better what it is.
 */
static const char *const codes[]
    = { "port",       "ports",       "post", "fdp",  "fraisport", "fraisports", "fraisdeport",
        "transport",  "transp",      "liv",  "livr", "ship",      "frt",        "dot",
        "m",          "manu",        "d",    "disc", "rem",       "rmse",       "amazonfee",
        "bankcharge", "bankcharges", "adj",  "corr", NULL };

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789") == strlen (word);
}

static gboolean
is_label (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint count = g_strv_length (words), name_count = 0, detail_count = 0;

  if (g_strv_contains (whole, folded))
    return TRUE;
  for (guint i = 0; i < count; i++)
    {
      gboolean is_name = g_strv_contains (names, words[i]);

      name_count += is_name;
      detail_count += !is_name && (is_number (words[i]) || g_strv_contains (details, words[i]));
    }
  if (name_count > 0 && name_count + detail_count == count)
    return TRUE;
  return count == 2
         && (g_strv_contains (last_names, words[1]) || g_strv_contains (first_names, words[0]));
}

/**
 * tv_service_is_label:
 * @label: what a line of an invoice is called
 *
 * Tells postage, carriage, bank charges, discounts, manual corrections and their like from
 * products. Case, accents and punctuation do not matter.
 *
 * Returns: whether the label means a service
 */
gboolean
tv_service_is_label (const char *label)
{
  g_autofree char *folded = tv_text_fold (label);

  return is_label (folded);
}

/**
 * tv_service_is_code:
 * @code: what a line of an invoice has in the place of a product's key
 *
 * Tells the codes of services (PORT, POST, M, BANK CHARGES) from those of products, for lines that
 * have nothing but a code that no catalogue knows.
 *
 * Returns: whether the code means a service
 */
gboolean
tv_service_is_code (const char *code)
{
  g_autofree char *folded = tv_text_fold (code);

  return g_strv_contains (codes, folded) || is_label (folded);
}

/**
 * tv_service_is_family:
 * @name: of a family of products
 *
 * Returns: whether what belongs to the family are services
 */
gboolean
tv_service_is_family (const char *name)
{
  g_autofree char *folded = tv_text_fold (name);

  return g_strv_contains (families, folded) || is_label (folded);
}
