"""A form about one setting: what it showed when it was opened, and which of its fields a problem belongs to."""

import re
from collections.abc import Collection
from hashlib import sha256

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.settings import SEVERAL, Noun, item_of
from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid

GONE = "Somebody removed this in the meantime."
OTHERWISE = "Somebody changed this in the meantime."
AGAIN = "Copy what you typed, close this form and open it again."
# Where a problem is shown whose path names no field of the form.
_USUAL = {Noun.SOURCE: "options", Noun.FORMULA: "factors", Noun.DECIDER: "person"}


def mark_of(company: Company, noun: Noun, key: str | None) -> str:
    """What tells that the thing in a form is still what it was; the same text for the same contents."""
    return sha256(repr(_shown(company, noun, key)).encode()).hexdigest()[:16]


def must_be_unchanged(company: Company, noun: Noun, key: str | None, mark: str) -> None:
    """AlreadyDone when the thing is gone, or is not what the form showed."""
    if key is not None and noun in SEVERAL and item_of(company, noun, key) is None:
        raise AlreadyDone(GONE, AGAIN)
    if mark and mark != mark_of(company, noun, key):
        raise AlreadyDone(OTHERWISE, AGAIN)


def under_field(error: BadInput, noun: Noun, fields: Collection[str]) -> BadInput:
    """The same problem, placed under a field of the form instead of a line of the company file."""
    if isinstance(error, Invalid):
        return error
    steps = [re.sub(r"\[.*", "", step) for step in (error.field or "").split(".")]
    found = next((step for step in reversed(steps) if step in fields), _USUAL.get(noun))
    return Invalid({found: error.words}) if found and found in fields else error


def still_used(error: BadInput, noun: Noun, key: str) -> BadInput:
    """Why something cannot be removed: what is left would lead nowhere."""
    users = " ".join((error.field or "").split(".")[:2]) or "something else"
    return Invalid({"remove": f"The {noun} {key} is still used by {users}. Change that first."})


def _shown(company: Company, noun: Noun, key: str | None) -> object:
    if noun in SEVERAL:
        return item_of(company, noun, key) if key else None
    return {
        Noun.COMPANY: (
            company.name,
            company.zone,
            company.limits,
            company.centre,
            company.country,
            company.skip,
            company.week_start,
            company.second_weighing_every,
            company.look_back_days,
        ),
        Noun.STAR: company.star,
        Noun.FORMULA: company.formula,
        Noun.RECOGNITION: company.recognition,
        Noun.ROLES: (company.owners, company.stewards, company.deciders),
        Noun.MESSAGES: company.quiet,
    }[noun]
