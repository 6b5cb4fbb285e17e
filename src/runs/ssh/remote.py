"""What runs on a host that is reached by ssh: keeps one run, and tells of it. Standard library only, Python 3.6 or newer.

Its text comes over standard input, then one line of JSON that says what is wanted, then what that needs. It answers on standard
output with lines of JSON; a line with "bytes" is followed by so many bytes. A run is a folder:

    work/     the files that were sent, where the script runs
    python/   the hook's Python            hook/   what the hook tells
    keep/     console.log, started.json, exit.json, sent.json (what was sent, to know what is new)
"""
import errno
import fcntl
import json
import os
import platform
import shutil
import signal
import stat
import subprocess
import sys
import time

FRAME = 1 << 18
LOOK_S = 0.2
ALIVE_S = 2.0
IN, OUT = sys.stdin.buffer, sys.stdout.buffer


def say(record, data=b""):
    OUT.write((json.dumps(record) + "\n").encode() + data)
    OUT.flush()


def fail(why):
    say({"error": why})
    sys.exit(3)


def read_exactly(count):
    parts = []
    while count > 0:
        part = IN.read(min(count, FRAME))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class Run:
    def __init__(self, folder):
        self.folder = os.path.abspath(os.path.expanduser(folder))
        self.work = os.path.join(self.folder, "work")
        self.keep = os.path.join(self.folder, "keep")
        self.hook = os.path.join(self.folder, "hook")
        self.console = os.path.join(self.keep, "console.log")

    def read(self, name):
        try:
            with open(os.path.join(self.keep, name)) as file:
                return json.load(file)
        except (OSError, ValueError):
            return None

    def write(self, name, value):
        """Whole or not at all, also after a power cut."""
        path = os.path.join(self.keep, name)
        with open(path + ".tmp", "w") as file:
            json.dump(value, file)
            file.flush()
            os.fsync(file.fileno())
        os.rename(path + ".tmp", path)


def started_at(pid):
    """Names a process together with its number, since numbers are used again. None where the system does not tell."""
    try:
        with open("/proc/{}/stat".format(pid), "rb") as file:
            return file.read().rsplit(b")", 1)[1].split()[19].decode()
    except (OSError, IndexError):
        pass
    try:
        told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return told.stdout.decode().strip() or None
    except OSError:
        return None


def is_alive(process):
    try:
        os.kill(process["pid"], 0)
    except OSError as error:
        if error.errno != errno.EPERM:
            return False
    start = started_at(process["pid"])
    return start is None or process.get("start") in (None, start)


def place(base, name):
    """Where a file that is sent goes: never outside of its folder."""
    parts = name.split("/")
    if name == "" or os.path.isabs(name) or any(part in ("", ".", "..") for part in parts):
        fail("a file of the workspace has the name {!r}, which leads out of the folder".format(name))
    return os.path.join(base, *parts)


