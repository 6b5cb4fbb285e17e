"""Trains a small network to read handwritten digits in large batches, on a device with little memory."""

import argparse
import os

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.utils.data import Dataloader, TensorDataset


class SmallDevice:
    """Stands in for a GPU with little memory, so that every machine runs out of it at the same place. Raises what CUDA raises."""

    def __init__(self, mib):
        self.mib = mib

    def hold(self, *activations):
        wanted = sum(tensor.numel() * tensor.element_size() for tensor in activations) / 2**20
        if wanted > self.mib:
            raise torch.OutOfMemoryError(
                f"CUDA out of memory. Tried to allocate {wanted:.2f} MiB. GPU 0 has a total capacity of {self.mib:.2f} MiB "
                f"of which {self.mib:.2f} MiB is free."
            )


class Reader(nn.Module):
    def __init__(self, hidden, device):
        super().__init__()
        self.device = device
        self.first = nn.Linear(64, hidden)
        self.second = nn.Linear(128, hidden)
        self.last = nn.Linear(hidden, 10)

    def forward(self, x):
        first = torch.relu(self.first(x))
        second = torch.relu(self.second(first))
        if torch.is_grad_enabled():  # only training keeps them, for the way back
            self.device.hold(x, first, second)
        return self.last(second)


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--lr", type=float, default=0.1, help="learning rate of SGD")
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--batch-size", type=int, default=256, help="images on the device at once")
    parser.add_argument("--accumulate", type=int, default=1, help="batches whose gradients make one step")
    parser.add_argument("--hidden", type=int, default=512, help="width of the hidden layers")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", default="out", help="folder for the trained model, digits.pt")
    return parser.parse_args()


def load_data(seed):
    """Pixels scaled to 0..1, a fifth of every digit held out for the test."""
    images, labels = load_digits(return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(
        images / 16.0, labels, test_size=0.2, stratify=labels, random_state=seed
    )
    train = TensorDataset(torch.tensor(train_x, dtype=torch.float32), torch.tensor(train_y))
    return train, torch.tensor(test_x, dtype=torch.float32), torch.tensor(test_y)


def main():
    args = parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)  # the network is small: more threads only wait for each other
    train, test_x, test_y = load_data(args.seed)
    batches = DataLoader(train, batch_size=args.batch_size, shuffle=True)
    model = Reader(args.hidden, SmallDevice(mib=0.5))
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=args.momentum)

    step = 0
    for epoch in range(1, args.epochs + 1):
        for number, (x, y) in enumerate(batches, start=1):
            loss = nn.functional.cross_entropy(model(x), y)
            (loss / args.accumulate).backward()
            if number % args.accumulate != 0 and number < len(batches):
                continue
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            print(f"epoch {epoch} step {step} loss {loss.item():.4f}", flush=True)

    with torch.no_grad():
        accuracy = (model(test_x).argmax(dim=1) == test_y).float().mean().item()
    os.makedirs(args.out, exist_ok=True)
    torch.save(model.state_dict(), os.path.join(args.out, "digits.pt"))
    print({"test_accuracy": round(accuracy, 4)}, flush=True)


if __name__ == "__main__":
    main()
