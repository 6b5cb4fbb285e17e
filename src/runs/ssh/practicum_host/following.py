"""Tells of a run while it goes on, from wherever the listener is."""
import json
import os
import time

from .files import read_from
from .made import Made
from .processes import is_alive
from .wire import FRAME, fail, now_ms, say

LOOK_S = 0.2
ALIVE_S = 2.0


def follow(run, wanted):
    """Tells all that is printed, logged and measured from the given places on, until the end. Ends itself when nobody listens any more."""
    keeper = run.read("keeper.json")
    if keeper is None:
        fail_as_gone(run)
    say({"kept": keeper, "nowMs": now_ms()})
    console, hooks = wanted["console"], dict(wanted["hooks"])
    samples, made = Samples(run, wanted["system"]), Made(run, wanted["files"])
    queued = started = None
    told = time.monotonic()
    while True:
        # Looked at first: what was printed before the end is then read below.
        end = run.read("exit.json")
        is_lost = end is None and not is_alive(keeper) and (started is None or not is_alive(started))
        if end is None and not os.path.isdir(run.keep):
            fail_as_gone(run, started)
        if started is None:
            started = run.read("started.json")
            waits = None if started is not None else run.read("queued.json")
            if started is not None:
                say({"started": started})
            elif waits is not None and waits != queued:
                queued = waits
                say({"queued": queued})
        is_over = end is not None or is_lost
        moved = told_console = tell_console(run, console)
        console += told_console
        moved += tell_hooks(run, hooks) + samples.tell()
        # What it left behind may print for ever: at the end counts what is there now.
        while is_over and moved >= FRAME // 2:
            told_console = tell_console(run, console)
            console += told_console
            moved = max(told_console, tell_hooks(run, hooks))
        moved += made.tell(is_over)
        if end is not None:
            say({"exit": dict(end, isFull=end.get("code") != 0 and is_full(run))})
            return
        if is_lost:
            say({"lost": True})
            return
        if moved or time.monotonic() - told > ALIVE_S:
            told = time.monotonic()
            say({"alive": True})
        if not moved:
            time.sleep(LOOK_S)


def fail_as_gone(run, started=None):
    rest = "" if started is None or not is_alive(started) else ", while its process {} still runs there".format(started["pid"])
    fail("{} is not there any more{}".format(run.keep if os.path.isdir(run.folder) else run.folder, rest), "gone")


def is_full(run):
    try:
        space = os.statvfs(run.folder)
        return space.f_bavail * space.f_frsize < 64 * 1024
    except OSError:
        return False


def tell_console(run, console):
    """At most so much that what is measured does not wait for ever for a flood."""
    moved = 0
    while moved < 32 * FRAME:
        part = read_from(run.console, console + moved)
        if not part:
            break
        say({"console": console + moved, "bytes": len(part)}, part)
        moved += len(part)
    return moved


def tell_hooks(run, hooks):
    moved = 0
    try:
        names = sorted(os.listdir(run.hook))
    except OSError:
        return 0
    for name in names:
        if not name.endswith(".jsonl"):
            continue
        offset = hooks.get(name, 0)
        part = read_from(os.path.join(run.hook, name), offset)
        # Only whole lines, so that the place to go on from is the start of one.
        part = part[: part.rfind(b"\n") + 1]
        if part:
            say({"hook": name, "bytes": len(part)}, part)
            hooks[name] = offset + len(part)
            moved += len(part)
    return moved


class Samples:
    def __init__(self, run, known):
        self.path, self.offset, self.known = run.system, 0, known

    def tell(self):
        count = 0
        while True:
            part = read_from(self.path, self.offset)
            lines = part[: part.rfind(b"\n") + 1].splitlines(True)
            if not lines:
                return count
            for line in lines:
                self.offset += len(line)
                if self.known > 0:
                    self.known -= 1
                else:
                    say({"system": json.loads(line.decode())})
                    count += 1
