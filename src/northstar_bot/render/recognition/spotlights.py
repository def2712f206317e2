"""The team spotlight: its card, the thanks in its thread, the word ahead, and where the rotation stands."""

from collections.abc import Sequence

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.recognition.spotlights import (
    Board,
    Gathered,
    Moved,
    Retold,
    Rotated,
    SpotlightCard,
    SpotlightNotice,
    SpotlightThanks,
)
from northstar_bot.render import blocks
from northstar_bot.render.company.preferences import change_button
from northstar_bot.render.ids import SPOTLIGHT_BACK, SPOTLIGHT_LEAVE, SPOTLIGHT_SKIP, SPOTLIGHT_THANK
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import quoted, safe_link
from northstar_bot.render.words import channel_link, count, escape, mention, moment, people, plain

QUESTIONS = (
    "What did {team} do lately that made your own work easier?",
    "What would you have done differently without {team}?",
    "What did you learn from somebody in {team}?",
    "Where did {team} help a customer of yours?",
)
BRINGS = "What we bring"
RULE = "How turns are chosen: never yet first, then longest ago, ties as the teams are declared."
_MOST_NAMES = 12
_MOST_TEAMS = 8
_STORY = 280
_LINE = 600
_NAME = 60


def card(post: SpotlightCard) -> Message:
    """Who they are, what they bring, what they were thanked for; a question and one button while it is open."""
    heading = plain(f"{'Was in the spotlight' if post.closed else 'In the spotlight'}: {post.team.name}", 150)
    about = _said(post)
    shown = [
        blocks.header(heading),
        *_brings(post.team),
        *([blocks.section_plain(_people(post.people))] if post.people else []),
        blocks.section_plain(about),
        *(_story(one) for one in post.lately.stories),
        *_foot(post),
    ]
    lines = [heading, *([f"{BRINGS}: {post.team.brings}"] if post.team.brings else [])]
    lines += [*([_people(post.people)] if post.people else []), about]
    told = [*map(escape, lines), *(f"• {_story_said(one)}" for one in post.lately.stories)]
    told += [] if post.closed else [escape(_question(post))]
    return Message("\n".join(told), tuple(shown))


def _foot(post: SpotlightCard) -> list[Block]:
    if post.closed:
        where = "The thanks are in the thread. Give more" if post.lately.count else "Give thanks"
        return [blocks.context(f"{where} at any time: `/northstar thanks`")]
    return [
        blocks.rich(blocks.paragraph(blocks.words(_question(post), bold=True))),
        blocks.actions(
            blocks.button("Thank this team", SPOTLIGHT_THANK, post.team.key, style="primary"),
        ),
        blocks.context(
            "Thanks that are given in the open until the next spotlight are gathered in this thread."
        ),
    ]


def _question(post: SpotlightCard) -> str:
    return QUESTIONS[post.question % len(QUESTIONS)].format(team=plain(post.team.name, _NAME))


def _brings(team: Team) -> list[Block]:
    if not team.brings.strip():
        return []
    label = blocks.paragraph(blocks.words(BRINGS, bold=True))
    return [blocks.rich(label, quoted(team.brings, _LINE))]


def _people(names: Sequence[str]) -> str:
    return people([plain(name, _NAME) for name in names], _MOST_NAMES)


def _said(post: SpotlightCard) -> str:
    found: Gathered = post.lately
    while_ = "in this spotlight" if post.closed else "in the last 90 days"
    if not found.count:
        # Nobody is told in a channel that a team was forgotten.
        return f"Thanks to them {'are still welcome' if post.closed else 'in the open can begin today'}."
    teams = people([plain(name, _NAME) for name in found.givers], _MOST_TEAMS)
    others = f", from {teams}" if found.givers else ""
    return f"{count('shout-out', found.count)} {while_}{others}."


def _story(one: Retold) -> Block:
    link = safe_link(one.shoutout.link)
    more = [blocks.words(" · "), blocks.link(link, "Read it")] if link else []
    line = blocks.paragraph(blocks.person(one.shoutout.giver), blocks.words(f"{_of(one)}:"), *more)
    return blocks.rich(line, quoted(one.shoutout.text, _STORY))


def _story_said(one: Retold) -> str:
    return f"{mention(one.shoutout.giver)}{escape(_of(one))}: {escape(plain(one.shoutout.text, _STORY))}"


def _of(one: Retold) -> str:
    return f" ({plain(one.giver_team, _NAME)})" if one.giver_team else ""


def thanks(post: SpotlightThanks) -> Message:
    """One thanks, in the thread of the card."""
    if post.retold is None:
        said = "These thanks were taken back."
        return Message(said, (blocks.context(said),))
    whom = escape(plain(post.team.name, _NAME))
    return Message(f"Thanks to {whom}. {_story_said(post.retold)}", (_story(post.retold),))


