# SPDX-License-Identifier: GPL-3.0-or-later
"""Text files made up by seed, in the forms that tills, shops and accounting programs write, with what a reader has to find in each."""
import json

WORDS = ('Château Margaux', 'Pinot noir', 'Côte-Rôtie', 'Crémant d’Alsace', 'Riesling', 'Gewürztraminer', 'Saint-Émilion', 'Rosé', 'Muscat sec', 'Brut nature')
NAMES = ('Müller', 'Lefèvre', 'García', 'O’Brien', 'Dupont', 'Nowak', 'Rossi', 'Jensen', 'Smith', 'Horvath', 'de la Tour', 'Bêche')
CITIES = ('Besançon', 'Köln', 'Málaga', 'Zürich', 'Lyon', 'Porto', 'Gent', 'Orléans', 'Sète', 'Bath')
TITLES = ('code', 'nom', 'prénom', 'ville', 'date', 'montant', 'quantité', 'remarque', 'e-mail', 'téléphone', 'famille', 'prix', 'actif', 'lien', 'options')
DELIMITERS = {'common': (',', ';', '\t', '|'), 'rare': ('^', '~', '¦', '\x1f', '||')}


def number(random):
    return random.choice((random.randrange(10), random.randrange(1000), random.randrange(100000)))


def money(random, mark):
    whole, cents = number(random), random.randrange(100)
    if mark == ',':
        return random.choice(('%d,%02d', '%d,%02d €')) % (whole, cents)
    return random.choice(('%d.%02d', '$%d.%02d')) % (whole, cents)


def day(random, form):
    return form % {'d': random.randrange(1, 29), 'm': random.randrange(1, 13), 'y': random.randrange(2015, 2026)}


def sentence(random):
    return random.choice(('à livrer, si possible, le matin', 'réglé ; merci', 'voir note', '12 bouteilles (6 x 2)', 'rien', 'appeler d’abord, puis passer',
                          'il a dit "oui"', 'tél: matin | soir', 'deux\nlignes', 'prix: 12,50'))


def options(random):
    return json.dumps({'taille': [number(random) for _ in range(random.randrange(1, 4))], 'cadeau': random.random() < 0.5}, ensure_ascii=False)


def link(random):
    return 'https://example.org/p?id=%d&tags=%s' % (number(random), random.choice(('a,b', 'a;b', 'x')))


def list_makers(random):
    """One maker of cells a column: each keeps to one form, as a program's output does."""
    mark = random.choice(',.')
    form = random.choice(('%(d)02d/%(m)02d/%(y)d', '%(y)d-%(m)02d-%(d)02d', '%(d)02d.%(m)02d.%(y)d', '%(m)d/%(d)d/%(y)d', '%(y)d%(m)02d%(d)02d'))
    makers = {
        'code': lambda: 'C%04d' % random.randrange(10000),
        'integer': lambda: str(number(random)),
        'money': lambda: money(random, mark),
        'date': lambda: day(random, form),
        'word': lambda: random.choice(WORDS),
        'name': lambda: random.choice(NAMES),
        'city': lambda: random.choice(CITIES),
        'remark': lambda: sentence(random),
        'mail': lambda: '%s%d@example.%s' % (random.choice('abcdef'), number(random), random.choice(('fr', 'de', 'org'))),
        'phone': lambda: '+33 %d %02d %02d %02d %02d' % tuple(random.randrange(1, 10) if i == 0 else random.randrange(100) for i in range(5)),
        'bool': lambda: random.choice(('oui', 'non')),
        'json': lambda: options(random),
        'link': lambda: link(random),
        'empty': lambda: random.choice(('', '', 'x')),
    }
    usual = ['code', 'integer', 'money', 'date', 'word', 'name', 'city', 'mail', 'phone', 'bool']
    odd = ['remark', 'json', 'link', 'empty']
    kinds = [random.choice(usual if random.random() < 0.8 else odd) for _ in range(random.choice((2, 3, 3, 4, 5, 6, 8, 12)))]
    return kinds, [makers[kind] for kind in kinds]


def write_cell(cell, form, random):
    quote, delimiter = form['quote'], form['delimiter']
    needs = delimiter in cell or quote in cell or '\n' in cell or '\r' in cell
    if form['quoting'] == 'minimal' and not needs or form['quoting'] == 'some' and not needs and random.random() < 0.6:
        return cell
    if form['quoting'] == 'texts' and not needs and cell.replace('.', '').replace('-', '').isdigit():
        return cell
    guard = '\\' if form['escape'] == '\\' else quote
    if form['escape'] == '\\':
        cell = cell.replace('\\', '\\\\')
    return quote + cell.replace(quote, guard + quote) + quote


def make_form(random, kind):
    return {
        'delimiter': random.choice(DELIMITERS[kind]),
        'quote': random.choice('"""\''),
        'escape': random.choice(('', '', '', '\\')),
        'newline': random.choice(('\n', '\r\n', '\r\n', '\r')),
        'quoting': random.choice(('minimal', 'minimal', 'all', 'some', 'texts')),
        'preamble': random.choice((0, 0, 0, 0, 1, 2, 4)),
        'comments': random.random() < 0.08,
        'header': random.random() < 0.8,
        'rows': random.choice((2, 3, 5, 8, 20, 60)),
    }


def make(random, kind='common'):
    """Returns the text, the form it was written in, and its header and rows."""
    form = make_form(random, kind)
    kinds, makers = list_makers(random)
    header = random.sample(TITLES, len(kinds)) if form['header'] else None
    rows = [[maker() for maker in makers] for _ in range(form['rows'])]
    if all(kind == 'empty' for kind in kinds):
        rows = [['x' for _ in kinds] for _ in rows]
    lines = [form['delimiter'].join(write_cell(cell, form, random) for cell in row) for row in ([header] if header else []) + rows]
    above = ['Export du 12/03/2024', 'Société Exemple SARL', 'Période : janvier à mars', ''][:form['preamble']]
    if form['comments']:
        above = ['# écrit par caisse 3.1'] + above
        lines.insert(random.randrange(1, len(lines) + 1), '# fin de page')
    text = form['newline'].join(above + lines) + form['newline'] * random.randrange(2)
    form['is_quoted'] = form['quote'] in ''.join(lines) and any(write_cell(cell, form, random)[:1] == form['quote'] for row in rows for cell in row)
    return text, form, header, rows
