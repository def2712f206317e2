"""The digest as text alone: whole on a terminal, and as what Slack shows where no blocks are drawn."""

from collections.abc import Sequence

from northstar_bot.domain.digest.digest import Digest
from northstar_bot.render.digest.story import marks, passages, small_print, title
from northstar_bot.render.digest.words import marked, spoken
from northstar_bot.render.numbers.split_words import segment_words
from northstar_bot.render.passage import Parts, Passage, told
from northstar_bot.render.words import escape

# Slack recommends 4,000 units and refuses an edit above them.
LONGEST = 3900
_ALL = 1000
_MORE = "… the rest is in the thread"


def text(digest: Digest) -> str:
    """Every row and number, readable in a terminal."""

    def say(parts: Parts) -> str:
        return spoken(parts, digest.names)

    parts = [told(passage, say, aloud=False) for passage in passages(digest, rows=_ALL)]
    head = "\n".join([title(digest), *marks(digest)])
    apart = segment_words(digest)
    return "\n\n".join([head, *parts, *([apart] if apart else []), *_closing(digest)])


def fallback(digest: Digest, story: Sequence[Passage] = ()) -> str:
    """The message's own text in mrkdwn: notifications show its beginning, so the fact comes first."""
    parts = [told(passage, marked, aloud=True) for passage in story or passages(digest)]
    preview = ["PREVIEW"] if digest.preview else []
    notes = [escape(line) for line in [*marks(digest), *_closing(digest)]]
    return _within("\n".join([*preview, escape(title(digest)), *parts, *notes]).split("\n"))


def _closing(digest: Digest) -> list[str]:
    return [" · ".join(small_print(digest))] if small_print(digest) else []


def _within(lines: list[str]) -> str:
    """Whole lines only: half an entity or half a mention would be read wrongly."""
    room = LONGEST - len(_MORE)
    kept: list[str] = []
    for line in lines:
        room -= len(line.encode("utf-16-le")) // 2 + 1
        if room < 0:
            return "\n".join([*kept, _MORE])
        kept.append(line)
    return "\n".join(kept)
