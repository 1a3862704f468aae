"""From a trained network to the file that is shipped: eight-bit weights, run by onnxruntime alone."""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from training.network import Network

NAMES = ["pieces", "kinds", "forms", "present", "pooling", "pairs"]
AXES = {
    **{name: {0: "sentences", 1: "pieces"} for name in NAMES[:4]},
    "pooling": {0: "sentences", 1: "entities", 2: "pieces"},
    "pairs": {0: "pairs"},
    "relations": {0: "pairs"},
    "statuses": {0: "pairs"},
    "attention": {0: "pairs", 1: "pieces"},
}


class _Shipped(nn.Module):
    """The network with probabilities instead of logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, kinds: Tensor, forms: Tensor, present: Tensor, pooling: Tensor, pairs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        labels, statuses, shared = self.network(pieces, kinds, forms, present, pooling, pairs)
        return torch.sigmoid(labels), torch.softmax(statuses, 1), shared


def export(network: Network, file: Path) -> None:
    """Write the network with its head for our relations, weights in eight bits by channel."""
    network = network.eval()
    example = (
        torch.zeros(2, 7, dtype=torch.long), torch.zeros(2, 7, dtype=torch.long), torch.zeros(2, 7, dtype=torch.long),
        torch.ones(2, 7), torch.ones(2, 3, 7), torch.tensor([[0, 0, 1], [1, 2, 0]]),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder) / "whole.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            _Shipped(network), example, str(whole), input_names=NAMES, output_names=["relations", "statuses", "attention"],
            dynamic_axes=AXES, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        # Seven bits of range: without VNNI, sums of products of eight overflow on the way.
        quantize_dynamic(
            str(ready), str(file), per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
