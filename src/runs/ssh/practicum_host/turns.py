"""What a run is given of the machine, and whose turn it is."""
import fcntl
import os
import re
import socket
import time

from .gpus import find_gpus
from .processes import identity, is_alive
from .wire import read_json, write_json


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
    try:
        queue = Queue(needs["queue"])
    except OSError as error:
        return "could not start: runs cannot wait for each other there ({}: {}); with practicum.runs.gpu set to all none has to wait".format(
            error.filename or needs["queue"], error.strerror
        )
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
