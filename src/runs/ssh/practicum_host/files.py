"""The files of a run: those that are sent, and those that it made."""
import hashlib
import json
import os
import stat

from .wire import FRAME, IN, fail, read_json, write_json

MOST_FILES = 20000
PASSED_OVER = ("node_modules", "__pycache__", "site-packages", "venv", "env")
CHECKED = 4096


def place(base, name):
    """Where a file that is sent goes: never outside of its folder."""
    parts = name.split("/")
    if name == "" or os.path.isabs(name) or any(part in ("", ".", "..") for part in parts):
        fail("a file of the workspace has the name {!r}, which leads out of the folder".format(name))
    return os.path.join(base, *parts)


def files_below(folder, is_everything):
    """Name, path and state of the plain files, without links. Not everything: without what tools keep for themselves."""
    seen = 0
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__"
            and (is_everything or not (name.startswith(".") or name in PASSED_OVER))
            and not os.path.islink(os.path.join(at, name))
        )
        for name in sorted(files):
            path = os.path.join(at, name)
            try:
                info = os.lstat(path)
            except OSError:
                continue
            if not stat.S_ISREG(info.st_mode):
                continue
            seen += 1
            if seen > MOST_FILES and not is_everything:
                return
            yield os.path.relpath(path, folder).replace(os.sep, "/"), path, info


def stamp(info):
    return [info.st_size, info.st_mtime_ns]


def read_from(path, offset, count=FRAME):
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(count)
    except OSError:
        return b""


def check_of(path, count):
    """Tells what begins the file apart from what another one begins with: of its first `count` bytes the first and the last."""
    digest = hashlib.sha256(read_from(path, 0, min(CHECKED, count)))
    digest.update(read_from(path, max(0, count - CHECKED), min(CHECKED, count)))
    return digest.hexdigest()


def receive(run):
    """Writes what is sent, and remembers how it looked: what differs later was made by the run, and is not written over."""
    sent = read_json(os.path.join(run.folder, "sent.json"))
    before, sent = sent, dict(sent or {})
    while True:
        line = IN.readline()
        if not line:
            raise EOFError
        record = json.loads(line.decode())
        if record.get("end"):
            break
        path = place(os.path.join(run.folder, record["into"]), record["file"])
        is_work = record["into"] == "work"
        is_own = is_work and before is not None and is_made_by_run(path, before.get(record["file"]))
        write_file(os.devnull if is_own else path, record)
        if is_work and not is_own:
            sent[record["file"]] = stamp(os.stat(path))
            # A line that is cut here leaves what was sent so far, and it is known as that.
    write_json(os.path.join(run.folder, "sent.json"), sent)


def is_made_by_run(path, sent):
    try:
        return stamp(os.lstat(path)) != sent
    except OSError:
        return False


def write_file(path, record):
    if path != os.devnull:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    left = record["bytes"]
    with open(path, "wb") as file:
        while left > 0:
            part = IN.read(min(left, FRAME))
            if not part:
                raise EOFError
            file.write(part)
            left -= len(part)
    if path != os.devnull:
        os.chmod(path, (record.get("mode", 0o600) & 0o777) | stat.S_IRUSR | stat.S_IWUSR)
