"""How much of what was decided an obligation decided, not the star; counted apart and shown to stewards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExemptShare:
    """`exempt` of `decided` verdicts of yes, no or park."""

    exempt: int = 0
    decided: int = 0

    @property
    def percent(self) -> int | None:
        """In whole percent; None while nothing is decided."""
        return round(100 * self.exempt / self.decided) if self.decided else None
