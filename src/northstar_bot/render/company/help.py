"""What can be done, one line per command, and what to do with a word nobody knows."""

from collections.abc import Sequence

from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_FROM_TEXT
from northstar_bot.render.message import Message
from northstar_bot.render.words import escape, plain

# Slack takes 3,000 characters in one section, and draws nothing of a message with a longer one.
MOST_TEXT = 2900
# Looked for under these words; docs/decisions/no-leaderboards.md says why there is none.
RANKINGS = frozenset({"leaderboard", "leaderboards", "ranking", "rankings", "rank", "scoreboard", "top"})


def commands(lines: Sequence[tuple[str, str]]) -> Message:
    """`lines`: usage and summary of each command."""
    rows = [f"`/northstar {escape(usage)}`  {escape(summary)}" for usage, summary in lines]
    text = "What you can do:\n" + "\n".join(
        escape(f"/northstar {usage} - {summary}") for usage, summary in lines
    )
    return Message(text, (blocks.section("*What you can do*"), *map(blocks.section, _filled(rows))))


def _filled(rows: Sequence[str]) -> list[str]:
    """As many rows in one text as Slack takes in a section."""
    texts: list[str] = []
    for row in rows:
        if texts and len(texts[-1]) + len(row) < MOST_TEXT:
            texts[-1] += f"\n{row}"
        else:
            texts.append(row)
    return texts


def one_command(usage: str, summary: str, aliases: Sequence[str]) -> Message:
    """One command in full."""
    also = f" Also: {', '.join(aliases)}." if aliases else ""
    return Message(
        escape(f"/northstar {usage}: {summary}{also}"),
        (blocks.section(f"`/northstar {escape(usage)}`\n{escape(summary + also)}"),),
    )


def no_ranking() -> Message:
    """What there is in the place of a list of who was thanked most."""
    said = (
        "People are not ranked here: /northstar balance shows who thanks whom, team by team, and"
        " /northstar thanks mine shows your own."
    )
    return Message(said, (blocks.section_plain(said),))


def unknown(word: str, nearest: str | None, text: str) -> Message:
    """An unknown word: the nearest command, and a way to keep what was typed as a request."""
    if word.casefold() in RANKINGS:
        return no_ranking()
    guess = f" Did you mean /northstar {nearest}?" if nearest else ""
    sentence = f"“{plain(word, 40)}” is not something I know.{guess} /northstar help lists everything."
    offer = blocks.actions(blocks.button("Make this a request", REQUEST_FROM_TEXT, plain(text, 1900)))
    return Message(escape(sentence), (blocks.section_plain(sentence), offer))
