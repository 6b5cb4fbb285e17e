"""Distillation into a narrow student, as paper.tex describes it. `python train.py --seed 0 1 2` prints a line of JSON for each seed.

Options marked "unsaid" are what the paper leaves open.
"""

import argparse
import json
import math
import time

import torch
from torch import nn
from torch.nn.functional import cross_entropy, nll_loss

from data import load


def perceptron(sizes, generator):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layer = nn.Linear(inputs, outputs)
        nn.init.normal_(layer.weight, std=(2 / inputs) ** 0.5, generator=generator)
        nn.init.zeros_(layer.bias)
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def distillation_loss(z, soft, y, temperature, mixing):
    """Equation (5): the cross-entropy to the teacher's soft targets and that to the labels."""
    student = (z / temperature).log_softmax(dim=1)
    to_teacher = -(soft * student).sum(dim=1).mean()
    return mixing * temperature**2 * to_teacher + (1 - mixing) * cross_entropy(z, y)


def fit(model, loss, count, epochs, rate, a, generator):
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    total, step = epochs * math.ceil(count / a.batch_size), 0
    for _ in range(epochs):
        for rows in torch.randperm(count, generator=generator).split(a.batch_size):
            if a.schedule == "cosine":
                for group in optimizer.param_groups:
                    group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * step / total))
            step += 1
            optimizer.zero_grad()
            loss(rows).backward()
            optimizer.step()
    return model


@torch.no_grad()
def measured(model, x, y):
    """Accuracy in percent and negative log-likelihood in nats, at temperature 1."""
    logs = model(x).log_softmax(dim=1)
    return 100 * (logs.argmax(dim=1) == y).float().mean().item(), nll_loss(logs, y).item()


def run(seed, a):
    """Every row of the paper's table for one seed."""
    began = time.process_time()
    generator = torch.Generator().manual_seed(seed)
    x, y, x_test, y_test = load(a.test_examples, a.largest_pixel, generator)
    teacher = perceptron([64, a.teacher_hidden, a.teacher_hidden, 10], generator)
    fit(teacher, lambda rows: cross_entropy(teacher(x[rows]), y[rows]), len(y), a.teacher_epochs, 1e-3, a, generator)
    metrics = {}
    metrics["teacher/accuracy"], metrics["teacher/nll"] = measured(teacher, x_test, y_test)
    few_x, few_y = x[: a.student_examples], y[: a.student_examples]
    with torch.no_grad():
        logits = teacher(few_x)
    for name, temperature, mixing in (("labels", 1.0, 0.0), ("T=1", 1.0, a.mixing), ("T=4", a.temperature, a.mixing)):
        generator = torch.Generator().manual_seed(1000 + seed)
        student = perceptron([64, a.student_hidden, 10], generator)
        soft = (logits / temperature).softmax(dim=1)
        fit(
            student,
            lambda rows: distillation_loss(student(few_x[rows]), soft[rows], few_y[rows], temperature, mixing),
            len(few_y), a.epochs, a.learning_rate, a, generator,
        )
        metrics[f"{name}/accuracy"], metrics[f"{name}/nll"] = measured(student, x_test, y_test)
    print(json.dumps({"seed": seed, "metrics": metrics, "seconds": round(time.process_time() - began, 2)}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    parser.add_argument("--teacher-hidden", type=int, default=128)
    parser.add_argument("--student-hidden", type=int, default=32)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--teacher-epochs", type=int, default=15, help="unsaid")
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--learning-rate", type=float, default=3e-3)
    parser.add_argument("--temperature", type=float, default=4.0)
    parser.add_argument("--mixing", type=float, default=0.7)
    parser.add_argument("--test-examples", type=int, default=500)
    parser.add_argument("--student-examples", type=int, default=200)
    parser.add_argument("--schedule", choices=["constant", "cosine"], default="constant", help="unsaid")
    parser.add_argument("--largest-pixel", type=float, default=1.0, help="unsaid: 16 leaves the pixels as they come")
    a = parser.parse_args()
    torch.set_num_threads(1)
    for seed in a.seed:
        run(seed, a)


if __name__ == "__main__":
    main()
