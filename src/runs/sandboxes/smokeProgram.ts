/**
 * What tries a script there: it unpacks the files of the workspace, starts the script as a paid run would, samples the GPU's memory while it runs, ends it
 * when its time is over, and says what came of it in one last line. Python's own library only.
 */
export const smokeProgram = `
import base64, json, os, shutil, signal, subprocess, sys, threading, time, zlib

task = json.loads(sys.argv[1])
work = task["work"]
with open(task["packed"]) as packed:
    data = zlib.decompress(base64.b64decode(packed.read()))
os.remove(task["packed"])
end = data.index(b"\\n")
at = end + 1
for name, size, mode in json.loads(data[:end]):
    file = os.path.join(work, *name.split("/"))
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "wb") as out:
        out.write(data[at:at + size])
    os.chmod(file, mode)
    at += size

argv = list(task["argv"])
needs = task["needs"]
packages, requirements = needs["packages"], needs.get("requirements")
before = None
uv = shutil.which("uv")
if not (packages or requirements or needs["inline"] or needs["project"]):
    command = [sys.executable, "-u"] + argv
elif uv is not None:
    options = [word for package in packages for word in ("--with", package)]
    if requirements:
        options += ["--with-requirements", os.path.join(work, *requirements.split("/"))]
    if needs["inline"]:
        command = [uv, "run"] + options + ["--script"] + argv
    else:
        command = [uv, "run"] + ([] if needs["project"] else ["--no-project"]) + options + ["python", "-u"] + argv
else:
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    wanted = list(packages) + (["-r", os.path.join(work, *requirements.split("/"))] if requirements else [])
    before = words + wanted if wanted else None
    command = [sys.executable, "-u"] + argv

if before is not None and subprocess.call(before) != 0:
    print(task["mark"] + json.dumps({"end": "failed", "code": 1, "why": "its packages could not be installed"}), flush=True)
    sys.exit(0)

smi = shutil.which("nvidia-smi")
peak = {"used": None, "total": None}


def sample():
    said = subprocess.run([smi, "--query-gpu=memory.used,memory.total", "--format=csv,noheader,nounits"], capture_output=True, text=True)
    for line in said.stdout.splitlines():
        try:
            used, total = (int(word) * 1024 * 1024 for word in line.split(","))
        except ValueError:
            continue
        if peak["used"] is None or used > peak["used"]:
            peak["used"], peak["total"] = used, total


over = threading.Event()


def watch():
    while True:
        try:
            sample()
        except OSError:
            return
        if over.wait(0.25):
            return


began = time.monotonic()
child = subprocess.Popen(command, cwd=os.path.join(work, task["cwd"]), start_new_session=True)
if smi is not None:
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
try:
    code = child.wait(task["limit"])
    ended = "done" if code == 0 else "failed"
except subprocess.TimeoutExpired:
    code, ended = None, "time"
    os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
over.set()
try:
    import resource
    host = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
except ImportError:
    host = None
said = {"end": ended, "code": code, "seconds": time.monotonic() - began, "gpuPeakBytes": peak["used"], "gpuTotalBytes": peak["total"], "hostPeakBytes": host}
print(task["mark"] + json.dumps(said), flush=True)
`;
