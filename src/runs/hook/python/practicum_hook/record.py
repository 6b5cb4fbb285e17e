"""Appends what is logged to a file of this process: one line of JSON each, below 4 KiB, without a buffer.

{"t":<ms>,"f":"trainer","s":<step>,"e":<epoch>,"r":<rank>,"v":{"loss":0.48}}, and {"t":...,"f":"trainer","note":"why it gave up"}.
NaN and the infinities are strings. Lines are put together by hand: that is what makes an event cheap.
"""

import os
import sys
from time import time, time_ns

folder = None
# Frameworks that surprised us: what they log is not told any more.
silent = set()

MAX_LINE = 3900
MAX_NAMES = 10000
MAX_NAME = 200

_pid = None
_fd = None
_file = None
_rank = None
_is_cut = False
_keys = {}


def add(framework, step, values, epoch=None):
    """Values are pairs of a name and anything that may be a number; what is none is passed over."""
    if os.getpid() != _pid:
        _open()
    step = number(step)
    if step is None or step[0] == '"':
        return
    head = '{"t":%d,"f":"%s","s":%s' % (time() * 1000, framework, step)
    epoch = None if epoch is None else number(epoch)
    if epoch is not None and epoch[0] != '"':
        head += ',"e":' + epoch
    rank = _rank or _rank_of_torch()
    if rank is not None and rank != "0":
        head += ',"r":' + rank
    head += ',"v":{'
    parts = []
    length = len(head)
    for name, value in values:
        text = number(value)
        key = None if text is None else _keys.get(name) or _key(name)
        if key is None:
            continue
        if length + len(key) + len(text) > MAX_LINE and parts:
            _write(head + ",".join(parts) + "}}\n")
            parts = []
            length = len(head)
        parts.append(key + text)
        length += len(key) + len(text) + 1
    if parts:
        _write(head + ",".join(parts) + "}}\n")


def number(value):
    """The JSON of a single number, exact; None for everything else."""
    kind = type(value)
    if kind is float:
        if value - value == 0.0:
            return repr(value)
        return '"NaN"' if value != value else '"Infinity"' if value > 0 else '"-Infinity"'
    if kind is int:
        return repr(value) if -(2**63) <= value < 2**64 else None
    if kind is bool or kind is str or value is None:
        return None
    try:
        # One number of numpy, torch, jax or TensorFlow.
        for length in getattr(value, "shape", ()):
            if length != 1:
                return None
        item = getattr(value, "item", None)
        plain = item() if item is not None else float(value) if hasattr(value, "numpy") else None
    except Exception:
        return None
    return number(plain) if type(plain) in (float, int) else None


def give_up(framework, error):
    """Once for each framework: what it logs is left to the other sources from here on."""
    if framework in silent:
        return
    silent.add(framework)
    try:
        if os.getpid() != _pid:
            _open()
        why = "%s: %s" % (type(error).__name__, error) if isinstance(error, BaseException) else str(error)
        _write('{"t":%d,"f":"%s","note":%s}\n' % (time() * 1000, framework, _quoted(why[:300])))
    except Exception:
        pass


def _key(name):
    """The name as JSON with its colon. Names are few and come again."""
    if type(name) is not str or not name or len(name) > MAX_NAME:
        return None
    if len(_keys) >= MAX_NAMES:
        _keys.clear()
    key = _keys[name] = _quoted(name) + ":"
    return key


def _quoted(text):
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '"' + text + '"'
    import json

    return json.dumps(text)


def _rank_of_launcher():
    for name in ("RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "LOCAL_RANK"):
        text = os.environ.get(name, "")
        if text.isdigit() and text.isascii():
            return str(int(text))
    return None


def _rank_of_torch():
    """Of a process that was told its rank in another way than by its environment, once it has joined the others."""
    global _rank
    distributed = sys.modules.get("torch.distributed")
    try:
        if distributed is not None and distributed.is_available() and distributed.is_initialized():
            _rank = str(distributed.get_rank())
    except Exception:
        pass
    return _rank


def _write(line):
    global _is_cut
    if _fd is None:
        return
    try:
        # A script may close what it did not open, and the number then names another file.
        now = os.fstat(_fd)
        if (now.st_ino, now.st_dev) != _file:
            _open()
        data = line.encode("ascii")
        written = os.write(_fd, b"\n" + data if _is_cut else data)
        _is_cut = written < len(data)
    except Exception:
        # A full disk, a closed file: the next line tries again.
        if not _is_open():
            _open()


def _is_open():
    try:
        os.fstat(_fd)
        return True
    except Exception:
        return False


def _open():
    """Also after a fork: each process writes a file of its own. The workers of a data loader train nothing."""
    global _pid, _fd, _file, _rank, _is_cut
    _pid = os.getpid()
    _fd = None
    _rank = _rank_of_launcher()
    _is_cut = False
    worker = sys.modules.get("torch.utils.data._utils.worker")
    if folder is None or (worker is not None and worker.get_worker_info() is not None):
        return
    try:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        opened = os.open(os.path.join(folder, "%d-%x.jsonl" % (_pid, time_ns())), flags, 0o600)
        now = os.fstat(opened)
        _file = (now.st_ino, now.st_dev)
        _fd = opened
    except Exception:
        # Nowhere to write: the console is still read.
        pass
