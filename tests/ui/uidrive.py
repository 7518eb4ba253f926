#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""uidrive - drive a GTK 4 program like a user: Xvfb + private D-Bus session + AT-SPI + xdotool.

Needs: xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0 xdotool imagemagick x11-utils openbox
State of one running session is kept in a folder: --dir or $UIDRIVE_DIR (default: $TMPDIR/uidrive-$UID).

  start [--size WxH] [--no-wm] [--compositor] [--env K=V]... -- CMD ARG...   start everything, wait for the app's window
  stop                         end the app (politely), then the session
  tree [NAME] [--depth N] [--all]   accessible tree: role "name" [states] actions text value
  click NAME [--role R]        AT-SPI 'click'/'activate' action; falls back to a real mouse click
  mouse NAME|X Y [--button N] [--double]  real pointer click at an accessible's (or absolute) position
  focus NAME                   grab focus through AT-SPI
  settext NAME TEXT            replace an editable's text through AT-SPI (no key events)
  type TEXT                    type text with real key events into whatever has the focus
  key COMBO...                 real key press, xdotool names: ctrl+f Return Tab alt+F4 Down
  get NAME                     name, role, states, text, value as JSON
  wait NAME [--gone] [--timeout S] [--role R]
  table NAME [--rows N] [--json]    visible cells of a table/list by walking its children
  action NAME [--window N] [ARG]    activate an exported GAction (app.* or win.*) over D-Bus
  shot FILE.png                screenshot of the whole display
  log                          what the app wrote to stdout/stderr
  run -- CMD                   run a command inside the session's environment
