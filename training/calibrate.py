#!/usr/bin/env python3
"""Fits what turns the evidence for an attribution into a probability, on texts the model has not learned from.

  python training/calibrate.py --polnear DIR --gold DIR --scorer DIR/attribution_eval.py --model models/NAME

An attribution counts as right where content and source agree with the gold, one to one, as the scorer has it.
PolNeAR has no nested attributions: those of its texts are left out, those of the gold readings tell how far
nested ones are to be believed. Prints the expected calibration error (15 bins of equal width) over folds of whole articles.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import ModuleType

import numpy as np

from inner import run_example
from logistic import fit_logistic, probability
from score import load_scorer

FOLDS = 5


def matched(judge: ModuleType, text: str, gold: list[dict], found: list[dict]) -> list[bool]:
    """Returns which of the found attributions the scorer would pair with a gold one."""
    index = judge.Index(text)

    def covers(one: dict) -> tuple[frozenset, frozenset]:
        return index.cover(one.get("content") or []), index.cover(one.get("source") or [])

    wanted, guesses = [covers(g) for g in gold], [covers(f) for f in found]
    pairs = []
    for i, (gold_content, gold_source) in enumerate(wanted):
        for j, (content, source) in enumerate(guesses):
            same, whose = judge.jaccard(gold_content, content), judge.jaccard(gold_source, source)
            if gold_content and same >= 0.5 and whose >= 0.5:
                pairs.append((same + 1e-3 * whose, i, j))
    right, used = [False] * len(found), set()
    for _, i, j in sorted(pairs, key=lambda p: -p[0]):
        if i not in used and not right[j]:
            used.add(i)
            right[j] = True
    return right


def evidence_of(folder: Path, model: Path, work: Path) -> list[dict]:
    """Returns the attributions of every document of a folder, with their evidence."""
    out = work / "evidence.jsonl"
    run_example("evidence", "--model", str(model.resolve()), "--polnear", str(folder.resolve()), out=out)
    return [json.loads(line) for line in out.read_text(encoding="utf8").splitlines()]


def polnear_cases(folder: Path, model: Path, judge: ModuleType, work: Path) -> list[list[tuple[list[float], bool]]]:
    """Returns evidence and truth of the outer attributions of each document."""
    gold, cases = judge.gold_of(folder), []
    for line in evidence_of(folder, model, work):
        text = (folder / "text" / f"{line['doc']}.txt").read_bytes().decode("utf8")
        found = [a for a in line["attributions"] if a["parent"] is None and a["cue"]]
        right = matched(judge, text, judge.read_ann(gold[line["doc"]][0]), found)
        cases.append([(a["evidence"], r) for a, r in zip(found, right)])
    return cases


def gold_cases(folder: Path, model: Path, judge: ModuleType, work: Path) -> list[list[tuple[list[float], bool]]]:
    """Returns evidence and truth of all attributions of each article read by hand."""
    texts = work / "gold" / "text"
    texts.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        (texts / path.name).write_bytes(path.read_bytes())
    cases = []
    for line in evidence_of(texts.parent, model, work):
        truth = json.loads((folder / f"{line['doc']}.gold.json").read_text(encoding="utf8"))
        text = (folder / f"{line['doc']}.txt").read_bytes().decode("utf8")
        found = [a for a in line["attributions"] if a["cue"]]
        right = matched(judge, text, truth["attributions"], found)
        cases.append([(a["evidence"], r) for a, r in zip(found, right)])
    return cases


def table(cases: list[list[tuple[list[float], bool]]]) -> tuple[np.ndarray, np.ndarray]:
    """Returns the evidence of all attributions of some documents, and which are right."""
    rows = [case for document in cases for case in document]
    return np.array([values for values, _ in rows]), np.array([right for _, right in rows], dtype=float)


def calibration_error(chance: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    """Returns the expected calibration error (Naeini et al. 2015): the mean gap between confidence and truth."""
    which = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [abs(chance[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in set(which)]
    return float(sum(gaps))


def calibrate(polnear: Path, gold: Path, scorer: Path, model: Path, work: Path) -> None:
    """Fits the calibration, prints how well it holds on articles left out, and keeps it in the model's settings."""
    judge = load_scorer(scorer)
    dev = polnear_cases(polnear / "dev", model, judge, work)
    own = gold_cases(gold, model, judge, work)
    chances, truths = [], []
    for fold in range(FOLDS):
        values, right = table([c for i, c in enumerate(dev) if i % FOLDS != fold] + own)
        left_out, truth = table(dev[fold::FOLDS])
        chances.append(probability(fit_logistic(values, right), left_out))
        truths.append(truth)
    chance, truth = np.concatenate(chances), np.concatenate(truths)
    print(f"{len(truth)} attributions of PolNeAR dev, {truth.mean():.3f} right, expected calibration error {calibration_error(chance, truth):.3f}")
    for least in (0.0, 0.3, 0.5, 0.7, 0.8, 0.9):
        kept = chance >= least
        print(f"confidence >= {least}: precision {100 * truth[kept].mean():.1f} %, {100 * truth[kept].sum() / truth.sum():.1f} % of the right ones kept")
    weights = fit_logistic(*table(dev + own))
    settings = json.loads((model / "tagger.json").read_text(encoding="utf8"))
    settings["calibration"] = {"weights": [round(float(w), 4) for w in weights]}
    (model / "tagger.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--polnear", "--gold", "--scorer", "--model", "--work"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    calibrate(options.polnear, options.gold, options.scorer, options.model, options.work)


if __name__ == "__main__":
    main()
