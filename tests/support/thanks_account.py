"""What must be after whatever happened to reactions and thanks, told plainly, without a database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
# What each spelling means to the people who use it.
MEANING = {
    "+1": "thumb",
    "thumbsup": "thumb",
    "+1::skin-tone-2": "thumb",
    "raised_hands": "hands",
    "raised_hands::skin-tone-5": "hands",
    "tada": "party",
}
THANKS, BOOST = "thumb", "hands"


@dataclass
class Thanked:
    """One act of thanks, with the teams as they were when it was given."""

    giver: str
    receivers: tuple[str, ...]
    teams: dict[str, str | None]
    at: datetime
    day: date
    text: str = ""
    private: bool = False
    stands: bool = True
    boosts: set[str] = field(default_factory=set)
    number: int = 0

    @property
    def counts(self) -> bool:
        return self.stands and not self.private

    @property
    def reached(self) -> set[str]:
        return {self.teams[one] for one in self.receivers if self.teams[one]}

    @property
    def reached_elsewhere(self) -> set[str]:
        own = self.teams[self.giver]
        return self.reached - {own} if own else set()

    @property
    def crosses(self) -> bool:
        return bool(self.reached_elsewhere)

    @property
    def week(self) -> date:
        local = self.at.astimezone(BERLIN).date()
        return local - timedelta(days=local.weekday())


@dataclass
class Account:
    """`homes` is everybody's team now; `members` who may give and be thanked now."""

    homes: dict[str, str | None]
    members: set[str]
    bots: set[str]
    ration: int
    locked: set[str] = field(default_factory=set)
    acts: dict[object, Thanked] = field(default_factory=dict)
    cards: dict[tuple[str, str], Thanked] = field(default_factory=dict)
    marks: dict[object, dict[str, tuple[int, bool]]] = field(default_factory=dict)

    def used(self, giver, day) -> int:
        return sum(one.stands and (one.giver, one.day) == (giver, day) for one in self.acts.values())

    def may_give(self, giver, day) -> bool:
        return giver not in self.locked and self.used(giver, day) < self.ration

    def give(self, key, giver, receivers, now, **more) -> Thanked | None:
        """None when it must be refused."""
        if giver not in self.members or not self.may_give(giver, now.date()):
            return None
        teams = {one: self.homes.get(one) for one in (giver, *receivers)}
        self.acts[key] = Thanked(giver, tuple(receivers), teams, now, now.date(), **more)
        return self.acts[key]

    def hear(self, news, now) -> bool:
        """Take note of one piece of news; False when it must be refused and leave nothing behind."""
        if news.person not in self.members:
            return False
        card = self.cards.get((news.channel, news.ts))
        if card is not None:
            self._boost(card, news)
            return True
        key = (news.channel, news.ts, news.person, MEANING[news.emoji])
        if MEANING[news.emoji] != THANKS and key not in self.acts:
            return True
        if news.added and news.author in (None, news.person):
            return True
        if news.added and news.author not in self.members:
            return False
        before, after = self._before_and_after(key, news)
        if after and not before and not self._stand(key, news, now):
            return False
        if before and not after and key in self.acts:
            self.acts[key].stands = False
        self._note(key, news)
        return True

    def _boost(self, card, news) -> None:
        if MEANING[news.emoji] != BOOST or not card.stands or news.person in (card.giver, *card.receivers):
            return
        key = (news.channel, news.ts, news.person, BOOST)
        _, after = self._before_and_after(key, news)
        self._note(key, news)
        (card.boosts.add if after else card.boosts.discard)(news.person)

    def _stand(self, key, news, now) -> bool:
        known = self.acts.get(key)
        if known is None:
            return self.give(key, news.person, [news.author], now) is not None
        if not known.stands:
            if not self.may_give(known.giver, known.day):
                return False
            known.stands = True
        return True

    def _newer(self, key, news) -> dict[str, tuple[int, bool]]:
        known = self.marks.get(key, {})
        if news.emoji in known and known[news.emoji][0] >= news.at:
            return known
        return known | {news.emoji: (news.at, news.added)}

    def _note(self, key, news) -> None:
        self.marks[key] = self._newer(key, news)

    def _before_and_after(self, key, news) -> tuple[bool, bool]:
        def any_there(marks):
            return any(there for _, there in marks.values())

        return any_there(self.marks.get(key, {})), any_there(self._newer(key, news))

    def counting(self, week=None) -> list[Thanked]:
        return [one for one in self.acts.values() if one.counts and week in (None, one.week)]

    def flows(self) -> dict[tuple[str | None, str], tuple[int, bool]]:
        """How many went from team to team, and whether one person gave them all."""
        givers: dict[tuple[str | None, str], list[str]] = {}
        for one in self.counting():
            for team in one.reached:
                givers.setdefault((one.teams[one.giver], team), []).append(one.giver)
        return {pair: (len(gave), len(set(gave)) == 1) for pair, gave in givers.items()}

    def counts(self, week) -> tuple[int, int, int, int, int]:
        """Given, across teams, people thanked, givers, boosts."""
        told = self.counting(week)
        thanked = {one for each in told for one in each.receivers}
        return (
            len(told),
            sum(one.crosses for one in told),
            len(thanked),
            len({one.giver for one in told}),
            sum(len(one.boosts) for one in told),
        )

    def unmentioned(self, team, now, lead) -> set[str]:
        since = now.astimezone(UTC) - timedelta(days=30)
        thanked = {one for each in self.counting() if each.at >= since for one in each.receivers}
        return (
            {one for one, home in self.homes.items() if home == team and one in self.members}
            - thanked
            - {lead}
        )

    def stories(self, team, now) -> int:
        since = now.astimezone(UTC) - timedelta(days=30)
        return sum(1 for one in self.counting() if one.text and one.at >= since and team in one.reached)

    def mine(self, person) -> tuple[list[int], list[int]]:
        """The newest five received and given, newest first."""
        standing = [one for one in self.acts.values() if one.stands]
        received = sorted((one.number for one in standing if person in one.receivers), reverse=True)
        given = sorted(((one.at, one.number) for one in standing if one.giver == person), reverse=True)
        return received[:5], [number for _, number in given][:5]
