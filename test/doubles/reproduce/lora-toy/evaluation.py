"""The measures of the paper, on test images alone."""

import torch

from equations import turned


@torch.no_grad()
def measures(model, x, y):
    """Accuracy in percent on turned and on upright images."""

    def accuracy(images):
        return 100 * (model(images).argmax(dim=1) == y).float().mean().item()

    return {"turned": accuracy(turned(x)), "upright": accuracy(x)}
