"""The official client's sandboxes: its own, and one that Practicum started. Prints one JSON line."""

import json
import sys

from huggingface_hub import Sandbox, _sandbox

given = sys.argv[1]
said = {
    "version": _sandbox.SANDBOX_SERVER_VERSION,
    "sha256": _sandbox.SANDBOX_SERVER_SHA256,
    "protocol": _sandbox.SANDBOX_SERVER_PROTOCOL,
    "port": _sandbox.SANDBOX_SERVER_PORT,
    "token": _sandbox._derive_sandbox_token("hf_a", "b"),
}

with Sandbox.connect(given) as theirs:
    theirs.files.write("/work/from-python.txt", "written by the official client")
    said["read"] = theirs.files.read_text("/work/from-practicum.txt")
    said["ran"] = theirs.run(["sh", "-c", "cat; exit 3"], stdin="in", check=False).exit_code

own = Sandbox.create(flavor="cpu-basic")
said["id"] = own.id
said["out"] = own.run("echo one; echo two >&2; pwd >/dev/null").stdout
big = bytes(range(256)) * 20_000
own.files.write("/work/deep/er/big", big)
said["big"] = own.files.read("/work/deep/er/big") == big
said["names"] = [entry.name for entry in own.files.list("/work/deep")]
said["missing"] = own.files.exists("/work/none")
process = own.run("sleep 60", background=True)
said["running"] = [one.running for one in own.processes()]
said["killed"] = process.kill()
result = None
try:
    own.run("sleep 60", timeout=0.3)
except Exception as error:
    result = type(error).__name__
said["timeout"] = result
own.files.delete("/work/deep", recursive=True)
said["deleted"] = own.files.exists("/work/deep")
own.close()
print(json.dumps(said))
