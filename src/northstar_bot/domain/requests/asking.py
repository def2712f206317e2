"""A request as an asker fills it in, and what is still missing from it; the same fields for everyone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.requests.detail_form import DetailsFilled, details_of, wrong_details
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Evidence,
    Obligation,
    Request,
    RequestKind,
    Visibility,
)
from northstar_bot.domain.typed import cleaned, one_line, wrong_length

TITLE = (8, 120)
PROBLEM = (20, 1500)
NEEDED_WHY = (10, 300)
LINK = 500
_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A request before it is kept. `from_private`: it came out of a place not everybody can read.

    `on_behalf_of` wrote the message that it is about.
    """

    title: str
    problem: str
    kind: RequestKind | None
    evidence: Evidence | None
    input: MetricKey | None = None
    needed_by: date | None = None
    needed_why: str = ""
    obligation: Obligation = Obligation.NONE
    obligation_link: str = ""
    visibility: Visibility = Visibility.CHANNEL
    channel: ChannelId | None = None
    permalink: str = ""
    from_private: bool = False
    details: DetailsFilled = field(default_factory=DetailsFilled)
    on_behalf_of: PersonId | None = None


def ask(
    draft: Draft,
    *,
    workspace: WorkspaceId,
    asker: PersonId,
    team: TeamKey | None,
    names: Mapping[MetricKey, str],
    at: datetime,
    today: date,
) -> Request:
    """The request, not numbered yet, or Invalid with a sentence for every field that cannot stand."""
    wrong = _wrong_words(draft) | _wrong_choices(draft, names) | _wrong_link(draft)
    wrong |= _wrong_dates(draft, today) | wrong_details(draft.kind, draft.details, today)
    if wrong or draft.kind is None or draft.evidence is None:
        raise Invalid(wrong)
    return Request(
        workspace=workspace,
        number=0,
        asker=asker,
        kind=draft.kind.value,
        title=one_line(draft.title),
        problem=cleaned(draft.problem),
        evidence=draft.evidence,
        asked_at=at,
        asker_team=team,
        input=draft.input,
        needed_by=draft.needed_by,
        needed_why=cleaned(draft.needed_why),
        obligation=draft.obligation,
        obligation_link=draft.obligation_link.strip(),
        visibility=Visibility.DECIDERS if draft.from_private else draft.visibility,
        channel=draft.channel,
        permalink=draft.permalink,
        details=details_of(draft.kind, draft.details),
        on_behalf_of=draft.on_behalf_of if draft.on_behalf_of != asker else None,
    )


def _wrong_words(draft: Draft) -> dict[str, str]:
    wrong = wrong_length("title", one_line(draft.title), TITLE, "say in a few words what you ask for")
    wrong |= wrong_length("problem", draft.problem, PROBLEM, "say what problem it solves, and for whom")
    if not wrong and one_line(draft.title).casefold() == one_line(draft.problem).casefold():
        wrong["problem"] = "This repeats the title. Say what problem it solves, and for whom."
    return wrong


def _wrong_choices(draft: Draft, names: Mapping[MetricKey, str]) -> dict[str, str]:
    wrong = {}
    if draft.kind is None:
        wrong["kind"] = "Choose what kind of request this is."
    if draft.evidence is None:
        wrong["evidence"] = "Choose how well the need is known."
    if draft.input not in (None, NO_INPUT) and draft.input not in names:
        wrong["input"] = "That input is no longer part of the star. Choose another, or “not sure”."
    return wrong


def _wrong_dates(draft: Draft, today: date) -> dict[str, str]:
    if draft.needed_by is None:
        return {"needed_by": "Give the day too."} if cleaned(draft.needed_why) else {}
    wrong = wrong_length("needed_why", draft.needed_why, NEEDED_WHY, "say why that day")
    return wrong | ({"needed_by": "That day is past."} if draft.needed_by < today else {})


def _wrong_link(draft: Draft) -> dict[str, str]:
    link = draft.obligation_link.strip()
    if draft.obligation is not Obligation.NONE and not link:
        return {"obligation_link": "An obligation needs a link to what obliges us."}
    if link and (not _LINK.fullmatch(link) or len(link) > LINK):
        return {"obligation_link": "Give a web link that starts with https://, at most 500 characters."}
    return {}
