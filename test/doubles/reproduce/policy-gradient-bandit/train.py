"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import json

import torch

from bandit import play
from settings import load

kinds = ["none", "mean", "expected"]


def run(seed, chosen, settings):
    torch.set_num_threads(1)
    line = {"seed": seed}
    for kind in chosen:
        measured = play(kind, settings, torch.Generator().manual_seed(seed))
        line |= {f"{kind}/{name}": value for name, value in measured.items()}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=kinds)
    parser.add_argument("--smoke", action="store_true", help="a few pulls")
    a = parser.parse_args()
    run(a.seed, [a.only] if a.only else kinds, load() | ({"pulls": 3} if a.smoke else {}))
