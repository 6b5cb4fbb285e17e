"""Trains a small network to read handwritten digits: 1,797 real images of 8 x 8 pixels that come with scikit-learn."""

import argparse
import os

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--lr", type=float, default=0.001, help="learning rate of SGD")
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--hidden", type=int, default=64, help="width of the hidden layer")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", help="folder for the trained model, digits.pt")
    return parser.parse_args()


def load_data(seed):
    """Pixels scaled to 0..1, a fifth of every digit held out for the test."""
    images, labels = load_digits(return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(
        images / 16.0, labels, test_size=0.2, stratify=labels, random_state=seed
    )
    return (
        torch.tensor(train_x, dtype=torch.float32),
        torch.tensor(train_y),
        torch.tensor(test_x, dtype=torch.float32),
        torch.tensor(test_y),
    )


@torch.no_grad()
def evaluate(model, x, y):
    model.eval()
    logits = model(x)
    loss = nn.functional.cross_entropy(logits, y).item()
    accuracy = (logits.argmax(dim=1) == y).float().mean().item()
    model.train()
    return loss, accuracy


def main():
    args = parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)  # the network is tiny: more threads only wait for each other
    train_x, train_y, test_x, test_y = load_data(args.seed)
    model = nn.Sequential(nn.Linear(64, args.hidden), nn.ReLU(), nn.Linear(args.hidden, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=args.momentum)
    settings = " ".join(f"{name}={value}" for name, value in vars(args).items())
    print(f"config: {settings} train_images={len(train_x)} test_images={len(test_x)}", flush=True)

    step = 0
    batches = (len(train_x) + args.batch_size - 1) // args.batch_size
    for epoch in range(1, args.epochs + 1):
        order = torch.randperm(len(train_x))
        for batch in range(batches):
            chosen = order[batch * args.batch_size : (batch + 1) * args.batch_size]
            loss = nn.functional.cross_entropy(model(train_x[chosen]), train_y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            if step % 5 == 0:
                print(f"epoch {epoch} step {step} loss {loss.item():.4f}", flush=True)
        test_loss, test_accuracy = evaluate(model, test_x, test_y)
        print(f"epoch {epoch} step {step} test_loss {test_loss:.4f} test_accuracy {test_accuracy:.4f}", flush=True)

    if args.out:
        os.makedirs(args.out, exist_ok=True)
        torch.save(model.state_dict(), os.path.join(args.out, "digits.pt"))
    test_loss, test_accuracy = evaluate(model, test_x, test_y)
    print({"test_accuracy": round(test_accuracy, 4), "test_loss": round(test_loss, 4)}, flush=True)


if __name__ == "__main__":
    main()
