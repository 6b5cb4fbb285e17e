"""W&B: `wandb.log` is the `log` of the run."""

from practicum_hook.taps import flat, tap


def attach(module):
    tap(module.Run, "log", "wandb", "wandb", ((0, 13), (1, 0)), ("self", "data", "step"), _log)


def _log(self, data, step=None, *args, **kwargs):
    newest = self._local_step if hasattr(self, "_local_step") else self._step
    # W&B itself leaves out what is logged for a step that is over.
    if not isinstance(data, dict) or (step is not None and step < newest):
        return None
    return newest if step is None else step, data.get("epoch"), flat(data)
