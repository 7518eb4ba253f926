#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how soon the window paints what a person did: real clicks and keys from outside, and the screen read back until it changes.

  bench-paint.py --build build --workspace FILE     a workspace with a run that has pending recommendations (decisions are made in a copy)

For each act: milliseconds to the first changed pixel of the area that answers, and to the last one of the half second that follows; medians of
several acts, the largest beside them. The display is a virtual one, drawn by the CPU.
"""
import argparse
import ctypes
import json
import os
import shutil
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from session import Session

Z_PIXMAP = 2
ROWS = (262, 140, 700, 300)   # x, y, width, height of the table's rows in a window of 1280x800
CARD = (630, 160, 500, 170)   # the same of the Review page's card
HEADERS = (376, 900)          # x of two sortable headers: name, spent
HEADER_Y = 122
SETTLED = .5


class Image(ctypes.Structure):
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('xoffset', ctypes.c_int), ('format', ctypes.c_int),
                ('data', ctypes.c_void_p), ('byte_order', ctypes.c_int * 4), ('depth', ctypes.c_int),
                ('bytes_per_line', ctypes.c_int), ('bits_per_pixel', ctypes.c_int)]


class Screen:
    """The X display: its pixels, and fake input."""

    def __init__(self, name):
        self.x, self.test = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
        handle, number, wide = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong
        self.x.XOpenDisplay.restype = handle
        self.x.XDefaultRootWindow.restype, self.x.XDefaultRootWindow.argtypes = wide, [handle]
        self.x.XGetImage.restype = ctypes.POINTER(Image)
        self.x.XGetImage.argtypes = [handle, wide, number, number, ctypes.c_uint, ctypes.c_uint, wide, number]
        self.x.XFree.argtypes = [handle]
        self.x.XFlush.argtypes = [handle]
        self.x.XKeysymToKeycode.argtypes = [handle, wide]
        self.test.XTestFakeKeyEvent.argtypes = [handle, ctypes.c_uint, number, wide]
        self.test.XTestFakeMotionEvent.argtypes = [handle, number, number, number, wide]
        self.test.XTestFakeButtonEvent.argtypes = [handle, ctypes.c_uint, number, wide]
        self.display = self.x.XOpenDisplay(name.encode())
        self.root = self.x.XDefaultRootWindow(self.display)

    def grab(self, area):
        image = self.x.XGetImage(self.display, self.root, *area, 0xffffffff, Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * image.contents.height)
        self.x.XFree(image.contents.data)
        self.x.XFree(ctypes.cast(image, ctypes.c_void_p))
        return pixels

    def key(self, character):
        code = self.x.XKeysymToKeycode(self.display, ord(character))
        for is_down in (1, 0):
            self.test.XTestFakeKeyEvent(self.display, code, is_down, 0)
        self.x.XFlush(self.display)

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, 0)
        self.x.XFlush(self.display)

    def press(self):
        for is_down in (1, 0):
            self.test.XTestFakeButtonEvent(self.display, 1, is_down, 0)
        self.x.XFlush(self.display)

    def time(self, act, area, limit=3):
        """Milliseconds to the first and to the last change of the area; None where it did not change."""
        before = self.grab(area)
        began = time.perf_counter()
        act()
        first = last = None
        while time.perf_counter() - began < limit and (last is None or time.perf_counter() - began < last + SETTLED):
            now = self.grab(area)
            if now != before:
                last = time.perf_counter() - began
                first = first or last
                before = now
        return (first * 1000, last * 1000) if first else None


def show(name, times):
    times = [t for t in times if t]
    if not times:
        print('%-28s no change seen' % name)
        return
    for index, what in enumerate(('first pixel', 'last pixel')):
        values = sorted(t[index] for t in times)
        print('%-28s %-11s median %6.1f ms   largest %6.1f   (%d times)' % (name, what, statistics.median(values), values[-1], len(values)))


def sort(screen, repeat):
    times = []
    for index in range(repeat):
        screen.move(HEADERS[index % 2], HEADER_Y)
        time.sleep(.4)
        times.append(screen.time(screen.press, ROWS))
        time.sleep(.4)
    return times


def search(session, screen, repeat):
    session.key('ctrl+f')
    time.sleep(.5)
    times = []
    for index in range(repeat):
        times.append(screen.time(lambda: screen.key('ae'[index % 2]), ROWS))
        session.key('BackSpace')
        time.sleep(1)
    session.key('Escape')
    return times


def decide(screen, repeat):
    times = []
    for _ in range(repeat):
        times.append(screen.time(lambda: screen.key('a'), CARD))
        time.sleep(.2)
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default='build')
    parser.add_argument('--workspace', required=True)
    parser.add_argument('--repeat', type=int, default=20)
    parser.add_argument('--shot', help='leave pictures with this prefix')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='tastevin-bench-') as folder:
        workspace = os.path.join(folder, 'copy.tastevin')
        shutil.copy(options.workspace, workspace)
        session = Session(os.path.abspath(options.build), folder, arguments=['--workspace', workspace])
        try:
            with open(os.path.join(folder, 'state.json')) as state:
                screen = Screen(json.load(state)['env']['DISPLAY'])
            session.go('customers')
            time.sleep(4)
            session.key('ctrl+m')  # the table alone, as the areas above say
            time.sleep(1)
            show('sort of the customers', sort(screen, options.repeat))
            if options.shot:
                session.shot(options.shot + '-customers.png')
            show('search of the customers', search(session, screen, options.repeat))
            session.go('review')
            time.sleep(4)
            show('decision, next card', decide(screen, options.repeat))
            if options.shot:
                session.shot(options.shot + '-review.png')
        finally:
            session.stop()


main()
