"""Turns windows into tensors: inputs for the encoder and targets for tags and links."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data import TAGS, Document, Reading, Span
from lessons import Lesson

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
    """Gold of a batch; `soft` are probabilities of tags, where a teacher has a say; `inner` those inside contents."""

    tags: Tensor
    soft: Tensor | None
    contents: Links
    cues: Links
    inner: Tensor | None = None
    inner_contents: Links | None = None
    inner_cues: Links | None = None


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
    windows: list[tuple[Document, Span]],
    gold: list[Reading],
    soft: list[np.ndarray | None],
    inner: list[Lesson | None],
    inputs: Inputs,
) -> Targets:
    """Returns the tags and links that lie within the windows."""
    tags = torch.full_like(inputs.ids, IGNORED)
    for row, ((_, (start, end)), view) in enumerate(zip(windows, gold)):
        tags[row, inputs.firsts[row]] = torch.tensor(view.tags[start:end])
    contents, cues = links_of(windows, gold, inputs)
    targets = Targets(tags, blend(windows, tags, soft, inputs), contents, cues)
    if any(lesson is not None for lesson in inner):
        outside = torch.zeros_like(tags)
        targets.inner = blend(windows, outside, [lesson and lesson.tags for lesson in inner], inputs)
        nothing = Reading([], {}, {}, set())
        views = [lesson.reading if lesson else nothing for lesson in inner]
        targets.inner_contents, targets.inner_cues = links_of(windows, views, inputs)
    return targets


def blend(
    windows: list[tuple[Document, Span]], tags: Tensor, soft: list[np.ndarray | None], inputs: Inputs
) -> Tensor | None:
    """Returns probabilities of tags: a teacher's where there is one, else all on the given tag."""
    if all(table is None for table in soft):
        return None
    out = torch.nn.functional.one_hot(tags.clamp(min=0), len(TAGS)).float()
    for row, ((_, (start, end)), table) in enumerate(zip(windows, soft)):
        if table is not None:
            out[row, inputs.firsts[row]] = torch.from_numpy(table[start:end])
    return out


def links_of(windows: list[tuple[Document, Span]], gold: list[Reading], inputs: Inputs) -> tuple[Links, Links]:
    """Returns the choices of a cue for each content and of a source for each cue."""
    cues: list[list[int]] = []
    sources: list[list[int]] = []
    contents: list[list[int]] = []
    for (_, (start, end)), view in zip(windows, gold):
        cues.append([w for w in sorted(view.cues()) if start <= w < end])
        sources.append([w for w in sorted(view.sources) if start <= w < end])
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

    return links(contents, cues, False), links(cues, sources, True)
