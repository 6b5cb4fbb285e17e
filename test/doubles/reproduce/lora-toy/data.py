"""Handwritten digits of scikit-learn, upright for the base and turned by a quarter for the adapters."""

import torch
from sklearn.datasets import load_digits


def parts(settings, generator):
    """Training images (n, 8, 8) and labels, test images and labels."""
    digits = load_digits()
    x = torch.tensor(digits.images, dtype=torch.float32) / settings["divide_pixels_by"]
    y = torch.tensor(digits.target)
    chosen = torch.rand(len(y), generator=generator).argsort()
    held = round(settings["test_share"] * len(y))
    return x[chosen[held:]], y[chosen[held:]], x[chosen[:held]], y[chosen[:held]]


def splits(seed):
    """The same with the settings of the project, as what checks for leaks calls it."""
    from settings import load

    return parts(load(), torch.Generator().manual_seed(seed))
