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
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    """For each stage, how much was refused for which reason."""

    def keep(self, stage: str, count: int = 1) -> None:
        self.kept[stage] += count

    def refuse(self, stage: str, reason: str, count: int = 1) -> None:
        self.reasons.setdefault(stage, Counter())[reason] += count

    def extend(self, refusals: Iterable[Refusal]) -> None:
        for refusal in refusals:
            self.refuse(refusal.stage, str(refusal.reason))

    def stages(self) -> dict[str, dict[str, object]]:
        """Return for each stage the numbers `read`, `kept`, `refused` and the refusals `by_reason`."""
        result: dict[str, dict[str, object]] = {}
        for stage in sorted({*self.kept, *self.reasons}):
            reasons = self.reasons.get(stage, Counter())
            refused = reasons.total()
            result[stage] = {
                "read": self.kept[stage] + refused,
                "kept": self.kept[stage],
                "refused": refused,
                "by_reason": dict(sorted(reasons.items())),
            }
        return result
