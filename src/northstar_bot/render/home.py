"""A person's Home: the star, their input, what waits for them, their requests, decisions, thanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from northstar_bot.domain.digest.star_card import StarCard
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import MetricKey, TeamKey
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.pivots.pivot import is_finished
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.requests.agreement import Agreement
from northstar_bot.domain.requests.away import AwayNow
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.fairness import Fairness
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.views import Glimpse, Shelf
from northstar_bot.render import blocks
from northstar_bot.render.ids import (
    HELP_OPEN,
    HOME_REFRESH,
    PIVOT_SHOW,
    REQUEST_ASK,
    REQUEST_BROWSE,
    REQUEST_CHECK_OPEN,
    STAR_SHARE,
    THANKS_OPEN,
)
from northstar_bot.render.message import Block, View
from northstar_bot.render.recognition.thanked import everybody
from northstar_bot.render.requests.away import home_away
from northstar_bot.render.requests.fairness import home_fairness
from northstar_bot.render.requests.life import exempt_said
from northstar_bot.render.requests.requests import rows
from northstar_bot.render.requests.second_weighing import home_line
from northstar_bot.render.requests.shipped import home_rows
from northstar_bot.render.star.star import home_inputs, home_star
from northstar_bot.render.words import plain

MOST_BLOCKS = 100
GLIMPSE = 150
NOTHING = Shelf((), 0)


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything one person's Home shows. `card` is None while there is no star."""

    card: StarCard | None
    inputs: Sequence[MetricLine]
    waiting: Shelf
    mine: Shelf
    decisions: Sequence[Glimpse]
    thanks: Sequence[Shoutout]
    names: Mapping[MetricKey, str]
    teams: Mapping[TeamKey, str]
    read_at: str
    exempt: ExemptShare | None = None
    consistency: Agreement[Answer] | None = None
    to_ship: Shelf = NOTHING
    away: AwayNow = field(default_factory=AwayNow)
    fairness: Fairness | None = None
    flagged: Shelf = NOTHING
    may_pivot: bool = False
    to_re_weigh: bool = False
    following: Shelf = NOTHING


def home(page: HomePage) -> View:
    """The page; an empty section is left out, and Slack's 100 blocks are never passed."""
    star = home_star(page.card)
    shown: list[Block] = [*star, *_ready(page), _doors(page), *home_away(page.away)]
    shown += _section("My input", home_inputs(page.card, page.inputs) if page.card else [])
    shown += _section("Waiting on me", _shelf(page.waiting, page.names, "waiting-on-me"))
    shown += _section(
        "The star changed: does this still stand?", _shelf(page.flagged, page.names, "re-weigh")
    )
    shown += _section("To ship", _to_ship(page.to_ship))
    shown += _section("My requests", _shelf(page.mine, page.names, "mine"))
    shown += _section("Requests I follow", _shelf(page.following, page.names, "following"))
    shown += _section("Recent decisions", rows(page.decisions, page.names))
    shown += _section("Fairness, for stewards", home_fairness(page.fairness))
    shown += _section("Second weighings", home_line(page.consistency))
    shown += _section("Thanks", [_thanked(one, page.teams) for one in page.thanks])
    shown += exempt_said(page.exempt)
    return blocks.home([*shown[: MOST_BLOCKS - 1], blocks.context_plain(f"As of {page.read_at}")])


def closed(refused: NotAllowed) -> View:
    """The page of somebody whom Northstar does not serve: the one sentence they get everywhere."""
    return blocks.home([blocks.section_plain(plain(refused.words, 2900))])


def _ready(page: HomePage) -> list[Block]:
    """For whoever may propose it: the star has brought what it was for."""
    if page.card is None or not (page.may_pivot and is_finished(page.card.star)):
        return []
    said = "All exit criteria of this star are met: time to propose the next one."
    return [blocks.section_plain(said, blocks.button("Look", PIVOT_SHOW))]


def _doors(page: HomePage) -> Block:
    of_star = [
        blocks.button("Check an idea", REQUEST_CHECK_OPEN),
        blocks.button("Share the star", STAR_SHARE),
    ]
    again = [blocks.button("To weigh under the new star", REQUEST_BROWSE, "re-weigh")]
    return blocks.actions(
        blocks.button("Ask for something", REQUEST_ASK),
        *(of_star if page.card else []),
        blocks.button("Give thanks", THANKS_OPEN),
        *(again if page.to_re_weigh else []),
        blocks.button("Help", HELP_OPEN),
        blocks.button("Refresh", HOME_REFRESH),
    )


def _section(title: str, shown: Sequence[Block]) -> list[Block]:
    return [blocks.divider(), blocks.header(title), *shown] if shown else []


def _shelf(shelf: Shelf, names: Mapping[MetricKey, str], query: str) -> list[Block]:
    shown = rows(shelf.items, names)
    if shelf.more:
        shown.append(blocks.actions(blocks.button(f"And {shelf.more} more", REQUEST_BROWSE, query)))
    return shown


def _to_ship(shelf: Shelf) -> list[Block]:
    shown = home_rows(tuple(each.request for each in shelf.items if each.request))
    more = f"and {shelf.more} more, in /northstar shipped"
    return [*shown, blocks.context_plain(more)] if shelf.more else shown


def _thanked(given: Shoutout, teams: Mapping[TeamKey, str]) -> Block:
    persons = [receiver.person for receiver in given.receivers]
    whom = everybody(persons, [plain(teams.get(team, team), 60) for team in given.teams])
    words = f": {plain(given.text, GLIMPSE)}" if given.text else ""
    line = [blocks.person(given.giver), blocks.words(" thanked "), *whom, blocks.words(words)]
    return blocks.rich(blocks.paragraph(*line))
