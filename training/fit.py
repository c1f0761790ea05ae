"""The training loop: one seeded run with a checkpoint after each pass, which a second start takes up."""
from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batch import Inputs, inputs_of, targets_of
from data import TAGS, Document, Reading, batches_of_pass, windows_of_pass
from decode import run_over
from encoders import Pretrained
from lessons import Lesson
from loss import link_loss, tag_loss
from model import Tagger
from score import predict, scores, span_scores, write_predictions

WEIGHT_DECAY = 0.01
WARM_UP = 0.06  # part of all steps
AVERAGE_MOST = 0.995  # how much of the running average stays at each step


@dataclass
class Corpus:
    """What is learned from: documents that people read, those that only a teacher has labelled, and what a tagger
    saw inside contents."""

    labelled: list[Document]
    gold: dict[str, list[Reading]]
    unlabelled: list[Document]
    lessons: dict[str, Lesson]
    inner: dict[str, Lesson]


def say(text: str) -> None:
    """Prints a line of progress."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def low_precision() -> torch.autocast:
    """Returns the context in which products are taken in bfloat16."""
    return torch.autocast("cpu", dtype=torch.bfloat16)


def torch_run(model: Tagger) -> Callable[[Inputs], tuple[np.ndarray, np.ndarray]]:
    """Returns a function that runs the model over inputs, for `decode.run_over`."""

    def run(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode(), low_precision():
            emissions, links = model(inputs.ids, inputs.mask, inputs.features)
        return emissions.float().numpy(), links.float().numpy()

    return run


def fit(
    options: argparse.Namespace,
    base: Pretrained,
    corpus: Corpus,
    judge: Callable[[Tagger, str], dict[str, float]],
    start: Tagger | None = None,
) -> Tagger:
    """Trains, from `start` if given, and returns the averaged model."""
    torch.manual_seed(options.seed)
    model = Tagger(base)
    if start is not None:
        model.load_state_dict(start.state_dict())
    average = Tagger(base)
    average.load_state_dict(model.state_dict())
    heads = model.heads()
    known = {id(p) for p in heads}
    body = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        weight_decay=WEIGHT_DECAY,
        fused=True,
    )
    # Passes differ in length by a few steps; the plan of the first one serves all.
    steps = options.epochs * len(batches(corpus, options, 0))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps) / (1 - WARM_UP))
    )
    options.work.mkdir(parents=True, exist_ok=True)
    checkpoint = options.work / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        first = state["passes"]
        say(f"goes on after pass {first}")
        average.load_state_dict(state["average"])
        if first >= options.epochs:
            return average.eval()
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])

    for turn in range(first, options.epochs):
        torch.manual_seed(options.seed * 1000 + turn)
        one_pass(options, base, model, average, optimizer, schedule, corpus, turn)
        state = {
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "passes": turn + 1,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        os.replace(checkpoint.with_suffix(".new"), checkpoint)
        say(f"pass {turn + 1}, average: {json.dumps(judge(average, f'pass{turn + 1}'))}")
    say(f"last weights, not averaged: {json.dumps(judge(model, 'last'))}")
    return average.eval()


def batches(corpus: Corpus, options: argparse.Namespace, turn: int) -> list[list]:
    """Returns the batches of one pass; they depend on the seed and the pass only."""
    chance = random.Random(f"{options.seed} {turn}")
    drawn = chance.sample(corpus.unlabelled, min(len(corpus.unlabelled), options.unlabelled_most))
    return batches_of_pass(windows_of_pass(corpus.labelled + drawn, chance), options.batch, chance)


def views(corpus: Corpus, options: argparse.Namespace, turn: int) -> tuple[dict[str, Reading], dict[str, np.ndarray]]:
    """Returns what each document is taken to say in one pass, and the tag probabilities where a teacher has a say.

    Of several readings of a document one is drawn. A teacher's probabilities are mixed with that reading, or stand
    alone where nobody read the document.
    """
    chance = random.Random(f"{options.seed} {turn} readings")
    view = {d.name: chance.choice(corpus.gold[d.name]) for d in corpus.labelled}
    soft = {}
    for name, lesson in corpus.lessons.items():
        if name in view:
            gold = np.eye(len(TAGS), dtype=np.float32)[view[name].tags]
            soft[name] = options.distil * lesson.tags + (1 - options.distil) * gold
        else:
            view[name], soft[name] = lesson.reading, lesson.tags
    return view, soft


def one_pass(
    options: argparse.Namespace,
    base: Pretrained,
    model: Tagger,
    average: Tagger,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    corpus: Corpus,
    turn: int,
) -> None:
    """Goes once over the corpus."""
    view, soft = views(corpus, options, turn)
    plan = batches(corpus, options, turn)
    model.train()
    began, seen = time.time(), [0.0, 0.0]
    tensors = [(a, m) for a, m in zip(average.parameters(), model.parameters())]
    for number, windows in enumerate(plan, 1):
        inputs = inputs_of(windows, base.special)
        names = [d.name for d, _ in windows]
        targets = targets_of(windows, [view[n] for n in names], [soft.get(n) for n in names], [corpus.inner.get(n) for n in names], inputs)
        with low_precision():
            emissions, links = model(inputs.ids, inputs.mask, inputs.features)
        of_tags = tag_loss(emissions, targets, options.smoothing)
        of_links = link_loss(links, targets, model.no_source)
        (of_tags + options.link_weight * of_links).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        done = turn * len(plan) + number
        with torch.no_grad():
            share = 1 - min(AVERAGE_MOST, (1 + done) / (10 + done))
            torch._foreach_lerp_([a for a, _ in tensors], [m.data for _, m in tensors], share)
        seen = [seen[0] + of_tags.item(), seen[1] + of_links.item()]
        if number % 50 == 0 or number == len(plan):
            rate = (time.time() - began) / number
            losses = f"tags {seen[0] / number:.4f} links {seen[1] / number:.4f}"
            say(f"pass {turn + 1} step {number}/{len(plan)} {losses} {rate:.2f} s/step")


def judge_with(
    options: argparse.Namespace,
    base: Pretrained,
    dev: list[Document],
    dev_gold: dict[str, list[Reading]],
    transitions: np.ndarray,
) -> Callable[[Tagger, str], dict[str, float]]:
    """Returns a function that scores a model on the development documents and keeps its predictions."""

    def judge(model: Tagger, label: str) -> dict[str, float]:
        model.eval()
        outputs = run_over(dev, base.special, torch_run(model))
        if options.scorer is None:
            return span_scores(dev_gold, outputs, transitions, options.transition_weight)
        found = predict(dev, outputs, transitions, options.transition_weight, model.no_source.item())
        write_predictions(options.work / f"dev-{label}.jsonl", found)
        return scores(options.polnear / "dev", found, options.scorer)

    return judge
