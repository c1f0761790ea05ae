#!/usr/bin/env python3
"""Lays out the texts that training/labels/unseen was read on, one folder for all.

  python3 scripts/unseen_texts.py [--shared ../shared] [--out target/unseen]

Articles are copied as they are. Those of PolNeAR get the day of their name as a line of its own below the title, so that
they have a date of publication like any other article; the offsets of the labels fit the text with that line.
"""
from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "training" / "labels" / "unseen"
DAY = re.compile(r"_(\d{4}-\d{2}-\d{2})_")


def text_of(name: str, shared: Path) -> str | None:
    """Returns the text that the labels of that name fit."""
    article = shared / "articles" / f"{name}.txt"
    if article.exists():
        return article.read_bytes().decode("utf8")
    for part in ("dev", "train"):
        source = shared / "polnear" / part / "text" / f"{name}.txt"
        day = DAY.search(name)
        if source.exists() and day:
            title, rest = source.read_bytes().decode("utf8").split("\n", 1)
            return f"{title}\n{day[1]}\n{rest}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "unseen")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for label in sorted(LABELS.glob("*/*.gold.json")):
        name = label.name.removesuffix(".gold.json")
        text = text_of(name, options.shared)
        if text is None:
            print(f"{name}: no text", file=sys.stderr)
            missing += 1
            continue
        (options.out / f"{name}.txt").write_bytes(text.encode("utf8"))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
