"""The density that is learned: a mixture of Gaussians on the line."""

import torch


def draw(count, settings, generator):
    """Numbers (count,)."""
    weights, means, deviations = (torch.tensor(settings[name]) for name in ("weights", "means", "deviations"))
    component = torch.multinomial(weights, count, replacement=True, generator=generator)
    return means[component] + deviations[component] * torch.randn(count, generator=generator)
