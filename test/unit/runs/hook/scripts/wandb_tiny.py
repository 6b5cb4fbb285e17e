"""wandb.log, offline."""

import math
import os
import random

os.environ["WANDB_MODE"] = "offline"
os.environ["WANDB_SILENT"] = "true"

import wandb

random.seed(3)
run = wandb.init(project="tiny", dir=os.getcwd())
for step in range(20):
    wandb.log({"loss": 1 / 3 / (step + 1), "nested": {"acc": step / 19}, "epoch": step // 5, "note": "text"})
    print({"loss": round(1 / 3 / (step + 1), 4), "step": step})
wandb.log({"late": math.inf}, step=30)
wandb.log({"dropped": 1.0}, step=5)
wandb.log({"half": 0.5}, commit=False)
wandb.log({"other": 0.25})
print("summary", run.summary["loss"], random.random())
wandb.finish()
