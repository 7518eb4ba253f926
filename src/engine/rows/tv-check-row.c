/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of checks: code, dimension, severity, words. Looks at no data itself. */
#include "rows/tv-check-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *code, *title, *advice;
  TvCheckDimension dimension;
  TvSeverity severity;
  TvCheckFix fix;
} CheckInfo;

static const CheckInfo checks[TV_N_CHECKS] = {
  [TV_CHECK_REQUIRED_EMPTY] = { "required-empty",
                                N_ ("Required value missing"),
                                N_ ("Fill in names, families and prices where the data comes from, "
                                    "or mend the rejected rows."),
                                TV_CHECK_COMPLETENESS,
                                TV_SEVERITY_ERROR,
                                TV_CHECK_FIX_REJECTS },
  [TV_CHECK_TYPE]
  = { "type",
      N_ ("Not a number, not a date"),
      N_ ("Check how the file is read: date order, decimal mark. Then mend the rejects."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_ERROR,
      TV_CHECK_FIX_REJECTS },
  [TV_CHECK_FORMAT] = { "format",
                        N_ ("E-mail, phone, postcode or number that cannot be right"),
                        N_ ("Export the rows and mend them where the customer or product is kept. "
                            "Where many phone numbers cannot be right, see whether the country of "
                            "the business in the main menu is."),
                        TV_CHECK_VALIDITY,
                        TV_SEVERITY_WARN,
                        TV_CHECK_FIX_EXPORT },
  [TV_CHECK_RANGE] = { "range",
                       N_ ("Value out of its range"),
                       N_ ("Look at prices below cost, negative prices and quantities of nothing."),
                       TV_CHECK_VALIDITY,
                       TV_SEVERITY_WARN,
                       TV_CHECK_FIX_EXPORT },
  [TV_CHECK_FUTURE_DATE]
  = { "future-date",
      N_ ("Date in the future"),
      N_ ("Check the date order of the import, or mend the rows: they are left out until then."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_ERROR,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_DAY_MONTH_SWAP]
  = { "day-month-swap",
      N_ ("Day and month may be swapped"),
      N_ ("Import the file again with the other date order if these days look wrong."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_UNIQUE_KEY]
  = { "unique-key",
      N_ ("Same key twice in a file"),
      N_ ("Each customer code and product key may stand once in a file: mend the rejected rows."),
      TV_CHECK_UNIQUENESS,
      TV_SEVERITY_ERROR,
      TV_CHECK_FIX_REJECTS },
  [TV_CHECK_DUPLICATE_ROWS] = { "duplicate-rows",
                                N_ ("Same row more than once"),
                                N_ ("Where two files overlap, undo the import of one of them."),
                                TV_CHECK_UNIQUENESS,
                                TV_SEVERITY_WARN,
                                TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_SAME_PERSON]
  = { "same-person",
      N_ ("Customers who may be the same person"),
      N_ ("Look at them side by side: merge them, or say that they are different people."),
      TV_CHECK_UNIQUENESS,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_DOUBLES },
  [TV_CHECK_UNKNOWN_CUSTOMER]
  = { "unknown-customer",
      N_ ("Sale of an unknown customer"),
      N_ ("Import the customers: the sales are taken up by themselves. Where several customers "
          "have "
          "the address that a sale names, merge those who are one person."),
      TV_CHECK_REFERENCES,
      TV_SEVERITY_ERROR,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_UNKNOWN_PRODUCT] = { "unknown-product",
                                 N_ ("Sale of an unknown product"),
                                 N_ ("Import the products: the sales are taken up by themselves."),
                                 TV_CHECK_REFERENCES,
                                 TV_SEVERITY_ERROR,
                                 TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_LABEL_WITHOUT_ALIAS]
  = { "label-without-alias",
      N_ ("Product label that matches nothing"),
      N_ ("Add the product to the catalogue, or write its label as the catalogue does."),
      TV_CHECK_REFERENCES,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_OUTLIER]
  = { "outlier",
      N_ ("Unit price far from the product's usual one"),
      N_ ("Look at the lines: a wrong decimal mark, another unit, a correction by hand?"),
      TV_CHECK_PLAUSIBILITY,
      TV_SEVERITY_INFO,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_TRUNCATED]
  = { "truncated",
      N_ ("Text that may have been cut off"),
      N_ ("Many values end at one length: widen the column in the program that exports."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_INFO,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_PLACEHOLDER]
  = { "placeholder",
      N_ ("Filler instead of a value"),
      N_ ("Empty these cells where the data comes from: N/A, xxx, 0000, test@ say nothing."),
      TV_CHECK_COMPLETENESS,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_MOJIBAKE] = { "mojibake",
                          N_ ("Broken accents"),
                          N_ ("Import the file again with another encoding."),
                          TV_CHECK_VALIDITY,
                          TV_SEVERITY_WARN,
                          TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_SPELLING_VARIANTS]
  = { "spelling-variants",
      N_ ("Same name written in several ways"),
      N_ ("Agree on one spelling of families, brands and cities: each one counts as its own."),
      TV_CHECK_CONSISTENCY,
      TV_SEVERITY_INFO,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_CONSTANT_COLUMN] = { "constant-column",
                                 N_ ("Column that always says the same"),
                                 N_ ("Check the mapping: a column with one value tells nothing."),
                                 TV_CHECK_PLAUSIBILITY,
                                 TV_SEVERITY_INFO,
                                 TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_SEQUENCE_GAP] = { "sequence-gap",
                              N_ ("Document numbers that are missing"),
                              N_ ("Export the missing documents and import them."),
                              TV_CHECK_COMPLETENESS,
                              TV_SEVERITY_INFO,
                              TV_CHECK_FIX_EXPORT },
  [TV_CHECK_TOTALS]
  = { "totals",
      N_ ("Amounts that contradict each other"),
      N_ ("The amount with tax should not be below the one without: check which column is which."),
      TV_CHECK_CONSISTENCY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_CURRENCY_MIX]
  = { "currency-mix",
      N_ ("More than one currency"),
      N_ ("A workspace has one currency: convert the amounts before the import."),
      TV_CHECK_CONSISTENCY,
      TV_SEVERITY_ERROR,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_VINTAGE_MISMATCH] = { "vintage-mismatch",
                                  N_ ("Vintage and label disagree"),
                                  N_ ("Mend the vintage or the label in the catalogue."),
                                  TV_CHECK_CONSISTENCY,
                                  TV_SEVERITY_WARN,
                                  TV_CHECK_FIX_EXPORT },
  [TV_CHECK_VOLUME_DRIFT]
  = { "volume-drift",
      N_ ("Sales of an import far from the one before"),
      N_ ("Check that the file covers the same time and shops as the one before."),
      TV_CHECK_PLAUSIBILITY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_COLUMN_DRIFT]
  = { "column-drift",
      N_ ("Columns came or went"),
      N_ ("Check the mapping of the new columns, and why the others are gone."),
      TV_CHECK_CONSISTENCY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_ROW_COUNT_JUMP]
  = { "row-count-jump",
      N_ ("Far more or fewer rows than before"),
      N_ ("Check that the export is complete and stands in the file once."),
      TV_CHECK_PLAUSIBILITY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_STALE_SOURCE] = { "stale-source",
                              N_ ("Source that has not been refreshed"),
                              N_ ("Import the latest export of this source."),
                              TV_CHECK_FRESHNESS,
                              TV_SEVERITY_WARN,
                              TV_CHECK_FIX_IMPORTS },
  [TV_CHECK_CONSENT_MISSING] = { "consent-missing",
                                 N_ ("Objection to advertising not known"),
                                 N_ ("Import the column that says who opted out."),
                                 TV_CHECK_COMPLETENESS,
                                 TV_SEVERITY_WARN,
                                 TV_CHECK_FIX_CUSTOMERS },
  [TV_CHECK_ROLE_ADDRESS]
  = { "role-address",
      N_ ("Address of a function, not of a person"),
      N_ ("Ask for a personal address: info@ and contact@ are read by nobody in particular."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_INFO,
      TV_CHECK_FIX_CUSTOMERS },
  [TV_CHECK_LOST_ZERO]
  = { "lost-zero",
      N_ ("Leading zero lost"),
      N_ ("Export postcodes, phones and codes as text: a spreadsheet took the zero away."),
      TV_CHECK_VALIDITY,
      TV_SEVERITY_WARN,
      TV_CHECK_FIX_EXPORT },
  [TV_CHECK_SCIENTIFIC] = { "scientific",
                            N_ ("Number destroyed by a spreadsheet"),
                            N_ ("1,23E+12 was a code: export it as text."),
                            TV_CHECK_VALIDITY,
                            TV_SEVERITY_ERROR,
                            TV_CHECK_FIX_EXPORT },
};

/* Weights of the score; plausibility only warns, as what is unusual need not be wrong. */
static const struct
{
  const char *code, *title;
  double weight;
} dimensions[TV_N_CHECK_DIMENSIONS] = {
  [TV_CHECK_COMPLETENESS] = { "completeness", N_ ("Completeness"), .20 },
  [TV_CHECK_VALIDITY] = { "validity", N_ ("Validity"), .20 },
  [TV_CHECK_UNIQUENESS] = { "uniqueness", N_ ("Uniqueness"), .15 },
  [TV_CHECK_CONSISTENCY] = { "consistency", N_ ("Consistency"), .15 },
  [TV_CHECK_REFERENCES] = { "references", N_ ("References"), .20 },
  [TV_CHECK_FRESHNESS] = { "freshness", N_ ("Freshness"), .10 },
  [TV_CHECK_PLAUSIBILITY] = { "plausibility", N_ ("Plausibility"), 0 },
};

static const struct
{
  const char *code, *title;
} severities[TV_N_SEVERITIES] = {
  [TV_SEVERITY_ERROR] = { "ERROR", N_ ("Error") },
  [TV_SEVERITY_WARN] = { "WARN", N_ ("Warning") },
  [TV_SEVERITY_INFO] = { "INFO", N_ ("Note") },
};

/**
 * tv_check_get_code:
 * @check: a check
 *
 * Returns: (transfer none): its name in JSON and on the command line
 */
const char *
tv_check_get_code (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, "");
  return checks[check].code;
}

/**
 * tv_check_from_code:
 * @code: a name
 *
 * Returns: the TvCheck of that name, -1 where there is none
 */
int
tv_check_from_code (const char *code)
{
  for (int i = 0; i < TV_N_CHECKS; i++)
    if (strcmp (checks[i].code, code) == 0)
      return i;
  return -1;
}

/**
 * tv_check_get_title:
 * @check: a check
 *
 * Returns: (transfer none): what it finds, translated
 */
const char *
tv_check_get_title (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, "");
  return _ (checks[check].title);
}

/**
 * tv_check_get_advice:
 * @check: a check
 *
 * Returns: (transfer none): what to do about it, translated
 */
const char *
tv_check_get_advice (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, "");
  return _ (checks[check].advice);
}

/**
 * tv_check_get_dimension:
 * @check: a check
 *
 * Returns: the dimension that it belongs to
 */
TvCheckDimension
tv_check_get_dimension (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, TV_CHECK_VALIDITY);
  return checks[check].dimension;
}

/**
 * tv_check_get_severity:
 * @check: a check
 *
 * Returns: how much it matters
 */
TvSeverity
tv_check_get_severity (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, TV_SEVERITY_INFO);
  return checks[check].severity;
}

