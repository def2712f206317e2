"""The all-hands deck: gathered from readings and thanks, made into files, handed to the person who asked."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.company.company import Company, Star
from northstar_bot.domain.deck.asked import DeckAsked, asked, checked
from northstar_bot.domain.deck.counted import with_answers
from northstar_bot.domain.deck.deck import Deck, Period, StarInDeck, TeamCoverage
from northstar_bot.domain.deck.form import DeckForm
from northstar_bot.domain.deck.making import compose
from northstar_bot.domain.deck.shape import USUAL, Shape
from northstar_bot.domain.deck.star import star_in_deck
from northstar_bot.domain.deck.stories import coverage_of
from northstar_bot.domain.digest.composition import Occasion, star_metric
from northstar_bot.domain.digest.line import HISTORY
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.legible import legible
from northstar_bot.domain.numbers import figures
from northstar_bot.domain.numbers.readings import Series, series_of
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.plugins import Exporter
from northstar_bot.services.declared import declared
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Canvases, Clock, File, Files
from northstar_bot.services.recognition.deck_spotlight import light_of, spotlight_of
from northstar_bot.services.recognition.retelling import instants, retelling_of
from northstar_bot.services.requests.happenings import happened_in

WEEKS_READ = 520
LONGEST_TITLE = 150
_NOBODY = PersonId("")


@dataclass(frozen=True, slots=True)
class DeckService:
    """What the all-hands is shown."""

    unit_of_work: UnitOfWork
    clock: Clock
    exporters: tuple[Exporter, ...]
    files: Files
    canvases: Canvases

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats a deck can have."""
        return tuple(exporter.name for exporter in self.exporters)

    async def ask(self, viewer: Viewer, text: str) -> DeckAsked:
        """What the words behind `deck` mean; without days the last four closed weeks."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
        return asked(text, company.closed_week(self.clock.now()), self.formats)

    async def build(self, workspace: WorkspaceId, since: date, until: date, shape: Shape = USUAL) -> Deck:
        """The deck of the days from `since` to `until`, both included."""
        period, now = checked(Period(since, until)), self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await declared(store, workspace)
            star = await _star(store, company, period, now) if company.star else None
            retelling = await retelling_of(store, company, period)
            light = await light_of(store, company, period)
            lit = await spotlight_of(store, company, light, retelling) if light else None
            when, opted_out = Between(*instants(period, company.zone)), retelling.standing.opted_out
            sums = await store.deck_thanks.sums(workspace, when, opted_out)
            across = await store.deck_thanks.across(workspace, when) if sums.across else []
        made = partial(compose, company.name, period, star, retelling.stories, _coverage(company, across))
        counted = with_answers(sums, _names(company), retelling.stories)
        # Beside the event loop: what others wait for does not wait for this.
        return await asyncio.to_thread(made, shape=shape, spotlight=lit, sums=counted)

    def form_of(self, name: str) -> str:
        """The format that a file of this name has."""
        fitting = [exporter for exporter in self.exporters if name.endswith(exporter.suffix)]
        longest = max(fitting, key=lambda exporter: len(exporter.suffix), default=None)
        return longest.name if longest else name.rpartition(".")[2] if "." in name else "pptx"

    def export(self, deck: Deck, form: str) -> File:
        """The file in one format; takes a moment of the processor, so call it in a thread."""
        exporter = next((one for one in self.exporters if one.name == form), None)
        if exporter is None:
            raise BadInput(f"“{form[:40]}” is not a format.", f"Choose {', '.join(self.formats)}.", "format")
        name = f"all-hands-{deck.period.first}-to-{deck.period.last}{exporter.suffix}"
        return File(name, exporter.media_type, exporter.export(deck))

    async def offer(self, viewer: Viewer) -> DeckForm:
        """What the form offers."""
        must_be_member(viewer)
        return await self.offered(viewer.workspace)

    async def offered(self, workspace: WorkspaceId) -> DeckForm:
        """What there is to choose from."""
        now = self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await declared(store, workspace)
            today = now.astimezone(ZoneInfo(company.zone)).date()
            last = await store.consents.last_deck(workspace, instant_of(today, time(), company.zone))
        return DeckForm(self.formats, today, last, self.canvases.offered)

    async def hand_over(
        self, viewer: Viewer, files: Sequence[File], note: str, channel: ChannelId | None = None
    ) -> None:
        """Send `files` to the viewer's direct messages or a channel; raises NotGranted without the scope for it."""
        must_be_member(viewer)
        await self.files.deliver(viewer.workspace, channel or viewer.person.id, files, note)

    async def to_canvas(self, viewer: Viewer, deck: Deck, text: str, channel: ChannelId | None = None) -> str:
        """Put the deck's `text` into a canvas of the viewer's or a channel's; its address."""
        must_be_member(viewer)
        title = f"{deck.title}, {figures.days(deck.period.first, deck.period.last)}"
        return await self.canvases.create(
            viewer.workspace, channel or viewer.person.id, legible(title)[:LONGEST_TITLE], text
        )

    async def remember(self, viewer: Viewer, period: Period) -> None:
        """Keep that an all-hands was handed over, so that the next one can begin where it ended."""
        must_be_member(viewer)
        await self.keep_made(viewer.workspace, period, viewer.person.id)

    async def keep_made(self, workspace: WorkspaceId, period: Period, by: PersonId = _NOBODY) -> None:
        """The same; `by` nobody for a file that was written where the bot runs."""
        async with self.unit_of_work.write() as store:
            await store.consents.deck_was_made(workspace, period, by, self.clock.now())


def _coverage(company: Company, across: Iterable[Flow]) -> tuple[TeamCoverage, ...]:
    names = {team.key: team.name for team in company.teams}
    pairs = [(names.get(one.giver, one.giver) if one.giver else "", one.team, one.amount) for one in across]
    return coverage_of(tuple(names.values()), [(giver, names.get(to, to), many) for giver, to, many in pairs])


def _names(company: Company) -> Mapping[MetricKey, str]:
    return {metric.key: metric.name for metric in company.metrics}


async def _star(store: Store, company: Company, period: Period, now: datetime) -> StarInDeck | None:
    if company.star is None:
        return None
    series = await _series(store, company, company.star, company.week_of(period.last))
    occasion = Occasion(now, company.zone)
    star = await asyncio.to_thread(star_in_deck, company, company.star, series, period, occasion)
    last = company.week_of(period.last)
    happened = await happened_in(store, company, last.plus(1 - HISTORY), last)
    return replace(star, marks=happened.marks)


async def _series(store: Store, company: Company, star: Star, last: Week) -> Mapping[MetricKey, Series]:
    """The star and the inputs it is made of, with what the database knows of them."""
    wanted = (star_metric(company, star), *(company.metric(key) for key in company.formula.factors))
    metrics = {metric.key: metric for metric in wanted if metric is not None}
    readings = await store.readings.latest_of_each(
        company.workspace, metrics, last.plus(-WEEKS_READ), last.next
    )
    reaches = await store.readings.reaches(company.workspace)
    baselines = await store.baselines.standing(company.workspace)
    return series_of(company, metrics.values(), readings, reaches, baselines)
