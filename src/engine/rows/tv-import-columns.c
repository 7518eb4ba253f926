/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of canonical columns with what people call them, and one list of columns a kind. From
 * these come the mapping that is proposed, its titles on screen and the recognition of a file's
 * kind. */
#include "rows/tv-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-text.h"

/* names: what headers call it, folded and without blanks, the canonical name first. */
static const struct
{
  const char *name;
  const char *title;
  const char *names;
} columns[TV_N_COLUMNS] = {
  [TV_COLUMN_CUSTOMER_CODE]
  = { "customer_code",
      N_ ("Customer code"),
      "customercode|customerid|customerno|customernumber|customer|custid|clientid|client|"
      "codeclient|nclient|noclient|numclient|numeroclient|refclient|referenceclient|idclient|"
      "customerkey|accountnumber|account|compte|codetiers|tiers|numerodeclient|ndeclient|contactid|"
      "recordid|cardcode|code|id" },
  [TV_COLUMN_LAST_NAME]
  = { "last_name",
      N_ ("Last name"),
      "lastname|surname|familyname|nom|nomclient|nomduclient|nomdefamille|numedefamilie|name|"
      "customername|fullname|raisonsociale|societe|company|cardname" },
  [TV_COLUMN_FIRST_NAME]
  = { "first_name", N_ ("First name"), "firstname|givenname|prenom|forename" },
  [TV_COLUMN_EMAIL] = { "email",
                        N_ ("E-mail"),
                        "email|emailaddress|emailclient|mail|courriel|adressemail|adresseemail|"
                        "adresseelectronique" },
  [TV_COLUMN_PHONE]
  = { "phone",
      N_ ("Phone"),
      "phone|phonenumber|telephone|tel|mobile|portable|telportable|numerodetelephone|cellphone" },
  [TV_COLUMN_ADDRESS] = { "address",
                          N_ ("Address"),
                          "address|street|adresse|rue|addressline1|adresse1|voie|adressepostale" },
  [TV_COLUMN_POSTAL_CODE]
  = { "postal_code", N_ ("Postal code"), "postalcode|postcode|zip|zipcode|codepostal|cp" },
  [TV_COLUMN_CITY] = { "city", N_ ("City"), "city|town|ville|commune|localite" },
  [TV_COLUMN_COUNTRY] = { "country", N_ ("Country"), "country|pays|countrycode|codepays" },
  [TV_COLUMN_IS_OPTOUT]
  = { "is_optout",
      N_ ("Opted out"),
      "isoptout|optout|optedout|unsubscribed|unsubscribedfromallemail|blacklisted|desinscrit|"
      "desabonne|"
      "desinscription|nepascontacter|donotcontact|donotemail|nichtkontaktieren|nocontactar|"
      "noncontattare|nietbenaderen|naocontactar|kontaktaej|kontaktikke|niekontaktowac|stop|optin|"
      "optedin|emailoptin|optinemail|"
      "optinmarketing|consent|consentement|marketingconsent|emailconsent|"
      "consentementmarketing|acceptsmarketing|acceptsemailmarketing|"
      "acceptemarketing|accepteprospection|accordprospection|"
      "accordcommercial|newsletter" },
  [TV_COLUMN_IS_BOUNCED]
  = { "is_bounced",
      N_ ("Bounced"),
      "isbounced|bounced|bounce|rebond|adresseenerreur|emailinvalide|npai|emailenerreur" },
  [TV_COLUMN_PRODUCT_KEY]
  = { "product_key",
      N_ ("Product key"),
      "productkey|productid|productcode|stockcode|sku|itemcode|itemid|item|codeproduit|codearticle|"
      "refproduit|refarticle|reference|referenceproduit|referencearticle|idproduit|idarticle|ean|"
      "gencod|codebarre|ref|code|id|article|asin|handle" },
  [TV_COLUMN_PRODUCT_LABEL]
  = { "product_label",
      N_ ("Product label"),
      "productlabel|productname|product|description|label|itemname|itemdescription|designation|"
      "libelle|libelleproduit|libellearticle|designationarticle|designationproduit|produit|"
      "nomproduit|nomduproduit|article|nom|name|title|dscription" },
  [TV_COLUMN_FAMILY] = { "family",
                         N_ ("Family"),
                         "family|productfamily|famille|category|productcategory|categorie|rayon|"
                         "department|productgroup|groupe" },
  [TV_COLUMN_SUB_FAMILY] = { "sub_family",
                             N_ ("Sub-family"),
                             "subfamily|subcategory|sousfamille|souscategorie|productsubcategory" },
  [TV_COLUMN_BRAND]
  = { "brand", N_ ("Brand"), "brand|marque|producer|producteur|domaine|manufacturer|fabricant" },
  [TV_COLUMN_VINTAGE] = { "vintage", N_ ("Vintage"), "vintage|millesime" },
  [TV_COLUMN_GRAPE] = { "grape", N_ ("Grape"), "grape|grapevariety|cepage" },
  [TV_COLUMN_SWEETNESS] = { "sweetness", N_ ("Sweetness"), "sweetness|sucrosite|douceur" },
  [TV_COLUMN_PRICE] = { "price",
                        N_ ("Price"),
                        "price|listprice|productprice|retailprice|unitprice|prix|prixht|"
                        "prixdevente|prixunitaire|tarif|pvht|puht" },
  [TV_COLUMN_COST]
  = { "cost",
      N_ ("Cost"),
      "cost|productcost|costprice|unitcost|cout|prixdachat|prixachat|prixderevient|pa" },
  [TV_COLUMN_MARGIN]
  = { "margin", N_ ("Margin"), "margin|marge|margeht|margebrute|grossmargin|profit" },
  [TV_COLUMN_PRICE_BAND]
  = { "price_band", N_ ("Price band"), "priceband|pricerange|gamme|gammedeprix" },
  [TV_COLUMN_PREMIUM_TIER]
  = { "premium_tier", N_ ("Premium tier"), "premiumtier|tier|niveau|niveaudegamme" },
  [TV_COLUMN_IS_ACTIVE] = { "is_active", N_ ("Active"), "isactive|active|actif|envente|available" },
  [TV_COLUMN_SEASON_TAGS]
  = { "season_tags", N_ ("Season tags"), "seasontags|season|seasons|saison|saisons" },
  [TV_COLUMN_STOCK] = { "stock",
                        N_ ("Stock"),
                        "stock|stockqty|stocklevel|qtestock|quantiteenstock|quantityinstock|"
                        "stockonhand|inventory|onhand" },
  [TV_COLUMN_ORDER_DATE]
  = { "order_date",
      N_ ("Order date"),
      "orderdate|invoicedate|saledate|salesdate|transactiondate|purchasedate|docdate|documentdate|"
      "date|datecommande|datedecommande|datefacture|datedefacture|datevente|datedevente|"
      "datepiece|dateticket|dateachat|datedachat" },
  [TV_COLUMN_DOC_REF]
  = { "doc_ref",
      N_ ("Document"),
      "docref|documentref|invoiceno|invoicenumber|invoice|invoiceid|ordernumber|orderno|orderid|"
      "order|receipt|receiptno|ticket|ticketno|nticket|noticket|numeroticket|document|"
      "numerodocument|ndocument|piece|npiece|"
      "nopiece|numeropiece|facture|nfacture|nofacture|numerofacture|numfacture|ncommande|"
      "numerocommande|numcommande|commande|transactionid|reffacture|refcommande|ndefacture|"
      "numerodefacture|ndecommande|numerodecommande|docnum|num" },
  [TV_COLUMN_DOC_TYPE]
  = { "doc_type",
      N_ ("Document type"),
      "doctype|documenttype|type|typedocument|typepiece|typedepiece|naturepiece|nature" },
  [TV_COLUMN_ORDER_STATUS]
  = { "order_status",
      N_ ("Order status"),
      "orderstatus|status|statut|etat|financialstatus|paymentstatus|orderstate|invoicestatus|"
      "statutcommande|statutdelacommande|etatcommande|etatdelacommande|statutpaiement|state|"
      "bestellstatus|auftragsstatus|zustand|estado|estadodelpedido|estadopedido|stato|statoordine|"
      "situacao|eventtype" },
  [TV_COLUMN_IS_CANCELLED]
  = { "is_cancelled",
      N_ ("Cancelled"),
      "iscancelled|cancelled|canceled|iscanceled|cancelledat|canceledat|cancellationdate|"
      "cancelleddate|datecancelled|voided|isvoid|annule|annulee|estannule|dateannulation|"
      "datedannulation|storniert|stornodatum|anulado|cancelado|annullato|geannuleerd|"
      "fullyrefunded|refunded|isrefunded|remboursee|rembourse|erstattet|reembolsado|"
      "rimborsato" },
  [TV_COLUMN_QTY]
  = { "qty",
      N_ ("Quantity"),
      "qty|quantity|orderquantity|qta|units|qte|quantite|qtefacturee|quantitevendue|nombre|nb" },
  [TV_COLUMN_AMOUNT_HT]
  = { "amount_ht",
      N_ ("Amount excluding tax"),
      "amountht|lineamount|linetotal|amount|netamount|total|totalht|extendedprice|revenue|sales|"
      "turnover|montant|montantht|montantligneht|montanttotalht|"
      "caht|totalligneht|totalligne|montantnet|ca|amountexcltax|exclvat" },
  [TV_COLUMN_UNIT_PRICE]
  = { "unit_price",
      N_ ("Unit price"),
      "unitprice|price|puht|pu|prixunitaire|prixunitaireht|prix|prixht|unitamount" },
  [TV_COLUMN_DISCOUNT] = { "discount",
                           N_ ("Discount"),
                           "discount|linediscount|lineitemdiscount|unitpricediscount|discountrate|"
                           "discountpercent|remise|remiseligne|tauxremise|tauxderemise|rabatt" },
  [TV_COLUMN_AMOUNT_TTC]
  = { "amount_ttc",
      N_ ("Amount including tax"),
      "amountttc|grossamount|totalttc|montantttc|cattc|amountincltax|inclvat" },
  [TV_COLUMN_CONTACT_DATE]
  = { "contact_date",
      N_ ("Contact date"),
      "versanddatum|fechadeenvio|fechaenvio|datadeenvio|dataenvio|verzenddatum|datawysylki|"
      "contactdate|sentdate|senddate|datecontact|datedecontact|dateenvoi|datedenvoi|sentat|date" },
  [TV_COLUMN_CHANNEL] = { "channel", N_ ("Channel"), "channel|canal|media|medium" },
  [TV_COLUMN_STATUS]
  = { "status", N_ ("Status"), "status|statut|etat|event|evenement|result|resultat" },
  [TV_COLUMN_CAMPAIGN_ID] = { "campaign_id",
                              N_ ("Campaign"),
                              "campaignid|campaign|campagne|idcampagne|codecampagne|operation" },
};

