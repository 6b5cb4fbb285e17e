"""Gradient descent over all rows, with momentum."""

import math

import torch

from equations import class_weight, gradient_b, gradient_w, probability


def class_weights(y, treatment):
    """The factors of the rows: one, unless the loss is weighted."""
    if treatment != "weighted":
        return torch.ones(len(y))
    common, rare = torch.bincount(y, minlength=2)
    return class_weight(y, len(y), common, rare)


def fit(x, y, c, settings, generator):
    w = settings["init_sd"] * torch.randn(x.shape[1], generator=generator)
    b = torch.zeros(())
    moving_w, moving_b = torch.zeros_like(w), torch.zeros(())
    for step in range(settings["steps"]):
        rate = settings["learning_rate"]
        if settings["schedule"] == "cosine":
            rate *= 0.5 * (1 + math.cos(math.pi * step / settings["steps"]))
        p = probability(x, w, b)
        moving_w = settings["momentum"] * moving_w + gradient_w(c, p, y, x, w, settings["penalty"])
        moving_b = settings["momentum"] * moving_b + gradient_b(c, p, y)
        w, b = w - rate * moving_w, b - rate * moving_b
    return w, b
