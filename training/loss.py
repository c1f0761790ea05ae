"""Losses: cross-entropy of tags, and of each content's cue and each cue's source among those in the window."""
from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from batch import IGNORED, Links, Targets

FAR_OFF = -1e4


def tag_loss(emissions: Tensor, targets: Targets, smoothing: float) -> Tensor:
    """Mean over words, the tags of the text and, where there are labels, those inside contents."""
    words = targets.tags != IGNORED
    outer, inner = emissions.float()[words].chunk(2, dim=-1)
    wanted = targets.tags[words] if targets.soft is None else targets.soft[words]
    loss = F.cross_entropy(outer, wanted, label_smoothing=smoothing)
    if targets.inner is not None:
        loss = loss + F.cross_entropy(inner, targets.inner[words])
    return loss


def taken(vectors: Tensor, places: Tensor) -> Tensor:
    """Returns the vectors at the given pieces, [B, N, D]."""
    return vectors.gather(1, places[:, :, None].expand(-1, -1, vectors.shape[-1]))


def choice_loss(scores: Tensor, links: Links) -> Tensor:
    """Mean over rows that have a target of minus the log of the probability of all its targets."""
    asked = links.target.any(-1)
    if not asked.any():
        return scores.sum() * 0.0
    allowed = links.is_column
    if scores.shape[-1] > allowed.shape[-1]:
        allowed = F.pad(allowed, (0, 1), value=True)
    scores = scores.masked_fill(~allowed[:, None, :], FAR_OFF)
    right = scores.masked_fill(~links.target, FAR_OFF)
    return (torch.logsumexp(scores, -1) - torch.logsumexp(right, -1))[asked].mean()


def link_scores(vectors: Tensor, contents: Links, cues: Links, no_source: Tensor) -> tuple[Tensor, Tensor]:
    """Returns content × cue scores and cue × (source or none) scores."""
    source_query, source_key, content_query, content_key = vectors.float().chunk(4, dim=-1)
    scale = 1 / math.sqrt(source_query.shape[-1])
    to_cue = taken(content_key, contents.rows) @ taken(content_query, contents.columns).transpose(1, 2) * scale
    to_source = taken(source_query, cues.rows) @ taken(source_key, cues.columns).transpose(1, 2) * scale
    none = no_source.expand(*to_source.shape[:2], 1)
    return to_cue, torch.cat([to_source, none], dim=-1)


def link_loss(vectors: Tensor, targets: Targets, no_source: Tensor) -> Tensor:
    """Sum of the two choices, over the text and, where there are labels, inside contents."""
    loss = torch.zeros(())
    for contents, cues in ((targets.contents, targets.cues), (targets.inner_contents, targets.inner_cues)):
        if contents is not None and cues is not None:
            to_cue, to_source = link_scores(vectors, contents, cues, no_source)
            loss = loss + choice_loss(to_cue, contents) + choice_loss(to_source, cues)
    return loss
