/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's own small frame: his columns and lines are copied, the products' are those of the
 * base. What was worked out over all customers (percentiles, lists, intervals) stays as it is, as
 * one customer's change hardly moves it. */
#include "recommend/tv-counterfactual.h"

#include <string.h>

#include "recommend/tv-recommender-private.h"

struct _TvVariation
{
  const TvRecommender *base;
  guint32 customer, product; /* in the base */
  TvFrame frame;             /* of one customer; borrows the products' columns */
  TvRecommender recommender; /* of that frame; borrows the catalogue */
  TvFactsTable facts;
  TvFacts own;
  TvCandidates *candidates;
  gint64 customer_id;
  guint8 is_optout, is_bounced, has_address;
  TvDay last_contact_day;
  guint32 contacts[3];
  guint32 line_offset[2];
  guint8 *is_sellable;
  gboolean is_brief; /* items get no reasons */
};

static void
copy_customer (TvVariation *self)
{
  const TvFrame *frame = self->base->frame;

  self->customer_id = frame->customer_id[self->customer];
  self->is_optout = frame->is_optout[self->customer];
  self->is_bounced = frame->is_bounced[self->customer];
  self->has_address = frame->has_address[self->customer];
  self->last_contact_day = frame->last_contact_day[self->customer];
  self->contacts[0] = frame->contacts_30[self->customer];
  self->contacts[1] = frame->contacts_90[self->customer];
  self->contacts[2] = frame->contacts_365[self->customer];
  self->frame.customer_id = &self->customer_id;
  self->frame.is_optout = &self->is_optout;
  self->frame.is_bounced = &self->is_bounced;
  self->frame.has_address = &self->has_address;
  self->frame.last_contact_day = &self->last_contact_day;
  self->frame.contacts_30 = &self->contacts[0];
  self->frame.contacts_90 = &self->contacts[1];
  self->frame.contacts_365 = &self->contacts[2];
}

/* The lines, and behind them place for one more purchase of the product, which is written there
 * already but does not count until line_offset says so. */
static void
copy_lines (TvVariation *self)
{
  const TvFrame *frame = self->base->frame;
  guint32 begin = frame->line_offset[self->customer];
  guint32 count = frame->line_offset[self->customer + 1] - begin;
  guint32 doc = 0;

  self->frame.line_offset = self->line_offset;
  self->frame.line_product = g_new (guint32, count + 1);
  self->frame.line_day = g_new (TvDay, count + 1);
  self->frame.line_doc = g_new (guint32, count + 1);
  tv_ints_init (&self->frame.line_amount_cents, count + 1);
  for (guint32 i = 0; i < count; i++)
    {
      self->frame.line_product[i] = frame->line_product[begin + i];
      self->frame.line_day[i] = frame->line_day[begin + i];
      self->frame.line_doc[i] = frame->line_doc[begin + i];
      tv_ints_set (&self->frame.line_amount_cents,
                   i,
                   tv_ints_get (&frame->line_amount_cents, begin + i));
      doc = MAX (doc, frame->line_doc[begin + i]);
    }
  self->line_offset[1] = count;
  self->frame.line_product[count] = self->product;
  self->frame.line_day[count] = frame->as_of_day;
  self->frame.line_doc[count] = doc + 1;
  tv_ints_set (&self->frame.line_amount_cents, count, MAX (frame->price_cents[self->product], 0));
}

/**
 * tv_variation_new:
 * @recommender: the recommender of the base; borrowed
 * @customer: index of a customer
 * @product: index of the product that is asked about
 *
 * Copies what there is of one customer. Not for several threads at once.
 *
 * Returns: (transfer full): the customer, as he is
 */
TvVariation *
tv_variation_new (TvRecommender *recommender, guint32 customer, guint32 product)
{
  TvVariation *self = g_new0 (TvVariation, 1);

  self->base = recommender;
  self->customer = customer;
  self->product = product;
  self->frame = *recommender->frame;
  self->frame.customer_count = 1;
  copy_customer (self);
  copy_lines (self);
  self->is_sellable = g_memdup2 (recommender->frame->is_sellable, self->frame.product_count + 1);
  self->frame.is_sellable = self->is_sellable;
  self->facts = (TvFactsTable){ 1, &self->own };
  self->candidates = tv_candidates_new (&self->frame, recommender->fit);
  return self;
}

/**
 * tv_variation_free:
 * @variation: (transfer full): a variation
 *
 * Frees it.
 */
void
tv_variation_free (TvVariation *variation)
{
  tv_candidates_free (variation->candidates);
  g_free (variation->is_sellable);
  g_free (variation->frame.line_product);
  g_free (variation->frame.line_day);
  g_free (variation->frame.line_doc);
  tv_ints_clear (&variation->frame.line_amount_cents);
  g_free (variation);
}

/**
 * tv_variation_set_brief:
 * @variation: a variation
 *
 * Leaves the reasons out of the items from now on, for whoever tries hundreds of values and looks
 * at the outcome alone: reading what speaks for an item takes longer than choosing it.
 */
void
tv_variation_set_brief (TvVariation *variation)
{
  variation->is_brief = TRUE;
}

/**
 * tv_variation_get_frame:
 * @variation: a variation
 *
 * Returns: (transfer none): the customer's own frame
 */
const TvFrame *
tv_variation_get_frame (const TvVariation *variation)
{
  return &variation->frame;
}