static const TvColumn customer_columns[]
    = { TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL,
        TV_COLUMN_PHONE,         TV_COLUMN_ADDRESS,   TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,
        TV_COLUMN_COUNTRY,       TV_COLUMN_IS_OPTOUT, TV_COLUMN_IS_BOUNCED };
static const TvColumn product_columns[] = {
  TV_COLUMN_PRODUCT_KEY,  TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_FAMILY,      TV_COLUMN_SUB_FAMILY,
  TV_COLUMN_BRAND,        TV_COLUMN_VINTAGE,       TV_COLUMN_GRAPE,       TV_COLUMN_SWEETNESS,
  TV_COLUMN_PRICE,        TV_COLUMN_COST,          TV_COLUMN_MARGIN,      TV_COLUMN_PRICE_BAND,
  TV_COLUMN_PREMIUM_TIER, TV_COLUMN_IS_ACTIVE,     TV_COLUMN_SEASON_TAGS, TV_COLUMN_STOCK
};
static const TvColumn sales_columns[]
    = { TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_ORDER_DATE,   TV_COLUMN_DOC_REF,
        TV_COLUMN_DOC_TYPE,      TV_COLUMN_ORDER_STATUS, TV_COLUMN_IS_CANCELLED,
        TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_PRODUCT_KEY,  TV_COLUMN_QTY,
        TV_COLUMN_AMOUNT_HT,     TV_COLUMN_UNIT_PRICE,   TV_COLUMN_DISCOUNT,
        TV_COLUMN_AMOUNT_TTC,    TV_COLUMN_MARGIN };
