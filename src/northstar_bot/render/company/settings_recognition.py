"""The form of how thanks work here."""

from typing import Any

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.render import blocks
from northstar_bot.render.message import Block

PRIVATE = {
    PrivateThanks.EVERYBODY: "Every member",
    PrivateThanks.LEADS: "Leads of teams, stewards and owners",
    PrivateThanks.NOBODY: "Nobody",
}


def recognition_form(company: Company, _: Any, __: Any) -> list[Block]:
    """Where cards stand, by what thanks are given, how many a day, and who may thank in private."""
    given = company.recognition
    ticks = {
        "value_required": blocks.option("A company value must be chosen", "value_required"),
        "nudge": blocks.option("After a week without thanks, ask once in the channel for cards", "nudge"),
        "anniversaries": blocks.option("Weekly roundups say how long people are here", "anniversaries"),
    }
    boxes = blocks.checkboxes_field(
        list(ticks.values()), initial=[tick for name, tick in ticks.items() if getattr(given, name)]
    )
    who = {each: blocks.option(said, each) for each, said in PRIVATE.items()}
    feed = given.feed if given.feed and given.feed[:1] in "CG" else None
    return [
        blocks.input_block("feed", "Channel for cards", blocks.channel_field(initial=feed), optional=True),
        _text("emoji", "Emoji that gives thanks", given.emoji),
        _text("boost", "Emoji that says me too", given.boost),
        _text("allowance", "Shout-outs per person and day", str(given.allowance)),
        blocks.input_block(
            "private",
            "Who may thank in private",
            blocks.select_field(list(who.values()), initial=who[given.private]),
            hint="Only who is thanked reads private thanks; they count in no list and no number.",
        ),
        blocks.input_block("options", "Also", boxes, optional=True),
    ]


def _text(name: str, label: str, value: str) -> Block:
    return blocks.input_block(name, label, blocks.text_field(initial=value))
