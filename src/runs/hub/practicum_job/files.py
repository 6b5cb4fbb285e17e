"""The files of a run: those that were sent, and those that it made."""
import base64
import json
import os
import shutil
import stat
import zlib

PASSED_OVER = ("node_modules", "__pycache__", "site-packages", "venv", "env")
MOST_FILES = 20000


def place(base, name):
    """Never outside of its folder."""
    parts = name.split("/")
    if name == "" or os.path.isabs(name) or any(part in ("", ".", "..") for part in parts):
        raise ValueError("a file has the name {!r}, which leads out of the folder".format(name))
    return os.path.join(base, *parts)


def unpack(packed, folder):
    """Packed is base64 of zlib of one line of JSON, the names and sizes, and the bytes of all files. Answers how each looks."""
    data = zlib.decompress(base64.b64decode(packed))
    head, _, rest = data.partition(b"\n")
    at = 0
    for name, size, mode in json.loads(head.decode()):
        path = place(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(rest[at : at + size])
        os.chmod(path, (mode & 0o777) | stat.S_IRUSR | stat.S_IWUSR)
        at += size


def mounted(folder):
    """The parts of what was sent by way of a repository, in one text."""
    texts = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".b64"):
            with open(os.path.join(folder, name)) as file:
                texts.append(file.read().strip())
    return "".join(texts)


def files_below(folder):
    """Name, path and state of the plain files, without links and without what tools keep for themselves."""
    seen = 0
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in PASSED_OVER and not os.path.islink(os.path.join(at, name))
        )
        for name in sorted(files):
            path = os.path.join(at, name)
            try:
                info = os.lstat(path)
            except OSError:
                continue
            if not stat.S_ISREG(info.st_mode) or name.startswith("."):
                continue
            seen += 1
            if seen > MOST_FILES:
                return
            yield os.path.relpath(path, folder).replace(os.sep, "/"), path, info


def stamp(info):
    return (info.st_size, info.st_mtime_ns)


def stamps_below(folder):
    return {name: stamp(info) for name, _, info in files_below(folder)}


class Kept:
    """What the run makes, copied to a folder that outlives the job."""

    def __init__(self, work, into):
        self.work = work
        self.into = into
        self.sent = stamps_below(work)
        self.copied = {}
        self.problem = None

    def made(self):
        return [(name, path, info) for name, path, info in files_below(self.work) if self.sent.get(name) != stamp(info)]

    def keep(self, now, is_last):
        """A file that was changed a moment ago may not be whole yet."""
        if self.into is None:
            return
        for name, path, info in self.made():
            if self.copied.get(name) == stamp(info) or (not is_last and now - info.st_mtime < 5):
                continue
            target = os.path.join(self.into, *name.split("/"))
            try:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(path, target + ".part")
                os.replace(target + ".part", target)
                self.copied[name] = stamp(info)
            except OSError as error:
                self.problem = "{}: {}".format(name, error.strerror or error)

    def kept(self):
        """Files that lie there, also those that the script itself wrote there."""
        if self.into is None or not os.path.isdir(self.into):
            return []
        return [(name, info.st_size) for name, _, info in files_below(self.into)]
