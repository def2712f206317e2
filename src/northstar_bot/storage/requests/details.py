"""The details of a request as a document in its row, and back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.requests.details import Deal, Details, PersonsTime, SizeBand


def document_of(details: Details | None) -> dict[str, Any] | None:
    """The document that keeps `details`."""
    if isinstance(details, PersonsTime):
        return {
            "shape": "time",
            "whose": details.whose,
            "hours": str(details.hours),
            "by": details.by.isoformat(),
            "customer": details.customer,
        }
    if isinstance(details, Deal):
        return {
            "shape": "deal",
            "customer": details.customer,
            "deal": details.deal,
            "closes": details.closes.isoformat(),
            "beyond": details.beyond,
            "size": details.size.value if details.size else None,
        }
    return None


def details_from(document: Mapping[str, Any] | None) -> Details | None:
    """The details kept in `document`."""
    if not document:
        return None
    if document["shape"] == "time":
        hours, by = Decimal(document["hours"]), date.fromisoformat(document["by"])
        return PersonsTime(PersonId(document["whose"]), hours, by, document["customer"])
    return Deal(
        document["customer"],
        document["deal"],
        date.fromisoformat(document["closes"]),
        document["beyond"],
        SizeBand(document["size"]) if document["size"] else None,
    )
