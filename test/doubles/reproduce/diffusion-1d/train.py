"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import copy
import json

import torch

from data import draw
from diffusion import Denoiser, noise_levels, sample
from equations import kept, loss, noisy
from evaluation import measures
from settings import load


def train(betas, settings, generator):
    model = Denoiser(settings, generator)
    averaged = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=settings["learning_rate"], weight_decay=settings["weight_decay"])
    left, count = kept(1 - betas), settings["batch_size"]
    for _ in range(settings["steps"]):
        x = draw(count, settings, generator)
        t = torch.randint(len(betas), (count,), generator=generator)
        noise = torch.randn(count, generator=generator)
        off = loss(noise, model(noisy(left[t], x, noise), (t + 1) / len(betas)))
        optimizer.zero_grad()
        off.backward()
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - settings["ema_decay"])
    return averaged


def run(seed, settings, is_gaussian_only):
    torch.set_num_threads(1)
    line = {"seed": seed}
    if is_gaussian_only:
        generator = torch.Generator().manual_seed(seed)
        real = draw(settings["samples"], settings, generator)
    for kind in [] if is_gaussian_only else settings["schedules"]:
        generator = torch.Generator().manual_seed(seed)
        betas = noise_levels(kind, settings)
        made = sample(train(betas, settings, generator), betas, settings["samples"], settings, generator)
        real = draw(settings["samples"], settings, generator)
        line |= {f"{kind}/{name}": value for name, value in measures(made, real, settings).items()}
    gaussian = real.mean() + real.std() * torch.randn(settings["samples"], generator=generator)
    line["gaussian/distance"] = measures(gaussian, real, settings)["distance"]
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gaussian-only", action="store_true", help="the yardstick that needs no training")
    parser.add_argument("--smoke", action="store_true", help="a few steps and samples")
    a = parser.parse_args()
    settings = load() | ({"steps": 3, "samples": 100} if a.smoke else {})
    run(a.seed, settings, a.gaussian_only)
