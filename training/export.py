"""Writes the trained tagger as ONNX, in full and with 8-bit weights, and the files that go with it."""
from __future__ import annotations

import copy
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from batch import Inputs
from data import Document
from decode import run_over
from model import Layer, Projections, Tagger

OPSET = 17
FUSED_OPSET, FUSED_IR = 24, 11  # the first with attention as one operator that knows how long each row is
WORD_TABLE = "encoder.words.weight"


class Smoothed(nn.Module):
    """A product whose inputs are scaled down where they run high and its weights scaled up in turn.

    The result is the same in 32 bits. In 8 bits the inputs of one run share a scale, and a few channels with high
    values would leave the others few steps (Xiao et al. 2023, SmoothQuant, section 4, with migration strength 0.5).
    """

    def __init__(self, linear: nn.Linear, highest: Tensor) -> None:
        super().__init__()
        self.inverse, self.weight = smoothed(linear, highest)
        self.bias = linear.bias

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.linear(x * self.inverse, self.weight, self.bias)


class SmoothedProjections(nn.Module):
    """Queries, keys and values by a product each, so that nothing has to be split.

    Keys need no bias: it adds the same to all scores of a query. That of values passes through attention unchanged,
    whose weights sum to one, and is left to the product that mixes the heads.
    """

    def __init__(self, qkv: Projections, highest: Tensor) -> None:
        super().__init__()
        self.inverse, weight = smoothed(qkv, highest)
        self.q, self.k, self.v = (nn.Parameter(part.clone()) for part in weight.chunk(3))
        self.bias = nn.Parameter(qkv.bias.detach().chunk(3)[0].clone())

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        x = x * self.inverse
        return nn.functional.linear(x, self.q, self.bias), nn.functional.linear(x, self.k), nn.functional.linear(x, self.v)


def smoothed(linear: nn.Linear, highest: Tensor) -> tuple[nn.Parameter, nn.Parameter]:
    """Returns by what inputs are multiplied and the weights that make up for it."""
    weight = linear.weight.detach()
    factor = (highest.clamp(min=1e-5) / weight.abs().amax(0).clamp(min=1e-5)).sqrt().clamp(min=1e-2)
    return nn.Parameter(1 / factor), nn.Parameter(weight * factor)


def smooth_layer(layer: Layer, highest: dict[str, Tensor]) -> None:
    """Smooths the products of a layer. What mixes the heads is scaled by way of the values, at no cost."""
    value_bias = layer.qkv.bias.detach().chunk(3)[2]
    mix_bias = layer.mix.bias.detach() + layer.mix.weight.detach() @ value_bias
    inverse, weight = smoothed(layer.mix, highest["mix"])
    layer.qkv = SmoothedProjections(layer.qkv, highest["qkv"])
    layer.qkv.v = nn.Parameter(layer.qkv.v.detach() * inverse.detach()[:, None])
    layer.mix.weight, layer.mix.bias = weight, nn.Parameter(mix_bias)
    layer.up, layer.down = Smoothed(layer.up, highest["up"]), Smoothed(layer.down, highest["down"])


