"""What can be asked of each kind of scheduled post: how often it may come, and whom or what it may be about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.rituals import Ritual
from northstar_bot.domain.digest.audience import audiences

_WEEKLY = (Cadence.WEEKLY,)


def _nothing(company: Company) -> tuple[str, ...]:
    del company
    return ()


@dataclass(frozen=True, slots=True)
class PostRules:
    """`option` names the one thing that may be chosen, `choices` what it may be, the usual one first.

    `apart`: each choice is a post of its own, so that several may go to one channel.
    """

    cadences: tuple[Cadence, ...]
    option: str = ""
    choices: Callable[[Company], tuple[str, ...]] = _nothing
    apart: bool = False


# One member of PostKind, one entry here, a composer in bootstrap/joining.py, words in
# render/company/schedule_words.py.
RULES: Mapping[PostKind, PostRules] = {
    PostKind.DIGEST: PostRules(_WEEKLY, "audience", audiences),
    PostKind.ROUNDUP: PostRules((Cadence.WEEKLY, Cadence.DAILY)),
    PostKind.REVIEW: PostRules((Cadence.MONTHLY,)),
    PostKind.SPOTLIGHT: PostRules((Cadence.WEEKLY, Cadence.MONTHLY)),
    PostKind.KICKOFF: PostRules(tuple(Cadence), "ritual", lambda _: tuple(Ritual), apart=True),
}


def chosen(schedule: Schedule) -> str:
    """What its option says; empty for the usual."""
    return schedule.options.get(RULES[schedule.kind].option, "")


def ledger_kind(schedule: Schedule) -> str:
    """The kind of its rows in the ledger, whose first word finds the composer."""
    rules = RULES[schedule.kind]
    return f"{schedule.kind.value} {chosen(schedule)}".rstrip() if rules.apart else schedule.kind.value
