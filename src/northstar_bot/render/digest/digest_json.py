"""The digest as data: a stable shape of finite numbers, documented in docs/json.md."""

import math
from typing import Any

from northstar_bot.domain.counts import COVERED_DAYS
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.pace import Pace
from northstar_bot.domain.numbers.split import Gap, Method, Split
from northstar_bot.render.digest.words import headline, reason, spoken
from northstar_bot.render.numbers.happened import happened_data

_METHODS = {Method.LMDI: "LMDI-I", Method.SHAPLEY: "Shapley", Method.NONE: None}


def as_data(digest: Digest) -> dict[str, Any]:
    """What `northstar-bot digest --format json` prints."""
    return {
        "week": digest.week.label,
        "period": {"start": digest.week.start.isoformat(), "end": digest.week.end.isoformat()},
        "headline": spoken(headline(digest)),
        "withheld": reason(digest),
        "audience": digest.audience,
        "star": _star(digest.overall or digest.star),
        "about": _row(digest.star) if digest.overall else None,
        "split": _split(digest.split),
        "split_by_segment": _split(digest.segmented) if digest.segmented else None,
        "gap": _gap(digest.gap) if digest.gap else None,
        "leaks": [
            {"key": leak.guardrail.key, "week": leak.week.label, "mix": leak.mix} for leak in digest.leaks
        ],
        "inputs": [_row(line) for line in digest.inputs],
        "guardrails": [_row(line) for line in digest.guardrails],
        "judging": [_judging(line) for line in digest.lines],
        "pace": [_pace(pace) for pace in digest.paces],
        "requests": {
            "asked": digest.requests.asked,
            "accepted": digest.requests.accepted,
            "declined": digest.requests.declined,
            "parked": digest.requests.parked,
            "by_input": dict(digest.requests.by_input),
        },
        "shoutouts": {
            "given": digest.shoutouts.given,
            "cross_team": digest.shoutouts.cross_team,
            "people_thanked": digest.shoutouts.people_thanked,
            "by_input": dict(digest.shoutouts.by_input),
            "coverage": _covered(digest),
        },
        **happened_data(digest),
    }


def _covered(digest: Digest) -> dict[str, int] | None:
    found = digest.covered
    return {"thanked": found.thanked, "teams": found.teams, "days": COVERED_DAYS} if found else None


def _star(line: MetricLine) -> dict[str, Any]:
    return {
        "key": line.metric.key,
        "value": _finite(line.value),
        "previous": _finite(line.previous),
        "change": _finite(line.change),
        "change_pct": _finite(line.change_pct),
        "mean4": _finite(line.mean4),
        **_judged(line),
        "provisional": line.provisional,
        "restated_from": _finite(line.restated_from),
    }


def _split(split: Split) -> dict[str, Any]:
    parts = {key: _finite(part) for key, part in split.parts.items()}
    return {
        "mode": split.mode.value,
        "method": _METHODS[split.method],
        "level": split.level,
        "parts": parts,
    }


def _gap(gap: Gap) -> dict[str, float | None]:
    return {"now": _finite(gap.now), "before": _finite(gap.before)}


def _row(line: MetricLine) -> dict[str, Any]:
    return {
        "key": line.metric.key,
        "dimension": line.metric.dimension.value if line.metric.dimension else None,
        "value": _finite(line.value),
        "previous": _finite(line.previous),
        "mean4": _finite(line.mean4),
        **_judged(line),
        "provisional": line.provisional,
        "stale": line.stale,
        "owner": line.metric.owner,
    }


def _pace(pace: Pace) -> dict[str, Any]:
    forecast = pace.forecast
    return {
        "key": pace.metric.key,
        "target": _finite(pace.target),
        "first_week": pace.span.first.label,
        "last_week": pace.span.last.label,
        "rule": "total" if pace.total else "mean",
        "through": pace.through.label,
        "so_far": _finite(pace.so_far),
        "weeks_left": pace.left,
        "weeks_missing": pace.missing,
        "required": _finite(pace.required),
        "mean4": _finite(pace.recent4),
        "mean8": _finite(pace.recent8),
        "likely": list(forecast.most) if forecast else None,
        "likely_half": list(forecast.middle) if forecast else None,
        "right": forecast.right if forecast else None,
        "tested": forecast.tested if forecast else None,
        "weeks_needed": pace.more_needed,
        "verdict": pace.verdict.value if pace.verdict else None,
    }


def _judged(line: MetricLine) -> dict[str, Any]:
    limits = [_finite(limit) for limit in line.natural_range or ()]
    return {
        "natural_range": limits if limits and None not in limits else None,
        "verdict": line.judgement.verdict.value,
        "rules": list(line.judgement.rules),
    }


def _judging(line: MetricLine) -> dict[str, Any]:
    return {
        "key": line.metric.key,
        "around": line.judgement.around.value,
        "begins": line.anew.since.label if line.anew else None,
        "because": line.anew.reason.value if line.anew else None,
    }


def _finite(value: float | None) -> float | None:
    """JSON knows no infinity; a number too large to be one is left out."""
    return value if value is not None and math.isfinite(value) else None
