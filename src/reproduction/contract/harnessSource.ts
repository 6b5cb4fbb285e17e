/** The Python of the harness. It needs numpy, and the library of the function; `main` prints one line. */
export const harnessSource = `import contextlib
import importlib
import importlib.util
import io
import json
import sys

DRAWS = 3
TRIES = 20

def sizes_of(symbols, draw):
    names = []
    for symbol in symbols:
        for size in symbol["shape"] + [symbol["of"]]:
            if isinstance(size, str) and size not in names:
                names.append(size)
    # All different, so that one axis is never taken for another.
    choice = [[3, 4, 5, 6, 7, 8], [6, 3, 4, 7, 5, 2], [4, 6, 3, 5, 8, 7]][draw]
    return {name: choice[at] if at < len(choice) else 9 + at + draw for at, name in enumerate(names)}

def draw_one(symbol, sizes, rng):
    shape = [sizes.get(size, size) for size in symbol["shape"]]
    values = symbol.get("values", "any")
    if values == "label":
        return rng.integers(0, sizes.get(symbol["of"], symbol["of"]), size=shape)
    if values == "binary":
        flat = rng.permutation(np.arange(int(np.prod(shape, dtype=int))) % 2).astype(float)
        return flat.reshape(shape) if shape else np.float64(rng.integers(0, 2))
    if values == "positive":
        return rng.uniform(0.2, 2.0, size=shape)
    if values == "unit":
        return rng.uniform(0.05, 0.95, size=shape)
    if values == "probability":
        return softmax(rng.normal(size=shape), -1)
    if values == "one-hot":
        return np.eye(shape[-1])[rng.integers(0, shape[-1], size=shape[:-1])]
    if values == "orthogonal":
        return np.linalg.qr(rng.normal(size=shape))[0]
    return rng.normal(size=shape)

def draw_all(job, sizes, rng):
    return {symbol["name"]: draw_one(symbol, sizes, rng) for symbol in job["symbols"] if symbol["isDrawn"]}

def for_equation(job, drawn, sizes):
    S = dict(sizes)
    for symbol in job["symbols"]:
        if symbol["name"] not in drawn:
            continue
        value = drawn[symbol["name"]]
        if symbol.get("values") == "label":
            value = value + symbol.get("first", 1)
        S[symbol["name"]] = np.diag(value) if symbol["role"] == "diagonal" else value
    return S

def to_library(value, library, dtype):
    value = np.asarray(value)
    if value.dtype.kind == "f":
        value = value.astype(dtype)
    if library == "torch":
        import torch
        return torch.from_numpy(np.array(value))
    if library == "jax":
        import jax.numpy as jnp
        return jnp.asarray(value)
    return value if value.ndim > 0 else value[()]

def to_numpy(value):
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    value = np.asarray(value)
    return value

def call(job, function, instances, sizes, dtype):
    mapping = job["mapping"]
    symbols = {symbol["name"]: symbol for symbol in job["symbols"]}
    positional, named = [], {}
    for argument in mapping["arguments"]:
        name = argument.get("symbol")
        if name is None:
            value = argument.get("value")
        elif name in sizes:
            value = sizes[name]
        else:
            # What has no batch is the same for all of it.
            each = [drawn[name] for drawn in instances]
            if symbols[name]["role"] == "diagonal" and argument.get("as") != "diagonal":
                each = [np.diag(one) for one in each]
            if argument.get("transposed"):
                each = [np.transpose(one) for one in each]
            value = each[0] if argument.get("batchAxis") is None else np.stack(each, axis=argument["batchAxis"])
            value = float(value) if np.ndim(value) == 0 and np.asarray(value).dtype.kind == "f" else to_library(value, mapping["library"], dtype)
            if argument.get("as") == "callable":
                value = (lambda result: lambda *_, **__: result)(value)
        if argument.get("name") is None:
            positional.append(value)
        else:
            named[argument["name"]] = value
    result = function(*positional, **named)
    if mapping.get("output") is not None:
        result = result[mapping["output"]]
    result = to_numpy(result)
    if mapping.get("outputBatchAxis") is None:
        return [result]
    return list(np.moveaxis(result, mapping["outputBatchAxis"], 0))

def tolerance(code, single):
    return 2e-4 if single or code.dtype in (np.float32, np.float16) else 1e-9

def compare(code, reference, single):
    """None where they agree, else how they differ; the largest error with it."""
    wide, narrow = np.squeeze(code).astype(np.float64), np.squeeze(np.asarray(reference, dtype=np.float64))
    if wide.shape != narrow.shape:
        return {"largestError": None, "shapes": {"code": list(wide.shape), "equation": list(narrow.shape)}}, None
    error = np.abs(wide - narrow)
    scale = max(float(np.max(np.abs(narrow))), 1e-6) if narrow.size else 1.0
    largest = float(np.max(error)) if error.size else 0.0
    if largest <= tolerance(code, single) * scale:
        return None, largest / scale
    worst = np.unravel_index(int(np.argmax(np.where(np.isnan(error), np.inf, error))), error.shape)
    at = {"index": [int(place) for place in worst], "code": finite(wide[worst]), "equation": float(narrow[worst])}
    return {"largestError": finite(largest), "at": at}, largest / scale

def finite(value):
    return float(value) if np.isfinite(value) else None

def agrees(code, reference, single):
    try:
        return compare(code, reference, single)[0] is None
    except Exception:
        return False

def compiled(source, name):
    space = dict(globals())
    exec(source, space)
    return space[name]

def imported(origin, name, cache={}):
    key = json.dumps(origin)
    if key not in cache:
        if "module" in origin:
            cache[key] = importlib.import_module(origin["module"])
        else:
            spec = importlib.util.spec_from_file_location("practicum_contract_%d" % len(cache), origin["file"])
            cache[key] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(cache[key])
    found = cache[key]
    for part in name.split("."):
        found = getattr(found, part)
    return found

def draw_inputs(job, reference, draw, batch):
    sizes = sizes_of(job["symbols"], draw)
    stacked = {argument["symbol"] for argument in job["mapping"]["arguments"] if argument.get("batchAxis") is not None}
    why = "no input was drawn"
    for attempt in range(TRIES):
        rng = np.random.default_rng([job["seed"], draw, attempt])
        first = draw_all(job, sizes, rng)
        instances = [first]
        for _ in range(batch - 1):
            other = draw_all(job, sizes, rng)
            instances.append({name: other[name] if name in stacked else first[name] for name in first})
        try:
            values = [np.asarray(reference(for_equation(job, drawn, sizes)), dtype=np.float64) for drawn in instances]
        except IndexError as error:
            why = f"the equation takes {error}"
            continue
        if all(np.all(np.isfinite(value)) for value in values):
            return sizes, instances, values, None
        why = "the equation has no finite value on any input that was drawn"
    return None, None, None, why

def check(job):
    reference = compiled(job["reference"], "reference")
    function = imported(job["mapping"]["from"], job["mapping"]["function"])
    batch = 1 if job["mapping"].get("outputBatchAxis") is None else 3
    dtype = job["mapping"].get("dtype", "float64")
    drawn = []
    largest, worst = 0.0, None
    for draw in range(DRAWS):
        sizes, instances, values, why = draw_inputs(job, reference, draw, batch)
        if values is None:
            return {"kind": "not-compared", "why": why}
        try:
            codes = call(job, function, instances, sizes, dtype)
        except Exception as error:
            if dtype == "float64" and draw == 0 and ("dtype" in str(error) or "Float" in str(error)):
                # It has parameters of its own in float32.
                dtype = "float32"
                codes = call(job, function, instances, sizes, dtype)
            else:
                raise
        if len(codes) != len(values):
            return {"kind": "not-compared", "why": f"the function returns {len(codes)} items for a batch of {len(values)}"}
        for instance, value, code in zip(instances, values, codes):
            drawn.append((sizes, instance, value, code))
            problem, error = compare(code, value, dtype == "float32")
            largest = max(largest, error or 0.0)
            if problem is not None and worst is None:
                worst = problem
    if worst is None:
        return {"kind": "ok", "draws": len(drawn), "largestError": largest}
    single = dtype == "float32"
    return {"kind": "mismatch", **worst, "mutation": explained(job, drawn, single), **traced(job, drawn, reference, function, dtype, batch)}

def explained(job, drawn, single):
    """The first change of the equation that has the code's value on every input."""
    inputs = [for_equation(job, instance, sizes) for sizes, instance, _, _ in drawn]
    for number, source in enumerate(job["mutations"]):
        try:
            mutated = compiled(source, "mutated")
            if all(agrees(code, mutated(S), single) for S, (_, _, _, code) in zip(inputs, drawn)):
                return number
        except Exception:
            continue
    return None

def traced(job, drawn, reference, function, dtype, batch):
    """Symbols whose values change the difference, and the factor between code and equation where it is one."""
    ratios = []
    for _, _, value, code in drawn:
        wide = np.squeeze(code).astype(np.float64)
        if wide.shape == np.squeeze(value).shape:
            ratios.extend(np.ravel(wide / np.squeeze(value)))
    factor = finite(ratios[0]) if ratios and np.all(np.isfinite(ratios)) and np.ptp(ratios) <= 1e-4 * abs(ratios[0]) else None
    involved = []
    if batch == 1:
        sizes, instance, value, code = drawn[0]
        for symbol in job["symbols"]:
            if not symbol["isDrawn"]:
                continue
            other = dict(instance)
            other[symbol["name"]] = draw_one(symbol, sizes, np.random.default_rng([job["seed"], 77]))
            try:
                changed = to_numpy(call(job, function, [other], sizes, dtype)[0]) - np.asarray(reference(for_equation(job, other, sizes)))
                if np.max(np.abs(changed - (code - value))) > 1e-6 * max(float(np.max(np.abs(value))), 1e-6):
                    involved.append(symbol["name"])
            except Exception:
                continue
    return {"involved": involved, "factor": factor}

def main(jobs):
    answers = []
    for job in jobs:
        with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            try:
                answer = check(job)
            except (Exception, SystemExit) as error:
                answer = {"kind": "not-compared", "why": f"{type(error).__name__}: {error}"}
        answers.append({"id": job["id"], **answer})
    print()
    print("practicum-contracts:" + json.dumps(answers))
`;
