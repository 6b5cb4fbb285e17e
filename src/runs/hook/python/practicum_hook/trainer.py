"""transformers' Trainer, and what builds on it: TRL, axolotl, unsloth, LLaMA-Factory."""

from practicum_hook.taps import PLACES, tap

# Times and speeds are no measurements of the model.
TIMES = ("_runtime", "_per_second", "total_flos")


def attach(module):
    parameters = ("self", "args", "state", "control", "logs")
    tap(module.CallbackHandler, "on_log", "trainer", "transformers", ((4, 0), (6, 0)), parameters, _on_log)


def _on_log(self, args, state, control, logs, **kwargs):
    # None is not told, and neither is it told by TensorBoard or W&B when the Trainer hands it on.
    values = [(name, None if name.endswith(TIMES) else value) for name, value in logs.items() if name not in PLACES]
    return state.global_step, logs.get("epoch", state.epoch), values
