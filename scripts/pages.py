#!/usr/bin/env python3
"""Times the pages of `serve` on a case, from the request to the last byte, and prints a Markdown table.

  python3 scripts/pages.py --case FOLDER [--command target/release/rapporteur]

Each page is asked for twice: the first time may work out what is then kept. FOLDER may be one of those that the example
`record_scale` fills: the filters are for its parties and issues.
"""
from __future__ import annotations

import argparse
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "/", "/gaps", "/gaps?party=norland", "/issues", "/issue/pilots", "/party/norland", "/rounds", "/sources", "/search?q=harbour",
    "/search?q=harbour&party=norland", "/search?like=17:3", "/decide", "/decide/actors",
)


def milliseconds(address: str) -> float:
    """Returns how long an answer takes; an answer that is no page ends the run."""
    begun = time.monotonic()
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
    return 1e3 * (time.monotonic() - begun)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--command", type=Path, default=ROOT / "target" / "release" / "rapporteur")
    options = parser.parse_args()
    command = [options.command.resolve(), "serve", "--case", options.case, "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        home = server.stdout.readline().strip().rstrip("/")
        print("| page | first, ms | second, ms |\n|---|--:|--:|")
        for page in PAGES:
            print(f"| `{page}` | {milliseconds(home + page):.0f} | {milliseconds(home + page):.0f} |")
    finally:
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
