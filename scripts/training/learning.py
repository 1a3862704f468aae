"""How the network learns: bags of cells, of which at least one holds."""

import math
import random
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from training.examples import Sample, Text
from training.network import Network

from kg.extraction.trained.marking import batch

WORDS_AT_ONCE = 600
"""Pieces of a batch, of whole texts."""
AT_ONCE = 12
"""Sentences that go through the network at once."""
WARM = 0.06
"""The share of all steps over which the rates rise."""
MASK = 103
"""The piece [MASK]."""
HIDDEN_NAMES, HIDDEN_PIECES = 0.15, 0.05
"""How often a name, or a piece, is hidden, so that what is said counts more than of whom."""


def batches(texts: Sequence[Text], seed: int) -> Iterator[list[Text]]:
    """Yield the texts in batches, of like length of sentences, in an order of its own for each seed."""
    order = list(texts)
    rng = random.Random(seed)
    rng.shuffle(order)
    by_head: dict[str, list[Text]] = {}
    made: list[list[Text]] = []
    for text in order:
        some = by_head.setdefault(text.head, [])
        some.append(text)
        if sum(len(each.marked.pieces) for one in some for each in one.samples) >= WORDS_AT_ONCE:
            made.append(by_head.pop(text.head))
    made += by_head.values()
    rng.shuffle(made)
    yield from made


def loss_of(network: Network, texts: Sequence[Text], rng: np.random.Generator | None) -> torch.Tensor:
    """Return the loss of some texts of one head; with `rng`, some of what they say is hidden."""
    samples = [sample for text in texts for sample in text.samples]
    labels, statuses = scored(network, samples, texts[0].head, rng)
    counts = torch.from_numpy(np.concatenate([each.counts for each in samples]))
    wrong = torch.nn.functional.softplus(labels)[counts].sum()
    rows = np.cumsum([0, *(len(each.pairs) for each in samples)])
    total, first, bags = wrong, 0, 0.0
    told: list[torch.Tensor] = []
    for text in texts:
        for bag in text.bags:
            at = [(int(rows[first + sample]) + pair, label) for sample, pair, label in bag.cells]
            cells = labels[[row for row, _ in at], [label for _, label in at]]
            best = int(cells.argmax())
            total = total + bag.weight * torch.nn.functional.softplus(-cells[best])
            bags += bag.weight
            if bag.statuses and statuses is not None:
                spread = torch.log_softmax(statuses[at[best][0]].float(), 0)
                told.append(-bag.weight * torch.logsumexp(spread[sorted(bag.statuses)], 0))
        first += len(text.samples)
    if told:
        total = total + torch.stack(told).sum()
    return total / max(bags, 8.0)


def scored(
    network: Network, samples: Sequence[Sample], head: str, rng: np.random.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Return the logits of labels and statuses of all pairs, sample by sample; what is alike in length goes together."""
    order = sorted(range(len(samples)), key=lambda each: len(samples[each].marked.pieces))
    labels: dict[int, torch.Tensor] = {}
    statuses: dict[int, torch.Tensor] = {}
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        made = batch([samples[each].marked for each in some], [samples[each].pairs for each in some])
        pieces = (
            made.pieces
            if rng is None
            else _hidden(made.pieces, made.present, [samples[each] for each in some], rng)
        )
        arrays = (pieces, made.kinds, made.forms, made.present, made.pooling, made.pairs)
        found, told, _ = network(*(torch.from_numpy(each) for each in arrays), head=head)
        sizes = [len(samples[each].pairs) for each in some]
        labels |= zip(some, found.float().split(sizes), strict=True)
        if told is not None:
            statuses |= zip(some, told.float().split(sizes), strict=True)
    numbers = range(len(samples))
    return torch.cat([labels[each] for each in numbers]), torch.cat(
        [statuses[each] for each in numbers]
    ) if statuses else None


def _hidden(
    pieces: NDArray[np.int64],
    present: NDArray[np.float32],
    samples: Sequence[Sample],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    pieces = pieces.copy()
    pieces[(rng.random(pieces.shape) < HIDDEN_PIECES) & (present > 0)] = MASK
    for row, sample in enumerate(samples):
        for mentions in sample.marked.entities:
            if rng.random() < HIDDEN_NAMES:
                for start, end in mentions:
                    pieces[row, start:end] = MASK
    return pieces


def learn(
    network: Network, texts: Callable[[int], Sequence[Text]], epochs: range, steps: tuple[int, int],
    rates: tuple[float, float], optimizer: torch.optim.Optimizer, seed: int, after: Callable[[int, float], None],
) -> None:  # fmt: skip
    """Learn for some epochs from the texts of each; `after` is told the mean loss of each.

    `steps` are those done and those planned in all: the rates rise over the first of them, then fall to nothing.
    """
    done, planned = steps
    for epoch in epochs:
        network.train()
        rng = np.random.default_rng((seed, epoch))
        torch.manual_seed(seed * 1000 + epoch)
        losses: list[float] = []
        for some in batches(texts(epoch), seed * 1000 + epoch):
            scale = min(1.0, (done + 1) / (WARM * planned)) * max(0.0, 1 - done / planned)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, some, rng)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(float(loss.detach()))
            done += 1
        assert all(map(math.isfinite, losses))
        after(epoch, sum(losses) / len(losses))
