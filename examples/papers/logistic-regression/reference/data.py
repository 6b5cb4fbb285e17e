"""Rows of a common and a rare class: two Gaussian clouds whose means differ by `separation`."""

import torch


def draw(rows, features, rare_share, separation, generator):
    """Rows (rows, features) and labels (rows,) in {0, 1}; 1 is rare."""
    labels = (torch.rand(rows, generator=generator) < rare_share).long()
    direction = torch.full((features,), features**-0.5)
    means = separation * (labels.float() - 0.5)[:, None] * direction
    return means + torch.randn(rows, features, generator=generator), labels


def oversample(x, y):
    """Repeats the rare rows, in turn, until both classes have as many rows."""
    rare = torch.nonzero(y == 1).flatten()
    lacking = int((y == 0).sum()) - len(rare)
    again = rare.repeat(lacking // len(rare) + 1)[:lacking]
    rows = torch.cat([torch.arange(len(y)), again])
    return x[rows], y[rows]


def split(x, y, test_share, generator, is_stratified=False):
    """Training rows and labels, test rows and labels."""
    if is_stratified:
        parts = [split(x[y == label], y[y == label], test_share, generator) for label in (0, 1)]
        return tuple(torch.cat(both) for both in zip(*parts))
    order = torch.randperm(len(y), generator=generator)
    held = round(test_share * len(y))
    test, train = order[:held], order[held:]
    return x[train], y[train], x[test], y[test]
