"""One head of attention over pairs."""

import torch
from torch import nn

from equations import attended, embedded, plain_weights, projected, weights


class Recall(nn.Module):
    def __init__(self, kind, settings, generator):
        super().__init__()
        width = settings["width"]

        def embedding(count):
            return nn.Parameter(settings["init_sd"] * torch.randn(count, width, generator=generator))

        def matrix(outputs):
            return nn.Parameter(torch.randn(width, outputs, generator=generator) / width**0.5)

        self.kind = kind
        self.key_embedding, self.value_embedding = embedding(settings["keys"]), embedding(settings["values"])
        self.w_q, self.w_k, self.w_v = matrix(width), matrix(width), matrix(width)
        self.w_o = matrix(settings["values"])

    def forward(self, k, v, q):
        """Logits (count, values) and attention weights (count, pairs)."""
        x = embedded(self.key_embedding, self.value_embedding, k, v)
        query, keys = projected(self.key_embedding[q], self.w_q)[:, None], projected(x, self.w_k)
        if self.kind == "mean":
            a = torch.full((len(x), 1, x.shape[1]), 1 / x.shape[1])
        else:
            a = weights(query, keys) if self.kind == "scaled" else plain_weights(query, keys)
        return attended(a, projected(x, self.w_v))[:, 0] @ self.w_o, a[:, 0]
