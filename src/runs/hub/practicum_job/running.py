"""Runs the script, passes on what it prints and what the hook tells, and keeps what it makes."""
import os
import select
import signal
import subprocess
import threading
import time

HOOK_S = 0.2
KEEP_S = 60.0
# A part of a line is held so long for its end.
PART_S = 0.05
CHUNK = 65536
INTERRUPT_S = 10.0
TERMINATE_S = 5.0


class Running:
    def __init__(self, command, cwd, env, wire, hook, kept):
        self.wire = wire
        self.hook = hook
        self.kept = kept
        self.told = {}
        self.is_over = threading.Event()
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )

    def stop(self):
        """SIGINT first, so that it can save; then harder."""
        threading.Thread(target=self._climb, daemon=True).start()

    def _climb(self):
        for name, seconds in ((signal.SIGINT, INTERRUPT_S), (signal.SIGTERM, TERMINATE_S), (signal.SIGKILL, 0)):
            try:
                os.killpg(self.process.pid, name)
            except OSError:
                return
            if self.is_over.wait(seconds):
                return

    def until_end(self):
        """The exit code as Python has it: the negative number of a signal."""
        beside = threading.Thread(target=self._beside, daemon=True)
        beside.start()
        self._forward()
        code = self.process.wait()
        self.is_over.set()
        beside.join()
        self.tell_hook()
        return code

    def _forward(self):
        source = self.process.stdout.fileno()
        waiting = b""
        ended_at = None
        while True:
            readable, _, _ = select.select([source], [], [], PART_S)
            if readable:
                data = os.read(source, CHUNK)
                if not data:
                    break
                waiting += data
                whole = waiting.rfind(b"\n") + 1
                if len(waiting) - whole > CHUNK:
                    whole = len(waiting)
                if whole:
                    self.wire.output(waiting[:whole])
                    waiting = waiting[whole:]
                continue
            if waiting:
                self.wire.output(waiting)
                waiting = b""
            # What it left behind may hold the pipe for ever.
            if self.process.poll() is not None:
                ended_at = ended_at or time.monotonic()
                if time.monotonic() - ended_at > 1.0:
                    break
        if waiting:
            self.wire.output(waiting)

    def _beside(self):
        kept_at = time.monotonic()
        while not self.is_over.wait(HOOK_S):
            self.tell_hook()
            if time.monotonic() - kept_at >= KEEP_S:
                self.kept.keep(time.time(), False)
                kept_at = time.monotonic()

    def tell_hook(self):
        if self.hook is None:
            return
        for name in sorted(os.listdir(self.hook)):
            if not name.endswith(".jsonl"):
                continue
            try:
                with open(os.path.join(self.hook, name), "rb") as file:
                    file.seek(self.told.get(name, 0))
                    data = file.read(1 << 20)
                    while data:
                        self.wire.hook(name, data)
                        self.told[name] = self.told.get(name, 0) + len(data)
                        data = file.read(1 << 20)
            except OSError:
                continue
