"""Shapes, the score, and whether an easy bandit is solved. `python test_method.py [word of a name]`"""

import sys

import torch

from bandit import play
from equations import policy, score, updated
from settings import load

settings = load()


def test_policy():
    assert torch.allclose(policy(torch.zeros(2, 5)), torch.full((2, 5), 0.2))


def test_score():
    h = torch.randn(3, 4, requires_grad=True)
    arm = torch.tensor([0, 3, 1])
    (given,) = torch.autograd.grad(h.log_softmax(dim=1)[torch.arange(3), arm].sum(), h)
    assert torch.allclose(given, score(policy(h.detach()), arm), atol=1e-6)
    assert updated(h, 0.1, torch.ones(3), torch.zeros(3), given).shape == h.shape


def test_solves_an_easy_bandit():
    easy = settings | {"bandits": 20, "pulls": 400, "reward_noise": 0.0, "arms": 2, "learning_rate": 0.5, "offset": 0.0}
    assert play("expected", easy, torch.Generator().manual_seed(0))["best arm"] > 85


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
