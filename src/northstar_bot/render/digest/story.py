"""The order of a digest, the same every week: passages that become blocks and lines of text."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import dropwhile
from zoneinfo import ZoneInfo

from northstar_bot.domain.counts import COVERED_DAYS
from northstar_bot.domain.digest.digest import EXECUTIVES, WHOLE, Digest, Renewal
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.digest.asked import asked_passages
from northstar_bot.render.digest.words import beside, headline, quiet
from northstar_bot.render.numbers.baselines import anew_words
from northstar_bot.render.numbers.happened import happened_passages, marks_line
from northstar_bot.render.numbers.leak_words import leak_parts, leaks_to_tell
from northstar_bot.render.numbers.line_words import (
    amount,
    judged_words,
    name_of,
    now_words,
    owner_words,
    row_change,
)
from northstar_bot.render.numbers.pace_words import pace_passage
from northstar_bot.render.numbers.split_words import gap_parts, split_parts
from northstar_bot.render.passage import Parts, Passage
from northstar_bot.render.words import count, moment, plain, sparkline, week_name, weekday

ROWS = 10
SPARK = 12
PACES = 3
RENEWED = {
    Renewal.EDITED: "it replaces what stood here",
    Renewal.REPLACES: "it replaces the digest of this week that was posted before",
}
RESTATED = 3
# Weeks for which a new beginning is mentioned.
_SAID_FOR = 4
_LONGEST_VISION = 300


def title(digest: Digest) -> str:
    """`On-time units · week 16 (13–19 Apr 1998)`."""
    return f"{name_of(digest.star.metric)} · {week_name(digest.week)}"


def marks(digest: Digest) -> list[str]:
    """What stands above the fact: whether it is a preview or late, the vision, how fresh the data is."""
    found = ["PREVIEW: only you see this, nothing was posted"] if digest.preview else []
    if digest.renewal and digest.read_at:
        found.append(f"Renewed {moment(digest.read_at, digest.zone)}: {RENEWED[digest.renewal]}")
    if digest.late and digest.due_at:
        found.append(f"Late: was due {moment(digest.due_at, digest.zone)}")
    vision = plain(digest.vision, _LONGEST_VISION).strip()
    found += [vision] if vision else []
    reached = digest.star.known_through
    # Told afterwards, of whatever year: then there is no year that would go without saying.
    read = digest.read_at.astimezone(ZoneInfo(digest.zone)).date() if digest.read_at else date.min
    fresh = [f"data to {weekday(reached, read)}"] if reached else []
    fresh += [f"read {moment(digest.read_at, digest.zone)}"] if digest.read_at else []
    fresh += ["told afterwards, with every correction since"] if digest.afterwards else []
    joined = " · ".join(fresh)
    return [*found, joined[:1].upper() + joined[1:]] if joined else found


def passages(digest: Digest, rows: int = ROWS) -> list[Passage]:
    """Everything between the marks and the small print; guardrails come forward when one has left normal."""
    guardrails, turned = [*_guardrails(digest, rows), *_leaks(digest)], digest.alarms or digest.leaking
    found = [_fact(digest), *(guardrails if turned else ())]
    parts = _moved(digest) if digest.audience == WHOLE else []
    found += [_overall(digest, digest.overall)] if digest.overall else []
    found += [Passage((parts,))] if parts else []
    found += [_inputs(digest, rows)] if digest.inputs or digest.audience == EXECUTIVES else []
    found += [] if turned else guardrails
    found += asked_passages(digest)
    found += [pace_passage(digest, PACES if rows == ROWS else rows)] if digest.paces else []
    return [*found, *happened_passages(digest, everything=rows != ROWS), *_counters(digest)]


def small_print(digest: Digest) -> list[str]:
    """What may still change, what was restated, and when the next digest comes."""
    found = marks_line(digest)
    found += ["* may still change"] if any(line.provisional for line in digest.lines) else []
    own = [
        f"{name_of(line.metric)} restated: was {amount(line.metric, line.restated_from)}, "
        f"now {amount(line.metric, line.value)}"
        for line in digest.lines
        if line.restated_from is not None
    ]
    found += own[:RESTATED]
    found += [f"{count('more number', len(own) - RESTATED)} restated"] if len(own) > RESTATED else []
    found += [
        f"{name_of(one.metric)}, {one.week.label} restated: was {amount(one.metric, one.was)}, "
        f"now {amount(one.metric, one.now)}"
        for one in digest.restatements[:RESTATED]
    ]
    found += [
        anew_words(name_of(line.metric), line.anew)
        for line in digest.lines
        if line.anew and digest.week < line.anew.since.plus(_SAID_FOR)
    ]
    rest = len(digest.restatements) - RESTATED
    found += [f"{count('more week', rest)} restated"] if rest > 0 else []
    return [*found, *([f"Next digest {moment(digest.next_at, digest.zone)}"] if digest.next_at else [])]


def _fact(digest: Digest) -> Passage:
    lines = [headline(digest)]
    if digest.quiet:
        lines.append([blocks.words(quiet(digest))])
    if digest.withheld is None and beside(digest):
        lines.append([blocks.words(beside(digest))])
    values = list(
        dropwhile(lambda value: value is None, (value for _, value in digest.star.history[-SPARK:]))
    )
    return Passage(tuple(lines), drawing=sparkline(values) if len(values) > 1 else "")


def _moved(digest: Digest) -> Parts:
    """Where the change came from; of a quiet week only what its inputs do not explain."""
    return gap_parts(digest) if digest.quiet else split_parts(digest)


def _inputs(digest: Digest, rows: int) -> Passage:
    if not digest.inputs:
        calm = "none has left its normal range this week."
        return Passage(([blocks.words("Inputs: ", bold=True), blocks.words(calm)],))
    shown = _chosen(digest.inputs, rows)
    lines = [row(line, digest.names) for line in shown]
    rest = len(digest.inputs) - len(shown)
    lines += [[blocks.words(f"and {rest} more, in the full table")]] if rest else []
    heading = "Inputs that left normal" if digest.audience == EXECUTIVES else "Inputs"
    return Passage(tuple(lines), heading, listed=True)


def _overall(digest: Digest, star: MetricLine) -> Passage:
    """What the input is, and the star on one line."""
    counted = digest.star.metric.definition.strip()
    told = [[blocks.words("What counts: ", bold=True), blocks.words(plain(counted, _LONGEST_VISION))]]
    lines = [*(told if counted else []), [blocks.words("North Star: "), *row(star, digest.names)]]
    return Passage(tuple(lines))


def _guardrails(digest: Digest, rows: int) -> list[Passage]:
    if not digest.guardrails:
        missing = "none yet, so nothing would show harm done on the way up. Add one in /northstar settings."
        return [Passage(([blocks.words("Guardrails: ", bold=True), blocks.words(missing)],))]
    shown = _chosen(digest.guardrails, rows)
    lines = [row(line, digest.names) for line in shown]
    rest = len(digest.guardrails) - len(shown)
    lines += [[blocks.words(f"and {rest} more, in the full table")]] if rest else []
    return [Passage(tuple(lines), "Guardrails", listed=True)]


def _leaks(digest: Digest) -> list[Passage]:
    leaking = leaks_to_tell(digest)
    return [Passage((leak_parts(digest, leaking),))] if leaking else []


def _chosen(lines: Sequence[MetricLine], rows: int) -> list[MetricLine]:
    """At most `rows`, signals and missing numbers before the rest, in the order they are always in."""
    if len(lines) <= rows:
        return list(lines)
    ranked = sorted(range(len(lines)), key=lambda at: (not lines[at].signal, not lines[at].stale, at))
    return [lines[at] for at in sorted(ranked[:rows])]


def row(line: MetricLine, names: Mapping[PersonId, str]) -> Parts:
    """`Active customers 16 (−5.9%): above normal (7.5–15.6) · Ana`."""
    moved = f" ({row_change(line)})" if row_change(line) else ""
    value = f" {now_words(line)}{moved}" if line.value is not None else ""
    owner = owner_words(line, names)
    return [
        blocks.words(name_of(line.metric), bold=True),
        blocks.words(f"{value}: "),
        blocks.words(judged_words(line), bold=line.signal),
        *([blocks.words(f" · {owner}")] if owner else []),
    ]


def _counters(digest: Digest) -> list[Passage]:
    asked, thanks, covered = digest.requests, digest.shoutouts, _covered(digest)
    answers = {"accepted": asked.accepted, "declined": asked.declined, "parked": asked.parked}
    said = [f"{count('request', asked.asked)} asked{_for_inputs(digest)}"] if asked.asked else []
    said += [f"{number:,} {answer}" for answer, number in answers.items() if number]
    if thanks.given:
        said.append(f"{count('shout-out', thanks.given)} to {count('person', thanks.people_thanked)}")
        said += [f"{thanks.cross_team:,} across teams{_on_inputs(digest)}"] if thanks.cross_team else []
    line = [blocks.words("This week: ", bold=True), blocks.words(f"{', '.join(said)}.")] if said else []
    line += [blocks.words(f" {covered}" if said else covered)] if covered else []
    return [Passage((line,))] if line else []


def _covered(digest: Digest) -> str:
    """How many teams another one thanked; which ones were not is nobody's to read here."""
    if digest.covered is None:
        return ""
    many, teams = digest.covered.thanked, count("team", digest.covered.teams)
    were = "was" if many == 1 else "were"
    return f"{many:,} of {teams} {were} thanked by another team in the last {COVERED_DAYS} days."


def _for_inputs(digest: Digest) -> str:
    """` (3 for Depth, 2 for no input)`: for which inputs requests were asked; of one input they all are."""
    asked = digest.requests
    if digest.overall:
        return ""
    names = {line.metric.key: name_of(line.metric) for line in digest.lines}
    told = [f"{asked.by_input[key]:,} for {name}" for key, name in names.items() if asked.by_input.get(key)]
    gone = sum(number for key, number in asked.by_input.items() if key not in names)
    none = asked.asked - sum(asked.by_input.values())
    told += [f"{gone:,} for what is no input now"] if gone else []
    told += [f"{none:,} for no input"] if none else []
    return f" ({', '.join(told)})"


def _on_inputs(digest: Digest) -> str:
    """` (2 on Depth, 1 on Breadth)`: thanks across teams that were for an input, in the order of the inputs."""
    found = digest.shoutouts.by_input
    names = {line.metric.key: name_of(line.metric) for line in digest.lines if line.metric.key in found}
    told = [f"{found[key]:,} on {name}" for key, name in names.items()]
    return f" ({', '.join(told)})" if told else ""
