"""No question about thanks, and no write of giving, goes through years of them: both databases say how they look.

SQLite plans without statistics, so a few rows show its plans. Postgres plans by them: five years of thanks are written
and counted before it is asked.
"""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.recognition.consent import Consent
from northstar_bot.domain.recognition.reactions import Reacted
from northstar_bot.domain.recognition.shoutouts import Given, Receiver, Shoutout
from northstar_bot.services.ports.shoutouts import Between, Ration
from northstar_bot.storage.recognition import shoutout_stories

AT = datetime(2026, 11, 18, 9, tzinfo=UTC)
WEEK = Week.of(AT.date())
QUARTER = Between(AT - timedelta(days=91), AT + timedelta(hours=3))
# Tables that grow with every thanks; the others are as large as a company has people, or small.
BIG = (
    "shoutout", "shoutout_receiver", "shoutout_team", "boost", "reaction", "allowance", "story_consent",
    "team_thanks", "team_thanks_week", "thanks_given", "spotlight",
)  # fmt: skip
MANY = 12_000
_FILL = """
INSERT INTO shoutout (workspace_id, source_key, giver, giver_team, text, input, permalink, cross_team, given_at,
    week_start, allowance_day, remaining, left_out, boosts)
  SELECT 'acme', 'k' || n, 'U' || n % 300, 'team' || n % 9, 'words', CASE WHEN n % 10 = 0 THEN 'depth' END, '', true,
    at, date_trunc('week', at)::date, at::date, 0, '[]', n % 3
  FROM (SELECT n, timestamptz '2026-11-18 08:00+00' - (:many - n) * interval '220 minutes' AS at
        FROM generate_series(1, :many) n) given;
INSERT INTO shoutout_receiver (workspace_id, shoutout_id, person, team)
  SELECT 'acme', id, 'U' || id * 7 % 300, 'team' || (id + 1) % 9 FROM shoutout;
INSERT INTO shoutout_team (workspace_id, shoutout_id, team)
  SELECT 'acme', id, 'team' || (id + 2) % 9 FROM shoutout WHERE id % 3 = 0;
INSERT INTO boost (workspace_id, shoutout_id, person, pressed, reacted, present, changed_at)
  SELECT 'acme', id, 'U' || n, true, false, true, given_at FROM shoutout, generate_series(1, id % 3) n;
INSERT INTO story_consent (workspace_id, shoutout_id, person, answer, asked_at)
  SELECT 'acme', id, 'U' || id * 7 % 300, 'yes', given_at FROM shoutout WHERE id % 9 = 0;
INSERT INTO allowance (workspace_id, person, day, used)
  SELECT DISTINCT 'acme', giver, allowance_day, 1 FROM shoutout;
INSERT INTO reaction (workspace_id, channel, ts, person, emoji, marks)
  SELECT 'acme', 'C1', id::text, giver, 'tada', '{}' FROM shoutout;
INSERT INTO team_thanks (workspace_id, day, giver_team, team, amount, first_giver, last_giver)
  SELECT 'acme', given_at::date, giver_team, team, count(*), min(giver), max(giver)
  FROM shoutout JOIN shoutout_receiver ON shoutout_id = id GROUP BY 2, 3, 4;
INSERT INTO team_thanks_week (workspace_id, week, giver_team, team, amount, first_giver, last_giver)
  SELECT 'acme', date_trunc('week', day)::date, giver_team, team, sum(amount), min(first_giver), max(last_giver)
  FROM team_thanks GROUP BY 2, 3, 4;
INSERT INTO thanks_given (workspace_id, day, giver_team, amount, across)
  SELECT 'acme', given_at::date, giver_team, count(*), count(*) FROM shoutout GROUP BY 2, 3;
INSERT INTO spotlight (workspace_id, channel, period, team, state, due_at, passed, opened_at, closes_at)
  SELECT 'acme', 'C1', 'p' || n, 'team1', 'closed', at, '[]', at, at + interval '7 days'
  FROM (SELECT n, timestamptz '2026-11-18 08:00+00' - n * interval '7 days' AS at FROM generate_series(1, 3000) n) t
"""


@pytest.fixture
async def asked(store, monkeypatch):
    """Every statement of giving and of what is asked about thanks."""
    monkeypatch.setattr(shoutout_stories, "POOL", 3)
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
    if not store.database.is_sqlite:
        async with store.database.writer.begin() as connection:
            for statement in _FILL.split(";"):
                await connection.execute(
                    text(statement).bindparams(many=MANY) if ":many" in statement else text(statement)
                )
        async with store.database.writer.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(
                text("VACUUM ANALYZE")
            )
    noted = []

    def note(_connection, _cursor, statement, parameters, _context, executemany):
        noted.append((statement, parameters[0] if executemany else parameters))

    for engine in {store.database.reader.sync_engine, store.database.writer.sync_engine}:
        event.listen(engine, "before_cursor_execute", note)
    async with store.write() as opened:
        for number in range(6):
            await give(opened, number)
        await ask(opened)
    return list(noted)


