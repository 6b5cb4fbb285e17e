"""Lightning with its CSVLogger and its TensorBoardLogger."""

import lightning as L
import torch
from lightning.pytorch.callbacks import TQDMProgressBar
from lightning.pytorch.loggers import CSVLogger, TensorBoardLogger
from torch.utils.data import DataLoader, TensorDataset


class Model(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 1)

    def training_step(self, batch, index):
        x, y = batch
        loss = torch.nn.functional.mse_loss(self.linear(x), y)
        self.log("train_loss", loss, prog_bar=True, on_step=True)
        return loss

    def validation_step(self, batch, index):
        x, y = batch
        self.log("val_loss", torch.nn.functional.mse_loss(self.linear(x), y), prog_bar=True)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.05)


L.seed_everything(3)
x = torch.randn(64, 4)
y = x.sum(dim=1, keepdim=True)
data = TensorDataset(x, y)
trainer = L.Trainer(
    max_epochs=3,
    accelerator="cpu",
    log_every_n_steps=1,
    logger=[CSVLogger("out", name="csv", version=0), TensorBoardLogger("out", name="tb", version=0)],
    callbacks=[TQDMProgressBar()],
    enable_checkpointing=False,
    enable_model_summary=False,
)
model = Model()
trainer.fit(model, DataLoader(data, batch_size=8, num_workers=1), DataLoader(data, batch_size=16))
print("weights", [value.item() for value in model.linear.weight.flatten()], torch.rand(1).item())
