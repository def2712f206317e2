"""Scheduled posts in words: what is posted, how often, and on which day."""

from northstar_bot.domain.calendar.schedules import (
    FIRST_WORKING_DAY,
    LAST,
    WORKDAYS,
    Cadence,
    PostKind,
    Schedule,
)
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.post_kinds import RULES, chosen
from northstar_bot.domain.declaration.rituals import Ritual
from northstar_bot.domain.declaration.schedule_form import value_of
from northstar_bot.domain.digest.digest import EXECUTIVES, WHOLE

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CADENCES = {Cadence.WEEKLY: "Every week", Cadence.DAILY: "Every day", Cadence.MONTHLY: "Every month"}
PLACES = {
    FIRST_WORKING_DAY: "First working day",
    1: "First",
    2: "Second",
    3: "Third",
    4: "Fourth",
    LAST: "Last",
}
KICKOFFS = {
    Ritual.REVIEW: "sprint review",
    Ritual.PLANNING: "sprint planning",
    Ritual.ROADMAP: "roadmap",
    Ritual.DISCOVERY: "discovery",
}
POSTS = {
    PostKind.DIGEST: "Digest: what moved",
    PostKind.ROUNDUP: "Roundup: who was thanked",
    PostKind.REVIEW: "Review: what we said, what we did",
    PostKind.SPOTLIGHT: "Spotlight: one team after the other",
}


def posts(company: Company) -> dict[str, str]:
    """Every post that can be scheduled here, by the value of the form's choice."""
    return {
        value_of(kind, about): about_words(company, kind, about)
        for kind, rules in RULES.items()
        for about in (rules.choices(company) or ("",))
    }


def about_words(company: Company, kind: PostKind, about: str) -> str:
    """What one post is and what it is about."""
    if kind is PostKind.KICKOFF:
        return f"Kick-off: {KICKOFFS[Ritual(about)]}"
    if kind is PostKind.DIGEST and about not in {"", WHOLE}:
        return _digest_words(company, about)
    return POSTS[kind]


def _digest_words(company: Company, about: str) -> str:
    if about == EXECUTIVES:
        return "Digest for executives: star, pace, guardrails, signals"
    chosen = company.metric(about)
    return f"Digest of one input: {chosen.name if chosen else about}"


def schedule_name(company: Company, schedule: Schedule) -> str:
    """One line: what, when, and its key."""
    what = about_words(company, schedule.kind, chosen(schedule))
    what = what if chosen(schedule) else what.partition(":")[0]
    return f"{what} {when_words(schedule)} ({schedule.key})"


def when_words(schedule: Schedule) -> str:
    """On which days, at which time."""
    return f"{_days(schedule)} at {schedule.at:%H:%M}"


def _days(schedule: Schedule) -> str:
    match schedule.cadence:
        case Cadence.WEEKLY:
            return f"on {WEEKDAYS[schedule.weekday]}s"
        case Cadence.DAILY:
            days = sorted(set(schedule.weekdays))
            named = (
                "Monday to Friday"
                if tuple(days) == WORKDAYS
                else ", ".join(f"{WEEKDAYS[day]}s" for day in days)
            )
            return f"on {named}"
        case Cadence.MONTHLY:
            place = PLACES[schedule.nth].lower()
            day = "" if schedule.nth == FIRST_WORKING_DAY else f" {WEEKDAYS[schedule.weekday]}"
            return f"on the {place}{day} of the month"
