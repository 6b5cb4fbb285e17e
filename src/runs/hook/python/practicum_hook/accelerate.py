"""Accelerate: `Accelerator.log`, whatever trackers there are, or none."""

from practicum_hook.taps import Counter, flat, tap

_counter = Counter()


def attach(module):
    tap(module.Accelerator, "log", "accelerate", "accelerate", ((0, 20), (2, 0)), ("self", "values", "step"), _log)


def _log(self, values, step=None, *args, **kwargs):
    return _counter.step("", step), values.get("epoch"), flat(values)
