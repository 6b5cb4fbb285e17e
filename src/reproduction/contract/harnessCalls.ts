/** The Python that imports what is checked, builds objects of its classes, and calls it as a mapping says. Libraries meet it as arrays of numpy. */
export const harnessCalls = `import importlib
import importlib.util
import inspect
import json
import os
import random
import sys
import types

def prepare(library, dtype):
    """What the code makes of its own has the numbers that it is compared in."""
    if library == "torch":
        import torch
        torch.set_default_dtype(torch.float64 if dtype == "float64" else torch.float32)
    if library == "jax" and dtype == "float64":
        import jax
        jax.config.update("jax_enable_x64", True)

IMPORTS = {}
LOADED = {"folder": None, "modules": set()}

def forget_imports():
    """Files of two folders may bear the same name."""
    for name in list(sys.modules):
        if name not in LOADED["modules"] and is_local(sys.modules[name]):
            del sys.modules[name]
    IMPORTS.clear()

def is_local(module):
    file = getattr(module, "__file__", None) or ""
    return LOADED["folder"] is not None and file.startswith(LOADED["folder"] + os.sep) and "site-packages" not in file

def module_of(origin):
    key = json.dumps(origin)
    if key in IMPORTS:
        return IMPORTS[key]
    if "module" in origin:
        IMPORTS[key] = importlib.import_module(origin["module"])
        return IMPORTS[key]
    file = os.path.abspath(origin["file"])
    folder = os.path.dirname(file)
    if LOADED["folder"] != folder:
        forget_imports()
        if LOADED["folder"] in sys.path:
            sys.path.remove(LOADED["folder"])
        LOADED.update(folder=folder, modules=set(sys.modules))
        sys.path.insert(0, folder)
    if os.getcwd() not in sys.path:
        sys.path.insert(1, os.getcwd())
    try:
        # By its name, so that what else imports it has the same one.
        name = os.path.splitext(os.path.basename(file))[0]
        if os.path.exists(os.path.join(folder, "__init__.py")):
            raise ImportError("attempted relative import")
        if name in sys.modules or name in sys.stdlib_module_names or not name.isidentifier():
            name = "practicum_contract_%d" % len(IMPORTS)
        spec = importlib.util.spec_from_file_location(name, file)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
    except ImportError as error:
        if "relative import" not in str(error):
            raise
        parts = os.path.splitext(os.path.relpath(file, os.getcwd()))[0].split(os.sep)
        module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    IMPORTS[key] = module
    return module

def imported(origin, name):
    """The function, or a class with the name of the method that is meant of it."""
    found, owner, method = module_of(origin), None, None
    for part in name.split("."):
        if not hasattr(found, part):
            raise AttributeError(f"{getattr(found, '__name__', found)} has no {part}")
        if inspect.isclass(found) and not isinstance(inspect.getattr_static(found, part), (staticmethod, classmethod)):
            owner, method = found, part
        found = getattr(found, part)
    if inspect.isclass(found):
        return found, "__call__"
    return (owner, method) if owner is not None and not inspect.isclass(found) else (found, None)

def to_library(value, library, dtype):
    value = np.array(value)
    if value.dtype.kind == "f":
        value = value.astype(dtype)
    if library == "torch":
        import torch
        return torch.from_numpy(value)
    if library == "jax":
        import jax.numpy as jnp
        return jnp.asarray(value)
    return value if value.ndim > 0 else value[()]


def to_numpy(value):
    """By whatever way its library knows; of bfloat16, which numpy lacks, the values are kept and that they are coarse."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        if "bfloat16" in str(value.dtype):
            return np.asarray(value.float().numpy()).astype(np.float16)
        return value.numpy()
    if hasattr(value, "__array__") or np.isscalar(value):
        value = np.asarray(value)
    elif hasattr(value, "__dlpack__"):
        value = np.from_dlpack(value)
    elif isinstance(value, list):
        value = np.asarray(value)
    else:
        raise TypeError(f"it returns a {type(value).__name__}, which is no array")
    if str(value.dtype) == "bfloat16":
        return value.astype(np.float16)
    if value.dtype.kind not in "fiub":
        raise TypeError(f"it returns {value.dtype}, which is no array of numbers")
    return value

def value_of(job, argument, instances, sizes, dtype):
    mapping = job["mapping"]
    if "fields" in argument:
        fields = {name: value_of(job, field, instances, sizes, dtype) for name, field in argument["fields"].items()}
        return fields if argument.get("as") == "dict" else types.SimpleNamespace(**fields)
    name = argument.get("symbol")
    if name is None:
        return argument.get("value")
    if name in sizes:
        return sizes[name]
    symbol = next(symbol for symbol in job["symbols"] if symbol["name"] == name)
    # What has no batch is the same for all of it.
    each = [drawn[name] for drawn in instances]
    if symbol["role"] == "diagonal" and argument.get("as") != "diagonal":
        each = [np.diag(one) for one in each]
    if argument.get("transposed"):
        each = [np.transpose(one) for one in each]
    value = each[0] if argument.get("batchAxis") is None else np.stack(each, axis=argument["batchAxis"])
    if argument.get("as") != "array" and np.ndim(value) == 0 and np.asarray(value).dtype.kind == "f":
        value = float(value)
    else:
        value = to_library(value, mapping["library"], dtype)
    if argument.get("as") == "callable":
        return lambda *_, **__: value
    return value

def given_by(job, arguments, instances, sizes, dtype):
    positional, named, chance = [], {}, []
    for argument in arguments:
        value = value_of(job, argument, instances, sizes, dtype)
        if argument.get("as") == "drawn":
            chance.append(value)
        elif argument.get("name") is None:
            positional.append(value)
        else:
            named[argument["name"]] = value
    return positional, named, chance

def fitted(function, shown, positional, named):
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*positional, **named)
    except TypeError as error:
        raise TypeError(f"{shown}{signature} {error}") from None

def built(job, owner, instances, sizes, dtype):
    """An object of the class: by its constructor, then its numbers by their names."""
    plan = job["mapping"].get("instance") or {}
    positional, named, _ = given_by(job, plan.get("arguments", []), instances, sizes, dtype)
    fitted(owner, owner.__name__, positional, named)
    made = owner(*positional, **named)
    if hasattr(made, "named_parameters"):
        made.train(bool(plan.get("isTraining")))
        if dtype == "float64":
            made.double()
    for wish in plan.get("set", []):
        put(made, wish["name"], value_of(job, wish, instances, sizes, dtype))
    return made

def put(made, name, value):
    *way, last = name.split(".")
    holder = made
    for part in way:
        holder = holder[int(part)] if part.isdigit() and not hasattr(holder, part) else getattr(holder, part)
    if not hasattr(holder, last) and not isinstance(holder, (list, dict)):
        raise AttributeError(f"{type(made).__name__} has no {name} to set")
    old = holder[int(last)] if isinstance(holder, list) else holder[last] if isinstance(holder, dict) else getattr(holder, last)
    shapes = [tuple(one.shape) for one in (old, value) if hasattr(one, "shape")]
    if len(shapes) == 2 and shapes[0] != shapes[1]:
        # A layer with one output has its vector as a row.
        if [size for size in shapes[0] if size != 1] == [size for size in shapes[1] if size != 1]:
            value = value.reshape(shapes[0])
        else:
            raise ValueError(f"{name} has the shape {shapes[0]}, and what is set there has {shapes[1]}")
    if hasattr(old, "copy_") and hasattr(old, "detach"):
        import torch
        with torch.no_grad():
            old.copy_(torch.as_tensor(value))
    elif isinstance(holder, (list, dict)):
        holder[int(last) if isinstance(holder, list) else last] = value
    else:
        # A frozen dataclass has fields all the same.
        object.__setattr__(holder, last, value)

SAMPLERS = {"torch": ["randn", "randn_like", "normal", "rand", "rand_like"], "numpy.random": ["randn", "normal", "standard_normal", "rand", "random"], "jax.random": ["normal", "uniform"]}

def seed_torch(torch, seed):
    # torch.manual_seed loads the compiler, and takes a stack trace for each kind of device that may be used later.
    accelerator = getattr(torch, "accelerator", None)
    if accelerator is None or accelerator.is_available():
        torch.manual_seed(seed)
    else:
        torch.default_generator.manual_seed(seed)

class Chance:
    """The same numbers for every call; where symbols say what is drawn, those, in their order."""
    def __init__(self, values, seed):
        self.values, self.seed, self.kept = list(values), seed, []

    def __enter__(self):
        random.seed(self.seed)
        np.random.seed(self.seed)
        if "torch" in sys.modules:
            seed_torch(sys.modules["torch"], self.seed)
        if self.values:
            for module, names in SAMPLERS.items():
                for name in names if module in sys.modules else []:
                    self.kept.append((sys.modules[module], name, getattr(sys.modules[module], name)))
                    setattr(sys.modules[module], name, self.next)
        return self

    def next(self, *_, **__):
        if not self.values:
            raise ValueError("it draws random numbers more often than the mapping has symbols that are drawn")
        return self.values.pop(0)

    def __exit__(self, *_):
        for module, name, old in self.kept:
            setattr(module, name, old)

def call(job, function, instances, sizes, dtype, seed=0):
    mapping = job["mapping"]
    callee, method = function
    positional, named, chance = given_by(job, mapping["arguments"], instances, sizes, dtype)
    with Chance(chance, seed) as left:
        if method is not None:
            callee = getattr(built(job, callee, instances, sizes, dtype), method)
        if callable(callee):
            fitted(callee, mapping["function"], positional, named)
            result = callee(*positional, **named)
        else:
            # A property.
            result = callee
        if left.values:
            raise ValueError(f"{len(left.values)} of the symbols that are drawn were not")
    path = mapping.get("output")
    path = [] if path is None else path if isinstance(path, list) else [path]
    for part in path:
        result = result[part] if isinstance(part, int) or isinstance(result, dict) else getattr(result, part)
    if isinstance(result, (tuple, dict)):
        what = f"{len(result)} values" if isinstance(result, tuple) else "a dict with " + ", ".join(map(str, result))
        raise TypeError(f"it returns {what}: say which one with output")
    result = to_numpy(result)
    if mapping.get("outputTransposed"):
        result = np.transpose(result)
    if mapping.get("outputBatchAxis") is None:
        return [result]
    return list(np.moveaxis(result, mapping["outputBatchAxis"], 0))
`;
