/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole base in memory as immutable columns, for batch scoring: loaded by one SELECT per table
 * in rowid order, lines grouped by customer (then day, then order of arrival) through a counting
 * sort. Workers share it without locks. Returns are matched here: a negative line takes from the
 * customer's latest earlier lines of the same product; what is left of it is ignored. */
#pragma once

#include "base/tv-day.h"
#include "base/tv-far-memory.h"
#include "frame/tv-ints.h"
#include "rows/tv-settings.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct
{
  TvDay as_of_day; /* lines and contacts after it are not in the frame */

  /* master customers, ascending id */
  guint32 customer_count;
  gint64 *customer_id;
  guint8 *is_optout, *is_bounced,
      *has_address; /* 0/1; over all codes linked to the master; has_address: a usable e-mail or
                       phone or postal address */
  TvDay *last_contact_day; /* TV_DAY_NONE = never */
  guint32 *contacts_30, *contacts_90, *contacts_365;
  TvFarMemory *far; /* (nullable) where these lie instead; see tv_frame_rest() */

  /* products, ascending id */
  guint32 product_count;
  gint64 *product_id;
  char **product_key;      /* for ties */
  char **product_label;    /* as on screen; NULL as a whole where no labels are known */
  guint32 *key_rank;       /* order of the keys by strcmp: 0 .. product_count - 1 */
  guint32 *product_family; /* index of the family */
  gint64 *price_cents; /* -1 = not known (then the median unit price sold, where there is one) */
  gint64 *margin_permille;  /* margin / price in thousandths; G_MININT64 = not known */
  gint8 *premium_tier;      /* 0-3, -1 = not known */
  gboolean has_price_tiers; /* no product was given a tier: they are quartiles of price */
  guint8 *is_sellable;      /* active, in stock, not a service */

  guint32 family_count;
  gint64 *family_id;
  char **family_name;
  guint8 *family_is_service;

  /* lines net of returns, grouped by customer: those of customer c are line_offset[c] ..
   * line_offset[c + 1] - 1, by day. Service lines, lines fully returned and returns themselves are
   * left out. */
  guint32 *line_offset; /* customer_count + 1 */
  guint32 *line_product;
  TvDay *line_day;
  guint32 *line_doc; /* equal within a customer = the same document */
  TvInts line_amount_cents;
  /* Both empty in a loaded frame: they are needed while it is made. */
  TvInts line_qty_milli;
  TvInts line_margin_cents; /* G_MININT64 = not known */

  /* purchases gross of returns, of all customers: one a customer, product and document, by day.
   * Those of customer c are event_offset[c] .. event_offset[c + 1] - 1. */
  guint32 *event_offset; /* customer_count + 1 */
  guint32 *event_product;
  TvDay *event_day;
  guint32 *event_doc; /* as line_doc */
} TvFrame;

/**
 * TvFramePartFunc:
 * @frame: the base without its lines
 * @part: the lines of some customers, net of returns: its customer c is @frame's customer
 * @first + c * @step; what else it holds is @frame's, and of customers nothing but the lines
 * @first: see @part
 * @step: see @part
 * @data: what was given with the function
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
typedef gboolean (*TvFramePartFunc) (const TvFrame *frame,
                                     const TvFrame *part,
                                     guint32 first,
                                     guint32 step,
                                     gpointer data,
                                     GError **error);

TvFrame *tv_frame_load (TvJob *job, TvDay as_of_day, GError **error);
TvFrame *tv_frame_load_in_parts (TvJob *job,
                                 TvDay as_of_day,
                                 guint32 lines_a_part,
                                 TvFramePartFunc func,
                                 gpointer data,
                                 GError **error);
TvFrame *tv_frame_ref (TvFrame *frame);
void tv_frame_unref (TvFrame *frame);
void tv_frame_rest (const TvFrame *frame);
/* For the leak test of a backtest: purchases from a day on go to other customers. */
void tv_frame_rotate_futures (TvFrame *frame, TvDay day);
guint32 tv_frame_find_event (const TvFrame *frame, guint32 customer, TvDay day);
gboolean tv_frame_find_customer (const TvFrame *frame, gint64 customer_id, guint32 *out_index);
/* FALSE for the family that holds the products without one. */
/* TRUE if customer c may be addressed at the frame's day; else the exclusion (OPTED_OUT, BOUNCED,
 * SILENT). */
gboolean tv_frame_is_silent (const TvFrame *frame, guint32 customer, guint silence_days);
gboolean tv_frame_is_eligible (const TvFrame *frame,
                               guint32 customer,
                               guint silence_days,
                               TvExclusion *out_exclusion);

/**
 * tv_frame_is_family_named:
 * @frame: the frame
 * @family: index of a family
 *
 * Tells a real family from the one that holds the products without any: these have nothing in
 * common, so nothing follows from it for taste or variety.
 *
 * Returns: %TRUE for a real one
 */
static inline gboolean
tv_frame_is_family_named (const TvFrame *frame, guint32 family)
{
  return frame->family_name[family][0] != '\0';
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFrame, tv_frame_unref)

G_END_DECLS
