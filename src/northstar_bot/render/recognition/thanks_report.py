"""A report on one person's thanks: what was said, under the teams that said it, without a count."""

from northstar_bot.domain.recognition.thanks_report import ThanksReport
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import quoted
from northstar_bot.render.words import day, escape, mention, plain

_STORY = 280
_NOTE = (
    "Words, not points: nothing here is counted or compared. "
    "Only this person and the lead of their team can ask for it."
)


def report(found: ThanksReport) -> Message:
    """For the person or their lead."""
    days = f"{day(found.span.first)} to {day(found.span.last)}"
    shown: list[Block] = [
        blocks.rich(
            blocks.paragraph(
                blocks.words("What "), blocks.person(found.person), blocks.words(f" was thanked for, {days}")
            )
        )
    ]
    lines = [f"What {mention(found.person)} was thanked for, {days}."]
    for team, told in found.stories:
        name = plain(team, 80)
        shown.append(
            blocks.rich(
                blocks.paragraph(blocks.words(name, bold=True)), *(quoted(one.text, _STORY) for one in told)
            )
        )
        lines += [f"{escape(name)}:", *(f"• {escape(plain(one.text, _STORY))}" for one in told)]
    if not found.stories:
        shown.append(blocks.section_plain("Nothing with words in this time."))
        lines.append("Nothing with words in this time.")
    if found.more:
        shown.append(blocks.context_plain("The newest are shown; ask for a shorter time to see the rest."))
    shown.append(blocks.context_plain(_NOTE))
    return Message("\n".join(lines), tuple(shown))
