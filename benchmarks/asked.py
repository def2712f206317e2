"""As many requests as wished for, in every state, with titles that share words as the titles of one company do."""

import random
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import insert

from benchmarks.company import BATCH, FACTORS
from northstar_bot.bootstrap.bot import Bot
from northstar_bot.domain.requests.joining import LIVE
from northstar_bot.domain.requests.requests import Answer, State
from northstar_bot.domain.requests.similar import keys_of
from northstar_bot.storage.tables.requests import request, verdict
from northstar_bot.storage.tables.similar import follower, title_key

WORDS = 4000
ASKERS = 500
# So many of a hundred requests stand in each state, in a company that has asked for years.
STATES = {
    State.OPEN: 3, State.NEEDS_INFO: 1, State.ACCEPTED: 8, State.PARKED: 8, State.DECLINED: 45,
    State.DUPLICATE: 5, State.WITHDRAWN: 5, State.SHIPPED: 22, State.DROPPED: 3,
}  # fmt: skip
ANSWERS = {
    State.ACCEPTED: Answer.YES, State.SHIPPED: Answer.YES, State.DROPPED: Answer.YES, State.PARKED: Answer.PARK,
    State.DECLINED: Answer.NO, State.DUPLICATE: Answer.DUPLICATE, State.NEEDS_INFO: Answer.ASK_BACK,
}  # fmt: skip
_SYLLABLES = ("ta", "re", "mo", "li", "sen", "ku", "par", "dis", "gon", "fe", "bra", "chi", "ton", "wel")


def titles(count: int) -> list[str]:
    """Three to eight words each; a few words are everywhere, most are rare, as in any language."""
    chance = random.Random(5)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(WORDS)]
    common = [1 / (rank + 3) for rank in range(WORDS)]
    sizes = [chance.randint(3, 8) for _ in range(count)]
    flat = iter(chance.choices(words, common, k=sum(sizes)))
    return [" ".join(next(flat) for _ in range(size))[:120] for size in sizes]


async def asked(bot: Bot, count: int) -> list[str]:
    """Write `count` requests with their verdicts, keys and followers straight into the tables.

    Returns the titles of those that may be offered to somebody who asks for the same.
    """
    chance = random.Random(13)
    made = titles(count)
    states = chance.choices(list(STATES), list(STATES.values()), k=count)
    now = bot.house.clock.now()
    edges = [*range(0, count, BATCH), count]
    for first, last in pairwise(edges):
        numbers = range(first + 1, last + 1)
        rows = [_request(bot, n, made[n - 1], states[n - 1], now, count) for n in numbers]
        judged = [_verdict(bot, n, states[n - 1], now) for n in numbers if states[n - 1] in ANSWERS]
        keys = [
            {"workspace_id": bot.workspace, "key": key, "number": n}
            for n in numbers
            for key in keys_of(made[n - 1])
        ]
        follows = [
            {"workspace_id": bot.workspace, "number": n, "person": f"U{(n + 7) % ASKERS:07}", "since": now}
            for n in numbers
            if n % 20 == 0
        ]
        async with bot.house.transactions.database.writer.begin() as connection:
            for table, found in ((request, rows), (verdict, judged), (title_key, keys), (follower, follows)):
                await connection.execute(insert(table), found)
    return [title for title, state in zip(made, states, strict=True) if state in LIVE]


def _request(bot: Bot, number: int, title: str, state: State, now: datetime, count: int) -> dict[str, object]:
    at = now - timedelta(days=3 * 365 * (1 - number / count))
    return {
        "workspace_id": bot.workspace, "number": number, "asker": f"U{number % ASKERS:07}",
        "asker_team": f"team{number % 8}", "kind": ("bug fix", "client request", "discovery")[number % 3],
        "title": title, "problem": f"What {title} is for, said at some length. " * 4, "evidence": "seen",
        "input": FACTORS[number % 4], "tagged": FACTORS[number % 4], "needed_why": "", "obligation": "none",
        "obligation_link": "",
        "visibility": "channel" if number % 10 else "deciders", "permalink": "", "source_key": f"bulk:{number}",
        "state": state.value, "moves": 1, "asked_at": at, "changed_at": at,
    }  # fmt: skip


def _verdict(bot: Bot, number: int, state: State, now: datetime) -> dict[str, object]:
    return {
        "workspace_id": bot.workspace, "number": number, "answer": ANSWERS[state].value, "suggestion": "yes",
        "rule": "R2", "input": FACTORS[number % 4], "mechanism": "", "reason_code": "", "reason": "For a reason.",
        "would_be_yes": "", "difference": "", "exempt": 0, "stops": "", "decider": "U0000001", "decided_at": now,
        "wake_on": "pivot" if state is State.PARKED and number % 2 else None,
        "duplicate_of": 1 if state is State.DUPLICATE else None,
        "star_version": 1, "star_wording": {"name": "Weekly lessons"}, "precedents": [],
    }  # fmt: skip
