"""Looking back: some time after shipping the squad is asked whether the input moved, and the answer is kept."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company, Kind, Metric, Star, Style
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.composition import star_metric
from northstar_bot.domain.digest.line import known_weeks
from northstar_bot.domain.errors import Invalid, NotFound
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.numbers.look_back import Comparison, compare
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Visibility
from northstar_bot.domain.requests.shipped import NOTE, LookBack, Moved, Shipment, Story, whose_work
from northstar_bot.domain.requests.shipped_views import Ground, Looked
from northstar_bot.domain.typed import cleaned, wrong_length
from northstar_bot.services.composers import Composer
from northstar_bot.services.numbers.week_view import series_through
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.second_turn import must_not_be_blind
from northstar_bot.services.requests.shipping import accepted_by, must_be_of_crew, squad_name, today_in

ASKED = "look back"
# A bot that was away for longer asks about the latest only.
_STILL_ASKED = timedelta(days=60)
_GRACE = timedelta(days=14)
_NOTES = 3


@dataclass(frozen=True, slots=True)
class LookingBackService:
    """The chore that asks, the question itself, and the answers."""

    unit_of_work: UnitOfWork
    clock: Clock

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {ASKED: Composer(self.compose)}

    async def plan_due(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the question for everybody who is asked, in their office hours; once per request and person."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None:
                return 0
            today = today_in(company, now)
            due = await store.shipments.waiting_for_a_look(workspace, today - _STILL_ASKED, today)
        if not due:
            return 0
        async with self.unit_of_work.write() as store:
            plans = [plan for made in due for plan in await _questions(store, company, made, now)]
            return await store.deliveries.plan(plans)

    async def compose(self, plan: Plan, now: datetime) -> Looked | None:
        """The question for one person; None when somebody has answered meanwhile."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            story = await store.shipments.of(plan.workspace, int(plan.details["number"]))
            if company is None or story is None or story.answers:
                return None
            return await _looked(store, company, story, now)

    async def look(self, viewer: Viewer, number: int) -> Looked:
        """The same on demand, for the people of its squad."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company, story = await _open(store, viewer, number)
            return await _looked(store, company, story, self.clock.now())

    async def answer(self, viewer: Viewer, number: int, moved: Moved, note: str = "") -> Looked:
        """Keep what somebody says of it beside what the readings show; the same said twice is kept once."""
        must_be_member(viewer)
        if wrong := wrong_length("note", note, NOTE, "say what you saw"):
            raise Invalid(wrong)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company, story = await _open(store, viewer, number)
            looked = await _looked(store, company, story, now)
            said, latest = cleaned(note), looked.latest
            if latest and _is_said(latest, viewer.person.id, moved, said):
                return looked
            seen = looked.comparison.seen if looked.comparison else None
            await store.shipments.answer(
                viewer.workspace, LookBack(number, moved, viewer.person.id, now, seen, said)
            )
            _, answered = await _open(store, viewer, number)
            return await _looked(store, company, answered, now)


def _is_said(latest: LookBack, person: PersonId, moved: Moved, note: str) -> bool:
    return (latest.author, latest.answer) == (person, moved) and note in ("", latest.note)


async def _open(store: Store, viewer: Viewer, number: int) -> tuple[Company, Story]:
    company = await company_of(store, viewer)
    request = await found(store, viewer, number)
    await must_not_be_blind(store, company, viewer, number)
    must_be_of_crew(company, viewer, await accepted_by(store, company, request), number)
    story = await store.shipments.of(viewer.workspace, number)
    if story is None:
        raise NotFound(f"#{number} is not shipped yet.", f"Mark it with /northstar shipped {number}.")
    return company, story


async def _questions(store: Store, company: Company, made: Shipment, now: datetime) -> list[Plan]:
    people = await who_may_be_told(
        store, company.workspace, whose_work(company, made.squad, made.input), Switch.LOOK_BACK
    )
    known = await store.people.known(company.workspace, people)
    begins = instant_of(made.look_at, time(0), company.zone)
    plans = []
    for person in people:
        zone = known[person].zone if person in known else company.zone
        due = OfficeHours.of(zone, company.zone).next_moment(max(now, begins))
        plans.append(
            Plan(
                company.workspace,
                ASKED,
                person,
                f"request-{made.request}",
                due,
                _GRACE,
                {"number": str(made.request)},
            )
        )
    return plans


async def _looked(store: Store, company: Company, story: Story, now: datetime) -> Looked:
    made, workspace = story.shipment, company.workspace
    request = await store.requests.find(workspace, made.request)
    stars = {star.version: star for star in await store.companies.stars(workspace)}
    metric, ground = _ground(company, made, stars.get(made.star_version))
    comparison = await _compared(store, company, metric, made, now) if metric else None
    looked = Looked(
        shipment=made,
        title=request.title if request and request.visibility is Visibility.CHANNEL else "",
        squad_name=squad_name(company, made.squad),
        ground=ground,
        metric=metric,
        comparison=comparison,
        star_then=stars[made.star_version].name if made.star_version in stars else "",
        star_now=company.star.name if company.star and company.star.version != made.star_version else "",
        answers=story.answers,
    )
    return await _with_company(store, company, looked, comparison) if comparison and metric else looked


async def _with_company(store: Store, company: Company, looked: Looked, comparison: Comparison) -> Looked:
    """What else happened to the same metric in the weeks since."""
    made, workspace = looked.shipment, company.workspace
    weeks = [week for week, _ in comparison.after] or [company.week_of(made.shipped_on)]
    first, last = company.week_of(made.shipped_on), weeks[-1]
    others = 0
    if made.input:
        others = await store.shipments.beside(workspace, made.input, first.start, last.end, made.request)
    noted = await store.annotations.between(workspace, first, last)
    key = looked.metric.key if looked.metric else None
    notes = tuple(note for note in noted if note.metric == key and not note.unknown)[-_NOTES:]
    known = await store.people.known(workspace, {note.author for note in notes})
    names = {person: met.name for person, met in known.items()}
    return replace(looked, others=others, notes=notes, names=names)


def _ground(company: Company, made: Shipment, star_then: Star | None) -> tuple[Metric | None, Ground]:
    """The metric to look at, and what it is today."""
    if made.input in (None, NO_INPUT):
        return None, Ground.NOTHING
    if made.input == STAR_ONLY:
        if company.star and company.star.version == made.star_version:
            return star_metric(company, company.star), Ground.STAR
        before = company.metric(star_then.metric) if star_then else None
        return before, Ground.RETIRED
    metric = company.metric(made.input or "")
    return metric, Ground.INPUT if metric and metric.kind is Kind.INPUT else Ground.RETIRED


async def _compared(
    store: Store, company: Company, metric: Metric, made: Shipment, now: datetime
) -> Comparison:
    """Closed weeks that their source calls final, before and after."""
    closed = company.closed_week(now)
    series = (await series_through(store, company, [metric], closed))[metric.key]
    known = {
        week: value
        for week, value in known_weeks(series, closed, company.zone).items()
        if not series.readings[week].provisional
    }
    return compare(known, made.shipped_on, share=metric.style is Style.SHARE)
