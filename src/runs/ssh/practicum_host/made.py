"""Which files a run makes while it goes on: what is new in its logs, and its checkpoints."""
import os
import re
import time

from .files import check_of, files_below, read_from, stamp
from .wire import FRAME, say

LOG_NAME = re.compile(r"tfevents(?!.*\.profile-empty$)|\.(?:csv|tsv|jsonl|ndjson|wandb)$|^(?:log|metrics|history).*\.txt$", re.I)
LINES_NAME = re.compile(r"\.(?:json|log)$", re.I)
CHECKPOINT_NAME = re.compile(r"\.(?:pt|pth|bin|safetensors|ckpt|keras|h5|hdf5|npz|msgpack|pkl|joblib)$")
CHECKPOINT_FOLDER = re.compile(r"(?:^|/)(?:checkpoint|step|epoch|global_step)[-_]?\d+/[^/]+$")
MOST_LISTED = 5000


class Made:
    """The files that the run makes or changes: of logs what is new in them, of checkpoints that they are there."""

    def __init__(self, run, limits):
        self.run = run
        self.before = run.read("before.json") or {}
        # Of each log how much was told, and what tells it from another one.
        self.told = {name: tuple(known) for name, known in limits["told"].items()}
        self.each_bytes, self.all_bytes, self.every_s = limits["eachBytes"], limits["allBytes"], limits["everyS"]
        self.told_bytes = sum(known[0] for known in self.told.values())
        self.seen, self.listed, self.capped = {}, {}, set()
        self.next = 0.0

    def tell(self, is_last):
        if not is_last and time.monotonic() < self.next:
            return 0
        began = time.monotonic()
        now, moved = {}, 0
        for name, path, info in files_below(self.run.work, False):
            if self.before.get(name) == stamp(info):
                continue
            now[name] = (stamp(info), path)
            if LOG_NAME.search(name.rsplit("/", 1)[-1]) or (LINES_NAME.search(name) and self.holds_lines(name, path)):
                moved += self.tell_log(name, path, info, is_last)
        self.tell_checkpoints(now, is_last)
        self.seen = {name: seen for name, (seen, _) in now.items()}
        # A tree that takes long to look through is looked at less often.
        self.next = time.monotonic() + max(self.every_s, 20 * (time.monotonic() - began))
        return moved

    def holds_lines(self, name, path):
        return name in self.told or read_from(path, 0, 1) == b"{"

    def tell_log(self, name, path, info, is_last):
        base = name.rsplit("/", 1)[-1]
        if base.endswith(".json") and not (is_last or self.seen.get(name) == stamp(info)):
            # Written whole: it is told when it does not change any more.
            return 0
        offset, check = self.told.get(name, (0, ""))
        if offset == info.st_size and self.seen.get(name) == stamp(info):
            return 0
        if offset > 0 and (info.st_size < offset or check_of(path, offset) != check):
            # Another file stands in its place.
            self.told_bytes -= offset
            offset = 0
        moved = 0
        while offset < info.st_size:
            part = read_from(path, offset, min(FRAME, info.st_size - offset))
            if not part:
                break
            if offset + len(part) > self.each_bytes or self.told_bytes + len(part) > self.all_bytes:
                if name not in self.capped:
                    self.capped.add(name)
                    say({"capped": name})
                break
            say({"log": name, "at": offset, "past": self.before.get(name, [0])[0], "bytes": len(part)}, part)
            offset += len(part)
            self.told_bytes += len(part)
            moved += len(part)
        self.told[name] = (offset, check_of(path, offset))
        return moved

    def tell_checkpoints(self, now, is_last):
        made = []
        for name, (seen, path) in now.items():
            if not (CHECKPOINT_NAME.search(name) or CHECKPOINT_FOLDER.search(name)) or self.listed.get(name) == seen:
                continue
            # What still grows is told when it has stopped.
            if (is_last or self.seen.get(name) == seen) and len(self.listed) < MOST_LISTED and is_whole(path):
                self.listed[name] = seen
                made.append([name, seen[0], seen[1] // 1000000])
        gone = [name for name in self.listed if name not in now]
        for name in gone:
            del self.listed[name]
        if made or gone:
            say({"made": made, "gone": gone})


def is_whole(path):
    """The directory of a zip archive, as PyTorch and Keras write, comes last: without it the file was cut."""
    try:
        size = os.path.getsize(path)
    except OSError:
        return False
    return size > 0 and (read_from(path, 0, 4) != b"PK\x03\x04" or b"PK\x05\x06" in read_from(path, max(0, size - 1024), 1024))
