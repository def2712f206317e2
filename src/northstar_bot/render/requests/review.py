"""“What we said, what we did” on one screen: the counts as sentences, then one row for each input."""

from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.requests.review import Movement, Review, ReviewRow
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.numbers.line_words import amount
from northstar_bot.render.words import count, escape, month_name, plain, within

_PREVIEW = "PREVIEW, only you see this."
_HEADS = ("Input", "Yes", "No", "Shipped", "How it moved")
_HOW = (
    "Yes and no: the last verdict of the month on each request. How it moved: weeks outside what is normal for the"
    " input itself, and its mean over four weeks beside the four before; that does not say why."
)
_LONGEST = 60
# A table has room for so many rows; more inputs than this nobody steers by.
_ROWS = 40


def review(post: Review) -> Message:
    """Said first, done next, then both beside the movement of each input."""
    title = f"What we said, what we did: {month_name(post.month)}{' so far' if post.so_far else ''}"
    if post.is_empty:
        return _empty(post, title)
    said, done, how = _said(post), _done(post), _decided(post)
    rows = post.rows[:_ROWS]
    table = blocks.table([_HEADS, *(_cells(row) for row in rows)], numeric=(1, 2, 3))
    shown: list[Block] = [
        *([blocks.context(f"*{_PREVIEW}*")] if post.preview else []),
        blocks.header(title),
        blocks.rich(blocks.paragraph(*_told("We said: ", f"{said}\n"), *_told("We did: ", done))),
        table,
        *([blocks.section_plain(" ".join(how))] if how else []),
        blocks.context_plain(_HOW),
    ]
    lines = [
        *([_PREVIEW] if post.preview else []),
        f"{title}.",
        f"We said: {said}",
        f"We did: {done}",
        *map(escape, how),
    ]
    return Message("\n".join([*lines, *(_line(row) for row in rows)]), tuple(shown))


def moved_words(movement: Movement | None) -> str:
    """How an input's weeks stood, never why: `normal in all 4 weeks`, `above normal in 2 of 4 weeks`."""
    if movement is None:
        return "–"
    if not movement.weeks:
        return "no complete week"
    if not movement.judged:
        return "too few weeks to say"
    total = count("week", len(movement.weeks))
    sides = [
        f"{word} normal in {number} of {total}"
        for word, side in (("above", Direction.UP), ("below", Direction.DOWN))
        if (number := movement.signals(side))
    ]
    return ", ".join(sides) or f"normal in {'all ' if len(movement.weeks) > 1 else ''}{total}"


def _empty(post: Review, title: str) -> Message:
    said = "Nothing was decided and nothing was shipped, so nothing would be posted."
    marks = [blocks.context(f"*{_PREVIEW}*")] if post.preview else []
    return Message(f"{title}. {said}", (*marks, blocks.header(title), blocks.section_plain(said)))


def _said(post: Review) -> str:
    return f"{post.accepted:,} yes, {post.declined:,} no, {post.parked:,} parked."


def _done(post: Review) -> str:
    without = post.shipped_without_input
    of_none = f", {without:,} of {'it' if post.shipped == 1 else 'them'} for no input" if without else ""
    return f"{count('request', post.shipped)} shipped{of_none}."


def _decided(post: Review) -> list[str]:
    """How it was decided: without an owner, how fast, and what was exempt."""
    pace, found = post.pace, []
    if pace.decided:
        found.append(
            f"Decided without an owner: {pace.without_owner:,} of {count('first verdict', pace.decided)}."
        )
    if pace.median is not None:
        which = "It" if pace.decided == 1 else "Half of them"
        found.append(f"{which} came within {within(pace.median)}.")
    if post.exempt.decided:
        found.append(_exempt(post))
    return found


def _exempt(post: Review) -> str:
    share = post.exempt
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in post.obligations.items())
    said = f"Decided by an obligation, not by the star: {share.exempt:,} of {share.decided:,}"
    return f"{said} ({share.percent}%: {kinds})." if share.exempt else f"{said}."


def _cells(row: ReviewRow) -> tuple[str, ...]:
    return (_name(row), f"{row.accepted:,}", f"{row.declined:,}", f"{row.shipped:,}", _moved(row))


def _moved(row: ReviewRow) -> str:
    """How its weeks stood, and its mean beside the one before."""
    last = row.movement.last if row.movement else None
    words = moved_words(row.movement)
    if last is None or last.mean4 is None:
        return words
    before = f", {amount(last.metric, last.mean4_before)} before" if last.mean4_before is not None else ""
    return f"{words}; mean {amount(last.metric, last.mean4, unit=True)}{before}"


def _told(label: str, words: str) -> list[Block]:
    return [blocks.words(label, bold=True), blocks.words(words)]


def _line(row: ReviewRow) -> str:
    told = f"{row.accepted:,} yes, {row.declined:,} no, {row.shipped:,} shipped"
    moved = f"; {_moved(row)}" if row.movement else ""
    return escape(f"• {_name(row)}: {told}{moved}")


def _name(row: ReviewRow) -> str:
    return plain(row.name, _LONGEST)
