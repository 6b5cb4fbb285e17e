"""Shapes, the ends of the schedules, and whether a batch can be fitted. `python test_method.py [word of a name]`"""

import sys

import torch

from data import draw
from diffusion import Denoiser, noise_levels, sample
from equations import distance, kept, loss, noisy
from settings import load

settings = load()
generator = torch.Generator().manual_seed(0)


def test_shapes():
    model = Denoiser(settings, generator)
    assert sample(model, noise_levels("Cosine", settings), 7, settings, generator).shape == (7,)


def test_schedules_end_in_noise():
    for kind in settings["schedules"]:
        left = kept(1 - noise_levels(kind, settings))
        assert len(left) == settings["diffusion_steps"] and left[0] > 0.9 and left[-1] < 0.05


def test_distance_of_a_shift():
    x = draw(1000, settings, generator)
    assert torch.allclose(distance(x + 0.5, x), torch.tensor(0.5), atol=1e-5)


def test_overfits_a_batch():
    model = Denoiser(settings, generator)
    optimizer = torch.optim.Adam(model.parameters(), lr=settings["learning_rate"])
    x, t, noise = draw(16, settings, generator), torch.rand(16, generator=generator), torch.randn(16, generator=generator)
    first = last = None
    for _ in range(300):
        last = loss(noise, model(noisy(torch.full((16,), 0.5), x, noise), t))
        first = last.item() if first is None else first
        optimizer.zero_grad()
        last.backward()
        optimizer.step()
    assert last.item() < first / 5


if __name__ == "__main__":
    for name, check in sorted(globals().items()):
        if name.startswith("test_") and all(word in name for word in sys.argv[1:]):
            check()
            print(name, "ok")
