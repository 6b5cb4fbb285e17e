"""A perceptron whose hidden layers can get low-rank adapters."""

import torch
from torch import nn

from equations import adapted, adapted_weight


def dense(inputs, outputs, generator):
    layer = nn.Linear(inputs, outputs)
    nn.init.normal_(layer.weight, std=(2 / inputs) ** 0.5, generator=generator)
    nn.init.zeros_(layer.bias)
    return layer


class Adapted(nn.Module):
    """A frozen layer and its correction; B starts at zero."""

    def __init__(self, layer, rank, alpha, init_sd, generator):
        super().__init__()
        self.layer, self.alpha = layer, alpha
        outputs, inputs = layer.weight.shape
        sd = inputs**-0.5 if init_sd == "one over the root of the inputs" else init_sd
        self.a = nn.Parameter(sd * torch.randn(rank, inputs, generator=generator))
        self.b = nn.Parameter(torch.zeros(outputs, rank))

    @property
    def weight(self):
        return adapted_weight(self.layer.weight, self.a, self.b, self.alpha)

    def forward(self, x):
        return adapted(x, self.layer.weight, self.a, self.b, self.alpha) + self.layer.bias


class Perceptron(nn.Module):
    def __init__(self, width, generator):
        super().__init__()
        self.first = dense(64, width, generator)
        self.second = dense(width, width, generator)
        self.head = dense(width, 10, generator)

    def forward(self, images):
        return self.head(self.second(self.first(images.flatten(1)).relu()).relu())


def adapt(model, kind, rank, alpha, init_sd, generator):
    """Freezes everything but what `kind` trains; gives the parameters that remain."""
    model.requires_grad_(kind == "full")
    if kind == "head":
        model.head.requires_grad_(True)
    if kind == "adapters":
        model.first = Adapted(model.first, rank, alpha, init_sd, generator)
        model.second = Adapted(model.second, rank, alpha, init_sd, generator)
    return [p for p in model.parameters() if p.requires_grad]
