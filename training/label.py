#!/usr/bin/env python3
"""Lets a trained tagger label documents, so that a smaller one can learn from it.

  python training/label.py --work DIR --encoder mpnet:12 --rows FILE.jsonl --out LABELS

--work is where make_model.py left the checkpoint; the rows must be cut with that encoder's vocabulary.
Writes LABELS.npz, the probabilities of tags by word, and LABELS.jsonl, the attributions found. Words are
the same for every vocabulary, so the student may be cut into other pieces.
"""
from __future__ import annotations

import argparse
import os
from pathlib import Path

os.environ.setdefault("GOMP_SPINCOUNT", "0")

import numpy as np
import torch

from data import TAGS, read_rows
from decode import run_over
from encoders import pretrained
from fit import torch_run
from model import Tagger
from score import predict, write_predictions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", default="minilm")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where to write, without an ending")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    base = pretrained(options.encoder, options.work)
    model = Tagger(base).eval()
    finished = [options.work / "inner" / "checkpoint.pt", options.work / "checkpoint.pt"]
    checkpoint = next(path for path in finished if path.exists())
    model.load_state_dict(torch.load(checkpoint, weights_only=False)["average"])
    documents = read_rows(options.rows)
    outputs = run_over(documents, base.special, torch_run(model))
    flat = np.zeros((len(TAGS) + 1, len(TAGS)))
    found = predict(documents, outputs, flat, 0.0, model.no_source.item())
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out.with_suffix(".npz"), **{n: np.exp(o.emissions).astype(np.float16) for n, o in outputs.items()}
    )
    write_predictions(options.out.with_suffix(".jsonl"), found)


if __name__ == "__main__":
    main()
