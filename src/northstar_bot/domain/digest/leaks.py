"""Whether this week's growth has a leak: the recent weeks of star, breadth and guardrails held beside each other."""

from collections.abc import Mapping

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Direction, Kind, Metric
from northstar_bot.domain.digest.line import Known, judged_weeks
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.leaks import WEEKS, Leak, Recent, counts_people, leak_of, went
from northstar_bot.domain.numbers.process_behaviour import Basis
from northstar_bot.domain.numbers.readings import Series


def leaks_of(
    company: Company, star: Metric, series: Mapping[MetricKey, Series], past: Known, week: Week
) -> tuple[Leak, ...]:
    """Every guardrail that left normal while the star went where it should; none when it did not."""
    guardrails, basis = company.of_kind(Kind.GUARDRAIL), Basis(company.limits, centre=company.centre)

    def recent(metric: Metric) -> Recent:
        read = series.get(metric.key) or Series(metric)
        known = past.get(metric.key, {})
        judged = judged_weeks(read, known, week, WEEKS, basis)
        # A number that may still change shows no leak.
        final = {at: said for at, said in judged.items() if not read.readings[at].provisional}
        return Recent(metric, week, known, final)

    if not guardrails or not went(recent(star), star.direction):
        return ()
    people = (metric for metric in (star, *company.of_kind(Kind.INPUT)) if counts_people(metric))
    wave = any(went(recent(metric), Direction.UP) for metric in people)
    found = (leak_of(recent(metric), wave=wave) for metric in guardrails)
    return tuple(leak for leak in found if leak)
