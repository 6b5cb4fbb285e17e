"""Recall by key: a sequence of pairs with different keys, and one of the keys again; the answer is the value beside it."""

import torch


def draw(count, settings, generator):
    """Keys (count, pairs), values (count, pairs), queries (count,), answers (count,)."""
    order = torch.rand(count, settings["keys"], generator=generator).argsort(dim=1)
    k = order[:, : settings["pairs"]]
    v = torch.randint(settings["values"], (count, settings["pairs"]), generator=generator)
    asked = torch.randint(settings["pairs"], (count,), generator=generator)
    rows = torch.arange(count)
    return k, v, k[rows, asked], v[rows, asked]
