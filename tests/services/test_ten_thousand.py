"""Ten thousand shout-outs in the period: every report is right to the last one, on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from tests.support.recognition import CY, recognised

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.people import Person
from northstar_bot.domain.recognition.shoutouts import Receiver, Shoutout
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.roundup import RoundupService
from northstar_bot.services.recognition.thanks_report import ThanksReportService
from northstar_bot.storage.recognition.team_thanks import count_again, count_in
from northstar_bot.storage.tables.consents import story_consent
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

MANY = 10_000
WEEK, DAY = Week.parse("2026-W48"), date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
TEAMS = ("sales", "design", "legal", None)


def _made(number):
    """The giver's team, those of the two thanked, and a team thanked as a whole, each in a turn of its own."""
    thanked = (
        Receiver(f"U2GOT{number % 50:02d}", TEAMS[number // 4 % 4]),
        Receiver(f"U3GOT{number % 70:02d}", TEAMS[number // 16 % 4]),
    )
    return Shoutout(
        id=number + 1,
        workspace="acme",
        giver=f"U1GAVE{number % 40:02d}",
        giver_team=TEAMS[number % 4],
        receivers=thanked,
        teams=("legal",) if number % 10 == 0 else (),
        text=f"for {number}",
        given_at=MIDNIGHT + timedelta(seconds=number),
        source_key=f"k{number}",
    )


ALL = [_made(number) for number in range(MANY)]
# Nobody is at home in Legal who could answer for it.
TOLD = [one for one in ALL if one.id % 3 == 0 and one.cross_team and not one.teams]


def _row(one):
    same = ("id", "workspace_id", "giver", "giver_team", "text", "given_at", "source_key", "cross_team")
    values = {name: getattr(one, "workspace" if name == "workspace_id" else name) for name in same}
    return values | {
        "week_start": WEEK.start, "allowance_day": DAY, "permalink": "", "remaining": 0, "left_out": []
    }  # fmt: skip


def _beside(one, **more):
    return {"workspace_id": one.workspace, "shoutout_id": one.id, **more}


@pytest.fixture
async def thanks(store, clock):
    """All of them kept, a third of those across teams agreed to; the sums by the bot's own counting."""
    made = await recognised(store, clock)
    got = [_beside(one, person=to.person, team=to.team) for one in ALL for to in one.receivers]
    yes = {"answer": "yes", "asked_at": MIDNIGHT, "answered_at": MIDNIGHT}
    async with store.database.writer.begin() as connection:
        await connection.execute(insert(shoutout), [_row(one) for one in ALL])
        await connection.execute(insert(receiver), got)
        named = [_beside(one, team=team) for one in ALL for team in one.teams]
        await connection.execute(insert(thanked_team), named)
        agreed = [_beside(one, person=to.person, **yes) for one in TOLD for to in one.receivers]
        await connection.execute(insert(story_consent), agreed)
        await connection.execute(text("ANALYZE"))  # both databases do so by themselves, a little later
        for one in ALL[:64]:  # every pair of teams has its row now
            await count_in(connection, "acme", one.id, one.given_at)
        for one in ALL[:4]:
            await count_again(connection, replace(one, teams=TEAMS[:3]))
    clock.advance(hours=1)
    return made


async def _roundup(thanks):
    found = await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK)
    assert (found.counts.given, found.counts.givers) == (MANY, 40)
    assert found.counts.people_thanked == len({to.person for one in ALL for to in one.receivers})
    assert found.counts.cross_team == sum(one.cross_team for one in ALL)
    assert (len(found.stories), found.coverage.not_yet) == (5, ())


async def _balance(thanks):
    cells = Counter(
        (one.giver_team, team)
        for one in ALL
        for team in {*one.teams, *(to.team for to in one.receivers)}
        if one.giver_team and team
    )
    found = await BalanceService(thanks.store, thanks.clock).view(thanks.viewer(CY), "30d")
    assert found.cells == cells
    assert found.coverage.not_yet == ()


async def _deck(thanks):
    found = await DeckService(thanks.store, thanks.clock, (), None, None).build("acme", DAY, DAY)
    assert [story.text for story in found.stories] == [one.text for one in TOLD]
    assert sum(amount for _, amount in found.untold) == MANY - len(TOLD)


async def _report_on_one_person(thanks):
    person = Person("U3GOT07", "Got")
    found = await ThanksReportService(thanks.store, thanks.clock).report(thanks.viewer(person), asked="30d")
    newest = [one for one in reversed(ALL) if one.receivers[1].person == person.id][:20]
    told = [one.text for _, stories in found.stories for one in stories]
    assert sorted(told) == sorted(one.text for one in newest)
    assert found.more


async def test_every_report_counts_all_of_them(thanks):
    for about in (_roundup, _balance, _deck, _report_on_one_person):
        await about(thanks)
