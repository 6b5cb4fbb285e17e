"""Rows of a common and a rare class: two Gaussian clouds."""

import torch


def draw(settings, generator):
    """Rows (rows, features) and labels (rows,) in {0, 1}; 1 is rare."""
    labels = (torch.rand(settings["rows"], generator=generator) < settings["rare_share"]).long()
    direction = torch.full((settings["features"],), settings["features"] ** -0.5)
    means = settings["separation"] * (labels.float() - 0.5)[:, None] * direction
    return means + torch.randn(settings["rows"], settings["features"], generator=generator), labels


def repeat_rare(x, y):
    """Takes the rare rows in turn until both classes have as many rows."""
    rare = torch.nonzero(y == 1).flatten()
    lacking = int((y == 0).sum()) - len(rare)
    again = rare.repeat(lacking // len(rare) + 1)[:lacking]
    rows = torch.cat([torch.arange(len(y)), again])
    return x[rows], y[rows]


def parts(settings, treatment, generator):
    """Training rows and labels, test rows and labels, in the order of steps of the algorithm."""
    x, y = draw(settings, generator)
    if treatment == "repeated":
        x, y = repeat_rare(x, y)
    order = torch.randperm(len(y), generator=generator)
    held = round(settings["test_share"] * len(y))
    test, train = order[:held], order[held:]
    return x[train], y[train], x[test], y[test]


def splits(treatment, seed):
    """The same with the settings of the project, as what checks for leaks calls it."""
    from settings import load

    return parts(load(), treatment, torch.Generator().manual_seed(seed))
