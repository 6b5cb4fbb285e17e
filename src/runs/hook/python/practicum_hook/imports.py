"""Waits until a framework is imported, and only then reads the file that knows it."""

import sys

# The module that defines what is tapped, and the file of this folder that knows it.
FRAMEWORKS = {
    "transformers.trainer_callback": "trainer",
    "lightning.pytorch.trainer.connectors.logger_connector.logger_connector": "lightning",
    "pytorch_lightning.trainer.connectors.logger_connector.logger_connector": "lightning",
    "lightning.pytorch.loggers.csv_logs": "lightning",
    "pytorch_lightning.loggers.csv_logs": "lightning",
    "keras.src.callbacks.callback_list": "keras",
    "torch.utils.tensorboard.writer": "summary_writer",
    "tensorboardX.writer": "summary_writer",
    "wandb.sdk.wandb_run": "wandb",
    "trackio": "trackio",
    "accelerate.accelerator": "accelerate",
}


def begin(folder):
    from practicum_hook import record

    record.folder = folder
    sys.meta_path.insert(0, Finder())


class Finder:
    """Finds nothing itself: it asks the others, and lets what they found be tapped once it has been executed."""

    def find_spec(self, name, path=None, target=None):
        if name not in FRAMEWORKS:
            return None
        for finder in sys.meta_path:
            find = None if finder is self else getattr(finder, "find_spec", None)
            spec = None if find is None else find(name, path, target)
            if spec is not None:
                _await(spec)
                return spec
        return None


def _await(spec):
    try:
        loader = spec.loader
        execute = loader.exec_module

        def exec_module(module):
            # The loader is as it was before anybody can look at it.
            del loader.exec_module
            execute(module)
            _tap(module)

        loader.exec_module = exec_module
    except Exception as error:
        _give_up(spec.name, error)


def _tap(module):
    try:
        name = FRAMEWORKS[module.__name__]
        known = getattr(__import__("practicum_hook." + name), name)
        known.attach(module)
    except Exception as error:
        _give_up(module.__name__, error)


def _give_up(name, error):
    from practicum_hook import record

    record.give_up(FRAMEWORKS.get(name, name), error)
