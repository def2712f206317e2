"""What one squad works on: its input, what it is, what was promised for it, and the star on one line."""

from northstar_bot.domain.company.company import Company, Kind, Squad
from northstar_bot.domain.declaration.rituals import Pick, SquadCard, SquadPart
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.requests.views import RequestPage
from northstar_bot.render import blocks
from northstar_bot.render.digest.story import row
from northstar_bot.render.digest.words import marked
from northstar_bot.render.ids import SQUAD_PICK
from northstar_bot.render.message import Message
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.passage import Parts, Passage, drawn, told
from northstar_bot.render.words import day, escape, plain

_MOST_SQUADS = 6
_MOST_PROMISED = 5
_MOST_INPUTS = 100
_LONGEST = 300


def card(found: SquadCard) -> Message:
    """One passage for the star, and two for each squad."""
    digest = found.star.digest
    heading = " and ".join(part.squad.name for part in found.squads[:_MOST_SQUADS])
    passages = [Passage(([blocks.words("North Star: "), *row(digest.star, digest.names)],))]
    for part in found.squads[:_MOST_SQUADS]:
        passages += _squad(found, part)
    rest = len(found.squads) - _MOST_SQUADS
    more = [f"and {rest} more squads; name one: /northstar squad card growth"] if rest > 0 else []
    shown = [blocks.header(plain(heading, 150)), *map(drawn, passages)]
    shown += [blocks.context_plain(line) for line in more]
    said = [escape(heading), *(told(each, marked, aloud=True) for each in passages), *map(escape, more)]
    return Message("\n".join(said), tuple(shown))


def choices(company: Company, squad: Squad) -> Message:
    """A menu of the inputs the squad may pick."""
    inputs = company.of_kind(Kind.INPUT)[:_MOST_INPUTS]
    if not inputs:
        sentence = "No inputs are declared yet. An owner can add them in /northstar settings."
        return Message(sentence, (blocks.section_plain(sentence),))
    question = f"{plain(squad.name, 100)}: which one input do you move this sprint?"
    options = [blocks.option(plain(metric.name, 75), f"{metric.key} {squad.key}") for metric in inputs]
    menu = blocks.select_field(options, placeholder="Choose an input") | {"action_id": SQUAD_PICK}
    listed = ", ".join(metric.name for metric in inputs)
    return Message(
        escape(f"{question} {listed}. Type /northstar squad pick and its key."),
        (blocks.section_plain(question, menu),),
    )


def picked(company: Company, pick: Pick, before: Pick | None) -> Message:
    """What the squad works on from now, and what it worked on before."""
    squad, metric = company.squad(pick.squad), company.metric(pick.metric)
    who = plain(squad.name if squad else pick.squad, 100)
    what = plain(metric.name if metric else pick.metric, 100)
    if before is pick:
        return _said(f"{who} works on {what} already, since {day(pick.since)}.")
    old = company.metric(before.metric) if before else None
    past = f" Before: {plain(old.name, 100)}, since {day(before.since)}." if before and old else ""
    owner = company.squad(metric.squad or "") if metric else None
    other = f" {plain(owner.name, 100)} owns it: talk to each other." if owner and owner is not squad else ""
    return _said(f"{who} works on {what} from {day(pick.since)}.{past}{other}")


def _said(sentence: str) -> Message:
    return Message(escape(sentence), (blocks.section_plain(sentence),))


def _squad(found: SquadCard, part: SquadPart) -> list[Passage]:
    name = plain(part.squad.name, 100)
    if not part.inputs:
        missing = "has no input yet. Pick one: /northstar squad pick."
        return [Passage(([blocks.words(name, bold=True), blocks.words(f" {missing}")],))]
    since = f", picked {day(part.pick.since)}" if part.pick else ""
    title = f"{name} moves" + since if len(found.squads) > 1 else f"Our input{since}"
    passages = []
    for line in part.inputs:
        lines = [row(line, found.star.digest.names), *_what_counts(line)]
        passages.append(Passage(tuple(lines), title))
        if page := part.promised.get(line.metric.key):
            passages.append(_promised(line, page))
    return passages


def _what_counts(line: MetricLine) -> list[Parts]:
    told_of = plain(line.metric.definition, _LONGEST).strip()
    return [[blocks.words("What counts: ", italic=True), blocks.words(told_of)]] if told_of else []


def _promised(line: MetricLine, page: RequestPage) -> Passage:
    """Accepted requests of the input that nobody has marked shipped."""
    if not page.items:
        none = f"Nothing is promised for {name_of(line.metric)}."
        return Passage(([blocks.words(none)],), "In flight")
    shown = page.items[:_MOST_PROMISED]
    lines: list[Parts] = [
        [blocks.words(f"#{each.number} {plain(each.request.title, 100) if each.request else 'private'}")]
        for each in shown
    ]
    more = len(page.items) - len(shown)
    if more or page.older:
        lines.append([blocks.words(f"more: /northstar requests accepted input:{line.metric.key}")])
    return Passage(tuple(lines), "In flight", listed=True)
