"""The server of a Space around a script: it begins the script once, ends it in time, and ends its own Space when all is said.

Whoever made the Space need not be there. A Space that is started anew by itself has lost its disk; its script is not begun a second time.
"""
import hmac
import http.server
import json
import os
import signal
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from .main import run
from .wire import Wire

TOKEN = "PRACTICUM_SPACE_TOKEN"
BEGUN = "begun"
# So long somebody who follows may read the last lines, and end the Space; then it ends itself.
LINGER_S = 20.0
# What hangs on beyond its limit is left.
AFTER_LIMIT_S = 60.0
ASK_S = 600.0
MOST_KEPT_BYTES = 1 << 28


def main(task, port):
    token = os.environ.pop(TOKEN, "")
    base = tempfile.mkdtemp(prefix="practicum-")
    wire = KeptWire(task["mark"], os.path.join(base, "wire"))
    space = Space(task, wire, token)
    signal.signal(signal.SIGTERM, lambda *_: space.terminate())
    listen(space, port)
    threading.Thread(target=space.watch_limit, daemon=True).start()
    try:
        words = space.go(base)
    except Exception as error:
        words = {"problem": "{}: {}".format(type(error).__name__, error)}
    space.finish(words)


class KeptWire(Wire):
    """Keeps what it says: the log of a Space that has ended may not be there any more."""

    def __init__(self, mark, path):
        super().__init__(mark)
        self.order = threading.Lock()
        self.path = path
        self.copy = open(path, "wb")
        self.bytes = 0

    def _write(self, data):
        with self.order:
            super()._write(data)
            self.bytes += len(data)
            if self.bytes <= MOST_KEPT_BYTES:
                self.copy.write(data)

    def keep(self, target):
        self.copy.flush()
        if self.bytes > MOST_KEPT_BYTES:
            return
        with open(self.path, "rb") as said, open(target + ".part", "wb") as file:
            for piece in iter(lambda: said.read(1 << 20), b""):
                file.write(piece)
        os.replace(target + ".part", target)


class Space:
    def __init__(self, task, wire, token):
        self.task = task
        self.wire = wire
        self.token = token
        self.booted = time.monotonic()
        self.running = None
        self.state = "starting"
        self.is_first = False
        self.hit_limit = False
        self.is_terminated = False
        self.is_stopped = threading.Event()
        self.ending = threading.Lock()

    def go(self, base):
        """What is to be said of the end."""
        self.is_first = self.is_first_start()
        if not self.is_first:
            return self.said_before() or {"problem": "Hugging Face started its Space anew, and what the script had done is gone"}
        if self.is_stopped.is_set():
            return {"problem": "it was stopped before the script was begun"}
        code, words = run(self.task, base, self.wire, self.begin)
        return words

    def begin(self, running):
        self.running = running
        self.state = "running"
        if self.is_stopped.is_set():
            running.stop()

    def terminate(self):
        """The Space is ended from outside: there is little time."""
        if self.state == "over":
            os._exit(0)
        self.is_terminated = True
        self.stop()

    def stop(self):
        self.is_stopped.set()
        if self.running is not None:
            self.running.stop()

    def watch_limit(self):
        time.sleep(max(0.0, self.task["limit_s"] - self.seconds()))
        self.hit_limit = True
        self.stop()
        time.sleep(AFTER_LIMIT_S if self.running is not None else 0)
        self.finish({})
        os._exit(0)

    def finish(self, words):
        """Once, by whoever comes first; the other waits until all is over."""
        with self.ending:
            if self.state == "over":
                return
            words = dict(words, seconds=round(self.seconds(), 1))
            if self.hit_limit:
                words["limit"] = True
            words.setdefault("output", self.wire.output_bytes)
            self.wire.say("x", words)
            try:
                target = self.kept_log()
                if target is not None and self.is_first:
                    self.wire.keep(target)
            except OSError:
                pass
            self.state = "over"
            if self.is_terminated:
                os._exit(0)
            time.sleep(LINGER_S)
            self.pause()
        os._exit(0)

    def pause(self):
        """A server that only ended might be started again."""
        for wait in (1.0, 5.0, 15.0, 30.0):
            if self.hub("POST", "/pause", None)[0] == 200:
                # It is ended from outside.
                time.sleep(LINGER_S)
                return
            time.sleep(wait)

    def seconds(self):
        return time.monotonic() - self.booted

    def kept_log(self):
        out = os.environ.get("PRACTICUM_OUT")
        return None if out is None else os.path.join(out, self.task["id"] + ".log")

    def said_before(self):
        """Its first start came to its end, and only its machine did not."""
        path = self.kept_log()
        if path is None or not os.path.isfile(path):
            return None
        begin = self.wire.mark + b"x "
        with open(path, "rb") as file:
            ends = [line[len(begin) :] for line in file if line.startswith(begin)]
        return json.loads(ends[-1].decode()) if ends else None

    def is_first_start(self):
        """The Hub itself keeps that it was begun: of one name there is one tag."""
        wait = 1.0
        was_looked = False
        while True:
            if was_looked:
                status, _ = self.hub("POST", "/tag/main", {"tag": BEGUN})
                # Nobody else makes it: one that appears after it was asked for is the one that was asked for.
                if status in (200, 201, 409):
                    return True
            else:
                status, answer = self.hub("GET", "/refs", None)
                if status == 200:
                    if any(tag.get("name") == BEGUN for tag in answer.get("tags", [])):
                        return False
                    was_looked = True
                    continue
            if status in (401, 403, 404) or self.seconds() > ASK_S or self.is_stopped.is_set():
                raise RuntimeError("the Hub did not let it note that it begins ({})".format(status or "no answer"))
            time.sleep(wait)
            wait = min(wait * 2, 15.0)

    def hub(self, method, path, body):
        """Status and answer; 0 where there is none."""
        headers = {"Authorization": "Bearer " + os.environ.get("HF_TOKEN", ""), "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.task["hub"] + "/api/spaces/" + self.task["space"] + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text[:1] == b"{" else {}
        except urllib.error.HTTPError as error:
            return error.code, {}
        except (OSError, ValueError):
            return 0, {}


def listen(space, port):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(200, space.state)

        def do_POST(self):
            given = self.headers.get("X-Practicum-Token", "")
            if space.token == "" or not hmac.compare_digest(given.encode(), space.token.encode()):
                self.answer(403, "forbidden")
            elif self.path == "/stop":
                self.answer(202, "stopping")
                space.stop()
            else:
                self.answer(404, "nothing here")

        def answer(self, status, word):
            data = (word + "\n").encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            """Standard output is the wire."""

    server = http.server.ThreadingHTTPServer(("", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
