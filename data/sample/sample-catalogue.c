/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the merchant sells, as tables: families with their seasons and houses, and the ranges from
 * which products are made. The regions and grapes exist; houses and brands are invented. */
#include "sample.h"

#define FLAT                                                                                       \
  {                                                                                                \
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100                                     \
  }
#define WHITE                                                                                      \
  {                                                                                                \
    80, 80, 95, 110, 125, 125, 115, 105, 100, 95, 85, 100                                          \
  }
#define RED                                                                                        \
  {                                                                                                \
    115, 110, 105, 95, 80, 65, 60, 65, 100, 125, 135, 145                                          \
  }
#define FESTIVE                                                                                    \
  {                                                                                                \
    55, 85, 60, 70, 90, 95, 75, 55, 65, 75, 150, 325                                               \
  }
#define SUMMER                                                                                     \
  {                                                                                                \
    15, 20, 50, 120, 220, 275, 240, 150, 65, 25, 10, 10                                            \
  }
#define WINTER                                                                                     \
  {                                                                                                \
    115, 105, 75, 60, 55, 60, 55, 50, 70, 105, 170, 280                                            \
  }

/* clang-format off */
const SampleFamily sample_families[SAMPLE_N_FAMILIES] = {
  [SAMPLE_RIESLING] = { "Riesling", "RIE", 24, 12, WHITE, "4313152", 2025, 4, 1,
    "Domaine Kestelbach|Maison Ohrenfeld|Vignoble Strohberg|Cave des Trois Hérons", TRUE },
  [SAMPLE_PINOT_NOIR] = { "Pinot Noir", "PIN", 18, 9, RED, "4223232", 2024, 9, 1,
    "Domaine Kestelbach|Maison Ohrenfeld|Domaine Wintzenau|Clos du Loriot", TRUE },
  [SAMPLE_GEWURZTRAMINER] = { "Gewurztraminer", "GEW", 18, 9, WHITE, "5514124", 2025, 4, 1,
    "Domaine Kestelbach|Vignoble Strohberg|Domaine Wintzenau|Cave des Trois Hérons", TRUE },
  [SAMPLE_PINOT_GRIS] = { "Pinot Gris", "PGR", 16, 7, WHITE, "4213133", 2025, 4, 1,
    "Maison Ohrenfeld|Vignoble Strohberg|Domaine Wintzenau|Clos du Loriot", TRUE },
  [SAMPLE_CREMANT] = { "Crémant", "CRE", 16, 11, FESTIVE, "4313132", 0, 0, 0,
    "Domaine Kestelbach|Maison Ohrenfeld|Cave des Trois Hérons|Domaine Wintzenau", TRUE },
  [SAMPLE_CHAMPAGNE] = { "Champagne", "CHA", 20, 8, FESTIVE, "3313242", 0, 0, 0,
    "Delcourt-Vasselin|Hautvigne et Fils|Morizot-Lanfroy|Veuve Aubrelle|Clos Tournelay", TRUE },
  [SAMPLE_BORDEAUX] = { "Bordeaux", "BOR", 28, 10, RED, "4234521", 2022, 10, 2,
    "Château Malvergne|Château Tourcendre|Château Brissaguet|Clos Pimbert|Château Groliave",
    TRUE },
  [SAMPLE_BOURGOGNE] = { "Bourgogne", "BOU", 26, 8, RED, "4333331", 2023, 10, 2,
    "Domaine Vauquelot|Maison Perrelin|Domaine des Sept Murets|Clos Thibaudet", TRUE },
  [SAMPLE_RHONE] = { "Vallée du Rhône", "RHO", 20, 7, RED, "4145321", 2023, 9, 2,
    "Domaine Rocasserre|Mas Cigaline|Domaine Ventalure|Cellier Mourrefort", TRUE },
  [SAMPLE_LOIRE] = { "Loire", "LOI", 18, 6, WHITE, "4342242", 2024, 5, 1,
    "Domaine Hauteboise|Clos Marcerolle|Domaine Ligerot|Caves de la Boire", TRUE },
  [SAMPLE_LANGUEDOC] = { "Languedoc", "LAN", 14, 5, RED, "5154321", 2023, 4, 2,
    "Mas Garrigane|Domaine Peyrolade|Clos des Micocouliers", TRUE },
  [SAMPLE_ROSE] = { "Rosé", "ROS", 18, 13, SUMMER, "5412132", 2025, 3, 1,
    "Château Sainte-Aurille|Domaine Mirabelou|Bastide Aurenque|Mas Cigaline", TRUE },
  [SAMPLE_SPIRITS] = { "Spiritueux", "SPI", 18, 4, WINTER, "3235513", 0, 0, 0,
    "Distillerie du Val Cendré|Maison Ardibois|Alambic Rocheleau", TRUE },
  [SAMPLE_BEERS] = { "Bières", "BIE", 10, 2, SUMMER, "3233112", 0, 0, 0,
    "Brasserie du Vieux Pressoir|Brasserie Houblonnette", TRUE },
  [SAMPLE_DELICATESSEN] = { "Épicerie fine", "EPI", 14, 4, WINTER, "", 0, 0, 0,
    "Comptoir des Halliers|La Mère Fauvelle", TRUE },
  [SAMPLE_ACCESSORIES] = { "Accessoires", "ACC", 14, 3, WINTER, "", 0, 0, 0,
    "Verralis|Boucharel", TRUE },
  [SAMPLE_GIFT_BOXES] = { "Coffrets", "COF", 7, 3, FESTIVE, "", 0, 0, 0, "Maison Tastegrain",
    FALSE },
  [SAMPLE_SERVICE] = { "SERVICE", "SRV", 1, 0, FLAT, "", 0, 0, 0, "", FALSE },
};

