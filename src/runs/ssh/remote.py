"""What runs on a host that is reached by ssh: keeps one run, and tells of it. Standard library only, Python 3.6 or newer.

Its text comes over standard input, then one line of JSON that says what is wanted, then what that needs. It answers on standard
output with lines of JSON; a line with "bytes" is followed by so many bytes. A run is a folder:

    work/     the files that were sent, where the script runs
    python/   the hook's Python            hook/   what the hook tells
    keep/     console.log, system.jsonl, keeper.json, queued.json, started.json, exit.json; before.json: what lay in work/ before it
              began; sent.json: what was sent, to know what is the run's own

When it goes on from a checkpoint, that is a part of its own with keep-2/ and hook-2/, in the same work/.
"""
import errno
import fcntl
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time

FRAME = 1 << 18
LOOK_S = 0.2
ALIVE_S = 2.0
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


# ---- Processes ----


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


def identity(pid):
    return {"pid": pid, "start": started_at(pid)}


def is_alive(process):
    try:
        os.kill(process["pid"], 0)
    except OSError as error:
        if error.errno != errno.EPERM:
            return False
    start = started_at(process["pid"])
    return start is None or process.get("start") in (None, start)


def strays(mark):
    """What carries the mark of the run in its environment, wherever it went. Linux only."""
    found = []
    wanted = ("PRACTICUM_RUN=" + mark).encode()
    for pid in process_numbers():
        try:
            with open("/proc/{}/environ".format(pid), "rb") as file:
                if pid != os.getpid() and wanted in file.read().split(b"\0"):
                    found.append(pid)
        except OSError:
            pass
    return found


def process_numbers():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


# ---- Files ----


def place(base, name):
    """Where a file that is sent goes: never outside of its folder."""
    parts = name.split("/")
    if name == "" or os.path.isabs(name) or any(part in ("", ".", "..") for part in parts):
        fail("a file of the workspace has the name {!r}, which leads out of the folder".format(name))
    return os.path.join(base, *parts)


MOST_FILES = 20000
PASSED_OVER = ("node_modules", "__pycache__", "site-packages", "venv", "env")


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


CHECKED = 4096


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


# ---- Start ----


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


def now_ms():
    return int(time.time() * 1000)


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


def end_on_terminal(told):
    lines = os.pread(told, 4096, 0).decode().split("\n")
    for line in lines:
        match = re.match(r'^\{"(code|signal)": (\d+)\}$', line)
        if match:
            return {match.group(1): int(match.group(2))}
    return None


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
    # The interpreter stands twice where it keeps a terminal for itself.
    interpreter = wanted["argv"][0]
    argv = [os.path.expanduser(word) if word == interpreter else word for word in wanted["argv"]]
    try:
        os.chdir(os.path.join(run.work, wanted["cwd"]))
        os.execvpe(argv[0], argv, env)
    except OSError as error:
        os.write(2, "{}: {}\n".format(error.filename or argv[0], error.strerror).encode())
    os._exit(127)


# ---- The machine: what a run uses, which GPUs there are, and whose turn it is ----

GPU_QUERY = "index,uuid,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,mig.mode.current,driver_version,name"
SAMPLE_QUERY = "index,uuid,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw"
APP_QUERY = "gpu_uuid,pid,used_gpu_memory,process_name"
PLAIN = "--format=csv,noheader,nounits"
MIB = 1 << 20


