"""What is said over the line, and the files that a run is kept in."""
import errno
import json
import os
import sys
import time

FRAME = 1 << 18
IN, OUT = sys.stdin.buffer, sys.stdout.buffer


def say(record, data=b""):
    OUT.write((json.dumps(record) + "\n").encode() + data)
    OUT.flush()


def fail(why, kind="other"):
    say({"error": why, "kind": kind})
    sys.exit(3)


def kind_of(error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "full"
    return "refused" if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else "other"


class Run:
    def __init__(self, folder, part):
        self.folder = os.path.abspath(os.path.expanduser(folder))
        self.work = os.path.join(self.folder, "work")
        ending = "" if part == 0 else "-{}".format(part)
        self.keep = os.path.join(self.folder, "keep" + ending)
        self.hook = os.path.join(self.folder, "hook" + ending)
        self.console = os.path.join(self.keep, "console.log")
        self.system = os.path.join(self.keep, "system.jsonl")

    def read(self, name):
        return read_json(os.path.join(self.keep, name))

    def write(self, name, value):
        write_json(os.path.join(self.keep, name), value)

    def asks_to_stop(self):
        return os.path.exists(os.path.join(self.keep, "stop"))


def read_json(path):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def write_json(path, value):
    """Whole or not at all, also after a power cut."""
    temporary = "{}.{}.tmp".format(path, os.getpid())
    with open(temporary, "w") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, path)


def now_ms():
    return int(time.time() * 1000)
