#!/usr/bin/env python3
"""Builds the record of one series of articles and prints, as a Markdown table, how much each question finds in it.

  python3 scripts/series.py --articles ../shared/articles --series "NAME" [--command target/release/rapporteur]

The folder has INDEX.tsv with the columns file, title, publisher, published, address and series. No words of the articles
are printed beyond a few.
"""
from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 7  # of an example


def short(words: str) -> str:
    """Returns the first words, without marks that would break a table."""
    kept = words.replace("|", " ").split()
    return " ".join(kept[:WORDS]) + (" …" if len(kept) > WORDS else "")


def evidence(row: dict) -> dict:
    """Returns the first quote of a row, wherever it lies."""
    for value in row.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                if "words" in one and "document" in one:
                    return one
                found = evidence(one)
                if found:
                    return found
    return {}


def shown(name: str, rows: list[dict]) -> str:
    """Returns what a question found, in a few words."""
    kinds = {"shifts": "kind", "gaps": "kind", "corroboration": "status"}
    if name in kinds:
        counted = Counter(str(row.get(kinds[name])) for row in rows)
    elif name == "expectations":
        counted = Counter(row["outcome"]["status"] for row in rows)
    elif name == "meetings":
        counted = Counter(row["status"] for row in rows)
    else:
        return ""
    return ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counted.most_common())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--series", required=True)
    parser.add_argument("--command", type=Path, default=ROOT / "target" / "release" / "rapporteur")
    options = parser.parse_args()
    command = options.command.resolve()
    with open(options.articles / "INDEX.tsv", encoding="utf8") as lines:
        index = [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["series"] == options.series]
    if not index:
        print(f"{options.series}: no such series in INDEX.tsv", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        articles = Path(folder) / "articles.jsonl"
        with open(articles, "w", encoding="utf8") as out:
            for row in index:
                text = (options.articles / row["file"]).read_text(encoding="utf8")
                known = {"title": row["title"], "outlet": row["publisher"], "published": row["published"], "url": row["address"]}
                out.write(json.dumps({"text": text, **known}) + "\n")

        def run(*arguments: str) -> str:
            return subprocess.run([command, *arguments], capture_output=True, text=True, check=False).stdout

        run("init", str(case))
        run("add", "--case", str(case), str(articles))
        print(f"| command | rows | of these | the first row |\n|---|---|---|---|")
        for name in ("positions", "shifts", "gaps", "corroboration", "meetings", "expectations", "sources", "zone", "documents"):
            rows = json.loads(run(name, "--case", str(case), "--format", "json", "--limit", "0") or "[]")
            quote = evidence(rows[0]) if rows else {}
            first = f"“{short(quote['words'])}” {quote.get('outlet') or ''}, {quote.get('published') or 'undated'}" if quote else ""
            print(f"| `{name}` | {len(rows)} | {shown(name, rows)} | {first} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
