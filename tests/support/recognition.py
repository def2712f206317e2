"""A small company with teams and people of every standing, and the services of recognition around it."""

from dataclasses import dataclass, field

from northstar_bot.domain.company.company import Company, Recognition, Team, Value
from northstar_bot.domain.people import Group, Person, Standing, Viewer
from northstar_bot.domain.recognition.consent import Consent
from northstar_bot.services.recognition.shoutout_posts import ShoutoutPosts
from northstar_bot.services.recognition.shoutouts import ShoutoutService

ANA = Person("U0ANA", "Ana", "Europe/Lisbon")
BOB = Person("U0BOB", "Bob", "America/New_York")
CY = Person("U0CY", "Cy")
DI = Person("U0DI", "Di")
GUS = Person("U0GUS", "Gus", standing=Standing.GUEST)
EXA = Person("U0EXA", "Exa", standing=Standing.EXTERNAL)
DEA = Person("U0DEA", "Dea", standing=Standing.DEACTIVATED)
BOT = Person("U0BOT", "Helper", standing=Standing.BOT)
EVERYBODY = (ANA, BOB, CY, DI, GUS, EXA, DEA, BOT)

DESIGN = Group("S0DESIGN", "design", (ANA.id, BOB.id, CY.id, DEA.id))
FLOW = Group("S0FLOW", "flow", (BOB.id, DI.id))
EMPTY = Group("S0EMPTY", "empty", ())

COMPANY = Company(
    "acme",
    "Acme",
    zone="Europe/Berlin",
    teams=(
        Team("sales", "Sales", people=(ANA.id,)),
        Team("design", "Design", group=DESIGN.id),
        Team("legal", "Legal"),
    ),
    values=(Value("care", "Care", "asks how it went"),),
    recognition=Recognition(feed="C0FEED", allowance=5),
)


@dataclass
class Known:
    """People and groups as this test's Slack knows them."""

    people_known: dict = field(default_factory=lambda: {one.id: one for one in EVERYBODY})
    groups_known: dict = field(default_factory=lambda: {one.id: one for one in (DESIGN, FLOW, EMPTY)})

    async def person(self, workspace, person):
        return self.people_known.get(person)

    async def people(self, workspace, ids):
        return {one: self.people_known[one] for one in ids if one in self.people_known}

    async def group(self, workspace, group):
        return self.groups_known.get(group)

    async def groups(self, workspace):
        return tuple(self.groups_known.values())

    def forget(self, *ids):
        """Nothing is remembered."""


@dataclass
class Wall:
    """Where posts stand; `removed` are those taken back."""

    removed: list = field(default_factory=list)
    fault: Exception | None = None

    async def retract(self, workspace, receipt):
        if self.fault:
            raise self.fault
        self.removed.append((receipt.channel, receipt.ts))

    async def permalink(self, workspace, message):
        return f"https://acme.example/archives/{message.channel}/p{message.ts.replace('.', '')}"


@dataclass
class Recognised:
    """The services, and what stands behind them."""

    store: object
    clock: object
    known: Known
    wall: Wall
    service: ShoutoutService
    posts: ShoutoutPosts

    def viewer(self, person=ANA):
        return Viewer("acme", person)


async def recognised(store, clock, company=COMPANY) -> Recognised:
    """A company with Bob, Cy and Di in Design, Legal with nobody, and Ana in Sales."""
    async with store.write() as opened:
        await opened.companies.save(company)
        await opened.companies.save(Company("other", "Other"))
        await opened.people.remember("acme", EVERYBODY, clock.now())
        await opened.people.settle(
            "acme", dict.fromkeys((BOB.id, CY.id, DI.id, DEA.id), "design"), clock.now()
        )
    known, wall = Known(), Wall()
    service = ShoutoutService(store, known, clock, wall)
    return Recognised(store, clock, known, wall, service, ShoutoutPosts(store, wall))


async def agreed(store, clock, shoutout, said=Consent.YES) -> None:
    """Everybody thanked was asked whether it may be told, and said this."""
    async with store.write() as opened:
        for to in shoutout.receivers:
            await opened.consents.ask(shoutout.workspace, shoutout.id, to.person, clock.now())
            await opened.consents.answer(shoutout.workspace, shoutout.id, to.person, said, clock.now())
