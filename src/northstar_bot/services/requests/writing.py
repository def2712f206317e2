"""From what somebody filled in to a request that can be kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.people import Viewer
from northstar_bot.domain.requests import asking
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import input_names


def written(company: Company, viewer: Viewer, draft: Draft, now: datetime) -> Request:
    """The request as the viewer filled it in, not numbered yet; Invalid where it cannot stand."""
    return asking.ask(
        draft,
        workspace=viewer.workspace,
        asker=viewer.person.id,
        team=viewer.person.team,
        names=input_names(company),
        at=now,
        today=now.astimezone(ZoneInfo(company.zone)).date(),
    )
