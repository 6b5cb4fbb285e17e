"""Lightning: everything that a module logs goes through the trainer's connector, whatever loggers there are, or none."""

from practicum_hook.taps import Counter, flat, tap

VERSIONS = ((2, 0), (3, 0))

_counter = Counter()


def attach(module):
    package = module.__name__.partition(".")[0]
    if hasattr(module, "_LoggerConnector"):
        tap(module._LoggerConnector, "log_metrics", "lightning", package, VERSIONS, ("self", "metrics", "step"), _of_trainer)
    else:
        tap(module.CSVLogger, "log_metrics", "lightning", package, VERSIONS, ("self", "metrics", "step"), _of_logger)


def _of_trainer(self, metrics, step=None):
    """The step is found as the connector itself finds it."""
    if not metrics:
        return None
    if step is None:
        step = metrics.get("step")
        step = self.trainer.fit_loop.epoch_loop._batches_that_stepped if step is None else int(step)
    return step, metrics.get("epoch", self.trainer.current_epoch), flat(metrics)


def _of_logger(self, metrics, step=None):
    return _counter.step(id(self), step), metrics.get("epoch"), flat(metrics)
