# SPDX-License-Identifier: GPL-3.0-or-later
"""Short exports in the languages of Europe, in the encodings that their programs write."""

# Names, places and goods of each language, with the letters that matter.
WORDS = {
    'french': ('Château', 'Besançon', 'Lefèvre', 'Côte-Rôtie', 'Crémant', 'réglé', 'à livrer', 'Noël', 'forêt', 'Genève', 'reçu', 'hôtel', 'déjà', 'où'),
    'german': ('Müller', 'Köln', 'Größe', 'Straße', 'München', 'Käufer', 'Weißwein', 'Rückgabe', 'Österreich', 'Stück', 'für', 'Getränke'),
    'spanish': ('Málaga', 'García', 'España', 'año', 'camión', 'Núñez', 'Peña', 'teléfono', 'dirección', 'vino añejo', 'León', 'pagó'),
    'portuguese': ('São Paulo', 'João', 'preço', 'descrição', 'Évora', 'código', 'não', 'São Tomé', 'avô', 'português', 'às vezes', 'ações'),
    'italian': ('città', 'quantità', 'perché', 'Forlì', 'più', 'caffè', 'Cantù', 'già', 'però', 'unità'),
    'swedish': ('Malmö', 'Västerås', 'Göteborg', 'Åsa', 'öl', 'kött', 'räksmörgås', 'grön', 'på', 'Käller'),
    'danish': ('København', 'Århus', 'Søren', 'rødvin', 'øl', 'Ærø', 'bestået', 'gård', 'Jørgen', 'småkage'),
    'polish': ('Łódź', 'Kraków', 'Wałęsa', 'zażółć', 'gęś', 'Poznań', 'książka', 'Błażej', 'piątek', 'śliwka', 'źródło', 'mąka'),
    'czech': ('Plzeň', 'Dvořák', 'příjmení', 'město', 'Škoda', 'Růžena', 'žlutý kůň', 'Jiří', 'číslo', 'České Budějovice', 'tělo'),
    'hungarian': ('Győr', 'Szőke', 'Pécs', 'tükörfúró', 'gép', 'Erzsébet', 'bő', 'vevőkód', 'összeg', 'hűtő', 'áru'),
    'croatian': ('Šibenik', 'Đurđevac', 'kuća', 'čaj', 'žito', 'Ivanić', 'riječ', 'noć', 'Ćosić', 'šećer'),
    'turkish': ('İstanbul', 'Güneş', 'şarap', 'çay', 'ağaç', 'Işık', 'öğrenci', 'müşteri', 'yıl', 'Eskişehir', 'Ayşe'),
    'greek': ('Αθήνα', 'κρασί', 'Θεσσαλονίκη', 'πελάτης', 'Γιώργος', 'τιμή', 'όνομα', 'ημερομηνία', 'ποσότητα'),
    'russian': ('Москва', 'Иван', 'клиент', 'Фамилия', 'вино', 'Казань', 'количество', 'цена', 'адрес', 'Пётр'),
    'ukrainian': ('Київ', 'Львів', 'вино', 'ціна', 'кількість', 'Їжакевич', 'покупець', 'Одеса', 'місто', 'Євген'),
    'estonian': ('Jõgeva', 'Pärnu', 'õlu', 'tüdruk', 'šokolaad', 'Võru', 'hääl', 'müük', 'öö', 'nädal'),
    'latvian': ('Rīga', 'Jūrmala', 'vīns', 'cena', 'Ģirts', 'šķīvis', 'Ķekava', 'mēnesis', 'čeks', 'žurnāls', 'ļoti'),
    'lithuanian': ('Vilnius', 'Šiauliai', 'kaina', 'vynas', 'Jūratė', 'ąžuolas', 'žmogus', 'kiekis', 'mėnuo', 'Ignė', 'įmonė', 'čia'),
}
WEST = ('french', 'german', 'spanish', 'portuguese', 'italian', 'swedish', 'danish')
CENTRE = ('polish', 'czech', 'hungarian', 'croatian')
BALTIC = ('estonian', 'latvian', 'lithuanian')
ENCODINGS = {
    'cp1252': WEST, 'iso8859-15': WEST, 'cp850': WEST, 'mac-roman': WEST,
    'cp1250': CENTRE, 'iso8859-2': CENTRE, 'cp852': CENTRE,
    'cp1254': ('turkish',), 'cp1253': ('greek',), 'iso8859-7': ('greek',),
    'cp1251': ('russian', 'ukrainian'), 'koi8-r': ('russian',), 'cp866': ('russian',), 'iso8859-5': ('russian', 'ukrainian'), 'mac-cyrillic': ('russian',),
    'cp1257': BALTIC, 'iso8859-13': BALTIC, 'mac-latin2': CENTRE,
    'utf-8': tuple(WORDS), 'utf-16-le': tuple(WORDS), 'utf-16-be': tuple(WORDS), 'utf-32-le': tuple(WORDS),
}


def make(random, language, encoding, count):
    """A table of so many rows whose words are of the language; bytes, and the text."""
    delimiter = random.choice(';;,\t')
    lines = [delimiter.join(('code', 'nom', 'ville', 'date', 'montant'))]
    for number in range(count):
        words = random.sample(WORDS[language], 2)
        cells = ['%04d' % number, words[0], words[1], '%02d/%02d/2024' % (1 + number % 28, 1 + number % 12), '%d.%02d' % (random.randrange(900), random.randrange(100))]
        if encoding in ('cp1252', 'iso8859-15', 'cp1250') and random.random() < 0.2:
            cells[4] += ' €'
        if encoding in ('cp1252', 'iso8859-15') and random.random() < 0.05:
            cells[4] = '£' + cells[4]
        lines.append(delimiter.join(cells))
    text = '\r\n'.join(lines) + '\r\n'
    # A letter that the encoding lacks is not written by any program.
    data = text.encode(encoding, 'ignore')
    return data, data.decode(encoding)
