"""Starts a run once, and leaves a process behind that keeps it, whatever becomes of the line."""
import errno
import fcntl
import json
import os
import platform
import re
import signal
import sys
import threading
import time

from .files import files_below, receive, stamp
from .gpus import GpuStream
from .processes import descendants, identity, is_alive, use_of
from .turns import wait_for_slot
from .wire import fail, now_ms, read_json, say


def start(run, wanted):
    os.makedirs(run.keep, mode=0o700, exist_ok=True)
    for folder in (run.work, run.hook):
        os.makedirs(folder, exist_ok=True)
    if tells_of_earlier(run):
        return
    # Held by the process that keeps the run too, as long as it lives.
    lock = open(os.path.join(run.folder, "lock"), "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        fail("it is being started already, or still runs there")
    if tells_of_earlier(run):
        return
    for name in sorted(os.listdir(run.folder)):
        former = read_json(os.path.join(run.folder, name, "started.json")) if name.startswith("keep") else None
        if former is not None and not os.path.exists(os.path.join(run.folder, name, "exit.json")) and is_alive(former):
            fail("what was started of it before still runs there (process {})".format(former["pid"]))
    say({"ready": {"python": platform.python_version(), "path": sys.executable, "system": platform.platform(), "folder": run.folder}})
    receive(run)
    run.write("before.json", {name: stamp(info) for name, _, info in files_below(run.work, True)})
    with open(os.path.join(run.keep, "reserve"), "wb") as reserve:
        # Real bytes: they make room for the end when the disk is full.
        reserve.write(b"." * 16384)
    detach(run, wanted, lock)
    lock.close()
    deadline = time.monotonic() + 30
    while not tells_of_earlier(run, False):
        if time.monotonic() > deadline:
            fail("it did not start within 30 seconds")
        time.sleep(0.02)


def tells_of_earlier(run, is_again=True):
    keeper = run.read("keeper.json")
    if keeper is not None:
        say({"kept": keeper, "again": is_again})
    return keeper is not None


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


def detach(run, wanted, lock):
    """Leaves a process behind that waits for the script, whatever becomes of this connection."""
    if os.fork() != 0:
        return
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    end = {"code": None, "signal": None}
    try:
        run.write("keeper.json", dict(identity(os.getpid()), sinceMs=now_ms(), work=run.work))
        end.update(keep(run, wanted))
    except OSError as error:
        end["reason"] = "{}: {}".format(error.filename or run.keep, error.strerror)
    except Exception as error:  # Whatever it is, the run gets an end that says so.
        end["reason"] = repr(error)
    finally:
        write_end(run, dict(end, endedMs=now_ms()))
        lock.close()
        os._exit(0)


def write_end(run, end):
    """On a full disk what was set aside makes room for it; until there is some, it is tried again for an hour."""
    for _ in range(3600):
        try:
            if os.path.exists(os.path.join(run.keep, "reserve")):
                os.remove(os.path.join(run.keep, "reserve"))
            run.write("exit.json", end)
            return
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                return
        time.sleep(1)


def keep(run, wanted):
    """Waits for its turn, starts the script and waits for its end, which it answers."""
    env = environment(run, wanted)
    slot = wait_for_slot(run, wanted, env)
    if isinstance(slot, str):
        return {"reason": slot}
    env.update(slot.env)
    output = os.open(run.console, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    # On a terminal another program stands between, which tells there how the script ended.
    told = os.open(os.path.join(run.keep, "terminal"), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    pid = os.fork()
    if pid == 0:
        become(run, wanted, env, output, told, slot.descriptors())
    os.close(output)
    run.write("started.json", dict(identity(pid), startedMs=now_ms(), devices=slot.devices))
    over = threading.Event()
    threading.Thread(target=measure, args=(run, pid, env, over), daemon=True).start()
    _, status = os.waitpid(pid, 0)
    over.set()
    slot.release()
    return end_on_terminal(told) or ({"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"code": os.WEXITSTATUS(status)})


def measure(run, pid, env, over):
    """A line a second, until the end: CPU in percent of one core, memory of the script and all that it started, and its GPUs."""
    gpus = GpuStream(env)
    last, pids, looks = None, [pid], 0
    try:
        with open(run.system, "a") as file:
            while not over.wait(1.0 if looks else 0):
                if looks % 5 == 0:
                    pids = descendants(pid)
                looks += 1
                at, use = time.monotonic(), use_of(pids)
                sample = {"atMs": now_ms()}
                if use is not None:
                    sample["memoryBytes"] = use[1]
                    if last is not None:
                        sample["cpuPercent"] = round(max(0.0, use[0] - last[1]) / (at - last[0]) * 100, 1)
                    last = (at, use[0])
                if gpus.samples():
                    sample["gpus"] = gpus.samples()
                if len(sample) > 1:
                    file.write(json.dumps(sample) + "\n")
                    file.flush()
    except (OSError, ValueError):
        pass  # Without room on the disk nothing is measured.
    finally:
        gpus.end()


def end_on_terminal(told):
    lines = os.pread(told, 4096, 0).decode().split("\n")
    for line in lines:
        match = re.match(r'^\{"(code|signal)": (\d+)\}$', line)
        if match:
            return {match.group(1): int(match.group(2))}
    return None


def expanded(argv):
    """With the home there in the interpreter's path, which stands twice where it keeps a terminal for itself."""
    return [os.path.expanduser(word) if word == argv[0] else word for word in argv]


def become(run, wanted, env, output, told, kept):
    os.setsid()
    os.dup2(output, 1)
    os.dup2(output, 2)
    kept = set(kept)
    if wanted.get("terminal"):
        os.dup2(told, 3)
        kept.add(3)
    for descriptor in range(3, 1024):
        if descriptor not in kept:
            try:
                os.close(descriptor)
            except OSError:
                pass
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    argv = expanded(wanted["argv"])
    try:
        os.chdir(os.path.join(run.work, wanted["cwd"]))
        os.execvpe(argv[0], argv, env)
    except OSError as error:
        os.write(2, "{}: {}\n".format(error.filename or argv[0], error.strerror).encode())
    os._exit(127)
