"""Which requests somebody wants to see, written as words: `open from:sales input:depth`."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, TeamKey
from northstar_bot.domain.requests.requests import RequestKind, State


class Which(StrEnum):
    """The lists there are."""

    OPEN = "open"
    MINE = "mine"
    WAITING = "waiting-on-me"
    PARKED = "parked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RE_WEIGH = "re-weigh"
    MY_TIME = "my-time"
    FOLLOWING = "following"
    SHIPPED = "shipped"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    ALL = "all"


STATES: dict[Which, tuple[State, ...]] = {
    Which.OPEN: (State.OPEN, State.NEEDS_INFO),
    Which.MINE: (),
    Which.FOLLOWING: (),
    Which.WAITING: (State.OPEN,),
    Which.PARKED: (State.PARKED,),
    Which.ACCEPTED: (State.ACCEPTED,),
    Which.DECLINED: (State.DECLINED,),
    Which.RE_WEIGH: (State.OPEN, State.NEEDS_INFO, State.ACCEPTED, State.PARKED),
    Which.MY_TIME: (State.OPEN, State.NEEDS_INFO, State.ACCEPTED, State.PARKED),
    Which.SHIPPED: (State.SHIPPED,),
    Which.DROPPED: (State.DROPPED,),
    Which.WITHDRAWN: (State.WITHDRAWN,),
    Which.ALL: (),
}
# As people type them: the whole names have blanks in them.
KINDS = {kind.name.lower(): kind for kind in RequestKind}


@dataclass(frozen=True, slots=True)
class Query:
    """A list, narrowed to a team, an input or a kind; `before` is the number that the page ends above."""

    which: Which = Which.OPEN
    team: TeamKey | None = None
    input: MetricKey | None = None
    before: int | None = None
    kind: RequestKind | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The list written as `text`, in any order of words; BadInput names the word that means nothing."""
        query = cls()
        for word in text.lower().replace(": ", ":").split():
            query = query._with(word.strip(","))
        return query

    @property
    def words(self) -> str:
        """The list as it is typed; `parse` gives it back."""
        parts = [self.which.value]
        parts += [f"from:{self.team}"] if self.team else []
        parts += [f"input:{self.input}"] if self.input else []
        parts += [f"kind:{self.kind.name.lower()}"] if self.kind else []
        return " ".join(parts + ([f"before:{self.before}"] if self.before else []))

    @property
    def newest(self) -> Self:
        """The first page of the same list."""
        return replace(self, before=None)

    def _with(self, word: str) -> Self:
        name, _, value = word.partition(":")
        if name == "from" and value:
            return replace(self, team=TeamKey(value))
        if name == "input" and value:
            return replace(self, input=MetricKey(value))
        if name == "kind" and value in KINDS:
            return replace(self, kind=KINDS[value])
        if name == "kind":
            raise BadInput(f"“{value[:40]}” is not a kind of request.", f"Use one of: {', '.join(KINDS)}.")
        if name == "before" and value.isascii() and value.isdigit() and len(value) <= len("999999999"):
            return replace(self, before=int(value))
        if word in set(Which):
            return replace(self, which=Which(word))
        raise BadInput(
            f"“{word[:40]}” is not a list of requests.",
            f"Use {', '.join(Which)}; narrow it with from:team, input:key or kind:name.",
        )
