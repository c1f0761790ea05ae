#!/usr/bin/env python3
"""Makes the attribution tagger from PolNeAR: rows, training, export, 8-bit weights, scores. One seeded command.

  python training/make_model.py --polnear DIR --work DIR --out models/minilm-l6 --seed 13

Checkpoints, the 32-bit model and predictions stay in --work; the files that are shipped go to --out.
A run that was broken off goes on after its last whole pass when the same command is given again.
"""
from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("GOMP_SPINCOUNT", "0")  # threads that wait leave the cores to others

import numpy as np
import torch

from calibrate import calibrate
from card import write_card
from data import MAX_PIECES, TAGS, Document, read_gold, read_rows
from decode import run_over, transitions_of
from encoders import Pretrained, pretrained
from export import copy_vocabulary, onnx_run, operators, smooth, write_full, write_small
from fit import Corpus, fit, judge_with, say, torch_run
from inner import content_rows, inner_lessons, run_example
from labels import labelled_articles
from lessons import Lesson, read_lessons
from link_weights import fit_links
from model import Tagger
from score import predict, scores, span_scores, write_predictions

SMOOTHED_BY = 20  # documents that tell how high the inputs of each product run


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--polnear", type=Path, required=True, help="folder with train/ and dev/, each text/ and attributions/")
    add("--work", type=Path, required=True, help="folder for checkpoints and everything in between")
    add("--out", type=Path, required=True, help="folder for the finished model")
    add("--encoder", default="minilm", help="minilm; mpnet:N, the first N layers; tiny, for tests (default: minilm)")
    add("--name", help="name of the model (default: the name of --out)")
    add("--rows", type=Path, help="folder with train.jsonl and dev.jsonl (default: made by cargo in --work)")
    add("--gold", type=Path, help="folder of articles read by hand; with --scorer, confidence is calibrated on them and dev")
    add("--scorer", type=Path, help="scorer to import; without it only exact spans are scored")
    add("--labels", type=Path, help="further articles read by hand, learned from in the last passes (training/labels)")
    add("--label-texts", type=Path, help="folder with the texts of --labels")
    add("--label-times", type=int, default=4, help="how often each of them counts in a pass")
    add("--seed", type=int, default=13)
    add("--epochs", type=int, default=5, help="passes over the training part")
    add("--inner-epochs", type=int, default=2, help="further passes in which attributions inside contents are learned")
    add("--inner-lessons", type=Path, help="what a teacher saw inside contents (inner-lessons.pt of its --work): learned from the first pass on")
    add("--batch", type=int, default=8, help="windows a step")
    add("--rate", type=float, help="learning rate of the encoder (default: 1.5e-4, mpnet 7e-5, tiny 2e-3)")
    add("--head-rate", type=float, default=1e-3, help="learning rate of all else")
    add("--smoothing", type=float, default=0.0, help="label smoothing of tags")
    add("--link-weight", type=float, default=0.2, help="weight of the link loss beside that of tags")
    add("--transition-weight", type=float, default=0.25)
    add("--teacher", type=Path, nargs="+", default=[], help="labels written by label.py, of one or more teachers")
    add("--unlabelled", type=Path, help="rows of further documents that the teachers labelled")
    add("--unlabelled-most", type=int, default=840, help="how many of them to draw for each pass")
    add("--distil", type=float, default=0.5, help="weight of the teachers beside the gold")
    add("--threads", type=int, default=2)
    add("--limit", type=int, help="use only so many documents of each part, to try things out")
    options = parser.parse_args()
    if options.rate is None:
        options.rate = {"minilm": 1.5e-4, "tiny": 2e-3}.get(options.encoder, 7e-5)
    options.name = options.name or options.out.name
    return options


def rows(options: argparse.Namespace, vocabulary: Path, part: str) -> list[Document]:
    """Returns the documents of one part, having the Rust side cut them into words and pieces if need be."""
    folder = options.rows or options.work / "rows"
    path = folder / f"{part}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        run_example("rows", "--vocab", str(vocabulary.resolve()), "--polnear", str((options.polnear / part).resolve()), out=path)
    return read_rows(path)[: options.limit]


