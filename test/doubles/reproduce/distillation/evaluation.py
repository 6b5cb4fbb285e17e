"""The measures of the paper, on test images alone."""

import torch

from equations import hard_loss, softened


@torch.no_grad()
def measures(model, x, y):
    """Accuracy in percent and negative log-likelihood in nats, at temperature 1."""
    p = softened(model(x), 1)
    return {"accuracy": 100 * (p.argmax(dim=1) == y).float().mean().item(), "nll": hard_loss(p, y).item()}
