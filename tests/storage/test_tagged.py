"""What was decided before the database kept it beside the request is found there after it is brought up to date."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.storage.test_requests import REQUEST

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.requests import Answer, Verdict
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import downgrade, migrate
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DECIDED = (
    (1, ()),
    (2, ((Answer.NO, "breadth"), (Answer.YES, "frequency"), (Answer.DUPLICATE, "depth"))),
    (3, ((Answer.PARK, None),)),
)


async def test_decided_inputs_are_filled_in(database_url, clock):
    await migrate(database_url)
    database = connect(database_url)
    async with Transactions(database, clock).write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
        for number, verdicts in DECIDED:
            await opened.requests.add(replace(REQUEST, input="depth"), f"k{number}")
            for answer, chosen in verdicts:
                verdict = Verdict(number, answer, None, "", "U9", NOW, 1, {}, input=chosen)
                await opened.requests.add_verdict("acme", verdict)
    await database.close()
    await downgrade(database_url, "0034")
    await migrate(database_url)
    database = connect(database_url)
    async with Transactions(database, clock).read() as opened:
        found = [await opened.requests.find("acme", number) for number, _ in DECIDED]
    await database.close()
    assert [each.tagged for each in found] == ["depth", "frequency", "depth"]
