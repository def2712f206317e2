"""Real services on a real database, a cast of every role, and what must hold of requests whatever they do."""

import contextlib
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import text
from tests.support.pivots import FIRST_STAR, FORM, OWNED
from tests.support.requests import NO, NOTIFICATIONS, WORKFLOW, YES, viewer_of

from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.people import Person, Role, Standing
from northstar_bot.domain.requests.moves import DIAGRAM, Act
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Obligation,
    State,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.requests.shipped import ShipForm
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.requests.calendar import RequestCalendar
from northstar_bot.services.requests.following import FollowingService
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.shipping import ShippingService
from northstar_bot.services.rhythm.looking_back import LookingBackService

SECRET = "Project Heron"
DIFFERENT = "Oak School decides about it before the others do."
ROLES = {
    "UASK": (),
    "UASK2": (),
    "UDEC": (Role.DECIDER,),
    "USTE": (Role.STEWARD,),
    "UANA": (Role.OWNER,),
    "UBOB": (Role.OWNER,),
    "UOWN": (),
    "UOUT": (),
    "UGST": (),
}
# What is only ever added to.
HISTORIES = ("verdict", "request_step", "shipment", "look_back", "second_verdict")
SEE_ALL = {"UDEC", "USTE", "UANA", "UBOB"}
PROPOSALS = {
    "yes": replace(YES, difference=DIFFERENT),
    "exempt": replace(YES, input=NO_INPUT, difference=DIFFERENT),
    "no": replace(NO, difference=DIFFERENT),
    "until a day": Proposal(
        Answer.PARK, "new_users", Evidence.HUNCH,
        reason="It can wait until the spring term.", wake_on=WakeOn.DATE, wake_at=date(2027, 1, 11),
        difference=DIFFERENT,
    ),
    "until evidence": Proposal(
        Answer.PARK, "new_users", Evidence.HUNCH, wake_on=WakeOn.EVIDENCE, difference=DIFFERENT,
        would_be_yes="Two schools that measured it for a month.",
    ),
    "until a pivot": Proposal(
        Answer.PARK, "new_users", Evidence.HUNCH,
        reason="It can wait until the spring term.", wake_on=WakeOn.PIVOT, difference=DIFFERENT
    ),
    "question": Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens?"),
    "repeats": Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, duplicate_of=1),
}  # fmt: skip
DRAFTS = {
    "public": NOTIFICATIONS,
    "for the owner of an input": replace(WORKFLOW, input="new_users"),
    "private": replace(
        WORKFLOW, title=f"Fix it for {SECRET}", visibility=Visibility.DECIDERS, input="new_users",
        problem=f"{SECRET} needs the workflow, and nobody may know of it yet.",
    ),
    "private obligation": replace(
        NOTIFICATIONS, problem=f"{SECRET} has it in the contract that was signed.", from_private=True,
        obligation=Obligation.CONTRACT, obligation_link="https://drive.example/heron",
    ),
    "private for somebody": replace(
        NOTIFICATIONS, title=f"Reminders for {SECRET}", visibility=Visibility.DECIDERS, on_behalf_of="UASK2",
        problem=f"{SECRET} needs reminders, and nobody may know of it yet.",
    ),
}  # fmt: skip


def arrows():
    """Every way from state to state: one act, or a verdict on what it opens first."""
    verdicts = [Act(answer.value) for answer in Answer]
    found = {(state, after) for state, acts in DIAGRAM.items() for after in acts.values()}
    opened = [state for state, acts in DIAGRAM.items() if {Act.WAKE, Act.REOPEN} & set(acts)]
    return found | {(state, DIAGRAM[State.OPEN][act]) for state in opened for act in verdicts}


