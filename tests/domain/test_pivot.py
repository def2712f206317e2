"""The rules of a pivot: the fate of a request in each state, who approves when, and what the form refuses."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    ExitCriterion,
    Formula,
    Kind,
    Metric,
    Mode,
    Squad,
    Star,
)
from northstar_bot.domain.errors import AlreadyDone, Invalid, NotAllowed
from northstar_bot.domain.ids import key_of
from northstar_bot.domain.pivots.company import succeeded
from northstar_bot.domain.pivots.form import key_for, read
from northstar_bot.domain.pivots.pivot import (
    Fate,
    Held,
    NewInput,
    Pivot,
    PivotDraft,
    Tally,
    fate,
    is_finished,
    must_be_second,
    must_still_fit,
    opens_at,
    tally,
    too_soon,
)
from northstar_bot.domain.pivots.views import names_of
from northstar_bot.domain.requests.requests import State, WakeOn

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DRAFT = PivotDraft(
    "lessons",
    "Weekly lessons",
    "Every student finishes",
    "why",
    {"kept": "kept", "moved": "fresh", "gone": None},
    (NewInput("fresh", "Fresh"), NewInput("other", "Other")),
)
STAR = Star(1, "dau", "Every classroom learns daily", "Daily users", since=date(2026, 11, 1))
COMPANY = Company(
    "acme",
    "Acme",
    star=STAR,
    formula=Formula(Mode.IDENTITY, ("kept", "moved")),
    metrics=(
        Metric("dau", "Daily users", Kind.STAR),
        Metric("kept", "Kept", Kind.INPUT, dimension=Dimension.BREADTH, squad="core"),
        Metric("moved", "Moved", Kind.INPUT, owner="U1", squad="core"),
        Metric("gone", "Gone", Kind.INPUT, squad="core"),
        Metric("churn", "Churn", Kind.GUARDRAIL),
        Metric("homework", "Homework", Kind.KPI),
    ),
    squads=(Squad("core", "Core"),),
)
FORM = {
    "name": "Weekly lessons",
    "metric": "new",
    "vision": "Every student finishes a lesson.",
    "reason": "Daily users rose every week while schools left.",
    "input.kept": "keep",
    "input.moved": "becomes-1",
    "input.gone": "retire",
    "new_inputs": "depth: Lessons assigned\n  HOMEWORK  ",
}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (Held(State.OPEN), Fate.STAYS),
        (Held(State.NEEDS_INFO), Fate.STAYS),
        (Held(State.ACCEPTED, decided="kept"), Fate.KEPT),
        (Held(State.ACCEPTED, decided="moved"), Fate.KEPT),
        (Held(State.ACCEPTED, stated="kept", decided="gone"), Fate.IN_DOUBT),
        (Held(State.ACCEPTED, decided="none"), Fate.IN_DOUBT),
        (Held(State.ACCEPTED, decided="gone", exempt=True), Fate.UNTOUCHED),
        (Held(State.PARKED, wake_on=WakeOn.PIVOT), Fate.WAKES),
        (Held(State.PARKED, wake_on=WakeOn.DATE), Fate.RESTS),
        (Held(State.PARKED), Fate.RESTS),
        (Held(State.DECLINED, stated="kept"), Fate.YES_NOW),
        (Held(State.DECLINED, stated="moved", decided="none"), Fate.YES_NOW),
        (Held(State.DECLINED, decided="none"), Fate.PERHAPS),
        (Held(State.DECLINED, stated="none", decided="none"), Fate.PERHAPS),
        (Held(State.DECLINED, decided="none", exempt=True), Fate.UNTOUCHED),
        (Held(State.DECLINED, stated="gone", decided="none"), Fate.PERHAPS),
        (Held(State.DECLINED), Fate.PERHAPS),
        (Held(State.DECLINED, stated="gone", decided="gone"), Fate.UNTOUCHED),
        *((Held(end, stated="kept", decided="kept"), Fate.UNTOUCHED)
          for end in (State.SHIPPED, State.WITHDRAWN, State.DROPPED, State.DUPLICATE)),
    ],
)  # fmt: skip
def test_every_state_has_its_rule(held, expected):
    assert fate(held, DRAFT) is expected
    if expected is Fate.PERHAPS:
        # Without an input that is new, nothing is there that it could move.
        assert fate(held, replace(DRAFT, carried={"kept": "kept"}, new_inputs=())) is Fate.UNTOUCHED


KEYS = st.sampled_from([None, "kept", "moved", "gone", "none", "star"])
HELD = st.builds(
    Held,
    state=st.sampled_from(State),
    stated=KEYS,
    decided=KEYS,
    exempt=st.booleans(),
    wake_on=st.sampled_from([None, *WakeOn]),
)


@given(st.lists(HELD))
def test_the_tally_counts_what_happens(held):
    found = tally(Counter(held), DRAFT)
    fates = [fate(each, DRAFT) for each in held]
    assert found.open == fates.count(Fate.STAYS)
    assert found.accepted - found.in_doubt == fates.count(Fate.KEPT)
    assert found.parked == fates.count(Fate.WAKES) + fates.count(Fate.RESTS)
    assert found.waking == fates.count(Fate.WAKES)
    assert found.yes_now == fates.count(Fate.YES_NOW)
    assert found.perhaps == fates.count(Fate.PERHAPS)
    assert found.declined >= found.yes_now
    assert tally(Counter(each for each in held if each.exempt), DRAFT) == Tally()


def test_a_young_star_warns_unless_its_exit_criteria_are_all_met():
    assert too_soon(STAR, date(2026, 11, 23)) == 22
    assert too_soon(STAR, STAR.since + timedelta(days=89)) == 89
    assert too_soon(STAR, STAR.since + timedelta(days=90)) is None
    assert too_soon(replace(STAR, since=None), date(2026, 11, 23)) is None
    half = replace(STAR, exit_criteria=(ExitCriterion("a", met=True), ExitCriterion("b")))
    assert too_soon(half, date(2026, 11, 23)) == 22
    assert not is_finished(half)
    assert too_soon(replace(STAR, exit_criteria=(ExitCriterion("a", met=True),)), date(2026, 11, 23)) is None


def test_a_second_person_approves_or_a_single_owner_sleeps_on_it():
    pivot = Pivot(1, 1, DRAFT, "UA", NOW)
    must_be_second(pivot, "UB", frozenset({"UA", "UB"}), NOW, "Europe/Berlin")
    with pytest.raises(NotAllowed, match="another owner"):
        must_be_second(pivot, "UA", frozenset({"UA", "UB"}), NOW + timedelta(days=9), "Europe/Berlin")
    alone = frozenset({"UA"})
    with pytest.raises(NotAllowed, match="only owner") as error:
        must_be_second(pivot, "UA", alone, NOW + timedelta(hours=23, minutes=1), "Europe/Berlin")
    assert error.value.hint == "Come back from Tue 24 Nov 09:00 Europe/Berlin on; you are told then."
    with pytest.raises(NotAllowed) as error:
        must_be_second(pivot, "UA", alone, NOW, "Europe/Berlin")
    assert error.value.hint == "Come back from Tue 24 Nov 09:00 Europe/Berlin on; you are told then."
    must_be_second(pivot, "UA", alone, NOW + timedelta(hours=24), "Europe/Berlin")
    assert opens_at(pivot, "UA", alone) == NOW + timedelta(hours=24)


def test_a_proposal_that_no_longer_fits_is_refused():
    pivot = Pivot(1, 1, DRAFT, "UA", NOW)
    assert must_still_fit(pivot, STAR, ["kept", "moved", "gone"]) is STAR
    for star, inputs in ((STAR, ["kept"]), (replace(STAR, version=2), ["kept", "moved", "gone"]), (None, [])):
        with pytest.raises(AlreadyDone, match="have changed"):
            must_still_fit(pivot, star, inputs)


def test_the_form_becomes_a_draft():
    draft = read(FORM, COMPANY, STAR)
    assert draft.metric == "weekly_lessons"
    assert draft.carried == {"kept": "kept", "moved": "lessons_assigned", "gone": None}
    assert draft.new_inputs == (
        NewInput("lessons_assigned", "Lessons assigned", Dimension.DEPTH),
        NewInput("homework", "HOMEWORK"),
    )
    assert draft.inputs == {"kept", "lessons_assigned", "homework"}
    assert names_of(COMPANY, draft)["lessons_assigned"] == "Lessons assigned"


def test_the_company_after_a_pivot_keeps_every_metric():
    after = succeeded(COMPANY, read(FORM, COMPANY, STAR))
    assert {metric.key for metric in COMPANY.metrics} < {metric.key for metric in after.metrics}
    assert [metric.key for metric in after.of_kind(Kind.STAR)] == ["weekly_lessons"]
    assert {metric.key for metric in after.of_kind(Kind.INPUT)} == {"kept", "lessons_assigned", "homework"}
    assert after.metric("lessons_assigned").owner == "U1"
    assert after.metric("lessons_assigned").squad == "core"
    assert after.metric("kept") == COMPANY.metric("kept")
    for retired in ("dau", "moved", "gone"):
        assert (after.metric(retired).kind, after.metric(retired).squad) == (Kind.KPI, None)
    assert after.formula == Formula()
    assert after.metric("churn") == COMPANY.metric("churn")


def test_a_known_metric_can_become_the_star():
    draft = read(FORM | {"metric": "homework", "new_inputs": "Lessons assigned"}, COMPANY, STAR)
    after = succeeded(COMPANY, draft)
    assert after.star.metric == "homework"
    assert after.metric("homework").kind is Kind.STAR


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "x"}, "name"),
        ({"name": "Churn"}, "name"),
        ({"vision": ""}, "vision"),
        ({"reason": "Because."}, "reason"),
        ({"metric": "dau"}, "metric"),
        ({"metric": "nothing"}, "metric"),
        ({"metric": "kept"}, "input.kept"),
        ({"input.gone": "becomes-3"}, "input.gone"),
        ({"input.gone": None}, "input.gone"),
        ({"input.gone": "becomes-x"}, "input.gone"),
        ({"new_inputs": "Gone", "input.moved": "keep"}, "new_inputs"),
        ({"new_inputs": "One\nONE", "input.moved": "keep"}, "new_inputs"),
        ({"new_inputs": "Weekly lessons", "input.moved": "keep"}, "new_inputs"),
        ({"new_inputs": "x" * 101, "input.moved": "keep"}, "new_inputs"),
        ({"new_inputs": "\n".join("abcdefghi"), "input.moved": "keep"}, "new_inputs"),
        ({"new_inputs": "", "input.kept": "retire", "input.moved": "retire"}, "new_inputs"),
    ],
)
def test_what_the_form_refuses_is_said_under_its_field(changes, field):
    with pytest.raises(Invalid) as error:
        read(FORM | changes, COMPANY, STAR)
    assert field in error.value.fields


@pytest.mark.parametrize(
    ("name", "key"),
    [("Weekly lessons completed", "weekly_lessons_completed"), ("5 Élèves!", "eleves"), ("x" * 60, "x" * 40)],
)
def test_a_name_makes_a_key(name, key):
    assert key_for(name, "input") == key


@pytest.mark.parametrize("name", ["Star", "None", "New", "Unsure"])
def test_a_word_with_a_meaning_of_its_own_is_no_key(name):
    assert key_for(name, "input").startswith(f"{name.lower()}_")


@given(st.text())
def test_every_name_makes_a_usable_key(name):
    assert key_of(key_for(name, "input"))


def test_a_company_that_could_not_stand_afterwards_is_refused():
    with pytest.raises(Invalid) as error:
        read(FORM, replace(COMPANY, zone="Nowhere"), STAR)
    assert "Nowhere" in error.value.fields["name"]
