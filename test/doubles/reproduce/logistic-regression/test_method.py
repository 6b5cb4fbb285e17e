"""Shapes, the gradient, and whether a few rows can be fitted. `python test_method.py [word of a name]`"""

import sys

import torch

from data import parts
from equations import gradient_w, loss, probability
from fit import class_weights, fit
from settings import load

settings = load()
generator = torch.Generator().manual_seed(0)


def test_shapes():
    x, y, x_test, y_test = parts(settings, "plain", generator)
    assert x.shape == (len(y), settings["features"]) and len(x_test) == len(y_test)


def test_gradient():
    x, y = torch.randn(6, 3, generator=generator), torch.tensor([0.0, 1, 0, 1, 1, 0])
    w, c = torch.randn(3, generator=generator, requires_grad=True), torch.rand(6, generator=generator)
    p = probability(x, w, torch.tensor(0.1))
    (given,) = torch.autograd.grad(loss(c, y, p, w, 0.01), w)
    assert torch.allclose(given, gradient_w(c, p, y, x, w, 0.01).detach(), atol=1e-5)


def test_overfits_a_few_rows():
    x, y, _, _ = parts(settings, "plain", generator)
    rows = torch.cat([torch.nonzero(y == label).flatten()[:4] for label in (0, 1)])
    w, b = fit(x[rows], y[rows], class_weights(y[rows], "plain"), settings, generator)
    assert (((x[rows] @ w + b) > 0).long() == y[rows]).all()


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
