"""A person's own data: the file that is handed over, the question before erasing, and what came of it."""

from northstar_bot.domain.privacy import TYPED_WORD, Erased, Ownerless
from northstar_bot.render import blocks
from northstar_bot.render.ids import ERASE_FORM, ERASE_NOW
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.words import count, escape, people

TITLE = "Erase me"
_SHOWN = 2800
_GOES = (
    "Your name and id, and everything you wrote: thanks, requests, reasons, notes, answers.",
    "Thanks that were said to you alone, and your name wherever others wrote it.",
    "Your roles, your teams, what you own, your preferences and the requests of yours that nobody decided.",
    "Messages from Northstar to you; cards that name you are drawn again without you.",
)
_STAYS = (
    "Counts: how many thanks there were, from which team to which, and how requests ended. “Someone who left” stands"
    " in your place, and nothing leads from there to you."
)


def note() -> str:
    """The message above the file."""
    return "Everything Northstar keeps about you, as JSON. Nobody else got it."


def handed_over() -> Message:
    """Where the file is."""
    return _plain("Everything kept about you is in your direct messages with Northstar, as a file.")


def not_granted(person: str, scope: str, data: str) -> Message:
    """What is kept, as text when it is short, and who can make the file."""
    what = f"Northstar may not send files here: the scope `{scope}` is not granted."
    how = (
        f"Whoever runs Northstar can make the file for you: `northstar-bot my-data {escape(person)} -o FILE`"
    )
    parts: list[Block] = [blocks.section(what), blocks.section(how)]
    if len(data) <= _SHOWN:
        parts += [blocks.section("*What is kept about you:*"), blocks.rich(blocks.preformatted(data))]
    return Message(f"{what} {how}", tuple(parts))


def question() -> View:
    """What goes and what stays, and a word to type."""
    page: list[Block] = [
        blocks.section("*What goes*"),
        blocks.rich(blocks.bullets([[blocks.words(line)] for line in _GOES])),
        blocks.section("*What stays*"),
        blocks.section_plain(_STAYS),
        blocks.section("This cannot be undone. `/northstar my-data` gives you a copy first."),
        blocks.input_block(
            TYPED_WORD,
            f"Type the word {TYPED_WORD}",
            blocks.text_field(longest=20, placeholder=TYPED_WORD),
        ),
    ]
    return blocks.modal(ERASE_FORM, TITLE, page, submit=TITLE)


def last_question() -> View:
    """The word was typed; one click more, because erasing may take longer than a form may wait."""
    page = [
        blocks.section_plain(
            "One click more, and you are erased. It takes a few seconds; this window says when."
        ),
        blocks.actions(blocks.button("Erase me for good", ERASE_NOW, TYPED_WORD, style="danger")),
    ]
    return blocks.modal(ERASE_FORM, TITLE, page, close="Keep everything")


def done(erased: Erased) -> View:
    """What came of it."""
    if not erased.rows:
        return blocks.modal(
            ERASE_FORM, TITLE, [blocks.section_plain("Nothing is kept about you.")], close="Done"
        )
    said = "You are erased."
    if erased.messages:
        said += (
            f" {count('message', erased.messages)} in Slack will be changed or removed in the next minutes."
        )
    more = "If you use Northstar again, it will know you again from that day on."
    return blocks.modal(
        ERASE_FORM, TITLE, [blocks.section_plain(said), blocks.context_plain(more)], close="Done"
    )


def ownerless(post: Ownerless) -> Message:
    """A word to stewards."""
    named = people([escape(name, 80) for name in post.metrics], most=10)
    have = "has" if len(post.metrics) == 1 else "have"
    said = f"Somebody was erased from Northstar, and {named} now {have} no owner."
    hint = "Name a new one in `/northstar settings`."
    return Message(f"{said} {hint}", (blocks.section(said), blocks.context(hint)))


def _plain(text: str) -> Message:
    return Message(text, (blocks.section(text),))
