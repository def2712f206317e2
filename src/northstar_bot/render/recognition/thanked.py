"""Who thanked whom, in rich text and in one sentence; shared by card, note, receipt and roundup."""

import re
from collections.abc import Sequence

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.shoutouts import LONGEST
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.words import escape, mention, people, plain

# More names than this are a list nobody reads; the rest are counted.
MOST_NAMES = 8
_EMOJI = re.compile(r"[a-z0-9_'+\-]{1,100}")
_SAFE_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


def everybody(persons: Sequence[PersonId], teams: Sequence[str]) -> list[Block]:
    """Receivers as rich text: teams by name, then people as mentions, then how many more."""
    shown, more = _cut(persons)
    parts = [blocks.words(f"the team {plain(team, 80)}", bold=True) for team in teams]
    parts += [blocks.person(person) for person in shown]
    parts += [blocks.words(f"{more:,} more")] if more else []
    return _joined(parts)


def everybody_said(persons: Sequence[PersonId], teams: Sequence[str]) -> str:
    """Receivers in mrkdwn, for the sentence that stands without blocks."""
    shown, more = _cut(persons)
    names = [f"the team {escape(team, 80)}" for team in teams] + [mention(person) for person in shown]
    return people([*names, *([f"{more:,} more"] if more else [])], MOST_NAMES + len(teams) + 1)


def _cut(persons: Sequence[PersonId]) -> tuple[Sequence[PersonId], int]:
    if len(persons) <= MOST_NAMES:
        return persons, 0
    return persons[: MOST_NAMES - 1], len(persons) - MOST_NAMES + 1


def _joined(parts: list[Block]) -> list[Block]:
    """The parts with commas, and “and” before the last."""
    between = [blocks.words(", ")] * (len(parts) - 2) + [blocks.words(" and ")]
    joined = [part for pair in zip(parts, [*between, None], strict=False) for part in pair]
    return [part for part in joined if part is not None][: 2 * len(parts) - 1]


def emoji(name: str) -> str:
    """An emoji in mrkdwn by its name; "" for what is none."""
    bare = name.strip(": ")
    return f":{bare}:" if _EMOJI.fullmatch(bare) else ""


def safe_link(url: str) -> str:
    """`url` when it can stand in a link, else ""."""
    return url if _SAFE_LINK.fullmatch(url) else ""


def linked(url: str, label: str) -> str:
    """A link in mrkdwn under our own label; just the label when there is no address."""
    return f"<{url}|{label}>" if safe_link(url) else label


def quoted(text: str, limit: int = 2 * LONGEST) -> Block:
    """What somebody wrote, set off and literal."""
    return blocks.quote(blocks.words(plain(text, limit)))
