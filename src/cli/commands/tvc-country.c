/* SPDX-License-Identifier: GPL-3.0-or-later */
/* country: where the business is, which is how phone numbers without a country code are read. */
#include <glib/gi18n.h>

#include "tvc-command.h"

int
tvc_country (TvcContext *context, char ***arguments, GError **error)
{
  const TvPhonePlan *plan;
  const char *country, *title;
  TvSummary summary;

  if (!tvc_parse ("country", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  country = (*arguments)[0];
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || (country != NULL
          && !tv_engine_set_country (context->engine, country, context->progress, error))
      || !tv_engine_get_summary (context->engine, &summary, error))
    return TVC_EXIT_FAILED;
  plan = tv_phone_plan_find (summary.country);
  title = plan != NULL ? tv_phone_plan_get_title (plan) : summary.country;
  tvc_json_text (context, "country", summary.country);
  tvc_json_text (context, "title", title);
  /* Translators: a country and its code */
  tvc_print (context,
             _ ("%s (%s): phone numbers without a country code are read as they are dialled "
                "there.\n"),
             title,
             summary.country);
  return TVC_EXIT_DONE;
}
