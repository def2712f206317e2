"""The history of the star: each version, when it was ours, why it came, and how much was decided under it."""

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.star.history import Chapter, StarHistory
from northstar_bot.render import blocks
from northstar_bot.render.digest.words import marked
from northstar_bot.render.message import Message
from northstar_bot.render.passage import Passage, drawn, told
from northstar_bot.render.words import count, day, escape, plain

_HEADING = "The history of our North Star"
_LONGEST, _LONGEST_NAME = 300, 150


def history_message(history: StarHistory) -> Message:
    """Newest first; a star that was never replaced is told in one line."""
    newest, *before = history.chapters
    if not before:
        sentence = _only(newest)
        return Message(escape(sentence), (blocks.section_plain(sentence),))
    passages = [_passage(chapter) for chapter in history.chapters]
    rest = [f"{count('older version', history.older)} not shown here."] if history.older else []
    shown = [blocks.header(_HEADING), *(drawn(passage) for passage in passages)]
    shown += [blocks.context_plain(*rest)] if rest else []
    said = [f"{_HEADING}:", *(told(passage, marked, aloud=True) for passage in passages), *rest]
    return Message("\n".join(said), tuple(shown))


def _only(chapter: Chapter) -> str:
    star = chapter.star
    since = f" since {day(star.since)}" if star.since else ""
    decided = count("verdict was", chapter.verdicts, "verdicts were")
    return f"{_called(star)} is our first North Star,{since or ' so far'}. {decided} given under it."


def _passage(chapter: Chapter) -> Passage:
    star = chapter.star
    vision, why = (plain(text, _LONGEST).strip() for text in (star.vision, star.why))
    lines = [vision, f"Why: {why}" if why else "", f"{_span(star)} · {count('verdict', chapter.verdicts)}"]
    kept = tuple([blocks.words(line)] for line in lines if line)
    return Passage(kept, f"Version {star.version}: {_called(star)}")


def _span(star: Star) -> str:
    """`5 Jan 2026 to 23 Nov 2026`, `since 23 Nov 2026`; a day that is not known is left out."""
    if star.until is None:
        return f"since {day(star.since)}, our star today" if star.since else "our star today"
    return f"{day(star.since)} to {day(star.until)}" if star.since else f"until {day(star.until)}"


def _called(star: Star) -> str:
    return plain(star.name, _LONGEST_NAME).strip() or star.metric
