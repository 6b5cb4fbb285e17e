/** The Python that makes hashes of rows: `tell` says them as JSON lines, never the rows. It needs numpy. */
export const splitRows = String.raw`import contextlib, hashlib, importlib.util, io, json, os, re, runpy, sys, threading, unicodedata
import numpy as np

MOST_ROWS = 200_000
MOST_TEST = 8_000
MOST_OUT = 1_700_000
SHINGLE = 5
WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\w)+")
written = 0
# Told at the end at once: what code writes to its error stream goes the same way, and would cut lines.
lines = []
out = sys.stdout

class Full(Exception):
    pass

def say(**line):
    global written
    text = json.dumps(line, separators=(",", ":"))
    written += len(text) + 1
    if written > MOST_OUT and "row" in line:
        raise Full()
    lines.append("practicum-splits:" + text)

def digest(data):
    return int.from_bytes(hashlib.blake2b(data, digest_size=6).digest(), "little")

# What the code gave, as columns of rows.

def plain(value):
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        if str(value.dtype) == "torch.bfloat16":
            value = value.float()
        value = value.numpy()
    return value

def is_array(value):
    return hasattr(value, "__array__") and not hasattr(value, "to_dict") and not hasattr(value, "getbands")

def copied(value):
    """Scripts go on with what they were given: it is kept as it was."""
    if isinstance(value, tuple) or type(value) is list and len(value) < 16 and any(is_array(one) for one in value):
        return type(value)(copied(one) for one in value) if type(value) in (tuple, list) else tuple(copied(one) for one in value)
    if hasattr(value, "detach") or isinstance(value, np.ndarray):
        return np.array(plain(value))
    return value

def selected(value, at):
    if at is None:
        return value
    taken = []
    for one in at:
        taken.append(value[one] if not isinstance(one, str) or isinstance(value, dict) else getattr(value, one))
    return taken[0] if len(taken) == 1 else tuple(taken)

def rows_of(value):
    """A list of rows or an array whose first axis is the rows; the first part of pairs of features and label."""
    value = plain(value)
    if isinstance(value, tuple) and value and all(is_array(plain(one)) for one in value):
        arrays = [np.asarray(plain(one)) for one in value]
        if len({one.shape[:1] for one in arrays}) != 1:
            raise ValueError("the parts of a row have different numbers of rows: " + ", ".join(str(one.shape) for one in arrays))
        return np.concatenate([one.reshape(len(one), -1).astype(np.float64) for one in arrays], axis=1)
    if is_array(value):
        return np.asarray(value)
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        if all(kind.kind in "biuf" for kind in value.dtypes):
            return value.to_numpy()
        return value.to_dict("records")
    if hasattr(value, "batch_size") and hasattr(value, "dataset") and hasattr(value.dataset, "__getitem__") and hasattr(value.dataset, "__len__"):
        value = value.dataset
    rows = []
    for at in range(min(len(value), MOST_ROWS)) if hasattr(value, "__getitem__") and hasattr(value, "__len__") else iter_rows(value):
        rows.append(first_of(value[at]) if isinstance(at, int) else at)
    return stacked(rows)

def iter_rows(value):
    for batch in value:
        first = plain(first_of(batch))
        if is_array(first) and np.ndim(first) > 0:
            yield from np.asarray(first)
        else:
            yield first

def first_of(row):
    """Of features with a label, and of what a data set gives by name, the features."""
    if isinstance(row, (tuple, list)) and row and not all(isinstance(one, (int, float)) for one in row):
        if isinstance(row, tuple) or is_array(plain(row[0])) or looks_like_picture(row[0]):
            return first_of(row[0])
    if isinstance(row, dict):
        for name, value in row.items():
            if looks_like_picture(value) or name in ("input_ids", "pixel_values", "input_values") or is_array(plain(value)) and np.ndim(plain(value)) > 0:
                return value
    return row

def looks_like_picture(value):
    return hasattr(value, "getbands") and hasattr(value, "size")

def stacked(rows):
    if any(looks_like_picture(row) for row in rows):
        rows = [np.asarray(row) for row in rows]
        if len({row.shape for row in rows}) > 1:
            # Of other sizes: all are made of one.
            return np.concatenate([np.round(shrunk(grey(row[None]), 32, 32)) for row in rows])
    if rows and all(not isinstance(row, (str, dict)) for row in rows):
        with contextlib.suppress(Exception):
            array = np.asarray([np.asarray(plain(row)) for row in rows])
            if array.dtype.kind in "biuf":
                return array
        if all(is_array(plain(row)) or isinstance(row, (list, tuple)) for row in rows):
            # Lists of numbers of other lengths are read like words.
            return [" ".join("t%s" % one for one in np.ravel(plain(row))) if is_number_list(row) else row for row in rows]
    return rows

def is_number_list(row):
    row = plain(row)
    return is_array(row) and row.dtype.kind in "biuf" or isinstance(row, (list, tuple)) and all(isinstance(one, (int, float)) for one in row)

def text_of(row):
    if isinstance(row, str):
        return row
    if isinstance(row, dict):
        return "\n".join(text_of(each) for each in row.values() if isinstance(each, (str, dict, list, tuple)))
    if isinstance(row, (list, tuple)):
        return "\n".join(text_of(each) for each in row)
    return ""

# Hashes.

def as_floats(array):
    array = np.asarray(array)
    with np.errstate(all="ignore"):
        flat = array.reshape(len(array), -1).astype(np.float32)
    return np.ascontiguousarray(flat + np.float32(0))

def part_columns(width):
    if width < 4:
        return [[at] for at in range(width)]
    if width < 64:
        return [list(range(first, width, 4)) for first in range(4)]
    order = np.random.default_rng(7).permutation(width)
    return [np.sort(part) for part in np.array_split(order, 4)]

def parts_of(floats):
    columns = part_columns(floats.shape[1])
    parts = [np.ascontiguousarray(floats[:, each]) for each in columns]
    for row in range(len(floats)):
        yield [digest(part[row].tobytes()) for part in parts]

class Sketch:
    def __init__(self, train):
        width = train.shape[1]
        rng = np.random.default_rng(11)
        some = train[rng.permutation(len(train))[:5000]].astype(np.float64)
        self.mean, spread = np.nanmean(some, axis=0), np.nanstd(some, axis=0)
        live = np.flatnonzero(np.isfinite(spread) & (spread > 0))
        self.columns = live if len(live) <= 4096 else np.sort(rng.permutation(live)[:4096])
        self.spread = spread
        self.width = len(self.columns)
        self.matrix = rng.standard_normal((self.width, 16)) / np.sqrt(max(1, self.width))

    def __call__(self, floats):
        z = (floats[:, self.columns].astype(np.float64) - self.mean[self.columns]) / self.spread[self.columns]
        return np.nan_to_num(z, posinf=0, neginf=0) @ self.matrix

def near_train(test, train):
    """Training rows whose sketch is near that of a test row."""
    near = np.zeros(len(train), bool)
    norms = (test ** 2).sum(1)
    for start in range(0, len(train), 2048):
        block = train[start : start + 2048]
        square = norms[None] + (block ** 2).sum(1)[:, None] - 2 * block @ test.T
        near[start : start + 2048] = square.min(axis=1, initial=np.inf) <= 0.045 * test.shape[1]
    return near

def grey(array):
    array = np.asarray(array)
    if array.ndim == 4:
        if array.shape[1] in (1, 3, 4) and array.shape[3] not in (1, 3, 4):
            array = np.moveaxis(array, 1, 3)
        array = array[..., :3].mean(axis=3)
    return array.astype(np.float32)

def shrunk(pictures, height, width):
    """Means over areas."""
    def weights(source, target):
        edges = np.linspace(0, source, target + 1)
        matrix = np.zeros((target, source))
        for at in range(target):
            for pixel in range(int(edges[at]), min(source, int(np.ceil(edges[at + 1])))):
                matrix[at, pixel] = min(edges[at + 1], pixel + 1) - max(edges[at], pixel)
        return matrix / matrix.sum(1, keepdims=True)
    return np.einsum("hy,nyx,wx->nhw", weights(pictures.shape[1], height), pictures, weights(pictures.shape[2], width), optimize=True)

def picture_bits(pictures):
    small = shrunk(pictures, 16, 17)
    limit = 0.02 * np.maximum(small.max(axis=(1, 2)) - small.min(axis=(1, 2)), 1e-9)[:, None, None]
    step = small[:, :, 1:] - small[:, :, :-1]
    return np.concatenate([(step > limit).reshape(len(small), -1), (step < -limit).reshape(len(small), -1)], axis=1)

def near_pictures(test, train, most):
    near = np.zeros(len(train), bool)
    a = test.astype(np.float32)
    counts = a.sum(1)
    for start in range(0, len(train), 2048):
        b = train[start : start + 2048].astype(np.float32)
        near[start : start + 2048] = (counts[None] + b.sum(1)[:, None] - 2 * b @ a.T).min(axis=1, initial=np.inf) <= most
    return near

def is_picture(array, kind):
    size = array.shape[2:] if array.ndim == 4 and array.shape[1] in (1, 3, 4) and array.shape[3] not in (1, 3, 4) else array.shape[1:3]
    return array.ndim in (3, 4) and min(size) >= 16 and kind != "rows"

# What is told of each split.

def extras(about, at):
    line = {}
    if about.get("group") is not None:
        line["g"] = str(plain(about["group"][at]))[:100]
    if about.get("time") is not None:
        line["t"] = as_time(about["time"][at])
    return line

def as_time(value):
    value = plain(value)
    if isinstance(value, str):
        import datetime
        return datetime.datetime.fromisoformat(value).timestamp()
    if isinstance(value, np.datetime64):
        return float(value.astype("datetime64[s]").astype(np.int64))
    return float(value.timestamp() if hasattr(value, "timestamp") else value)

def shown(row):
    values = ", ".join("%.4g" % value for value in np.ravel(row)[:6])
    return "[" + values + (", …]" if np.size(row) > 6 else "]")

def tell_arrays(pair, test, train, about, kind):
    pictures = is_picture(test, kind)
    a, b = as_floats(test), as_floats(train)
    if a.shape[1] != b.shape[1]:
        raise ValueError(f"a test row has {a.shape[1]} values, a training row {b.shape[1]}: they are not rows of one kind")
    test_parts, train_parts = list(parts_of(a)), list(parts_of(b))
    singles = [set(part) for part in zip(*test_parts)]
    wanted = np.array([any(part in known for part, known in zip(parts, singles)) for parts in train_parts], bool)
    say(pair=pair, kind="pictures" if pictures else "rows", test=len(a), train=len(b), width=int(a.shape[1]))
    bits, sketches = None, None
    if pictures:
        one, other = grey(test), grey(train)
        bits = (picture_bits(one), picture_bits(one[:, :, ::-1]), picture_bits(other))
        wanted |= near_pictures(bits[0], bits[2], 110) | near_pictures(bits[1], bits[2], 110)
        wanted[:100] = True
    else:
        sketch = Sketch(b)
        if sketch.width >= 4:
            sketches = (sketch(a), sketch(b))
            wanted |= near_train(*sketches)
    whole = {tuple(parts) for parts in train_parts}
    examples = 0
    for at, parts in enumerate(test_parts):
        line = {"split": 0, "row": at, "p": parts, **extras(about[0], at)}
        if a[at].size == 0 or np.all(a[at] == a[at][0]):
            line["c"] = 1
        if sketches is not None:
            line["k"] = [round(float(value), 2) for value in sketches[0][at]]
        if bits is not None:
            line["h"] = np.packbits(bits[0][at]).tobytes().hex()
            line["m"] = np.packbits(bits[1][at]).tobytes().hex()
        if examples < 20 and tuple(parts) in whole:
            examples += 1
            line["e"] = "a picture" if pictures else shown(a[at])
        say(**line)
    for at in np.flatnonzero(wanted) if not about[1] else range(len(b)):
        line = {"split": 1, "row": int(at), "p": train_parts[at], **extras(about[1], at)}
        if np.all(b[at] == b[at][0]):
            line["c"] = 1
        if sketches is not None:
            line["k"] = [round(float(value), 2) for value in sketches[1][at]]
        if bits is not None:
            line["h"] = np.packbits(bits[2][at]).tobytes().hex()
        say(**line)
    say(without=int(len(b) - wanted.sum()) if not about[1] else 0)

def words_of(text):
    return WORDS.findall(unicodedata.normalize("NFKC", text).lower())

def shingles_of(words):
    found = {digest(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)}
    step = -(-len(found) // 1000)
    return found if step <= 1 else {each for each in found if each % step == 0}

def text_parts(words):
    count = len(words)
    return [digest(" ".join(words[part * count // 4 : (part + 1) * count // 4]).encode()) for part in range(4)]

def tell_texts(pair, test, train, about):
    say(pair=pair, kind="texts", test=len(test), train=len(train), width=1)
    tests = [words_of(text_of(row)) for row in test]
    hashed = [shingles_of(words) for words in tests]
    holding = {}
    for at, shingles in enumerate(hashed):
        for shingle in shingles:
            holding.setdefault(shingle, []).append(at)
    most = max(10, len(tests) / 100)
    test_parts = [text_parts(words) for words in tests]
    singles = [set(part) for part in zip(*test_parts)]
    frequency, numbers, needed, kept = {}, {}, {}, []
    for at, row in enumerate(train):
        words = words_of(text_of(row))
        parts = text_parts(words)
        counts = {}
        matched = [each for each in shingles_of(words) if each in holding]
        for shingle in matched:
            frequency[shingle] = frequency.get(shingle, 0) + 1
            if len(holding[shingle]) <= most:
                for holder in holding[shingle]:
                    counts[holder] = counts.get(holder, 0) + 1
        near = {holder for holder, count in counts.items() if count >= max(5, 0.15 * len(hashed[holder]))}
        use = [each for each in matched if len(holding[each]) <= most and any(holder in near for holder in holding[each])]
        for shingle in use:
            numbers.setdefault(shingle, len(numbers) + 1)
        if use or about[1] or any(part in known for part, known in zip(parts, singles)):
            kept.append((at, parts, len(words), use))
    whole = {tuple(parts) for _, parts, _, _ in kept}
    examples = 0
    for at, words in enumerate(tests):
        line = {"split": 0, "row": at, "p": test_parts[at], "w": len(words), "n": len(hashed[at]), **extras(about[0], at)}
        line["s"] = [numbers[each] for each in hashed[at] if each in numbers]
        if not words:
            line["c"] = 1
        if examples < 40 and (line["s"] or tuple(test_parts[at]) in whole):
            examples += 1
            line["e"] = " ".join(text_of(test[at]).split())[:120]
        # Common stretches are not the text's own.
        line["n"] -= sum(1 for each in hashed[at] if each not in numbers and len(holding[each]) > most)
        say(**line)
    for shingle, number in numbers.items():
        if frequency.get(shingle, 0) > 5:
            say(shingle=number, texts=frequency[shingle])
    for at, parts, count, use in kept:
        say(split=1, row=at, p=parts, w=count, n=len(use), s=[numbers[each] for each in use], **extras(about[1], at))
    say(without=len(train) - len(kept))

def is_prose(values):
    texts = [text_of(value) for value in values[:200]]
    words = [len(text.split()) if text.isascii() else len(words_of(text)) for text in texts if text]
    return bool(words) and sum(words) / len(words) >= 3

def value_of(value):
    value = plain(value)
    if isinstance(value, (bool, int, float)) or is_array(value) and np.ndim(value) == 0:
        return repr(float(np.float32(value)))
    return " ".join(words_of(text_of(value))) if isinstance(value, str) else json.dumps(value, default=str, sort_keys=True)

def tell_records(pair, test, train, about):
    """Rows with named values: prose is compared as text, everything else value by value."""
    names = [name for name in train[0] if name in test[0]]
    prose = [name for name in names if is_prose([row.get(name) for row in train])]
    if prose:
        return tell_texts(pair, *(["\n".join(text_of(row.get(name)) for name in prose) for row in rows] for rows in (test, train)), about)
    columns = part_columns(len(names)) if len(names) < 64 else [range(first, len(names), 4) for first in range(4)]
    parts = [[[digest("\0".join(value_of(row.get(names[at])) for at in each).encode()) for each in columns] for row in rows] for rows in (test, train)]
    say(pair=pair, kind="rows", test=len(test), train=len(train), width=len(names))
    singles = [set(part) for part in zip(*parts[0])]
    for at, row in enumerate(test):
        say(split=0, row=at, p=parts[0][at], e=", ".join(str(row.get(name))[:30] for name in names[:6])[:120] if at < 200 else "", **extras(about[0], at))
    told = 0
    for at in range(len(train)):
        if about[1] or any(part in known for part, known in zip(parts[1][at], singles)):
            told += 1
            say(split=1, row=at, p=parts[1][at], **extras(about[1], at))
    say(without=len(train) - told)

def tell(pair, test, train, about, kind):
    test, train = rows_of(test), rows_of(train)
    total = len(test)
    if total > MOST_TEST:
        step = -(-total // MOST_TEST)
        say(note=f"every {step}th of {total} test rows was looked at")
        test = test[::step] if not isinstance(test, list) else test[::step]
        about = ({name: value[::step] for name, value in about[0].items()}, about[1])
    if len(train) > MOST_ROWS:
        say(note=f"the first {MOST_ROWS} of {len(train)} training rows were looked at")
        train = train[:MOST_ROWS]
    if len(test) == 0 or len(train) == 0:
        raise ValueError(f"there are {len(test)} test rows and {len(train)} training rows")
    if is_array(test) and is_array(train) and np.asarray(test).dtype.kind in "biuf" and np.asarray(train).dtype.kind in "biuf":
        tell_arrays(pair, np.asarray(test), np.asarray(train), about, kind)
    elif isinstance(test[0], dict) and isinstance(train[0], dict):
        tell_records(pair, list(test), list(train), about)
    else:
        tell_texts(pair, list(map(as_text, test)), list(map(as_text, train)), about)

def as_text(row):
    text = text_of(row)
    return text if text else json.dumps(row, default=str, sort_keys=True) if not isinstance(row, str) else row
`;
