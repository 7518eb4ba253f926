/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the targets of workbooks read a sheet. */
#pragma once

#include "fuzz.h"

#include "rows/tv-dialect.h"

G_BEGIN_DECLS

/* is_known: as if each of its columns were one of days whose merged cells speak for their rows. */
static inline TvDialect *
tv_fuzz_dialect_new (gboolean is_known)
{
  TvDialect *dialect = tv_dialect_new ("UTF-8", ",");

  for (guint i = 0; is_known && i < TV_FIELD_SET_SIZE; i++)
    {
      tv_field_set_add (&dialect->day_fields, i);
      tv_field_set_add (&dialect->told_fields, i);
    }
  return dialect;
}

G_END_DECLS
