#!/usr/bin/env python3
"""Fits the linker's local part on the gold links of the training part and writes it into tagger.json.

  python training/link_weights.py --polnear DIR --rows ROWS/train.jsonl --model models/NAME --work DIR
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from data import Document, Reading, read_gold, read_rows
from decode import spans_of
from inner import run_example
from logistic import fit_logistic, probability

# How much the local part counts beside the network's score; chosen on the development part.
WEIGHT = 0.3


def write_gold(path: Path, documents: list[Document], gold: dict[str, list[Reading]]) -> None:
    """Writes the spans of the first reading of each document."""
    with open(path, "w", encoding="utf8") as out:
        for document in documents:
            if document.name in gold:
                found = spans_of(gold[document.name][0].tags)
                spans = sorted(([r, *s] for r, all_of in found.items() for s in all_of), key=lambda s: s[1])
                out.write(json.dumps({"doc": document.name, "spans": spans}) + "\n")


def labelled(lines: list[dict], gold: dict[str, list[Reading]], content: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns the features of all pairs of one kind, and which of them are links."""
    features, right = [], []
    for line in lines:
        reading = gold[line["doc"]][0]
        for pair in line["links"]:
            if pair["content"] != content:
                continue
            links = reading.cue_of.get(pair["other"]) if content else reading.source_of.get(pair["cue"])
            if links is not None:
                features.append(pair["features"])
                right.append((pair["cue"] if content else pair["other"]) in links)
    return np.array(features), np.array(right, dtype=float)


def fit_links(polnear: Path, rows: Path, model: Path, work: Path) -> None:
    """Fits both kinds of link and keeps the weights in the model's settings."""
    documents = read_rows(rows)
    gold = read_gold(polnear / "train", documents)
    spans = work / "gold-spans.jsonl"
    write_gold(spans, documents, gold)
    links = work / "gold-links.jsonl"
    run_example(
        "links", "--vocab", str((model / "vocab.txt").resolve()), "--gold", str(spans.resolve()),
        "--polnear", str((polnear / "train").resolve()), out=links,
    )
    lines = [json.loads(line) for line in links.read_text(encoding="utf8").splitlines()]
    settings = json.loads((model / "tagger.json").read_text(encoding="utf8"))
    linker: dict[str, object] = {"weight": WEIGHT}
    for name, content in (("content", True), ("source", False)):
        features, right = labelled(lines, gold, content)
        weights = fit_logistic(features, right)
        agree = ((probability(weights, features) > 0.5) == right.astype(bool)).mean()
        print(f"{name}: {len(right)} pairs, {right.mean():.3f} of them links, {agree:.3f} told apart")
        linker[name] = [round(float(w), 4) for w in weights]
    settings["linker"] = linker
    (model / "tagger.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--polnear", "--rows", "--model", "--work"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    fit_links(options.polnear, options.rows, options.model, options.work)


if __name__ == "__main__":
    main()
