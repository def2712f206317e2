"""The all-hands deck: gathered from readings and thanks, made into files, handed to the person who asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from northstar_bot.domain.company import Company, Star
from northstar_bot.domain.deck import Deck, Period, StarInDeck, Story
from northstar_bot.domain.deck_asked import DeckAsked, asked, checked
from northstar_bot.domain.deck_making import compose
from northstar_bot.domain.deck_shape import USUAL, Shape
from northstar_bot.domain.deck_star import star_in_deck
from northstar_bot.domain.deck_stories import coverage_of
from northstar_bot.domain.digest_composition import Occasion, star_metric
from northstar_bot.domain.digest_line import HISTORY
from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.ids import MetricKey, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.periods import Week, instant_of, last_closed_week
from northstar_bot.domain.preferences import Switch
from northstar_bot.domain.readings import Series
from northstar_bot.domain.retelling import retold
from northstar_bot.domain.shoutouts import Shoutout
from northstar_bot.plugins import Exporter
from northstar_bot.services.happenings import happened_in
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, File, Files

WEEKS_READ = 520
_NAMES_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class DeckService:
    """What the all-hands is shown."""

    unit_of_work: UnitOfWork
    clock: Clock
    exporters: tuple[Exporter, ...]
    files: Files

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats a deck can have."""
        return tuple(exporter.name for exporter in self.exporters)

    async def ask(self, viewer: Viewer, text: str) -> DeckAsked:
        """What the words behind `deck` mean; without days the last four closed weeks."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await _company(store, viewer.workspace)
        return asked(text, last_closed_week(self.clock.now(), company.zone), self.formats)

    async def build(self, workspace: WorkspaceId, since: date, until: date, shape: Shape = USUAL) -> Deck:
        """The deck of the days from `since` to `until`, both included."""
        period, now = checked(Period(since, until)), self.clock.now()
        async with self.unit_of_work.read() as store:
            company = await _company(store, workspace)
            star = await _star(store, company, period, now) if company.star else None
            given = await store.shoutouts.given_between(workspace, *_instants(period, company.zone))
            names = await _names(store, workspace, given)
            silent = await store.preferences.off(workspace, Switch.SHOWN_IN_DECKS)
        everything = tuple(_story(shoutout, company, names) for shoutout in given)
        coverage = coverage_of(tuple(team.name for team in company.teams), everything)
        told = (retold(shoutout, silent) for shoutout in given)
        stories = tuple(_story(shoutout, company, names) for shoutout in told if shoutout)
        return compose(company.name, period, star, stories, coverage, shape=shape)

    def export(self, deck: Deck, form: str) -> File:
        """The file in one format; takes a moment of the processor, so call it in a thread."""
        exporter = next((one for one in self.exporters if one.name == form), None)
        if exporter is None:
            raise BadInput(f"“{form[:40]}” is not a format.", f"Choose {', '.join(self.formats)}.", "format")
        name = f"all-hands-{deck.period.first}-to-{deck.period.last}{exporter.suffix}"
        return File(name, exporter.media_type, exporter.export(deck))

    async def hand_over(self, viewer: Viewer, files: Sequence[File], note: str) -> None:
        """Send `files` to the viewer's direct messages; raises NotGranted without the scope for it."""
        must_be_member(viewer)
        await self.files.deliver(viewer.workspace, viewer.person.id, files, note)


async def _company(store: Store, workspace: WorkspaceId) -> Company:
    company = await store.companies.of(workspace)
    if company is None:
        raise NotFound("Nothing is declared here yet.", "An owner can begin in /northstar settings.")
    return company


async def _star(store: Store, company: Company, period: Period, now: datetime) -> StarInDeck | None:
    if company.star is None:
        return None
    series = await _series(store, company, company.star, Week.of(period.last))
    star = star_in_deck(company, company.star, series, period, Occasion(now, company.zone))
    last = Week.of(period.last)
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
    return {
        key: Series(
            metric,
            {one.week: one for one in readings if one.metric == key},
            reaches.get(key),
            baselines.get(key, ()),
        )
        for key, metric in metrics.items()
    }


def _instants(period: Period, zone: str) -> tuple[datetime, datetime]:
    """From the first midnight of the period to the one after its last day, where the company is."""
    midnight = time()
    return instant_of(period.first, midnight, zone), instant_of(
        period.last + timedelta(days=1), midnight, zone
    )


async def _names(store: Store, workspace: WorkspaceId, given: Iterable[Shoutout]) -> dict[PersonId, str]:
    """The name of everybody who gave or was thanked, as far as we have met them."""
    ids = iter(
        {one for shoutout in given for one in (shoutout.giver, *(to.person for to in shoutout.receivers))}
    )
    names: dict[PersonId, str] = {}
    while some := list(islice(ids, _NAMES_AT_ONCE)):
        known = await store.people.known(workspace, some)
        names.update({one: person.name for one, person in known.items() if person.name})
    return names


def _story(shoutout: Shoutout, company: Company, names: Mapping[PersonId, str]) -> Story:
    """A shout-out with names for ids; the people of a team thanked as a whole stand under its name."""
    teams = {team.key: team.name for team in company.teams}
    values = {value.key: value.name for value in company.values}
    about = company.metric(shoutout.input) if shoutout.input else None

    def called(key: TeamKey | None) -> str:
        return teams.get(key, key) if key else ""

    alone = [to.person for to in shoutout.receivers if to.team is None or to.team not in shoutout.teams]
    reached = dict.fromkeys([*shoutout.teams, *(to.team for to in shoutout.receivers if to.team)])
    return Story(
        giver=names.get(shoutout.giver, shoutout.giver),
        receivers=(*(called(team) for team in shoutout.teams), *(names.get(one, one) for one in alone)),
        text=shoutout.text,
        day=shoutout.given_at.astimezone(ZoneInfo(company.zone)).date(),
        giver_team=called(shoutout.giver_team),
        receiver_teams=tuple(called(team) for team in reached),
        value=values.get(shoutout.value, shoutout.value) if shoutout.value else "",
        boosts=shoutout.boosts,
        input=about.name if about else "",
    )
