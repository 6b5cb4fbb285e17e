"""With which program a script is started in this image."""
import os
import shutil
import subprocess
import sys


def command_of(task, work):
    """The command, and another one that has to succeed before it."""
    argv = list(task["argv"])
    wanted = task["uv"]
    packages, requirements = wanted["packages"], wanted.get("requirements")
    needs = bool(packages or requirements or wanted["inline"] or wanted["project"])
    if not needs:
        return [sys.executable] + argv, None
    uv = shutil.which("uv")
    if uv is None:
        return [sys.executable] + argv, pip_command(packages, requirements)
    options = [word for package in packages for word in ("--with", package)]
    if requirements:
        options += ["--with-requirements", os.path.join(work, *requirements.split("/"))]
    if wanted["inline"]:
        return [uv, "run"] + options + ["--script"] + argv, None
    return [uv, "run"] + ([] if wanted["project"] else ["--no-project"]) + options + ["python"] + argv, None


def pip_command(packages, requirements):
    if not packages and not requirements:
        return None
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    return words + list(packages) + (["-r", requirements] if requirements else [])


def install(command, work, wire):
    """Whether the packages are there now."""
    done = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.stdout:
        wire.output(done.stdout)
    return done.returncode == 0
