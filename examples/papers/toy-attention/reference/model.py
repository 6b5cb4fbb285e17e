"""One head of attention over pairs, equations (1) to (5)."""

import torch
from torch import nn


class Recall(nn.Module):
    def __init__(self, keys, values, width, kind, init_sd, generator):
        super().__init__()

        def weight(*shape):
            return nn.Parameter(init_sd * torch.randn(*shape, generator=generator))

        self.kind = kind
        self.key_embedding = weight(keys, width)
        self.value_embedding = weight(values, width)
        self.query_projection = nn.Parameter(torch.randn(width, width, generator=generator) / width**0.5)
        self.key_projection = nn.Parameter(torch.randn(width, width, generator=generator) / width**0.5)
        self.value_projection = nn.Parameter(torch.randn(width, width, generator=generator) / width**0.5)
        self.head = nn.Parameter(torch.randn(width, values, generator=generator) / width**0.5)

    def forward(self, k, v, q):
        """Logits (count, values) and attention weights (count, pairs)."""
        x = self.key_embedding[k] + self.value_embedding[v]
        scores = torch.einsum("bd,bnd->bn", self.key_embedding[q] @ self.query_projection, x @ self.key_projection)
        if self.kind == "scaled":
            scores = scores / x.shape[-1] ** 0.5
        if self.kind == "mean":
            scores = torch.zeros_like(scores)
        attention = scores.softmax(dim=1)
        context = torch.einsum("bn,bnd->bd", attention, x @ self.value_projection)
        return context @ self.head, attention
