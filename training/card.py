"""Writes the card of a model: what it is, what it learned from, how to make it again, how good it is."""
from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

LADDER = Path(__file__).resolve().parent / "ladder.md"

ENCODERS = {
    "minilm": "all-MiniLM-L6-v2 (sentence-transformers, 6 layers of 384, Apache-2.0)",
    "tiny": "one layer of 32 that began with random weights",
    "mpnet": "all-mpnet-base-v2 (sentence-transformers, {layers} of its 12 layers of 768, Apache-2.0)",
}

FIGURES = ["attribution", "content", "exact", "quoted", "span source", "span cue", "span content"]

CARD = """# {name}

Tags every word of an article as source, cue or content of an attribution, or none, and scores which belong
together; a second set of tags does the same for attributions inside contents. {size} MB, 8-bit weights.

**Encoder.** {encoder}, fine-tuned.

**Data.** PolNeAR 1.0, training part: {documents} US news articles of 2015 and 2016 with attributions annotated by hand
(Newell, Margolin and Ruths, LREC 2018). Its authors publish it openly and state no licence; the articles belong to
their outlets; none of their text is in this repository or can be read from the weights.{further}

**Licence of the weights.** MIT OR Apache-2.0, as the project; the encoder's own licence is Apache-2.0.

**Made by** one seeded command (`training/README.md` says what it needs):

    {command}

**Scores** on PolNeAR dev (84 articles, F1 in percent, decoded by `training/decode.py`; the figures of the program itself
are in `docs/figures.md`):

{table}

One run with one seed; what is known of another stands at the end.

**Limits.** Trained on English news prose about US politics. Transcripts, live blogs and headlines are read less well.
Confidence is calibrated on PolNeAR dev and on negotiation news read by hand; elsewhere it may be off.

{ladder}"""


def described(name: str, layers: int) -> str:
    """Returns the encoder in words, by the name of the command line."""
    return ENCODERS[name.partition(":")[0]].format(layers=layers)


def write_card(options: argparse.Namespace, settings: dict, documents: int, further: int) -> None:
    """Writes README.md beside the weights."""
    figures = settings["scores"]
    rows = [f"| weights | {' | '.join(FIGURES)} |", "|---" * (len(FIGURES) + 1) + "|"]
    for label in ("fp32", "int8"):
        rows.append(f"| {label} | {' | '.join(str(figures[label].get(f, '–')) for f in FIGURES)} |")
    notes = []
    if further:
        notes.append(
            f"\nFurther, {further} negotiation articles and statements in the public domain or under CC BY 2.5, read by hand "
            "(`training/labels`)."
        )
    if options.teacher:
        notes.append("\nTaught by a larger model of the same kind (`models/mpnet-l6`), which learned from the same data.")
    card = CARD.format(
        name=settings["name"],
        size=round((options.out / "tagger.onnx").stat().st_size / 1e6, 1),
        encoder=described(settings["encoder"], settings["layers"]),
        documents=documents,
        further="".join(notes),
        command="python " + " ".join(shown(a) for a in sys.argv),
        table="\n".join(rows),
        ladder=LADDER.read_text(encoding="utf8"),
    )
    (options.out / "README.md").write_text(card, encoding="utf8")


def shown(argument: str) -> str:
    """Returns an argument of the command line with the folders of this machine left out."""
    path = Path(argument)
    if not path.is_absolute():
        return argument
    return path.name.upper().replace("-", "_")


def main() -> None:
    """Writes the card of a finished model again, after its ladder has grown."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--model", type=Path, required=True)
    folder = parser.parse_args().model
    card = folder / "README.md"
    head, _, _ = card.read_text(encoding="utf8").partition("## What was tried")
    card.write_text(head + LADDER.read_text(encoding="utf8"), encoding="utf8")
    print(json.dumps({"card": str(card)}))


if __name__ == "__main__":
    main()
