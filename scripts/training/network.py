"""The network: a small BERT that knows who is mentioned where, and a head that scores pairs.

The head follows ATLOP (Zhou et al., 2021): the two entities, the context that both attend to in the last layer, and
grouped bilinear products of the two. There is no threshold class: every relation has a probability of its own.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.extraction.trained.marking import FORMS, KINDS, STATUSES

HIDDEN, HEADS, INNER, WORDS, PLACES = 384, 12, 1536, 30522, 512
"""The shape of all-MiniLM-L6-v2."""
LAYERS = 6
SIDE, BLOCK = 256, 32
"""Size of a side of a pair, and of the blocks whose products are taken."""
RARE = -4.0
"""The logit that every relation starts from: few pairs have any."""


class Layer(nn.Module):
    """One layer of BERT; also gives its attention."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm, self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        rows, length, _ = states.shape

        def heads(part: nn.Linear) -> Tensor:
            return part(states).view(rows, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        weights = heads(self.query) @ heads(self.key).transpose(2, 3) / math.sqrt(HIDDEN // HEADS)
        attention = torch.softmax(weights + hidden, dim=-1)
        mixed = (self.drop(attention) @ heads(self.value)).transpose(1, 2).reshape(rows, length, HIDDEN)
        states = self.norm(states + self.drop(self.out(mixed)))
        inner = self.down(nn.functional.gelu(self.up(states)))
        return self.last_norm(states + self.drop(inner)), attention


class Head(nn.Module):
    """Scores of pairs: so many labels for each."""

    def __init__(self, labels: int, statuses: int, dropout: float) -> None:
        super().__init__()
        self.subject, self.object = nn.Linear(2 * HIDDEN, SIDE), nn.Linear(2 * HIDDEN, SIDE)
        self.labels = nn.Linear(SIDE * BLOCK, labels)
        self.statuses = nn.Linear(SIDE * BLOCK, statuses) if statuses else None
        self.drop = nn.Dropout(dropout)
        nn.init.constant_(self.labels.bias, RARE)

    def forward(self, subject: Tensor, object: Tensor, context: Tensor) -> tuple[Tensor, Tensor | None]:
        one = torch.tanh(self.subject(torch.cat([subject, context], 1))).view(-1, SIDE // BLOCK, BLOCK, 1)
        other = torch.tanh(self.object(torch.cat([object, context], 1))).view(-1, SIDE // BLOCK, 1, BLOCK)
        products = self.drop((one * other).reshape(-1, SIDE * BLOCK))
        return self.labels(products), self.statuses(products) if self.statuses is not None else None


class Network(nn.Module):
    """Encoder and heads, by name: each corpus with labels of its own has one."""

    def __init__(self, heads: dict[str, int], dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, HIDDEN), nn.Embedding(PLACES, HIDDEN)
        self.kinds = nn.Embedding(1 + 2 * len(KINDS), HIDDEN)
        self.forms = nn.Embedding(1 + len(FORMS), HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.ModuleDict(
            {
                name: Head(labels, len(STATUSES) if name == "relations" else 0, dropout)
                for name, labels in heads.items()
            }
        )
        for table in (self.kinds, self.forms):
            nn.init.normal_(table.weight, std=0.01)
            with torch.no_grad():
                table.weight[0] = 0

    def encode(self, pieces: Tensor, kinds: Tensor, forms: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states (B, T, H) and the attention of the last layer (B, heads, T, T)."""
        spots = torch.arange(pieces.shape[1], device=pieces.device)
        states = (
            self.words(pieces) + self.places(spots) + self.segment + self.kinds(kinds) + self.forms(forms)
        )
        states = self.drop(self.norm(states))
        hidden = (1 - present)[:, None, None, :] * -10_000.0
        attention = states
        for layer in self.layers:
            states, attention = layer(states, hidden)
        return states, attention

    def forward(
        self, pieces: Tensor, kinds: Tensor, forms: Tensor, present: Tensor, pooling: Tensor, pairs: Tensor,
        head: str = "relations",
    ) -> tuple[Tensor, Tensor | None, Tensor]:  # fmt: skip
        """Return logits of labels (P, labels) and statuses (P, statuses), and what the pairs attend to (P, T)."""
        states, attention = self.encode(pieces, kinds, forms, present)
        entities = pooling @ states
        looks = pooling[:, None] @ attention
        row, one, other = pairs[:, 0], pairs[:, 1], pairs[:, 2]
        shared = (looks[row, :, one] * looks[row, :, other]).sum(1)
        shared = shared / (shared.sum(1, keepdim=True) + 1e-6)
        # One product over the whole batch, in which a pair has nothing of other sentences: copying its own for each is slower.
        apart = (row[:, None] == torch.arange(states.shape[0], device=row.device)).to(states.dtype)
        context = (apart[:, :, None] * shared[:, None]).flatten(1) @ states.flatten(0, 1)
        labels, statuses = self.heads[head](entities[row, one], entities[row, other], context)
        return labels, statuses, shared


def load_encoder(network: Network, weights: Path) -> None:
    """Fill the encoder with all-MiniLM-L6-v2: of a network with fewer layers, the lowest."""
    known = load_file(str(weights))
    known = {name.removeprefix("bert."): tensor for name, tensor in known.items()}
    ours = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "last_norm": "output.LayerNorm",
    }  # fmt: skip
    for number in range(len(network.layers)):
        for our, their in names.items():
            for part in ("weight", "bias"):
                ours[f"layers.{number}.{our}.{part}"] = f"encoder.layer.{number}.{their}.{part}"
    state = {our: known[their] for our, their in ours.items()}
    state["segment"] = known["embeddings.token_type_embeddings.weight"][0]
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected
    assert all(name.startswith(("kinds.", "forms.", "heads.")) for name in missing)
