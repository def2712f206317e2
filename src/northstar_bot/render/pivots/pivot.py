"""A pivot in messages: where things stand, the announcement, and what askers are told."""

from collections.abc import Sequence

from northstar_bot.domain.pivots.pivot import Fate, Pivot, Tally
from northstar_bot.domain.pivots.views import (
    PivotAnnouncement,
    PivotNews,
    PivotPage,
    PivotProposed,
    Reopened,
)
from northstar_bot.domain.requests.requests import Request
from northstar_bot.render import blocks
from northstar_bot.render.ids import (
    PIVOT_APPROVE,
    PIVOT_CANCEL,
    PIVOT_OPEN,
    PIVOT_SHOW,
    PIVOT_YES_NOW,
    REQUEST_BROWSE,
    REQUEST_WHY,
)
from northstar_bot.render.message import Block, Message
from northstar_bot.render.pivots.words import (
    consequences,
    dividing_lines,
    input_lines,
    name_of,
    soon_words,
    tally_line,
)
from northstar_bot.render.requests.words import title_of
from northstar_bot.render.words import count, day, escape, mention, moment, plain

_MOST = 30
_LONG = 900


def page_message(page: PivotPage) -> Message:
    """The star of today, how near its end is, and the proposal if there is one."""
    lines, buttons = _today(page), _ways(page)
    shown: list[Block] = [blocks.header(f"North Star: {name_of(page.star)}"), _passage(lines)]
    said = [f"North Star: {name_of(page.star)}", *lines]
    if page.proposal and page.tally:
        head, body = _proposed(page.proposal), _draft_lines(page.proposal, page)
        small = f"{mention(page.proposal.proposer)} proposed it on {day(page.proposal.proposed_at.date())}."
        waits = _waits(page)
        shown += [blocks.divider(), _passage(body, title=head), blocks.context(f"{small} {escape(waits)}")]
        said += [head, *body, waits]
    shown.append(blocks.actions(*buttons))
    return Message(escape("\n".join(said)), tuple(shown))


def proposed(told: PivotProposed) -> Message:
    """What an owner is told whose approval is waited for."""
    name = plain(told.proposal.draft.name, 100)
    heading = f"A new North Star waits for your approval: {name}"
    if told.own:
        heading = f"You may approve it now: {name}"
    lines = [f"It would replace {name_of(told.star)}.", f"Why: {plain(told.proposal.draft.reason, _LONG)}"]
    by = f"{mention(told.proposal.proposer)} proposed it on {day(told.proposal.proposed_at.date())}."
    closing = "Nothing changes until somebody approves it."
    return Message(
        f"{escape(chr(10).join([heading, *lines, closing]))}\n{by}",
        (
            _passage(lines, title=heading),
            blocks.context(f"{by} {closing}"),
            blocks.actions(blocks.button("See the proposal", PIVOT_SHOW)),
        ),
    )


def announcement(told: PivotAnnouncement) -> Message:
    """What the company is told, once."""
    pivot, before, after = told.pivot, told.before, told.after
    heading = f"Our North Star is now {name_of(after)}"
    lead = f"It replaces {name_of(before)}."
    vision = plain(after.vision, _LONG)
    why = [f"Why: {plain(pivot.draft.reason, _LONG)}"]
    why += (
        [f"What {name_of(before)} brought: {plain(pivot.draft.result, _LONG)}"] if pivot.draft.result else []
    )
    inputs = input_lines(pivot.draft, told.input_names)
    follows = consequences(pivot.tally or Tally())
    closing = (
        "Every verdict keeps the star of its day. Whoever asked for something gets one message about it."
    )
    people = f"Proposed by {mention(pivot.proposer)}"
    people += f", approved by {mention(pivot.decided_by)}" if pivot.decided_by else ""
    people += f" · version {after.version} · {day(after.since)}" if after.since else ""
    shown = [
        blocks.header(plain(heading, 150)),
        _passage([lead, vision, *why]),
        _listed("Inputs", inputs),
        _listed("Requests", follows),
        blocks.context_plain(closing),
        blocks.context(people),
    ]
    said = [heading, lead, vision, *why, "Inputs:", *inputs, "Requests:", *follows, closing]
    return Message(f"{escape(chr(10).join(said))}\n{people}", tuple(shown))


def news(told: PivotNews) -> Message:
    """One message with all requests of one person."""
    opening = (
        f"The North Star is now {name_of(told.after)}; it was {name_of(told.before)}. "
        f"What that means for {_yours(len(told.items), len(told.followed))}:"
    )
    why = f"Why it changed: {plain(told.reason, _LONG)}"
    shown: list[Block] = [_passage([opening])]
    said = [opening]
    for fate, lead in _LEADS.items():
        titles = [_item(told, request) for request, found in told.items[:_MOST] if found is fate]
        if titles:
            lead_words = lead.format(day=day(told.review_by))
            shown.append(_listed(lead_words, titles))
            said += [f"{lead_words}:", *titles]
    more = len(told.items) - _MOST
    rest = [f"and {more:,} more, see /northstar requests mine"] if more > 0 else []
    shown += [blocks.context_plain(*rest, why)]
    shown.append(blocks.actions(blocks.button("See my requests", REQUEST_BROWSE, "mine")))
    return Message(escape("\n".join([*said, *rest, why])), tuple(shown))


