"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import json

import torch

from data import parts
from evaluation import measures
from fit import class_weights, fit
from settings import load

treatments = ["plain", "weighted", "repeated"]


def run(seed, chosen, settings):
    torch.set_num_threads(1)
    line = {"seed": seed}
    for treatment in chosen:
        generator = torch.Generator().manual_seed(seed)
        x, y, x_test, y_test = parts(settings, treatment, generator)
        w, b = fit(x, y, class_weights(y, treatment), settings, generator)
        line |= {f"{treatment}/{name}": value for name, value in measures(w, b, x_test, y_test).items()}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=treatments)
    parser.add_argument("--smoke", action="store_true", help="a few steps")
    a = parser.parse_args()
    settings = load()
    run(a.seed, [a.only] if a.only else treatments, settings | {"steps": 3} if a.smoke else settings)
