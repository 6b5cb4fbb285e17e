"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import json
import math

import torch

from data import draw
from equations import loss
from evaluation import measures
from model import Recall
from settings import load

kinds = ["mean", "plain", "scaled"]


def train(kind, seed, settings):
    generator = torch.Generator().manual_seed(seed)
    model = Recall(kind, settings, generator)
    optimizer = {"Adam": torch.optim.Adam, "SGD": torch.optim.SGD}[settings["optimizer"]](
        model.parameters(), lr=settings["learning_rate"], weight_decay=settings["weight_decay"]
    )
    for step in range(settings["steps"]):
        if settings["schedule"] == "cosine":
            for group in optimizer.param_groups:
                group["lr"] = settings["learning_rate"] * 0.5 * (1 + math.cos(math.pi * step / settings["steps"]))
        k, v, q, answer = draw(settings["batch_size"], settings, generator)
        optimizer.zero_grad()
        loss(model(k, v, q)[0], answer).backward()
        optimizer.step()
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=kinds)
    parser.add_argument("--smoke", action="store_true", help="a few steps")
    a = parser.parse_args()
    settings = load() | ({"steps": 2} if a.smoke else {})
    torch.set_num_threads(1)
    line = {"seed": a.seed}
    for kind in [a.only] if a.only else kinds:
        line |= {f"{kind}/{name}": value for name, value in measures(train(kind, a.seed, settings), a.seed, settings).items()}
    print(json.dumps(line), flush=True)
