"""Where the star's change came from, in one line, and what its inputs leave unexplained."""

import math

from northstar_bot.domain.company.company import Mode, Style
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.split import TOLERATED_GAP, Gap, Method
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.words import number, signed

MOST_PARTS = 6
_NEARLY_ALL = 0.8
_UNEXPLAINED = "not explained by the inputs"
_METHODS = {Method.LMDI: "", Method.SHAPLEY: "; Shapley's, because a number is negative"}


def split_parts(digest: Digest) -> list[Block]:
    """`Where the +651 came from: depth +434, ...`; nothing when there is nothing to share out."""
    split = digest.split
    if not any(split.parts.values()):
        return _why_none(digest)
    style = digest.star.metric.style
    largest_first = sorted(split.parts.items(), key=lambda part: -abs(part[1]))
    key, most = largest_first[0]
    total = signed(split.change, style=style)
    if split.change and most / split.change >= _NEARLY_ALL and _small(largest_first[1:], split.change):
        share = f"{signed(most, style=style)} of {total} (split{_level(digest)}).{_gap(digest)}"
        if key == split.residual_key:
            return [
                blocks.words("Nearly all of it is not explained by the inputs: ", bold=True),
                blocks.words(share),
            ]
        title = "Nearly all of it came from one input: "
        return [blocks.words(title, bold=True), blocks.words(f"{_name(digest, key)} {share}")]
    shown = [f"{_name(digest, key)} {signed(part, style=style)}" for key, part in largest_first[:MOST_PARTS]]
    rest = largest_first[MOST_PARTS:]
    if rest:
        shown.append(f"{len(rest)} more together {signed(sum(part for _, part in rest), style=style)}")
    title = f"Where the {total} came from" if split.change else "No change on balance"
    said = f"{', '.join(shown)} (exact split{_level(digest)}{_METHODS[split.method]}).{_gap(digest)}"
    return [blocks.words(f"{title}: ", bold=True), blocks.words(said)]


def segment_words(digest: Digest) -> str:
    """`The same +651 counted for each country of 16: depth +406, …`; empty without segments."""
    split = digest.segmented
    if split is None:
        return ""
    style = digest.star.metric.style
    total = signed(split.change, style=style)
    if not split.parts:
        return f"Not split for {split.level}: {split.note}"
    parts = sorted(split.parts.items(), key=lambda part: -abs(part[1]))
    shown = ", ".join(f"{_name(digest, key)} {signed(part, style=style)}" for key, part in parts[:MOST_PARTS])
    return (
        f"The same {total}, split in {split.level} and added up: {shown}. Another question than the total's."
    )


def _level(digest: Digest) -> str:
    """` of the total; …`: the level that was split; another one gives other parts."""
    apart = digest.segmented
    if apart is None:
        return " of the total"
    if not apart.parts:
        return f" of the total; split for {apart.level} is not possible, see the full table"
    return f" of the total; for {apart.level} see the full table"


def _small(parts: list[tuple[str, float]], change: float) -> bool:
    return all(abs(part) <= (1 - _NEARLY_ALL) * abs(change) for _, part in parts)


def _name(digest: Digest, key: str) -> str:
    metric = next((line.metric for line in digest.inputs if line.metric.key == key), None)
    return name_of(metric) if metric else _UNEXPLAINED


def gap_parts(digest: Digest) -> list[Block]:
    """`Not explained by the inputs: the star is 3% above what they multiply to`; nothing while they do."""
    if digest.gap is None:
        return []
    title = f"{_UNEXPLAINED.capitalize()}: "
    return [blocks.words(title, bold=True), blocks.words(f"{gap_words(digest.gap)}.")]


def gap_words(gap: Gap) -> str:
    """`the star is 3% above what its inputs multiply to (last week 2.8% above)`."""
    product = "what its inputs multiply to"
    if gap.before is None:
        return f"the star is {_off(gap.now)} {product}"
    if abs(gap.now) < TOLERATED_GAP:
        return f"last week the star was {_off(gap.before)} {product}; this week they agree"
    before = "they agreed" if abs(gap.before) < TOLERATED_GAP else _off(gap.before)
    return f"the star is {_off(gap.now)} {product} (last week {before})"


def _off(share: float) -> str:
    side = "above" if share > 0 else "below"
    return f"{number(abs(share), style=Style.SHARE)} {side}" if math.isfinite(share) else f"far {side}"


def _gap(digest: Digest) -> str:
    said = gap_words(digest.gap) if digest.gap else ""
    return f" {said[:1].upper()}{said[1:]}." if said else ""


def _why_none(digest: Digest) -> list[Block]:
    known = digest.withheld is None and digest.star.change is not None
    if known and digest.split.mode is not Mode.HYPOTHESIS and digest.split.note and digest.star.change:
        return [blocks.words("Not split: ", bold=True), blocks.words(f"{digest.split.note}{_gap(digest)}")]
    return gap_parts(digest)