/**
 * tv_check_get_fix:
 * @check: a check
 *
 * Returns: what can be offered for its rows
 */
TvCheckFix
tv_check_get_fix (TvCheck check)
{
  g_return_val_if_fail ((guint) check < TV_N_CHECKS, TV_CHECK_FIX_EXPORT);
  return checks[check].fix;
}

/**
 * tv_check_dimension_get_code:
 * @dimension: a dimension
 *
 * Returns: (transfer none): its name in JSON
 */
const char *
tv_check_dimension_get_code (TvCheckDimension dimension)
{
  g_return_val_if_fail ((guint) dimension < TV_N_CHECK_DIMENSIONS, "");
  return dimensions[dimension].code;
}

/**
 * tv_check_dimension_get_title:
 * @dimension: a dimension
 *
 * Returns: (transfer none): its name, translated
 */
const char *
tv_check_dimension_get_title (TvCheckDimension dimension)
{
  g_return_val_if_fail ((guint) dimension < TV_N_CHECK_DIMENSIONS, "");
  return _ (dimensions[dimension].title);
}

/**
 * tv_check_dimension_get_weight:
 * @dimension: a dimension
 *
 * Returns: its weight in the score, 0-1; those of all dimensions sum to 1
 */
double
tv_check_dimension_get_weight (TvCheckDimension dimension)
{
  g_return_val_if_fail ((guint) dimension < TV_N_CHECK_DIMENSIONS, 0);
  return dimensions[dimension].weight;
}