class Company:
    """One workspace with its services, its cast, and what was seen of it before."""

    def __init__(self, store, clock, workspace):
        self.store, self.clock, self.workspace = store, clock, workspace
        self.requests = RequestService(store, clock)
        self.life = RequestLifeService(store, clock)
        self.pivot = PivotService(store, clock)
        self.shipping = ShippingService(store, clock)
        self.looking = LookingBackService(store, clock)
        self.following = FollowingService(self.requests, clock)
        self.calendar = RequestCalendar(store)
        self.states, self.asked = {}, 0
        self.kept = dict.fromkeys(HISTORIES, frozenset())
        self.private, self.stars = {}, {}

    def viewer(self, person):
        standing = Standing.GUEST if person == "UGST" else Standing.MEMBER
        return viewer_of(person, *ROLES[person], standing=standing, workspace=self.workspace)

    async def found(self):
        async with self.store.write() as opened:
            company = replace(OWNED, workspace=self.workspace, second_weighing_every=2)
            await opened.companies.save(company)
            await opened.companies.set_first_star(self.workspace, FIRST_STAR)
            people = [Person("UANA", "Ana"), Person("UBOB", "Bob", "America/New_York")]
            await opened.people.remember(self.workspace, people, self.clock.now())
        await self.look()

    async def ask(self, person, kind):
        self.asked += 1
        kept = (await self.requests.ask(self.viewer(person), DRAFTS[kind], f"view:{self.asked}")).request
        if kept.visibility is Visibility.DECIDERS:
            self.private[kept.number] = set(kept.wanted_by)

    async def decide(self, person, number, kind, behind=0):
        async with self.store.read() as opened:
            request = await opened.requests.find(self.workspace, number)
            star = (await opened.companies.of(self.workspace)).star
        seen = Seen(request.moves - behind if request else 0, star.version)
        proposal = replace(PROPOSALS[kind])
        if proposal.wake_at:
            proposal = replace(proposal, wake_at=(self.clock.now() + timedelta(days=3)).date())
        await self.requests.decide(self.viewer(person), number, proposal, seen)

    async def ship(self, person, number):
        await self.shipping.ship(self.viewer(person), number, ShipForm(None))

    async def replace_star(self):
        made = await self.pivot.propose(self.viewer("UANA"), FORM)
        await self.pivot.approve(self.viewer("UBOB"), made.id)

    async def look(self):
        """Check everything that must hold, and remember what was seen."""
        await self._histories()
        await self._moves()
        await self._followed()

    async def look_around(self):
        """What stays wrong once it is: privacy, and the star of each verdict."""
        await self._privacy()
        await self._stars()

    async def _rows(self, question):
        async with self.store.read() as opened:
            found = await opened.deliveries._connection.execute(text(question), {"here": self.workspace})
            return [tuple(map(str, row)) for row in found]

    async def _histories(self):
        for table in HISTORIES:
            now = set(await self._rows(f"SELECT * FROM {table} WHERE workspace_id = :here"))
            assert self.kept[table] <= now, f"a row of {table} was lost or changed"
            self.kept[table] = now

    async def _moves(self):
        rows = await self._rows("SELECT number, state FROM request WHERE workspace_id = :here")
        now = {int(number): State(state) for number, state in rows}
        assert set(self.states) <= set(now)
        for number, state in now.items():
            before = self.states.get(number, State.OPEN)
            assert state is before or (before, state) in arrows(), (number, before, state)
        self.states = now

    def readers(self, number):
        return SEE_ALL | {"UOWN"} | self.private[number]

    async def _followed(self):
        """Nobody follows what they may not read."""
        for number, person in await self._rows(
            "SELECT number, person FROM request_follower WHERE workspace_id = :here"
        ):
            assert int(number) not in self.private or person in self.readers(int(number))

    async def _privacy(self):
        for person in ("UOUT", "UASK2"):
            viewer = self.viewer(person)
            for number in self.private:
                if person not in self.readers(number):
                    why = await self.requests.why(viewer, number)
                    assert SECRET not in repr(why)
                    assert why.glimpse.request is None
        if self.private:
            outsider = self.viewer("UOUT")
            lists = [await self.requests.list(outsider, Query(which)) for which in (Which.ALL, Which.WAITING)]
            assert SECRET not in repr([*lists, await self.requests.recent_decisions(outsider, 50)])
        with contextlib.suppress(NotAllowed):
            raise AssertionError(await self.requests.why(self.viewer("UGST"), 1))
        await self._told()

    async def _told(self):
        """Nobody is written to about a private request who may not read it."""
        async with self.store.read() as opened:
            rows = await opened.deliveries.recent(self.workspace, 500)
        for row in rows:
            number = int(row.plan.details.get("number", 0))
            assert number not in self.private or row.plan.target in self.readers(number), row.plan

    async def _stars(self):
        """Each verdict shows the star of its day, whatever the star is now."""
        async with self.store.read() as opened:
            stars = {star.version: star.name for star in await opened.companies.stars(self.workspace)}
        for version, name in self.stars.items():
            assert stars[version] == name
        self.stars = stars
        owner = self.viewer("UANA")
        for number in self.states:
            for verdict in (await self.requests.why(owner, number)).verdicts:
                assert verdict.star_wording["name"] == stars[verdict.star_version]
