"""SummaryWriter of torch, in a loop that also prints, with two writers of the same tag."""

import math
import sys

import torch

if "tensorboardX" in sys.argv:
    from tensorboardX import SummaryWriter
else:
    from torch.utils.tensorboard import SummaryWriter

torch.manual_seed(3)
train = SummaryWriter("out/train")
valid = SummaryWriter("out/val")
weight = torch.randn(3, requires_grad=True)
for step in range(1, 41):
    loss = ((weight - torch.tensor([1.0, 2.0, 3.0])) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        weight -= 0.05 * weight.grad
        weight.grad.zero_()
    train.add_scalar("loss", loss, step)
    train.add_scalar("lr", 0.05, global_step=step)
    if step % 10 == 0:
        valid.add_scalar("loss", loss.item() * 1.5, step)
        print(f"step {step} loss {loss.item():.4f}")
train.add_scalars("norms", {"l1": weight.abs().sum().item(), "l2": weight.norm().item()}, 40)
train.add_scalar("broken", math.nan, 40)
train.close()
valid.close()
print("weights", weight.tolist(), torch.rand(1).item())
