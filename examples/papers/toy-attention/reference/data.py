"""Recall by key: a sequence of pairs with different keys, and one of the keys again; the answer is the value beside it."""

import torch


def draw(count, pairs, keys, values, generator):
    """Keys (count, pairs), values (count, pairs), queries (count,), answers (count,)."""
    order = torch.rand(count, keys, generator=generator).argsort(dim=1)
    k = order[:, :pairs]
    v = torch.randint(values, (count, pairs), generator=generator)
    asked = torch.randint(pairs, (count,), generator=generator)
    rows = torch.arange(count)
    return k, v, k[rows, asked], v[rows, asked]
