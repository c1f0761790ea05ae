"""Writes predictions and scores them, with the project's scorer where one is given, else by exact spans."""
from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from data import Document, Reading
from decode import Output, attributions_of, spans_of, viterbi


def load_scorer(path: Path) -> ModuleType:
    """Loads the scorer from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(
    documents: list[Document], outputs: dict[str, Output], transitions: np.ndarray, weight: float, no_source: float
) -> dict[str, list[dict[str, Any]]]:
    """Returns the attributions of each document."""
    return {d.name: attributions_of(d, outputs[d.name], transitions, weight, no_source) for d in documents}


def write_predictions(path: Path, predictions: dict[str, list[dict[str, Any]]]) -> None:
    """Writes one JSON object a document, as the scorer reads them."""
    with open(path, "w", encoding="utf8") as out:
        for name, found in predictions.items():
            out.write(json.dumps({"doc": name, "attributions": found}) + "\n")


def scores(folder: Path, predictions: dict[str, list[dict[str, Any]]], scorer: Path) -> dict[str, float]:
    """Returns the scorer's F1 figures over the documents that were predicted."""
    judge = load_scorer(scorer)
    tally = judge.Tally()
    for name, paths in judge.gold_of(folder).items():
        if name in predictions:
            text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf8")
            judge.score_doc(tally, text, judge.read_ann(paths[0]), predictions[name])
    return {measure: row["f1"] for measure, row in tally.table().items()}


def span_scores(
    gold: dict[str, list[Reading]], outputs: dict[str, Output], transitions: np.ndarray, weight: float
) -> dict[str, float]:
    """Returns the F1 of exact spans of each role against the first reading, in percent."""
    right, wanted, found = ({"source": 0, "cue": 0, "content": 0} for _ in range(3))
    for name, output in outputs.items():
        if name in gold:
            truth = spans_of(gold[name][0].tags)
            guess = spans_of(viterbi(output.emissions, transitions, weight))
            for role in right:
                right[role] += len(set(truth[role]) & set(guess[role]))
                wanted[role] += len(truth[role])
                found[role] += len(guess[role])
    return {f"span {r}": round(200 * right[r] / max(1, wanted[r] + found[r]), 1) for r in right}
