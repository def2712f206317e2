"""What the bot says around a deck: that it is being made, where it went, or what to grant."""

from collections.abc import Sequence
from dataclasses import replace

from northstar_bot.domain.deck.asked import USUAL_WEEKS, DeckAsked
from northstar_bot.domain.deck.deck import Deck, Period, Untold
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import ChannelId
from northstar_bot.domain.numbers import figures
from northstar_bot.render import blocks, words
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import linked

# Rich text may carry more, but what cannot be taken in at a glance is better read as a file.
SHOWN = 2800
NAMES = {
    "pptx": "PowerPoint",
    "html": "HTML",
    "md": "Markdown",
    "csv": "CSV",
    "newsletter": "newsletter as Markdown",
    "mail": "newsletter for mail",
    "canvas": "canvas",
}

_UNASKED = "Whoever was not asked yet can be: `/northstar allhands ask`."
_NO_TEAM = "Who is in which team: `/northstar teams`."


def making(asked: DeckAsked) -> Message:
    """The first answer, before the work begins."""
    why = f", the last {USUAL_WEEKS} closed weeks" if asked.usual else ""
    text = f"Making the deck for {_days(asked.period)}{why}, as {named(asked.formats)}…"
    return Message(text, (blocks.section(text),))


def note(deck: Deck) -> str:
    """The message above the files, in mrkdwn."""
    return f"{words.escape(deck.title, 150)}, {_days(deck.period)}: {_size(deck)}. Speaker notes are inside."


def handed_over(deck: Deck, formats: Sequence[str], channel: ChannelId | None = None) -> Message:
    """Where the files are."""
    place = words.channel_link(channel) if channel else "your direct messages with Northstar"
    text = f"The deck for {_days(deck.period)} is in {place}, as {named(formats)}."
    more = f"{_size(deck)}. Stories: {figures.count(len(deck.chosen), 'shout-out')} of {len(deck.stories):,}."
    small = " ".join(part for part in (more, left_out(deck)) if part)
    return Message(f"{text} {small}", (blocks.section(text), blocks.context(small)))


def with_canvas(message: Message, link: str, channel: ChannelId | None = None) -> Message:
    """Where the canvas is, under what was said of the files."""
    place = f"in a tab of {words.channel_link(channel)}" if channel else "in your direct messages"
    said = f"{linked(link, 'The canvas')} is {place}."
    return replace(message, text=f"{message.text} {said}", blocks=(*message.blocks, blocks.section(said)))


def without_canvas(message: Message, error: NorthstarError) -> Message:
    """What became of the canvas; what was made stands."""
    said = f"About the canvas: {words.escape(error.words, 600)}"
    return replace(message, text=f"{message.text} {said}", blocks=(*message.blocks, blocks.section(said)))


def canvas_alone(deck: Deck) -> Message:
    """What is said when no file was asked for."""
    text = f"The deck for {_days(deck.period)} is made."
    small = " ".join(part for part in (f"{_size(deck)}.", left_out(deck)) if part)
    return Message(f"{text} {small}", (blocks.section(text), blocks.context(small)))


def left_out(deck: Deck) -> str:
    """How many thanks are not told, in plain words.

    A no, silence and having opted out read alike: of few thanks everybody would know whose answer it was.
    """
    inside = dict(deck.untold).get(Untold.INSIDE, 0)
    unsaid = sum(many for _, many in deck.untold) - inside
    why = [f"{unsaid:,} without a yes from everybody thanked"] if unsaid else []
    why += [f"{inside:,} not known to go from one team to another"] if inside else []
    if not why:
        return ""
    hints = [*([_UNASKED] if unsaid else []), *([_NO_TEAM] if inside else [])]
    return " ".join([f"Not told: {figures.count(unsaid + inside, 'shout-out')} ({', '.join(why)}).", *hints])


def not_granted(deck: Deck, scope: str, markdown: str) -> Message:
    """What to grant, and the deck's text itself when it is short."""
    what = f"Northstar may not send files here: the scope `{scope}` is not granted."
    how = (
        f"*To get files:* an admin opens the app at api.slack.com/apps, adds `{scope}` to the bot's scopes"
        " (OAuth and Permissions), and reinstalls the app. Then run the command again."
    )
    period = deck.period
    line = f"northstar-bot deck --since {period.first} --until {period.last} --format pptx -o deck.pptx"
    other = f"Without the scope, whoever runs the bot can make the file: `{line}`"
    parts: list[Block] = [blocks.section(what), blocks.section(how), blocks.section(other)]
    if len(markdown) <= SHOWN:
        parts += [blocks.section("*The deck as text, to copy:*"), blocks.rich(blocks.preformatted(markdown))]
    return Message(f"{what} {how} {other}", tuple(parts))


def named(formats: Sequence[str]) -> str:
    """`PowerPoint and HTML`."""
    return words.people([NAMES.get(name, words.escape(name)) for name in formats], most=9)


def _days(period: Period) -> str:
    return figures.days(period.first, period.last)


def _size(deck: Deck) -> str:
    return f"{figures.count(len(deck.slides), 'slide')}, about {figures.minutes(deck.seconds)}"
