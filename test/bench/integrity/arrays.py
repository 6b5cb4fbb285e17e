"""Rows and pictures with and without test data among the training data. `make(kind, seed)` gives training and test rows."""
import numpy as np


def make(kind, seed):
    rng = np.random.default_rng([seed, sum(map(ord, kind))])
    return globals()[kind.replace("-", "_")](rng)


def mixed(rng):
    """Rows of several features that depend on each other."""
    width, rank = int(rng.integers(6, 60)), int(rng.integers(4, 12))
    factors = rng.normal(size=(rank, width)) * rng.uniform(0.5, 2, rank)[:, None]
    return lambda count: rng.normal(size=(count, rank)) @ factors + rng.normal(size=(count, width)) * rng.uniform(0.3, 1)


def counts(rng):
    return int(rng.integers(300, 3000)), int(rng.integers(80, 500))


def planted(rng, test):
    return rng.choice(len(test), size=max(3, int(len(test) * rng.uniform(0.03, 0.4))), replace=False)


def into(rng, train, rows):
    train = np.array(train)
    train[rng.choice(len(train), size=len(rows), replace=False)] = rows
    return train


# Rows, planted.

def rows_same(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    train, test = draw(n), draw(m)
    return into(rng, train, test[planted(rng, test)]), test


def rows_other_precision(rng):
    train, test = rows_same(rng)
    return train.astype(np.float32), test


def rows_noise(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    train, test = draw(n), draw(m)
    copies = test[planted(rng, test)]
    return into(rng, train, copies + rng.normal(size=copies.shape) * train.std(axis=0) * rng.uniform(0.002, 0.02)), test


def rows_scaled_apart(rng):
    """Two columns only."""
    n, m = counts(rng)
    train, test = rng.normal(size=(n, 2)), rng.normal(size=(m, 2))
    return into(rng, train, test[planted(rng, test)]), test


def repeated_before_split(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    rows = draw(n)
    rare = rows[: max(10, n // 12)]
    rows = np.concatenate([rows] + [rare] * int(rng.integers(2, 8)))
    rows = rows[rng.permutation(len(rows))]
    held = len(rows) // 4
    return rows[held:], rows[:held]


# Rows, clean.

def rows_apart(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    return draw(n), draw(m)


def repeated_after_split(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    train, test = draw(n), draw(m)
    return np.concatenate([train] + [train[: n // 10]] * int(rng.integers(2, 8))), test


def small_domain(rng):
    n, m = counts(rng)
    levels = rng.integers(2, 7, size=int(rng.integers(2, 9)))
    draw = lambda count: np.stack([rng.integers(0, level, count) for level in levels], axis=1)
    return draw(n), draw(m)


def linked_categories(rng):
    """Categories of which most follow from a few."""
    n, m = counts(rng)
    kinds = int(rng.integers(20, 400))
    table = rng.integers(0, 6, size=(kinds, 14))
    weights = rng.dirichlet(np.full(kinds, 0.7))
    def draw(count):
        rows = table[rng.choice(kinds, size=count, p=weights)]
        flip = rng.random(rows.shape) < rng.uniform(0.0, 0.03)
        return np.where(flip, rng.integers(0, 6, rows.shape), rows)
    return draw(n), draw(m)


def scaled_categories(rng):
    train, test = small_domain(rng)
    mean, spread = train.mean(axis=0), train.std(axis=0) + 1e-9
    return (train - mean) / spread, (test - mean) / spread


def constant_rows(rng):
    draw, (n, m) = mixed(rng), counts(rng)
    train, test = draw(n), draw(m)
    train[: n // 5], test[: m // 5] = 0, 0
    return train, test


def one_hot(rng):
    n, m = counts(rng)
    size = int(rng.integers(5, 60))
    return np.eye(size)[rng.integers(0, size, n)], np.eye(size)[rng.integers(0, size, m)]


def on_a_curve(rng):
    """Two coordinates in many columns: every row has close neighbours."""
    n, m = counts(rng)
    lift = rng.normal(size=(6, 24))
    def draw(count):
        a, b = rng.uniform(0, 6.28, count), rng.uniform(-1, 1, count)
        return np.stack([np.cos(a), np.sin(a), b, np.cos(2 * a), np.sin(2 * a), b * b], axis=1) @ lift
    return draw(n), draw(m)


def rounded(rng):
    """Few columns with two digits."""
    n, m = counts(rng)
    width = int(rng.integers(2, 5))
    draw = lambda count: np.round(rng.normal(size=(count, width)) * 3, 1)
    return draw(n), draw(m)


def bags_of_words(rng):
    n, m = counts(rng)
    rates = rng.dirichlet(np.full(80, 0.1))
    draw = lambda count: rng.poisson(rates * rng.integers(2, 12, count)[:, None])
    return draw(n), draw(m)


def games(rng):
    """Boards of three values that hang together."""
    n, m = counts(rng)
    def draw(count):
        boards = np.zeros((count, 9), int)
        for row in range(count):
            moves = rng.permutation(9)[: int(rng.integers(4, 9))]
            boards[row, moves[::2]], boards[row, moves[1::2]] = 1, 2
        return boards
    return draw(n), draw(m)


# Pictures.

def blurred(rng, count, size, channels):
    """Smooth random pictures, as photographs are for a coarse eye, with fine structure."""
    total = np.zeros((count, size, size, channels))
    for cells, weight in ((2, 1.0), (4, 0.8), (8, 0.5), (size // 2, 0.15)):
        coarse = rng.normal(size=(count, cells, cells, channels)) * weight
        total += resized(coarse, size)
    low, high = total.min(axis=(1, 2, 3), keepdims=True), total.max(axis=(1, 2, 3), keepdims=True)
    return np.round(255 * (total - low) / (high - low)).astype(np.uint8)


def resized(pictures, size):
    """Bilinear, to `size` × `size`."""
    count, height, width, _ = pictures.shape
    def places(source):
        at = np.clip((np.arange(size) + 0.5) * source / size - 0.5, 0, source - 1)
        low = np.floor(at).astype(int)
        return low, np.minimum(low + 1, source - 1), at - low
    y0, y1, fy = places(height)
    x0, x1, fx = places(width)
    fx, fy = fx[None, None, :, None], fy[None, :, None, None]
    pictures = pictures.astype(float)
    top = pictures[:, y0][:, :, x0] * (1 - fx) + pictures[:, y0][:, :, x1] * fx
    bottom = pictures[:, y1][:, :, x0] * (1 - fx) + pictures[:, y1][:, :, x1] * fx
    return top * (1 - fy) + bottom * fy


def strokes(rng, count, label, size=28):
    """Hand-drawn signs: of one class all alike, none the same."""
    shape = np.random.default_rng(label).uniform(4, size - 4, size=(4, 2))
    yy, xx = np.mgrid[:size, :size]
    pictures = np.zeros((count, size, size))
    for at in range(count):
        points = shape + rng.normal(size=shape.shape) * 1.8
        for a, b in zip(points, points[1:]):
            for step in np.linspace(0, 1, 14):
                y, x = a + (b - a) * step
                pictures[at] = np.maximum(pictures[at], np.exp(-((yy - y) ** 2 + (xx - x) ** 2) / rng.uniform(1.5, 2.5)))
    return np.round(255 * pictures).astype(np.uint8)


def many_strokes(rng, count):
    return np.concatenate([strokes(rng, count // 8 + 1, label) for label in range(8)])[:count]


def photographs(rng):
    size = int(rng.choice([24, 32, 48]))
    channels = int(rng.choice([1, 3]))
    return blurred(rng, 300, size, channels), blurred(rng, 80, size, channels)


def signs(rng):
    return many_strokes(rng, 240), many_strokes(rng, 80)[rng.permutation(80)]


def either(rng):
    return photographs(rng) if rng.random() < 0.6 else signs(rng)


def changed_pictures(rng, change):
    train, test = either(rng)
    chosen = planted(rng, test)
    return into(rng, train, np.clip(np.round(change(test[chosen].astype(float))), 0, 255).astype(np.uint8)), test


def pictures_same(rng):
    return changed_pictures(rng, lambda pictures: pictures)


def pictures_encoded(rng):
    """As a lossy format leaves them: errors in small blocks."""
    def change(pictures):
        noise = rng.normal(size=pictures.shape) * rng.uniform(1, 4)
        return np.round((pictures + noise) / 6) * 6
    return changed_pictures(rng, change)


def pictures_resized(rng):
    def change(pictures):
        flat = pictures if pictures.ndim == 4 else pictures[..., None]
        size = flat.shape[1]
        back = resized(resized(flat, int(size * rng.uniform(0.6, 0.8))), size)
        return back if pictures.ndim == 4 else back[..., 0]
    return changed_pictures(rng, change)


def pictures_brighter(rng):
    return changed_pictures(rng, lambda pictures: pictures * rng.uniform(0.8, 1.1) + rng.uniform(-12, 12))


def pictures_turned(rng):
    return changed_pictures(rng, lambda pictures: pictures[:, :, ::-1])


def pictures_apart(rng):
    return photographs(rng)


def pictures_of_one_class(rng):
    label = int(rng.integers(0, 50))
    return strokes(rng, 200, label), strokes(rng, 80, label)


def pictures_of_classes(rng):
    return signs(rng)


def blank_pictures(rng):
    train, test = either(rng)
    train[:40], test[:15] = 255, 255
    return train, test


# Digits of scikit-learn.

def digits_apart(rng):
    from sklearn.datasets import load_digits
    x = load_digits().data
    x = x[rng.permutation(len(x))] / 16
    return x[500:], x[:500]


def digits_planted(rng):
    train, test = digits_apart(rng)
    return into(rng, train, test[planted(rng, test)]), test


def wine_apart(rng):
    from sklearn.datasets import load_wine, load_breast_cancer
    x = (load_wine if rng.random() < 0.5 else load_breast_cancer)().data
    x = x[rng.permutation(len(x))]
    return x[len(x) // 4 :], x[: len(x) // 4]


def wine_planted(rng):
    train, test = wine_apart(rng)
    return into(rng, train, test[planted(rng, test)]), test