def receive(run):
    """Writes what is sent, and remembers how it looked: what differs later was made by the run."""
    sent = {}
    while True:
        line = IN.readline()
        if not line:
            raise EOFError
        record = json.loads(line.decode())
        if record.get("end"):
            break
        base = os.path.join(run.folder, record["into"])
        path = place(base, record["file"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            left = record["bytes"]
            while left > 0:
                part = IN.read(min(left, FRAME))
                if not part:
                    raise EOFError
                file.write(part)
                left -= len(part)
        os.chmod(path, (record.get("mode", 0o600) & 0o777) | stat.S_IRUSR | stat.S_IWUSR)
        if record["into"] == "work":
            info = os.stat(path)
            sent[record["file"]] = [info.st_size, info.st_mtime_ns]
    run.write("sent.json", sent)


def start(run, wanted):
    os.makedirs(run.keep, mode=0o700, exist_ok=True)
    for folder in (run.work, run.hook):
        os.makedirs(folder, exist_ok=True)
    if tells_of_earlier(run):
        return
    # Held by the process that keeps the run too, as long as it lives.
    lock = open(os.path.join(run.keep, "lock"), "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        fail("it is being started already")
    if tells_of_earlier(run):
        return
    say({"ready": {"python": platform.python_version(), "path": sys.executable, "system": platform.platform(), "folder": run.folder}})
    receive(run)
    detach(run, wanted)
    lock.close()
    deadline = time.monotonic() + 30
    while run.read("started.json") is None:
        if time.monotonic() > deadline:
            fail("it did not start within 30 seconds")
        time.sleep(0.02)
    say({"started": run.read("started.json")})


def tells_of_earlier(run):
    known = run.read("started.json")
    if known is not None:
        say({"started": known, "again": True})
    return known is not None


def environment(run, wanted):
    env = dict(os.environ)
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        env.pop(name, None)
    env.update(wanted["env"])
    if wanted.get("hook"):
        before = env.get("PYTHONPATH", "")
        hook = os.path.join(run.folder, "python")
        env["PYTHONPATH"] = hook if before == "" else hook + os.pathsep + before
        env["PRACTICUM_HOOK"] = run.hook
    return env


def detach(run, wanted):
    """Leaves a process behind that waits for the script, whatever becomes of this connection."""
    if os.fork() != 0:
        return
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    output = os.open(run.console, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    pid = os.fork()
    if pid == 0:
        become(run, wanted, output)
    os.close(output)
    # The lock goes with this process: until the run is named, nobody else starts it.
    keeper = {"pid": os.getpid(), "start": started_at(os.getpid())}
    run.write("started.json", {"pid": pid, "start": started_at(pid), "keeper": keeper, "startedMs": int(time.time() * 1000)})
    _, status = os.waitpid(pid, 0)
    end = {"code": None, "signal": None, "endedMs": int(time.time() * 1000)}
    if os.WIFSIGNALED(status):
        end["signal"] = os.WTERMSIG(status)
    else:
        end["code"] = os.WEXITSTATUS(status)
    run.write("exit.json", end)
    os._exit(0)


def become(run, wanted, output):
    os.setsid()
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(3, 1024)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    argv = [os.path.expanduser(word) if index == 0 else word for index, word in enumerate(wanted["argv"])]
    try:
        os.chdir(os.path.join(run.work, wanted["cwd"]))
        os.execvpe(argv[0], argv, environment(run, wanted))
    except OSError as error:
        os.write(2, "{}: {}\n".format(argv[0], error.strerror).encode())
    os._exit(127)


def follow(run, wanted):
    """Tells all that is printed and logged from the given places on, until the end. Ends itself when nobody listens any more."""
    started = run.read("started.json")
    if started is None:
        fail("no such run was started here")
    say({"started": started})
    console, hooks = wanted["console"], dict(wanted["hooks"])
    told = time.monotonic()
    while True:
        # Looked at first: what was printed before the end is then read below.
        end = run.read("exit.json")
        is_lost = end is None and not is_alive(started["keeper"]) and not is_alive(started)
        moved = 0
        while True:
            part = read_from(run.console, console)
            if not part:
                break
            say({"console": console, "bytes": len(part)}, part)
            console += len(part)
            moved += len(part)
        moved += tell_hooks(run, hooks)
        if end is not None:
            say({"exit": end})
            return
        if is_lost:
            say({"lost": True})
            return
        if moved or time.monotonic() - told > ALIVE_S:
            told = time.monotonic()
            say({"alive": True})
        if not moved:
            time.sleep(LOOK_S)


def read_from(path, offset):
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(FRAME)
    except OSError:
        return b""


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


def send_signal(run, wanted):
    started = run.read("started.json")
    number = getattr(signal, wanted["signal"])
    is_running = started is not None and run.read("exit.json") is None and is_alive(started)
    targets = [-started["pid"]] if is_running else []
    if wanted.get("all"):
        targets += strays(wanted["mark"])
    for target in targets:
        try:
            os.kill(target, number)
        except OSError:
            pass
    say({"sent": bool(targets)})


def strays(mark):
    """What carries the mark of the run in its environment, wherever it went. Linux only."""
    found = []
    wanted = ("PRACTICUM_RUN=" + mark).encode()
    try:
        names = os.listdir("/proc")
    except OSError:
        return found
    for name in names:
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open("/proc/{}/environ".format(name), "rb") as file:
                if wanted in file.read().split(b"\0"):
                    found.append(int(name))
        except OSError:
            pass
    return found


def fetch(run, wanted):
    """What the run made or changed, the smaller first, up to a limit; of the rest the names."""
    sent = run.read("sent.json") or {}
    made = []
    for folder, folders, files in os.walk(run.work):
        folders[:] = [name for name in folders if name != "__pycache__" and not os.path.islink(os.path.join(folder, name))]
        for name in files:
            path = os.path.join(folder, name)
            info = os.lstat(path)
            if not stat.S_ISREG(info.st_mode):
                continue
            below = os.path.relpath(path, run.work).replace(os.sep, "/")
            if sent.get(below) != [info.st_size, info.st_mtime_ns]:
                made.append((info.st_size, below, path, info.st_mode))
    left = wanted["maxBytes"]
    for size, below, path, mode in sorted(made):
        if size > left:
            say({"left": below, "size": size})
            continue
        left -= size
        try:
            with open(path, "rb") as file:
                say({"file": below, "mode": mode & 0o777, "bytes": size})
                while size > 0:
                    part = file.read(min(size, FRAME))
                    # It became shorter while it was read: the frame must be whole.
                    OUT.write(part or b"\0" * min(size, FRAME))
                    size -= len(part) or min(size, FRAME)
                OUT.flush()
        except OSError:
            say({"left": below, "size": size})
    say({"end": True})


def remove(run, _wanted):
    if run.read("started.json") is not None and run.read("exit.json") is None:
        fail("it still runs")
    shutil.rmtree(run.folder, ignore_errors=True)
    say({"removed": not os.path.exists(run.folder)})


def main():
    wanted = json.loads(IN.readline().decode())
    run = Run(wanted["folder"])
    verbs = {"start": start, "follow": follow, "signal": send_signal, "fetch": fetch, "remove": remove}
    try:
        verbs[wanted["verb"]](run, wanted)
    except (EOFError, BrokenPipeError):
        os._exit(4)
    except OSError as error:
        fail("{}: {}".format(error.filename or run.folder, error.strerror))


main()
