#!/usr/bin/env python3
"""Scores a spaCy model on the sentences that `cargo run --release --example entity_score -- FILE` reads, the same way.

Usage: python3 training/spacy_entities.py FILE [--model en_core_web_sm]
spaCy and the model are no dependency of the project; where one is missing, this says so and ends.

spaCy has one kind for states and towns, so its GPE, LOC and FAC are compared with the corpus's countries and
locations together (`state or place`). NORP, dates, numbers, events, laws and works have no counterpart. What touches
a name of the corpus without counterpart (elections, events, others) is left out. spaCy takes `the` into a name, the
corpus does not: it is cut off. Every other difference counts.
"""
import argparse
import collections
import sys

CORPUS = {"person": "person", "politician": "person", "organisation": "organisation", "politicalparty": "organisation",
          "country": "state or place", "location": "state or place"}
SPACY = {"PERSON": "person", "ORG": "organisation", "GPE": "state or place", "LOC": "state or place", "FAC": "state or place"}
TIGHT = {",", ".", ";", ":", ")", "'s", "'", "?", "!", "%"}


def sentences(path):
    """Yields text, marks with a counterpart as (from, to, kind), and spans of the others."""
    for part in open(path, encoding="utf8").read().split("\n\n"):
        text, marks, other, begun = "", [], [], None
        lines = [line.split("\t") for line in part.split("\n") if "\t" in line]
        for word, tag in lines + [["", "O"]]:
            if begun and not tag.startswith("I-"):
                kind = CORPUS.get(begun[1])
                (marks if kind else other).append((begun[0], len(text), kind))
                begun = None
            if text and word not in TIGHT and not text.endswith("("):
                text += " "
            if tag.startswith("B-"):
                begun = (len(text), tag[2:])
            text += word
        if lines:
            yield text.rstrip(), marks, other


def found(model, text, other):
    """Returns what the model finds, as `sentences` has marks."""
    marks = []
    for entity in model(text).ents:
        kind, start = SPACY.get(entity.label_), entity.start_char
        if entity.text.lower().startswith("the "):
            start += 4
        if kind and not any(a < entity.end_char and start < b for a, b, _ in other):
            marks.append((start, entity.end_char, kind))
    return marks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--model", default="en_core_web_sm")
    arguments = parser.parse_args()
    try:
        import spacy
        model = spacy.load(arguments.model)
    except (ImportError, OSError):
        print(f"spaCy with {arguments.model}: not installed", file=sys.stderr)
        return
    tally = collections.defaultdict(lambda: [0, 0, 0])
    for text, gold, other in sentences(arguments.file):
        marks = found(model, text, other)
        spans = [m[:2] for m in marks]
        for row in ("person", "organisation", "state or place", "all, so merged", "span only"):
            some = [g for g in gold if row in (g[2], "all, so merged", "span only")]
            hits = [g for g in some if (g[:2] in spans if row == "span only" else g in marks)]
            counts = [len(hits), len(some), sum(row in (m[2], "all, so merged", "span only") for m in marks)]
            tally[row] = [a + b for a, b in zip(tally[row], counts)]
    print(f"{arguments.model:14} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    for row, (right, gold, count) in tally.items():
        precision, recall = 100 * right / max(1, count), 100 * right / max(1, gold)
        print(f"{row:14} {precision:6.1f} {recall:6.1f} {200 * right / max(1, gold + count):6.1f} {gold:6} {count:6}")


if __name__ == "__main__":
    main()
