"""A real Trainer on a real, tiny model; what it logs is in trainer_state.json."""

import torch
from torch.utils.data import Dataset
from transformers import Trainer, TrainingArguments


class Line(Dataset):
    def __init__(self, n):
        generator = torch.Generator().manual_seed(7)
        self.x = torch.randn(n, 4, generator=generator)
        self.y = self.x.sum(dim=1, keepdim=True)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return {"x": self.x[index], "labels": self.y[index]}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 1)

    def forward(self, x, labels=None):
        out = self.linear(x)
        return {"loss": torch.nn.functional.mse_loss(out, labels), "logits": out}


torch.manual_seed(3)
arguments = TrainingArguments(
    output_dir="out",
    num_train_epochs=2,
    per_device_train_batch_size=8,
    logging_steps=2,
    eval_strategy="epoch",
    save_strategy="no",
    report_to=["tensorboard"],
    seed=3,
    use_cpu=True,
)
trainer = Trainer(model=Model(), args=arguments, train_dataset=Line(96), eval_dataset=Line(32))
trainer.train()
trainer.save_state()
print("weights", [value.item() for value in trainer.model.linear.weight.flatten()], torch.rand(1).item())