/**
 * tv_variation_get_facts:
 * @variation: a variation
 *
 * Returns: (transfer none): the facts of the one customer
 */
const TvFactsTable *
tv_variation_get_facts (const TvVariation *variation)
{
  return &variation->facts;
}

/**
 * tv_variation_get:
 * @variation: a variation
 * @knob: a threshold or fact of the calculation; those of the policy but its minimum score are not
 * known here
 *
 * Returns: what holds in the base
 */
gint64
tv_variation_get (const TvVariation *variation, TvKnob knob)
{
  const TvSettings *settings = &variation->base->settings;

  switch (knob)
    {
    case TV_KNOB_MINIMUM_SCORE:
      return variation->base->minimum_score;
    case TV_KNOB_TOP_N:
      return settings->top_n;
    case TV_KNOB_SILENCE_DAYS:
      return settings->silence_days;
    case TV_KNOB_REBUY_DAYS:
      return settings->rebuy_days;
    case TV_KNOB_RECENT_DAYS:
      return settings->recent_purchase_days;
    case TV_KNOB_WINBACK_DAYS:
      return settings->winback_days;
    case TV_KNOB_UPSELL_CENTS:
      return settings->upsell_cents;
    case TV_KNOB_CROSS_SELL_CENTS:
      return settings->cross_sell_cents;
    case TV_KNOB_NURTURE_ORDERS:
      return settings->nurture_orders;
    case TV_KNOB_OPT_OUT:
      return variation->base->frame->is_optout[variation->customer];
    case TV_KNOB_OUT_OF_STOCK:
      return !variation->base->frame->is_sellable[variation->product];
    default:
      return 0;
    }
}

static void
set_setting (TvVariation *self, TvKnob knob, gint64 value)
{
  TvSettings *settings = &self->recommender.settings;

  switch (knob)
    {
    case TV_KNOB_MINIMUM_SCORE:
      self->recommender.minimum_score = (guint16) CLAMP (value, 0, 10000);
      break;
    case TV_KNOB_TOP_N:
      settings->top_n = (guint) value;
      break;
    case TV_KNOB_SILENCE_DAYS:
      settings->silence_days = (guint) value;
      break;
    case TV_KNOB_REBUY_DAYS:
      settings->rebuy_days = (guint) value;
      break;
    case TV_KNOB_RECENT_DAYS:
      settings->recent_purchase_days = (guint) value;
      break;
    case TV_KNOB_WINBACK_DAYS:
      settings->winback_days = (guint) value;
      break;
    case TV_KNOB_UPSELL_CENTS:
      settings->upsell_cents = value;
      break;
    case TV_KNOB_CROSS_SELL_CENTS:
      settings->cross_sell_cents = value;
      break;
    case TV_KNOB_NURTURE_ORDERS:
      settings->nurture_orders = (guint) value;
      break;
    default:
      break;
    }
}

static void
set_fact (TvVariation *self, TvKnob knob, gint64 value)
{
  switch (knob)
    {
    case TV_KNOB_WAIT_DAYS:
      self->frame.as_of_day += (TvDay) value;
      break;
    case TV_KNOB_CONTACT_TODAY:
      if (value != 0)
        self->last_contact_day = self->frame.as_of_day;
      break;
    case TV_KNOB_OPT_OUT:
      self->is_optout = value != 0;
      break;
    case TV_KNOB_OUT_OF_STOCK:
      self->is_sellable[self->product] = value == 0;
      break;
    case TV_KNOB_BUY_TODAY:
      self->line_offset[1] += value != 0;
      break;
    default:
      break;
    }
}

/* Everything as it is in the base. */
static void
restore (TvVariation *self)
{
  const TvFrame *frame = self->base->frame;

  self->frame.as_of_day = frame->as_of_day;
  self->is_optout = frame->is_optout[self->customer];
  self->last_contact_day = frame->last_contact_day[self->customer];
  self->is_sellable[self->product] = frame->is_sellable[self->product];
  self->line_offset[1]
      = frame->line_offset[self->customer + 1] - frame->line_offset[self->customer];
  self->own = self->base->facts->facts[self->customer];
  self->recommender = *self->base;
  self->recommender.frame = &self->frame;
  self->recommender.facts = &self->facts;
  self->recommender.alone = NULL;
  self->recommender.is_alone = TRUE;
  self->recommender.alone_customer = self->customer;
}

/**
 * tv_variation_run:
 * @variation: a variation
 * @knob: what is different
 * @value: the value it has instead
 *
 * Recommends to the customer with this one thing different and all else as in the base.
 *
 * Returns: (transfer full): the items; the customer has index 0
 */
TvRunItems *
tv_variation_run (TvVariation *variation, TvKnob knob, gint64 value)
{
  TvRunItems *items;
  TvPart part;

  restore (variation);
  set_setting (variation, knob, value);
  set_fact (variation, knob, value);
  if (knob == TV_KNOB_WAIT_DAYS || knob == TV_KNOB_BUY_TODAY)
    {
      g_autoptr (TvFactsTable) facts
          = tv_facts_table_new (&variation->frame, &variation->recommender.settings, 1, NULL, NULL);

      variation->own = facts->facts[0];
    }
  items = tv_run_items_new (&variation->frame, &variation->recommender.settings);
  part = (TvPart){ items->items, variation->is_brief ? NULL : items->explanations };
  items->exclusion[0]
      = tv_recommender_do_customer (&variation->recommender, variation->candidates, 0, &part);
  return items;
}
