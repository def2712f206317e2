"""The roundup on one screen of a phone: coverage first, then stories, then how they were chosen."""

from northstar_bot.domain.calendar.periods import MONDAY
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.numbers import figures
from northstar_bot.domain.recognition.anniversaries import Anniversary
from northstar_bot.domain.recognition.roundup import Roundup, whole_week
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import everybody, everybody_said, quoted, safe_link
from northstar_bot.render.words import count, escape, mention, plain, week_name, weekday

STORY = 280
_MOST_YEARS = 10
_PREVIEW = "PREVIEW, only you see this."


def roundup(post: Roundup) -> Message:
    """Facts first, then up to five stories; people are never counted against each other."""
    title = f"Thanks of {named(post.days, post.week_start)}"
    counted, boosts = _counted(post), _boosts(post)
    shown = [
        *([blocks.context(f"*{_PREVIEW}*")] if post.preview else []),
        blocks.header(title),
        blocks.section(f"*{counted[0]}*\n{' '.join([*counted[1:], boosts])}".strip()),
        *(_story(post, one) for one in post.stories),
        *_after_stories(post),
        *_years(post),
        blocks.context("Give thanks: `/northstar thanks @somebody for …`"),
    ]
    lines = [*([_PREVIEW] if post.preview else []), f"{title}. {' '.join([*counted, boosts])}".strip()]
    lines += [_story_said(post, one) for one in post.stories]
    lines += [f"• {mention(one.person)}: {_whole(one)}" for one in post.years[:_MOST_YEARS]]
    return Message("\n".join(lines), tuple(shown))


def named(days: Period, starts: int = MONDAY) -> str:
    """`week 47 (16–22 Nov 2026)`, `Fri 20 Nov` or `20 to 22 Nov 2026`."""
    if week := whole_week(days, starts):
        return week_name(week)
    return weekday(days.first) if days.first == days.last else figures.days(days.first, days.last)


def quiet(days: Period, starts: int = MONDAY) -> str:
    """The sentence of days without thanks."""
    within = "on" if days.first == days.last else "in" if whole_week(days, starts) else "from"
    return f"Nobody was thanked {within} {named(days, starts)}, so nothing would be posted."


def nothing(days: Period, starts: int = MONDAY) -> Message:
    """The preview of days without thanks."""
    said = quiet(days, starts)
    hint = "Be the first: `/northstar thanks @somebody for …`"
    return Message(
        f"{_PREVIEW} {said} {hint}", (blocks.context(f"*{_PREVIEW}*"), blocks.section(f"{said} {hint}"))
    )


def _after_stories(post: Roundup) -> list[Block]:
    if not post.counts.given:
        return []
    none = "Given by reaction, or not to be told here: there are no stories this time."
    rule = blocks.context(f"How stories are chosen: {escape(post.rule)}")
    return [*([] if post.stories else [blocks.section(none)]), rule]


def _years(post: Roundup) -> list[Block]:
    """Whose years here are whole in the week to come."""
    if not post.years:
        return []
    lines = [
        [blocks.person(one.person), blocks.words(f": {_whole(one)}")] for one in post.years[:_MOST_YEARS]
    ]
    more = len(post.years) - _MOST_YEARS
    lines += [[blocks.words(f"and {more:,} more")]] if more > 0 else []
    title = blocks.paragraph(blocks.words("In the week to come", bold=True))
    return [blocks.rich(title, blocks.bullets(lines))]


def _whole(one: Anniversary) -> str:
    return f"{count('year', one.years)} here on {weekday(one.day)}"


def _counted(post: Roundup) -> list[str]:
    if not post.counts.given:
        return ["Nobody was thanked."]
    counts, covered = post.counts, post.coverage
    teams = f"{len(covered.thanked):,} of {count('team', covered.total)} thanked by another team."
    given = f"{count('shout-out', counts.given)}, {counts.cross_team:,} across teams:"
    people = f"{count('person', counts.people_thanked)} thanked by {counts.givers:,}."
    return [*([teams] if covered.total else []), f"{given} {people}"]


def _boosts(post: Roundup) -> str:
    return f"{count('“me too”', post.counts.boosts, '“me too”')} added." if post.counts.boosts else ""


def _story(post: Roundup, one: Shoutout) -> Block:
    persons = [receiver.person for receiver in one.receivers]
    line = [
        blocks.person(one.giver),
        blocks.words(f"{_of_team(post, one.giver_team)} thanked "),
        *everybody(persons, [_name(post, team) for team in one.teams]),
        blocks.words(_after(post, one)),
    ]
    link = safe_link(one.link)
    more = [blocks.words(" · "), blocks.link(link, "Read it")] if link else []
    return blocks.rich(blocks.paragraph(*line, *more), quoted(one.text, STORY))


def _story_said(post: Roundup, one: Shoutout) -> str:
    persons = [receiver.person for receiver in one.receivers]
    whom = everybody_said(persons, [_name(post, team) for team in one.teams])
    team = escape(_of_team(post, one.giver_team))
    return f"• {mention(one.giver)}{team} thanked {whom}{escape(_after(post, one))}: {escape(plain(one.text, STORY))}"


def _after(post: Roundup, one: Shoutout) -> str:
    """The teams of who was thanked, unless the line names them, the value, and how many joined in."""
    theirs = dict.fromkeys(to.team for to in one.receivers if to.team and to.team not in one.teams)
    # Inside one team its name stands before the word "thanked" already.
    reached = [_name(post, team) for team in theirs] if one.cross_team else []
    value = post.values.get(one.value or "", "")
    parts = [f" ({', '.join(plain(name, 40) for name in reached)})"] if reached else []
    parts += [f" · {plain(value, 40)}"] if value else []
    parts += [f" · {one.boosts:,} “me too”"] if one.boosts else []
    return "".join(parts)


def _of_team(post: Roundup, team: TeamKey | None) -> str:
    return f" ({plain(_name(post, team), 40)})" if team else ""


def _name(post: Roundup, team: TeamKey) -> str:
    return post.names.get(team, team)
