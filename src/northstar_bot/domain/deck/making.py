"""Makes the all-hands deck of a period: one idea per slide, and the title says the point."""

from collections.abc import Iterator, Sequence

from northstar_bot.domain.company import surroundings
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.deck.counted import Counted, counted
from northstar_bot.domain.deck.deck import (
    ClosingSlide,
    CoverageSlide,
    Deck,
    MovesSlide,
    Notes,
    Period,
    Slide,
    SpotlightInDeck,
    StarInDeck,
    StarSlide,
    Story,
    StorySlide,
    TeamCoverage,
    ThanksSlide,
    TitleSlide,
)
from northstar_bot.domain.deck.shape import USUAL, Section, Shape, paced
from northstar_bot.domain.deck.spotlight import RULE as BESIDE
from northstar_bot.domain.deck.spotlight import spotlight_slide
from northstar_bot.domain.deck.stories import RULE, choose_stories
from northstar_bot.domain.numbers import figures
from northstar_bot.domain.numbers.numbers import natural_range, number, signed

RETOLD = 24
TEAMS_PER_SLIDE = 8
COVERAGE_SLIDES = 3
_SECONDS_PER_WORD = 0.42
_AGAIN = " (continued)"
_NONE_ACROSS = (
    "Only thanks from one team to another are told here. Whom in another team should we thank right now?"
)
_NO_TEAMS = (
    "Nobody is in a team yet, so no thanks are known to go from one team to another, and none is told here."
)

_EVERY_TEAM = "Every team heard thanks from another one in this period."


def compose(
    company: str,
    period: Period,
    star: StarInDeck | None,
    stories: Sequence[Story],
    coverage: Sequence[TeamCoverage],
    *,
    shape: Shape = USUAL,
    spotlight: SpotlightInDeck | None = None,
    sums: Counted | None = None,
) -> Deck:
    """The whole deck; those of the `stories` that may be told get a slide in turn.

    `sums` is what the period came to where `stories` are not all there is of it.
    """
    thanks, sections = sums or counted(stories), shape.sections
    tellable = tuple(story for story in stories if story.untold is None)
    retold = choose_stories([story for story in tellable if story.text.strip()], RETOLD)
    light = spotlight_slide(spotlight) if spotlight and Section.SPOTLIGHT in sections else None
    beside = light.stories if light else ()
    chosen = _without(retold, beside)[: shape.stories]
    rule = f"{RULE} {BESIDE}" if beside else RULE
    slides: list[Slide] = [_title(company, period)]
    if star:
        slides.extend(_about_star(star, sections, thanks))
    if Section.STORIES in sections:
        slides.append(_thanks(thanks, len(chosen) + len(beside), rule, teams=bool(coverage)))
        slides.extend(_story(story) for story in chosen)
    if light:
        slides.append(light)
    slides += [*(_coverage(coverage) if Section.TEAMS in sections else ()), _closing(company)]
    return Deck(
        company, period, paced(slides, shape.minutes), tellable, (*chosen, *beside), rule, retold, thanks.untold,
        star, light,
    )  # fmt: skip


def _without(retold: Sequence[Story], beside: Sequence[Story]) -> tuple[Story, ...]:
    """What is told beside the team in the spotlight has no slide of its own as well."""
    told = {id(story) for story in beside}
    return tuple(story for story in retold if id(story) not in told)


def _title(company: str, period: Period) -> TitleSlide:
    days = figures.days(period.first, period.last)
    said = f"Welcome. This is {company}, {days}: where our star is, what moved it, and whom we want to thank."
    return TitleSlide(f"{company} all-hands", days, Notes(said, 15))


def _about_star(star: StarInDeck, sections: frozenset[Section], thanks: Counted) -> Iterator[Slide]:
    if Section.STAR in sections:
        yield StarSlide(_star_title(star), _star_sentence(star), star, Notes(_star_said(star), 60))
    if Section.MOVES in sections and star.parts:
        sentence = " ".join(part for part in (star.parts_note, _thanked_for(star, thanks)) if part)
        yield MovesSlide(_moves_title(star), sentence, star, Notes(_moves_said(star), 45))


def _thanked_for(star: StarInDeck, thanks: Counted) -> str:
    """`Thanks across teams: Depth 2, Breadth 1.` for the inputs that thanks were given for."""
    across = [(part.name, thanks.for_inputs.get(part.name, 0)) for part in star.parts]
    said = ", ".join(f"{name} {many:,}" for name, many in across if many)
    return f"Thanks across teams: {said}." if said else ""


def _star_title(star: StarInDeck) -> str:
    if star.value is None:
        return f"{star.name}: no figure for this period"
    now = number(star.value, star.unit or star.name.lower(), star.style)
    return now if star.previous is None else f"{now}, {_moved(star.value, star.previous, star.style)}"


def _moved(value: float, previous: float, style: Style) -> str:
    """What looks the same in both weeks has not moved."""
    if number(value, "", style) == number(previous, "", style):
        return "unchanged"
    size = signed(abs(value - previous), "", style).removeprefix("+")
    return f"{'up' if value > previous else 'down'} {size}"


