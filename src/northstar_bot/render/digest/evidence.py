"""Lead evidence in sentences: what moves first, by how much, how sure, and that it is no proof of cause."""

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.numbers.lead_evidence import FEWEST, Evidence, Finding, LeadReport, Peak, Told
from northstar_bot.render import blocks
from northstar_bot.render.digest.words import marked
from northstar_bot.render.message import Message
from northstar_bot.render.numbers.line_words import name_of, several
from northstar_bot.render.passage import Parts, Passage, drawn, told
from northstar_bot.render.words import count, escape, moment, number, signed

MOST = 20
_NO_PROOF = "Moving first is not proof of cause. A season that both share can look like a lead."


def evidence_message(report: LeadReport) -> Message:
    """One sentence for each input."""
    heading = f"What moves before {name_of(report.star)}"
    if not report.inputs:
        sentence = "There is no input yet whose weeks could be held against the star."
        return Message(sentence, (blocks.section_plain(sentence),))
    lines = [_line(metric, said) for metric, said in report.inputs[:MOST]]
    rest = len(report.inputs) - len(lines)
    lines += [[blocks.words(f"and {count('more input', rest)}; ask for one by name")]] if rest else []
    passage = Passage(tuple(lines), heading, listed=True)
    notes = _notes(report)
    text = "\n".join([told(passage, marked, aloud=True), *map(escape, notes)])
    return Message(text, (drawn(passage), blocks.context_plain(*notes)))


def _line(metric: Metric, said: Told) -> Parts:
    return [blocks.words(name_of(metric), bold=True), blocks.words(f" {_sentence(metric, said)}")]


def _sentence(metric: Metric, said: Told) -> str:
    found, do = said.evidence, "do" if several(metric) else "does"
    match said.finding, found.ahead, found.behind:
        case Finding.LEADS, Peak() as peak, _:
            early = "early sign: " if found.early else ""
            way = "the same" if peak.r > 0 else "the other"
            move = "move" if several(metric) else "moves"
            return (
                f"{early}{move} first, by about {count('week', peak.lag)}, {way} way as the star "
                f"(r {signed(peak.r)}, {_sure(said)}); not proof of cause."
            )
        case Finding.STAR_LEADS, _, Peak() as peak:
            follow = "follow" if several(metric) else "follows"
            return (
                f"{follow} the star by about {count('week', peak.lag)} (p {number(peak.p)}, "
                f"{count('week', found.weeks)}), so no lead is claimed."
            )
        case Finding.NOTHING, _, _:
            return (
                f"{do} not show a lead: nothing beyond chance up to {count('week', found.most_lags)} ahead "
                f"({_sure(said)})."
            )
        case Finding.FLAT, _, _:
            return f"{do} not vary enough beside the star to be tested ({count('week', found.weeks)})."
    return f"{'need' if several(metric) else 'needs'} {_history(found)}."


def _history(found: Evidence) -> str:
    weeks = f"{found.weeks} of {FEWEST} known, without a gap, for the star as well"
    return f"{count('more week', found.more_needed)} before anything can be said ({weeks})"


def _sure(said: Told) -> str:
    return f"p {number(said.p or 0)}, {count('week', said.evidence.weeks)}"


def _notes(report: LeadReport) -> list[str]:
    """What the sentences do not say, and when they were found."""
    days = sorted(said.evidence.tested_at for _, said in report.inputs if said.evidence.tested_at)
    if not days:
        return [_NO_PROOF]
    when = f"Tested {moment(days[-1], report.zone)}; again next quarter at the earliest."
    return [
        _NO_PROOF,
        f"p is how often chance alone does as well, corrected for the number of inputs. {when}",
    ]
