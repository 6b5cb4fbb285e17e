"""Does the one thing that is wanted."""
import json
import os
import signal

from .files import files_below, stamp
from .following import follow
from .keeping import start
from .processes import is_alive, strays
from .wire import FRAME, IN, OUT, Run, fail, kind_of, read_json, say


def send_signal(run, wanted):
    started = run.read("started.json")
    name = getattr(signal, wanted["signal"])
    is_over = run.read("exit.json") is not None
    if started is None and not is_over and os.path.isdir(run.keep):
        # It waits for its turn, or is about to begin.
        open(os.path.join(run.keep, "stop"), "w").close()
    targets = [-started["pid"]] if started is not None and not is_over and is_alive(started) else []
    if wanted.get("all"):
        targets += strays(wanted["mark"])
    for target in targets:
        try:
            os.kill(target, name)
        except OSError:
            pass
    say({"sent": bool(targets)})


def fetch(run, wanted):
    """What the run made or changed, the smaller first, up to a limit; of the rest the names."""
    sent = read_json(os.path.join(run.folder, "sent.json")) or {}
    made = [(info.st_size, name, path, info.st_mode) for name, path, info in files_below(run.work, True) if sent.get(name) != stamp(info)]
    left = wanted["maxBytes"]
    for size, name, path, mode in sorted(made):
        if size > left:
            say({"left": name, "size": size})
            continue
        left -= size
        try:
            with open(path, "rb") as file:
                say({"file": name, "mode": mode & 0o777, "bytes": size})
                while size > 0:
                    part = file.read(min(size, FRAME))
                    # It became shorter while it was read: the frame must be whole.
                    OUT.write(part or b"\0" * min(size, FRAME))
                    size -= len(part) or min(size, FRAME)
                OUT.flush()
        except OSError:
            say({"left": name, "size": size})
    say({"end": True})


def main():
    wanted = json.loads(IN.readline().decode())
    run = Run(wanted["folder"], wanted["part"])
    verbs = {"start": start, "follow": follow, "signal": send_signal, "fetch": fetch}
    try:
        verbs[wanted["verb"]](run, wanted)
    except (EOFError, BrokenPipeError):
        os._exit(4)
    except OSError as error:
        fail("{}: {}".format(error.filename or run.folder, error.strerror), kind_of(error))
