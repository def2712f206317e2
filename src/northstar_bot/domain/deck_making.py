"""Makes the all-hands deck of a period: one idea per slide, and the title says the point."""

from collections.abc import Iterator, Sequence

from northstar_bot.domain import figures
from northstar_bot.domain.deck import (
    ClosingSlide,
    CoverageSlide,
    Deck,
    MovesSlide,
    Notes,
    Period,
    Slide,
    StarInDeck,
    StarSlide,
    Story,
    StorySlide,
    TeamCoverage,
    ThanksSlide,
    TitleSlide,
)
from northstar_bot.domain.deck_stories import RULE, choose_stories

STORIES = 6
TEAMS_PER_SLIDE = 7
COVERAGE_SLIDES = 3
_SECONDS_PER_WORD = 0.42


def compose(
    company: str,
    period: Period,
    star: StarInDeck | None,
    stories: Sequence[Story],
    coverage: Sequence[TeamCoverage],
    *,
    limit: int = STORIES,
) -> Deck:
    """The whole deck; `stories` are all shout-outs of the period, at most `limit` get a slide."""
    chosen = choose_stories(stories, limit)
    slides: list[Slide] = [_title(company, period)]
    slides.extend(_about_star(star) if star else ())
    slides.append(_thanks(stories, chosen))
    slides.extend(_story(story) for story in chosen)
    slides.extend(_coverage(coverage))
    slides.append(_closing(company))
    return Deck(company, period, tuple(slides), tuple(stories), chosen, RULE)


def _title(company: str, period: Period) -> TitleSlide:
    days = figures.days(period.first, period.last)
    said = f"Welcome. This is {company}, {days}: where our star is, what moved it, and whom we want to thank."
    return TitleSlide(f"{company} all-hands", days, Notes(said, 15))


def _about_star(star: StarInDeck) -> Iterator[Slide]:
    yield StarSlide(_star_title(star), _star_sentence(star), star, Notes(_star_said(star), 60))
    if star.parts:
        yield MovesSlide(_moves_title(star), star.parts_note, star, Notes(_moves_said(star), 45))


def _star_title(star: StarInDeck) -> str:
    if star.value is None:
        return f"{star.name}: no figure for this period"
    now = figures.written(star.value, star.style, star.unit or star.name.lower())
    return f"{now}, {_moved(star)}" if star.change is not None else now


def _moved(star: StarInDeck) -> str:
    change = star.change or 0.0
    size = figures.written(abs(change), star.style)
    if not size.strip("0.,%"):
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {size}"


def _star_sentence(star: StarInDeck) -> str:
    """What the two weeks are, and whether the last one is more than noise."""
    if star.value is None:
        return star.note
    against = "" if star.previous is None else f" against {star.against}, the last full week before"
    verdict = _verdict(star)
    open_end = "Not final yet: this week may still be corrected." if star.provisional else ""
    return " ".join(part for part in (f"{star.week}{against}.", verdict, star.note, open_end) if part)


def _verdict(star: StarInDeck) -> str:
    if star.natural_range is None or star.signal is None:
        return "Too few weeks yet to tell a real change from ordinary variation."
    low, high = (figures.written(edge, star.style) for edge in star.natural_range)
    found = "More than ordinary variation" if star.signal else "Ordinary variation so far"
    return f"{found}: the natural range is {low} to {high}."


def _star_said(star: StarInDeck) -> str:
    asks = {
        True: " Ask the room what they saw that explains it.",
        False: " Do not explain noise: name the next bet.",
    }
    ask = "" if star.signal is None else asks[star.signal]
    return f"Say the vision first: “{star.vision}” {_star_title(star)}. {_star_sentence(star)}{ask}"


def _moves_title(star: StarInDeck) -> str:
    most = max(star.parts, key=lambda part: abs(part.amount))
    part, whole = (figures.signed(amount, star.style) for amount in (most.amount, star.change or 0.0))
    return f"{most.name} moved it most: {part} of {whole}"


def _moves_said(star: StarInDeck) -> str:
    parts = ", ".join(f"{part.name} {figures.signed(part.amount, star.style)}" for part in star.parts)
    return f"{parts}. {star.parts_note} Name the squads behind these inputs, one sentence each."


def _thanks(stories: Sequence[Story], chosen: Sequence[Story]) -> ThanksSlide:
    if not stories:
        said = "Nobody said thanks in Slack in this period. Ask the room for one now, and wait for it."
        return ThanksSlide(
            "No thanks were recorded in this period", "Whom should we thank right now?", "", Notes(said, 30)
        )
    across = sum(story.crosses for story in stories)
    title = f"{figures.count(len(stories), 'shout-out')}, {across:,} across teams"
    told = figures.count(len(chosen), "story", "stories")
    said = f"{title}. We tell {told}, chosen by a rule and not by taste: {RULE}"
    return ThanksSlide(title, f"We tell {told}.", RULE, Notes(said, 20))


def _story(story: Story) -> StorySlide:
    receivers = figures.listed(story.receivers) or figures.listed(story.receiver_teams)
    if story.crosses:
        others = tuple(dict.fromkeys(team for team in story.receiver_teams if team != story.giver_team))
        title = f"{story.giver_team} thanks {figures.listed(others, 3)}"
    else:
        title = f"Thanks to {receivers}"
    seconds = min(75, max(25, 15 + round(len(story.text.split()) * _SECONDS_PER_WORD)))
    said = f"Read it for {story.giver}, then look at {receivers}: “{story.text}” Leave time for applause."
    return StorySlide(title, story, Notes(said, seconds))


def _coverage(coverage: Sequence[TeamCoverage]) -> Iterator[CoverageSlide]:
    room = TEAMS_PER_SLIDE * COVERAGE_SLIDES
    thanked = sum(1 for team in coverage if team.thanked)
    title = (
        f"{thanked:,} of {figures.count(len(coverage), 'team')} {'was' if thanked == 1 else 'were'} thanked"
    )
    missed = tuple(team.name for team in coverage if not team.thanked)
    sentence = (
        f"Not thanked in this period: {figures.listed(missed, 6)}."
        if missed
        else "Every team heard thanks in this period."
    )
    said = f"{title}. {sentence} Teams are in their usual order; this is not a ranking."
    for start in range(0, min(len(coverage), room), TEAMS_PER_SLIDE):
        rows = tuple(coverage[start : start + TEAMS_PER_SLIDE])
        rest = max(0, len(coverage) - room) if start + TEAMS_PER_SLIDE >= room else 0
        shown = title if start == 0 else f"{title} (continued)"
        yield CoverageSlide(
            shown, sentence, rows, Notes(said, 30) if start == 0 else Notes("As before.", 10), rest
        )


def _closing(company: str) -> ClosingSlide:
    how = "Say it while you remember it: /northstar thanks @name for what they did."
    said = f"Thank you, {company}. Before you go: think of somebody in another team, and thank them today."
    return ClosingSlide("Thank you", how, Notes(said, 20))