NAME is an exact accessible name, or /regex/, or role:ROLE; add #N to take the N-th match (0-based).
Exit status: 0 done, 1 not found / condition not met, 2 usage or session trouble.
"""
import warnings; warnings.simplefilter("ignore", DeprecationWarning)
import argparse, json, os, re, signal, subprocess, sys, tempfile, time
STATE = None
def sdir(a): return a.dir or os.environ.get('UIDRIVE_DIR') or os.path.join(tempfile.gettempdir(), 'uidrive-%d' % os.getuid())
def die(msg, code=2): print('uidrive: ' + msg, file=sys.stderr); sys.exit(code)
def load(a):
    try:
        with open(os.path.join(sdir(a), 'state.json')) as f: s = json.load(f)
    except FileNotFoundError: die('no session in %s (start one)' % sdir(a))
    os.environ.update(s['env']); [os.environ.pop(k, None) for k in ('WAYLAND_DISPLAY', 'AT_SPI_BUS_ADDRESS')]
    return s
def alive(pid):
    try: os.kill(pid, 0)
    except OSError: return False
    try:
        with open('/proc/%d/stat' % pid) as f: return f.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError: return False

def cmd_start(a):
    d = sdir(a); os.makedirs(d, exist_ok=True)
    if os.path.exists(os.path.join(d, 'state.json')): cmd_stop(a)
    home = os.path.join(d, 'home'); run = os.path.join(d, 'run')
    for p in (home, run): os.makedirs(p, exist_ok=True); os.chmod(p, 0o700)
    r, w = os.pipe()
    xlog = open(os.path.join(d, 'xvfb.log'), 'w')
    x = subprocess.Popen(['Xvfb', '-displayfd', str(w), '-screen', '0', a.size + 'x24', '-nolisten', 'tcp', '-noreset', '-dpi', '96'], pass_fds=(w,), stdout=xlog, stderr=xlog, start_new_session=True)
    os.close(w); n = os.fdopen(r).readline().strip()
    if not n: die('Xvfb did not start: see %s/xvfb.log' % d)
    env = {'DISPLAY': ':' + n, 'XDG_RUNTIME_DIR': run, 'HOME': home, 'XDG_CONFIG_HOME': home + '/.config', 'XDG_DATA_HOME': home + '/.local/share', 'XDG_CACHE_HOME': home + '/.cache',
           'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GSETTINGS_BACKEND': 'memory', 'GTK_A11Y': 'atspi', 'LANG': 'C.UTF-8', 'GTK_USE_PORTAL': '0', 'LIBGL_ALWAYS_SOFTWARE': '1', 'NO_AT_BRIDGE': '0'}
    env.update(kv.split('=', 1) for kv in a.env)
    full = {k: v for k, v in os.environ.items() if k not in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'SESSION_MANAGER')}; full.update(env)
    blog = open(os.path.join(d, 'dbus.log'), 'w'); r, w = os.pipe()
    b = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=%d' % w], env=full, pass_fds=(w,), stdout=blog, stderr=blog, start_new_session=True)
    os.close(w); addr = os.fdopen(r).readline().strip()
    if not addr: x.terminate(); die('dbus-daemon did not start: see %s/dbus.log' % d)
    env['DBUS_SESSION_BUS_ADDRESS'] = addr; full['DBUS_SESSION_BUS_ADDRESS'] = addr
    pids = {'xvfb': x.pid, 'dbus': b.pid}
    # start the accessibility bus before the app, and say that assistive technology is in use
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus', '--method', 'org.a11y.Bus.GetAddress'], env=full, stdout=subprocess.DEVNULL, stderr=blog, timeout=20)
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus', '--method', 'org.freedesktop.DBus.Properties.Set', 'org.a11y.Status', 'IsEnabled', '<true>'], env=full, stdout=subprocess.DEVNULL, stderr=blog, timeout=20)
    if not a.no_wm:
        pids['wm'] = subprocess.Popen(['openbox', '--sm-disable'], env=full, stdout=blog, stderr=blog, start_new_session=True).pid
    if a.compositor: pids['compositor'] = subprocess.Popen(['picom', '--backend', 'xrender', '--config', '/dev/null'], env=full, stdout=blog, stderr=blog, start_new_session=True).pid; time.sleep(.4)
    alog = open(os.path.join(d, 'app.log'), 'w')
    t0 = time.time(); app = subprocess.Popen(a.cmd, env=full, stdout=alog, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True); pids['app'] = app.pid
    with open(os.path.join(d, 'state.json'), 'w') as f: json.dump({'env': env, 'pids': pids, 'cmd': a.cmd}, f, indent=1)
    os.environ.clear(); os.environ.update(full)
    end = t0 + a.timeout
    while time.time() < end:
        if app.poll() is not None: die('app ended with status %s: see %s/app.log' % (app.returncode, d), 1)
        ids = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(app.pid)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split()
        if ids:
            subprocess.run(['xdotool', 'windowfocus', ids[-1]], stderr=subprocess.DEVNULL)
            if not a.no_a11y and not wait_app(end): die('window is up but the app is not on the accessibility bus', 1)
            print('started: display %s, app pid %d, window after %.2f s' % (env['DISPLAY'], app.pid, time.time() - t0)); return
        time.sleep(0.03)
    die('no window within %g s' % a.timeout, 1)
def cmd_stop(a):
    d = sdir(a)
    try:
        with open(os.path.join(d, 'state.json')) as f: s = json.load(f)
    except FileNotFoundError: return
    code = None
    for name in ('app', 'compositor', 'wm', 'dbus', 'xvfb'):
        pid = s['pids'].get(name)
        if not pid or not alive(pid): continue
        try: os.kill(pid, signal.SIGTERM)
        except OSError: pass
        for _ in range(60):
            if not alive(pid): break
            time.sleep(0.05)
        else:
            try: os.kill(pid, signal.SIGKILL)
            except OSError: pass
    os.unlink(os.path.join(d, 'state.json'))

# ---- AT-SPI -------------------------------------------------------------
_atspi = None
def A():
    global _atspi
    if not _atspi:
        import gi; gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        Atspi.init(); Atspi.set_timeout(5000, 15000); _atspi = Atspi
    return _atspi
def root_app():
    desk = A().get_desktop(0)
    for i in range(desk.get_child_count()):
        c = desk.get_child_at_index(i)
        if c and c.get_role_name() == 'application' and c.get_name() not in ('at-spi-registryd', 'openbox'): return c
    return None
def wait_app(end):
    while time.time() < end:
        try:
            r = root_app()
            if r and r.get_child_count() > 0: return r
        except Exception: pass
        time.sleep(0.05)
    return None
def kids(o):
    try: n = o.get_child_count()
    except Exception: return
    for i in range(min(n, 2000)):
        try: c = o.get_child_at_index(i)
        except Exception: continue
        if c: yield c
def states(o):
    try: s = o.get_state_set()
    except Exception: return set()
    return {x.value_nick for x in s.get_states()}
def shown(o): s = states(o); return 'showing' in s or 'visible' in s
def has_size(o):
    # GTK 4.8 sets 'showing' on top-levels only, and 'visible' even on hidden GtkStack pages: a size is the best sign of being on screen
    try:
        if o.get_role_name() in ('frame', 'window', 'dialog', 'application'): return True
        e = o.get_extents(A().CoordType.WINDOW); return e.width > 0 and e.height > 0
    except Exception: return False
def walk(o, depth=0, maxd=99, every=False):
    yield depth, o
    if depth >= maxd: return
    for c in kids(o):
        if every or shown(c): yield from walk(c, depth + 1, maxd, every)
def text_of(o):
    try:
        if o.get_text_iface() is None: return None
        n = A().Text.get_character_count(o); return A().Text.get_text(o, 0, n)
    except Exception: return None
def value_of(o):
    try: return A().Value.get_current_value(o) if o.get_value_iface() else None
    except Exception: return None
def acts(o):
    try:
        if o.get_action_iface() is None: return []
        return [A().Action.get_action_name(o, i) for i in range(A().Action.get_n_actions(o))]
    except Exception: return []
def name_of(o):
    try: return o.get_name() or ''
    except Exception: return ''
def match(spec):
    n = None; m = re.match(r'(.*)#(\d+)$', spec, re.S)
    if m: spec, n = m.group(1), int(m.group(2))
    if spec.startswith('role:'): f = lambda o, role: role == spec[5:]
    elif len(spec) > 1 and spec[0] == spec[-1] == '/': r = re.compile(spec[1:-1]); f = lambda o, role: bool(r.search(name_of(o)))
    else: f = lambda o, role: name_of(o) == spec or (role in ('text', 'entry') and text_of(o) == spec)
    return f, n or 0
ROWS = ('table row', 'table cell')
def scan(o, rows):
    """Depth first, one D-Bus call a node; without rows it stays out of table rows (a GtkColumnView keeps about 200 of them)."""
    try: role = o.get_role_name()
    except Exception: return
    yield o, role
    if role == 'label' or (role in ROWS and not rows): return
    for c in kids(o): yield from scan(c, rows)
def on_screen(o):
    while o and o.get_role_name() != 'application':
        if 'visible' not in states(o) and 'showing' not in states(o): return False
        o = o.get_parent()
    return True
def find(spec, role=None, timeout=5.0, every=False):
    f, n = match(spec); end = time.time() + timeout
    while True:
        r = root_app()
        for rows in (False, True):   # the cheap pass first, so that a toast is seen before it goes
            k = 0
            if not r: continue
            try: r.clear_cache()
            except Exception: pass
            for o, ro in scan(r, rows):
                try:
                    if (not role or ro == role) and f(o, ro) and (every or (has_size(o) and on_screen(o))):
                        if k == n: return o
                        k += 1
                except Exception: continue
        if time.time() > end: return None
        time.sleep(0.1)
def need(a, spec, role=None):
    o = find(spec, role, a.timeout)
    if not o: die('not found: %s' % spec, 1)
    return o
def line(o, depth):
    st = states(o) & {'focused', 'selected', 'checked', 'pressed', 'expanded', 'sensitive', 'showing', 'editable', 'focusable', 'selectable'}
    t = text_of(o); v = value_of(o); ac = [] if o.get_role_name() == 'label' else acts(o)
    return '%s%s "%s"%s%s%s [%s]' % ('  ' * depth, o.get_role_name(), name_of(o), ' text=%r' % t if t is not None and t != name_of(o) else '', ' value=%g' % v if v is not None else '', ' actions=%s' % ','.join(ac) if ac else '', ' '.join(sorted(st)))
def cmd_tree(a):
    load(a); o = find(a.name, timeout=a.timeout, every=a.all) if a.name else wait_app(time.time() + 5)
    if not o: die('no accessible application', 1)
    hide = None
    for d, c in walk(o, 0, a.depth, a.all):
        try:
            if hide is not None and d > hide: continue
            hide = None
            if not a.all and not has_size(c) and not (c.get_role_name() == 'panel' and any(has_size(k) for k in kids(c))): hide = d; continue  # a GtkStackPage has no size of its own
            print(line(c, d))
        except Exception as e: print('  ' * d + '? %s' % e)
def toplevel(o):
    while True:  # a GtkDialog (file chooser) has the role 'filler' in GTK 4.8, so go by position: the application's child
        p = o.get_parent()
        if not p or p.get_role_name() == 'application': return o
        o = p
def center(o):
    """Screen position. GTK 4.8 gives positions relative to the window only (screen = window), so add the X window's origin."""
    e = o.get_extents(A().CoordType.WINDOW); top = toplevel(o)
    return e.x + e.width // 2, e.y + e.height // 2, e, name_of(top) if top else ''