static const TvColumn contact_columns[] = { TV_COLUMN_CUSTOMER_CODE,
                                            TV_COLUMN_CONTACT_DATE,
                                            TV_COLUMN_CHANNEL,
                                            TV_COLUMN_STATUS,
                                            TV_COLUMN_CAMPAIGN_ID };
static const TvColumn invoice_columns[] = {
  TV_COLUMN_CUSTOMER_CODE, TV_COLUMN_ORDER_DATE,   TV_COLUMN_DOC_REF,       TV_COLUMN_DOC_TYPE,
  TV_COLUMN_ORDER_STATUS,  TV_COLUMN_IS_CANCELLED, TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_PRODUCT_KEY,
  TV_COLUMN_QTY,           TV_COLUMN_AMOUNT_HT,    TV_COLUMN_UNIT_PRICE,    TV_COLUMN_DISCOUNT,
  TV_COLUMN_AMOUNT_TTC,    TV_COLUMN_MARGIN,       TV_COLUMN_LAST_NAME,     TV_COLUMN_FIRST_NAME,
  TV_COLUMN_EMAIL,         TV_COLUMN_PHONE,        TV_COLUMN_ADDRESS,       TV_COLUMN_POSTAL_CODE,
  TV_COLUMN_CITY,          TV_COLUMN_COUNTRY,      TV_COLUMN_FAMILY,        TV_COLUMN_BRAND
};

