import { splitRows } from './splitRows.ts';

/** The Python that gets at splits made by code, by calling functions or by watching a script that calls them; `main` prints what `tell` says. */
export const splitSource = String.raw`${splitRows}
# Where splits come from.

def generator(kind, seed, known={}):
    key = (kind, seed)
    if key not in known:
        if kind == "torch":
            import torch
            known[key] = torch.Generator().manual_seed(seed)
        else:
            known[key] = np.random.default_rng(seed)
    return known[key]

def argument(value):
    if isinstance(value, dict) and len(value) == 1:
        (name, inner), = value.items()
        if name == "generator":
            return generator("torch", inner)
        if name == "rng":
            return generator("numpy", inner)
        if name == "call":
            return called(inner)
    if isinstance(value, list):
        return [argument(one) for one in value]
    return {name: argument(one) for name, one in value.items()} if isinstance(value, dict) else value

def imported(file, cache={}):
    if file not in cache:
        path = os.path.abspath(file)
        sys.path.insert(0, os.path.dirname(path))
        name = os.path.splitext(os.path.basename(path))[0]
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        cache[file] = module
    return cache[file]

def called(source, cache={}):
    key = json.dumps([source["file"], source["symbol"], source.get("args"), source.get("named")], sort_keys=True)
    if key not in cache:
        found = imported(source["file"])
        for part in source["symbol"].split("."):
            found = getattr(found, part)
        if callable(found):
            args = [argument(one) for one in source.get("args") or []]
            named = {name: argument(one) for name, one in (source.get("named") or {}).items()}
            found = found(*args, **named)
        cache[key] = found
    return selected(cache[key], source.get("at"))

class Enough(BaseException):
    pass

def watched(job):
    """Runs the script and keeps what the named functions were given or gave back."""
    sources = [job["train"], job["test"]]
    caught = [[], []]
    wanted = []
    for source in sources:
        parts = source["symbol"].split(".")
        wanted.append((os.path.realpath(source["file"]), parts[-1], source["symbol"], source.get("of", "returned")))
    def take(which, value):
        caught[which].append(copied(value))
        nth = [one.get("nth") for one in sources]
        if all(n is not None and len(got) >= n for n, got in zip(nth, caught)) or min(map(len, caught)) >= 16:
            raise Enough()
    files = {}
    def look(frame, event, value):
        if event not in ("call", "return"):
            return
        code = frame.f_code
        if not any(code.co_name == name for _, name, _, _ in wanted):
            return
        if code.co_filename not in files:
            files[code.co_filename] = os.path.realpath(code.co_filename)
        for which, (file, name, symbol, of) in enumerate(wanted):
            if code.co_name != name or files[code.co_filename] != file or getattr(code, "co_qualname", symbol) != symbol:
                continue
            at = sources[which].get("at")
            if event == "call" and of == "arguments":
                names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
                chosen = [frame.f_locals[names[one] if isinstance(one, int) else one] for one in (range(len(names)) if at is None else at)]
                take(which, chosen[0] if len(chosen) == 1 else tuple(chosen))
            elif event == "return" and of == "returned" and value is not None:
                take(which, selected(value, at))
    script, *args = job["run"]
    sys.argv = [script, *args]
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    threading.setprofile(look)
    sys.setprofile(look)
    try:
        runpy.run_path(script, run_name="__main__")
    except (Enough, SystemExit):
        pass
    except Exception as error:
        say(note=f"the script ended with {type(error).__name__}: {str(error)[:200]}")
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    for which, name in enumerate(("training", "test")):
        if not caught[which]:
            raise LookupError(f"{sources[which]['symbol']} of {sources[which]['file']} was never called, so there are no {name} rows")
        nth = sources[which].get("nth")
        if nth is not None:
            if nth > len(caught[which]):
                raise LookupError(f"{sources[which]['symbol']} was called {len(caught[which])} times, so there is no call {nth}")
            caught[which] = [caught[which][nth - 1]]
    trains, tests = caught
    if len(trains) != len(tests):
        return [(tests[at], Several(rows_of(one) for one in trains)) for at in range(min(len(tests), 8))]
    return list(zip(tests, trains))[:8]

class Several(list):
    """Rows of several calls."""

def joined(value):
    if not isinstance(value, Several):
        return value
    if all(is_array(one) for one in value):
        return np.concatenate([np.asarray(one) for one in value])
    return [row for part in value for row in part]

def main(job):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            if job.get("seed") is not None:
                import random
                random.seed(job["seed"])
                np.random.seed(job["seed"])
                if "torch" in sys.modules or importlib.util.find_spec("torch"):
                    import torch
                    torch.manual_seed(job["seed"])
            if job.get("run"):
                pairs = [(test, joined(train), ({}, {})) for test, train in watched(job)]
            else:
                about = tuple({name: called(job[name][side]) for name in ("group", "time") if job.get(name)} for side in ("test", "train"))
                pairs = [(called(job["test"]), called(job["train"]), about)]
        for at, (test, train, about) in enumerate(pairs):
            try:
                tell(at, test, train, about, job.get("kind"))
            except Full:
                say(note="not all rows that resemble test rows were compared: there are too many")
        say(done=True)
    except (Exception, SystemExit) as error:
        say(failed=f"{type(error).__name__}: {str(error)[:500]}")
    sys.stderr.flush()
    out.write("\n" + "\n".join(lines) + "\n")
    out.flush()
`;