const SampleRange sample_ranges[] = {
  { SAMPLE_RIESLING, "Alsace", "Riesling Tradition", "Riesling", "sec", 1020, 0, "ETE" },
  { SAMPLE_RIESLING, "Alsace", "Riesling Vieilles Vignes", "Riesling", "sec", 1480, 1, "" },
  { SAMPLE_RIESLING, "Alsace Grand Cru", "Riesling Grand Cru Altenbruck", "Riesling", "sec", 2450, 2, "FETES" },
  { SAMPLE_RIESLING, "Alsace", "Riesling Lieu-dit Sonnenhof", "Riesling", "sec", 1790, 1, "" },
  { SAMPLE_RIESLING, "Vendanges tardives", "Riesling Vendanges Tardives", "Riesling", "moelleux", 3900, 3, "FETES" },
  { SAMPLE_PINOT_NOIR, "Alsace", "Pinot Noir Tradition", "Pinot noir", "sec", 1150, 0, "" },
  { SAMPLE_PINOT_NOIR, "Alsace", "Pinot Noir Élevé en Fût", "Pinot noir", "sec", 1890, 1, "AUTOMNE" },
  { SAMPLE_PINOT_NOIR, "Alsace", "Pinot Noir Les Grès Rouges", "Pinot noir", "sec", 2680, 2, "AUTOMNE" },
  { SAMPLE_PINOT_NOIR, "Alsace", "Pinot Noir Clos de l'Écureuil", "Pinot noir", "sec", 4200, 3, "FETES" },
  { SAMPLE_GEWURZTRAMINER, "Alsace", "Gewurztraminer Tradition", "Gewurztraminer", "demi-sec", 1190, 0, "" },
  { SAMPLE_GEWURZTRAMINER, "Alsace", "Gewurztraminer Vieilles Vignes", "Gewurztraminer", "demi-sec", 1650, 1, "" },
  { SAMPLE_GEWURZTRAMINER, "Alsace Grand Cru", "Gewurztraminer Grand Cru Altenbruck", "Gewurztraminer", "moelleux", 2590, 2, "FETES" },
  { SAMPLE_GEWURZTRAMINER, "Vendanges tardives", "Gewurztraminer Vendanges Tardives", "Gewurztraminer", "moelleux", 3850, 3, "FETES" },
  { SAMPLE_PINOT_GRIS, "Alsace", "Pinot Gris Tradition", "Pinot gris", "demi-sec", 1130, 0, "" },
  { SAMPLE_PINOT_GRIS, "Alsace", "Pinot Gris Réserve", "Pinot gris", "sec", 1590, 1, "AUTOMNE" },
  { SAMPLE_PINOT_GRIS, "Alsace Grand Cru", "Pinot Gris Grand Cru Steinmatt", "Pinot gris", "demi-sec", 2520, 2, "FETES" },
  { SAMPLE_PINOT_GRIS, "Vendanges tardives", "Pinot Gris Vendanges Tardives", "Pinot gris", "moelleux", 3790, 3, "FETES" },
  { SAMPLE_CREMANT, "Crémant d'Alsace", "Crémant d'Alsace Brut", "Pinot blanc", "brut", 1090, 0, "APERITIF" },
  { SAMPLE_CREMANT, "Crémant d'Alsace", "Crémant d'Alsace Rosé", "Pinot noir", "brut", 1240, 1, "ETE" },
  { SAMPLE_CREMANT, "Crémant d'Alsace", "Crémant d'Alsace Blanc de Noirs", "Pinot noir", "brut", 1490, 1, "FETES" },
  { SAMPLE_CREMANT, "Crémant d'Alsace", "Crémant d'Alsace Extra Brut", "Riesling", "extra-brut", 1680, 2, "FETES" },
  { SAMPLE_CHAMPAGNE, "Champagne", "Champagne Brut Tradition", "Pinot meunier", "brut", 2890, 1, "FETES" },
  { SAMPLE_CHAMPAGNE, "Champagne", "Champagne Blanc de Blancs", "Chardonnay", "brut", 3950, 2, "FETES" },
  { SAMPLE_CHAMPAGNE, "Champagne", "Champagne Rosé", "Pinot noir", "brut", 3690, 2, "FETES" },
  { SAMPLE_CHAMPAGNE, "Champagne", "Champagne Cuvée Prestige", "Chardonnay", "extra-brut", 7900, 3, "FETES" },
  { SAMPLE_BORDEAUX, "Bordeaux Supérieur", "Bordeaux Supérieur", "Merlot", "sec", 990, 0, "" },
  { SAMPLE_BORDEAUX, "Médoc", "Haut-Médoc", "Cabernet sauvignon", "sec", 1790, 1, "AUTOMNE" },
  { SAMPLE_BORDEAUX, "Libournais", "Saint-Émilion Grand Cru", "Merlot", "sec", 2950, 2, "FETES" },
  { SAMPLE_BORDEAUX, "Médoc", "Pauillac", "Cabernet sauvignon", "sec", 5400, 3, "FETES" },
  { SAMPLE_BORDEAUX, "Graves", "Graves", "Merlot", "sec", 1620, 1, "" },
  { SAMPLE_BORDEAUX, "Liquoreux", "Sauternes", "Sémillon", "liquoreux", 3450, 2, "FETES" },
  { SAMPLE_BOURGOGNE, "Bourgogne régional", "Bourgogne Chardonnay", "Chardonnay", "sec", 1590, 0, "" },
  { SAMPLE_BOURGOGNE, "Mâconnais", "Mâcon-Villages", "Chardonnay", "sec", 1390, 0, "ETE" },
  { SAMPLE_BOURGOGNE, "Côte chalonnaise", "Mercurey", "Pinot noir", "sec", 2690, 1, "AUTOMNE" },
  { SAMPLE_BOURGOGNE, "Côte de Beaune", "Savigny-lès-Beaune", "Pinot noir", "sec", 3480, 2, "AUTOMNE" },
  { SAMPLE_BOURGOGNE, "Côte de Beaune", "Meursault", "Chardonnay", "sec", 5900, 3, "FETES" },
  { SAMPLE_BOURGOGNE, "Chablisien", "Chablis", "Chardonnay", "sec", 1980, 1, "FETES" },
  { SAMPLE_RHONE, "Côtes du Rhône", "Côtes du Rhône", "Grenache", "sec", 890, 0, "" },
  { SAMPLE_RHONE, "Rhône nord", "Crozes-Hermitage", "Syrah", "sec", 1990, 1, "AUTOMNE" },
  { SAMPLE_RHONE, "Rhône sud", "Gigondas", "Grenache", "sec", 2290, 2, "AUTOMNE" },
  { SAMPLE_RHONE, "Rhône sud", "Châteauneuf-du-Pape", "Grenache", "sec", 3980, 3, "FETES" },
  { SAMPLE_LOIRE, "Nantais", "Muscadet sur Lie", "Melon", "sec", 850, 0, "ETE" },
  { SAMPLE_LOIRE, "Centre", "Sancerre", "Sauvignon", "sec", 1950, 2, "" },
  { SAMPLE_LOIRE, "Touraine", "Chinon", "Cabernet franc", "sec", 1180, 1, "" },
  { SAMPLE_LOIRE, "Touraine", "Vouvray Demi-sec", "Chenin", "demi-sec", 1390, 1, "" },
  { SAMPLE_LANGUEDOC, "Pays d'Oc", "Pays d'Oc Merlot", "Merlot", "sec", 720, 0, "" },
  { SAMPLE_LANGUEDOC, "Pic Saint-Loup", "Pic Saint-Loup", "Syrah", "sec", 1580, 1, "AUTOMNE" },
  { SAMPLE_LANGUEDOC, "Terrasses du Larzac", "Terrasses du Larzac", "Carignan", "sec", 2190, 2, "AUTOMNE" },
  { SAMPLE_ROSE, "Côtes de Provence", "Côtes de Provence Rosé", "Cinsault", "sec", 1090, 0, "ETE" },
  { SAMPLE_ROSE, "Côtes de Provence", "Côtes de Provence Rosé Prestige", "Grenache", "sec", 1690, 1, "ETE" },
  { SAMPLE_ROSE, "Bandol", "Bandol Rosé", "Mourvèdre", "sec", 2190, 2, "ETE" },
  { SAMPLE_SPIRITS, "Eaux-de-vie", "Eau-de-vie de Mirabelle 50 cl", "", "", 3650, 1, "HIVER" },
  { SAMPLE_SPIRITS, "Eaux-de-vie", "Eau-de-vie de Poire Williams 50 cl", "", "", 3890, 1, "HIVER" },
  { SAMPLE_SPIRITS, "Whisky", "Whisky Single Malt 70 cl", "", "", 5200, 2, "HIVER FETES" },
  { SAMPLE_SPIRITS, "Whisky", "Whisky Single Malt 12 ans 70 cl", "", "", 8900, 3, "HIVER FETES" },
  { SAMPLE_SPIRITS, "Gin", "Gin des Vergers 50 cl", "", "", 3300, 1, "ETE APERITIF" },
  { SAMPLE_SPIRITS, "Liqueurs", "Liqueur de Quetsche 50 cl", "", "", 2450, 0, "HIVER" },
  { SAMPLE_BEERS, "Blonde", "Bière Blonde 75 cl", "", "", 590, 0, "ETE" },
  { SAMPLE_BEERS, "Ambrée", "Bière Ambrée 75 cl", "", "", 640, 0, "" },
  { SAMPLE_BEERS, "Blanche", "Bière Blanche 75 cl", "", "", 610, 0, "ETE" },
  { SAMPLE_BEERS, "Spéciale", "Bière de Noël 75 cl", "", "", 720, 1, "FETES" },
  { SAMPLE_BEERS, "Spéciale", "Triple Vieillie en Fût 75 cl", "", "", 1150, 2, "" },
  { SAMPLE_DELICATESSEN, "Foie gras", "Foie gras d'oie entier 180 g", "", "", 3450, 3, "FETES" },
  { SAMPLE_DELICATESSEN, "Foie gras", "Bloc de foie gras 130 g", "", "", 1790, 2, "FETES" },
  { SAMPLE_DELICATESSEN, "Terrines", "Terrine de campagne 200 g", "", "", 690, 0, "" },
  { SAMPLE_DELICATESSEN, "Terrines", "Terrine de sanglier au marc 200 g", "", "", 820, 1, "AUTOMNE" },
  { SAMPLE_DELICATESSEN, "Douceurs", "Pain d'épices au miel 250 g", "", "", 750, 0, "FETES" },
  { SAMPLE_DELICATESSEN, "Douceurs", "Confit de gewurztraminer 100 g", "", "", 580, 0, "FETES" },
  { SAMPLE_DELICATESSEN, "Apéritif", "Bretzels fins au sel 150 g", "", "", 390, 0, "APERITIF" },
  { SAMPLE_ACCESSORIES, "Verres", "Coffret 6 flûtes", "", "", 4200, 2, "FETES" },
  { SAMPLE_ACCESSORIES, "Verres", "Coffret 6 verres à pied vert", "", "", 3600, 1, "" },
  { SAMPLE_ACCESSORIES, "Carafes", "Carafe à décanter", "", "", 4900, 2, "AUTOMNE" },
  { SAMPLE_ACCESSORIES, "Ouverture", "Tire-bouchon sommelier", "", "", 1850, 1, "" },
  { SAMPLE_ACCESSORIES, "Ouverture", "Bouchon à champagne", "", "", 890, 0, "FETES" },
  { SAMPLE_ACCESSORIES, "Rafraîchir", "Seau à glace inox", "", "", 3900, 1, "ETE" },
  { SAMPLE_ACCESSORIES, "Conservation", "Pompe à vide et 2 bouchons", "", "", 1450, 0, "" },
  { SAMPLE_GIFT_BOXES, "Découverte", "Coffret découverte 3 cépages d'Alsace", "", "", 3900, 1, "FETES" },
  { SAMPLE_GIFT_BOXES, "Découverte", "Coffret 6 vins d'été", "", "", 5900, 1, "ETE" },
  { SAMPLE_GIFT_BOXES, "Cadeaux", "Coffret Grands Crus 3 bouteilles", "", "", 7900, 2, "FETES" },
  { SAMPLE_GIFT_BOXES, "Cadeaux", "Coffret Bulles de fête", "", "", 8500, 2, "FETES" },
  { SAMPLE_GIFT_BOXES, "Cadeaux", "Coffret Gourmand vin et foie gras", "", "", 6900, 2, "FETES" },
  { SAMPLE_GIFT_BOXES, "Cadeaux", "Coffret Prestige Bordeaux et Bourgogne", "", "", 14900, 3, "FETES" },
  { SAMPLE_GIFT_BOXES, "Cadeaux", "Caisse bois 1 bouteille", "", "", 2900, 1, "FETES" },
  { SAMPLE_SERVICE, "Transport", "Frais de port", "", "", 825, 0, "" },
};
/* clang-format on */

const guint sample_range_count = G_N_ELEMENTS (sample_ranges);
