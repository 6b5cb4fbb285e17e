"""Listens at a function of a framework: what it is called with is told, and then it does what it always did."""

import sys
from _thread import _local
from functools import wraps

from practicum_hook import record

# Names that say where in training something was logged; no measurements.
PLACES = frozenset(
    ["epoch", "step", "global_step", "_step", "train/epoch", "train/global_step", "trainer/global_step"],
)

# What the framework around is just telling in this thread: a Trainer writes to TensorBoard and W&B what it has already told.
_now = _local()


def tap(owner, name, framework, package, versions, parameters, tell):
    """`tell` gets the call's own arguments and answers step, epoch and pairs of name and value, or None. It is asked only where
    the version (from, below) and the names of the parameters are those that it was written for."""
    original = getattr(owner, name)
    # A decorator may hide them; then a call that does not fit is the surprise.
    found = _parameters(original)
    if found and found[: len(parameters)] != parameters:
        record.give_up(framework, "%s of %s takes %s" % (name, package, ", ".join(found)))
        return
    is_known = False

    @wraps(original)
    def tapped(*args, **kwargs):
        nonlocal is_known
        if framework in record.silent:
            return original(*args, **kwargs)
        outer = getattr(_now, "names", None)
        told = None
        try:
            if not is_known:
                _require(package, versions)
                is_known = True
            told = tell(*args, **kwargs)
            if told is not None:
                step, epoch, values = told
                if outer is not None:
                    values = _not_told(values, outer)
                record.add(framework, step, values, epoch)
        except Exception as error:
            record.give_up(framework, error)
        if told is None or outer is not None:
            return original(*args, **kwargs)
        _now.names = values
        try:
            return original(*args, **kwargs)
        finally:
            _now.names = None

    setattr(owner, name, tapped)


def _parameters(function):
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = function.__code__
    return code.co_varnames[: code.co_argcount]


def _require(package, versions):
    version = str(sys.modules[package].__version__)
    numbers = tuple(int(part) for part in version.split(".")[:2])
    low, high = versions
    if not low <= numbers < high:
        raise RuntimeError("version %s of %s is not known to the hook" % (version, package))


def _not_told(values, outer):
    told = {_plain(name) for name, _ in outer}
    return [(name, value) for name, value in values if name not in PLACES and _plain(name) not in told]


def _plain(name):
    """`loss` becomes `train/loss` on its way to TensorBoard and W&B, `eval_loss` becomes `eval/loss`."""
    plain = str(name).replace("/", "_")
    while plain.startswith("train_"):
        plain = plain[6:]
    return plain


class Counter:
    """Steps of what is logged without one: 0, 1, 2, ..., and on from the newest one that was named."""

    def __init__(self):
        self._next = {}

    def step(self, key, step):
        if step is None:
            step = self._next.get(key, 0)
        if len(self._next) > 10000:
            self._next.clear()
        if type(step) is int:
            self._next[key] = step + 1
        return step


def flat(values, prefix="", depth=0):
    """Pairs of name and value; what is nested gets its path as name, as W&B and TensorBoard show it."""
    pairs = []
    for name, value in values.items():
        if not isinstance(name, str) or (prefix == "" and name in PLACES):
            continue
        if isinstance(value, dict):
            if depth < 5:
                pairs += flat(value, prefix + name + ".", depth + 1)
        else:
            pairs.append((prefix + name, value))
    return pairs