def xwin(title, pid):
    out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split()
    best = None
    for i in out:
        if subprocess.run(['xdotool', 'getwindowname', i], stdout=subprocess.PIPE, text=True).stdout.strip() == title: best = i
    best = best or (out[-1] if out else None)
    if not best: return None
    g = dict(l.split('=') for l in subprocess.run(['xdotool', 'getwindowgeometry', '--shell', best], stdout=subprocess.PIPE, text=True).stdout.split() if '=' in l)
    return best, int(g['X']), int(g['Y']), int(g['WIDTH']), int(g['HEIGHT'])
def do_mouse(s, x, y, button=1, double=False):
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'sleep', '0.05', 'click'] + (['--repeat', '2', '--delay', '60'] if double else []) + [str(button)], check=True)
def popup_origin(o):
    """If o is inside a popover: (dx, dy) to add to its window coordinates, found from the popover's own X window (same size)."""
    t = o
    while t and t.get_role_name() not in ('frame', 'window', 'dialog', 'application'):
        if name_of(t) in ('GtkPopover', 'GtkPopoverMenu') or t.get_role_name() == 'menu':
            e = t.get_extents(A().CoordType.WINDOW)
            out = subprocess.run(['xwininfo', '-root', '-tree'], stdout=subprocess.PIPE, text=True).stdout
            for m in re.finditer(r'^ {5}0x[0-9a-f]+ .*? (\d+)x(\d+)\+-?\d+\+-?\d+ +\+(-?\d+)\+(-?\d+)', out, re.M):
                w, h, x, y = map(int, m.groups())
                if (w, h) == (e.width, e.height): return x - e.x, y - e.y
        t = t.get_parent()
    return None
