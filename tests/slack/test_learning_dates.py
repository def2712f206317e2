"""Calendars of a lunch-and-learn: the host's too, a newer file when its date changes, and one when it is called off."""

import pytest
from tests.render.test_calendar_file import strictly_read
from tests.slack.test_learning import acme, cards, proposed, settled, told, typed

__all__ = ["acme"]


@pytest.fixture
async def planned(acme, clock):
    """Bo hosts what Ana proposed; Cy comes, and the stranger to it all is a steward."""
    await proposed(acme, clock, acme.ana, acme.bo)
    (asked,) = told(acme.bo, "would host a lunch-and-learn")
    await acme.bo.clicks(asked, "northstar.learn.host_yes")
    await settled(acme, clock)
    (card,) = cards(acme)
    await acme.cy.clicks(card, "northstar.learn.yes")
    await settled(acme, clock)
    return acme


def files(person):
    return [
        strictly_read(file.data)
        for message in person.dm.messages
        for file in message.files
        if file.name.endswith(".ics")
    ]


async def move(stage, clock, person, day="2026-11-26", time="13:00", *, listed_for=None):
    listed = await typed(listed_for or person, "/northstar learn", stage)
    opened = await person.clicks(listed.message, "northstar.learn.move", force=True)
    await stage.slack.until(lambda: opened.view or opened.messages)
    answer = await person.submits(opened.view, {"day": day, "time": time}) if opened.view else opened
    await settled(stage, clock)
    return answer


async def test_the_host_has_it_in_the_calendar_when_they_agree(planned):
    (file,) = files(planned.bo)
    assert (file["METHOD"], file["STATUS"], file["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", "0")
    assert told(planned.bo, "You host this lunch-and-learn.")
    assert files(planned.ana) == [], "who proposed it only is not known to come"


async def test_who_hosts_what_they_proposed_has_it_at_once(acme, clock):
    await proposed(acme, clock, acme.ana)
    assert [file["SEQUENCE"] for file in files(acme.ana)] == ["0"]


async def test_another_date_reaches_the_calendars_of_the_host_and_of_who_comes(planned, clock):
    (card,) = cards(planned)
    await move(planned, clock, planned.bo)  # 13:00 in New York
    assert "Thu 26 Nov 19:00 Europe/Berlin" in card.text
    for person in (planned.bo, planned.cy):
        first, second = files(person)
        assert second["UID"] == first["UID"]
        assert (second["METHOD"], second["SEQUENCE"]) == ("PUBLISH", "1")
        assert second["DTSTART"] == "20261126T180000Z"
        assert told(person, "has another date")
    assert files(planned.ana) == []


async def test_every_change_is_newer_and_calling_it_off_is_newest(planned, clock):
    await move(planned, clock, planned.bo)
    await move(planned, clock, planned.ana, time="14:30")  # an owner may too
    listed = await typed(planned.bo, "/northstar learn", planned)
    await planned.bo.clicks(listed.message, "northstar.learn.cancel")
    await settled(planned, clock)
    for person in (planned.bo, planned.cy):
        theirs = files(person)
        assert [file["SEQUENCE"] for file in theirs] == ["0", "1", "2", "3"]
        assert len({file["UID"] for file in theirs}) == 1
        assert [file["METHOD"] for file in theirs] == ["PUBLISH"] * 3 + ["CANCEL"]
        assert theirs[-1]["STATUS"] == "CANCELLED"
        assert told(person, "was called off")
    assert told(planned.ana, "was called off"), "who proposed it hears of it"
    assert files(planned.ana) == []


async def test_who_said_no_meanwhile_gets_no_newer_file(planned, clock):
    (card,) = cards(planned)
    await planned.cy.clicks(card, "northstar.learn.no")
    await move(planned, clock, planned.bo)
    assert [file["SEQUENCE"] for file in files(planned.cy)] == ["0"]


async def test_who_comes_after_the_change_gets_the_new_date_once(planned, clock):
    await move(planned, clock, planned.bo)
    (card,) = cards(planned)
    for answer in ("yes", "no", "yes"):
        await planned.ana.clicks(card, f"northstar.learn.{answer}")
        await settled(planned, clock)
    assert [(file["SEQUENCE"], file["DTSTART"]) for file in files(planned.ana)] == [("1", "20261126T180000Z")]


async def test_reminders_are_of_the_new_date_alone(planned, clock):
    await move(planned, clock, planned.bo)
    clock.advance(days=2, hours=2, minutes=45)  # three quarters of an hour before the old one
    await settled(planned, clock)
    assert not told(planned.cy, "In an hour")
    clock.advance(days=1, hours=6, minutes=20)  # an hour before the new one
    await settled(planned, clock)
    assert len(told(planned.cy, "In an hour")) == 1
    assert not told(planned.bo, "What did people learn?")


async def test_only_the_host_and_stewards_change_the_date(planned, clock):
    listed = await typed(planned.cy, "/northstar learn", planned)
    assert "northstar.learn.move" not in str(listed.message.blocks)
    refused = await move(planned, clock, planned.cy, listed_for=planned.bo)
    assert "Only its host or a steward" in str([message.text for message in refused.messages])
    assert [file["SEQUENCE"] for file in files(planned.cy)] == ["0"]


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-11-20", "12:00", "has passed"),
        ("2028-06-01", "12:00", "more than a year"),
        ("2026-11-25", "06:30", "at that time already"),
    ],
)
async def test_a_date_that_cannot_be_is_refused_under_its_field(planned, clock, day, time, said):
    answer = await move(planned, clock, planned.bo, day, time)
    assert said in str(answer.errors)
    assert len(files(planned.cy)) == 1


async def test_without_the_scope_a_sentence_says_what_changed(acme, clock):
    acme.slack.scopes = acme.slack.scopes - {"files:write"}
    await proposed(acme, clock, acme.ana)
    (card,) = cards(acme)
    await acme.cy.clicks(card, "northstar.learn.yes")
    await settled(acme, clock)
    await move(acme, clock, acme.ana)
    (said,) = told(acme.cy, "Change it in your calendar:")
    assert "Thu 26 Nov 13:00 Europe/Berlin" in said.text
    listed = await typed(acme.ana, "/northstar learn", acme)
    await acme.ana.clicks(listed.message, "northstar.learn.cancel")
    await settled(acme, clock)
    assert told(acme.cy, "Take it out of your calendar:")
