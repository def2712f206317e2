"""Who composes which kind of post: each noun offers its own, the pump only knows the kind's name."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.deliveries import Plan, Receipt

Compose = Callable[[Plan, datetime], Awaitable[object | None]]
OnSent = Callable[[Plan, Receipt], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Composer:
    """`compose` makes the post of a plan, None when there is nothing to say; it runs outside any transaction.

    `on_sent` is told where the message stands, at least once, so it must not mind being told again.
    """

    compose: Compose
    on_sent: OnSent | None = None


@dataclass(frozen=True, slots=True)
class Composers:
    """The composer of each kind."""

    by_kind: Mapping[str, Composer]

    def of(self, kind: str) -> Composer:
        """The composer of `kind`; LookupError when nobody offered one."""
        return self.by_kind[self._known(kind)]

    def told_of(self, kind: str) -> OnSent | None:
        """Who wants to hear where messages of `kind` stand."""
        composer = self.by_kind.get(self._known(kind))
        return composer.on_sent if composer else None

    def _known(self, kind: str) -> str:
        """`kickoff` of `kickoff review`: what follows says which one of the kind it is; `pivot news` is a kind."""
        return kind if kind in self.by_kind else kind.partition(" ")[0]
