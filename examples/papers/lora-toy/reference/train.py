"""Low-rank adapters on turned digits, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import copy
import json
import math
import time

import torch
from torch.nn.functional import cross_entropy

from data import load, turned
from model import Perceptron, adapt, moved


def fit(model, parameters, x, y, epochs, rate, a, generator):
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=a.weight_decay)
    total, step = epochs * math.ceil(len(y) / a.batch_size), 0
    for _ in range(epochs):
        for rows in torch.randperm(len(y), generator=generator).split(a.batch_size):
            if a.schedule == "cosine":
                for group in optimizer.param_groups:
                    group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * step / total))
            step += 1
            optimizer.zero_grad()
            cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()


@torch.no_grad()
def accuracy(model, x, y):
    return 100 * (model(x).argmax(dim=1) == y).float().mean().item()


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    generator = torch.Generator().manual_seed(seed)
    x, y, x_test, y_test = load(a.test_share, generator, a.stratified)
    base = Perceptron(a.hidden, generator)
    fit(base, list(base.parameters()), x, y, a.base_epochs, a.base_learning_rate, a, generator)
    metrics = {"base/upright": accuracy(base, x_test, y_test), "base/turned": accuracy(base, turned(x_test), y_test)}
    for name, kind, rank in (("head", "head", 1), ("rank 2", "adapters", 2), ("rank 4", "adapters", 4), ("rank 8", "adapters", 8), ("full", "full", 1)):
        generator = torch.Generator().manual_seed(1000 + seed)
        model = copy.deepcopy(base)
        parameters = adapt(model, kind, rank, a.alpha, a.init_sd, generator)
        fit(model, parameters, turned(x), y, a.epochs, a.learning_rate, a, generator)
        metrics[f"{name}/turned"] = accuracy(model, turned(x_test), y_test)
        metrics[f"{name}/upright"] = accuracy(model, x_test, y_test)
        metrics[f"{name}/first moved"] = moved(model.first, base.first)
        metrics[f"{name}/second moved"] = moved(model.second, base.second)
        metrics[f"{name}/trained"] = sum(p.numel() for p in parameters)
    print(json.dumps({"seed": seed, "metrics": metrics, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--base-epochs", type=int, default=20)
    parser.add_argument("--base-learning-rate", type=float, default=1e-3)
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--learning-rate", type=float, default=3e-3)
    parser.add_argument("--alpha", type=float, default=8.0, help="unsaid")
    parser.add_argument("--test-share", type=float, default=0.3, help="unsaid")
    parser.add_argument("--stratified", action="store_true", help="unsaid")
    parser.add_argument("--schedule", choices=["constant", "cosine"], default="constant", help="unsaid")
    parser.add_argument("--weight-decay", type=float, default=0.01, help="unsaid")
    parser.add_argument("--init-sd", type=float, default=None, help="unsaid: of A; left out: one over the root of the inputs")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
