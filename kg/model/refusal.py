"""What was read and not kept, and why: nothing is lost silently."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """One thing that was read and not kept."""

    stage: str
    """`read`, `documents`, `extraction`, `resolution` ..."""
    item: str
    """What was refused: a path, a document id, a quote."""
    reason: str
    """A fixed phrase, so that refusals can be counted by it."""
    detail: str = ""


@dataclass(slots=True)
class Ledger:
    """Counts what each stage read, kept and refused. `read == kept + refused` holds for every stage."""

    kept: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)

    def keep(self, stage: str, count: int = 1) -> None:
        self.kept[stage] += count

    def refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)

    def extend(self, refusals: Iterable[Refusal]) -> None:
        self.refusals.extend(refusals)

    def stages(self) -> dict[str, dict[str, object]]:
        """Return for each stage the numbers `read`, `kept`, `refused` and the refusals `by_reason`."""
        result: dict[str, dict[str, object]] = {}
        for stage in sorted({*self.kept, *(refusal.stage for refusal in self.refusals)}):
            reasons = Counter(refusal.reason for refusal in self.refusals if refusal.stage == stage)
            refused = sum(reasons.values())
            result[stage] = {
                "read": self.kept[stage] + refused,
                "kept": self.kept[stage],
                "refused": refused,
                "by_reason": dict(sorted(reasons.items())),
            }
        return result
