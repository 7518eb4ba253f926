/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of sale as labels say them, and what looks like one and is none. */
#include <locale.h>

#include "base/tv-unit.h"

static const struct
{
  const char *label;
  guint count, ml;
} labels[] = {
  { "Chablis 2019 case of 6", 6, 0 },
  { "Sancerre, carton de 6", 6, 0 },
  { "Caisse de 12 Pomerol 2015", 12, 0 },
  { "Caisse bois de 6 bouteilles", 6, 0 },
  { "BOX OF 24 COCKTAIL PARASOLS", 24, 0 },
  { "Lot de 3 verres", 3, 0 },
  { "Boîte de 50 bouchons", 50, 0 },
  { "PACK OF 12 STICKY BUNNIES", 12, 0 },
  { "SET/6 RED SPOTTY PAPER CUPS", 6, 0 },
  { "S/6 WOODEN SKITTLES IN COTTON BAG", 6, 0 },
  { "SET3 BOOK BOX GREEN GINGHAM FLOWER", 3, 0 },
  { "HAIR GRIP PACK/2 LT ROSE", 2, 0 },
  { "BOX/12 CHICK & EGG IN BASKET", 12, 0 },
  { "set of 4 coasters", 4, 0 },
  { "Rosé x6", 6, 0 },
  { "Rosé (×12)", 12, 0 },
  { "ROSE 2021 X6", 6, 0 },
  { "Rosé 75cl X 6", 6, 750 },
  { "Rosé 6x75cl", 6, 750 },
  { "Rosé 6 × 75 cl", 6, 750 },
  { "Carton de 6 x 75 cl 2018", 6, 750 },
  { "Carton de 6 bouteilles de 75 cl", 6, 750 },
  { "12/75CL Beaujolais", 12, 750 },
  { "Lager 4 x 6 x 33 cl", 24, 330 },
  { "Ale 6-pack 330 ml", 6, 330 },
  { "2 Bt. Barolo", 2, 0 },
  { "Barolo 3 magnums", 3, 1500 },
  { "Chinon 2019 75cl", 1, 750 },
  { "Chinon 13,5 % 0,75 L", 1, 750 },
  { "Chinon 0.750 L", 1, 750 },
  { "Huile 1,500 ml", 1, 1500 },
  { "Gin 700ML 40%", 1, 700 },
  { "Cidre 1.5 L", 1, 1500 },
  { "Lait 1/2 L", 1, 500 },
  { "Limonade 1 litre", 1, 1000 },
  { "Côtes du Rhône BIB 5L", 1, 5000 },
  { "BIB5L rouge", 1, 5000 },
  { "Magnum Cuvée des Amis", 1, 1500 },
  { "Double magnum Pauillac 2010", 1, 3000 },
  { "JÉROBOAM Champagne brut", 1, 3000 },
  { "Jeroboam", 1, 3000 },
  { "Mathusalem de champagne", 1, 6000 },
  { "Sauternes 2009 demi", 1, 375 },
  { "Sauternes demi-bouteille", 1, 375 },
  { "6 x half bottle Sauternes", 1, 375 },
  { "Port 1/2 bouteille", 1, 375 },
  { "Carton de 1 bouteille", 1, 0 },
  /* none: vintages, degrees, codes, sizes, ages, styles, what holds bottles */
  { "Chablis 2019", 1, 0 },
  { "Margaux 1er cru 2015 L", 1, 0 },
  { "Vouvray demi-sec 2020", 1, 0 },
  { "Rhum 40° 12 ans d'âge", 1, 0 },
  { "Cuvée N°6 L'Or du temps", 1, 0 },
  { "Lot 3 l’été", 1, 0 },
  { "SET 10 CARD KRAFT REINDEER 17084", 10, 0 },
  { "KRAFT SET 17084", 1, 0 },
  { "HEART T-LIGHT HOLDER [21814]", 1, 0 },
  { "Ref. AB75 CL", 1, 0 },
  { "ROSE FLOWER CANDLE+INCENSE 16X16CM", 1, 0 },
  { "POLYESTER FILLER PAD 60x40cm", 1, 0 },
  { "Planche x30 cm", 1, 0 },
  { "Pack of 500 g", 1, 0 },
  { "Carton de 10 kg", 1, 0 },
  { "Set couteaux de 12 cm", 1, 0 },
  { "Caisse de 2019", 1, 0 },
  { "Model X5 grey", 1, 0 },
  { "Suitcase 6", 1, 0 },
  { "Lot 12 bis", 1, 0 },
  { "Wine rack 12 bottles", 1, 0 },
  { "Coffret pour magnum", 1, 0 },
  { "Cave à vin 36 bouteilles", 1, 0 },
  { "Magnumesque", 1, 0 },
  { "Livré le 12.06.2019 l", 1, 0 },
  { "60 TEATIME FAIRY CAKE CASES", 1, 0 },
  { "", 1, 0 },
  { NULL, 1, 0 },
};

static void
test_labels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      TvUnit unit = { 7, 7 };
      gboolean is_said = tv_unit_parse (labels[i].label, &unit);

      if (unit.pack_count != labels[i].count || unit.volume_ml != labels[i].ml)
        g_test_fail_printf ("“%s”: %u of %u ml", labels[i].label, unit.pack_count, unit.volume_ml);
      if ((labels[i].count > 1 || labels[i].ml > 0) && !is_said)
        g_test_fail_printf ("“%s” says nothing", labels[i].label);
    }
}

static void
test_bottles (void)
{
  g_assert_cmpfloat (tv_unit_get_bottles (&(TvUnit){ 6, 750 }), ==, 6);
  g_assert_cmpfloat (tv_unit_get_bottles (&(TvUnit){ 3, 1500 }), ==, 6);
  g_assert_cmpfloat (tv_unit_get_bottles (&(TvUnit){ 1, 375 }), ==, 0.5);
  g_assert_cmpfloat (tv_unit_get_bottles (&(TvUnit){ 12, 0 }), ==, 0);
}

static void
check_display (guint count, guint ml, const char *expected)
{
  g_autofree char *text = tv_unit_to_display (&(TvUnit){ count, ml });

  g_assert_cmpstr (text, ==, expected);
}

static void
test_display (void)
{
  check_display (1, 0, "");
  check_display (6, 0, "pack of 6");
  check_display (6, 750, "6\302\240×\302\24075\302\240cl");
  check_display (1, 375, "37.5\302\240cl");
  check_display (1, 50, "50\302\240ml");
  check_display (1, 333, "333\302\240ml");
  check_display (1, 1500, "1.5\302\240L");
  check_display (1, 2250, "2.25\302\240L");
  check_display (1, 5000, "5\302\240L");
  if (setlocale (LC_NUMERIC, "fr_FR.UTF-8") != NULL)
    {
      check_display (1, 1500, "1,5\302\240L");
      setlocale (LC_NUMERIC, "C");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit/labels", test_labels);
  g_test_add_func ("/unit/bottles", test_bottles);
  g_test_add_func ("/unit/display", test_display);
  return g_test_run ();
}