def smooth(model: Tagger, documents: list[Document], special: dict[str, int]) -> Tagger:
    """Returns a copy of the model whose products are smoothed by what some documents put through them."""
    model = copy.deepcopy(model).eval()
    highest: list[dict[str, Tensor]] = [{} for _ in model.encoder.layers]

    def watch(seen: dict[str, Tensor], name: str) -> Callable[[nn.Module, tuple[Tensor]], None]:
        def note(_: nn.Module, inputs: tuple[Tensor]) -> None:
            now = inputs[0].detach().abs().flatten(0, -2).amax(0)
            seen[name] = torch.maximum(seen[name], now) if name in seen else now

        return note

    hooks = [
        getattr(layer, name).register_forward_pre_hook(watch(seen, name))
        for layer, seen in zip(model.encoder.layers, highest)
        for name in ("qkv", "mix", "up", "down")
    ]

    def run(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode():
            emissions, links = model(inputs.ids, inputs.mask, inputs.features)
        return emissions.numpy(), links.numpy()

    run_over(documents, special, run)
    for hook in hooks:
        hook.remove()
    for layer, seen in zip(model.encoder.layers, highest):
        smooth_layer(layer, seen)
    return model


class Exported(nn.Module):
    """The tagger with its four feature tables summed into one and attention spelled out."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        self.table = nn.Parameter(model.feature_table().detach().clone())

    def forward(self, input_ids: Tensor, attention_mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        model = self.model
        extra = nn.functional.embedding(features, self.table)
        x = model.encoder(input_ids, attention_mask, extra, spelled_out=True)
        return torch.cat([model.tags(x), model.inner(x)], dim=-1), model.link_out(nn.functional.gelu(model.link_in(x)))


def write_full(model: Tagger, path: Path) -> None:
    """Writes the model in 32 bits."""
    ids = torch.ones(2, 16, dtype=torch.long)
    inputs, outputs = ["input_ids", "attention_mask", "features"], ["emissions", "links"]
    torch.onnx.export(
        Exported(model).eval(),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in inputs + outputs},
        opset_version=OPSET,
        do_constant_folding=True,
        dynamo=False,
    )


def write_small(full: Path, small: Path) -> None:
    """Writes the model with 8-bit weights: products by output channel, the word table by row.

    The tag heads stay in 32 bits: they are tiny, and their few numbers decide everything.
    """
    heads = [n.name for n in onnx.load(full).graph.node if n.op_type == "MatMul" and ("/tags/" in n.name or "/inner/" in n.name)]
    quantize_dynamic(
        full,
        small,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "WeightSymmetric": True},
    )
    model = onnx.load(small)
    shrink_word_table(model.graph)
    fuse_attention(model)
    onnx.checker.check_model(model)
    onnx.save(model, small)


def shrink_word_table(graph: onnx.GraphProto) -> None:
    """Replaces the look-up of word vectors by one in 8 bits, times the scale of the row."""
    lookup = next(n for n in graph.node if n.op_type == "Gather" and n.input[0].endswith(WORD_TABLE))
    old = next(t for t in graph.initializer if t.name == lookup.input[0])
    table = numpy_helper.to_array(old)
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    small = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    graph.initializer.remove(old)
    graph.initializer.extend([numpy_helper.from_array(small, "words_int8"), numpy_helper.from_array(scale, "words_scale")])
    nodes = [
        helper.make_node("Gather", ["words_int8", lookup.input[1]], ["words_row"], "words_row"),
        helper.make_node("Cast", ["words_row"], ["words_float"], "words_float", to=TensorProto.FLOAT),
        helper.make_node("Gather", ["words_scale", lookup.input[1]], ["words_row_scale"], "words_row_scale"),
        helper.make_node("Mul", ["words_float", "words_row_scale"], [lookup.output[0]], "words_scaled"),
    ]
    at = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)


def fuse_attention(model: onnx.ModelProto) -> None:
    """Replaces attention spelled out by the operator of that name, one a layer, told how many pieces each row has.

    A head at a time its scores stay in the cache, and rows need no mask. Models that add a bias for distances to the
    scores are left as they are: adding it there is slower.
    """
    graph = model.graph
    made = {name: node for node in graph.node for name in node.output}
    reads = {name: node for node in graph.node for name in node.input}
    values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    values |= {n.output[0]: numpy_helper.to_array(n.attribute[0].t) for n in graph.node if n.op_type == "Constant"}
    softmaxes = [n for n in graph.node if n.op_type == "Softmax"]
    if any("distance" in name for name in values):
        return
    for softmax in softmaxes:
        scaled = made[made[softmax.input[0]].input[0]]
        product, mixed = made[scaled.input[0]], reads[softmax.output[0]]
        # Each of the three is reshaped into heads and turned before it is used.
        turned = [made[product.input[0]], made[product.input[1]], made[mixed.input[1]]]
        shaped = [made[t.input[0]] for t in turned]
        heads = int(values[made[shaped[0].input[1]].input[2]].item())
        flat = reads[reads[mixed.output[0]].output[0]]
        attention = helper.make_node(
            "Attention",
            [s.input[0] for s in shaped] + ["", "", "", "row_lengths"],
            list(flat.output),
            f"{softmax.name}_attention",
            q_num_heads=heads,
            kv_num_heads=heads,
            scale=float(values[scaled.input[1]].item()),
        )
        at = list(graph.node).index(flat)
        graph.node.remove(flat)
        graph.node.insert(at, attention)
    graph.initializer.append(numpy_helper.from_array(np.array([1], dtype=np.int64), "pieces_axis"))
    graph.node.insert(0, helper.make_node("ReduceSum", ["attention_mask", "pieces_axis"], ["row_lengths"], "row_lengths", keepdims=0))
    drop_unread(graph)
    model.opset_import[0].version, model.ir_version = FUSED_OPSET, FUSED_IR


def drop_unread(graph: onnx.GraphProto) -> None:
    """Removes nodes and weights that nothing reads."""
    while True:
        read = {name for node in graph.node for name in node.input} | {o.name for o in graph.output}
        unread = [n for n in graph.node if not read.intersection(n.output)]
        if not unread:
            break
        for node in unread:
            graph.node.remove(node)
    for tensor in [t for t in graph.initializer if t.name not in read]:
        graph.initializer.remove(tensor)


def operators(path: Path) -> dict[str, int]:
    """Counts the operators of a model."""
    return dict(Counter(n.op_type for n in onnx.load(path).graph.node).most_common())


def onnx_run(path: Path, threads: int) -> Callable[[Inputs], tuple[np.ndarray, np.ndarray]]:
    """Returns a function that runs the model over inputs, for `decode.run_over`."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
        feed = {"input_ids": inputs.ids, "attention_mask": inputs.mask, "features": inputs.features}
        emissions, links = session.run(["emissions", "links"], {k: v.numpy() for k, v in feed.items()})
        return emissions, links

    return run


def copy_vocabulary(source: Path, target: Path) -> None:
    """Copies the vocabulary, one entry a line in the order of ids."""
    shutil.copyfile(source, target)
