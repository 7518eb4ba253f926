/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a service and what is a product, by its label: English and French invoices. */
#include <glib.h>

#include "base/tv-service.h"

static const char *const services[] = { "POSTAGE",
                                        "DOTCOM POSTAGE",
                                        "Bank Charges",
                                        "CARRIAGE",
                                        "Manual",
                                        "Discount",
                                        "AMAZON FEE",
                                        "CRUK Commission",
                                        "Adjust bad debt",
                                        "Postage & packing",
                                        "Shipping",
                                        "Express delivery",
                                        "Delivery charges",
                                        "Handling fee",
                                        "Frais de port",
                                        "FRAIS DE PORT ET D'EMBALLAGE",
                                        "Frais d'expédition Colissimo",
                                        "Livraison express",
                                        "Livraison à domicile",
                                        "Frais bancaires",
                                        "Remise exceptionnelle",
                                        "Remise client 5 %",
                                        "Correction manuelle",
                                        "Participation frais de port" };

static const char *const products[] = { "",
                                        "***",
                                        "Port",
                                        "Porto 10 ans",
                                        "Port Vintage 1994",
                                        "PADS TO MATCH ALL CUSHIONS",
                                        "VINTAGE POST OFFICE CABINET",
                                        "Postage stamp album",
                                        "Horse carriage",
                                        "Manual juicer",
                                        "Fromage frais",
                                        "Saumon frais",
                                        "Service à café",
                                        "Carton de 6",
                                        "Delivery van toy",
                                        "Packing tape",
                                        "Gift card",
                                        "USB charger",
                                        "Château Margaux 2005",
                                        "Correction pen",
                                        "Assiette de service" };

static void
test_labels (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_test_message ("%s", services[i]);
      g_assert_true (tv_service_is_label (services[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_test_message ("%s", products[i]);
      g_assert_false (tv_service_is_label (products[i]));
    }
}

/* Where a code stands, and nothing else does, a word alone is enough. */
static void
test_codes (void)
{
  static const char *const wrong[]
      = { "", "85123A", "P1", "PORT10", "PADS", "MAG-12", "REM-001", "C2", "M75", "DOM" };
  static const char *const right[] = { "PORT",         "POST",       "DOT",    "M",         "m",
                                       "BANK CHARGES", "FRAIS_PORT", "remise", "AMAZONFEE", "FDP" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tv_service_is_code (wrong[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (tv_service_is_code (right[i]));
}

/* A family is what a shop keeps apart itself, so that a word alone is enough. */
static void
test_families (void)
{
  static const char *const wrong[] = { "", "Rouge", "Porto", "Produits frais", "Vaisselle" };
  static const char *const right[] = { "Port",     "Frais",     "Frais de livraison", "Services",
                                       "Shipping", "TRANSPORT", "Prestations",        "charges" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (tv_service_is_family (wrong[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (tv_service_is_family (right[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/labels", test_labels);
  g_test_add_func ("/service/codes", test_codes);
  g_test_add_func ("/service/families", test_families);
  return g_test_run ();
}
