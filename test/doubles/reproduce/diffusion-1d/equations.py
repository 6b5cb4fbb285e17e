"""The equations of the method, one function each."""

import torch


def kept(alpha):
    """For each step, how much of the data's variance is left."""
    return alpha.cumprod(dim=0)


def linear_beta(first, last, t, steps):
    return first + (t - 1) / (steps - 1) * (last - first)


def cosine_left(t, steps, offset):
    """What is kept by the cosine schedule, up to its value at 0."""
    return torch.cos((t / steps + offset) / (1 + offset) * torch.pi / 2) ** 2


def silu(u):
    return u / (1 + torch.exp(-u))


def noisy(kept, x, noise):
    return kept.sqrt() * x + (1 - kept).sqrt() * noise


def loss(noise, predicted):
    return ((noise - predicted) ** 2).mean()


def reverse_mean(x, beta, alpha, kept, predicted):
    return (x - beta / (1 - kept).sqrt() * predicted) / alpha.sqrt()


def distance(a, b):
    """Wasserstein-1 between two samples of one size."""
    return (a.sort().values - b.sort().values).abs().mean()
