/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of which old Excel files consist (MS-XLS 2.1.4): a type, a length, a body. One that
 * is too long goes on in records of the type CONTINUE. */
#pragma once

#include "ingest/tv-compound.h"
#include "ingest/tv-xls-cipher.h"

G_BEGIN_DECLS

typedef enum
{
  TV_BIFF_INTEGER_2 = 0x0002, /* of Excel 2, as all that end so */
  TV_BIFF_NUMBER_2 = 0x0003,
  TV_BIFF_LABEL_2 = 0x0004,
  TV_BIFF_BOOLERR_2 = 0x0005,
  TV_BIFF_FORMULA = 0x0006,
  TV_BIFF_STRING_2 = 0x0007,
  TV_BIFF_BOF_2 = 0x0009,
  TV_BIFF_EOF = 0x000a,
  TV_BIFF_FORMAT_3 = 0x001e, /* of Excel 2 and 3 */
  TV_BIFF_DATEMODE = 0x0022,
  TV_BIFF_FILEPASS = 0x002f,
  TV_BIFF_CONTINUE = 0x003c,
  TV_BIFF_CODEPAGE = 0x0042,
  TV_BIFF_BOUNDSHEET = 0x0085,
  TV_BIFF_MULRK = 0x00bd,
  TV_BIFF_RSTRING = 0x00d6,
  TV_BIFF_XF = 0x00e0,
  TV_BIFF_INTERFACEHDR = 0x00e1,
  TV_BIFF_MERGEDCELLS = 0x00e5,
  TV_BIFF_SST = 0x00fc,
  TV_BIFF_LABELSST = 0x00fd,
  TV_BIFF_RRDHEAD = 0x0138,
  TV_BIFF_USREXCL = 0x0194,
  TV_BIFF_FILELOCK = 0x0195,
  TV_BIFF_RRDINFO = 0x0196,
  TV_BIFF_NUMBER = 0x0203,
  TV_BIFF_LABEL = 0x0204,
  TV_BIFF_BOOLERR = 0x0205,
  TV_BIFF_FORMULA_3 = 0x0206, /* of Excel 3 */
  TV_BIFF_STRING = 0x0207,
  TV_BIFF_BOF_3 = 0x0209,
  TV_BIFF_XF_3 = 0x0243,
  TV_BIFF_RK = 0x027e,
  TV_BIFF_FORMULA_4 = 0x0406,
  TV_BIFF_BOF_4 = 0x0409,
  TV_BIFF_FORMAT = 0x041e,
  TV_BIFF_XF_4 = 0x0443,
  TV_BIFF_BOF = 0x0809,
} TvBiffType;

/* The present record is body[0 .. length - 1]; what was read of it ends at. */
typedef struct
{
  TvCompound *compound;     /* borrowed */
  TvCompoundStream *stream; /* (nullable): NULL = all bytes are in data */
  TvXlsCipher *cipher;      /* (nullable) of the bodies */
  guint8 *data;
  gsize begin, end;    /* of the bytes in data that follow the header of the present record */
  gint64 offset;       /* of data[0] in the stream */
  gboolean is_changed; /* what is in data is not what is in the stream */
  guint type;
  gsize length;
  const guint8 *body;
  gsize at;
  guint empty_count; /* records of nothing but zeros in a row */
} TvBiff;

TvBiff *tv_biff_open (TvCompound *compound, const char *stream, GError **error);
TvBiff *tv_biff_new_for_bytes (TvCompound *compound, guint8 *data, gsize length);
void tv_biff_set_cipher (TvBiff *biff, const TvXlsCipher *cipher);
void tv_biff_seek (TvBiff *biff, gint64 position);
gint64 tv_biff_get_position (const TvBiff *biff);
gboolean tv_biff_is_bof (guint type);
void tv_biff_drop_byte (TvBiff *biff);
gboolean tv_biff_next (TvBiff *biff, GError **error);
gboolean tv_biff_follow (TvBiff *biff, gboolean *out_is_there, GError **error);
gboolean tv_biff_read (TvBiff *biff, guint8 *buffer, gsize size, GError **error);
gboolean tv_biff_fail_damaged (const TvBiff *biff, GError **error);
void tv_biff_free (TvBiff *biff);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvBiff, tv_biff_free)

G_END_DECLS