def _star_sentence(star: StarInDeck) -> str:
    """What the two weeks are, and whether the last one is more than noise."""
    if star.value is None:
        return star.note
    against = "" if star.previous is None else f", against {star.against}, the last week before this period"
    verdict = _verdict(star)
    open_end = "Not final yet: this week may still be corrected." if star.provisional else ""
    return " ".join(
        part for part in (f"{star.name} in {star.week}{against}.", verdict, star.note, open_end) if part
    )


def _verdict(star: StarInDeck) -> str:
    if star.natural_range is None or star.signal is None:
        return "Too few weeks yet to tell a real change from ordinary variation."
    low, high = star.natural_range
    reach = natural_range(low, high, "", star.style, value=star.value)
    found = "More than ordinary variation" if star.signal else "Ordinary variation so far"
    return f"{found}: the natural range is {reach}{surroundings.BESIDE[star.around]}."


def _star_said(star: StarInDeck) -> str:
    asks = {
        True: " Ask the room what they saw that explains it.",
        False: " Do not explain noise: name the next bet.",
    }
    ask = "" if star.signal is None else asks[star.signal]
    return f"Say the vision first: “{star.vision}” {_star_title(star)}. {_star_sentence(star)}{ask}"


def _moves_title(star: StarInDeck) -> str:
    most = max(star.parts, key=lambda part: abs(part.amount))
    part, whole = (signed(amount, "", star.style) for amount in (most.amount, star.change or 0.0))
    return f"{most.name} moved it most: {part} of {whole}"


def _moves_said(star: StarInDeck) -> str:
    parts = ", ".join(f"{part.name} {signed(part.amount, '', star.style)}" for part in star.parts)
    return f"{parts}. {star.parts_note} Name the squads behind these inputs, one sentence each."


def _thanks(thanks: Counted, told: int, rule: str, *, teams: bool) -> ThanksSlide:
    if not thanks.given:
        said = "Nobody said thanks in Slack in this period. Ask the room for one now, and wait for it."
        title = "No thanks were recorded in this period"
        return ThanksSlide(title, "Whom should we thank right now?", "", Notes(said, 30))
    title = f"{figures.count(thanks.given, 'shout-out')}, {thanks.across:,} across teams"
    if not thanks.across:
        title = f"{figures.count(thanks.given, 'shout-out')}, none from one team to another"
        said = _NONE_ACROSS if teams else _NO_TEAMS
        return ThanksSlide(title, said, rule, Notes(f"{title}. {said} Wait for an answer.", 30))
    said = _told(told, thanks.across)
    return ThanksSlide(
        title, said, rule, Notes(f"{title}. {said} They were chosen by a rule, not by taste: {rule}", 20)
    )


def _told(chosen: int, across: int) -> str:
    if not chosen:
        return "Nobody has agreed yet to have theirs told here."
    return "All across teams follow." if chosen == across else f"Here {_are(chosen)} of those across teams."


def _are(many: int) -> str:
    return "is 1" if many == 1 else f"are {many:,}"


def _story(story: Story) -> StorySlide:
    receivers = figures.listed(story.receivers) or figures.listed(story.receiver_teams)
    others = tuple(dict.fromkeys(team for team in story.receiver_teams if team != story.giver_team))
    title = f"{story.giver_team} thanks {figures.listed(others, 3)}"
    seconds = min(75, max(25, 15 + round(len(story.text.split()) * _SECONDS_PER_WORD)))
    said = f"Read it for {story.giver}, then look at {receivers}: “{story.text}” Leave time for applause."
    return StorySlide(title, story, Notes(said, seconds))


def _coverage(coverage: Sequence[TeamCoverage]) -> Iterator[CoverageSlide]:
    """Teams that wait for thanks are counted, not named: a room is no place to hear that one was forgotten."""
    thanked = [team for team in coverage if team.thanked]
    were = "was" if len(thanked) == 1 else "were"
    title = f"{len(thanked):,} of {figures.count(len(coverage), 'team')} {were} thanked by another team"
    missed = len(coverage) - len(thanked)
    waits = "1 team waits" if missed == 1 else f"{missed:,} teams wait"
    sentence = f"{waits} for thanks from another one: whom do you work with?" if missed else _EVERY_TEAM
    notes = Notes(f"{title}. {sentence} Teams are in their usual order; this is not a ranking.", 30)
    shown = thanked[: TEAMS_PER_SLIDE * COVERAGE_SLIDES]
    sheets = -(-len(shown) // TEAMS_PER_SLIDE)
    for sheet in range(sheets):
        rows = tuple(shown[sheet * len(shown) // sheets : (sheet + 1) * len(shown) // sheets])
        rest = len(thanked) - len(shown) if sheet == sheets - 1 else 0
        yield CoverageSlide(title, sentence, rows, notes, rest)
        title, notes = (
            f"{title.removesuffix(_AGAIN)}{_AGAIN}",
            Notes("The other teams, in the same order.", 10),
        )


def _closing(company: str) -> ClosingSlide:
    how = "Say it while you remember it: /northstar thanks @name"
    said = f"Thank you, {company}. Before you go: think of somebody in another team, and thank them today."
    return ClosingSlide("Thank you", how, Notes(said, 20))
