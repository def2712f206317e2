"""Owners who are away: the form, who covers, what waits for them, and the report on return."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from northstar_bot.domain.requests.away import Absence, AwayNow, AwayReport, Covering
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.render import blocks
from northstar_bot.render.ids import AWAY_BACK, AWAY_FORM, AWAY_OPEN, REQUEST_WHY
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.requests.words import ANSWERS, title_of
from northstar_bot.render.words import count, day, escape, mention, plain, weekday

WAITS = "The star, approving a pivot and settings are not handed over: they wait."
_ALONE = "Nobody else here decides everything: name somebody as cover."
_REASON = 200


def away_form(now: AwayNow) -> View:
    """Until when and who covers; both may be left open."""
    mine = now.mine
    until = mine.until.isoformat() if mine and mine.until else None
    page: list[Block] = [
        blocks.section_plain(
            "Requests are weighed without you. On return you get one report of what was decided."
        ),
        blocks.input_block(
            "until",
            "Back on",
            blocks.date_field(initial=until),
            optional=True,
            hint="Left empty: until you say /northstar back.",
        ),
        blocks.input_block(
            "cover",
            "Who covers",
            blocks.person_field(initial=mine.cover if mine else None),
            optional=True,
            hint="They decide every request but their own, and are asked for your numbers. Others decide as always.",
        ),
        blocks.context_plain(WAITS),
    ]
    return blocks.modal(AWAY_FORM, "Away", page, submit="Save" if mine else "I am away")


def away_kept(now: AwayNow) -> Message:
    """What holds from now on, said to who leaves."""
    lines = [*_mine(now), WAITS]
    return Message(
        text=escape("\n".join([*_plain_mine(now), WAITS])),
        blocks=(blocks.section("\n".join(lines)), blocks.actions(*_doors())),
    )


def away_closed(now: AwayNow) -> View:
    """The same in the place of the form."""
    page = [blocks.section("\n".join([*_mine(now), WAITS]))]
    return blocks.modal(AWAY_FORM, "Away", page, close="Done")


def home_away(now: AwayNow) -> list[Block]:
    """Who is away, on Home: one's own absence with the way back, others in small print."""
    shown: list[Block] = []
    if now.mine:
        shown += [blocks.section("\n".join([*_mine(now), WAITS])), blocks.actions(*_doors())]
    return shown + note(now.others)


def note(others: Sequence[Absence]) -> list[Block]:
    """Small print above a list: who is away and who covers; nothing when everybody is there."""
    return [blocks.context(" ".join(_other(each) for each in others[:5]))] if others else []


def returned(absence: Absence) -> Message:
    """Said at once to who comes back."""
    del absence
    words = "Welcome back. What was decided meanwhile comes as a direct message."
    return Message(words, (blocks.section_plain(words),))


def covering(post: Covering) -> Message:
    """The word to the cover."""
    absence = post.absence
    gone = f"{mention(absence.person)} is away{_until(absence.until)}."
    covers = (
        "You cover: meanwhile you may decide every request but your own, and are asked for their numbers."
    )
    words = f"{gone} {covers}"
    stays = "The star, approving a pivot and settings stay with the owners."
    waits = f"{stays} /northstar requests waiting-on-me lists what waits."
    return Message(f"{words} {waits}", (blocks.section(words), blocks.context_plain(waits)))


def report(post: AwayReport) -> Message:
    """Everything that others decided meanwhile, oldest first, each with a look at it."""
    tally = ", ".join(f"{amount} {ANSWERS[answer].lower()}" for answer, amount in post.counts)
    total = count("verdict", post.total)
    said = f"{_span(post)}: {total} by others{': ' if tally else '.'}{tally}{'.' if tally else ''}"
    rows = [block for request, verdict in post.verdicts for block in _row(request, verdict, post.zone)]
    more = post.total - len(post.verdicts)
    if more > 0:
        rows.append(
            blocks.context_plain(f"And {more} more, in /northstar requests accepted, declined and parked.")
        )
    lines = [f"{title_of(request)}: {ANSWERS[verdict.answer].lower()}" for request, verdict in post.verdicts]
    return Message(
        text=escape("\n".join(["While you were away", said, *lines])),
        blocks=(blocks.header("While you were away"), blocks.section_plain(said), *rows),
    )


def _row(request: Request, verdict: Verdict, zone: str) -> list[Block]:
    button = blocks.button("Details", REQUEST_WHY, str(request.number))
    when = day(verdict.decided_at.astimezone(ZoneInfo(zone)).date())
    small = [f"{ANSWERS[verdict.answer]} by {mention(verdict.decider)}", when]
    if reason := _reason(verdict):
        small.append(escape(plain(reason, _REASON)))
    return [blocks.section_plain(title_of(request), button), blocks.context(" · ".join(small))]


def _reason(verdict: Verdict) -> str:
    if verdict.answer is Answer.YES:
        return verdict.mechanism
    return f"of #{verdict.duplicate_of}" if verdict.answer is Answer.DUPLICATE else verdict.reason


def _span(post: AwayReport) -> str:
    zone, absence = ZoneInfo(post.zone), post.absence
    first = day(absence.since.astimezone(zone).date())
    last = day(absence.ended_at.astimezone(zone).date()) if absence.ended_at else "now"
    return f"From {first} to {last}" if first != last else f"On {first}"


def _mine(now: AwayNow) -> list[str]:
    if now.mine is None:
        return []
    cover = now.mine.cover
    who = f"{mention(cover)} covers: they" if cover else "Stewards and deciders"
    also = " Stewards and deciders decide as always." if cover else ""
    return [
        f"*You are away{_until(now.mine.until)}.* {who} decide requests while you are gone.{also}",
        *([_ALONE] if now.alone else []),
    ]


def _plain_mine(now: AwayNow) -> list[str]:
    return [line.replace("*", "") for line in _mine(now)]


def _other(absence: Absence) -> str:
    cover = f"; {mention(absence.cover)} covers" if absence.cover else ""
    return f"{mention(absence.person)} is away{_until(absence.until)}{cover}."


def _until(until: date | None) -> str:
    return f" until {weekday(until)}" if until else ""


def _doors() -> tuple[Block, ...]:
    return (
        blocks.button("I am back", AWAY_BACK, style="primary"),
        blocks.button("Change", AWAY_OPEN),
    )
