"""One seed of the experiment: `python train.py --seed 0` prints its measures as a line of JSON."""

import argparse
import json

import torch

from data import parts
from equations import hard_loss, softened
from evaluation import measures
from fit import distillation_loss, fit, perceptron
from settings import load


def run(seed, settings, is_teacher_only):
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(seed)
    x, y, x_test, y_test = parts(settings, generator)
    teacher = perceptron([64] + [settings["teacher_hidden"]] * settings["teacher_layers"] + [10], generator)
    fit(
        teacher,
        lambda rows: hard_loss(softened(teacher(x[rows]), 1), y[rows]),
        len(y), settings["teacher_epochs"], settings["teacher_learning_rate"], settings, generator,
    )
    line = {"seed": seed} | {f"teacher/{name}": value for name, value in measures(teacher, x_test, y_test).items()}
    few_x, few_y = x[: settings["student_examples"]], y[: settings["student_examples"]]
    with torch.no_grad():
        z_teacher = teacher(few_x)
    weight = settings["distillation_weight"]
    rows_of_table = [("labels", 1, 0), *((f"T={t:g}", t, weight) for t in settings["temperatures"])]
    for name, temperature, weight in [] if is_teacher_only else rows_of_table:
        generator = torch.Generator().manual_seed(1000 + seed)
        student = perceptron([64, settings["student_hidden"], 10], generator)
        q = softened(z_teacher, temperature)
        fit(
            student,
            lambda rows: distillation_loss(student(few_x[rows]), q[rows], few_y[rows], weight, temperature),
            len(few_y), settings["epochs"], settings["learning_rate"], settings, generator,
        )
        line |= {f"{name}/{measure}": value for measure, value in measures(student, x_test, y_test).items()}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--teacher-only", action="store_true", help="what the students are compared with")
    parser.add_argument("--smoke", action="store_true", help="one epoch each")
    a = parser.parse_args()
    settings = load()
    run(a.seed, settings | {"epochs": 1, "teacher_epochs": 1} if a.smoke else settings, a.teacher_only)
