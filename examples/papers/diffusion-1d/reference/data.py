"""The density that is learned: a mixture of three Gaussians on the line."""

import torch

weights = torch.tensor([0.3, 0.5, 0.2])
means = torch.tensor([-1.5, 0.2, 1.6])
deviations = torch.tensor([0.20, 0.30, 0.15])


def draw(count, generator):
    component = torch.multinomial(weights, count, replacement=True, generator=generator)
    return means[component] + deviations[component] * torch.randn(count, generator=generator)


def distance(a, b):
    """Wasserstein-1 between two samples of one size: the mean distance of their sorted values."""
    return (a.sort().values - b.sort().values).abs().mean().item()
