"""The monthly notes about thanks, for one reader each: what to retell, whom and which team to think of."""

from northstar_bot.domain.recognition.lead_notes import (
    PEOPLE_DAYS,
    TEAM_DAYS,
    LeadlessNote,
    LeadNote,
    QuietTeams,
)
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.render import blocks
from northstar_bot.render.company.preferences import change_button
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import everybody, everybody_said, quoted, safe_link
from northstar_bot.render.words import count, escape, mention, plain

_STORY = 280
_NAME = 80
_MOST = 20
_ONLY_YOU = "Only you get this note. It counts nobody and ranks nobody."


def note(post: LeadNote) -> Message:
    """What the lead of a team reads."""
    said, shown = _about(post)
    shown += [blocks.context_plain(_ONLY_YOU), blocks.actions(change_button())]
    return Message("\n".join([*said, _ONLY_YOU]), tuple(shown))


def leadless(post: LeadlessNote) -> Message:
    """What a steward reads of all teams that nobody leads."""
    said, shown = list[str](), list[Block]()
    for one in post.notes:
        its_words, its_blocks = _about(one)
        said += its_words
        shown += its_blocks
    more = f" And {count('more team', post.more)} without." if post.more else ""
    why = f"These teams have no lead.{more} Name one in /northstar settings, and the note goes to them."
    shown += [blocks.context_plain(f"{why} {_ONLY_YOU}"), blocks.actions(change_button())]
    return Message("\n".join([*said, why, _ONLY_YOU]), tuple(shown))


def _about(post: LeadNote) -> tuple[list[str], list[Block]]:
    """One team, in words and as blocks."""
    title = f"Thanks and {plain(post.team, _NAME)}, this month"
    shown: list[Block] = [blocks.header(plain(title, 150))]
    said = [f"{escape(title)}."]
    if post.stories:
        label = "Worth repeating aloud"
        shown += [
            blocks.rich(blocks.paragraph(blocks.words(f"{label}:", bold=True))),
            *(_story(post, one) for one in post.stories),
        ]
        said += [f"{label}:", *(_story_said(post, one) for one in post.stories)]
    if post.unmentioned:
        label = f"Not thanked in public for {PEOPLE_DAYS} days"
        named, more = post.unmentioned[:_MOST], len(post.unmentioned) - _MOST
        rest = f" and {more:,} more" if more > 0 else ""
        people = everybody(named, ())
        shown.append(
            blocks.rich(
                blocks.paragraph(blocks.words(f"{label}: ", bold=True), *people, blocks.words(f"{rest}."))
            )
        )
        said.append(f"{label}: {', '.join(mention(each) for each in named)}{rest}.")
    if post.suggestion:
        team = plain(post.suggestion.team, _NAME)
        shown.append(
            blocks.rich(
                blocks.paragraph(
                    blocks.words("A team to thank: ", bold=True), blocks.words(f"{team}, if they helped you.")
                )
            )
        )
        shown.append(blocks.context_plain(post.suggestion.rule))
        said += [f"A team to thank: {escape(team)}, if they helped you.", escape(post.suggestion.rule)]
    return said, shown


def quiet(post: QuietTeams) -> Message:
    """What an owner reads."""
    names = ", ".join(plain(team, _NAME) for team in post.teams[:_MOST])
    more = len(post.teams) - _MOST
    names += f" and {more:,} more" if more > 0 else ""
    title = f"Teams no other team thanked for {TEAM_DAYS} days"
    hint = "Perhaps their work is out of sight: the next all-hands is a place to show it. Only owners get this note."
    shown = (
        blocks.rich(blocks.paragraph(blocks.words(f"{title}: ", bold=True), blocks.words(f"{names}."))),
        blocks.context_plain(hint),
        blocks.actions(change_button()),
    )
    return Message(f"{title}: {escape(names)}. {hint}", shown)


def _story(post: LeadNote, one: Shoutout) -> Block:
    whom = everybody([each.person for each in one.receivers], [post.names.get(key, key) for key in one.teams])
    link = safe_link(one.link)
    more = [blocks.words(" · "), blocks.link(link, "Read it")] if link else []
    line = [blocks.person(one.giver), blocks.words(" thanked "), *whom, *more]
    return blocks.rich(blocks.paragraph(*line), quoted(one.text, _STORY))


def _story_said(post: LeadNote, one: Shoutout) -> str:
    whom = everybody_said(
        [each.person for each in one.receivers], [post.names.get(key, key) for key in one.teams]
    )
    return f"• {mention(one.giver)} thanked {whom}: {escape(plain(one.text, _STORY))}"
