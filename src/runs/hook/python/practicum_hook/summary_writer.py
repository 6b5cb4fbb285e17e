"""SummaryWriter of torch.utils.tensorboard and of tensorboardX."""

from practicum_hook.taps import Counter, tap

_counter = Counter()
# Who first wrote a tag. Scripts write `loss` with one writer for training and with another one for validation.
_owners = {}


def attach(module):
    if module.__name__.startswith("torch."):
        framework, package, versions = "tensorboard", "torch", ((1, 8), (3, 0))
    else:
        framework, package, versions = "tensorboardX", "tensorboardX", ((2, 0), (3, 0))
    scalar = ("self", "tag", "scalar_value", "global_step")
    scalars = ("self", "main_tag", "tag_scalar_dict", "global_step")
    tap(module.SummaryWriter, "add_scalar", framework, package, versions, scalar, _add_scalar)
    tap(module.SummaryWriter, "add_scalars", framework, package, versions, scalars, _add_scalars)


def _add_scalar(self, tag, scalar_value, global_step=None, *args, **kwargs):
    name = _name(self, tag)
    return _counter.step(name, global_step), None, [(name, scalar_value)]


def _add_scalars(self, main_tag, tag_scalar_dict, global_step=None, *args, **kwargs):
    name = _name(self, main_tag)
    return _counter.step(name, global_step), None, [("%s/%s" % (name, tag), value) for tag, value in tag_scalar_dict.items()]


def _name(writer, tag):
    folder = str(getattr(writer, "log_dir", None) or getattr(writer, "logdir", ""))
    if len(_owners) > 10000:
        _owners.clear()
    if _owners.setdefault(tag, folder) == folder:
        return tag
    return "%s/%s" % (folder.replace("\\", "/").rstrip("/").rpartition("/")[2], tag)
