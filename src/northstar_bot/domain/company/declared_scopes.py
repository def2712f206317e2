"""What can be wrong with a decider who does not decide everything, and what becomes of the scope after a pivot."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from northstar_bot.domain.company.company import Company, Kind, Scope
from northstar_bot.domain.company.declared_fields import Problem, bad_people, nearest
from northstar_bot.domain.ids import MetricKey


def bad_scope(path: str, company: Company, scope: Scope) -> Iterator[Problem]:
    """A scope that is empty, leads nowhere, or says less than what its person decides anyway."""
    yield from bad_people(f"{path}.person", (scope.person,))
    if scope.person in company.deciders:
        yield Problem(
            f"{path}.person",
            "This person decides everything already.",
            "Take them off the deciders for everything first.",
        )
    if not scope.teams and not scope.inputs:
        yield Problem(
            f"{path}.teams", "There is nothing here to decide.", "Name a team or an input, or remove it."
        )
    teams = [team.key for team in company.teams]
    for team in scope.teams:
        if team not in teams:
            yield Problem(f"{path}.teams", f"There is no team “{team}”.", nearest(team, teams))
    inputs = [metric.key for metric in company.of_kind(Kind.INPUT)]
    for key in scope.inputs:
        if key not in inputs:
            yield Problem(f"{path}.inputs", f"There is no input “{key}”.", nearest(key, inputs))


def carried_over(
    scopes: tuple[Scope, ...], carried: Mapping[MetricKey, MetricKey | None]
) -> tuple[Scope, ...]:
    """The scopes under the next star: inputs follow theirs; who has nothing left to decide is no decider."""
    moved = (
        replace(
            scope,
            inputs=tuple(dict.fromkeys(new for key in scope.inputs if (new := carried.get(key)) is not None)),
        )
        for scope in scopes
    )
    return tuple(scope for scope in moved if scope.teams or scope.inputs)
