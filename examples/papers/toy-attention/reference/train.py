"""Recall by attention, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import json
import math
import time

import torch
from torch.nn.functional import cross_entropy

from data import draw
from model import Recall


def train(kind, seed, a):
    generator = torch.Generator().manual_seed(seed)
    model = Recall(a.keys, a.values, a.width, kind, a.init_sd, generator)
    if a.optimizer == "adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=a.learning_rate)
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=a.learning_rate)
    curve = []
    for t in range(a.steps):
        if a.schedule == "cosine":
            for group in optimizer.param_groups:
                group["lr"] = a.learning_rate * 0.5 * (1 + math.cos(math.pi * t / a.steps))
        k, v, q, answer = draw(a.batch_size, a.pairs, a.keys, a.values, generator)
        loss = cross_entropy(model(k, v, q)[0], answer)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if t % 25 == 0:
            curve.append(loss.item())
    return model, curve


@torch.no_grad()
def evaluate(model, seed, a):
    """Accuracy in percent and the mean entropy of the attention weights in nats, on fresh sequences."""
    k, v, q, answer = draw(a.test_examples, a.pairs, a.keys, a.values, torch.Generator().manual_seed(10_000 + seed))
    logits, attention = model(k, v, q)
    entropy = -(attention * attention.clamp_min(1e-12).log()).sum(dim=1)
    return 100 * (logits.argmax(dim=1) == answer).float().mean().item(), entropy.mean().item()


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    metrics, curves = {}, {}
    for kind in ("mean", "plain", "scaled"):
        model, curves[kind] = train(kind, seed, a)
        metrics[f"{kind}/accuracy"], metrics[f"{kind}/entropy"] = evaluate(model, seed, a)
    print(json.dumps({"seed": seed, "metrics": metrics, "curves": curves, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--pairs", type=int, default=16)
    parser.add_argument("--keys", type=int, default=64)
    parser.add_argument("--values", type=int, default=8)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--test-examples", type=int, default=2000)
    parser.add_argument("--optimizer", choices=["adam", "sgd"], default="adam", help="unsaid")
    parser.add_argument("--schedule", choices=["constant", "cosine"], default="constant", help="unsaid")
    parser.add_argument("--init-sd", type=float, default=1.0, help="unsaid: standard deviation of the embeddings")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