def notice(post: SpotlightNotice) -> Message:
    """The word ahead: when, where, what the card will say, and the way to let the turn go by."""
    name = plain(post.team.name, _NAME)
    when = moment(post.spotlight.due_at, post.zone)
    said = f"{name} is in the spotlight on {when}, in "
    where = channel_link(post.spotlight.channel)
    first = f"{escape(said)}{where}."
    if post.team.brings.strip():
        second = (
            "The card will say what you bring, and who you are. Change the line in `/northstar settings`."
        )
    else:
        second = (
            "Your team has no line about what it brings yet. A steward can add it in `/northstar settings`."
        )
    skip = blocks.button(
        "Skip this time",
        SPOTLIGHT_SKIP,
        post.spotlight.key,
        confirm=blocks.confirmation(
            "Let this turn go by?",
            "The next team takes it, and yours comes first in the turn after.",
            "Skip it",
            "Keep it",
        ),
    )
    shown = [
        blocks.section(first),
        *_brings(post.team),
        blocks.section(second),
        blocks.actions(skip, *([_leave(post.team)] if post.may_leave else []), change_button()),
        blocks.context("To give it to one team in particular: `/northstar spotlight swap sales`"),
    ]
    brings = f" {BRINGS}: {escape(plain(post.team.brings, _LINE))}" if post.team.brings.strip() else ""
    return Message(f"{first}{brings} {second}", tuple(shown))


def _leave(team: Team) -> Block:
    return blocks.button(
        "Take no turns any more",
        SPOTLIGHT_LEAVE,
        team.key,
        confirm=blocks.confirmation(
            "Leave the rotation?",
            "The team is in the spotlight no more, until its lead or a steward brings it back.",
            "Leave it",
            "Stay",
        ),
    )


def left(done: Rotated) -> Message:
    """A team takes no turns any more; who takes the one that was planned, and the way back."""
    name = escape(plain(done.team.name, _NAME))
    said = [f"{name} takes no turns in the spotlight any more."]
    said += [
        f"{escape(plain(one.after.name, _NAME))} takes the one on {escape(moment(one.due_at, one.zone))}"
        f" in {channel_link(one.channel)}, and is told now."
        for one in done.moved
    ]
    text = " ".join(said)
    back = blocks.button("Bring it back", SPOTLIGHT_BACK, done.team.key)
    return Message(text, (blocks.section(text), blocks.actions(back)))


def came_back(done: Rotated) -> Message:
    """A team takes turns again."""
    name = escape(plain(done.team.name, _NAME))
    said = f"{name} takes turns in the spotlight again. {RULE}"
    return Message(said, (blocks.section(said),))


def board(found: Board) -> Message:
    """Who is in the light, who comes when, and the order after that."""
    where = channel_link(found.channel)
    coming = escape(plain(found.coming.name, _NAME))
    lines = [f"*Team spotlight* in {where}"]
    lines += [f"Now: {escape(plain(found.now.name, _NAME))}"] if found.now else []
    lines.append(f"Next: *{coming}*, {escape(moment(found.spotlight.due_at, found.zone))}")
    if found.after:
        names = [plain(team.name, _NAME) for team in found.after[:_MOST_NAMES]]
        more = len(found.after) - len(names)
        lines.append(f"Then: {escape(', '.join(names))}{f' and {more:,} more' if more else ''}")
    if found.left:
        lines.append(
            f"Take no turns: {escape(people([plain(team.name, _NAME) for team in found.left], _MOST_NAMES))}"
        )
    elements = []
    if found.now:
        thank = plain(f"Thank {found.now.name}", 70)
        elements.append(blocks.button(thank, SPOTLIGHT_THANK, found.now.key))
    if found.may_move:
        elements.append(blocks.button("Skip the next turn", SPOTLIGHT_SKIP, found.spotlight.key))
    shown = [
        blocks.section("\n".join(lines)),
        *([blocks.actions(*elements)] if elements else []),
        blocks.context(
            RULE,
            "`spotlight skip` · `spotlight swap sales`: by the lead of the team whose turn it is, by its people where "
            "nobody leads it, or by a steward",
            "`spotlight leave sales` · `spotlight back sales`, for good: by the lead of the team, or a steward",
        ),
    ]
    return Message("\n".join([*lines, RULE]).replace("*", ""), tuple(shown))


def moved(done: Moved) -> Message:
    """What became of a turn."""
    before, after = (escape(plain(team.name, _NAME)) for team in (done.before, done.after))
    said = (
        f"{after} takes the turn on {escape(moment(done.due_at, done.zone))} in {channel_link(done.channel)}, "
        f"in place of {before}. {before} comes first in the turn after, and {after} is told now."
    )
    return Message(said, (blocks.section(said),))
