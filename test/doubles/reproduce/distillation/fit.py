"""Networks and how they are trained."""

import math

import torch
from torch import nn

from equations import hard_loss, mixed_loss, soft_loss, softened


def perceptron(sizes, generator):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layer = nn.Linear(inputs, outputs)
        nn.init.normal_(layer.weight, std=(2 / inputs) ** 0.5, generator=generator)
        nn.init.zeros_(layer.bias)
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def distillation_loss(z, q, y, weight, temperature):
    hard = hard_loss(softened(z, 1), y)
    return mixed_loss(soft_loss(q, softened(z, temperature)), hard, weight, temperature) if weight > 0 else hard


def fit(model, loss, count, epochs, rate, settings, generator):
    """Adam over random batches of `count` images; `loss` is of the rows of a batch."""
    optimizer = torch.optim.Adam(model.parameters(), lr=rate, weight_decay=settings["weight_decay"])
    total, step = epochs * math.ceil(count / settings["batch_size"]), 0
    for _ in range(epochs):
        for rows in torch.randperm(count, generator=generator).split(settings["batch_size"]):
            if settings["schedule"] == "cosine":
                for group in optimizer.param_groups:
                    group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * step / total))
            step += 1
            optimizer.zero_grad()
            loss(rows).backward()
            optimizer.step()
    return model
