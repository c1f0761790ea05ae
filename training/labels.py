"""Articles read by hand under the guidelines: attributions of the text, and those inside contents.

The labels lie in training/labels; the texts do not, they are read from a folder given on the command line.
"""
from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

from data import TAGS, Document, Reading, Relation, read_rows, reading
from inner import run_example
from lessons import Lesson


def labelled_articles(
    labels: Path, texts: Path, vocabulary: Path, work: Path
) -> tuple[list[Document], dict[str, list[Reading]], dict[str, Lesson]]:
    """Returns the articles, what was read in each, and what was read inside contents."""
    files = {p.name.removesuffix(".gold.json"): p for p in sorted(labels.glob("*.gold.json"))}
    folder = work / "labels" / "text"
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        shutil.copyfile(texts / f"{name}.txt", folder / f"{name}.txt")
    rows = work / "labels" / "rows.jsonl"
    if not rows.exists():
        run_example("rows", "--vocab", str(vocabulary.resolve()), "--polnear", str(folder.parent.resolve()), out=rows)
    documents = read_rows(rows)
    outer, inner = {}, {}
    for document in documents:
        found = json.loads(files[document.name].read_text(encoding="utf8"))["attributions"]
        levels = [depth(found, i) for i in range(len(found))]
        outer[document.name] = [reading(document, relations(found, levels, 0))]
        nested = reading(document, relations(found, levels, 1))
        inner[document.name] = Lesson(np.eye(len(TAGS), dtype=np.float32)[nested.tags], nested)
    return documents, outer, inner


def depth(found: list[dict], i: int) -> int:
    """Returns how deep an attribution is nested. A turn of a transcript has no cue and counts as no level: the
    program reads what is said in it as a text of its own."""
    parent = found[i]["parent"]
    if parent is None:
        return 0 if found[i]["cue"] else -1
    return depth(found, parent) + 1


def relations(found: list[dict], levels: list[int], level: int) -> list[Relation]:
    """Returns the attributions of one level that have a cue."""
    return [
        Relation(*([(s, e) for s, e in a[role]] for role in ("source", "cue", "content")))
        for a, at in zip(found, levels)
        if at == level and a["cue"]
    ]