/**
 * tv_severity_get_code:
 * @severity: a severity
 *
 * Returns: (transfer none): its name in JSON
 */
const char *
tv_severity_get_code (TvSeverity severity)
{
  g_return_val_if_fail ((guint) severity < TV_N_SEVERITIES, "");
  return severities[severity].code;
}

/**
 * tv_severity_get_title:
 * @severity: a severity
 *
 * Returns: (transfer none): its name, translated
 */
const char *
tv_severity_get_title (TvSeverity severity)
{
  g_return_val_if_fail ((guint) severity < TV_N_SEVERITIES, "");
  return _ (severities[severity].title);
}

/**
 * tv_check_row_free:
 * @row: (transfer full): a row
 *
 * Frees a row.
 */
void
tv_check_row_free (TvCheckRow *row)
{
  g_free (row->table);
  g_free (row->key);
  g_free (row->column);
  g_free (row->value);
  g_free (row);
}

/**
 * tv_check_trend_free:
 * @trend: (transfer full): a point of the trend
 *
 * Frees a point.
 */
void
tv_check_trend_free (TvCheckTrend *trend)
{
  g_free (trend->file_name);
  g_free (trend->source);
  g_free (trend);
}

/**
 * tv_check_import_free:
 * @import: (transfer full): an import in which a check found something
 *
 * Frees it.
 */
void
tv_check_import_free (TvCheckImport *import)
{
  g_free (import->file_name);
  g_free (import);
}
