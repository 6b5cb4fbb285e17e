"""Trackio, by its documented `trackio.log(metrics, step=None)`. Written from the documentation; not run with the real package."""

from practicum_hook.taps import Counter, flat, tap

_counter = Counter()


def attach(module):
    tap(module, "log", "trackio", "trackio", ((0, 1), (1, 0)), ("metrics", "step"), _log)


def _log(metrics, step=None, *args, **kwargs):
    return _counter.step("", step), metrics.get("epoch"), flat(metrics)