def reopened(told: Reopened) -> Message:
    """What asker and followers of a declined request are told."""
    title = title_of(told.request)
    whose = "you need not do anything" if told.is_asker else "you follow it, and hear what comes of it"
    rest = (
        f"The North Star is now {name_of(told.star)}, and under it this could be a yes. "
        f"A decider weighs it again; {whose}."
    )
    number = str(told.request.number)
    return Message(
        text=escape(f"Open again: {title}. {rest}"),
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words("Open again: ", bold=True), blocks.words(title)),
                blocks.paragraph(blocks.words(rest)),
            ),
            blocks.actions(blocks.button("See the record", REQUEST_WHY, number)),
        ),
    )


_LEADS = {
    Fate.STAYS: "Still open, weighed under the new star next",
    Fate.WAKES: "Parked until today, open again",
    Fate.KEPT: "Accepted, and stays so",
    Fate.IN_DOUBT: "Accepted, but what it moves is no longer an input. It stands; by {day} a person looks again",
    Fate.RESTS: "Parked, and stays so",
}


def _today(page: PivotPage) -> list[str]:
    star = page.star
    since = f", our star for {count('day', page.days)}" if page.days is not None else ""
    lines = [f"Version {star.version}{since}." + (f" Stage: {plain(star.stage, 100)}." if star.stage else "")]
    if star.exit_criteria:
        met = sum(each.met for each in star.exit_criteria)
        lines.append(f"{met} of {len(star.exit_criteria)} exit criteria met:")
        lines += [f"{'✓' if each.met else '○'} {plain(each.text, 200)}" for each in star.exit_criteria[:10]]
    else:
        lines.append("No exit criteria are written down, so nobody can say when it is done.")
    if page.proposal is None:
        ready = star.exit_criteria and all(each.met for each in star.exit_criteria)
        lines.append("All are met: time to propose the next star." if ready else "No pivot is proposed.")
    if page.too_soon is not None:
        lines.append(f"⚠ {soon_words(star, page.too_soon)}")
    return lines


def _proposed(proposal: Pivot) -> str:
    return f"Proposed: {plain(proposal.draft.name, 100)}"


def _draft_lines(proposal: Pivot, page: PivotPage) -> list[str]:
    return [
        plain(proposal.draft.vision, _LONG),
        f"Why: {plain(proposal.draft.reason, _LONG)}",
        f"Inputs: {'; '.join(input_lines(proposal.draft, page.input_names))}.",
        f"Requests: {tally_line(page.tally or Tally())}.",
        *dividing_lines(page.dividing),
    ]


def _waits(page: PivotPage) -> str:
    if page.may_approve:
        return "It waits for your approval."
    if not page.is_owner:
        return "It waits for an owner to approve it."
    if page.opens_at is None:
        return "As you proposed it, another owner approves it."
    return f"As the only owner you may approve it from {moment(page.opens_at, page.zone)}."


def _ways(page: PivotPage) -> list[Block]:
    buttons = []
    if page.proposal is None:
        buttons.append(blocks.button("Preview or propose the next star", PIVOT_OPEN))
    elif page.may_approve:
        sure = blocks.confirmation(
            "Replace the star?",
            f"{name_of(page.star)} is closed, {plain(page.proposal.draft.name, 100)} is the star from today. "
            "Everybody who asked for something is told.",
            "Replace it",
            "Not yet",
        )
        buttons.append(
            blocks.button("Approve", PIVOT_APPROVE, str(page.proposal.id), style="primary", confirm=sure)
        )
    if page.proposal and page.may_cancel:
        buttons.append(blocks.button("Cancel the proposal", PIVOT_CANCEL, str(page.proposal.id)))
    if page.re_weigh:
        buttons.append(
            blocks.button(f"To weigh under this star: {page.re_weigh:,}", REQUEST_BROWSE, "re-weigh")
        )
    if page.yes_now:
        buttons.append(blocks.button(f"Would be a yes now? {page.yes_now:,}", PIVOT_YES_NOW))
    return buttons or [blocks.button("See open requests", REQUEST_BROWSE, "open")]


def _yours(amount: int, followed: int) -> str:
    if followed:
        return f"{count('request', amount)} that you asked for or follow"
    return "your request" if amount == 1 else f"your {amount:,} requests"


def _item(told: PivotNews, request: Request) -> str:
    followed = request.number in told.followed
    return f"{title_of(request)} (you follow it)" if followed else title_of(request)


def _passage(lines: Sequence[str], title: str = "") -> Block:
    head = [blocks.words(f"{title}\n", bold=True)] if title else []
    return blocks.rich(blocks.paragraph(*head, blocks.words("\n".join(line for line in lines if line))))


def _listed(title: str, lines: Sequence[str]) -> Block:
    head = blocks.paragraph(blocks.words(title, bold=True))
    return blocks.rich(head, blocks.bullets([[blocks.words(line)] for line in lines]))
