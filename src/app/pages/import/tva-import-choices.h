/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says about the form of a file before it is looked at; the rest is guessed. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_CHOICE_GUESS (-1)

typedef struct
{
  char *entry;          /* (nullable) sheet or member, NULL = the first */
  char **hidden;        /* (nullable) sheets that were passed over for it, as they are hidden */
  char **unknown;       /* (nullable) those in which nothing was recognised */
  char *encoding;       /* (nullable) NULL = guess */
  char *delimiter;      /* (nullable) NULL = guess */
  char *preset_name;    /* (nullable) NULL = by the header, "" = none */
  TvImportFile *orders; /* (nullable) the file of orders that its lines belong to */
  gint64 quote;         /* a character, 0 = none, TVA_CHOICE_GUESS */
  int preamble_rows;    /* or TVA_CHOICE_GUESS */
  int header_rows;      /* or TVA_CHOICE_GUESS */
  int keeps_rows;       /* 1 = none is taken apart into lines, or TVA_CHOICE_GUESS */
} TvaImportChoices;

TvaImportChoices *tva_import_choices_new (void);
TvaImportChoices *tva_import_choices_copy (const TvaImportChoices *choices);
void tva_import_choices_free (TvaImportChoices *choices);
TvImportHints tva_import_choices_get_hints (const TvaImportChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaImportChoices, tva_import_choices_free)

G_END_DECLS
