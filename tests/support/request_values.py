"""A hostile request, verdict and star to draw, and what must hold of every drawing."""

import json
from datetime import UTC, date, datetime

from northstar_bot.domain.company.company import Kind, Metric, Star
from northstar_bot.domain.requests.requests import (
    Answer,
    Evidence,
    Obligation,
    Request,
    Verdict,
)
from northstar_bot.domain.requests.views import (
    WeighQuestion,
)
from northstar_bot.domain.requests.weighing import suggest

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOSTILE = "<!channel> <@U1> *bold* `code` https://evil.example & مرحبا"
LONG = ("<!here> *x* & " * 200)[:1500]
STAR = Star(3, "dau", "Every classroom learns daily", "Daily users", "users")
INPUTS = (Metric("new_users", "New teachers", Kind.INPUT), Metric("return_days", "Return days", Kind.INPUT))
NAMES = {each.key: each.name for each in INPUTS}
REQUEST = Request(
    "acme", 12, "U1", "client request", HOSTILE, LONG, Evidence.SEEN, NOW, input="return_days",
    needed_by=date(2026, 12, 1), needed_why=HOSTILE, obligation=Obligation.LEGAL,
    obligation_link="https://law.example/7", permalink="https://acme.slack.com/archives/C1/p1",
)  # fmt: skip
VERDICT = Verdict(
    12, Answer.NO, Answer.YES, "R2", "U9", NOW, 2, {"name": HOSTILE}, input="return_days",
    mechanism=LONG[:800], reason_code="not now", reason=LONG[:800], would_be_yes=LONG[:400],
    difference=LONG[:800], stops=LONG[:400], duplicate_of=4, id=7,
)  # fmt: skip


def question_of(chosen="return_days", evidence=Evidence.SEEN, request=REQUEST, notes=(), earlier=None):
    suggestion = suggest(chosen, evidence, request.obligation, request.obligation_link, names=NAMES)
    return WeighQuestion(request, STAR, INPUTS, chosen, evidence, suggestion, notes, earlier)


def marked_up_of(found):
    """Every mrkdwn text anywhere in what Slack is given."""
    if isinstance(found, dict):
        if found.get("type") == "mrkdwn":
            yield found
        found = list(found.values())
    if isinstance(found, list | tuple):
        for each in found:
            yield from marked_up_of(each)


def safe_of(payload):
    for text in marked_up_of(payload):
        assert text["verbatim"] is True
        assert "<!" not in text["text"]
        assert "&lt;!channel&gt;" in text["text"] or "channel" not in text["text"]


def fields_of(view):
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def said_of(view):
    return json.dumps(view["blocks"], ensure_ascii=False)
