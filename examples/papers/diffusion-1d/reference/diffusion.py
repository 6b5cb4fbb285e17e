"""Forward and reverse process, equations (1) to (8)."""

import math

import torch
from torch import nn


def noise_levels(kind, steps, first, last):
    """The betas, one for each step."""
    if kind == "linear":
        return torch.linspace(first, last, steps)
    t = torch.arange(steps + 1, dtype=torch.float64) / steps
    kept = torch.cos((t + 0.008) / 1.008 * math.pi / 2) ** 2
    return (1 - kept[1:] / kept[:-1]).clamp(max=0.999).float()


class Denoiser(nn.Module):
    """A number and its time in, the noise in it out."""

    def __init__(self, hidden, frequencies, generator):
        super().__init__()
        self.frequencies = 2.0 ** torch.arange(frequencies) * math.pi
        sizes = [1 + 2 * frequencies, hidden, hidden, 1]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        for layer in self.layers:
            bound = layer.in_features**-0.5
            nn.init.uniform_(layer.weight, -bound, bound, generator=generator)
            nn.init.uniform_(layer.bias, -bound, bound, generator=generator)

    def forward(self, x, time):
        angles = time[:, None] * self.frequencies
        h = torch.cat([x[:, None], angles.sin(), angles.cos()], dim=1)
        for layer in self.layers[:-1]:
            h = nn.functional.silu(layer(h))
        return self.layers[-1](h)[:, 0]


@torch.no_grad()
def sample(model, betas, count, variance, generator):
    alphas = 1 - betas
    kept = alphas.cumprod(dim=0)
    x = torch.randn(count, generator=generator)
    for t in reversed(range(len(betas))):
        noise = model(x, torch.full((count,), (t + 1) / len(betas)))
        x = (x - betas[t] / (1 - kept[t]).sqrt() * noise) / alphas[t].sqrt()
        if t > 0:
            spread = betas[t] if variance == "beta" else betas[t] * (1 - kept[t - 1]) / (1 - kept[t])
            x = x + spread.sqrt() * torch.randn(count, generator=generator)
    return x
