"""What the words of a number say: that a company lives of it, that harm shows in it, that somebody got something."""

import re

from northstar_bot.domain.company.company import Company, Kind, Metric, Style
from northstar_bot.domain.numbers.leaks import tells_of_staying
from northstar_bot.domain.numbers.smells import tells_of_revenue

_MOST = 5
_QUALITY = re.compile(
    r"\b(?:errors?|bugs?|defects?|faults?|failed|failures?|crash(?:es|ed)?|incidents?|outages?|downtime|uptime"
    r"|availability|latency|slow|late|delay(?:s|ed)?|waiting|wait times?|response times?|time to \w+|on[- ]time"
    r"|complaints?|refund(?:s|ed)?|returns?|returned|chargebacks?|disputes?|rework|rejected|broken|damaged|wrong"
    r"|tickets?|escalations?|nps|csat|ces|satisfaction|satisfied|ratings?|stars|reviews?|quality|accuracy|accurate"
    r"|spam|abuse|fraud|reported|safety|accidents?|no[- ]shows?|unsubscribe[sd]?|opt[- ]outs?)\b",
    re.IGNORECASE,
)
# What somebody has done or got; the common verbs that end otherwise than in -ed or -ing.
_DONE = re.compile(
    r"\b(?:\w{3,}(?:ed|ing)|done|met|won|sent|paid|sold|bought|built|made|kept|found|read|heard|seen|learnt|taught"
    r"|given|taken|spent|written|drawn|held|led|saved|caught|grown|eaten|slept|driven|flown|ridden|run|sung|shown)\b",
    re.IGNORECASE,
)
_NOT_DONE = (
    "speed need feed seed weed breed hundred sacred embed rating pricing marketing engineering advertising billing"
    " funding building meeting spring string thing nothing something anything everything morning evening during"
    " recurring existing remaining outstanding including excluding according rolling trailing being going having"
    " registered downloaded installed visited viewed clicked logged impressed unlimited limited related based"
)


def outcomes_of(company: Company, star: Metric) -> tuple[Metric, ...]:
    """The kpis and guardrails that a star should move before: revenue and who stays, at most five."""
    told = (*company.of_kind(Kind.KPI), *company.of_kind(Kind.GUARDRAIL))
    found = (
        one for one in told if tells_of_revenue(one) or one.style is Style.MONEY or tells_of_staying(one)
    )
    return tuple(one for one in found if one.key != star.key)[:_MOST]


def shows_harm(guardrail: Metric) -> bool:
    """Whether its words say that customers stay, or that what they get is good."""
    return tells_of_staying(guardrail) or bool(_QUALITY.search(f"{guardrail.name} {guardrail.definition}"))


def says_outcome(*texts: str) -> bool:
    """Whether a verb says what somebody has done or got: `lessons completed`, `time spent listening`."""
    found = (match.group().casefold() for text in texts for match in _DONE.finditer(text))
    nothing = frozenset(_NOT_DONE.split())
    return any(word not in nothing for word in found)
