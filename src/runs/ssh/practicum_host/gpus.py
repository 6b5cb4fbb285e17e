"""Which GPUs there are, who computes on them, and how busy they are, as nvidia-smi says it."""
import re
import subprocess
import threading

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
