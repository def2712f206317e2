"""What happened in a span of weeks, read for a digest or a deck: shipped requests and notes, in names."""

from collections.abc import Sequence
from datetime import time

from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.domain.numbers.happened import Happened, Noted, ShippedItem
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.shipped import Moved, Shipment
from northstar_bot.services.ports.store import Store
from northstar_bot.services.requests.shipping import input_name, squad_name

# More marks than this no chart could show.
_MOST = 60


async def happened_in(store: Store, company: Company, first: Week, last: Week) -> Happened:
    """What happened from `first` to `last`; the counts are those of `last`."""
    workspace = company.workspace
    shipped = await store.shipments.public_between(workspace, first.start, last.end, _MOST)
    public, private = await store.shipments.counts(workspace, last.start, last.end)
    notes = await store.annotations.between(workspace, first, last)
    answers = await store.shipments.answers(workspace, [made.request for _, made in shipped])
    since, until = (instant_of(each.start, time(0), company.zone) for each in (last, last.next))
    looked_back = await store.shipments.looked_back(workspace, since, until, _MOST)
    return Happened(
        shipped=tuple(_item(company, *each, answers.get(each[1].request)) for each in shipped),
        looked_back=tuple(_item(company, *each) for each in looked_back),
        notes=tuple(await named(store, company, notes[-_MOST:])),
        public=public,
        private=private,
    )


async def named(store: Store, company: Company, notes: Sequence[Annotation]) -> list[Noted]:
    """Notes with the names of their metrics and authors, newest week first."""
    known = await store.people.known(company.workspace, {note.author for note in notes})
    metrics = {metric.key: metric.name for metric in company.metrics}
    if company.star:
        metrics.setdefault(company.star.metric, company.star.name)
    return [
        Noted(
            note,
            metrics.get(note.metric, note.metric),
            known[note.author].name if note.author in known else note.author,
        )
        for note in reversed(notes)
    ]


def _item(company: Company, request: Request, made: Shipment, answer: Moved | None) -> ShippedItem:
    return ShippedItem(
        number=request.number,
        title=request.title,
        day=made.shipped_on,
        input_name=input_name(company, made.input),
        squad_name=squad_name(company, made.squad),
        changed=made.changed,
        week_start=company.week_start,
        answer=answer.value if answer else "",
    )
