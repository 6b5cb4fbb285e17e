"""Practicum's hook: tells the run's record what training frameworks log. It is here because PYTHONPATH names its folder.

PRACTICUM_HOOK names the folder to write to; without it nothing happens. The code of the script is not changed, and whatever
goes wrong here stays here.
"""

import os
import sys

_here = os.path.dirname(__file__)


def _begin():
    folder = os.environ.get("PRACTICUM_HOOK")
    if not folder or sys.version_info < (3, 8):
        return
    try:
        from practicum_hook import imports

        imports.begin(folder)
    except Exception:
        pass


_begin()
# From here on everything is as it would be without the hook: this folder is not searched, and the sitecustomize that would have
# been found is. Where there is none, the ImportError is what Python itself expects.
sys.path[:] = [entry for entry in sys.path if entry != _here]
sys.modules.pop("sitecustomize", None)
import sitecustomize  # noqa: E402, F401
