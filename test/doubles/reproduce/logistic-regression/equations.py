"""The equations of the method, one function each."""

import torch


def probability(x, w, b):
    return 1 / (1 + torch.exp(-(x @ w) - b))


def loss(c, y, p, w, penalty):
    return -(c * (y * torch.log(p) + (1 - y) * torch.log(1 - p))).mean() + penalty / 2 * (w**2).sum()


def gradient_w(c, p, y, x, w, penalty):
    return x.T @ (c * (p - y)) / len(y) + penalty * w


def gradient_b(c, p, y):
    return (c * (p - y)).mean()


def class_weight(y, n, n_0, n_1):
    return torch.where(y == 1, n / (2 * n_1), n / (2 * n_0))


def balanced(common, rare):
    return (common + rare) / 2
