"""Labels for attributions inside contents: what a trained tagger sees in each gold content, read as a text of its own.

PolNeAR annotates no attribution within another one. Reading each content again would cost a third of the time of
reading an article, so the tagger has a second head that learns to see the same at once.
"""
from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np

from data import BEGIN, TAGS, Document, Reading, covered, read_brat, read_rows
from decode import Run, run_over
from lessons import Lesson
from score import predict

REPOSITORY = Path(__file__).resolve().parent.parent


def run_example(*arguments: str, out: Path) -> None:
    """Runs the Rust example that prints what training reads, into a file."""
    command = ["cargo", "run", "--release", "--quiet", "--example", "training_rows", "--", *arguments]
    unfinished = out.with_suffix(".new")
    with open(unfinished, "wb") as printed:
        subprocess.run(command, cwd=REPOSITORY, stdout=printed, check=True)
    unfinished.replace(out)


def content_rows(part: Path, documents: list[Document], vocabulary: Path, work: Path) -> list[Document]:
    """Returns each gold content of the first reading of each document, cut as a text of its own."""
    gold, rows = work / "gold-contents.jsonl", work / "content-rows.jsonl"
    if not rows.exists():
        with open(gold, "w", encoding="utf8") as out:
            for document in documents:
                first = min((part / "attributions").glob(f"{document.name}_*.ann"))
                contents = [r.content for r in read_brat(first)]
                out.write(json.dumps({"doc": document.name, "contents": contents}) + "\n")
        run_example(
            "contents", "--vocab", str(vocabulary.resolve()), "--polnear", str(part.resolve()), "--gold", str(gold.resolve()), out=rows
        )
    return read_rows(rows)


def inner_lessons(
    documents: list[Document], contents: list[Document], special: dict[str, int], run: Run, transitions: np.ndarray,
    weight: float, no_source: float,
) -> dict[str, Lesson]:
    """Returns the tags and links inside contents, laid over the words of each document."""
    outputs = run_over(contents, special, run)
    found = predict(contents, outputs, transitions, weight, no_source)
    whole = {d.name: d for d in documents}
    lessons = {}
    for name, document in whole.items():
        tags = np.zeros((len(document.words), len(TAGS)), dtype=np.float32)
        tags[:, 0] = 1
        lessons[name] = Lesson(tags, Reading([], {}, {}, set()))
    for content in contents:
        name = content.name.rpartition("#")[0]
        document, lesson = whole[name], lessons[name]
        place = {word: i for i, word in enumerate(document.words)}
        for word, emission in zip(content.words, outputs[content.name].emissions):
            if word in place:
                lesson.tags[place[word]] = np.exp(emission)
        for one in found[content.name]:
            first = {role: [covered(document, (s, e))[0] for s, e in one[role]] for role in BEGIN}
            for cue in first["cue"]:
                lesson.reading.source_of.setdefault(cue, set()).update(first["source"])
                lesson.reading.sources.update(first["source"])
                for part in first["content"]:
                    lesson.reading.cue_of.setdefault(part, set()).add(cue)
    return lessons