def settle(o, tries=20):
    """Waits until o holds still: what slides away above it moves it for a while."""
    before = None
    for _ in range(tries):
        try: o.clear_cache()
        except Exception: pass
        e = o.get_extents(A().CoordType.WINDOW); now = (e.x, e.y, e.width, e.height)
        if now == before: return
        before = now; time.sleep(.15)
def mouse_on(s, o, button=1, double=False):
    settle(o); po = popup_origin(o)
    if po:
        e = o.get_extents(A().CoordType.WINDOW); return do_mouse(s, e.x + e.width // 2 + po[0], e.y + e.height // 2 + po[1], button, double)
    x, y, e, title = center(o); w = xwin(title, s['pids']['app'])
    if not w or (e.width <= 0 or e.height <= 0): die('no position for "%s" (%d,%d %dx%d)' % (name_of(o), e.x, e.y, e.width, e.height), 1)
    top = toplevel(o)
    te = top.get_extents(A().CoordType.WINDOW); bx = max(0, (w[3] - te.width) // 2); by = max(0, (w[4] - te.height) // 2)  # CSD border or shadow
    do_mouse(s, w[1] + x + bx, w[2] + y + by, button, double)
def cmd_click(a):
    s = load(a); o = need(a, a.name, a.role); t = o
    for _ in range(3):
        for i, n in enumerate(acts(t)):
            if n in ('click', 'activate', 'press', 'toggle') or len(acts(t)) == 1:
                A().Action.do_action(t, i); print('%s: %s "%s"' % (n, t.get_role_name(), name_of(t))); return
        t = t.get_parent()
        if not t: break
    mouse_on(s, o); print('mouse: %s "%s"' % (o.get_role_name(), name_of(o)))
def cmd_mouse(a):
    s = load(a)
    if len(a.target) == 2 and all(re.match(r'-?\d+$', t) for t in a.target): do_mouse(s, int(a.target[0]), int(a.target[1]), a.button, a.double)
    else: mouse_on(s, need(a, a.target[0], a.role), a.button, a.double)
def cmd_focus(a):
    load(a); o = need(a, a.name, a.role); ok = A().Component.grab_focus(o); time.sleep(.1); o.clear_cache(); print('focused' if 'focused' in states(o) else 'grab_focus returned %s' % ok)
def cmd_settext(a):
    load(a); o = need(a, a.name, a.role)
    cands = [c for _, c in walk(o, 0, 4) if c.get_editable_text_iface() is not None]
    if not cands: die('no editable text in "%s"' % a.name, 1)
    if not A().EditableText.set_text_contents(cands[0], a.text): die('refused', 1)
def cmd_type(a): load(a); subprocess.run(['xdotool', 'type', '--delay', '15', '--', a.text], check=True)
def cmd_key(a): load(a); subprocess.run(['xdotool', 'key', '--delay', '40', '--'] + a.keys, check=True)
def cmd_get(a):
    load(a); o = need(a, a.name, a.role); x, y, e, t = center(o)
    print(json.dumps({'name': name_of(o), 'role': o.get_role_name(), 'description': o.get_description(), 'states': sorted(states(o)), 'text': text_of(o), 'value': value_of(o), 'actions': acts(o), 'extents': [e.x, e.y, e.width, e.height], 'window': t}, ensure_ascii=False))
def cmd_wait(a):
    load(a); end = time.time() + a.timeout
    if not a.gone:
        if not find(a.name, a.role, a.timeout): die('did not appear: %s' % a.name, 1)
        return
    while find(a.name, a.role, 0):
        if time.time() > end: die('still there: %s' % a.name, 1)
        time.sleep(.1)
def leaf_texts(o):
    out = []
    for _, c in walk(o):
        if c.get_role_name() not in ('label', 'text', 'entry', 'static', 'link', 'check box', 'spin button'): continue
        t = text_of(c) or name_of(c)
        if t: out.append(t)
    return out
def cmd_table(a):
    load(a); o = need(a, a.name, a.role); rows = []; head = None
    for _, c in walk(o):
        if c.get_role_name() in ('table row', 'list item', 'row', 'tree item') :
            if not has_size(c): continue
            r = leaf_texts(c)
            if r and c.get_role_name() == 'table row' and not rows and not any(k.get_role_name() == 'table cell' for k in kids(c)): head = r; continue
            if r: rows.append({'selected': 'selected' in states(c), 'cells': r})
            if len(rows) >= a.rows: break
    if a.json: print(json.dumps(rows, ensure_ascii=False))
    else:
        if head: print('# ' + ' | '.join(head))
        for r in rows: print(('* ' if r['selected'] else '  ') + ' | '.join(r['cells']))
    if not rows: die('no rows', 1)
def cmd_action(a):
    s = load(a); name = a.name; path = None
    import gi
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION); dest = a.bus_name; base = '/' + dest.replace('.', '/').replace('-', '_')
    if name.startswith('app.'): path, name = base, name[4:]
    elif name.startswith('win.'): path, name = '%s/window/%d' % (base, a.window), name[4:]
    args = [GLib.Variant.parse(None, a.arg)] if a.arg else []
    bus.call_sync(dest, path or base, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (name, args, {})), None, 0, 5000, None)
