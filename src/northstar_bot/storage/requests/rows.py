"""Requests, notes and verdicts as rows, and back."""

from typing import Any

from sqlalchemy import RowMapping

from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, SquadKey, TeamKey, WorkspaceId
from northstar_bot.domain.requests.requests import (
    Answer,
    Evidence,
    Note,
    Obligation,
    Request,
    State,
    Verdict,
    Visibility,
    WakeOn,
)
from northstar_bot.storage.requests.details import details_from, document_of


def row_of_request(request: Request, source_key: str) -> dict[str, Any]:
    """The row that keeps `request`."""
    return {
        "workspace_id": request.workspace,
        "number": request.number,
        "asker": request.asker,
        "asker_team": request.asker_team,
        "kind": request.kind,
        "title": request.title,
        "problem": request.problem,
        "evidence": request.evidence.value,
        "input": request.input,
        "tagged": request.counts_for,
        "needed_by": request.needed_by,
        "needed_why": request.needed_why,
        "obligation": request.obligation.value,
        "obligation_link": request.obligation_link,
        "visibility": request.visibility.value,
        "channel": request.channel,
        "permalink": request.permalink,
        "details": document_of(request.details),
        "whose_time": request.whose_time,
        "on_behalf_of": request.on_behalf_of,
        "source_key": source_key,
        "state": request.state.value,
        "moves": request.moves,
        "re_weigh": int(request.re_weigh),
        "asked_at": request.asked_at,
        "changed_at": request.asked_at,
    }


def request_of(row: RowMapping) -> Request:
    """The request kept in `row`."""
    return Request(
        workspace=WorkspaceId(row["workspace_id"]),
        number=row["number"],
        asker=PersonId(row["asker"]),
        kind=row["kind"],
        title=row["title"],
        problem=row["problem"],
        evidence=Evidence(row["evidence"]),
        asked_at=row["asked_at"],
        state=State(row["state"]),
        asker_team=TeamKey(row["asker_team"]) if row["asker_team"] else None,
        input=_metric(row["input"]),
        tagged=_metric(row["tagged"]),
        needed_by=row["needed_by"],
        needed_why=row["needed_why"],
        obligation=Obligation(row["obligation"]),
        obligation_link=row["obligation_link"],
        visibility=Visibility(row["visibility"]),
        channel=ChannelId(row["channel"]) if row["channel"] else None,
        permalink=row["permalink"],
        details=details_from(row["details"]),
        on_behalf_of=PersonId(row["on_behalf_of"]) if row["on_behalf_of"] else None,
        moves=row["moves"],
        re_weigh=bool(row["re_weigh"]),
    )


def row_of_verdict(workspace: WorkspaceId, verdict: Verdict) -> dict[str, Any]:
    """The row that keeps `verdict`."""
    return {
        "workspace_id": workspace,
        "number": verdict.request,
        "answer": verdict.answer.value,
        "suggestion": verdict.suggestion.value if verdict.suggestion else None,
        "rule": verdict.rule,
        "input": verdict.input,
        "evidence": verdict.evidence.value if verdict.evidence else None,
        "mechanism": verdict.mechanism,
        "stops": verdict.stops,
        "reason_code": verdict.reason_code,
        "reason": verdict.reason,
        "would_be_yes": verdict.would_be_yes,
        "difference": verdict.difference,
        "exempt": int(verdict.exempt),
        "duplicate_of": verdict.duplicate_of,
        "wake_on": verdict.wake_on.value if verdict.wake_on else None,
        "wake_at": verdict.wake_at,
        "precedents": list(verdict.precedents),
        "squad": verdict.squad,
        "look_by": verdict.look_by,
        "decider": verdict.decider,
        "decided_at": verdict.decided_at,
        "star_version": verdict.star_version,
        "star_wording": verdict.star_wording,
    }


def verdict_of(row: RowMapping) -> Verdict:
    """The verdict kept in `row`."""
    return Verdict(
        id=row["id"],
        request=row["number"],
        answer=Answer(row["answer"]),
        suggestion=Answer(row["suggestion"]) if row["suggestion"] else None,
        rule=row["rule"],
        decider=PersonId(row["decider"]),
        decided_at=row["decided_at"],
        star_version=row["star_version"],
        star_wording=dict(row["star_wording"]),
        input=_metric(row["input"]),
        mechanism=row["mechanism"],
        reason_code=row["reason_code"],
        reason=row["reason"],
        would_be_yes=row["would_be_yes"],
        difference=row["difference"],
        exempt=bool(row["exempt"]),
        duplicate_of=row["duplicate_of"],
        evidence=Evidence(row["evidence"]) if row["evidence"] else None,
        stops=row["stops"],
        wake_on=WakeOn(row["wake_on"]) if row["wake_on"] else None,
        wake_at=row["wake_at"],
        precedents=tuple(row["precedents"] or ()),
        squad=SquadKey(row["squad"]) if row["squad"] else None,
        look_by=row["look_by"],
    )


def note_of(row: RowMapping) -> Note:
    """The note kept in `row`."""
    return Note(PersonId(row["author"]), row["text"], row["at"])


def _metric(key: str | None) -> MetricKey | None:
    return MetricKey(key) if key else None
