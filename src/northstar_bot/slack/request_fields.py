"""The fields of the request forms as plain values; what cannot be read is left for the core to ask for."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, SquadKey
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.detail_form import DetailsFilled
from northstar_bot.domain.requests.details import SizeBand
from northstar_bot.domain.requests.requests import (
    Answer,
    Evidence,
    Obligation,
    ReasonCode,
    RequestKind,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.render.requests.ask_form import BEHALF, UNSURE, Origin

Fields = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


def draft_of(fields: Fields, origin: Origin) -> Draft:
    """What the ask form says."""
    chosen = _text(fields, "input")
    return Draft(
        title=_text(fields, "title"),
        problem=_text(fields, "problem"),
        kind=choice(RequestKind, fields, "kind"),
        evidence=choice(Evidence, fields, "evidence"),
        input=None if chosen in ("", UNSURE) else MetricKey(chosen),
        needed_by=_day(fields, "needed_by"),
        needed_why=_text(fields, "needed_why"),
        obligation=choice(Obligation, fields, "obligation") or Obligation.NONE,
        obligation_link=_text(fields, "obligation_link"),
        visibility=choice(Visibility, fields, "visibility") or Visibility.DECIDERS,
        channel=ChannelId(origin.channel) if origin.channel else None,
        permalink=origin.permalink,
        from_private=origin.private and origin.message,
        details=_details(fields),
        on_behalf_of=PersonId(origin.author) if origin.author and fields.get(BEHALF) == [BEHALF] else None,
    )


def proposal_of(fields: Fields) -> Proposal:
    """What the weigh form says."""
    return Proposal(
        answer=choice(Answer, fields, "answer"),
        input=chosen_input(fields),
        evidence=choice(Evidence, fields, "evidence") or Evidence.HUNCH,
        mechanism=_text(fields, "mechanism"),
        stops=_text(fields, "stops"),
        reason_code=choice(ReasonCode, fields, "reason_code"),
        reason=_text(fields, "reason"),
        would_be_yes=_text(fields, "would_be_yes"),
        question=_text(fields, "question"),
        difference=_text(fields, "difference"),
        wake_on=choice(WakeOn, fields, "wake_on"),
        wake_at=_day(fields, "wake_at"),
        duplicate_of=_number(_text(fields, "duplicate_of")),
        squad=SquadKey(_text(fields, "squad")) or None,
        look_by=_day(fields, "look_by"),
    )


def choice(kind: type[Choice], fields: Fields, name: str) -> Choice | None:
    """The chosen option, None when nothing or something unknown was chosen."""
    value = _text(fields, name)
    return kind(value) if value in set(kind) else None


def chosen_input(fields: Fields) -> MetricKey | None:
    """The input chosen in a form that weighs."""
    chosen = _text(fields, "input")
    return MetricKey(chosen) if chosen else None


def _details(fields: Fields) -> DetailsFilled:
    return DetailsFilled(
        whose=PersonId(_text(fields, "whose")) or None,
        hours=_text(fields, "hours"),
        by=_day(fields, "by"),
        customer=_text(fields, "customer"),
        deal=_text(fields, "deal"),
        closes=_day(fields, "closes"),
        beyond=_text(fields, "beyond"),
        size=choice(SizeBand, fields, "size"),
    )


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _day(fields: Fields, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(fields, name))
    except ValueError:
        return None


def _number(text: str) -> int | None:
    digits = text.strip().removeprefix("#").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len("1000000000") else None
