"""Turns windows into tensors: inputs for the encoder and targets for tags and links."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data import BEGIN, TAGS, Document, Reading, Span

IGNORED = -100


@dataclass
class Inputs:
    """What the encoder reads, padded to the longest window; `firsts` is where each word begins."""

    ids: Tensor
    mask: Tensor
    features: Tensor
    firsts: list[list[int]]


@dataclass
class Links:
    """Pairs to choose from: rows ask, columns may answer; positions of pieces, padded with 0."""

    rows: Tensor  # [B, R]
    columns: Tensor  # [B, C]
    is_column: Tensor  # [B, C] false for padding
    target: Tensor  # [B, R, C], for sources one column more: none; a row without target is left out


@dataclass
class Targets:
    """Gold of a batch; `soft` are probabilities of tags, where a teacher has a say."""

    tags: Tensor
    soft: Tensor | None
    contents: Links
    cues: Links


def inputs_of(windows: list[tuple[Document, Span]], special: dict[str, int]) -> Inputs:
    """Lays out the windows as `[CLS] pieces [SEP]`; every piece carries the feature of its word."""
    rows, extra, firsts = [], [], []
    for document, (start, end) in windows:
        ids, features, begins = [special["cls"]], [0], []
        for word in range(start, end):
            begins.append(len(ids))
            ids += document.pieces[word]
            features += [document.features[word]] * len(document.pieces[word])
        rows.append(ids + [special["sep"]])
        extra.append(features + [0])
        firsts.append(begins)
    length = max(map(len, rows))
    return Inputs(
        torch.tensor([r + [special["pad"]] * (length - len(r)) for r in rows]),
        torch.tensor([[1] * len(r) + [0] * (length - len(r)) for r in rows]),
        torch.tensor([f + [0] * (length - len(f)) for f in extra]),
        firsts,
    )


def targets_of(
    windows: list[tuple[Document, Span]], gold: list[Reading], soft: list[np.ndarray | None], inputs: Inputs
) -> Targets:
    """Returns the tags and links that lie within the windows."""
    tags = torch.full_like(inputs.ids, IGNORED)
    cues: list[list[int]] = []
    sources: list[list[int]] = []
    contents: list[list[int]] = []
    for row, ((_, (start, end)), view) in enumerate(zip(windows, gold)):
        tags[row, inputs.firsts[row]] = torch.tensor(view.tags[start:end])
        cues.append([w for w in range(start, end) if view.tags[w] == BEGIN["cue"]])
        sources.append([w for w in range(start, end) if w in view.sources])
        contents.append([w for w in sorted(view.cue_of) if start <= w < end])

    def links(rows: list[list[int]], columns: list[list[int]], with_none: bool) -> Links:
        count, width = len(windows), max(map(len, columns), default=0)
        height = max(map(len, rows), default=0)
        out = Links(
            torch.zeros(count, height, dtype=torch.long),
            torch.zeros(count, width, dtype=torch.long),
            torch.zeros(count, width, dtype=torch.bool),
            torch.zeros(count, height, width + with_none, dtype=torch.bool),
        )
        for b, ((_, (start, _)), view) in enumerate(zip(windows, gold)):
            firsts = inputs.firsts[b]
            place = {word: i for i, word in enumerate(columns[b])}
            for i, word in enumerate(columns[b]):
                out.columns[b, i] = firsts[word - start]
                out.is_column[b, i] = True
            for i, word in enumerate(rows[b]):
                out.rows[b, i] = firsts[word - start]
                answers = (view.source_of if with_none else view.cue_of).get(word)
                if with_none and answers is not None and not answers:
                    out.target[b, i, width] = True
                for answer in answers or ():
                    if answer in place:
                        out.target[b, i, place[answer]] = True
        return out

    blend = None
    if any(s is not None for s in soft):
        blend = torch.nn.functional.one_hot(tags.clamp(min=0), len(TAGS)).float()
        for row, ((_, (start, end)), table) in enumerate(zip(windows, soft)):
            if table is not None:
                blend[row, inputs.firsts[row]] = torch.from_numpy(table[start:end])
    return Targets(tags, blend, links(contents, cues, False), links(cues, sources, True))
