"""Schedules, the network and the reverse process."""

import math

import torch
from torch import nn

from equations import cosine_left, kept, linear_beta, reverse_mean, silu


def noise_levels(kind, settings):
    """The betas, one for each step."""
    steps = settings["diffusion_steps"]
    if kind == "Linear":
        return linear_beta(settings["beta_start"], settings["beta_end"], torch.arange(1, steps + 1), steps)
    left = cosine_left(torch.arange(steps + 1, dtype=torch.float64), steps, settings["cosine_offset"])
    return (1 - left[1:] / left[:-1]).clamp(max=settings["beta_most"]).float()


class Denoiser(nn.Module):
    """A number and its time in, the noise in it out."""

    def __init__(self, settings, generator):
        super().__init__()
        count, hidden = settings["highest_frequency"] + 1, settings["hidden"]
        self.frequencies = 2.0 ** torch.arange(count) * math.pi
        sizes = [1 + 2 * count, *[hidden] * settings["layers"], 1]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        for layer in self.layers:
            bound = layer.in_features**-0.5
            nn.init.uniform_(layer.weight, -bound, bound, generator=generator)
            nn.init.uniform_(layer.bias, -bound, bound, generator=generator)

    def forward(self, x, time):
        angles = time[:, None] * self.frequencies
        h = torch.cat([x[:, None], angles.sin(), angles.cos()], dim=1)
        for layer in self.layers[:-1]:
            h = silu(layer(h))
        return self.layers[-1](h)[:, 0]


@torch.no_grad()
def sample(model, betas, count, settings, generator):
    alphas = 1 - betas
    left = kept(alphas)
    x = torch.randn(count, generator=generator)
    for t in reversed(range(len(betas))):
        predicted = model(x, torch.full((count,), (t + 1) / len(betas)))
        x = reverse_mean(x, betas[t], alphas[t], left[t], predicted)
        if t > 0:
            share = 1 if settings["reverse_variance"] == "beta" else (1 - left[t - 1]) / (1 - left[t])
            x = x + (betas[t] * share).sqrt() * torch.randn(count, generator=generator)
    return x
