#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long the first look at a file of very many columns takes that are all lists of products.

  bench-wide.py --build build [--repeat 9]

Beside each stands the look at a file as large whose columns hold one plain product; the ratio is what the search for lists
costs. Processor seconds of one process each, medians, in turns. Nothing is judged here.
"""
import argparse
import os
import statistics
import subprocess
import tempfile

COLUMNS = 240
ROWS = 60
LISTS = {
    'names and counts': ('name:Jug|quantity:2', 'name:Jug|quantity:2;name:Cup|quantity:1'),
    'counted': ('2 x Jug', '"2 x Jug, 1 x Cup"'),
    'JSON': ('"[{""name"": ""Jug"", ""qty"": 2}]"', '"[{""name"": ""Jug"", ""qty"": 2}, {""name"": ""Cup"", ""qty"": 1}]"'),
    'bare': ('Jug', 'Jug|Cup'),
}


def write(path, short, long):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(','.join(['Order number', 'Order date', 'Customer code'] + [f'Product name {c}' for c in range(COLUMNS)]) + '\n')
        for row in range(ROWS):
            cells = [long if (row + c) % 3 > 0 else short for c in range(COLUMNS)]
            file.write(','.join([str(row), '2024-03-05', f'C{row % 7}'] + cells) + '\n')


def look(program, path):
    before = os.times()
    subprocess.run([program, 'sniff', path, '-'], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', default='build')
    parser.add_argument('--repeat', type=int, default=9)
    options = parser.parse_args()
    program = os.path.join(options.build, 'tests', 'bench', 'bench-import')
    with tempfile.TemporaryDirectory() as folder:
        for name, (short, long) in LISTS.items():
            paths = [os.path.join(folder, 'lists.csv'), os.path.join(folder, 'plain.csv')]
            plain = 'Jug of clay'.ljust(len(long.replace('""', '"')))
            write(paths[0], short, long)
            write(paths[1], plain, plain)
            times = [[look(program, path) for path in paths] for _ in range(options.repeat)]
            lists, others = (statistics.median(column) for column in zip(*times))
            print(f'{name:20} {lists:.3f} s   plain {others:.3f} s   ratio {lists / others:.2f}')


if __name__ == '__main__':
    main()
