"""Handwritten digits of scikit-learn; the teacher sees all training images, the student the first few."""

import torch
from sklearn.datasets import load_digits


def load(test_examples, largest_pixel, generator):
    """Training images (n, 64) and labels, test images and labels; pixels from 0 to `largest_pixel`."""
    digits = load_digits()
    x = torch.tensor(digits.data, dtype=torch.float32) / 16 * largest_pixel
    y = torch.tensor(digits.target)
    order = torch.randperm(len(y), generator=generator)
    test, rest = order[:test_examples], order[test_examples:]
    return x[rest], y[rest], x[test], y[test]
