import os
import signal
import sys
import tempfile
import time

from .files import Kept, mounted, place, unpack
from .program import command_of, install
from .running import Running
from .wire import Wire


def main(task):
    wire = Wire(task["mark"])
    base = tempfile.mkdtemp(prefix="practicum-")
    try:
        code, words = run(task, base, wire)
    except Exception as error:
        wire.say("x", {"problem": "{}: {}".format(type(error).__name__, error), "output": wire.output_bytes})
        sys.exit(125)
    wire.say("x", dict(words, output=wire.output_bytes))
    # As a shell has it, so that the Hub sees a failure too.
    sys.exit(128 - code if code < 0 else code)


def run(task, base, wire, begin=None):
    """`begin` is told of the script that runs, and what ends it is then the caller's matter."""
    work = os.path.join(base, "work")
    os.makedirs(work)
    slice_folder = os.environ.get("PRACTICUM_SLICE")
    unpack(task["files"] if slice_folder is None else mounted(slice_folder), work)
    hook = write_hook(task["hook"], base)
    kept = Kept(work, out_folder(task, wire))
    cwd = work if task["cwd"] == "." else place(work, task["cwd"])
    env = environment(base, hook, kept.into)
    # Where the checkpoint of another job lies is known only here.
    task["argv"] = [os.environ.get("PRACTICUM_RESUME", word) if word == "{PRACTICUM_RESUME}" else word for word in task["argv"]]
    command, before = command_of(task, work)
    if before is not None and not install(before, work, wire):
        return 1, {"code": 1, "problem": "its packages could not be installed"}
    try:
        running = Running(command, cwd, env, wire, hook, kept)
    except OSError as error:
        return 127, {"code": 127, "problem": "{} could not be started: {}".format(command[0], error.strerror or error)}
    if begin is not None:
        begin(running)
    else:
        # The first process of a container is sent SIGTERM when the job is cancelled, and ends by it only if it listens.
        signal.signal(signal.SIGTERM, lambda *_: running.stop())
    wire.say("b", {"command": command})
    code = running.until_end()
    kept.keep(time.time(), True)
    if kept.problem is not None:
        wire.say("n", "Not all that it made could be kept: {}.".format(kept.problem))
    made, saved = kept.made(), kept.kept()
    return code, {
        "code": code if code >= 0 else None,
        "signal": -code if code < 0 else None,
        "made": len(made),
        "kept": [[name, size] for name, size in saved][:2000],
    }


def write_hook(texts, base):
    if not texts:
        return None
    for name, text in texts.items():
        path = place(os.path.join(base, "python"), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
    folder = os.path.join(base, "hook")
    os.makedirs(folder)
    return folder


def out_folder(task, wire):
    """A folder of this run's own in the bucket, where there is one."""
    mount = os.environ.get("PRACTICUM_OUT")
    if mount is None:
        return None
    folder = os.path.join(mount, task["id"])
    try:
        os.makedirs(folder, exist_ok=True)
        return folder
    except OSError as error:
        wire.say("n", "What it makes cannot be kept: {}.".format(error.strerror or error))
        return None


def environment(base, hook, out):
    env = dict(os.environ)
    env.pop("PRACTICUM_SLICE", None)
    if hook is not None:
        before = env.get("PYTHONPATH", "")
        env["PYTHONPATH"] = os.path.join(base, "python") + (os.pathsep + before if before else "")
        env["PRACTICUM_HOOK"] = hook
    if out is not None:
        env["PRACTICUM_OUT"] = out
    return env
