"""Handwritten digits of scikit-learn, upright for the base and turned by a quarter for the adapters."""

import torch
from sklearn.datasets import load_digits


def load(test_share, generator, is_stratified):
    """Training images (n, 8, 8) and labels, test images and labels; pixels in [0, 1]."""
    digits = load_digits()
    x = torch.tensor(digits.images, dtype=torch.float32) / 16
    y = torch.tensor(digits.target)
    chosen = torch.rand(len(y), generator=generator).argsort()
    if is_stratified:
        places = [chosen[y[chosen] == label] for label in range(10)]
        test = torch.cat([rows[: round(test_share * len(rows))] for rows in places])
        train = torch.cat([rows[round(test_share * len(rows)) :] for rows in places])
    else:
        held = round(test_share * len(y))
        test, train = chosen[:held], chosen[held:]
    return x[train], y[train], x[test], y[test]


def turned(images):
    """A quarter turn, anticlockwise."""
    return torch.rot90(images, dims=(1, 2))
