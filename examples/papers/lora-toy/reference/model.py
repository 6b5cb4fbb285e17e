"""A perceptron whose hidden layers can get low-rank adapters, equations (1) to (4)."""

import torch
from torch import nn


def dense(inputs, outputs, generator):
    layer = nn.Linear(inputs, outputs)
    nn.init.normal_(layer.weight, std=(2 / inputs) ** 0.5, generator=generator)
    nn.init.zeros_(layer.bias)
    return layer


class Adapted(nn.Module):
    """A frozen layer and its correction (alpha / rank) B A; B starts at zero."""

    def __init__(self, layer, rank, alpha, init_sd, generator):
        super().__init__()
        self.layer = layer
        self.scale = alpha / rank
        outputs, inputs = layer.weight.shape
        self.a = nn.Parameter((inputs**-0.5 if init_sd is None else init_sd) * torch.randn(rank, inputs, generator=generator))
        self.b = nn.Parameter(torch.zeros(outputs, rank))

    @property
    def weight(self):
        return self.layer.weight + self.scale * self.b @ self.a

    def forward(self, x):
        return self.layer(x) + self.scale * (x @ self.a.T) @ self.b.T


class Perceptron(nn.Module):
    def __init__(self, hidden, generator):
        super().__init__()
        self.first = dense(64, hidden, generator)
        self.second = dense(hidden, hidden, generator)
        self.head = dense(hidden, 10, generator)

    def forward(self, images):
        h = self.first(images.flatten(1)).relu()
        return self.head(self.second(h).relu())


@torch.no_grad()
def moved(layer, before):
    """How far the weights of a layer are from those before, equation (11)."""
    return ((layer.weight - before.weight).norm() / before.weight.norm()).item()


def adapt(model, kind, rank, alpha, init_sd, generator):
    """Freezes everything but what `kind` trains; gives the parameters that remain."""
    model.requires_grad_(kind == "full")
    if kind == "head":
        model.head.requires_grad_(True)
    if kind == "adapters":
        model.first = Adapted(model.first, rank, alpha, init_sd, generator)
        model.second = Adapted(model.second, rank, alpha, init_sd, generator)
    return [p for p in model.parameters() if p.requires_grad]
