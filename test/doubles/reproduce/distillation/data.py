"""Handwritten digits of scikit-learn; the teacher sees all training images, the student the first few."""

import torch
from sklearn.datasets import load_digits


def parts(settings, generator):
    """Training images (n, 64) and labels, test images and labels."""
    digits = load_digits()
    x = torch.tensor(digits.data, dtype=torch.float32) / settings["divide_pixels_by"]
    y = torch.tensor(digits.target)
    order = torch.randperm(len(y), generator=generator)
    test, rest = order[: settings["test_examples"]], order[settings["test_examples"] :]
    return x[rest], y[rest], x[test], y[test]


def splits(seed):
    """The same with the settings of the project, as what checks for leaks calls it."""
    from settings import load

    return parts(load(), torch.Generator().manual_seed(seed))
