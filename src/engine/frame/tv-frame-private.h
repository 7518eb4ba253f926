/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the frame share while one is being made. References between tables are resolved
 * through plain arrays by id; an id that a damaged file makes up leads nowhere. */
#pragma once

#include "frame/tv-frame.h"
#include "store/tv-table-scan.h"

G_BEGIN_DECLS

#define TV_FRAME_NONE G_MAXUINT32 /* an id that leads nowhere */

typedef struct
{
  TvJob *job;
  TvFrame *frame;
  gint64 customer_ref_count, product_ref_count; /* largest ids */
  guint32 *customer_of_ref; /* by customer_ref.id: index of the master, or NONE */
  guint32 *product_of_ref;  /* by product_ref.id: index of the product, or NONE */
  guint32 *family_of_id;    /* by family.id */
  gint64 family_id_count;
  gint64 *margin_cents;  /* by product */
  gboolean is_for_facts; /* of products the families are enough */
} TvFrameLoader;

static inline guint32
tv_frame_look_up (const guint32 *index, gint64 largest, gint64 id)
{
  return id < 0 || id > largest ? TV_FRAME_NONE : index[id];
}

/* Lines as they come, before they are grouped. */
typedef struct
{
  guint32 count;
  guint32 *customer, *product;
  TvDay *day;
  guint64 *doc; /* hash of doc_ref */
  TvInts qty, amount, margin;
} TvFrameLines;

/* A line as the table has it. */
typedef struct
{
  gint64 customer_ref, product_ref, day, qty, amount, margin; /* margin: G_MININT64 = NULL */
  const char *doc;
  gsize doc_length;
} TvFrameLine;

/* What of a line is resolved. */
typedef struct
{
  guint32 customer, product;
  TvDay day;
  guint64 doc; /* hash of doc_ref */
} TvFrameEntry;

/* FALSE ends the reading. */
typedef gboolean (*TvFrameLineFunc) (const TvFrameLine *line, gpointer data);

typedef struct _TvFrameScan TvFrameScan;

TvFrameScan *tv_frame_scan_new (TvJob *job);
void tv_frame_scan_free (TvFrameScan *scan);
gint64 tv_frame_scan_get_limit (const TvFrameScan *scan);
gboolean tv_frame_scan_read (const TvFrameScan *scan,
                             gint64 first_id,
                             gint64 last_id,
                             TvDay last_day,
                             TvFrameLineFunc func,
                             gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFrameScan, tv_frame_scan_free)

gboolean tv_frame_resolve (const TvFrameLoader *loader, const TvFrameLine *line, TvFrameEntry *out);
void tv_frame_get_line (TvStatement *statement, TvFrameLine *out);
gboolean tv_frame_read_lines (TvFrameLoader *loader, TvFrameLines *lines, GError **error);
void tv_frame_lines_reserve (TvFrameLines *lines, gint64 count);
void tv_frame_lines_clear (TvFrameLines *lines);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvFrameLines, tv_frame_lines_clear)

/* All but the lines: see tv-frame-load.c. */
gboolean tv_frame_load_tables (TvFrameLoader *loader, GError **error);
void tv_frame_loader_clear (TvFrameLoader *loader);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvFrameLoader, tv_frame_loader_clear)

gboolean tv_frame_group_lines (TvFrameLoader *loader, TvFrameLines *lines, GError **error);
/* Reads the lines and groups them: see tv-frame-lines.c. */
gboolean tv_frame_load_lines (TvFrameLoader *loader, GError **error);
/* Keeps what was bought before returns are taken off: see tv-frame-events.c. */
void tv_frame_keep_events (TvFrame *frame);
/* Takes returns out of the lines, which are grouped by customer and in order of time: see
 * tv-frame-returns.c. */
void tv_frame_match_returns (TvFrame *frame);
/* Fills in prices, tiers and keys' order from what was loaded: see tv-frame-products.c. */
void tv_frame_complete_products (TvFrame *frame, const gint64 *margin_cents);

G_END_DECLS
