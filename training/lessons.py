"""Reads what teachers said about documents, as `label.py` wrote it down."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import Document, Reading, Relation, reading


@dataclass
class Lesson:
    """What teachers say about a document: tag probabilities by word, and links from the first teacher."""

    tags: np.ndarray
    reading: Reading


def read_lessons(labels: list[Path], documents: list[Document]) -> dict[str, Lesson]:
    """Reads the labels of several teachers and takes the mean of their probabilities."""
    tables = [np.load(path.with_suffix(".npz")) for path in labels]
    found: dict[str, list[Relation]] = {}
    if labels:
        with open(labels[0].with_suffix(".jsonl"), encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["doc"]] = [
                    Relation(**{role: [(s, e) for s, e in a[role]] for role in ("source", "cue", "content")})
                    for a in row["attributions"]
                ]
    lessons = {}
    for document in documents:
        if tables and all(document.name in t for t in tables):
            tags = np.mean([t[document.name].astype(np.float32) for t in tables], axis=0)
            if len(tags) != len(document.words):
                raise ValueError(f"{document.name}: the teacher saw {len(tags)} words, the student {len(document.words)}")
            tags /= tags.sum(axis=1, keepdims=True)
            lessons[document.name] = Lesson(tags, reading(document, found[document.name]))
    return lessons
