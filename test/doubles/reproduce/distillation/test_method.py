"""Shapes, the constant between loss and divergence, and whether a few images can be fitted. `python test_method.py [word of a name]`"""

import sys

import torch

from data import parts
from equations import soft_loss, softened
from fit import distillation_loss, fit, perceptron
from settings import load

settings = load()
generator = torch.Generator().manual_seed(0)
x, y, x_test, y_test = parts(settings, generator)


def test_shapes():
    assert x.shape == (len(y), 64) and len(x_test) == settings["test_examples"]
    assert perceptron([64, settings["student_hidden"], 10], generator)(x[:3]).shape == (3, 10)


def test_gradient():
    z = torch.randn(4, 10, generator=generator, requires_grad=True)
    q = softened(torch.randn(4, 10, generator=generator), 4)
    (given,) = torch.autograd.grad(soft_loss(q, softened(z, 4)), z)
    assert torch.allclose(given, (softened(z, 4) - q).detach() / (4 * 4), atol=1e-6)


def test_overfits_a_batch():
    few = 16
    student = perceptron([64, settings["student_hidden"], 10], generator)
    q = torch.nn.functional.one_hot(y[:few], 10).float()
    loss = lambda rows: distillation_loss(student(x[rows]), q[rows], y[rows], 0.5, 1)
    fit(student, loss, few, 200, settings["learning_rate"], settings, generator)
    assert (student(x[:few]).argmax(dim=1) == y[:few]).all()


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