def cmd_shot(a): load(a); subprocess.run(['import', '-window', 'root', a.file], check=True); print(a.file)
def cmd_log(a): sys.stdout.write(open(os.path.join(sdir(a), 'app.log')).read())
def cmd_run(a): s = load(a); sys.exit(subprocess.run(a.cmd).returncode)
p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter); p.add_argument('--dir'); sp = p.add_subparsers(dest='c', required=True)
def sub(n, f, *args, **kw):
    q = sp.add_parser(n); q.set_defaults(f=f); q.add_argument('--timeout', type=float, default=kw.get('timeout', 5))
    for x in args: q.add_argument(*x[0], **x[1])
    return q
name = (['name'], {}); role = (['--role'], {})
sub('start', cmd_start, (['--size'], {'default': '1280x800'}), (['--no-wm'], {'action': 'store_true'}), (['--compositor'], {'action': 'store_true'}), (['--no-a11y'], {'action': 'store_true'}), (['--env'], {'action': 'append', 'default': []}), (['cmd'], {'nargs': '+'}), timeout=30)
sub('stop', cmd_stop); sub('tree', cmd_tree, (['name'], {'nargs': '?'}), (['--depth'], {'type': int, 'default': 99}), (['--all'], {'action': 'store_true'}))
sub('click', cmd_click, name, role); sub('mouse', cmd_mouse, (['target'], {'nargs': '+'}), role, (['--button'], {'type': int, 'default': 1}), (['--double'], {'action': 'store_true'}))
sub('focus', cmd_focus, name, role); sub('settext', cmd_settext, name, (['text'], {}), role); sub('type', cmd_type, (['text'], {})); sub('key', cmd_key, (['keys'], {'nargs': '+'}))
sub('get', cmd_get, name, role); sub('wait', cmd_wait, name, role, (['--gone'], {'action': 'store_true'})); sub('table', cmd_table, name, role, (['--rows'], {'type': int, 'default': 20}), (['--json'], {'action': 'store_true'}))
sub('action', cmd_action, name, (['arg'], {'nargs': '?'}), (['--window'], {'type': int, 'default': 1}), (['--bus-name'], {'default': 'io.github.tastevin.Tastevin'})); sub('shot', cmd_shot, (['file'], {})); sub('log', cmd_log); sub('run', cmd_run, (['cmd'], {'nargs': '+'}))
if __name__ == '__main__':
    a = p.parse_args(); a.f(a)