static const struct
{
  const TvColumn *columns;
  guint count;
} kinds[TV_N_KINDS] = {
  [TV_KIND_CUSTOMERS] = { customer_columns, G_N_ELEMENTS (customer_columns) },
  [TV_KIND_PRODUCTS] = { product_columns, G_N_ELEMENTS (product_columns) },
  [TV_KIND_SALES_LINES] = { sales_columns, G_N_ELEMENTS (sales_columns) },
  [TV_KIND_CONTACTS] = { contact_columns, G_N_ELEMENTS (contact_columns) },
  [TV_KIND_INVOICE_LINES] = { invoice_columns, G_N_ELEMENTS (invoice_columns) },
};

/**
 * tv_import_kind_list_columns:
 * @kind: a kind of file, not TV_KIND_UNKNOWN
 * @out_count: (out): how many
 *
 * Returns: (array length=out_count): the columns of the kind, static
 */
const TvColumn *
tv_import_kind_list_columns (TvImportKind kind, guint *out_count)
{
  g_return_val_if_fail (kind >= 0 && kind < TV_N_KINDS, NULL);
  *out_count = kinds[kind].count;
  return kinds[kind].columns;
}

/**
 * tv_import_kind_has_lines:
 * @kind: a kind of file
 *
 * Returns: whether its rows are lines of sales
 */
gboolean
tv_import_kind_has_lines (TvImportKind kind)
{
  return kind == TV_KIND_SALES_LINES || kind == TV_KIND_INVOICE_LINES;
}

/**
 * tv_column_get_name:
 * @column: a column
 *
 * Returns: its canonical name, static
 */
const char *
tv_column_get_name (TvColumn column)
{
  g_return_val_if_fail (column < TV_N_COLUMNS, "");
  return columns[column].name;
}

/**
 * tv_import_kind_get_columns:
 * @kind: a kind of file; TV_KIND_UNKNOWN has none
 * @out_count: (out): how many
 *
 * Gets the canonical columns of a kind for showing a mapping. The titles are translated at the
 * first call.
 *
 * Returns: (array length=out_count): static
 */
