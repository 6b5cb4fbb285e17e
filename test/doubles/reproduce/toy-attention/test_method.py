"""Shapes, what a weight of one does, and whether a batch can be fitted. `python test_method.py [word of a name]`"""

import sys

import torch

from data import draw
from equations import loss, weights
from model import Recall
from settings import load

settings = load()
generator = torch.Generator().manual_seed(0)


def test_shapes():
    k, v, q, answer = draw(5, settings, generator)
    z, a = Recall("scaled", settings, generator)(k, v, q)
    assert z.shape == (5, settings["values"]) and a.shape == (5, settings["pairs"]) and len(answer) == 5


def test_keys_differ():
    k, _, _, _ = draw(20, settings, generator)
    assert all(len(set(row.tolist())) == settings["pairs"] for row in k)


def test_weights_sum_to_one():
    assert torch.allclose(weights(torch.randn(1, 8), torch.randn(5, 8)).sum(), torch.tensor(1.0))


def test_overfits_a_batch():
    model, batch = Recall("scaled", settings, generator), draw(16, settings, generator)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        loss(model(*batch[:3])[0], batch[3]).backward()
        optimizer.step()
    assert (model(*batch[:3])[0].argmax(dim=1) == batch[3]).all()


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
