"""A declaration is checked as a whole, its differences read as a list, and no file replaces the star."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    ExitCriterion,
    Formula,
    Kind,
    Limits,
    Metric,
    Mode,
    Recognition,
    SourceSpec,
    Squad,
    Star,
    Style,
    Team,
    Value,
)
from northstar_bot.domain.declaration.declaration import check, difference, refuse_pivot, with_star_metric
from northstar_bot.domain.declaration.declaration_problems import problems
from northstar_bot.domain.errors import BadInput

STAR = Star(
    1, "lessons", "Everyone learns", "Lessons completed", "lessons", exit_criteria=(ExitCriterion("1k"),)
)
MONDAY = Schedule("monday", PostKind.DIGEST, "C1", 0, time(9), "Europe/Berlin", "U1")
LEARNERS = Metric("learners", "Learners", Kind.INPUT, squad="growth", dimension=Dimension.BREADTH, target=10)
PACE = Metric("pace", "Pace", Kind.INPUT, style=Style.SHARE, target=0.5)
COMPLAINTS = Metric("complaints", "Complaints", Kind.GUARDRAIL)
ACME = Company(
    "acme",
    "Acme",
    "Europe/Berlin",
    STAR,
    Formula(Mode.IDENTITY, ("learners", "pace")),
    (Metric("lessons", "Lessons completed", Kind.STAR, "lessons"), LEARNERS, PACE, COMPLAINTS),
    teams=(Team("sales", "Sales", group="S01", people=("U1",)), Team("design", "Design")),
    squads=(Squad("growth", "Growth", "sales", ("U2",)),),
    values=(Value("kind", "Be kind"),),
    sources=(SourceSpec("learners", "csv", {"path": "x.csv"}),),
    schedules=(MONDAY,),
    owners=("U1",),
)


def other_metric(metric):
    return replace(ACME, metrics=tuple(metric if metric.key == each.key else each for each in ACME.metrics))


def test_a_sound_declaration_passes():
    check(ACME)
    check(Company("acme", "Acme"))


WRONG = {
    "workspace.key": replace(ACME, workspace="Acme Inc"),
    "workspace.name": replace(ACME, name=" "),
    "workspace.zone": replace(ACME, zone="Berlin"),
    "teams.sales.people": replace(ACME, teams=(Team("sales", "Sales", people=("ana",)),)),
    "teams.sales.group": replace(ACME, teams=(Team("sales", "Sales", group="@sales"),)),
    "teams.sales": replace(ACME, teams=(*ACME.teams, Team("sales", "Sales again"))),
    "teams.Bad Key.key": replace(ACME, teams=(*ACME.teams, Team("Bad Key", "Bad"))),
    "squads.growth.team": replace(ACME, squads=(Squad("growth", "Growth", "salse"),)),
    "values.kind.name": replace(ACME, values=(Value("kind", "x" * 101),)),
    "star": replace(ACME, metrics=(*ACME.metrics, Metric("revenue", "Revenue", Kind.STAR))),
    "star.metric": replace(ACME, metrics=ACME.metrics[1:]),
    "star.vision": replace(ACME, star=replace(STAR, vision="")),
    "star.why": replace(ACME, star=replace(STAR, why="x" * 2001)),
    "star.exit_criteria[0].text": replace(ACME, star=replace(STAR, exit_criteria=(ExitCriterion(""),))),
    "inputs.learners.squad": replace(ACME, squads=()),
    "inputs.learners.lag_days": other_metric(replace(LEARNERS, lag_days=-1)),
    "inputs.learners.target": other_metric(replace(LEARNERS, target=float("nan"))),
    "inputs.pace.target": other_metric(replace(PACE, target=45)),
    "guardrails.complaints.name": other_metric(replace(COMPLAINTS, name="")),
    "metrics.learners": replace(ACME, metrics=(*ACME.metrics, Metric("learners", "Again", Kind.KPI))),
    "sources.learnes": replace(ACME, sources=(SourceSpec("learnes", "csv"),)),
    "sources.learners": replace(ACME, sources=(*ACME.sources, SourceSpec("learners", "sql"))),
    "sources.learners.days": replace(
        ACME, sources=(SourceSpec("learners", "csv", {"ok": [{"a": 1.5}, None, True], "days": [{"a": {1}}]}),)
    ),
    "sources.learners.limit": replace(
        ACME, sources=(SourceSpec("learners", "csv", {"limit": float("inf")}),)
    ),
    "schedules.monday.channel": replace(ACME, schedules=(replace(MONDAY, channel="#general"),)),
    "schedules.monday.zone": replace(ACME, schedules=(replace(MONDAY, zone="Mars/Base"),)),
    "schedules.monday.weekday": replace(ACME, schedules=(replace(MONDAY, weekday=7),)),
    "schedules.monday.owner": replace(ACME, schedules=(replace(MONDAY, owner="Ana"),)),
    "schedules.twin.channel": replace(ACME, schedules=(MONDAY, replace(MONDAY, key="twin"))),
    "recognition.feed": replace(ACME, recognition=Recognition(feed="thanks")),
    "recognition.emoji": replace(ACME, recognition=Recognition(emoji=":star:")),
    "recognition.boost": replace(ACME, recognition=Recognition(emoji="tada", boost="tada")),
    "recognition.allowance": replace(ACME, recognition=Recognition(allowance=0)),
    "roles.deciders": replace(ACME, deciders=("Ana",)),
}


@pytest.mark.parametrize("path", WRONG)
def test_what_is_wrong_is_named_by_its_place(path):
    with pytest.raises(BadInput) as refused:
        check(WRONG[path])
    assert refused.value.field == path
    assert refused.value.sentence.endswith(".")
    assert refused.value.hint


NEEDS = "In the mode “{}” the star is a product of at least {}."


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        (Formula(Mode.IDENTITY, ("learners", "pase")), "There is no input “pase”."),
        (Formula(Mode.IDENTITY, ("learners", "complaints")), "“complaints” is a guardrail."),
        (Formula(Mode.IDENTITY, ("learners", "learners")), "A factor is named twice."),
        (Formula(Mode.IDENTITY, ("learners",)), NEEDS.format("identity", "two inputs")),
        (Formula(Mode.RESIDUAL), NEEDS.format("identity with residual", "one input")),
    ],
)  # fmt: skip
def test_a_formula_is_made_of_inputs(formula, sentence):
    assert [found.sentence for found in problems(replace(ACME, formula=formula))] == [sentence]


def test_a_misspelt_name_gets_the_nearest():
    (found,) = problems(WRONG["squads.growth.team"])
    assert (found.sentence, found.hint) == ("There is no team “salse”.", "Did you mean sales?")
    (zone,) = problems(replace(ACME, zone="europe/berlin"))
    assert zone.hint == "Write Europe/Berlin."


def test_two_stars_are_named():
    (found,) = problems(WRONG["star"])
    assert found.sentence == "There are 2 North Stars: lessons and revenue."


def test_a_star_metric_needs_a_star():
    (found,) = problems(replace(ACME, star=None))
    assert found.sentence == "The metric lessons is a star, but no star is declared."


def test_the_same_twice_is_no_difference():
    assert difference(ACME, ACME) == difference(Company("acme", "Acme"), Company("acme", "Acme")) == ()
    assert difference(ACME, replace(ACME, revision=7, star=replace(STAR, version=3))) == ()


def test_a_first_declaration_is_all_new():
    lines = [change.line for change in difference(None, ACME)]
    assert "+ inputs.learners: Learners" in lines
    assert "+ star: Lessons completed" in lines
    assert all(line.startswith("+ ") for line in lines)


CHANGED = [
    (replace(ACME, name="Acme Inc"), "~ workspace.name: Acme → Acme Inc"),
    (replace(ACME, limits=Limits.ROLLING), "~ limits: locked → rolling"),
    (other_metric(replace(LEARNERS, target=12.5)), "~ inputs.learners.target: 10 → 12.5"),
    (other_metric(replace(LEARNERS, target=None)), "~ inputs.learners.target: 10 → (empty)"),
    (replace(ACME, star=replace(STAR, vision="All\nlearn")), "~ star.vision: Everyone learns → All learn"),
    (
        replace(ACME, star=replace(STAR, exit_criteria=(ExitCriterion("1k", met=True),))),
        "~ star.exit_criteria: [ ] 1k → [x] 1k",
    ),
    (replace(ACME, values=()), "- values.kind: Be kind"),
    (replace(ACME, deciders=("U7", "U8")), "~ roles.deciders: (empty) → U7, U8"),
    (replace(ACME, recognition=Recognition(value_required=True)), "~ recognition.value_required: no → yes"),
    (
        replace(ACME, sources=(SourceSpec("learners", "csv", {"path": "y.csv"}),)),
        "~ sources.learners.options.path: x.csv → y.csv",
    ),
    (
        replace(ACME, sources=(SourceSpec("learners", "csv", {"path": {"a": 1}}),)),
        "~ sources.learners.options.path: x.csv → a 1",
    ),
    (replace(ACME, sources=()), "- sources.learners: kind csv, options.path x.csv"),
    (replace(ACME, teams=ACME.teams[::-1]), "~ teams in order: sales, design → design, sales"),
]


@pytest.mark.parametrize(("after", "line"), CHANGED)
def test_a_change_is_one_readable_line(after, line):
    assert [change.line for change in difference(ACME, after)] == [line]


@given(st.lists(st.sampled_from([each for each, _ in CHANGED]), min_size=2, max_size=2))
def test_there_is_a_difference_exactly_when_they_differ(pair):
    one, other = pair
    assert (difference(one, other) == ()) == (one == other)


def test_the_file_cannot_replace_the_star():
    for after, field in (
        (replace(ACME, star=replace(STAR, metric="revenue")), "star.metric"),
        (replace(ACME, star=replace(STAR, name="Revenue")), "star.name"),
        (replace(ACME, star=None), "star"),
    ):
        with pytest.raises(BadInput) as refused:
            refuse_pivot(ACME, after)
        assert refused.value.field == field
        assert "pivot" in refused.value.hint


def test_wording_and_first_stars_are_no_pivot():
    refuse_pivot(None, ACME)
    refuse_pivot(replace(ACME, star=None), ACME)
    refuse_pivot(ACME, replace(ACME, star=replace(STAR, vision="Other", why="because")))


def test_the_stars_metric_carries_the_stars_words():
    reworded = with_star_metric(replace(ACME, star=replace(STAR, unit="courses", definition="what counts")))
    metric = reworded.metric("lessons")
    assert (metric.name, metric.unit, metric.definition) == ("Lessons completed", "courses", "what counts")
    assert with_star_metric(replace(ACME, star=None)).metrics == ACME.metrics


def test_a_schedule_that_posts_there_already_is_named_by_its_key():
    twice = replace(ACME, schedules=(MONDAY, replace(MONDAY, key="twin")))
    (found,) = problems(twice)
    assert found.sentence == "The schedule “monday” already posts the digest to this channel."
