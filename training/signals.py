"""Learns what statements tell about the talks: writes data/signals.toml and prints leave-one-article-out scores.

The codebook says which signal each cue class and group of words speaks for; that is where a logistic regression for
each signal starts, and the file holds what it adds to that. There are two sets of weights: of what the statement's own
words tell, and of that with what the lists of the talks have of it, once these are read.

    cargo run --release --example oracle -- GOLD_DIR --signals > rows.jsonl
    python training/signals.py rows.jsonl [MORE.jsonl ...] --out data/signals.toml

Nothing is drawn by chance: the same rows and codebook give the same file.
"""
from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

import numpy as np
from logistic import fit_logistic, probability

SIGNALS = ["position", "shift", "outcome", "atmosphere", "conduct", "process", "assessment", "other"]
PRIOR = 1.5
START = -2.0
RIDGE = 1.5
LEAST = 0.35
CODEBOOK = Path(__file__).parent.parent / "data" / "cues.toml"


def prior(names: list[str], book: dict, signal: str) -> np.ndarray:
    """Returns where the regression of a signal starts: what the codebook says of classes and groups."""
    speaks = {f"class:{c['name']}": c["signals"] for c in book["class"]}
    speaks |= {f"words:{v['name']}": [v["signal"]] for v in book["vocabulary"]}
    start = [PRIOR if signal in speaks.get(name, []) else 0.0 for name in names]
    return np.array([*start, START])


def table(rows: list[dict], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Returns features and labels of all attributions as matrices of 0 and 1."""
    features = [set(f) for row in rows for f in row["features"]]
    signals = [set(s) for row in rows for s in row["signals"]]
    values = np.array([[float(n in f) for n in names] for f in features])
    return values, np.array([[float(s in told) for s in SIGNALS] for told in signals])


def decide(chances: np.ndarray) -> np.ndarray:
    """Returns which signals are told: all that are likely enough, else the likeliest."""
    told = chances >= LEAST
    told[np.arange(len(told)), chances.argmax(axis=1)] |= ~told.any(axis=1)
    return told


def fit(rows: list[dict], names: list[str], book: dict) -> list[np.ndarray]:
    """Returns the weights of each signal, the constant last."""
    values, labels = table(rows, names)
    return [
        fit_logistic(values, labels[:, i], RIDGE, prior(names, book, signal))
        for i, signal in enumerate(SIGNALS)
    ]


def grounded(rows: list[dict]) -> list[dict]:
    """Returns the rows with what the talks have of each statement among its features."""
    return [{**r, "features": [f + g for f, g in zip(r["features"], r["grounds"])]} for r in rows]


def named(rows: list[dict]) -> list[str]:
    """Returns the names of all features."""
    return sorted({name for row in rows for features in row["features"] for name in features})


def leave_one_out(rows: list[dict], names: list[str], book: dict) -> None:
    """Prints micro F1, and F1 of each signal, over articles that had no part in the weights they are read with."""
    told, gold = [], []
    for row in (r for r in rows if r["features"]):
        weights = fit([r for r in rows if r is not row], names, book)
        values, labels = table([row], names)
        told.append(decide(np.stack([probability(w, values) for w in weights], axis=1)))
        gold.append(labels > 0)
    told, gold = np.concatenate(told), np.concatenate(gold)
    f1 = lambda t, g: 200 * (t & g).sum() / max(1, t.sum() + g.sum())
    print(f"leave one article out, {len(rows)} articles, {len(gold)} attributions: F1 {f1(told, gold):.1f}")
    print(" ".join(f"{s} {f1(told[:, i], gold[:, i]):.0f}" for i, s in enumerate(SIGNALS)))


def write(path: Path, sets: dict[str, list[dict]], book: dict) -> None:
    """Writes what the regressions add to the codebook's own word, one table a signal."""
    lines = [
        "# What statements tell about the talks: weights that training/signals.py learned, added to what cues.toml says",
        "# of its classes and groups of words. Not to be edited by hand.",
        "",
        f"prior = {PRIOR}",
        f"least = {LEAST}",
    ]
    for title, rows in sets.items():
        names = named(rows)
        for signal, learned in zip(SIGNALS, fit(rows, names, book)):
            added = learned - prior(names, book, signal)
            lines += ["", f"[{title}.{signal}]", f'constant = {added[-1] + START:.3f}']
            lines += [f'"{name}" = {w:.3f}' for name, w in zip(names, added) if abs(w) >= 0.0005]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def main() -> None:
    """Reads rows, scores, learns from all of them, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for path in args.rows for line in path.read_text(encoding="utf8").splitlines()]
    book = tomllib.loads(CODEBOOK.read_text(encoding="utf8"))
    sets = {"weights": rows, "grounded": grounded(rows)}
    for title, told in sets.items():
        print(title, end=": ")
        leave_one_out(told, named(told), book)
    write(args.out, sets, book)


if __name__ == "__main__":
    main()