const TvImportColumn *
tv_import_kind_get_columns (TvImportKind kind, guint *out_count)
{
  static TvImportColumn tables[TV_N_KINDS][TV_N_COLUMNS];
  static gsize is_made = 0;

  *out_count = 0;
  if (kind == TV_KIND_UNKNOWN)
    return NULL;
  if (g_once_init_enter (&is_made))
    {
      for (guint k = 0; k < TV_N_KINDS; k++)
        for (guint i = 0; i < kinds[k].count; i++)
          tables[k][i] = (TvImportColumn){ columns[kinds[k].columns[i]].name,
                                           _ (columns[kinds[k].columns[i]].title),
                                           tv_column_is_required (k, kinds[k].columns[i]) };
      g_once_init_leave (&is_made, 1);
    }
  *out_count = kinds[kind].count;
  return tables[kind];
}

/**
 * tv_mended_list_headers:
 *
 * Returns: (array zero-terminated=1): the header cells that tell in a file of rejects which row of
 * which batch a record was, and why it was rejected; the importer passes them by. Static
 */
const char *const *
tv_mended_list_headers (void)
{
  static const char *const headers[]
      = { "reject_batch", "reject_line", "reject_column", "reject_code", "reject_message", NULL };

  return headers;
}

/**
 * tv_mended_has_header:
 * @file: a file with a header
 *
 * Returns: whether it is a file of rejects that comes back
 */
gboolean
tv_mended_has_header (const TvImportFile *file)
{
  const char *const *headers = tv_mended_list_headers ();

  for (guint i = 0; headers[i] != NULL; i++)
    if (g_strcmp0 (file->header[i], headers[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * tv_column_get_names:
 * @column: a column
 *
 * Returns: what headers call it, folded and without blanks, separated by |, the canonical name
 * first; static
 */
const char *
tv_column_get_names (TvColumn column)
{
  g_return_val_if_fail (column < TV_N_COLUMNS, "");
  return columns[column].names;
}

/**
 * tv_header_fold:
 * @header: a header cell
 *
 * Folds a header cell for matching: case, accents, blanks and punctuation do not count.
 *
 * Returns: (transfer full): its letters and digits
 */
char *
tv_header_fold (const char *header)
{
  char *folded = tv_text_fold (header);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

/**
 * tv_column_get_rank:
 * @column: a column
 * @folded: a header cell from tv_header_fold()
 *
 * Returns: the place of a header among the names of a column, 0 for the canonical one; -1 = none
 */
int
tv_column_get_rank (TvColumn column, const char *folded)
{
  gsize length = strlen (folded);
  int rank = 0;

  for (const char *cursor = columns[column].names; length > 0 && cursor != NULL; rank++)
    {
      if (strncmp (cursor, folded, length) == 0
          && (cursor[length] == '|' || cursor[length] == '\0'))
        return rank;
      cursor = strchr (cursor, '|');
      if (cursor != NULL)
        cursor++;
    }
  return -1;
}

/**
 * tv_import_match_header:
 * @kind: a kind of file
 * @header: a header cell
 *
 * Finds what a header cell alone names: the canonical name first, then the names that people use.
 *
 * Returns: the place of the named column among those of tv_import_kind_get_columns(), -1 for none
 */
int
tv_import_match_header (TvImportKind kind, const char *header)
{
  g_autofree char *folded = tv_header_fold (header);
  int best = -1, best_rank = G_MAXINT;

  for (guint i = 0; kind != TV_KIND_UNKNOWN && i < kinds[kind].count; i++)
    {
      int rank = tv_column_get_rank (kinds[kind].columns[i], folded);

      if (rank >= 0 && rank < best_rank)
        {
          best = (int) i;
          best_rank = rank;
        }
    }
  return best;
}

/**
 * tv_import_file_get_index:
 * @file: a file with a kind
 * @column: a canonical column
 *
 * Returns: the index of the header cell that it is mapped to, -1 where there is none
 */
int
tv_import_file_get_index (const TvImportFile *file, TvColumn column)
{
  for (guint i = 0; i < kinds[file->kind].count; i++)
    if (kinds[file->kind].columns[i] == column)
      return file->columns[i];
  return -1;
}
