"""The digest's picture: the last weeks of each number over what is normal for it, and all of that in words."""

from northstar_bot.charts.alt_text import line_said
from northstar_bot.charts.png import Panel, panels_png
from northstar_bot.charts.series import fitted
from northstar_bot.domain.deck.deck import WeekValue
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.digest.picture import DigestPicture
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render.digest.story import title
from northstar_bot.render.digest.weeks import WEEKS, pictured, weeks_said
from northstar_bot.render.digest.words import headline, spoken
from northstar_bot.render.numbers.happened import week_label
from northstar_bot.render.numbers.line_words import judged_words, name_of, now_words

# What Slack takes.
_LONGEST_ALT = 1000


def picture(digest: Digest) -> DigestPicture | None:
    """The star on top, then inputs and guardrails; None while the star has no two weeks to draw."""
    drawn = pictured(digest)
    if digest.star not in drawn:
        return None
    data = panels_png([_panel(digest, line) for line in drawn])
    words = f"The last {WEEKS} weeks; the shaded band is what is normal by this week's limits."
    return DigestPicture(f"digest-{digest.week.label}.png", words, _alt(digest, drawn), data)


def _panel(digest: Digest, line: MetricLine) -> Panel:
    return Panel(
        name_of(line.metric),
        line.metric.key.replace("_", " "),
        _said(line),
        [(week_label(week), value) for week, value in line.history[-WEEKS:]],
        line.band[-WEEKS:],
        frozenset(week_label(mark.week) for mark in digest.happened.marks),
        line.metric.style,
    )


def _alt(digest: Digest, drawn: list[MetricLine]) -> str:
    """Whole sentences only, as many as fit: the fact, then each number of this week, then the weeks of each."""
    weeks = [WeekValue(week.label, value) for week, value in digest.star.history[-WEEKS:]]
    star = digest.star
    said = [
        f"{title(digest)}: {spoken(headline(digest), digest.names)}",
        line_said(
            name_of(star.metric), weeks, star.natural_range, star.metric.style, around=star.judgement.around
        ),
        *(f"{name_of(line.metric)} {_said(line)}." for line in drawn[1:]),
        *(f"{weeks_said(line)}." for line in drawn),
    ]
    kept = ""
    for sentence in said:
        longer = f"{kept} {sentence}".strip()
        kept = longer if len(longer) <= _LONGEST_ALT else kept
    return kept or fitted(said[0], _LONGEST_ALT)


def _said(line: MetricLine) -> str:
    return f"{now_words(line)}: {judged_words(line)}" if line.value is not None else judged_words(line)
