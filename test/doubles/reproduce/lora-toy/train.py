"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import copy
import json
import math

import torch

from data import parts
from equations import loss, moved, turned
from evaluation import measures
from model import Perceptron, adapt
from settings import load


def fit(model, parameters, x, y, epochs, rate, settings, generator):
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=settings["weight_decay"])
    total, step = epochs * math.ceil(len(y) / settings["batch_size"]), 0
    for _ in range(epochs):
        for rows in torch.randperm(len(y), generator=generator).split(settings["batch_size"]):
            if settings["schedule"] == "cosine":
                for group in optimizer.param_groups:
                    group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * step / total))
            step += 1
            optimizer.zero_grad()
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()


def run(seed, settings, is_base_only):
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(seed)
    x, y, x_test, y_test = parts(settings, generator)
    base = Perceptron(settings["hidden"], generator)
    fit(base, list(base.parameters()), x, y, settings["base_epochs"], settings["base_learning_rate"], settings, generator)
    line = {"seed": seed, "base/trained": 0} | {f"base/{name}": value for name, value in measures(base, x_test, y_test).items()}
    kinds = [("head", "head", 1), *((f"rank {rank}", "adapters", rank) for rank in settings["ranks"]), ("full", "full", 1)]
    for name, kind, rank in [] if is_base_only else kinds:
        generator = torch.Generator().manual_seed(1000 + seed)
        model = copy.deepcopy(base)
        parameters = adapt(model, kind, rank, settings["alpha"], settings["init_sd"], generator)
        fit(model, parameters, turned(x), y, settings["epochs"], settings["learning_rate"], settings, generator)
        line |= {f"{name}/{measure}": value for measure, value in measures(model, x_test, y_test).items()}
        line[f"{name}/trained"] = sum(p.numel() for p in parameters)
        line[f"{name}/moved"] = moved(model.first.weight, base.first.weight).item()
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--base-only", action="store_true", help="what the adapters are compared with")
    parser.add_argument("--smoke", action="store_true", help="one epoch each")
    a = parser.parse_args()
    settings = load() | ({"epochs": 1, "base_epochs": 1} if a.smoke else {})
    run(a.seed, settings, a.base_only)
