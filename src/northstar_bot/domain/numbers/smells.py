"""What a number's own name gives away: words that usually mean it can be pleased without helping a customer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from northstar_bot.domain.company.company import Metric, Orientation, Star


class Smell(StrEnum):
    """Why a word is a warning; never a verdict."""

    RUNNING_TOTAL = "running total"
    ONCE = "once"
    BEING_THERE = "being there"
    OUTPUT = "output"
    LAGS = "lags"
    APPLAUSE = "applause"
    LABEL = "label"


_WORDS = {
    Smell.RUNNING_TOTAL: r"total|cumulative|all time|lifetime|to date|ever",
    Smell.ONCE: r"registered|registrations?|sign ?ups?|installs?|installations?|downloads?|accounts? created|"
    r"new accounts?|leads? generated",
    Smell.BEING_THERE: r"page ?views?|impressions?|hits|visits?|visitors|log ?ins?|logged in|sessions opened|"
    r"daily (?:active )?users?|dau",
    Smell.OUTPUT: r"lines? (?:of code|shipped|written|added)|loc|commits?|pull requests?|story points?|velocity|"
    r"features? (?:shipped|released)|releases?|tickets? closed|calls? made|emails? sent",
    Smell.LAGS: r"revenue|turnover|arr|mrr|gmv|profit|ebitda",
    Smell.APPLAUSE: r"likes|followers|subscribers|fans",
    Smell.LABEL: r"(?:product|sales|engineering|marketing|design|tech(?:nology)?)[- ](?:driven|led|first)",
}
_FOUND = {smell: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for smell, words in _WORDS.items()}
# Hyphens, dashes, underlines and slashes stand where others write a space.
_JOINTS = re.compile(r"[-_/\u2010-\u2015\s]+")
_BY_WEEK = re.compile(r"\b(?:weekly|per week|a week|this week|each week|in the week)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Smelled:
    """The word that was found in a metric's name or definition."""

    metric: Metric
    smell: Smell
    word: str


def smells_of(metric: Metric, star: Star | None = None) -> tuple[Smelled, ...]:
    """What the name and the definition of a metric give away, each kind once.

    With `star` it is judged as the star itself. Only a star is warned of all of them: reach and visits may be an
    honest input; a revenue-oriented star says itself that it lags; a total of each week runs on no longer.
    """
    text = _spaced(" ".join((metric.name, metric.definition, star.definition if star else "")))
    found = []
    for smell, words in _FOUND.items():
        # A label stands in what is said about a number, the rest in what it counts.
        said = f"{text} {_spaced(star.vision)}" if star and smell is Smell.LABEL else text
        if (match := words.search(said)) and _counts(smell, text, star):
            found.append(Smelled(metric, smell, match.group()))
    return tuple(found)


def label_in(text: str) -> str | None:
    """The label for one team that stands in `text`, such as “sales-led”."""
    found = _FOUND[Smell.LABEL].search(text)
    return found.group() if found else None


def _spaced(text: str) -> str:
    return _JOINTS.sub(" ", text)


def tells_of_revenue(metric: Metric) -> bool:
    """Whether its name speaks of money that comes in."""
    return bool(_FOUND[Smell.LAGS].search(_spaced(metric.name)))


def _counts(smell: Smell, text: str, star: Star | None) -> bool:
    if smell is Smell.RUNNING_TOTAL:
        return not _BY_WEEK.search(text)
    if star is None:
        return smell is Smell.OUTPUT
    return smell is not Smell.LAGS or star.orientation is not Orientation.REVENUE
