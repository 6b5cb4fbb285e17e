"""Who a process is, whether it lives, and what it and all that it started use."""
import errno
import os
import subprocess


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
