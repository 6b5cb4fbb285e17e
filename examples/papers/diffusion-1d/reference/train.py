"""Diffusion on the line, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import copy
import json
import time

import torch

from data import distance, draw
from diffusion import Denoiser, noise_levels, sample


def train(betas, a, generator):
    model = Denoiser(a.hidden, a.frequencies, generator)
    averaged = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=a.learning_rate)
    kept = (1 - betas).cumprod(dim=0)
    curve = []
    for step in range(a.steps):
        x = draw(a.batch_size, generator)
        t = torch.randint(len(betas), (a.batch_size,), generator=generator)
        noise = torch.randn(a.batch_size, generator=generator)
        mixed = kept[t].sqrt() * x + (1 - kept[t]).sqrt() * noise
        loss = (model(mixed, (t + 1) / len(betas)) - noise).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - a.ema_decay)
        if step % 50 == 0:
            curve.append(loss.item())
    return averaged if a.ema_decay > 0 else model, curve


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    metrics, curves = {}, {}
    for kind in ("linear", "cosine"):
        generator = torch.Generator().manual_seed(seed)
        betas = noise_levels(kind, a.diffusion_steps, a.beta_start, a.beta_end)
        model, curves[kind] = train(betas, a, generator)
        made = sample(model, betas, a.samples, a.variance, generator)
        real = draw(a.samples, generator)
        metrics[f"{kind}/distance"] = distance(made, real)
        metrics[f"{kind}/left share"] = 100 * (made < -0.75).float().mean().item()
    metrics["none/distance"] = distance(real.mean() + real.std() * torch.randn(a.samples, generator=generator), real)
    print(json.dumps({"seed": seed, "metrics": metrics, "curves": curves, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--diffusion-steps", type=int, default=50)
    parser.add_argument("--beta-start", type=float, default=1e-3)
    parser.add_argument("--beta-end", type=float, default=0.2)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--frequencies", type=int, default=4)
    parser.add_argument("--batch-size", type=int, default=256)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--learning-rate", type=float, default=1e-2)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--variance", choices=["beta", "posterior"], default="posterior", help="unsaid")
    parser.add_argument("--ema-decay", type=float, default=0.99, help="unsaid")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
