#!/usr/bin/env python3
"""How fast the same network runs under onnxruntime in Python: the yardstick for the program's own speed.

  python training/onnxruntime_speed.py --model models/minilm-l6 --rows ROWS.jsonl

ROWS are what `cargo run --release --example training_rows -- rows …` prints. Windows are cut and batched as in the
program; only the network is timed, so the figure is an upper bound for a whole pipeline in Python.
"""
from __future__ import annotations

import argparse
import sys
import time
from itertools import product
from pathlib import Path

BATCH_PIECES = (256, 1024)  # of one run; the program's own is the smaller (src/attribution/tagger.rs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rows", type=Path, required=True)
    options = parser.parse_args()
    try:
        import json

        import numpy as np
        import onnxruntime
    except ImportError as missing:
        print(f"onnxruntime in Python: skipped, {missing.name} is not installed")
        return 0
    settings = json.loads((options.model / "tagger.json").read_text(encoding="utf8"))
    room = settings["max_pieces"] - 2
    windows: list[list[int]] = []
    with open(options.rows, encoding="utf8") as lines:
        for line in lines:
            open_window: list[int] = []
            for paragraph in json.loads(line)["paragraphs"]:
                pieces = [p for word in paragraph["pieces"] for p in word]
                for at in range(0, len(pieces), room):
                    part = pieces[at : at + room]
                    if len(open_window) + len(part) > room:
                        windows.append(open_window)
                        open_window = []
                    open_window = open_window + part
            if open_window:
                windows.append(open_window)
    windows.sort(key=len, reverse=True)
    pieces = sum(map(len, windows))
    for threads, batch in product((1, 2), BATCH_PIECES):
        session_options = onnxruntime.SessionOptions()
        session_options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(options.model / "tagger.onnx", session_options, providers=["CPUExecutionProvider"])
        began, at = time.perf_counter(), 0
        while at < len(windows):
            length = len(windows[at]) + 2
            group = windows[at : at + max(1, batch // length)]
            at += len(group)
            ids = np.full((len(group), length), settings["pad"], dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, window in enumerate(group):
                ids[row, : len(window) + 2] = [settings["cls"], *window, settings["sep"]]
                mask[row, : len(window) + 2] = 1
            session.run(None, {"input_ids": ids, "attention_mask": mask, "features": np.zeros_like(ids)})
        spent = time.perf_counter() - began
        print(f"onnxruntime in Python, the network alone: {pieces / spent:.0f} pieces/s on {threads} thread{'s' * (threads > 1)}, runs of {batch}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
