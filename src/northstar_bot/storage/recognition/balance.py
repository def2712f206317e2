"""Thanks between teams, summed over days by the database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    Subquery,
    Table,
    and_,
    func,
    select,
    union,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.storage.recognition.numbers_of_thanks import (
    SIDES,
    beside,
    by_number,
    open_by_number,
    reaching,
)
from northstar_bot.storage.recognition.shoutout_rows import PIECE, of_a_team, read, standing
from northstar_bot.storage.recognition.team_thanks import counted, ends, monday_of
from northstar_bot.storage.tables.balance import team_thanks as by_day
from northstar_bot.storage.tables.balance import team_thanks_week as by_week
from northstar_bot.storage.tables.people import membership
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

Pair = tuple[str, str]
# More than anybody retells; the best are chosen from these.
_NEWEST = 50
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Summed:
    """How many went from team to team, and two of those who gave them where there are several."""

    amounts: Counter[Pair] = field(default_factory=Counter)
    givers: defaultdict[Pair, set[PersonId]] = field(default_factory=lambda: defaultdict(set))


class StoredTeamThanks:
    """Thanks between teams, summed over days by the database."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def flows(
        self, workspace: WorkspaceId, since: datetime, until: datetime, without: Collection[PersonId] = ()
    ) -> Sequence[Flow]:
        """Who thanked whom between two moments, leaving out what was given by, or reached only, `without`.

        Whole days in UTC come from the sums; what lies before and after them is counted one by one.
        """
        summed = _Summed()
        whole = _whole_days(since, until)
        if whole is None:
            await self._one_by_one(workspace, since, until, without, summed)
        else:
            first, last = whole
            await self._by_day(workspace, first, last, without, summed)
            for low, high in ((since, _midnight(first)), (_midnight(last + _DAY), until)):
                if low < high:
                    await self._one_by_one(workspace, low, high, without, summed)
        return [
            Flow(
                TeamKey(giver) if giver else None, TeamKey(team), amount, len(summed.givers[giver, team]) == 1
            )
            for (giver, team), amount in summed.amounts.items()
            if amount > 0
        ]

    async def _by_day(
        self, workspace: WorkspaceId, first: date, last: date, without: Collection[PersonId], summed: _Summed
    ) -> None:
        low, high = ends(self._connection)
        sums = _sums(workspace, first, last)
        givers = (sums.c.first_giver, sums.c.last_giver)
        question = select(
            sums.c.giver_team,
            sums.c.team,
            func.sum(sums.c.amount),
            func.min(low(*givers)),
            func.max(high(*givers)),
        ).group_by(sums.c.giver_team, sums.c.team)
        for giver_team, team, amount, one, another in await self._connection.execute(question):
            summed.amounts[giver_team, team] += int(amount)
            summed.givers[giver_team, team] |= {one, another}
        if without:
            less = await self._of_those(workspace, _midnight(first), _midnight(last + _DAY), without)
            summed.amounts.subtract(less)

    async def _one_by_one(
        self,
        workspace: WorkspaceId,
        since: datetime,
        until: datetime,
        without: Collection[PersonId],
        summed: _Summed,
    ) -> None:
        """The few hours of a day that belong to the period; summed by the database where nobody is left out."""
        within = and_(shoutout.c.given_at >= since, shoutout.c.given_at < until)
        if not without:
            for sums in await counted(self._connection, workspace, within):
                pair = (sums["giver_team"], sums["team"])
                summed.amounts[pair] += sums["amount"]
                summed.givers[pair] |= {sums["first_giver"], sums["last_giver"]}
            return
        given = select(shoutout.c.id, shoutout.c.giver, shoutout.c.giver_team).where(
            standing(workspace), within
        )
        rows = [row for row in await self._connection.execute(given) if row.giver not in without]
        for start in range(0, len(rows), PIECE):
            piece = rows[start : start + PIECE]
            reached = await self._teams_of(workspace, [row.id for row in piece], without)
            for row in piece:
                for team in reached[row.id]:
                    summed.amounts[row.giver_team or "", team] += 1
                    summed.givers[row.giver_team or "", team].add(row.giver)

    async def sizes(self, workspace: WorkspaceId) -> Mapping[TeamKey, int]:
        """How many people are known to be in each team now."""
        counted = (
            select(membership.c.team, func.count())
            .where(membership.c.workspace_id == workspace, membership.c.until.is_(None))
            .group_by(membership.c.team)
        )
        return {TeamKey(row[0]): row[1] for row in await self._connection.execute(counted)}

    async def told_of(self, workspace: WorkspaceId, team: TeamKey, since: datetime) -> Sequence[Shoutout]:
        """The newest shout-outs with words since then that reached this team."""
        with_words = (open_by_number(workspace), shoutout.c.text != "")
        reached = union(*(reaching(side, workspace, team, since, None).where(*with_words) for side in SIDES))
        number = reached.selected_columns.shoutout_id
        newest = reached.order_by(number.desc()).limit(_NEWEST)
        wanted = select(shoutout).where(by_number(workspace), shoutout.c.id.in_(newest))
        return await read(
            self._connection, workspace, wanted.order_by(shoutout.c.given_at.desc(), shoutout.c.id.desc())
        )

    async def thanked_among(
        self, workspace: WorkspaceId, people: Collection[PersonId], since: datetime
    ) -> frozenset[PersonId]:
        """Those of `people` who were thanked in public since then."""
        question = (
            select(receiver.c.person)
            .distinct()
            .join(shoutout, shoutout.c.id == receiver.c.shoutout_id)
            .where(
                receiver.c.workspace_id == workspace,
                receiver.c.person.in_(sorted(people)),
                beside(workspace, since, None, receiver),
                standing(workspace),
                shoutout.c.given_at >= since,
            )
        )
        return frozenset(PersonId(each) for each in await self._connection.scalars(question))

    async def _of_those(
        self, workspace: WorkspaceId, since: datetime, until: datetime, without: Collection[PersonId]
    ) -> Counter[Pair]:
        """What is in the sums only because of these people."""
        less = Counter[Pair]()
        rows = (await self._connection.execute(_touched(workspace, since, until, without))).all()
        for start in range(0, len(rows), PIECE):
            piece = rows[start : start + PIECE]
            numbers = [row.id for row in piece]
            reached = await self._teams_of(workspace, numbers, ())
            kept = await self._teams_of(workspace, numbers, without)
            for row in piece:
                gone = reached[row.id] if row.giver in without else reached[row.id] - kept[row.id]
                less.update((row.giver_team or "", team) for team in gone)
        return less

    async def _teams_of(
        self, workspace: WorkspaceId, numbers: Collection[int], without: Collection[PersonId]
    ) -> Mapping[int, set[str]]:
        """The teams that each of these reaches, not counting `without` among its receivers."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        through = select(receiver.c.shoutout_id, receiver.c.team).where(
            receiver.c.workspace_id == workspace,
            receiver.c.shoutout_id.in_(numbers),
            of_a_team,
            receiver.c.person.not_in(sorted(without)),
        )
        as_teams = select(thanked_team.c.shoutout_id, thanked_team.c.team).where(
            thanked_team.c.workspace_id == workspace, thanked_team.c.shoutout_id.in_(numbers)
        )
        for question in (through, as_teams):
            for number, team in await self._connection.execute(question):
                found[number].add(team)
        return found


def _sums(workspace: WorkspaceId, first: date, last: date) -> Subquery:
    """The sums of these days: whole weeks by the week, the days before and after them by the day."""
    monday = monday_of(first + timedelta(days=6))
    sunday = monday_of(last + timedelta(days=1)) - timedelta(days=1)
    if monday > sunday:
        return _of_spans(workspace, (by_day, first, last)).subquery("sums")
    return union_all(
        _of_spans(workspace, (by_day, first, monday - timedelta(days=1))),
        _of_spans(workspace, (by_week, monday, sunday)),
        _of_spans(workspace, (by_day, sunday + timedelta(days=1), last)),
    ).subquery("sums")


def _of_spans(workspace: WorkspaceId, spans: tuple[Table, date, date]) -> Select[Any]:
    table, first, last = spans
    begins = table.c.day if table is by_day else table.c.week
    wanted = (table.c.giver_team, table.c.team, table.c.amount, table.c.first_giver, table.c.last_giver)
    return select(*wanted).where(
        table.c.workspace_id == workspace, begins.between(first, last), table.c.amount > 0
    )


def _whole_days(since: datetime, until: datetime) -> tuple[date, date] | None:
    """The first and the last day in UTC that lies between two moments from midnight to midnight."""
    begun = since.astimezone(UTC)
    first = begun.date() if begun == _midnight(begun.date()) else begun.date() + _DAY
    last = until.astimezone(UTC).date() - _DAY
    return (first, last) if first <= last else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


def _touched(
    workspace: WorkspaceId, since: datetime, until: datetime, people: Collection[PersonId]
) -> CompoundSelect[Any]:
    """The shout-outs between these moments that somebody among `people` gave or got, each once."""
    within = and_(standing(workspace), shoutout.c.given_at >= since, shoutout.c.given_at < until)
    row = select(shoutout.c.id, shoutout.c.giver, shoutout.c.giver_team)
    theirs = select(receiver.c.shoutout_id).where(
        receiver.c.workspace_id == workspace,
        receiver.c.person.in_(sorted(people)),
        beside(workspace, since, until, receiver),
    )
    return union(
        row.where(within, shoutout.c.giver.in_(sorted(people))),
        row.where(within, shoutout.c.id.in_(theirs)),
    )
