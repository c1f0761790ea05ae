#!/usr/bin/env python3
"""Lets a finished tagger label documents, so that a smaller one can learn from it.

  python training/label.py --model models/mpnet-l6 --rows FILE.jsonl --out LABELS

The rows must be cut with that model's vocabulary; words are the same for every vocabulary, so the student may be
cut into other pieces. Writes LABELS.npz, the probabilities of tags by word; LABELS.jsonl, the attributions found;
and LABELS.pt, what the tagger sees inside contents (--inner-lessons of make_model.py), if it has a head for that.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from data import BEGIN, TAGS, Document, Reading, covered, read_rows
from decode import Output, run_over
from export import onnx_run
from lessons import Lesson
from score import predict, write_predictions

FLAT = np.zeros((len(TAGS) + 1, len(TAGS)))  # no transitions: a teacher says what it sees


def inside(documents: list[Document], outputs: dict[str, Output], no_source: float) -> dict[str, Lesson]:
    """Returns the tags and links that the second head sees, by document."""
    turned = {name: Output(o.inner, o.emissions, o.links) for name, o in outputs.items()}
    found = predict(documents, turned, FLAT, 0.0, no_source)
    lessons = {}
    for document in documents:
        seen = Reading([], {}, {}, set())
        for one in found[document.name]:
            first = {role: [covered(document, (s, e))[0] for s, e in one[role]] for role in BEGIN}
            for cue in first["cue"]:
                seen.source_of.setdefault(cue, set()).update(first["source"])
                seen.sources.update(first["source"])
                for part in first["content"]:
                    seen.cue_of.setdefault(part, set()).add(cue)
        lessons[document.name] = Lesson(np.exp(outputs[document.name].inner).astype(np.float32), seen)
    return lessons


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder with tagger.onnx and tagger.json")
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True, help="where to write, without an ending")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    settings = json.loads((options.model / "tagger.json").read_text(encoding="utf8"))
    documents = [d for path in options.rows for d in read_rows(path)]
    special = {kind: settings[kind] for kind in ("cls", "sep", "pad", "unk")}
    outputs = run_over(documents, special, onnx_run(options.model / "tagger.onnx", options.threads))
    found = predict(documents, outputs, FLAT, 0.0, settings["no_source"])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out.with_suffix(".npz"), **{n: np.exp(o.emissions).astype(np.float16) for n, o in outputs.items()}
    )
    write_predictions(options.out.with_suffix(".jsonl"), found)
    if settings["inner"]:
        torch.save(inside(documents, outputs, settings["no_source"]), options.out.with_suffix(".pt"))


if __name__ == "__main__":
    main()
