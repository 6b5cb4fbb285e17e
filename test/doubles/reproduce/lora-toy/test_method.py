"""Shapes, where adapters start, and whether a batch can be fitted. `python test_method.py [word of a name]`"""

import copy
import sys

import torch

from data import parts
from equations import hidden, logits, loss, turned
from model import Perceptron, adapt
from settings import load

settings = load()
generator = torch.Generator().manual_seed(0)
x, y, _, _ = parts(settings, generator)


def test_shapes():
    assert Perceptron(settings["hidden"], generator)(x[:3]).shape == (3, 10)


def test_model_is_the_equations():
    base, image = Perceptron(settings["hidden"], generator), x[0].flatten()
    h = hidden(hidden(image, base.first.weight, base.first.bias), base.second.weight, base.second.bias)
    assert torch.allclose(logits(h, base.head.weight, base.head.bias), base(x[:1])[0], atol=1e-5)


def test_adapters_start_at_the_base():
    base = Perceptron(settings["hidden"], generator)
    model = copy.deepcopy(base)
    parameters = adapt(model, "adapters", 2, settings["alpha"], settings["init_sd"], generator)
    assert torch.allclose(model(x[:5]), base(x[:5]), atol=1e-6)
    assert sum(p.numel() for p in parameters) == 448 * 2


def test_four_turns_are_none():
    assert torch.equal(turned(turned(turned(turned(x[:2])))), x[:2])


def test_overfits_a_batch():
    model = Perceptron(settings["hidden"], generator)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.003)
    for _ in range(60):
        optimizer.zero_grad()
        loss(model(x[:16]), y[:16]).backward()
        optimizer.step()
    assert (model(x[:16]).argmax(dim=1) == y[:16]).all()


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
