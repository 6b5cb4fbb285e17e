"""Logistic regression on a rare class, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import json
import math
import time

import torch

from data import draw, oversample, split


def gradient(w, b, x, y, weights, penalty):
    """Of the weighted loss with its penalty, equation (4)."""
    error = weights * (torch.sigmoid(x @ w + b) - y) / len(y)
    return x.T @ error + penalty * w, error.sum()


def fit(x, y, weights, a, generator):
    w = a.init_sd * torch.randn(x.shape[1], generator=generator)
    b = torch.zeros(())
    moving_w, moving_b = torch.zeros_like(w), torch.zeros(())
    for t in range(a.steps):
        rate = a.learning_rate
        if a.schedule == "cosine":
            rate *= 0.5 * (1 + math.cos(math.pi * t / a.steps))
        grad_w, grad_b = gradient(w, b, x, y.float(), weights, a.penalty)
        moving_w, moving_b = a.momentum * moving_w + grad_w, a.momentum * moving_b + grad_b
        w, b = w - rate * moving_w, b - rate * moving_b
    return w, b


def recalls(w, b, x, y):
    """Shares of the common and of the rare test rows that are classified rightly."""
    right = ((x @ w + b > 0).long() == y).float()
    return right[y == 0].mean().item(), right[y == 1].mean().item()


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    metrics = {}
    for name in ("plain", "weighted", "repeated"):
        generator = torch.Generator().manual_seed(seed)
        x, y = draw(a.rows, a.features, a.rare_share, a.separation, generator)
        if name == "repeated" and a.split == "after":
            x, y = oversample(x, y)
        x, y, x_test, y_test = split(x, y, a.test_share, generator, a.stratified)
        if name == "repeated" and a.split == "before":
            x, y = oversample(x, y)
        weights = torch.ones(len(y))
        if name == "weighted":
            counts = torch.bincount(y, minlength=2)
            weights = (len(y) / (2 * counts))[y]
        common, rare = recalls(*fit(x, y, weights, a, generator), x_test, y_test)
        metrics[f"{name}/balanced accuracy"] = 50 * (common + rare)
        metrics[f"{name}/rare recall"] = 100 * rare
    print(json.dumps({"seed": seed, "metrics": metrics, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--rows", type=int, default=1200)
    parser.add_argument("--features", type=int, default=120)
    parser.add_argument("--rare-share", type=float, default=0.12)
    parser.add_argument("--separation", type=float, default=2.0)
    parser.add_argument("--test-share", type=float, default=0.25)
    parser.add_argument("--learning-rate", type=float, default=0.5)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--penalty", type=float, default=1e-3)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--split", choices=["before", "after"], default="after", help="of repeating: `after` is what the paper does")
    parser.add_argument("--init-sd", type=float, default=0.0, help="unsaid")
    parser.add_argument("--schedule", choices=["constant", "cosine"], default="constant", help="unsaid")
    parser.add_argument("--stratified", action="store_true", help="unsaid")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
