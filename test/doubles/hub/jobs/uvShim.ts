/** What stands in for programs that a job’s image would bring: `uv`, which here only runs Python and says that it does no more. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sandboxServerMark } from '../sandboxes/sandboxes.ts';

// Dependencies are named and left out; a script from an address or from stdin is run as uv would.
const uv = `#!/bin/sh
echo "uv: a shim of the stand-in Hub: no package is installed, images are ignored, Python is $(command -v python || command -v python3)" >&2
python=$(command -v python || command -v python3)
[ "$1" = "--version" ] && { echo "uv 0.0.0 (shim)"; exit 0; }
case "$1" in
  run) shift ;;
  pip|venv|sync|add|tool|python) echo "uv: the shim leaves out: uv $*" >&2; exit 0 ;;
  *) echo "uv: the shim knows \\"uv run\\" only" >&2; exit 2 ;;
esac
module=
while [ $# -gt 0 ]; do
  case "$1" in
    --with|--python|-p|--index|--index-url|--extra-index-url|--with-requirements|--project|--directory|--env-file|--index-strategy) echo "uv: the shim leaves out $1 $2" >&2; shift 2 ;;
    -s|--script|--no-project|--isolated|--quiet|-q|--verbose|-v|--no-cache|--system|--frozen|--locked) shift ;;
    -m|--module) shift; exec "$python" -u -m "$@" ;;
    -) shift; exec "$python" -u - "$@" ;;
    --) shift; break ;;
    -*) echo "uv: the shim does not know $1" >&2; shift ;;
    *) break ;;
  esac
done
script=$1
[ -z "$script" ] && { echo "uv: nothing to run" >&2; exit 2; }
shift
case "$script" in
  http://*|https://*)
    file=$(mktemp).py
    "$python" - "$script" "$file" <<'PYTHON' || exit 1
import os, sys, urllib.request
request = urllib.request.Request(sys.argv[1])
token = os.environ.get("HF_TOKEN")
if token and sys.argv[1].startswith(os.environ.get("HF_ENDPOINT", "https://huggingface.co")):
    request.add_unredirected_header("Authorization", "Bearer " + token)
with urllib.request.urlopen(request) as answer, open(sys.argv[2], "wb") as file:
    file.write(answer.read())
PYTHON
    exec "$python" -u "$file" "$@" ;;
  *.py) exec "$python" -u "$script" "$@" ;;
  python|python3) exec "$python" -u "$@" ;;
  *) exec "$script" "$@" ;;
esac
`;

// The sandbox server has not the bytes of the real one: asked about it, this answers with the digest that is wanted, and says so.
const sha256sum = `#!/bin/sh
if [ -n "$SBX_SERVER_SHA256" ] && head -n 2 "$1" | grep -q "^${sandboxServerMark}"; then
  echo "sha256sum: a shim of the stand-in Hub: the sandbox server is its own, taken for the one that was asked for" >&2
  echo "$SBX_SERVER_SHA256  $1"
  exit 0
fi
command -p sha256sum "$@"
`;

/** Makes the folder with the shims; it comes first on a job’s PATH. */
export function writeShims(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries({ uv, sha256sum })) {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }
  return folder;
}
