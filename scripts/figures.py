#!/usr/bin/env python3
"""Runs every `evaluate` and every `…_score` example that docs/figures.md shows and puts what it prints under it.

  python3 scripts/figures.py [--command target/release/rapporteur]

Build them first (`cargo build --release --examples --bins`). The gold folders must stand beside the repository.
"""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "figures.md"
SHOWN = re.compile(r"    cargo run --release (?:-- (evaluate .+)|--example (\w+_score) -- (.+))")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", type=Path, default=ROOT / "target" / "release" / "rapporteur")
    command = parser.parse_args().command.resolve()
    out: list[str] = []
    lines = PAGE.read_text(encoding="utf8").split("\n")
    while lines:
        line = lines.pop(0)
        out.append(line)
        shown = SHOWN.fullmatch(line)
        if shown is None:
            continue
        print(line.strip(), file=sys.stderr)
        program = command.parent / "examples" / shown[2] if shown[2] else command
        ran = subprocess.run([program, *(shown[1] or shown[3]).split()], cwd=ROOT, check=True, capture_output=True, text=True)
        out += ["", *(("    " + row).rstrip() for row in ran.stdout.rstrip().split("\n")), ""]
        # What was printed before goes: blank and indented lines up to the next paragraph or command.
        while lines and (not lines[0] or lines[0].startswith("    ") and not SHOWN.fullmatch(lines[0])):
            lines.pop(0)
    PAGE.write_text("\n".join(out).rstrip() + "\n", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
