"""The measures of the paper, on fresh sequences."""

import torch

from data import draw
from equations import entropy


@torch.no_grad()
def measures(model, seed, settings):
    """Accuracy in percent and the mean entropy of the attention weights in nats."""
    k, v, q, answer = draw(settings["test_examples"], settings, torch.Generator().manual_seed(10_000 + seed))
    z, a = model(k, v, q)
    return {
        "accuracy": 100 * (z.argmax(dim=1) == answer).float().mean().item(),
        "entropy": entropy(a.clamp_min(1e-12)).mean().item(),
    }
