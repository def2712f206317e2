"""What it means to be forgotten: who stands in a person's place, what is taken out, and what nobody owns any more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, PersonId

REMOVED = "(removed)"
SOMEONE = "someone who left"
TYPED_WORD = "erase"
_GONE = re.compile(r"gone-[0-9a-f]{6,32}")
# A shorter name stands in too many other words.
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Forgotten:
    """One person on the way out: their id, what they were called, and who stands in their place."""

    person: PersonId
    names: tuple[str, ...]
    instead: PersonId

    def without(self, text: str) -> str:
        """`text` with neither id nor name."""
        said = text.replace(f"<@{self.person}>", SOMEONE).replace(self.person, self.instead)
        for name in self.names:
            said = re.sub(rf"(?<!\w)@?{re.escape(name)}(?!\w)", SOMEONE, said)
        return said

    def without_in(self, document: Any) -> Any:
        """A JSON document with neither id nor name in it."""
        if isinstance(document, str):
            return self.instead if document == self.person else self.without(document)
        if isinstance(document, list):
            return [self.without_in(each) for each in document]
        if isinstance(document, dict):
            return {self.without_in(key): self.without_in(value) for key, value in document.items()}
        return document


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of it; `ownerless` are metrics that nobody owns now. No rows: nothing was known."""

    rows: int
    messages: int
    ownerless: tuple[MetricKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Ownerless:
    """A word to stewards: these metrics have lost their owner."""

    metrics: tuple[str, ...]


def is_gone(person: str) -> bool:
    """Whether this id stands for somebody who was erased."""
    return _GONE.fullmatch(person) is not None


def names_to_remove(known: Iterable[str]) -> tuple[str, ...]:
    """The names to be looked for, the longest first; a short one only where it is a mention."""
    bare = {name.strip() for name in known if name.strip()}
    found = {name if len(name) >= _SHORTEST_NAME else f"@{name}" for name in bare}
    return tuple(sorted(found - {SOMEONE}, key=lambda name: (-len(name), name)))


def first_names(names: Iterable[str]) -> tuple[str, ...]:
    """What people are called among colleagues: the first word of each name, where it has several."""
    return names_to_remove(name.split()[0] for name in names if len(name.split()) > 1)


def must_be_meant(typed: str) -> None:
    """Raise BadInput unless the word was typed."""
    if typed.strip().casefold() != TYPED_WORD:
        raise BadInput(
            "Nothing was erased.", f"Type the word {TYPED_WORD} to say that you mean it.", TYPED_WORD
        )


def company_without(company: Company, leaving: Forgotten) -> Company:
    """The declaration with the person left out of every list and owning nothing."""
    return replace(
        company,
        metrics=tuple(
            replace(metric, owner=None) if _is(metric.owner, leaving) else metric
            for metric in company.metrics
        ),
        teams=tuple(
            replace(
                team,
                people=_others(team.people, leaving),
                lead=None if _is(team.lead, leaving) else team.lead,
            )
            for team in company.teams
        ),
        squads=tuple(replace(squad, people=_others(squad.people, leaving)) for squad in company.squads),
        schedules=tuple(
            replace(schedule, owner=None) if _is(schedule.owner, leaving) else schedule
            for schedule in company.schedules
        ),
        owners=_others(company.owners, leaving),
        stewards=_others(company.stewards, leaving),
        deciders=_others(company.deciders, leaving),
        scopes=tuple(scope for scope in company.scopes if not _is(scope.person, leaving)),
    )


def newly_ownerless(before: Company, after: Company) -> tuple[MetricKey, ...]:
    """Metrics that had an owner and have none now."""
    owned = {metric.key for metric in before.metrics if metric.owner}
    return tuple(metric.key for metric in after.metrics if metric.key in owned and not metric.owner)


def _is(named: str | None, leaving: Forgotten) -> bool:
    return named == leaving.person or named in leaving.names


def _others(people: Iterable[PersonId], leaving: Forgotten) -> tuple[PersonId, ...]:
    return tuple(one for one in people if not _is(one, leaving))
