"""A no that explains nothing or blames a team: how to tell it, and the sentence that says what to write instead."""

import re
from collections.abc import Iterable

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.requests import Verdict
from northstar_bot.domain.typed import cleaned

_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    _WORD.findall(
        """
        a afraid again an and answer are at be but can cannot cant declined denied do doing dont
        for i is it just moment nah never no nope not now ok okay please really refused rejected
        simply sorry thank thanks the this to today unfortunately us we will wont would you
        """
    )
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´"))
_LABELS = ("not a priority", "isnt a priority", "no priority", "not a high priority", "not our priority")
_SENTENCE = re.compile(r"[.!?\n]+")
# Functions that every company has, whatever it calls its teams.
_TEAMS = (
    *("sales", "marketing", "engineering", "engineers", "product", "design", "support", "finance", "legal"),
    *("developers", "devs", "management", "customer success", "their team", "your team"),
)
_BLAMES = (
    *("fault", "to blame", "blame", "blames", "messed up", "screwed up", "botched", "dropped the ball"),
    *("should have known", "should know better", "should never have", "should not have", "shouldnt have"),
    *("over promised", "overpromised", "promised too much", "incompetent", "lazy", "careless", "sloppy"),
    *(
        "never listens",
        "never listen",
        "never delivers",
        "never deliver",
        "always late",
        "cannot plan",
        "cant plan",
    ),
    *("failed us", "let us down", "did not do their job", "didnt do their job", "keeps promising"),
)


def complaint_about(reason: str) -> str | None:
    """What is wrong with `reason` as the explanation of a no, or None."""
    words = _WORD.findall(cleaned(reason).lower().translate(_APOSTROPHES))
    sentence = " ".join(words)
    if any(label in sentence for label in _LABELS):
        return "“Not a priority” explains nothing. Say what it would take from the star, or what is missing."
    if words and _EMPTY.issuperset(words):
        return "This says no, not why. Give the reason in plain words."
    return None


def blame_in(text: str, teams: Iterable[str] = ()) -> str | None:
    """What is wrong when a sentence of `text` blames a team, or None."""
    if (named := blamed_in(text, teams)) is None:
        return None
    return (
        f"This blames a team ({named}). Say what the request would take from the star, "
        "or what is missing, without whose doing it is."
    )


def blamed_in(text: str, teams: Iterable[str] = ()) -> str | None:
    """The team, one of `teams` or a usual one, with which one sentence of `text` finds fault."""
    known = [spoken for name in (*teams, *_TEAMS) if (spoken := _spoken(name)).strip()]
    for sentence in map(_spoken, _SENTENCE.split(cleaned(text))):
        named = next((name for name in known if name in sentence), None)
        if named and any(f" {blame} " in sentence for blame in _BLAMES):
            return named.strip()
    return None


def must_not_blame(verdict: Verdict, company: Company) -> None:
    """Raise Invalid when a field of `verdict` that its asker reads blames a team."""
    teams = [name for team in company.teams for name in (team.name, team.key)]
    read = {"reason": verdict.reason, "would_be_yes": verdict.would_be_yes, "difference": verdict.difference}
    wrong = {field: complaint for field, text in read.items() if (complaint := blame_in(text, teams))}
    if wrong:
        raise Invalid(wrong)


def _spoken(text: str) -> str:
    """The words of `text` between single blanks, so that whole words can be looked for."""
    return f" {' '.join(_WORD.findall(text.lower().translate(_APOSTROPHES)))} "
