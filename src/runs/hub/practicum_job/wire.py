"""Says things in the job's log, whole lines, one at a time."""
import base64
import json
import os
import threading
import zlib

# Systems that keep logs cut lines at 16 KiB; some do not keep control characters.
LONGEST_PLAIN = 4000
LONGEST_RAW = 6000
LONGEST_HOOK = 16384
LONGEST_SAID = 8000
HIDDEN = b"===== Job started"


class Wire:
    def __init__(self, mark, descriptor=1):
        self.mark = mark.encode()
        self.descriptor = descriptor
        self.lock = threading.Lock()
        self.output_bytes = 0

    def say(self, kind, words):
        self._write(self._marked(kind, json.dumps(words).encode()))

    def hook(self, name, data):
        at = 0
        while at < len(data):
            size = LONGEST_HOOK
            while True:
                packed = base64.b64encode(zlib.compress(data[at : at + size]))
                if len(packed) <= LONGEST_SAID or size <= LONGEST_RAW // 2:
                    break
                size //= 2
            self._write(self._marked("h", name.encode() + b" " + packed))
            at += size

    def output(self, data):
        """What the script printed next, in any pieces that end where a line does, or anywhere."""
        said = []
        raw = []
        raw_bytes = 0
        for line in lines_of(data):
            if self.is_plain(line):
                if raw:
                    said.append(self._raw(raw))
                    raw, raw_bytes = [], 0
                said.append(line)
                continue
            for at in range(0, len(line), LONGEST_RAW):
                piece = line[at : at + LONGEST_RAW]
                if raw_bytes + len(piece) > LONGEST_RAW:
                    said.append(self._raw(raw))
                    raw, raw_bytes = [], 0
                raw.append(piece)
                raw_bytes += len(piece)
        if raw:
            said.append(self._raw(raw))
        self.output_bytes += len(data)
        self._write(b"".join(said))

    def is_plain(self, line):
        if not line.endswith(b"\n") or len(line) > LONGEST_PLAIN:
            return False
        words = line[:-1]
        if words.startswith(self.mark) or words.startswith(HIDDEN):
            return False
        try:
            text = words.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return all(char == "\t" or (char >= " " and char != "\x7f" and not "\x80" <= char <= "\x9f") for char in text)

    def _raw(self, pieces):
        return self._marked("o", base64.b64encode(b"".join(pieces)))

    def _marked(self, kind, words):
        return self.mark + kind.encode() + b" " + words + b"\n"

    def _write(self, data):
        with self.lock:
            while data:
                data = data[os.write(self.descriptor, data) :]


def lines_of(data):
    """Only at line feeds: a carriage return alone ends no line."""
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]]
    return whole + [lines[-1]] if lines[-1] else whole
