"""Rows printed by the Rust side, gold from brat files, and the windows cut from both.

A row is a document as words, word pieces and features; see the example `training_rows` of the crate.
Nothing here tokenises: the trainer sees exactly what the binary will see.
"""
from __future__ import annotations

import json
import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
BEGIN = {"source": 1, "cue": 3, "content": 5}
MAX_PIECES = 256  # of one window, with its first and last marker
FEATURES = 96  # (quote 4 × capitals 4 × start 2 × kind 3)

Span = tuple[int, int]  # half-open, in words or in code points


@dataclass
class Document:
    """One document as the tagger reads it; `paragraphs` are ranges of words."""

    name: str
    words: list[Span]
    pieces: list[list[int]]
    features: list[int]
    paragraphs: list[Span]


@dataclass
class Relation:
    """One annotated attribution, in code points."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass
class Reading:
    """One annotator's view of a document, in words.

    Spans are named by their first word. `cue_of` maps each content to its cues; `source_of` maps each
    cue to its sources, where an empty set means that the annotator saw none.
    """

    tags: list[int]
    cue_of: dict[int, set[int]]
    source_of: dict[int, set[int]]
    sources: set[int]

    def cues(self) -> set[int]:
        """Returns the first words of all cues."""
        tagged = {w for w, tag in enumerate(self.tags) if tag == BEGIN["cue"]}
        return tagged | set(self.source_of) | {c for cues in self.cue_of.values() for c in cues}


def read_rows(path: Path) -> list[Document]:
    """Reads the JSON lines that the Rust side prints."""
    documents = []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            words: list[Span] = []
            pieces: list[list[int]] = []
            features: list[int] = []
            paragraphs: list[Span] = []
            for paragraph in row["paragraphs"]:
                first = len(words)
                words += [(s, e) for s, e in paragraph["words"]]
                pieces += [p[: MAX_PIECES - 2] for p in paragraph["pieces"]]
                features += paragraph["features"]
                if len(words) > first:
                    paragraphs.append((first, len(words)))
            if not len(words) == len(pieces) == len(features):
                raise ValueError(f"{path}: words, pieces and features of {row['doc']} differ in number")
            documents.append(Document(row["doc"], words, pieces, features, paragraphs))
    return documents


def read_brat(path: Path) -> list[Relation]:
    """Reads the attributions of one brat file; text that no attribution points at plays no part."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        label, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", label):
            where = rest.split("\t")[0].partition(" ")[2]
            spans[label] = [(int(s), int(e)) for s, e in (part.split() for part in where.split(";"))]
        elif re.fullmatch(r"E\d+", label):
            events.append(rest.split()[1:])
    relations = []
    for arguments in events:
        relation = Relation()
        for argument in arguments:
            role, _, target = argument.partition(":")
            part = getattr(relation, role.rstrip("0123456789").lower(), None)
            if part is not None:
                part.extend(spans.get(target, []))
        if relation.content:
            relations.append(relation)
    return relations


def read_gold(folder: Path, documents: Iterable[Document]) -> dict[str, list[Reading]]:
    """Returns the readings of each document, in the order of the annotators' file names."""
    files: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    return {d.name: [reading(d, read_brat(p)) for p in files[d.name]] for d in documents if d.name in files}


def covered(document: Document, span: Span) -> Span:
    """Returns the words that a stretch of code points touches."""
    first = bisect_right(document.words, span[0], key=lambda w: w[1])
    return first, bisect_left(document.words, span[1], key=lambda w: w[0])


def reading(document: Document, relations: list[Relation]) -> Reading:
    """Lays relations over the words, one role a word.

    Where spans overlap, a cue wins over a source, a source over a content, a short span over a long one.
    """
    spans = {
        (role, *covered(document, span))
        for relation in relations
        for role in BEGIN
        for span in getattr(relation, role)
    }
    owner: list[tuple[str, int, int] | None] = [None] * len(document.words)
    rank = {"content": 0, "source": 1, "cue": 2}
    for span in sorted(spans, key=lambda s: (rank[s[0]], s[1] - s[2], s[1])):
        for word in range(span[1], span[2]):
            owner[word] = span

    tags = [0] * len(owner)
    runs: dict[tuple[str, int, int], list[int]] = {}  # span -> first words of what is left of it
    for word, span in enumerate(owner):
        if span is not None:
            goes_on = word > 0 and owner[word - 1] == span
            tags[word] = BEGIN[span[0]] + goes_on
            if not goes_on:
                runs.setdefault(span, []).append(word)

    def firsts(relation: Relation, role: str) -> list[int]:
        return [w for s in getattr(relation, role) for w in runs.get((role, *covered(document, s)), [])]

    out = Reading(tags, {}, {}, {w for span, ws in runs.items() if span[0] == "source" for w in ws})
    for relation in relations:
        for cue in firsts(relation, "cue")[:1]:
            sources = firsts(relation, "source")[:1]
            if sources or not relation.source:
                out.source_of.setdefault(cue, set()).update(sources)
            for content in firsts(relation, "content"):
                out.cue_of.setdefault(content, set()).add(cue)
    return out


def units(document: Document, room: int, longest: int) -> list[Span]:
    """Returns the paragraphs, those that exceed `room` cut at word borders into parts of `longest`."""
    out: list[Span] = []
    for first, end in document.paragraphs:
        limit = room if sum(map(len, document.pieces[first:end])) <= room else longest
        start, size = first, 0
        for word in range(first, end):
            more = len(document.pieces[word])
            if size + more > limit:
                out.append((start, word))
                start, size = word, 0
            size += more
        out.append((start, end))
    return out


def size_of(document: Document, span: Span) -> int:
    """Returns the number of word pieces of some words."""
    return sum(map(len, document.pieces[span[0] : span[1]]))


def packed(document: Document, first_room: int, room: int = MAX_PIECES - 2) -> Iterator[Span]:
    """Yields windows of whole paragraphs, the first no larger than `first_room` if a border allows it."""
    start, size, limit = 0, 0, first_room
    for unit in units(document, room, room):
        more = size_of(document, unit)
        if size and size + more > limit:
            yield start, unit[0]
            start, size, limit = unit[0], 0, room
        size += more
    if size:
        yield start, len(document.words)


def windows_of_pass(documents: list[Document], chance: random.Random) -> list[tuple[Document, Span]]:
    """Returns the windows of one pass over the corpus, cut at other paragraphs each time."""
    room = MAX_PIECES - 2
    return [(d, w) for d in documents for w in packed(d, chance.randint(room // 8, room), room)]


def batches_of_pass(
    windows: list[tuple[Document, Span]], size: int, chance: random.Random, pool: int = 64
) -> list[list[tuple[Document, Span]]]:
    """Groups windows of like length into batches, in random order."""
    windows = list(windows)
    chance.shuffle(windows)
    batches = []
    for at in range(0, len(windows), size * pool):
        group = sorted(windows[at : at + size * pool], key=lambda w: size_of(*w))
        batches += [group[i : i + size] for i in range(0, len(group), size)]
    chance.shuffle(batches)
    return batches
