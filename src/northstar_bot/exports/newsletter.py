"""The newsletter as Markdown: the star in a line, then thanks by team."""

from collections.abc import Iterator
from typing import ClassVar

from northstar_bot.domain.deck.deck import Deck, Story
from northstar_bot.exports import wording
from northstar_bot.exports.fitting import line, paragraph, shortened
from northstar_bot.exports.letter import HOW, LONGEST, Letter, letter_of
from northstar_bot.exports.markdown import literal


class Newsletter:
    """For a wiki, a blog or a mail tool that takes Markdown."""

    name: ClassVar[str] = "newsletter"
    suffix: ClassVar[str] = ".newsletter.md"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8"

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        return ("\n\n".join(_parts(letter_of(deck))) + "\n").encode()


def exporter() -> Newsletter:
    """The exporter of this format."""
    return Newsletter()


def _parts(letter: Letter) -> Iterator[str]:
    yield f"# {literal(line(letter.title))}"
    yield letter.days
    if letter.star:
        yield f"**{literal(line(letter.star))}** {literal(line(letter.meaning))}".rstrip()
    if letter.vision:
        yield f"*Our star:* {literal(line(letter.vision))}"
    if letter.counted:
        yield f"## {literal(line(letter.counted))}"
    for team, stories in letter.groups:
        yield f"### {literal(line(team)) or 'Everybody'}"
        yield from (_told(story) for story in stories)
    if letter.spotlight:
        yield "## In the spotlight"
        yield literal(line(letter.spotlight))
        yield from (_told(story) for story in letter.gathered)
    if letter.rule:
        yield f"*{literal(letter.rule)}*"
    yield literal(HOW)


def _told(story: Story) -> str:
    text = literal(shortened(paragraph(story.text), LONGEST))
    quoted = "\n".join(f"> {row}".rstrip() for row in text.split("\n"))
    return f"{quoted}\n>\n> {literal(wording.credit(story))} · {literal(wording.details(story))}"
