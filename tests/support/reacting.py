"""A small company that reacts to messages, with the real services, and the account of what must be beside them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from tests.support.recognition import ANA, BOB, BOT, COMPANY, CY, DEA, DI, EVERYBODY, EXA, GUS, Known, Wall
from tests.support.thanks_account import BERLIN, MEANING, THANKS, Account

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.people import Standing, Viewer
from northstar_bot.domain.recognition.reactions import Reacted
from northstar_bot.domain.recognition.sender_locks import SenderLock
from northstar_bot.domain.recognition.thanks_form import Where, Wish
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.lead_notes import LEAD, LeadNoteService
from northstar_bot.services.recognition.roundup import RoundupService
from northstar_bot.services.recognition.shoutouts import ShoutoutService

MEMBERS = (ANA, BOB, CY, DI)
PEOPLE = {one.id: replace(one, zone="UTC") for one in EVERYBODY}
TEAMS = ("sales", "design", "legal")
# Who wrote what; the second message of Bob's carries files, and nobody wrote the last one.
TALK = "C0TALK"
BUSY = ("1.1", "2.1")
MESSAGES = {
    "1.1": BOB.id, "1.2": BOB.id, "2.1": CY.id, "3.1": ANA.id, "4.1": GUS.id, "5.1": EXA.id, "6.1": BOT.id,
    "7.1": DEA.id, "8.1": None,
}  # fmt: skip


@dataclass
class Told(Wall):
    """Slack, which has no address for a message that is gone."""

    gone: set = field(default_factory=set)

    async def permalink(self, workspace, message):
        return "" if message.ts in self.gone else await super().permalink(workspace, message)


class Talking:
    """One workspace; `news` is everything Slack ever had to tell, `heard` what we were told of it."""

    def __init__(self, store, clock, workspace, ration):
        self.store, self.clock, self.workspace = store, clock, workspace
        self.known, self.wall = Known(dict(PEOPLE)), Told()
        self.service = ShoutoutService(store, self.known, clock, self.wall)
        self.homes = {ANA.id: "sales", BOB.id: "design", CY.id: "design", DI.id: None}
        ids = {one.id for one in MEMBERS}
        self.account = Account(self.homes, ids, {BOT.id}, ration)
        self.messages = {(TALK, ts): author for ts, author in MESSAGES.items()}
        self.there, self.news, self.heard, self.disturbed = set(), [], set(), set()
        self.keys = count(1)

    async def found(self):
        teams = tuple(Team(key, key.title(), lead=DI.id) for key in TEAMS)
        likes = Recognition(
            feed="C0FEED", emoji="thumbsup", boost="raised_hands", allowance=self.account.ration
        )
        company = replace(COMPANY, workspace=self.workspace, teams=teams, recognition=likes)
        async with self.store.write() as opened:
            await opened.companies.save(company)
            await opened.people.remember(self.workspace, PEOPLE.values(), self.clock.now())
            await opened.people.settle(self.workspace, self.homes, self.clock.now() - timedelta(days=40))

    def viewer(self, person):
        return Viewer(self.workspace, self.known.people_known[person])

    def react(self, person, place, spelling):
        """Put it on, or take it off; Slack will tell, sooner or later."""
        mark = (person, place, spelling)
        added = mark not in self.there
        (self.there.add if added else self.there.discard)(mark)
        author = self.messages.get(place, BOT.id)
        told = Reacted(*place, person, spelling, added, len(self.news) + 1, author)
        self.news.append(told)

    async def hear(self, number):
        """Be told of one piece of news, whether or not it was told before."""
        told = self.news[number]
        self.heard.add(number)
        accepted = self.account.hear(told, self.clock.now())
        try:
            given = await self.service.heard(self.viewer(told.person), told)
        except (BadInput, NotAllowed):
            self.disturbed.add((told.channel, told.ts, told.person))
            assert not accepted, told
            return
        assert accepted, told
        if given:
            key = (told.channel, told.ts, told.person, "thumb")
            self.account.acts[key].number = given.shoutout.id

    async def thank(self, giver, receivers, where):
        key, now = f"cmd:{next(self.keys)}", self.clock.now()
        private = where is Where.PRIVATE
        wish = Wish(people=tuple(receivers), text="They stayed late for it.", channel=TALK, where=where)
        expected = self.account.give(key, giver, receivers, now, text=wish.text, private=private)
        try:
            given = await self.service.give(self.viewer(giver), wish, key)
        except NotAllowed:
            assert expected is None
            return
        assert expected is not None
        expected.number = given.shoutout.id
        if not private:
            await self._card(given.shoutout.id, expected)

    async def _card(self, number, act):
        card = Receipt("C0FEED", f"{number}.5")
        async with self.store.write() as opened:
            await opened.shoutouts.remember_card(self.workspace, number, card, "https://acme.example/card")
        self.account.cards[card.channel, card.ts] = act

    async def undo(self, number):
        acts = [one for one in self.account.acts.values() if one.stands]
        if not acts:
            return
        act = acts[number % len(acts)]
        if act.giver not in self.account.members:
            return
        await self.service.undo(self.viewer(act.giver), act.number)
        act.stands = False
        self.disturbed |= {key[:3] for key, one in self.account.acts.items() if one is act}

    async def move(self, person, team):
        self.homes[person] = team
        async with self.store.write() as opened:
            await opened.people.settle(self.workspace, {person: team}, self.clock.now())

    async def lock(self, person):
        """Lock a sender, or unlock them."""
        async with self.store.write() as opened:
            if person in self.account.locked:
                assert await opened.sender_locks.lift(self.workspace, person)
            else:
                lock = SenderLock(person, "", DI.id, self.clock.now())
                await opened.sender_locks.keep(self.workspace, lock)
        self.account.locked ^= {person}

    def leave(self, person):
        """Be deactivated, or come back."""
        self.account.members ^= {person}
        standing = Standing.MEMBER if person in self.account.members else Standing.DEACTIVATED
        self.known.people_known[person] = replace(PEOPLE[person], standing=standing)

    async def states(self):
        """Each act stands or not, with its boosts, and each ration is used exactly as often as they stand."""
        async with self.store.read() as opened:
            for act in self.account.acts.values():
                kept = await opened.shoutouts.get(self.workspace, act.number)
                assert (not kept.undone, kept.boosts) == (act.stands, len(act.boosts)), act

    async def numbers(self):
        """What people are shown is what the account says."""
        now = self.clock.now()
        await self._flows(now)
        await self._weeks()
        await self._notes(now)
        for person in self.account.members:
            mine = await self.service.mine(self.viewer(person))
            assert ([one.id for one in mine.received], [one.id for one in mine.given]) == self.account.mine(
                person
            )

    async def _flows(self, now):
        expected = self.account.flows()
        today = now.astimezone(UTC).date()
        async with self.store.read() as opened:
            flows = await opened.team_thanks.flows(
                self.workspace, datetime(today.year, 1, 1, tzinfo=UTC), now + timedelta(days=1)
            )
        found = {(flow.giver, flow.team): (flow.amount, flow.one_giver) for flow in flows}
        assert found == expected
        somebody = next(iter(self.account.members), None)
        if somebody:
            shown = await BalanceService(self.store, self.clock).view(self.viewer(somebody), "90d")
            assert set(shown.coverage.thanked) <= {
                team for giver, team in expected if giver and giver != team
            }

    async def _weeks(self):
        roundups = RoundupService(self.store, self.clock)
        weeks = {one.week for one in self.account.acts.values()} | {
            Week.of(self.clock.now().astimezone(BERLIN).date()).start
        }
        for start in weeks:
            shown = await roundups.roundup(self.workspace, Week.of(start), quiet=True)
            counts = shown.counts
            found = (counts.given, counts.cross_team, counts.people_thanked, counts.givers, counts.boosts)
            assert found == self.account.counts(start)
            reached = {team for one in self.account.counting(start) for team in one.reached_elsewhere}
            assert set(shown.coverage.thanked) == reached
            told = [one for one in self.account.counting(start) if one.text]
            assert len(shown.stories) == min(5, len(told))

    async def _notes(self, now):
        notes = LeadNoteService(self.store, self.known)
        for team in TEAMS:
            plan = Plan(self.workspace, LEAD, DI.id, team, now, details={"team": team})
            note = await notes.note(plan, now)
            unmentioned, stories = (set(note.unmentioned), len(note.stories)) if note else (set(), 0)
            assert unmentioned == self.account.unmentioned(team, now, DI.id), team
            assert stories == min(2, self.account.stories(team, now)), team

    def as_slack_has_it(self):
        """Where nothing was refused or undone and all was heard, thanks stand exactly where a reaction does."""
        assert len(self.heard) == len(self.news)
        acts = {key[:3]: act for key, act in self.account.acts.items() if isinstance(key, tuple)}
        there = {
            (*place, person)
            for person, place, spelling in self.there
            if MEANING[spelling] == THANKS and self.messages.get(place) not in (None, person)
        }
        for key in (acts.keys() | there) - self.disturbed:
            assert (key in acts and acts[key].stands) == (key in there), key
