"""The tagger: a BERT-like encoder with word features, a tag head and a link head.

Written out in plain operations so that training is quick on a CPU and the exported graph is small.
"""
from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from data import FEATURES, MAX_PIECES, TAGS
from encoders import Pretrained

LINK_DIM = 64
HIDDEN_DROPOUT = 0.1


class Projections(nn.Linear):
    """Queries, keys and values of one layer, made by one product."""

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return super().forward(x).split(self.out_features // 3, dim=-1)


class Layer(nn.Module):
    """Self-attention and the feed-forward step, each followed by a norm."""

    def __init__(self, base: Pretrained) -> None:
        super().__init__()
        self.heads, self.size = base.heads, base.hidden // base.heads
        self.qkv = Projections(base.hidden, 3 * base.hidden)
        self.mix = nn.Linear(base.hidden, base.hidden)
        self.norm1 = nn.LayerNorm(base.hidden, base.epsilon)
        self.up = nn.Linear(base.hidden, base.inner)
        self.down = nn.Linear(base.inner, base.hidden)
        self.norm2 = nn.LayerNorm(base.hidden, base.epsilon)
        self.dropout = nn.Dropout(HIDDEN_DROPOUT)

    def forward(self, x: Tensor, bias: Tensor, spelled_out: bool) -> Tensor:
        q, k, v = (
            part.reshape(x.shape[0], -1, self.heads, self.size).transpose(1, 2)
            for part in self.qkv(x)
        )
        if spelled_out:
            scores = torch.matmul(q, k.transpose(2, 3)) * self.size**-0.5 + bias
            mixed = torch.matmul(torch.softmax(scores, dim=-1), v)
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(x.shape[0], -1, self.heads * self.size)
        x = self.norm1(x + self.dropout(self.mix(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word, position and feature embeddings and a stack of layers."""

    def __init__(self, base: Pretrained) -> None:
        super().__init__()
        self.words = nn.Embedding(len(base.weights["words.weight"]), base.hidden)
        self.positions = nn.Parameter(torch.zeros(len(base.weights["positions"]), base.hidden))
        self.norm = nn.LayerNorm(base.hidden, base.epsilon)
        self.dropout = nn.Dropout(HIDDEN_DROPOUT)
        self.layers = nn.ModuleList(Layer(base) for _ in range(base.layers))
        self.distance = nn.Embedding(base.buckets, base.heads) if base.buckets else None
        steps = torch.arange(MAX_PIECES)
        self.register_buffer("steps", steps, persistent=False)
        if base.buckets:
            apart = torch.arange(-MAX_PIECES + 1, MAX_PIECES)
            self.register_buffer("bucket", bucket_of(apart, base.buckets), persistent=False)
        self.load_state_dict(base.weights)
        # Longer windows are never read, so the rest of the positions is dropped.
        self.positions = nn.Parameter(self.positions.detach()[:MAX_PIECES].clone())

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor, spelled_out: bool) -> Tensor:
        length = ids.shape[1]
        x = self.words(ids) + self.positions[:length] + extra
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(torch.float32)) * -10000.0
        if self.distance is not None:
            steps = self.steps[:length]
            apart = steps[None, :] - steps[:, None] + (MAX_PIECES - 1)
            table = self.distance.weight[self.bucket]
            bias = bias + table[apart].permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias, spelled_out)
        return x


class Tagger(nn.Module):
    """Emissions of tags and link vectors for every piece; only the first piece of a word counts.

    Emissions are two sets of tags side by side: those of the text, and those of the attributions inside contents.
    """

    def __init__(self, base: Pretrained, link_dim: int = LINK_DIM) -> None:
        super().__init__()
        self.link_dim = link_dim
        self.encoder = Encoder(base)
        self.quote = nn.Embedding(4, base.hidden)
        self.capitals = nn.Embedding(4, base.hidden)
        self.start = nn.Embedding(2, base.hidden)
        self.kind = nn.Embedding(3, base.hidden)
        self.dropout = nn.Dropout(HIDDEN_DROPOUT)
        self.tags = nn.Linear(base.hidden, len(TAGS))
        self.inner = nn.Linear(base.hidden, len(TAGS))
        self.link_in = nn.Linear(base.hidden, base.hidden)
        self.link_out = nn.Linear(base.hidden, 4 * link_dim)
        self.no_source = nn.Parameter(torch.zeros(()))
        for table in (self.quote, self.capitals, self.start, self.kind):
            nn.init.normal_(table.weight, std=0.02)

    def heads(self) -> list[nn.Parameter]:
        """Returns the parameters that start from nothing and learn faster."""
        return [p for name, p in self.named_parameters() if not name.startswith("encoder.")]

    def feature_table(self) -> Tensor:
        """Returns the four small tables summed into one row for each feature value."""
        value = torch.arange(FEATURES)
        return (
            self.quote(value // 24) + self.capitals(value // 6 % 4) + self.start(value // 3 % 2) + self.kind(value % 3)
        )

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, spelled_out: bool = False) -> tuple[Tensor, Tensor]:
        extra = F.embedding(features, self.feature_table())
        x = self.encoder(ids, mask, extra, spelled_out)
        kept = self.dropout(x)
        emissions = torch.cat([self.tags(kept), self.inner(kept)], dim=-1)
        links = self.link_out(F.gelu(self.link_in(self.dropout(x))))
        return emissions, links


def bucket_of(apart: Tensor, buckets: int, farthest: int = 128) -> Tensor:
    """Returns the bucket of a relative position, as MPNet counts them: near ones singly, far ones by logarithm."""
    half = buckets // 2
    exact = half // 2
    size = apart.abs()
    far = exact + (torch.log(size.clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)).long()
    return torch.where(size < exact, size, far.clamp(max=half - 1)) + (apart > 0) * half