async def give(opened, number):
    """Giving, boosting, reacting, answering, taking back."""
    got = (Receiver("U2", "team2"), Receiver("U3", None))
    one = Shoutout(
        0, "acme", "U1", "team1", got, ("team3",), "it", AT, f"new{number}", input="depth", request=1
    )
    await opened.sender_locks.of("acme", "U1")
    await opened.shoutouts.by_source("acme", one.source_key)
    await opened.shoutouts.take("acme", Ration("U1", AT.date(), 10))
    kept = await opened.shoutouts.add(Given(one, (), 4), WEEK, AT.date())
    await opened.shoutouts.note_remaining("acme", kept, 3)
    await opened.shoutouts.remember_card("acme", kept, Receipt("C1", f"{number}.5"), "link")
    await opened.shoutouts.press_boost("acme", kept, "U4", AT, present=True)
    await opened.shoutouts.react_boost("acme", kept, "U5", AT, present=True)
    reacted = Reacted("C1", f"{number}.5", "U5", "tada", added=True, at="1.0")
    await opened.shoutouts.keep_marks("acme", reacted, await opened.shoutouts.marks("acme", reacted))
    await opened.consents.ask("acme", kept, "U2", AT)
    await opened.consents.answer("acme", kept, "U2", Consent.YES, AT)
    if number % 2:
        await opened.shoutouts.take_back("acme", kept, AT)
    if number == 3:
        await opened.shoutouts.restore("acme", kept)


async def ask(opened):
    """The roundup, the balance, the notes to leads, the deck and whom to ask, the spotlight."""
    shoutouts, teams, deck, lights = (
        opened.shoutouts,
        opened.team_thanks,
        opened.deck_thanks,
        opened.spotlights,
    )
    for when in (WEEK, Between(AT - timedelta(days=1), AT + timedelta(hours=1))):
        await shoutouts.counts_of("acme", when)
        await shoutouts.teams_reached("acme", when)
        await shoutouts.stories("acme", when, 5)
    await shoutouts.counts_for_week("acme", WEEK)
    await shoutouts.last_card_in("acme", "C1")
    await shoutouts.on_card("acme", "C1", "1.5")
    await shoutouts.given_by("acme", "U1", 5)
    await shoutouts.received_by("acme", "U2", 5)
    for without in ((), ("U1", "U2")):
        await teams.flows("acme", QUARTER.since, QUARTER.before, without)
        await deck.sums("acme", QUARTER, without)
    await teams.sizes("acme")
    await teams.told_of("acme", "team2", AT - timedelta(days=30))
    await teams.thanked_among("acme", {"U2", "U3"}, AT - timedelta(days=30))
    await opened.taking_part.between("acme", QUARTER.since, QUARTER.before)
    await deck.across("acme", QUARTER)
    known = await deck.asked_about("acme", QUARTER)
    await opened.consents.of("acme", [one.id for one in known])
    await opened.consents.asked("acme", "U2", 10)
    await opened.consents.last_deck("acme", AT)
    await deck.first_of("acme", QUARTER, "team2", 50)
    await deck.best_of("acme", Between(AT - timedelta(days=7), AT + timedelta(hours=1)), "team2", 50)
    await lights.shown_between("acme", QUARTER.since, QUARTER.before)
    await lights.thanks("acme", "team2", AT - timedelta(days=7), AT + timedelta(hours=1))
    await lights.standing("acme")


def walked_by_sqlite(step):
    """Whether this step goes through a whole table, or through all that a workspace has in it."""
    if found := re.match(r"SCAN (\w+)", step):
        return found[1] in BIG
    found = re.match(r"SEARCH (\w+) .*\((.*)\)$", step)
    if not found or found[1] not in BIG:
        return False
    terms = [term for term in found[2].split(" AND ") if term != "workspace_id=?"]
    return not terms or terms == ["team>?"]


def walked_by_postgres(node):
    """The names of tables that this plan reads whole, or by their workspace alone."""
    found = [name for below in node.get("Plans", ()) for name in walked_by_postgres(below)]
    cond = node.get("Index Cond", "")
    alone = node["Node Type"].endswith(("Index Scan", "Index Only Scan")) and not re.search(
        r"\b(?!workspace_id\b)\w+\)?(::\w+)? (=|<|>|<=|>=|IS)", cond
    )
    name = node.get("Relation Name") or node.get("Index Name", "")
    if node["Node Type"].endswith("Seq Scan") or alone:
        found.append(name)
    return [
        each
        for each in found
        if any(each == big or each.startswith((f"ix_{big}", f"pk_{big}")) for big in BIG)
    ]


async def explained(store, statement, parameters):
    async with store.database.writer.connect() as connection:
        if store.database.is_sqlite:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return [row.detail for row in plan if walked_by_sqlite(row.detail)]
        plan = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
        said = plan.scalar_one()
        return walked_by_postgres((json.loads(said) if isinstance(said, str) else said)[0]["Plan"])


async def test_nothing_walks_through_years(store, asked):
    looked_at, walked = set(), []
    for statement, parameters in asked:
        if statement in looked_at or not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", statement):
            continue
        looked_at.add(statement)
        walked += [(step, statement) for step in await explained(store, statement, parameters)]
    assert len(looked_at) > 60
    assert not walked, "\n\n".join(f"{step}\n{said}" for step, said in walked)


@pytest.mark.parametrize(
    ("step", "walks"),
    [
        ("SCAN shoutout", True),
        ("SCAN team_thanks USING COVERING INDEX x", True),
        ("SCAN reached", False),
        ("SEARCH shoutout USING INDEX x (workspace_id=?)", True),
        ("SEARCH shoutout_receiver USING INDEX x (workspace_id=? AND team>?)", True),
        ("SEARCH shoutout USING INDEX x (workspace_id=? AND week_start=?)", False),
        ("SEARCH shoutout USING INTEGER PRIMARY KEY (rowid=?)", False),
    ],
)
def test_a_walk_is_recognised(step, walks):
    assert walked_by_sqlite(step) is walks
