"""REINFORCE on bandits, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import json
import time

import torch

from bandit import play


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    metrics, curves = {}, {}
    for kind in ("none", "mean", "expected"):
        generator = torch.Generator().manual_seed(seed)
        metrics[f"{kind}/best arm"], metrics[f"{kind}/regret"], curves[kind] = play(kind, a, generator)
    print(json.dumps({"seed": seed, "metrics": metrics, "curves": curves, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--bandits", type=int, default=500)
    parser.add_argument("--arms", type=int, default=10)
    parser.add_argument("--pulls", type=int, default=1000)
    parser.add_argument("--reward-noise", type=float, default=1.0)
    parser.add_argument("--offset", type=float, default=4.0)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--baseline-from", choices=["earlier", "all"], default="earlier", help="unsaid: whether the pull itself counts")
    parser.add_argument("--schedule", choices=["constant", "linear"], default="constant", help="unsaid")
    parser.add_argument("--entropy", type=float, default=0.0, help="unsaid")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
