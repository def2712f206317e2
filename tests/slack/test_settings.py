"""Settings in Slack: each kind is shown, changed and kept by those who may, and nothing typed is lost."""

from dataclasses import replace

import pytest
from tests.support.bot import stage

from northstar_bot.domain.company.company import Kind, Metric, SourceSpec, Squad, Star, Style, Team
from northstar_bot.domain.declaration.settings import SEVERAL, Noun
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, TeamKey
from northstar_bot.playground import view_problems
from northstar_bot.render.ids import SETTINGS_OPEN, SETTINGS_SAVE

LESSONS = MetricKey("lessons")


@pytest.fixture
async def acme(tmp_path, clock):
    """A company with one of everything that others refer to; Bo is a steward."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        await made.declare(
            star=Star(1, LESSONS, "Everybody learns.", "Weekly lessons"),
            metrics=(
                Metric(LESSONS, "Weekly lessons", Kind.STAR, style=Style.COUNT),
                Metric(MetricKey("classes"), "Classes", Kind.INPUT, style=Style.COUNT),
                Metric(MetricKey("depth"), "Depth", Kind.INPUT),
            ),
            teams=(Team(TeamKey("ops"), "Ops"),),
            squads=(Squad(SquadKey("flow"), "Flow", TeamKey("ops")),),
            owners=(PersonId(made.ana.id),),
            stewards=(PersonId(made.bo.id),),
        )
        yield made


async def declared(stage):
    return await stage.bot.house.services.company.of(stage.bot.workspace)


async def opened(stage, person, noun, key=""):
    """The form for one thing."""
    await person.types("/northstar settings", channel=stage.growth)
    action = f"{SETTINGS_OPEN}.{noun}" if Noun(noun) in SEVERAL else SETTINGS_OPEN
    await stage.slack.until(lambda: person.view is not None, within=10)
    await person.clicks(person.view, action, value=f"{noun}:{key}")
    await stage.slack.until(lambda: person.view.callback_id == SETTINGS_SAVE, within=10)
    assert view_problems(person.view.payload) == []
    return person.view


def _fits(stage, answers):
    names = {"BO": stage.bo.id, "CY": stage.cy.id, "GROWTH": stage.growth.id}
    return {
        field: [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)
        for field, value in answers.items()
    }


QUERY = "select week, v from t\n  where d >= :start and d < :end"
FORMS = {
    "company": (
        {"name": "Acme Two", "zone": "Europe/Berlin"}, lambda c: (c.name, c.zone), ("Acme Two", "Europe/Berlin")
    ),
    "star": (
        {"vision": "All learn.", "unit": "lessons", "exit_criteria": "[x] 100 schools\n1,000 classes"},
        lambda c: (c.star.vision, c.star.unit, [one.met for one in c.star.exit_criteria]),
        ("All learn.", "lessons", [True, False]),
    ),
    "metric": (
        {
            "key": "reach", "name": "Reach", "kind": "input", "style": "share", "target": "45%", "owner": "CY",
            "squad": "flow",
        },
        lambda c: (c.metric("reach").target, c.metric("reach").squad),
        (0.45, "flow"),
    ),
    "formula": (
        {"mode": "identity", "factors": ["classes", "depth"]},
        lambda c: (c.formula.mode, c.formula.factors),
        ("identity", ("classes", "depth")),
    ),
    "source": (
        {"key": "classes", "kind": "sql", "options": f"url_env: DATA_URL\nquery: {QUERY}"},
        lambda c: c.source("classes").options["query"],
        QUERY.replace("  ", ""),
    ),
    "team": (
        {"key": "sales", "name": "Sales & Co <x>", "brings": "Customers", "people": ["BO", "CY"], "lead": "BO",
         "spotlight": ["left"]},
        lambda c: [
            (one.name, len(one.people), bool(one.lead), one.spotlight) for one in c.teams if one.key == "sales"
        ],
        [("Sales & Co <x>", 2, True, False)],
    ),
    "squad": ({"key": "core", "name": "Core", "team": "ops", "people": ["BO"]}, lambda c: c.squad("core").team, "ops"),
    "value": ({"key": "care", "name": "Care", "meaning": "Calls back"}, lambda c: c.values[0].meaning, "Calls back"),
    "schedule": (
        {
            "key": "weekly", "kind": "digest", "channel": "GROWTH", "weekday": "4", "at": "16:30", "zone": "",
            "owner": "BO", "skip": "2026-12-24, 2026-12-28 to 2026-12-29",
        },
        lambda c: (c.schedules[0].weekday, f"{c.schedules[0].at:%H:%M}", c.schedules[0].zone, len(c.schedules[0].skip)),
        (4, "16:30", "UTC", 3),
    ),
    "recognition": (
        {"feed": "GROWTH", "emoji": ":tada:", "boost": "clap", "allowance": "3", "private": "leads",
         "options": ["value_required"]},
        lambda c: (c.recognition.emoji, c.recognition.boost, c.recognition.allowance, c.recognition.private),
        ("tada", "clap", 3, "leads"),
    ),
    "roles": ({"deciders": ["CY"]}, lambda c: len(c.deciders), 1),
    "messages": ({"quiet": ["thanked", "waiting"]}, lambda c: c.quiet, ("waiting", "thanked")),
    "decider": (
        {"person": "CY", "teams": ["ops"], "inputs": ["depth"]},
        lambda c: (len(c.scopes), c.scopes[0].teams, c.scopes[0].inputs),
        (1, ("ops",), ("depth",)),
    ),
}  # fmt: skip


def _key_of(answers):
    return answers.get("key") or answers["person"]


def test_every_kind_is_tried():
    assert {str(noun) for noun in Noun} == FORMS.keys()


@pytest.mark.parametrize("noun", FORMS)
async def test_an_owner_changes_everything(acme, noun):
    answers, read, wanted = FORMS[noun]
    form = await opened(acme, acme.ana, noun)
    answer = await acme.ana.submits(form, _fits(acme, answers))
    assert answer.errors == {}
    assert "Saved" in acme.ana.view.plain
    assert view_problems(acme.ana.view.payload) == []
    assert read(await declared(acme)) == wanted
    if Noun(noun) in SEVERAL:
        again = await opened(acme, acme.ana, noun, _fits(acme, {"key": _key_of(answers)})["key"])
        same = await acme.ana.submits(again)
        assert same.errors == {}
        assert "Nothing was different." in acme.ana.view.plain


@pytest.mark.parametrize("noun", FORMS)
async def test_a_steward_changes_what_is_not_the_owners(acme, noun):
    answers, read, wanted = FORMS[noun]
    if noun in {"company", "star", "roles", "decider"}:
        await acme.bo.types("/northstar settings", channel=acme.growth)
        assert "Changed by an owner." in acme.bo.view.plain
        reply = await acme.bo.clicks(
            acme.bo.view, SETTINGS_OPEN, value=f"{noun}:", force=True, block_id="forged"
        )
        shown = (acme.bo.view.plain if acme.bo.view else "") + reply.text
        assert "owner" in shown
        return
    form = await opened(acme, acme.bo, noun)
    assert (await acme.bo.submits(form, _fits(acme, answers))).errors == {}
    assert read(await declared(acme)) == wanted


@pytest.mark.parametrize("who", ["cy", "guest"])
async def test_others_do_not_come_in(acme, who):
    person = getattr(acme, who)
    reply = await person.types("/northstar settings", channel=acme.growth)
    assert person.view is None
    assert "steward" in reply.text or "Only full members" in reply.text


async def test_a_forged_form_is_refused(acme):
    """Somebody who lost the role while the form was open, or never had it."""
    form = await opened(acme, acme.ana, "roles")
    answer = await acme.cy.submits(form, {"owners": [acme.cy.id]}, force=True)
    assert "owner" in "".join(answer.errors.values())
    assert (await declared(acme)).owners == (acme.ana.id,)


WRONG = {
    "metric": [
        ({"key": "Größe!", "name": "X", "kind": "input", "style": "count"}, "key"),
        ({"key": "classes", "name": "X", "kind": "input", "style": "count"}, "key"),
        ({"key": "reach", "name": "X" * 500, "kind": "input", "style": "count"}, "name"),
        ({"key": "reach", "name": "X", "kind": "input", "style": "count", "target": "lots"}, "target"),
        ({"key": "reach", "name": "X", "kind": "input", "style": "share", "target": "45"}, "target"),
        ({"key": "reach", "name": "X", "kind": "input", "style": "count", "lag_days": "99"}, "lag_days"),
        ({"key": "reach", "name": "X", "kind": "input", "style": "count", "definition": "d" * 2999}, "definition"),
    ],
    "company": [({"name": " ", "zone": "UTC"}, "name"), ({"name": "A", "zone": "Berlin"}, "zone")],
    "star": [({"vision": "v" * 2999}, "vision"), ({"exit_criteria": "[x] " + "c" * 2900}, "exit_criteria")],
    "formula": [({"mode": "identity", "factors": ["classes"]}, "factors")],
    "source": [
        ({"key": "classes", "kind": "sql", "options": "url_env DATA"}, "options"),
        ({"key": "classes", "kind": "sql", "options": "query: select 1"}, "options"),
        ({"key": "classes", "kind": "csv", "options": "path: "}, "options"),
    ],
    "team": [
        ({"key": "sales", "name": "Sales", "group": "@sales"}, "group"),
        ({"key": "../x", "name": "Sales"}, "key"),
        ({"key": "a b", "name": "Sales"}, "key"),
        ({"key": "=cmd", "name": "Sales"}, "key"),
        ({"key": "k" * 300, "name": "Sales"}, "key"),
    ],
    "schedule": [
        ({"key": "w", "kind": "digest", "channel": "GROWTH", "weekday": "0", "at": "09:00", "zone": "Mars"}, "zone"),
        ({"key": "w", "kind": "digest", "channel": "GROWTH", "weekday": "0", "at": "09:00", "skip": "Xmas"}, "skip"),
        (
            {"key": "w", "kind": "digest", "channel": "GROWTH", "weekday": "0", "at": "09:00", "cadence": "daily"},
            "cadence",
        ),
    ],
    "recognition": [
        ({"emoji": "not one", "boost": "clap"}, "emoji"),
        ({"emoji": "clap", "boost": "clap"}, "boost"),
        ({"allowance": "many"}, "allowance"),
        ({"allowance": "99999"}, "allowance"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "answers", "field"),
    [(noun, answers, field) for noun, cases in WRONG.items() for answers, field in cases],
    ids=[f"{noun}-{field}-{at}" for noun, cases in WRONG.items() for at, (_, field) in enumerate(cases)],
)
async def test_what_is_wrong_stands_under_its_field_and_nothing_changes(acme, noun, answers, field):
    before = await declared(acme)
    form = await opened(acme, acme.ana, noun)
    answer = await acme.ana.submits(form, _fits(acme, answers), force=True)
    assert list(answer.errors) == [field], answer
    assert acme.ana.view is form
    assert await declared(acme) == before


async def test_something_somebody_uses_is_not_removed(acme):
    form = await opened(acme, acme.ana, "team", "ops")
    answer = await acme.ana.submits(form, {"remove": ["remove"]})
    assert "flow" in "".join(answer.errors.values())
    assert (await declared(acme)).team("ops")


async def test_something_nobody_uses_is_removed(acme):
    form = await opened(acme, acme.ana, "squad", "flow")
    answer = await acme.ana.submits(form, {"remove": ["remove"]})
    assert answer.errors == {}
    assert (await declared(acme)).squads == ()


async def test_two_who_edit_the_same_thing_do_not_overwrite_each_other(acme):
    mine = await opened(acme, acme.ana, "team", "ops")
    theirs = await opened(acme, acme.bo, "team", "ops")
    assert (await acme.bo.submits(theirs, {"brings": "Calm"})).errors == {}
    late = await acme.ana.submits(mine, {"name": "Operations"})
    assert "in the meantime" in "".join(late.errors.values())
    assert acme.ana.view is mine
    company = await declared(acme)
    assert (company.team("ops").name, company.team("ops").brings) == ("Ops", "Calm")


async def test_two_who_edit_different_things_do_not_disturb_each_other(acme):
    mine = await opened(acme, acme.ana, "team", "ops")
    theirs = await opened(acme, acme.bo, "squad", "flow")
    assert (await acme.bo.submits(theirs, {"name": "Stream"})).errors == {}
    assert (await acme.ana.submits(mine, {"brings": "Calm"})).errors == {}
    company = await declared(acme)
    assert (company.squad("flow").name, company.team("ops").brings) == ("Stream", "Calm")


async def test_a_form_for_something_that_is_gone(acme):
    mine = await opened(acme, acme.ana, "squad", "flow")
    theirs = await opened(acme, acme.bo, "squad", "flow")
    await acme.bo.submits(theirs, {"remove": ["remove"]})
    late = await acme.ana.submits(mine, {"name": "Flow 2"})
    assert "in the meantime" in "".join(late.errors.values())
    assert (await declared(acme)).squads == ()


async def test_the_first_star_is_set_in_slack(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        form = await opened(made, made.ana, "star")
        answers = {"key": "lessons", "name": "Weekly lessons", "vision": "Everybody learns."}
        answer = await made.ana.submits(form, answers)
        assert answer.errors == {}
        company = await declared(made)
        assert (company.star.name, company.star.version, company.star.metric) == (
            "Weekly lessons",
            1,
            "lessons",
        )
        assert company.star.since == clock.now().date()
        shown = await made.bo.types("/northstar", channel=made.growth)
        assert "Weekly lessons" in shown.text


HOSTILE = "<!channel> *b* `c` <@U1> & \u202eevil\u200b {{x}} =cmd()"


@pytest.mark.parametrize("noun", ["team", "squad", "value", "metric"])
async def test_a_hostile_name_is_kept_as_words(acme, noun):
    more = {"kind": "input", "style": "count"} if noun == "metric" else {}
    form = await opened(acme, acme.ana, noun)
    answer = await acme.ana.submits(form, {"key": "odd", "name": HOSTILE, **more}, force=True)
    if answer.errors:
        assert list(answer.errors) == ["name"]
        return
    assert view_problems(acme.ana.view.payload) == []
    marked_up = [block["text"]["text"] for block in acme.ana.view.blocks if block["type"] == "section"]
    assert "<!channel>" not in "".join(marked_up)
    assert view_problems((await opened(acme, acme.ana, noun, "odd")).payload) == []


async def test_a_large_company_still_fits(acme):
    many = tuple(Team(TeamKey(f"team-{number}"), f"Team {number} " + "x" * 60) for number in range(150))
    metrics = tuple(Metric(MetricKey(f"m{number}"), f"Metric {number}", Kind.KPI) for number in range(150))
    company = await declared(acme)
    sources = tuple(SourceSpec(one.key, "manual") for one in metrics)
    await acme.bot.house.services.company.apply(
        replace(company, teams=(*company.teams, *many), metrics=(*company.metrics, *metrics), sources=sources)
    )
    await acme.ana.types("/northstar settings", channel=acme.growth)
    assert acme.ana.view is not None
    assert view_problems(acme.ana.view.payload) == []
    for noun, key in (("metric", "m149"), ("squad", "flow"), ("source", "m3"), ("team", "team-3")):
        form = await opened(acme, acme.ana, noun, key if noun == "squad" else "")
        assert view_problems(form.payload) == []


async def test_many_changes_in_one_sitting(acme):
    """Slack stacks three modals and no more."""
    for number in range(5):
        if number == 0:
            form = await opened(acme, acme.ana, "value")
        else:
            await acme.ana.clicks(acme.ana.view, f"{SETTINGS_OPEN}.value", value="value:")
            form = acme.ana.view
        answer = await acme.ana.submits(form, {"key": f"v{number}", "name": f"Value {number}"})
        assert answer.errors == {}
        assert f"Value {number}" in acme.ana.view.plain
    assert len((await declared(acme)).values) == 5


async def test_the_last_owner_stays(acme):
    form = await opened(acme, acme.ana, "roles")
    answer = await acme.ana.submits(form, {"owners": []})
    assert list(answer.errors) == ["owners"]
    assert (await declared(acme)).owners == (acme.ana.id,)


async def test_a_monthly_kickoff_and_a_digest_for_one_input_are_chosen_in_one_menu(acme):
    form = await opened(acme, acme.ana, "schedule")
    answers = {
        "key": "roadmap", "kind": "kickoff:roadmap", "channel": "GROWTH", "cadence": "monthly", "nth": "2",
        "weekday": "1", "at": "10:00",
    }  # fmt: skip
    assert (await acme.ana.submits(form, _fits(acme, answers))).errors == {}
    form = await opened(acme, acme.ana, "schedule")
    own = {"key": "own", "kind": "digest:depth", "channel": "GROWTH", "weekday": "0", "at": "09:00"}
    assert (await acme.ana.submits(form, _fits(acme, own))).errors == {}
    roadmap, squad = (await declared(acme)).schedules
    assert (roadmap.kind, roadmap.options, roadmap.cadence, roadmap.nth) == (
        "kickoff", {"ritual": "roadmap"}, "monthly", 2
    )  # fmt: skip
    assert squad.options == {"audience": "depth"}
    assert "Kick-off: roadmap on the second Tuesday" in acme.ana.view.plain
