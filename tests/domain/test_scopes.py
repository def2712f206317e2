"""Deciders of a part: what they decide, what they may choose, what is refused, and what a pivot leaves them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from northstar_bot.domain.company.company import Company, Kind, Metric, Scope, Team
from northstar_bot.domain.company.declared_scopes import carried_over
from northstar_bot.domain.declaration.declaration import check, difference
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.requests.requests import Evidence, Request, Visibility
from northstar_bot.domain.requests.views import desk_of

COMPANY = Company(
    "acme",
    "Acme",
    metrics=(
        Metric("reach", "Reach", Kind.INPUT),
        Metric("depth", "Depth", Kind.INPUT),
        Metric("nps", "NPS", Kind.KPI),
    ),
    teams=(Team("sales", "Sales"), Team("ops", "Ops")),
    scopes=(Scope("U1", teams=("sales",)), Scope("U2", inputs=("depth",))),
)
NAMES = {"reach": "Reach", "depth": "Depth"}
ASKED = Request(
    "acme", 1, "U9", "other", "t", "p", Evidence.SEEN, datetime(2026, 11, 23, tzinfo=UTC), asker_team="sales",
    input="reach", visibility=Visibility.DECIDERS,
)  # fmt: skip


def desk(person, *roles):
    return desk_of(COMPANY, Viewer("acme", Person(person, person), frozenset(roles)))


def test_a_decider_of_a_team_decides_its_requests_for_any_input():
    assert desk("U1").decides(ASKED)
    assert desk("U1").reads(ASKED)
    desk("U1").must_keep_to_own(ASKED, "depth", NAMES)
    assert not desk("U1").decides(replace(ASKED, asker_team="ops"))
    assert not desk("U1").decides(replace(ASKED, asker_team=None))
    assert not desk("U1").decides(replace(ASKED, asker="U1"))


def test_a_decider_of_an_input_keeps_to_it():
    marked = replace(ASKED, input="depth")
    assert not desk("U2").decides(ASKED)
    assert not desk("U2").reads(ASKED)
    assert desk("U2").decides(marked)
    desk("U2").must_keep_to_own(marked, "depth", NAMES)
    desk("U2").must_keep_to_own(marked, "none", NAMES)
    with pytest.raises(NotAllowed):
        desk("U2").must_keep_to_own(marked, "reach", NAMES)


@pytest.mark.parametrize("role", [Role.OWNER, Role.STEWARD, Role.DECIDER])
def test_those_for_everything_decide_all_but_their_own(role):
    assert desk("U2", role).decides(ASKED)
    assert not desk("U9", role).decides(ASKED)


@pytest.mark.parametrize(
    ("scope", "path", "said"),
    [
        (Scope("ana", teams=("sales",)), "roles.deciders.ana.person", "not the id of a person"),
        (Scope("U5"), "roles.deciders.U5.teams", "nothing here to decide"),
        (Scope("U5", teams=("salse",)), "roles.deciders.U5.teams", "no team “salse”"),
        (Scope("U5", inputs=("nps",)), "roles.deciders.U5.inputs", "no input “nps”"),
        (Scope("U1", teams=("ops",)), "roles.deciders.U1", "more than one decider"),
        (Scope("U7", teams=("ops",)), "roles.deciders.U7.person", "decides everything already"),
    ],
)
def test_what_is_wrong_with_a_scope_is_said_where_it_stands(scope, path, said):
    with pytest.raises(BadInput) as refused:
        check(replace(COMPANY, deciders=("U7",), scopes=(*COMPANY.scopes, scope)))
    assert (refused.value.field, said in refused.value.sentence) == (path, True)


def test_a_difference_names_the_decider():
    after = replace(COMPANY, scopes=(Scope("U1", teams=("sales", "ops")),))
    assert [change.line for change in difference(COMPANY, after)] == [
        "~ roles.deciders.U1.teams: sales → sales, ops",
        "- roles.deciders.U2: inputs depth",
    ]


def test_after_a_pivot_a_scope_follows_its_inputs_and_an_empty_one_is_gone():
    scopes = (
        Scope("U1", ("sales",), ("reach",)),
        Scope("U2", inputs=("depth",)),
        Scope("U3", inputs=("reach", "depth")),
    )
    assert carried_over(scopes, {"reach": "range", "depth": None}) == (
        Scope("U1", ("sales",), ("range",)),
        Scope("U3", inputs=("range",)),
    )
