"""What a squad or the owner of an input reads when the star is replaced: which of their promises are in doubt."""

from northstar_bot.domain.pivots.views import PromiseKept, Promises
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_BROWSE, REQUEST_WHY
from northstar_bot.render.message import Message
from northstar_bot.render.pivots.words import name_of
from northstar_bot.render.requests.words import title_of
from northstar_bot.render.words import count, day, escape, mention


def promises(told: Promises) -> Message:
    """Each with the way to its record, where it is kept, weighed again or dropped."""
    what, it = ("promise", "it") if told.total == 1 else ("promises", "each")
    heading = f"{count('promise', told.total)} of yours under a new star"
    lead = (
        f"{name_of(told.star)} is the North Star now, and what you accepted here was for an input that it does not "
        f"have. The {what} stand{'s' if told.total == 1 else ''}. Say by {day(told.review_by)} whether {it} is kept, "
        "parked or dropped; without a word it stays, and stewards are reminded every week."
    )
    rows = [
        blocks.section_plain(title_of(each), blocks.button("Look", REQUEST_WHY, str(each.number)))
        for each in told.requests
    ]
    more = told.total - len(told.requests)
    rest = [f"and {more:,} more"] if more > 0 else []
    return Message(
        text=escape("\n".join([heading, lead, *map(title_of, told.requests), *rest])),
        blocks=(
            blocks.header(heading),
            blocks.section_plain(lead),
            *rows,
            *([blocks.context_plain(*rest)] if rest else []),
            blocks.actions(blocks.button("See all of them", REQUEST_BROWSE, "re-weigh")),
        ),
    )


def kept(told: PromiseKept) -> Message:
    """To whoever asked for it or follows it: somebody looked again."""
    title, by = title_of(told.request), f"Kept by {mention(told.by)}"
    rest = f"The North Star is now {name_of(told.star)}. Somebody looked again, and what was promised stands."
    rest += "" if told.is_asker else " You hear this because you follow it."
    return Message(
        text=f"{escape(f'Still accepted: {title}. {rest}')}\n{by}",
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words("Still accepted: ", bold=True), blocks.words(title)),
                blocks.paragraph(blocks.words(rest)),
            ),
            blocks.context(by),
            blocks.actions(blocks.button("See the record", REQUEST_WHY, str(told.request.number))),
        ),
    )