def finish(options: argparse.Namespace, base: Pretrained, model: Tagger, dev: list[Document], **known) -> None:
    """Exports the model, scores the exported files on the development part and writes the settings."""
    transitions, dev_gold = known["transitions"], known["dev_gold"]
    options.out.mkdir(parents=True, exist_ok=True)
    full, smoothed, small = options.work / "tagger-fp32.onnx", options.work / "smoothed.onnx", options.out / "tagger.onnx"
    write_full(model, full)
    write_full(smooth(model, known["sample"], base.special), smoothed)
    write_small(smoothed, small)
    say(f"operators: {operators(small)}")
    say(f"sizes: {full.stat().st_size:,} and {small.stat().st_size:,} bytes")
    no_source = model.no_source.item()
    figures = {}
    for label, path in (("fp32", full), ("int8", small)):
        outputs = run_over(dev, base.special, onnx_run(path, options.threads))
        figures[label] = span_scores(dev_gold, outputs, transitions, options.transition_weight)
        if options.scorer is not None:
            found = predict(dev, outputs, transitions, options.transition_weight, no_source)
            write_predictions(options.work / f"dev-{label}.jsonl", found)
            figures[label] = scores(options.polnear / "dev", found, options.scorer)
        say(f"{label}: {json.dumps(figures[label])}")
    copy_vocabulary(base.vocabulary, options.out / "vocab.txt")
    settings = {
        "name": options.name,
        "format": 1,
        "encoder": base.name,
        "layers": base.layers,
        "hidden": base.hidden,
        "max_pieces": MAX_PIECES,
        "tags": TAGS,
        "transitions": [[round(float(x), 4) for x in row] for row in transitions],
        "transition_weight": options.transition_weight,
        "inner": bool(options.inner_epochs or options.inner_lessons),
        "link_dim": model.link_dim,
        "no_source": round(no_source, 5),
        **base.special,
        "lowercase": base.lowercase,
        "seed": options.seed,
        "epochs": options.epochs,
        "data": "PolNeAR train",
        "scores": {"part": "PolNeAR dev, F1 in percent, decoded by training/decode.py", **figures},
    }
    (options.out / "tagger.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")
    write_card(options, settings, known["documents"], known["further"])


def inner_of(
    options: argparse.Namespace, base: Pretrained, model: Tagger, train: list[Document], transitions: np.ndarray
) -> dict[str, Lesson]:
    """Returns what the model sees inside the gold contents of the training part, and keeps it for a student."""
    contents = content_rows(options.polnear / "train", train, base.vocabulary, options.work)
    lessons = inner_lessons(
        train, contents, base.special, torch_run(model.eval()), transitions, options.transition_weight, model.no_source.item()
    )
    say(f"{len(contents)} contents hold {sum(len(x.reading.cue_of) for x in lessons.values())} contents of their own")
    torch.save(lessons, options.work / "inner-lessons.pt")
    return lessons


def learn_inside(options: argparse.Namespace, base: Pretrained, corpus: Corpus, lessons: dict[str, Lesson]) -> None:
    """Adds to the corpus what lies inside contents, and the articles of --labels."""
    corpus.inner = dict(lessons)
    if options.labels is None:
        return
    documents, outer, inner = labelled_articles(options.labels, options.label_texts, base.vocabulary, options.work)
    say(f"{len(documents)} further articles, each counted {options.label_times} times")
    corpus.labelled = corpus.labelled + options.label_times * documents
    corpus.gold.update(outer)
    corpus.inner.update(inner)


def main() -> int:
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    base = pretrained(options.encoder, options.work, options.seed)
    train, dev = (rows(options, base.vocabulary, part) for part in ("train", "dev"))
    gold, dev_gold = (read_gold(options.polnear / p, d) for p, d in (("train", train), ("dev", dev)))
    transitions, learned = transitions_of(gold), len(gold)
    say(f"{len(train)} documents to learn from, {len(dev)} to score on, encoder {base.name}")
    judge = judge_with(options, base, dev, dev_gold, transitions)
    more = read_rows(options.unlabelled) if options.unlabelled else []
    lessons = read_lessons(options.teacher, train + more)
    corpus = Corpus([d for d in train if d.name in gold], gold, [d for d in more if d.name in lessons], lessons, {})
    if options.inner_lessons:
        learn_inside(options, base, corpus, torch.load(options.inner_lessons, weights_only=False))
    model = fit(options, base, corpus, judge)
    if options.inner_epochs and not options.inner_lessons:
        learn_inside(options, base, corpus, inner_of(options, base, model, corpus.labelled, transitions))
        again = argparse.Namespace(**vars(options))
        again.work, again.epochs = options.work / "inner", options.inner_epochs
        again.rate, again.head_rate = options.rate / 2, options.head_rate / 2
        model = fit(again, base, corpus, judge, start=model)
    further = len(corpus.gold) - learned
    sample = train[:: max(1, len(train) // SMOOTHED_BY)]
    finish(
        options, base, model, dev, transitions=transitions, dev_gold=dev_gold, documents=learned, further=further, sample=sample
    )
    fit_links(options.polnear, (options.rows or options.work / "rows") / "train.jsonl", options.out, options.work)
    if options.gold and options.scorer:
        calibrate(options.polnear, options.gold, options.scorer, options.out, options.work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
