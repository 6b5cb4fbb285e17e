/** The Python that draws inputs and compares. It needs numpy and the library of the function; `main` prints one line for each contract as it is done. */
export const harnessSource = `import contextlib
import io
import signal
import warnings

DRAWS = 3
TRIES = 20

def sizes_of(symbols, draw, fixed):
    names = []
    for symbol in symbols:
        for size in symbol["shape"] + [symbol["of"]]:
            if isinstance(size, str) and size not in names and size not in fixed:
                names.append(size)
    # All different, so that one axis is never taken for another.
    choice = [[3, 4, 5, 6, 7, 8], [6, 3, 4, 7, 5, 2], [4, 6, 3, 5, 8, 7]][draw]
    free = [size for size in choice + list(range(9, 60)) if size not in fixed.values()]
    return {**fixed, **{name: free[at] for at, name in enumerate(names)}}

def draw_one(symbol, sizes, rng):
    shape = [sizes.get(size, size) for size in symbol["shape"]]
    values = symbol.get("values", "any")
    if symbol.get("fixed") is not None:
        return np.full(shape, float(symbol["fixed"])) if shape else np.float64(symbol["fixed"])
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

# Of the largest value: what the coarsest number on the way can keep.
TOLERANCES = {"float64": 1e-9, "float32": 2e-4, "half": 2e-2}

def precision_of(code, dtype):
    kind = str(code.dtype)
    if kind in ("float16", "bfloat16"):
        return "half"
    return "float32" if kind in ("float32", "complex64") or dtype == "float32" else "float64"

def compare(code, reference, dtype):
    """None where they agree, else how they differ; the largest error with it."""
    wide, narrow = np.squeeze(np.asarray(code, dtype=np.float64)), np.squeeze(np.asarray(reference, dtype=np.float64))
    if wide.shape != narrow.shape:
        return {"largestError": None, "shapes": {"code": list(wide.shape), "equation": list(narrow.shape)}}, None
    error = np.abs(wide - narrow)
    scale = max(float(np.max(np.abs(narrow))), 1e-6) if narrow.size else 1.0
    largest = float(np.max(error)) if error.size else 0.0
    if largest <= TOLERANCES[precision_of(code, dtype)] * scale:
        return None, largest / scale
    worst = np.unravel_index(int(np.argmax(np.where(np.isnan(error), np.inf, error))), error.shape)
    at = {"index": [int(place) for place in worst], "code": finite(wide[worst]), "equation": float(narrow[worst])}
    return {"largestError": finite(largest), "at": at}, largest / scale

def finite(value):
    return float(value) if np.isfinite(value) else None

def agrees(code, reference, dtype):
    try:
        return compare(code, reference, dtype)[0] is None
    except Exception:
        return False

def compiled(source, name):
    space = dict(globals())
    exec(source, space)
    return space[name]

def draw_inputs(job, reference, draw, batch):
    sizes = sizes_of(job["symbols"], draw, job["mapping"].get("sizes", {}))
    stacked = {argument["symbol"] for argument in job["mapping"]["arguments"] if argument.get("batchAxis") is not None and "symbol" in argument}
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
    dtype = job["mapping"].get("dtype", "float64")
    try:
        return check_in(job, dtype)
    except Exception as error:
        if dtype != "float64" or job["mapping"].get("dtype") is not None:
            raise
        # What has numbers of its own in float32 refuses others.
        forget_imports()
        try:
            return check_in(job, "float32")
        except Exception:
            raise error from None

def check_in(job, dtype):
    reference = compiled(job["reference"], "reference")
    prepare(job["mapping"]["library"], dtype)
    function = imported(job["mapping"]["from"], job["mapping"]["function"])
    batch = 1 if job["mapping"].get("outputBatchAxis") is None else 3
    drawn = []
    largest, worst, precision = 0.0, None, "float64"
    for draw in range(DRAWS):
        sizes, instances, values, why = draw_inputs(job, reference, draw, batch)
        if values is None:
            return {"kind": "not-compared", "why": why}
        codes = call(job, function, instances, sizes, dtype)
        if len(codes) != len(values):
            return {"kind": "not-compared", "why": f"the function returns {len(codes)} items for a batch of {len(values)}"}
        for instance, value, code in zip(instances, values, codes):
            drawn.append((sizes, instance, value, code))
            precision = precision_of(code, dtype)
            problem, error = compare(code, value, dtype)
            largest = max(largest, error or 0.0)
            if problem is not None and worst is None:
                worst = problem
    if worst is None:
        return {"kind": "ok", "draws": len(drawn), "largestError": largest, "precision": precision}
    doubt = doubtful(job, function, drawn, dtype, largest, worst)
    if doubt is not None:
        return {"kind": "not-compared", "why": doubt}
    return {"kind": "mismatch", **worst, "mutation": explained(job, drawn, dtype), **traced(job, drawn, reference, function, dtype, batch)}

def doubtful(job, function, drawn, dtype, largest, worst):
    """Why a difference says nothing of the code: chance, or numbers that are not as exact as they look."""
    sizes, instance, _, _ = drawn[0]
    if job["mapping"].get("outputBatchAxis") is None:
        first, second = (call(job, function, [instance], sizes, dtype, seed)[0] for seed in (0, 1))
        if first.shape != second.shape or not np.allclose(first, second, rtol=1e-6, equal_nan=True):
            return "the function draws random numbers: two calls with the same arguments differ. Give the symbol that it draws as: drawn, or switch the chance off (dropout 0)"
    if "at" in worst and dtype == "float64" and 0.0 < largest < 3e-7:
        return "it agrees to seven digits only: somewhere it computes in single precision, or it leaves out something as small as that"
    return None

def explained(job, drawn, dtype):
    """The first change of the equation that has the code's value on every input."""
    inputs = [for_equation(job, instance, sizes) for sizes, instance, _, _ in drawn]
    for number, source in enumerate(job["mutations"]):
        try:
            mutated = compiled(source, "mutated")
            if all(agrees(code, mutated(S), dtype) for S, (_, _, _, code) in zip(inputs, drawn)):
                return number
        except Exception:
            continue
    return None

def traced(job, drawn, reference, function, dtype, batch):
    """Symbols whose values change the difference, and the factor between code and equation where it is one."""
    ratios = []
    for _, _, value, code in drawn:
        wide = np.squeeze(np.asarray(code, dtype=np.float64))
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

LIMIT_SECONDS = 20

def late(*_):
    raise TimeoutError(f"it took more than {LIMIT_SECONDS} s")

def main(jobs, mark):
    warnings.simplefilter("ignore")
    out = sys.stdout
    sys.argv = ["contract"]
    has_alarm = hasattr(signal, "setitimer")
    if has_alarm:
        signal.signal(signal.SIGALRM, late)
    for job in jobs:
        said = io.StringIO()
        with np.errstate(all="ignore"), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                if has_alarm:
                    signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS)
                answer = check(job)
            except (Exception, SystemExit) as error:
                answer = {"kind": "not-compared", "why": f"{type(error).__name__}: {error}"[:600]}
            finally:
                if has_alarm:
                    signal.setitimer(signal.ITIMER_REAL, 0)
        print("\\n" + mark + json.dumps({"id": job["id"], **answer}), file=out, flush=True)
`;
