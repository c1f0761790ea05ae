"""Reads attributions off the tagger's output, so that training can be watched.

The binary's own decoder is the real one; this one only keeps its main steps.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from batch import Inputs, inputs_of
from data import MAX_PIECES, TAGS, Document, Reading, Span, packed

REACH = 60  # words between the two ends of a link
START = len(TAGS)  # the row of transitions into a document's first word

Run = Callable[[Inputs], tuple[np.ndarray, np.ndarray]]


@dataclass
class Output:
    """Log-probabilities of tags, those of tags inside contents, and link vectors, by word."""

    emissions: np.ndarray
    inner: np.ndarray
    links: np.ndarray


def transitions_of(gold: dict[str, list[Reading]]) -> np.ndarray:
    """Counts tags after tags over the first reading of each document; the last row is the start."""
    counts = np.ones((len(TAGS) + 1, len(TAGS)))
    for readings in gold.values():
        before = START
        for tag in readings[0].tags:
            counts[before, tag] += 1
            before = tag
    return np.log(counts / counts.sum(axis=1, keepdims=True))


def allowed() -> np.ndarray:
    """Returns which tag may follow which: a span goes on only from its own role."""
    out = np.ones((len(TAGS) + 1, len(TAGS)), dtype=bool)
    for inside in range(2, len(TAGS), 2):
        out[:, inside] = False
        out[[inside - 1, inside], inside] = True
    return out


def viterbi(emissions: np.ndarray, transitions: np.ndarray, weight: float) -> list[int]:
    """Returns the best sequence of tags."""
    if not len(emissions):
        return []
    step = np.where(allowed(), weight * transitions, -np.inf)
    best = step[START] + emissions[0]
    back = np.zeros(emissions.shape, dtype=int)
    for word in range(1, len(emissions)):
        scores = best[:, None] + step[:-1]
        back[word] = scores.argmax(axis=0)
        best = scores.max(axis=0) + emissions[word]
    tags = [int(best.argmax())]
    for word in range(len(emissions) - 1, 0, -1):
        tags.append(int(back[word, tags[-1]]))
    return tags[::-1]


def spans_of(tags: list[int]) -> dict[str, list[Span]]:
    """Returns the spans of each role."""
    out: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for word, tag in enumerate(tags):
        if tag % 2 == 1:
            out[TAGS[tag][2:]].append((word, word + 1))
        elif tag:
            role = out[TAGS[tag][2:]]
            role[-1] = (role[-1][0], word + 1)
    return out


def run_over(documents: list[Document], special: dict[str, int], run: Run, batch: int = 8) -> dict[str, Output]:
    """Runs the tagger over windows of whole paragraphs that do not overlap, like the binary."""
    jobs = [(d, w) for d in documents for w in packed(d, MAX_PIECES - 2)]
    jobs.sort(key=lambda job: sum(map(len, job[0].pieces[job[1][0] : job[1][1]])))
    out = {d.name: Output(*(np.zeros((len(d.words), len(TAGS))) for _ in range(2)), np.zeros((0, 0))) for d in documents}
    for at in range(0, len(jobs), batch):
        group = jobs[at : at + batch]
        inputs = inputs_of(group, special)
        emissions, links = run(inputs)
        for row, (document, (start, end)) in enumerate(group):
            firsts = inputs.firsts[row]
            logits = emissions[row, firsts].astype(np.float64)
            for table, part in zip((out[document.name].emissions, out[document.name].inner), np.hsplit(logits, 2)):
                table[start:end] = part - np.logaddexp.reduce(part, axis=1, keepdims=True)
            vectors = links[row, firsts]
            if not len(out[document.name].links):
                out[document.name].links = np.zeros((len(document.words), vectors.shape[1]), dtype=np.float32)
            out[document.name].links[start:end] = vectors
    return out


def link(cue: int, other: int, kind: int, output: Output) -> float:
    """Returns the score of a link; kind 0 source, 1 content."""
    query, key = output.links[cue], output.links[other]
    size = len(query) // 4
    product = query[2 * kind * size : (2 * kind + 1) * size] @ key[(2 * kind + 1) * size : (2 * kind + 2) * size]
    return float(product) / math.sqrt(size)


def attributions_of(
    document: Document, output: Output, transitions: np.ndarray, weight: float, no_source: float
) -> list[dict[str, list[list[int]]]]:
    """Tags the words, gives each content to its best cue and each cue its best source, or none."""
    spans = spans_of(viterbi(output.emissions, transitions, weight))

    def near(a: Span, b: Span) -> bool:
        return max(a[0], b[0]) - min(a[1], b[1]) <= REACH

    def place(span: Span) -> list[int]:
        return [document.words[span[0]][0], document.words[span[1] - 1][1]]

    contents: dict[Span, list[Span]] = {}
    for content in spans["content"]:
        scored = [(link(c[0], content[0], 1, output), c) for c in spans["cue"] if near(c, content)]
        score, cue = max(scored, default=(-math.inf, None))
        if cue is not None and score > -math.inf:
            contents.setdefault(cue, []).append(content)
    found = []
    for cue, parts in contents.items():
        scored = [(link(cue[0], s[0], 0, output), s) for s in spans["source"] if near(cue, s)]
        score, source = max(scored, default=(-math.inf, None))
        keep = source is not None and score > no_source
        found.append(
            {
                "source": [place(source)] if keep else [],
                "cue": [place(cue)],
                "content": [place(p) for p in parts],
            }
        )
    return found
