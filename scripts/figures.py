#!/usr/bin/env python3
"""Runs every `evaluate` command that docs/figures.md shows and puts what it prints under it.

  python3 scripts/figures.py [--command target/release/rapporteur]

Build the command first (`cargo build --release`). The gold folders must stand beside the repository.
"""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "figures.md"
SHOWN = re.compile(r"    cargo run --release -- (evaluate .+)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", type=Path, default=ROOT / "target" / "release" / "rapporteur")
    command = parser.parse_args().command.resolve()
    out: list[str] = []
    lines = iter(PAGE.read_text(encoding="utf8").split("\n"))
    for line in lines:
        out.append(line)
        shown = SHOWN.fullmatch(line)
        if shown is None:
            continue
        print(shown[1], file=sys.stderr)
        ran = subprocess.run([command, *shown[1].split()], cwd=ROOT, check=True, capture_output=True, text=True)
        out += ["", *(("    " + row).rstrip() for row in ran.stdout.rstrip().split("\n"))]
        # What was printed before goes: blank and indented lines up to the next paragraph.
        after = next((row for row in lines if row and not row.startswith("    ")), None)
        out += [""] if after is None else ["", after]
    PAGE.write_text("\n".join(out).rstrip() + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
