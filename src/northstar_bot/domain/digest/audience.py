"""For whom a digest is: everybody, the squad of one input, or executives; the same week, told in the same order."""

from collections.abc import Mapping
from dataclasses import replace

from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.digest.digest import EXECUTIVES, NO_SHOUTOUTS, WHOLE, Digest
from northstar_bot.domain.digest.withholding import held_back, why_withheld
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.happened import Happened
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.readings import Series


def audiences(company: Company) -> tuple[str, ...]:
    """Everybody first, then executives, then each input by its key."""
    return (WHOLE, EXECUTIVES, *(metric.key for metric in company.of_kind(Kind.INPUT)))


def narrowed(digest: Digest, audience: str, series: Mapping[MetricKey, Series], *, over: bool) -> Digest:
    """The digest for `audience`; one whose input is gone is for everybody."""
    if audience == EXECUTIVES:
        return _for_executives(digest)
    chosen = next((line for line in digest.inputs if line.metric.key == audience), None)
    return _of_input(digest, chosen, series, over=over) if chosen else digest


def heard_by(digest: Digest, happened: Happened) -> Happened:
    """Of what happened, what belongs to a narrower digest: notes on its numbers, and what shipped for its input."""
    if digest.audience == WHOLE:
        return happened
    shown = {line.metric.key for line in digest.lines}
    name = digest.star.metric.name if digest.overall else None
    shipped = tuple(item for item in happened.shipped if item.input_name == name)
    return replace(
        happened,
        shipped=shipped,
        notes=tuple(noted for noted in happened.notes if noted.note.metric in shown),
        public=sum(item.week == digest.week for item in shipped),
        private=0,
    )


def _for_executives(digest: Digest) -> Digest:
    """The star, its pace, the guardrails, and only the inputs that left what is normal; nothing is asked of owners."""
    told = replace(
        digest,
        audience=EXECUTIVES,
        inputs=tuple(line for line in digest.inputs if line.signal),
        paces=tuple(pace for pace in digest.paces if pace.metric.key == digest.star.metric.key),
    )
    return _of_its_lines(told)


def _of_input(digest: Digest, line: MetricLine, series: Mapping[MetricKey, Series], *, over: bool) -> Digest:
    """One input in the place of the star, with the star on a line of its own."""
    key = line.metric.key
    withheld = why_withheld(line, (), series, digest.week, over=over)
    told = replace(
        digest,
        audience=key,
        star=held_back(line) if withheld else line,
        overall=digest.star,
        withheld=withheld,
        inputs=(),
        paces=tuple(pace for pace in digest.paces if pace.metric.key == key),
        requests=RequestCounts(asked=digest.requests.by_input.get(key, 0)),
    )
    return _of_its_lines(told)


def _of_its_lines(digest: Digest) -> Digest:
    """Without what is told of other metrics or of all thanks."""
    shown = {line.metric.key for line in digest.lines}
    requests = digest.requests if digest.overall else RequestCounts()
    restated = tuple(one for one in digest.restatements if one.metric.key in shown)
    return replace(digest, restatements=restated, requests=requests, shoutouts=NO_SHOUTOUTS)
