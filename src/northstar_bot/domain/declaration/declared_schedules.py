"""What can be wrong with the scheduled posts of a declaration."""

import re
from collections.abc import Iterator

from northstar_bot.domain.calendar.days_off import MOST_DAYS
from northstar_bot.domain.calendar.schedules import LAST, Cadence, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.declared_fields import Problem, bad_channel, bad_people, bad_zone, nearest
from northstar_bot.domain.declaration.post_kinds import RULES, ledger_kind

_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,4})?")
_NTH = range(LAST, 5)


def bad_days_off(company: Company) -> Iterator[Problem]:
    """A country that is not written as one, or too many days."""
    if company.country and not _COUNTRY.fullmatch(company.country):
        sentence = f"“{company.country[:40]}” is not how a country is written."
        yield Problem(
            "workspace.country", sentence, "Write its two letters, such as DE, or a part of it: DE-BY."
        )
    if len(company.skip) > MOST_DAYS:
        sentence = f"{len(company.skip)} days are skipped."
        yield Problem("workspace.skip", sentence, f"At most {MOST_DAYS} can be.")


def bad_schedules(company: Company) -> Iterator[Problem]:
    """Each schedule's own mistakes, and two that would post the same to one channel."""
    taken: dict[tuple[str, str], str] = {}
    for schedule in company.schedules:
        path, post = f"schedules.{schedule.key}", (ledger_kind(schedule), schedule.channel)
        yield from bad_channel(f"{path}.channel", schedule.channel)
        yield from bad_zone(f"{path}.zone", schedule.zone)
        yield from _days(path, schedule)
        yield from _asked(path, company, schedule)
        yield from bad_people(f"{path}.owner", (schedule.owner,) if schedule.owner else ())
        if (first := taken.get(post)) is not None:
            yield Problem(
                f"{path}.channel",
                f"The schedule “{first}” already posts the {post[0]} to this channel.",
                "Remove one of the two, or choose another channel.",
            )
        taken.setdefault(post, schedule.key)


def _days(path: str, schedule: Schedule) -> Iterator[Problem]:
    if schedule.weekday not in range(7):
        yield Problem(f"{path}.weekday", f"{schedule.weekday} is not a weekday.", "Write monday to sunday.")
    if schedule.cadence is Cadence.DAILY and not set(schedule.weekdays):
        yield Problem(f"{path}.weekdays", "A daily post has no day.", "Name at least one weekday.")
    if not set(schedule.weekdays) <= set(range(7)):
        yield Problem(f"{path}.weekdays", "Not all of these are weekdays.", "Write monday to sunday.")
    if schedule.nth not in _NTH:
        hint = "Write 1 to 4, last, or first working day."
        yield Problem(f"{path}.nth", f"{schedule.nth} is not a place within a month.", hint)
    if len(schedule.skip) > MOST_DAYS:
        sentence = f"{len(schedule.skip)} days are skipped."
        yield Problem(f"{path}.skip", sentence, f"At most {MOST_DAYS} can be.")
    cadences = RULES[schedule.kind].cadences
    if schedule.cadence not in cadences:
        yield Problem(
            f"{path}.cadence",
            f"The {schedule.kind} cannot come {schedule.cadence}.",
            f"It comes {' or '.join(cadences)}.",
        )


def _asked(path: str, company: Company, schedule: Schedule) -> Iterator[Problem]:
    """Options that the kind does not have, and choices that there are not."""
    rules = RULES[schedule.kind]
    for name, value in schedule.options.items():
        if name != rules.option:
            hint = f"It has {rules.option}." if rules.option else "It has none."
            yield Problem(f"{path}.options", f"The {schedule.kind} has no option “{name[:40]}”.", hint)
        elif value not in (choices := rules.choices(company)):
            sentence = f"“{value[:40]}” is not what the {name} of a {schedule.kind} can be."
            yield Problem(f"{path}.options", sentence, nearest(value, choices))
    if rules.apart and rules.option not in schedule.options:
        sentence = f"The {rules.option} of this {schedule.kind} is not said."
        yield Problem(f"{path}.options", sentence, f"Choose {' or '.join(rules.choices(company))}.")
