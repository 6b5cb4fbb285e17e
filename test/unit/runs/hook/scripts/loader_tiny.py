"""The workers of a data loader log what nobody wants to see; so do ranks that were spawned without a variable that names them."""

import os

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.utils.data import DataLoader, Dataset
from torch.utils.tensorboard import SummaryWriter


class Noisy(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        writer.add_scalar("from_worker", index, index)
        return torch.zeros(1)


def train(rank):
    dist.init_process_group("gloo", init_method="file://" + os.path.abspath("meeting"), rank=rank, world_size=2)
    own = SummaryWriter("out/rank%d" % rank)
    for step in range(3):
        own.add_scalar("loss", rank + step / 4, step)
    own.close()
    dist.destroy_process_group()


if __name__ == "__main__":
    writer = SummaryWriter("out/main")
    writer.add_scalar("before", 1.0, 0)
    for _ in DataLoader(Noisy(), num_workers=2, multiprocessing_context="fork"):
        pass
    writer.add_scalar("after", 2.0, 0)
    mp.spawn(train, nprocs=2)
    print("done")