def smi(arguments, env):
    """What nvidia-smi prints; None where it is missing or fails."""
    try:
        told = subprocess.run(
            ["nvidia-smi"] + arguments, env=dict(env, LC_ALL="C"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=15
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else None


def number(text, unit=1):
    """None where the device does not tell: `[N/A]`."""
    try:
        return float(text) * unit
    except ValueError:
        return None


def find_gpus(env):
    """Label, id, name, users, memory. A divided card computes nothing itself: its parts are the devices."""
    gpus, card = [], None
    listed = smi(["--query-gpu=" + GPU_QUERY, PLAIN], env)
    users = [line.split(", ")[0].strip() for line in (smi(["--query-compute-apps=" + APP_QUERY, PLAIN], env) or "").splitlines()] if listed else []
    divided = {}
    for line in (listed or "").splitlines():
        fields = [field.strip() for field in line.split(", ", 9)]
        if len(fields) < 10 or not fields[1].startswith("GPU-"):
            continue
        if fields[7] == "Enabled":
            divided[fields[1]] = (fields[0], fields[9])
            continue
        used, total = number(fields[3]) or 0, number(fields[4]) or float("inf")
        load = used / total + (number(fields[2]) or 0) / 100
        gpus.append({"label": fields[0], "id": fields[1], "name": fields[9], "isIdle": fields[1] not in users and used <= 0.1 * total, "load": load})
    for line in (smi(["-L"], env) or "").splitlines() if divided else ():
        whole = re.match(r"^GPU \d+: .*\(UUID: (GPU-[0-9a-fA-F-]+)\)$", line)
        part = re.match(r"^\s*(MIG \S+)\s+Device\s+(\d+): \(UUID: (MIG-[\w/-]+)\)$", line)
        card = whole.group(1) if whole else card
        if part and card in divided:
            label, name = divided[card]
            gpus.append({"label": label + ":" + part.group(2), "id": part.group(3), "name": name + " " + part.group(1), "isIdle": True, "load": 0})
    return gpus


class Slot:
    """What a run has until it ends. The script inherits the locks, so that they hold though whoever keeps it is killed."""

    def __init__(self, devices=(), env=None, locks=()):
        self.devices = [{"vendor": "nvidia", "label": gpu["label"], "id": gpu["id"], "name": gpu["name"]} for gpu in devices]
        self.env = env or {}
        self.locks = locks

    def descriptors(self):
        for lock in self.locks:
            os.set_inheritable(lock, True)
        return self.locks

    def release(self):
        for lock in self.locks:
            # For whatever the script left behind too.
            fcntl.flock(lock, fcntl.LOCK_UN)
            os.close(lock)


def wait_for_slot(run, wanted, env):
    """The rules are those of runs on the person's own machine. Answers a text where it is not to be started."""
    needs = wanted.get("needs")
    if needs is None:
        return Slot()
    choice = needs["gpu"]
    # Who set this on the host has chosen already.
    if choice == "auto" and ("CUDA_VISIBLE_DEVICES" in env or "HIP_VISIBLE_DEVICES" in env):
        choice = "all"
    hidden = {"CUDA_VISIBLE_DEVICES": "-1", "HIP_VISIBLE_DEVICES": "-1"} if choice == "none" else {}
    gpus = [] if choice in ("all", "none") else find_gpus(env)
    one_of, count = gpus, 1
    if choice == "auto":
        one_of = sorted(gpus, key=lambda gpu: (not gpu["isIdle"], gpu["load"]))
        count = len(gpus) if wanted.get("isOnePerGpu") else 1
    elif choice not in ("all", "none"):
        one_of = []
        for name in choice:
            found = [gpu for gpu in gpus if name in (gpu["label"], gpu["id"])]
            if not found:
                known = ", ".join("{label} ({name})".format(**gpu) for gpu in gpus)
                return "could not start: there is no GPU {} there{}".format(name, "" if known == "" else "; there are " + known)
            one_of += [gpu for gpu in found if gpu not in one_of]
        count = len(one_of)
    by_name = {"nvidia-" + gpu["id"]: gpu for gpu in one_of}
    groups = [{"oneOf": list(by_name), "count": count}] if one_of else []
    if needs["parallel"] > 0:
        groups.append({"oneOf": ["run-{}".format(index) for index in range(needs["parallel"])], "count": 1})
    if not groups:
        return Slot(env=hidden)
    queue = Queue(needs["queue"])
    held = queue.wait(run, wanted, groups, words_for(one_of, count, needs["parallel"]), idle_among(by_name, env) if needs["untilIdle"] else None)
    if held is None:
        return "stopped before it began"
    devices = [by_name[name] for name in held if name in by_name]
    visible = {"CUDA_DEVICE_ORDER": "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES": ",".join(gpu["id"] for gpu in devices)} if devices else hidden
    return Slot(devices, visible, list(held.values()))


def words_for(gpus, count, parallel):
    if not gpus:
        return "other runs to end"
    names = ["GPU " + gpu["label"] for gpu in gpus]
    words = (" and " if len(names) == count else " or ").join(names)
    return words if parallel == 0 else "{}, with at most {} {} at once".format(words, parallel, "run" if parallel == 1 else "runs")


def idle_among(by_name, env):
    """Of slots those on which nobody computes, looked at every five seconds; what is no device is always good."""
    known = {"at": None, "idle": set()}

    def usable(slots):
        if known["at"] is None or time.monotonic() - known["at"] > 5:
            known.update(at=time.monotonic(), idle={"nvidia-" + gpu["id"] for gpu in find_gpus(env) if gpu["isIdle"]})
        return [slot for slot in slots if slot not in by_name or slot in known["idle"]]

    return usable


class Queue:
    """A file for each run that waits, a lock for each slot. A process that is gone holds nothing, and does not wait."""

    def __init__(self, folder):
        # A home may be shared by several machines.
        self.folder = os.path.join(os.path.expanduser(folder), re.sub(r"[^\w.-]", "_", socket.gethostname()))
        for name in ("waiting", "slots"):
            os.makedirs(os.path.join(self.folder, name), mode=0o700, exist_ok=True)

    def wait(self, run, wanted, groups, words, usable):
        """Locks by the names of their slots; None when it is asked to stop."""
        ticket = os.path.join(self.folder, "waiting", wanted["id"] + ".json")
        mine = {"run": wanted["id"], "name": wanted["name"], "priority": wanted["needs"]["priority"], "needs": groups, "owner": identity(os.getpid())}
        write_json(ticket, mine)
        said = None
        try:
            while not run.asks_to_stop():
                waiting = self.waiting()
                if wanted["id"] not in [other["run"] for other in waiting]:
                    waiting.append(mine)
                held = self.try_turn(wanted["id"], waiting, groups, usable)
                if held is not None:
                    return held
                position = [other["run"] for other in in_order(waiting)].index(wanted["id"]) + 1
                if position != said:
                    said = position
                    run.write("queued.json", {"position": position, "waitsFor": words})
                time.sleep(0.25)
            return None
        finally:
            os.remove(ticket)

    def waiting(self):
        folder = os.path.join(self.folder, "waiting")
        found = []
        for name in os.listdir(folder):
            ticket = read_json(os.path.join(folder, name)) if name.endswith(".json") else None
            if ticket is None:
                continue
            if is_alive(ticket["owner"]):
                found.append(ticket)
            else:
                try:
                    os.remove(os.path.join(folder, name))
                except OSError:
                    pass
        return found

    def try_turn(self, run, waiting, groups, usable):
        wanted = [slot for group in groups for slot in group["oneOf"]]
        every = {slot for ticket in waiting for group in ticket["needs"] for slot in group["oneOf"]}
        taken = {slot for slot in every if self.is_taken(slot)}
        if turn_of(run, waiting, taken) is None:
            return None
        if usable is not None:
            taken |= set(wanted) - set(usable(wanted))
        slots = turn_of(run, waiting, taken)
        return None if slots is None else self.take(slots)

    def is_taken(self, slot):
        lock = self.lock(slot)
        if lock is not None:
            os.close(lock)
        return lock is None

    def lock(self, slot):
        descriptor = os.open(os.path.join(self.folder, "slots", re.sub(r"[^\w.-]", "_", slot)), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except OSError:
            os.close(descriptor)
            return None

    def take(self, slots):
        """All of them or none."""
        held = {}
        for slot in sorted(slots):
            lock = self.lock(slot)
            if lock is None:
                for other in held.values():
                    os.close(other)
                return None
            held[slot] = lock
        return {slot: held[slot] for slot in slots}


def in_order(tickets):
    return sorted(tickets, key=lambda ticket: (-ticket["priority"], ticket["run"]))


def turn_of(run, tickets, taken):
    """The slots that it may take now. One that cannot be served yet keeps what is free for it; what needs nothing of that goes ahead."""
    gone = set(taken)
    for ticket in in_order(tickets):
        served = serve(ticket["needs"], gone)
        if ticket["run"] == run:
            return served
        gone.update(served if served is not None else [slot for group in ticket["needs"] for slot in group["oneOf"]])
    return None


def serve(needs, gone):
    served = []
    for group in needs:
        free = [slot for slot in group["oneOf"] if slot not in gone and slot not in served]
        if len(free) < group["count"]:
            return None
        served += free[: group["count"]]
    return served


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


def descendants(root):
    parents = {pid: fields[0] for pid, fields in processes()}
    found, size = {root}, 0
    while len(found) != size:
        size = len(found)
        found.update(pid for pid, parent in parents.items() if parent in found)
    return sorted(found)


def processes(only=None):
    """Of each process its parent, CPU seconds and memory."""
    if not os.path.exists("/proc/self/stat"):
        told = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss=,time="], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in told.stdout.decode().splitlines():
            fields = line.split()
            if len(fields) == 4 and (only is None or int(fields[0]) in only):
                yield int(fields[0]), (int(fields[1]), seconds_of(fields[3]), int(fields[2]) * 1024)
        return
    for pid in process_numbers() if only is None else only:
        try:
            with open("/proc/{}/stat".format(pid), "rb") as file:
                fields = file.read().rsplit(b")", 1)[1].split()
        except (OSError, IndexError):
            continue
        yield pid, (int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))


def seconds_of(clock):
    days, _, rest = clock.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds + int(days or 0) * 86400


def use_of(pids):
    rows = [fields for _, fields in processes(set(pids))]
    return (sum(row[1] for row in rows), sum(row[2] for row in rows)) if rows else None


class GpuStream:
    """The newest of each GPU that the run sees, of one program that goes on printing."""

    def __init__(self, env):
        self.latest = {}
        self.child = None
        names = [name.strip() for name in env["CUDA_VISIBLE_DEVICES"].split(",")] if "CUDA_VISIBLE_DEVICES" in env else None
        if names is not None and all(name in ("", "-1") for name in names):
            return
        self.only = names if names is not None and all(name.startswith("GPU-") for name in names) else None
        arguments = ["nvidia-smi", "--query-gpu=" + SAMPLE_QUERY, PLAIN, "-lms", "1000"]
        try:
            self.child = subprocess.Popen(
                arguments, env=dict(env, LC_ALL="C"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            return
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.child.stdout:
            fields = [field.strip() for field in line.decode("utf-8", "replace").split(", ")]
            if len(fields) != 7 or not fields[0].isdigit() or not (self.only is None or fields[1] in self.only):
                continue
            names = ("utilizationPercent", "memoryBytes", "memoryTotalBytes", "temperatureC", "powerW")
            values = [number(field, MIB if name.startswith("memory") else 1) for name, field in zip(names, fields[2:])]
            told = {name: value for name, value in zip(names, values) if value is not None}
            self.latest[int(fields[0])] = dict(told, index=int(fields[0]))
        # It has ended: what it said last is not how it is.
        self.latest = {}

    def samples(self):
        return [sample for _, sample in sorted(dict(self.latest).items())]

    def end(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()


# ---- Follow ----


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
            fail_as_gone(run)
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


def fail_as_gone(run):
    fail("{} is not there any more".format(run.keep if os.path.isdir(run.folder) else run.folder), "gone")


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
                    say({"capped": name, "size": info.st_size})
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


# ---- The other verbs ----


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


def remove(run, _wanted):
    if run.read("keeper.json") is not None and run.read("exit.json") is None:
        fail("it still runs")
    shutil.rmtree(run.folder, ignore_errors=True)
    say({"removed": not os.path.exists(run.folder)})


def main():
    wanted = json.loads(IN.readline().decode())
    run = Run(wanted["folder"], wanted["part"])
    verbs = {"start": start, "follow": follow, "signal": send_signal, "fetch": fetch, "remove": remove}
    try:
        verbs[wanted["verb"]](run, wanted)
    except (EOFError, BrokenPipeError):
        os._exit(4)
    except OSError as error:
        fail("{}: {}".format(error.filename or run.folder, error.strerror), kind_of(error))


if __name__ == "__main__":
    main()
